// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/sockets/endpointsettings.h"

namespace wl {

/// A panel as a command line for a POSIX shell.
struct CommandLine {
    QString program; ///< "wireladder-cli", "ncat", "socat"
    QString text;
    QString differs; ///< translated: what it does otherwise than the panel; empty: nothing
};

/// What does the same as the panel, and what comes nearest to it with other tools.
QList<CommandLine> commandLinesOf(const EndpointSettings &settings);
/// One word for a POSIX shell: in single quotes where it needs them.
QString shellWord(const QString &text);

} // namespace wl
