// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/messagematcher.h"
#include "app/models/sockettable.h"

#include <deque>
#include <optional>
#include <unordered_map>
#include <vector>

namespace wl {

/// A moment between rows: 2n is the middle of row n, 2n + 1 the line under it.
using Place = std::uint64_t;

/// One socket's life in rows.
struct LaneLife {
    struct Change {
        Place place = 0;
        TcpState state = TcpState::Unknown;
    };

    SocketId socket = 0;
    Place begin = 0;
    std::optional<Place> end; ///< its close()
    std::optional<Place> gone; ///< the kernel let go of it after that
    RowNumber lastRow = 0;
    bool readEnd = false; ///< a recv of it returned 0
    RowNumber lastStep = 0; ///< the last row that is no signal
    std::optional<RowNumber> connectRow; ///< a client's latest connect()
    std::vector<Change> states;

    bool livesIn(Place from, Place to) const { return begin <= to && (!end || *end >= from); }
};

/// A connection to a listener of ours, made by the kernel: nobody observed the packets.
struct Handshake {
    SocketId client = 0; ///< 0: a peer that is not ours
    SocketId listener = 0;
    SocketId accepted = 0; ///< 0 while it waits, or when the listener closed first
    RowNumber connectRow = 0; ///< without a client of ours the row after which the connection was seen
    Place from = 0; ///< it was seen ESTABLISHED
    std::optional<Place> to; ///< accept(), or the listener's end
    PackedAddress peer; ///< of a peer that is not ours
    std::uint64_t serial = 0;
};

/// The journal folded into rows: one for each call that a learner wants to see, with the lanes, states,
/// handshakes and messages between them. Keeps at most `mostRows`; older ones are forgotten.
class SequenceRows
{
public:
    explicit SequenceRows(std::size_t mostRows)
        : m_mostRows(mostRows)
    {
    }

    void advance(const JournalView &view, const SocketTable &table);

    RowNumber first() const { return m_rows.first; }
    RowNumber end() const { return m_rows.end(); }
    const SequenceRow &row(RowNumber n) const { return m_rows.at(n); }
    std::optional<RowNumber> rowOf(EventIndex event) const;

    /// The row of this event, or the last one before it.
    std::optional<RowNumber> rowNear(EventIndex event) const;
    /// Whether this accepted connection was seen in the accept queue.
    bool hasWaited(SocketId accepted) const;

    const std::unordered_map<SocketId, LaneLife> &lanes() const { return m_lanes; }
    const LaneLife *lane(SocketId socket) const;
    const std::vector<SocketId> &openLanes() const { return m_open; }
    const std::deque<Handshake> &handshakes() const
    {
        return m_handshakes;
    } ///< ascending by connectRow, nearly
    const std::deque<MessageLink> &links() const { return m_matcher.links(); }
    /// The connection that this client of ours has to a listener of ours; null when there is none.
    const Handshake *handshakeOf(SocketId client) const;
    /// The latest note that the kernel dropped datagrams of this socket.
    std::optional<EventIndex> dropsOf(SocketId socket) const;

private:
    void add(const EventRef &event, const SocketTable &table);
    void addRow(const EventRef &event, const SocketTable &table);
    LaneLife &laneFor(SocketId socket, Place begin);
    void takeState(SocketId socket, TcpState state, Place place, const SocketTable &table);
    void accepted(const EventRef &event, const SocketTable &table);
    void closed(SocketId socket);
    void established(SocketId client, Place place, const SocketTable &table);
    void settleWaiting(const SocketTable &table);
    void takeWaiting(const EventRef &event, const SocketTable &table);
    void takeQueue(const EventRef &event);
    void takeOther(const EventRef &event, const SocketTable &table);
    SocketId listenerFor(const SocketFacts &client, const SocketTable &table) const;
    bool isOver(const Handshake &handshake) const;
    void forgetOldest();

    std::size_t m_mostRows;
    RowStore m_rows;
    MessageMatcher m_matcher;
    std::unordered_map<SocketId, LaneLife> m_lanes;
    std::vector<SocketId> m_open;
    std::vector<SocketId> m_listeners; ///< open ones
    std::deque<Handshake> m_handshakes;
    std::vector<std::uint64_t> m_waiting; ///< serial numbers of handshakes that are not accepted
    std::uint64_t m_handshakesForgotten = 0;
    std::unordered_map<SocketId, EventIndex> m_drops;
    JournalView m_view; ///< of the latest advance()
    EventIndex m_position = 0;
};

} // namespace wl
