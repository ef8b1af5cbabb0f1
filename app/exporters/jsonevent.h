// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/exporters/jsonobject.h"
#include "app/journal/chunk.h"

#include <span>

namespace wl {

/// A flag of an event and the word that files use for it.
struct SessionFlag {
    Event::Flag flag;
    const char *name;
};
std::span<const SessionFlag> sessionFlags();

/// One line of a session file as it was read.
struct SessionLine {
    std::int64_t number = 0; ///< "n", counted from 1
    Event event;
    PackedAddress local;
    PackedAddress peer;
    QByteArray body;
};

/// The event of a session line; every value is checked, keys that are not known are passed over.
Result<SessionLine> eventFromJson(const JsonObject &object);

/// What the first line of a session file says.
struct SessionHeader {
    QByteArray version; ///< of the program that wrote it
    qint64 startedAtMs = 0;
};
Result<SessionHeader> headerFromJson(const JsonObject &object);

} // namespace wl
