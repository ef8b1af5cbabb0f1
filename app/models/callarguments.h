// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/journal.h"

#include <QStringList>

namespace wl {

/// The arguments of a call as a C programmer reads them: {"12", "SOL_SOCKET", "SO_REUSEADDR", "1"}.
QStringList callArguments(const EventRef &call);
/// What the call answered: "19", "0", "-1 EINPROGRESS".
QString callResult(const Event &call);
/// "SO_REUSEADDR" of an Event's extra; a number when the table has no name for it.
QString optionName(std::uint32_t extra);
/// "SHUT_WR"; a number when unknown.
QString shutdownName(std::uint64_t how);

} // namespace wl
