// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/drawing.h"
#include "app/diagrams/statepath.h"

namespace wl {

/// Where an arrow of the state diagram runs, and the room for its label and for the numbers on it.
struct EdgePlace {
    QList<QPointF> points;
    QRectF label;
    Align align = Align::Centre;
    bool upwards = false;
    int mostLines = 1;
    bool fromBelow = false; ///< the label's lines stand on the bottom of its room
    QPointF number; ///< centre of the first number
    QPointF nextNumber; ///< from one number to the next
    bool centred = true; ///< several numbers stand around `number`, else from it on
};

/// The fixed plan of the state diagram, three columns by five rows, stretched to the room.
class StateLayout
{
public:
    StateLayout(QSizeF room, double line, double top, double foot);

    double width() const { return m_width; }
    double bottom() const; ///< below the last arrow
    double line() const { return m_line; }
    QSizeF numberSize() const { return {1.65 * m_line, m_line}; }
    QRectF box(TcpState state) const;
    /// The place of an arrow of stateEdges().
    EdgePlace edge(std::size_t number) const;

private:
    struct Cell {
        int column;
        int row;
    };
    static Cell cell(TcpState state);
    double x(int column, double share) const { return m_centre[column] + share * m_boxWidth; }
    double y(int row, double share) const
    {
        return m_top + row * (m_boxHeight + m_gap) + share * m_boxHeight;
    }
    double channel(int row) const { return y(row, 1) + m_gap / 2; }

    EdgePlace opening(const StateEdge &edge) const;
    EdgePlace giveUp(const StateEdge &edge) const;
    EdgePlace straightDown(const StateEdge &edge) const;
    EdgePlace across(const StateEdge &edge) const;
    EdgePlace acrossAndDown(const StateEdge &edge) const;
    EdgePlace sendFromListen() const;
    EdgePlace handshakeDone() const;
    EdgePlace backToListen() const;
    EdgePlace lastAckToClosed() const;
    EdgePlace timeWaitToClosed() const;

    double m_line;
    double m_width;
    double m_boxWidth;
    double m_boxHeight;
    double m_gap;
    double m_top;
    double m_centre[3];
};

} // namespace wl
