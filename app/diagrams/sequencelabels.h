// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/journal.h"

#include <QString>

namespace wl {

/// The call beside its lane, short: "bind() :12000", "recv 19 B", "connect() ECONNREFUSED" with a cross
/// before it.
QString callLabel(const EventRef &event);
/// What a send or recv carries, as harmless text: “hello\n” 6 B.
QString messageLabel(const EventRef &event);
/// True for a failure; "in progress" and "would block" are none.
bool isFailure(const Event &event);

} // namespace wl
