// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/eventtext.h"

#include <QByteArray>

namespace wl {

/// The number of the session format that this program writes; it reads this one and those below.
/// docs/session-format.md describes it.
constexpr int sessionFormat = 2;

/// One event as a line of a session file, its end included; eventFromJson() reads it back exactly.
QByteArray jsonLine(const EventRef &event, const EndpointNames &names);
/// The first line of a session file; `startedAtMs` are milliseconds since 1970, UTC; 0: not known.
QByteArray jsonHeader(qint64 startedAtMs);

} // namespace wl
