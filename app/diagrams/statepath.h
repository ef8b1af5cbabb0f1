// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/event.h"

#include <optional>
#include <span>
#include <vector>

namespace wl {

/// What makes a socket go from one state to another.
enum class MoveBy : std::uint8_t { Call, Packet, CallOrPacket, Timer };

/// One arrow of RFC 9293, figure 5.
struct StateEdge {
    TcpState from;
    TcpState to;
    MoveBy by;
    const char *label; ///< "FIN arrives", to be translated in the context "wl"
};

/// All arrows of the figure; where two ways are equally short, the first one is the usual one.
std::span<const StateEdge> stateEdges();
/// The number of the arrow between two states among stateEdges(); none when the figure has no such arrow.
std::optional<std::size_t> stateEdge(TcpState from, TcpState to);

/// The states between two that the kernel showed, by the shortest way of the figure; empty for one arrow,
/// nothing when no way is plausible (a reset). TIME-WAIT lasts, so it is never passed unseen.
std::optional<std::vector<TcpState>> inferredPath(TcpState from, TcpState to, bool isServerSide);

/// A state that the kernel showed, and the event that first did.
struct StateChange {
    TcpState state = TcpState::Unknown;
    EventIndex event = 0;

    friend bool operator==(const StateChange &, const StateChange &) = default;
};

/// One arrow that a socket travelled.
struct StateHop {
    TcpState from = TcpState::Unknown;
    TcpState to = TcpState::Unknown;
    EventIndex event = 0; ///< that showed where it came to
    std::optional<std::size_t> edge; ///< none: a jump that the figure does not have
    bool inferred = false; ///< one of several between two states that were seen

    friend bool operator==(const StateHop &, const StateHop &) = default;
};

/// The arrows between the states that were seen; `wasReset` takes unseen steps to CLOSED for a reset.
std::vector<StateHop> travelled(const std::vector<StateChange> &changes, bool isServerSide, bool wasReset);
/// A connect() that was refused: to SYN-SENT and back, passed too quickly to be seen.
std::vector<StateHop> refusedPath(EventIndex event);

} // namespace wl
