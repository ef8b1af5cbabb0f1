// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/journal/event.h"

#include <cstring>
#include <iterator>

namespace wl {

namespace {

const char *const stateNames[] = {"", "ESTABLISHED", "SYN-SENT", "SYN-RECEIVED", "FIN-WAIT-1", "FIN-WAIT-2",
    "TIME-WAIT", "CLOSED", "CLOSE-WAIT", "LAST-ACK", "LISTEN", "CLOSING"};

const char *const slotNames[] = {"", "TcpServerEndpoint::takeConnection", "TcpServerEndpoint::reportError",
    "StreamSocket::connected", "StreamSocket::read", "StreamSocket::countWritten",
    "StreamSocket::reportError", "StreamSocket::changeState", "StreamSocket::ended",
    "StreamSocket::foundHost", "UdpEndpoint::read", "UdpEndpoint::reportError", "UdpEndpoint::countWritten"};
static_assert(std::size(slotNames) == static_cast<std::size_t>(Slot::Count));

} // namespace

const char *stateName(TcpState state)
{
    const auto i = static_cast<std::size_t>(state);
    return i < std::size(stateNames) ? stateNames[i] : "";
}

TcpState stateFromName(const char *name)
{
    for (std::size_t i = 1; i < std::size(stateNames); ++i) {
        if (std::strcmp(stateNames[i], name) == 0)
            return static_cast<TcpState>(i);
    }
    return TcpState::Unknown;
}

const char *slotName(Slot slot)
{
    const auto i = static_cast<std::size_t>(slot);
    return i < std::size(slotNames) ? slotNames[i] : "";
}

} // namespace wl
