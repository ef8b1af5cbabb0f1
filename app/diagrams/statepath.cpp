// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/statepath.h"

#include <QtGlobal>

#include <algorithm>
#include <array>

namespace wl {

namespace {

using enum TcpState;

constexpr std::size_t states = std::size_t(Closing) + 1;

constexpr StateEdge edges[] = {
    {Closed, Listen, MoveBy::Call, QT_TRANSLATE_NOOP("wl", "listen()")},
    {Closed, SynSent, MoveBy::Call, QT_TRANSLATE_NOOP("wl", "connect(): SYN")},
    {Listen, Closed, MoveBy::Call, QT_TRANSLATE_NOOP("wl", "close()")},
    {SynSent, Closed, MoveBy::CallOrPacket, QT_TRANSLATE_NOOP("wl", "close() or RST")},
    {Listen, SynSent, MoveBy::Call, QT_TRANSLATE_NOOP("wl", "send(): SYN")},
    {SynSent, SynReceived, MoveBy::Packet, QT_TRANSLATE_NOOP("wl", "SYN arrives")},
    {Listen, SynReceived, MoveBy::Packet, QT_TRANSLATE_NOOP("wl", "SYN arrives")},
    {SynReceived, Listen, MoveBy::Packet, QT_TRANSLATE_NOOP("wl", "RST")},
    {SynSent, Established, MoveBy::Packet, QT_TRANSLATE_NOOP("wl", "SYN+ACK arrives")},
    {SynReceived, Established, MoveBy::Packet, QT_TRANSLATE_NOOP("wl", "ACK of SYN")},
    {SynReceived, FinWait1, MoveBy::Call, QT_TRANSLATE_NOOP("wl", "close(): FIN")},
    {Established, FinWait1, MoveBy::Call, QT_TRANSLATE_NOOP("wl", "close(): FIN")},
    {Established, CloseWait, MoveBy::Packet, QT_TRANSLATE_NOOP("wl", "FIN arrives")},
    // FIN-WAIT-2 before CLOSING: the peer's kernel acknowledges at once, its program ends later.
    {FinWait1, FinWait2, MoveBy::Packet, QT_TRANSLATE_NOOP("wl", "ACK of FIN")},
    {FinWait1, Closing, MoveBy::Packet, QT_TRANSLATE_NOOP("wl", "FIN arrives")},
    {Closing, TimeWait, MoveBy::Packet, QT_TRANSLATE_NOOP("wl", "ACK of FIN")},
    {FinWait2, TimeWait, MoveBy::Packet, QT_TRANSLATE_NOOP("wl", "FIN arrives")},
    {CloseWait, LastAck, MoveBy::Call, QT_TRANSLATE_NOOP("wl", "close(): FIN")},
    {LastAck, Closed, MoveBy::Packet, QT_TRANSLATE_NOOP("wl", "ACK of FIN")},
    {TimeWait, Closed, MoveBy::Timer, QT_TRANSLATE_NOOP("wl", "2 MSL timer")},
};

/// Whether a socket may have been there without being seen.
bool mayPass(TcpState state, TcpState from, TcpState to, bool isServerSide)
{
    switch (state) {
    case Closed:
    case TimeWait:
        return false;
    case Listen:
        return isServerSide && from == Closed;
    case SynSent:
        return !isServerSide;
    case CloseWait:
        // A connection that was established and is gone was as likely reset.
        return to != Closed;
    default:
        return true;
    }
}

} // namespace

std::span<const StateEdge> stateEdges()
{
    return edges;
}

std::optional<std::size_t> stateEdge(TcpState from, TcpState to)
{
    const auto *found = std::find_if(std::begin(edges), std::end(edges),
        [&](const StateEdge &edge) { return edge.from == from && edge.to == to; });
    if (found == std::end(edges))
        return {};
    return std::size_t(found - std::begin(edges));
}

std::optional<std::vector<TcpState>> inferredPath(TcpState from, TcpState to, bool isServerSide)
{
    if (from == Unknown || to == Unknown || from == to)
        return {};
    std::array<TcpState, states> cameFrom{};
    std::vector<TcpState> queue{from};
    for (std::size_t next = 0; next < queue.size() && cameFrom[std::size_t(to)] == Unknown; ++next) {
        for (const StateEdge &edge : edges) {
            const bool isNew = edge.to != from && cameFrom[std::size_t(edge.to)] == Unknown;
            if (edge.from != queue[next] || !isNew)
                continue;
            if (edge.to != to && !mayPass(edge.to, from, to, isServerSide))
                continue;
            cameFrom[std::size_t(edge.to)] = edge.from;
            queue.push_back(edge.to);
        }
    }
    if (cameFrom[std::size_t(to)] == Unknown)
        return {};
    std::vector<TcpState> between;
    for (TcpState at = cameFrom[std::size_t(to)]; at != from; at = cameFrom[std::size_t(at)])
        between.insert(between.begin(), at);
    return between;
}

std::vector<StateHop> travelled(const std::vector<StateChange> &changes, bool isServerSide, bool wasReset)
{
    std::vector<StateHop> hops;
    for (std::size_t i = 1; i < changes.size(); ++i) {
        TcpState from = changes[i - 1].state;
        const auto &[to, event] = changes[i];
        auto between = inferredPath(from, to, isServerSide);
        const bool isJump = !between || (wasReset && to == Closed && !between->empty());
        if (isJump)
            between.emplace();
        const bool inferred = !between->empty();
        between->push_back(to);
        for (const TcpState state : *between) {
            hops.push_back({from, state, event,
                isJump ? std::optional<std::size_t>() : stateEdge(from, state), inferred});
            from = state;
        }
    }
    return hops;
}

std::vector<StateHop> refusedPath(EventIndex event)
{
    return {{Closed, SynSent, event, stateEdge(Closed, SynSent), true},
        {SynSent, Closed, event, stateEdge(SynSent, Closed), true}};
}

} // namespace wl
