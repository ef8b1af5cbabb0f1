// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/services/echo.h"

namespace wl {

ServiceAnswer Echo::received(QByteArrayView bytes)
{
    // Complete even when there is nothing to send: an empty datagram is answered by an empty one.
    return {.send = bytes.toByteArray(), .complete = true, .note = {}};
}

} // namespace wl
