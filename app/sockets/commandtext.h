// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/sockets/command.h"

namespace wl {

/// The step under which a command stands in the journal.
Step commandStep(const Command &command);
/// A command's argument as the journal keeps it: "server tcp://…" for Create, the settings URL for Listen and
/// Connect, the name, path or group for others; empty for those without one and for Send (its bytes are the
/// payload).
QByteArray commandText(const Command &command);
/// Reads the settings back from a Create, Listen or Connect.
Result<EndpointSettings> settingsFromCommandText(Step step, const QString &text);

} // namespace wl
