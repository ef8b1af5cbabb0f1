// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/statepath.h"
#include "app/journal/journal.h"

#include <deque>
#include <map>
#include <optional>

namespace wl {

/// The states of one TCP socket as the kernel showed them.
struct StateTrack {
    std::vector<StateChange> changes; ///< the latest StateTracks::mostChanges of them
    bool accepted = false; ///< it began as a listener's connection
    bool closed = false; ///< by the program
    bool gone = false; ///< closed, and the kernel let go of it too
    bool readEnd = false; ///< a recv returned 0
    std::optional<EventIndex> refused; ///< its connect() that was refused
    bool reset = false; ///< an error or a note said so

    TcpState now() const { return changes.empty() ? TcpState::Unknown : changes.back().state; }
};

/// Follows the states of all TCP sockets through the journal; those that are long gone are forgotten.
class StateTracks
{
public:
    static constexpr std::size_t mostChanges = 32;
    static constexpr std::size_t mostSockets = 10'000;

    void advance(const JournalView &view);
    const std::map<SocketId, StateTrack> &tracks() const { return m_tracks; }
    const StateTrack *track(SocketId socket) const;

private:
    void add(const EventRef &event);
    void change(SocketId socket, TcpState state, EventIndex event);
    void letGo(SocketId socket);

    std::map<SocketId, StateTrack> m_tracks;
    std::deque<SocketId> m_gone; ///< in the order in which they went
    EventIndex m_position = 0;
};

} // namespace wl
