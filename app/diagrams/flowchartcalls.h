// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/journal.h"

#include <array>
#include <deque>
#include <map>
#include <optional>

namespace wl {

/// The families of calls that a flowchart has boxes for.
enum class FlowCall : std::uint8_t {
    Socket,
    Option,
    Bind,
    Listen,
    Accept,
    Connect,
    Send,
    Recv,
    Shutdown,
    Close,
    Count
};

/// The box of this call; nothing for calls that have none.
std::optional<FlowCall> flowCall(Step step);
/// "accept", "recv".
const char *flowFamily(FlowCall call);

/// What one socket did in one family.
struct FlowTally {
    EventIndex latest = 0; ///< the latest call, or the note that told its end
    std::uint32_t count = 0;
    std::uint16_t error = 0; ///< of the latest one
    bool underWay = false; ///< a connect without an answer yet
};

/// What is kept of one socket's life.
struct FlowLife {
    std::array<FlowTally, std::size_t(FlowCall::Count)> calls;
    std::optional<EventIndex> finSent; ///< what first showed that its FIN went out
    std::optional<EventIndex> finCame; ///< what first showed that the other side's came
    bool closed = false;

    const FlowTally &at(FlowCall call) const { return calls[std::size_t(call)]; }
};

/// Counts the calls of every socket by family; when there are too many sockets, those closed first are
/// forgotten.
class FlowCalls
{
public:
    static constexpr std::size_t mostSockets = 10'000;

    void advance(const JournalView &view);
    void clear() { *this = FlowCalls(); }
    /// Null when nothing was seen of it, or when it is forgotten.
    const FlowLife *life(SocketId socket) const;
    std::size_t size() const { return m_lives.size(); }

private:
    void add(const EventRef &event);
    void addCall(const EventRef &event, FlowCall call);
    void endConnect(const EventRef &event);
    void takeState(SocketId socket, TcpState state, EventIndex event);
    FlowLife &entry(SocketId socket);
    void forgetOne(SocketId keep);

    std::map<SocketId, FlowLife> m_lives;
    std::deque<SocketId> m_closed; ///< in the order of their close()
    std::map<EndpointId, SocketId> m_connecting; ///< endpoints whose connect is under way
    EventIndex m_position = 0;
};

} // namespace wl
