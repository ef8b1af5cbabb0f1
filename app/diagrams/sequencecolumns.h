// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/picture.h"
#include "app/diagrams/rowscale.h"

namespace wl {

/// Where a lane belongs: servers and receivers on one side, clients and senders on the other, and between
/// them what is not ours.
enum class Seat : std::uint8_t { Listener, Accepted, Receiver, Outside, Client };

/// One lane on its way to a column.
struct LaneSpan {
    SocketId socket = 0; ///< 0 of what is not ours, and of a connection that is not accepted yet
    std::optional<std::uint64_t> waiting; ///< the handshake of one that is not accepted yet
    Seat seat = Seat::Client;
    EndpointId endpoint = 0;
    Place begin = 0;
    Place end = 0;
    RowNumber lastRow = 0;
    int column = -1;
};

/// The lanes of one stretch of rows in as few columns as they need, and the places of these columns.
class SequenceColumns
{
public:
    struct Room {
        double width = 0;
        const TextWidth &textWidth;
        bool swapped = false; ///< servers on the right instead of the left
        double unit = 1; ///< by which distances grow with the text
    };

    /// Rows `from` to `to` with some more around them, so that scrolling does not move the columns about.
    SequenceColumns(const SequenceRows &rows, const RowScale &scale, const SocketTable &table, RowNumber from,
        RowNumber to);

    void place(const Room &room);

    struct Column {
        double x = 0;
        double outer = 0; ///< the end of the room for its calls
        double inner = 0; ///< the end of the room on the other side
        Seat seat = Seat::Client;
        EndpointId endpoint = 0;
        std::vector<LaneSpan> spans;

        bool isLeft() const { return outer < x; } ///< calls stand to the left of the lane
    };

    const std::vector<Column> &columns() const { return m_columns; }
    /// The column of a socket; null when it is not drawn.
    const Column *columnOf(SocketId socket) const;
    /// The column of a connection that is not accepted yet.
    const Column *columnOf(const Handshake &waiting) const;
    /// What is not ours; null when nothing in these rows has to do with it.
    const Column *outside() const;
    /// True when the other end of this connection is none of our sockets.
    bool isForeign(const SocketFacts &socket) const;
    std::size_t notDrawn() const { return m_notDrawn; }

private:
    void collect(Place from, Place to);
    void addLane(const LaneLife &lane);
    void keepNewest();
    void addWaiting(Place from, Place to);
    void seatAll();
    void dropBeyond(std::size_t most);
    bool needsOutside(RowNumber from, RowNumber to) const;
    static Column outsideColumn();
    void seatOutside();
    void spread(const Room &room, std::size_t servers);
    void putOutside(std::size_t servers);
    void setInner(std::size_t servers, double width);

    const SequenceRows &m_rows;
    const SequenceOptions &m_options;
    const SocketTable &m_table;
    bool m_hasOutside = false;
    bool m_outsideBetween = false; ///< there are lanes on both sides of it
    std::vector<LaneSpan> m_spans;
    std::vector<Column> m_columns;
    std::size_t m_notDrawn = 0;
};

} // namespace wl
