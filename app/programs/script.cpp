// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/programs/script.h"

#include "app/programs/scriptbuilder.h"

#include <algorithm>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace wl {

namespace {

struct KnownOption {
    int level;
    int option;
    const char *levelName;
};

constexpr KnownOption knownOptions[] = {
    {SOL_SOCKET, SO_REUSEADDR, "SOL_SOCKET"},
    {SOL_SOCKET, SO_BROADCAST, "SOL_SOCKET"},
    {SOL_SOCKET, SO_SNDBUF, "SOL_SOCKET"},
    {SOL_SOCKET, SO_RCVBUF, "SOL_SOCKET"},
    {SOL_SOCKET, SO_KEEPALIVE, "SOL_SOCKET"},
    {SOL_SOCKET, SO_LINGER, "SOL_SOCKET"},
    {IPPROTO_TCP, TCP_NODELAY, "IPPROTO_TCP"},
#ifdef TCP_KEEPIDLE
    {IPPROTO_TCP, TCP_KEEPIDLE, "IPPROTO_TCP"},
#endif
    {IPPROTO_TCP, TCP_KEEPINTVL, "IPPROTO_TCP"},
    {IPPROTO_TCP, TCP_KEEPCNT, "IPPROTO_TCP"},
#ifdef TCP_USER_TIMEOUT
    {IPPROTO_TCP, TCP_USER_TIMEOUT, "IPPROTO_TCP"},
    {IPPROTO_TCP, TCP_SYNCNT, "IPPROTO_TCP"},
#endif
    {IPPROTO_IP, IP_TTL, "IPPROTO_IP"},
    {IPPROTO_IPV6, IPV6_V6ONLY, "IPPROTO_IPV6"},
    {IPPROTO_IPV6, IPV6_UNICAST_HOPS, "IPPROTO_IPV6"},
};

} // namespace

bool Script::has(Action::Kind kind) const
{
    return std::any_of(actions.begin(), actions.end(), [kind](const Action &a) { return a.kind == kind; });
}

Script scriptOf(EndpointId endpoint, const JournalView &view, const SocketTable &table)
{
    ScriptBuilder builder(endpoint, table);
    view.forEach(0, view.size(), [&builder](const EventRef &event) { builder.add(event); });
    return builder.finish();
}

QByteArray optionLevel(std::uint32_t option)
{
    for (const KnownOption &known : knownOptions) {
        if (std::uint32_t(known.level) == option >> 16 && std::uint32_t(known.option) == (option & 0xFFFF))
            return known.levelName;
    }
    return {};
}

bool isLinger(std::uint32_t option)
{
    return option == (std::uint32_t(SOL_SOCKET) << 16 | std::uint32_t(SO_LINGER));
}

} // namespace wl
