// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/sockettable.h"

#include <QString>

namespace wl {

/// One translated sentence on what comes after this event, told from the state in which its socket is now;
/// empty where nothing follows that can be told.
QString whatComesNext(const EventRef &event, const SocketTable &table);

} // namespace wl
