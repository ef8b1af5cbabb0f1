// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/picture.h"
#include "app/diagrams/sequencerows.h"

namespace wl {

/// Where a lane belongs: servers and receivers on one side, clients and senders on the other.
enum class Seat : std::uint8_t { Listener, Accepted, Receiver, Client };

/// One lane on its way to a column.
struct LaneSpan {
    SocketId socket = 0; ///< of a connection that is not accepted yet, its client
    bool isWaiting = false;
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
        bool swapped = false;
        const TextWidth &textWidth;
    };

    /// Rows `from` to `to` with some more around them, so that scrolling does not move the columns about.
    SequenceColumns(const SequenceRows &rows, const SocketTable &table, RowNumber from, RowNumber to);

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
    /// The column of a socket, or of a connection that waits, by its client; null when it is not drawn.
    const Column *columnOf(SocketId socket, bool isWaiting = false) const;
    std::size_t notDrawn() const { return m_notDrawn; }

private:
    void collect(Place from, Place to);
    void addLane(const LaneLife &lane);
    void keepNewest();
    void addWaiting(Place from, Place to);
    void seatAll();
    void dropBeyond(std::size_t most);
    void spread(const Room &room, std::size_t servers);
    void setInner(std::size_t servers, double width);

    const SequenceRows &m_rows;
    const SocketTable &m_table;
    std::vector<LaneSpan> m_spans;
    std::vector<Column> m_columns;
    std::size_t m_notDrawn = 0;
};

} // namespace wl
