// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/statelayout.h"

#include <algorithm>

namespace wl {

namespace {

using enum TcpState;

// All in lines.
constexpr double leastBox = 6.8;
constexpr double mostBox = 13;
constexpr double leastGap = 3; ///< between columns
constexpr double leftMargin = 2.4;
constexpr double rightMargin = 3.1;
constexpr double boxHeight = 2.3;
constexpr double leastRowGap = 2.3;
constexpr double mostRowGap = 5;
constexpr double aboveClosed = 1.3;
constexpr double belowLast = 1.4;
constexpr double text = 1.05;
constexpr double halfNumber = 0.95;

constexpr int rows = 5;

QRectF between(double left, double top, double right, double bottom)
{
    return {QPointF(left, top), QPointF(std::max(left, right), bottom)};
}

} // namespace

StateLayout::StateLayout(QSizeF room, double line, double top, double foot)
    : m_line(line)
    , m_width(std::max(room.width(), (leftMargin + rightMargin + 3 * leastBox + 2 * leastGap) * line))
    , m_boxWidth(
          std::clamp((m_width - (leftMargin + rightMargin) * line) * 0.235, leastBox * line, mostBox * line))
    , m_boxHeight(boxHeight * line)
    , m_top(top + aboveClosed * line)
{
    const double rest = room.height() - m_top - rows * m_boxHeight - belowLast * line - foot;
    m_gap = std::clamp(rest / (rows - 1), leastRowGap * line, mostRowGap * line);
    const double first = leftMargin * line + m_boxWidth / 2;
    const double last = m_width - rightMargin * line - m_boxWidth / 2;
    m_centre[0] = first;
    m_centre[1] = (first + last) / 2;
    m_centre[2] = last;
}

double StateLayout::bottom() const
{
    return y(rows - 1, 1) + belowLast * m_line;
}

StateLayout::Cell StateLayout::cell(TcpState state)
{
    switch (state) {
    case Listen:
        return {0, 1};
    case SynSent:
        return {2, 1};
    case SynReceived:
        return {0, 2};
    case Established:
        return {2, 2};
    case FinWait1:
        return {0, 3};
    case Closing:
        return {1, 3};
    case CloseWait:
        return {2, 3};
    case FinWait2:
        return {0, 4};
    case TimeWait:
        return {1, 4};
    case LastAck:
        return {2, 4};
    default:
        return {1, 0};
    }
}

QRectF StateLayout::box(TcpState state) const
{
    const Cell at = cell(state);
    return {x(at.column, -0.5), y(at.row, 0), m_boxWidth, m_boxHeight};
}

EdgePlace StateLayout::edge(std::size_t number) const
{
    const StateEdge &edge = stateEdges()[number];
    const Cell from = cell(edge.from);
    const Cell to = cell(edge.to);
    if (edge.from == Closed)
        return opening(edge);
    if (edge.to == Closed && edge.from == LastAck)
        return lastAckToClosed();
    if (edge.to == Closed && edge.from == TimeWait)
        return timeWaitToClosed();
    if (edge.to == Closed)
        return giveUp(edge);
    if (edge.from == Listen && edge.to == SynSent)
        return sendFromListen();
    if (edge.from == SynReceived && edge.to == Listen)
        return backToListen();
    if (edge.from == SynReceived && edge.to == Established)
        return handshakeDone();
    if (from.column == to.column)
        return straightDown(edge);
    return from.row == to.row ? across(edge) : acrossAndDown(edge);
}

/// From CLOSED sideways, then down.
EdgePlace StateLayout::opening(const StateEdge &edge) const
{
    const Cell to = cell(edge.to);
    const double side = to.column == 0 ? -1 : 1;
    const double level = y(0, 0.5);
    const double start = x(1, side * 0.5);
    const double turn = x(to.column, 0);
    EdgePlace place;
    place.points = {{start, level}, {turn, level}, {turn, y(1, 0)}};
    place.label = between(
        std::min(start, turn), level - (text + 0.13) * m_line, std::max(start, turn), level - 0.13 * m_line);
    place.number = {turn, y(1, 0) - m_gap / 2};
    place.nextNumber = {0, 1.05 * m_line};
    return place;
}

/// From the side of LISTEN or SYN-SENT, then up to CLOSED.
EdgePlace StateLayout::giveUp(const StateEdge &edge) const
{
    const Cell from = cell(edge.from);
    const double side = from.column == 0 ? -1 : 1;
    const double level = y(1, 0.3);
    const double start = x(from.column, -side * 0.5);
    const double turn = x(1, side * 0.25);
    EdgePlace place;
    place.points = {{start, level}, {turn, level}, {turn, y(0, 1)}};
    const double nearTurn = turn + side * halfNumber * m_line;
    const double nearStart = start - side * 0.2 * m_line;
    place.label = between(std::min(nearStart, nearTurn), level - (2 * text + 0.13) * m_line,
        std::max(nearStart, nearTurn), level - 0.13 * m_line);
    place.mostLines = 2;
    place.fromBelow = true;
    place.number = {turn, y(0, 1) + m_gap / 2};
    place.nextNumber = {0, 1.05 * m_line};
    return place;
}

EdgePlace StateLayout::straightDown(const StateEdge &edge) const
{
    const Cell from = cell(edge.from);
    const double at = x(from.column, from.column == 2 ? -0.05 : -0.3);
    const double top = y(from.row, 1);
    const double end = y(from.row + 1, 0);
    // The right column's labels may reach to the arrow back to CLOSED; the left one's end before the arrows
    // that come down beside them.
    const double right = from.column == 2  ? x(2, 0.5) + 0.65 * m_line
        : from.column == 0 && from.row < 3 ? x(0, 0.4) - 0.15 * m_line
                                           : x(from.column, 0.5);
    EdgePlace place;
    place.points = {{at, top}, {at, end}};
    place.label = between(at + halfNumber * m_line, channel(from.row) - text * m_line, right,
        channel(from.row) + text * m_line);
    place.align = Align::Left;
    place.mostLines = 2;
    place.number = {at, channel(from.row)};
    place.nextNumber = {0, 1.05 * m_line};
    return place;
}

EdgePlace StateLayout::across(const StateEdge &edge) const
{
    const Cell from = cell(edge.from);
    const double left = x(from.column, 0.5);
    const double right = x(from.column + 1, -0.5);
    const double level = y(from.row, 0.5);
    EdgePlace place;
    place.points = {{left, level}, {right, level}};
    place.label = between(
        left + 0.1 * m_line, level - (2 * text + 0.13) * m_line, right - 0.1 * m_line, level - 0.13 * m_line);
    place.mostLines = 2;
    place.fromBelow = true;
    place.number = {(left + right) / 2, level + 0.65 * m_line};
    place.nextNumber = {1.7 * m_line, 0};
    return place;
}

/// From the right column through the channel below its row to the left column.
EdgePlace StateLayout::acrossAndDown(const StateEdge &edge) const
{
    const int row = cell(edge.from).row;
    const double start = x(2, -0.4);
    const double turn = x(0, 0.4);
    const double level = channel(row);
    EdgePlace place;
    place.points = {{start, y(row, 1)}, {start, level}, {turn, level}, {turn, y(row + 1, 0)}};
    place.label =
        between(x(1, 0.02), level - (text + 0.13) * m_line, start - 2.6 * m_line, level - 0.13 * m_line);
    place.number = {start, y(row, 1) + m_gap / 4};
    place.nextNumber = {-1.7 * m_line, 0};
    place.centred = false;
    return place;
}

EdgePlace StateLayout::sendFromListen() const
{
    const double level = y(1, 0.75);
    EdgePlace place;
    place.points = {{x(0, 0.5), level}, {x(2, -0.5), level}};
    place.label =
        between(x(0, 0.5) + 0.2 * m_line, level + 0.03 * m_line, x(1, -0.05), level + (text + 0.03) * m_line);
    place.number = {x(1, 0.5), level};
    place.nextNumber = {1.7 * m_line, 0};
    return place;
}

EdgePlace StateLayout::handshakeDone() const
{
    const double level = y(2, 0.5);
    EdgePlace place;
    place.points = {{x(0, 0.5), level}, {x(2, -0.5), level}};
    place.label =
        between(x(0, 0.5) + 0.2 * m_line, level - (text + 0.13) * m_line, x(1, 0.5), level - 0.13 * m_line);
    place.number = {(x(1, 0.5) + x(2, -0.5)) / 2, level};
    place.nextNumber = {1.7 * m_line, 0};
    return place;
}

EdgePlace StateLayout::backToListen() const
{
    const double edge = x(0, -0.5);
    const double at = edge - 0.9 * m_line;
    EdgePlace place;
    place.points = {{edge, y(2, 0.5)}, {at, y(2, 0.5)}, {at, y(1, 0.5)}, {edge, y(1, 0.5)}};
    place.label = between(at - (text + 0.1) * m_line, y(1, 0.5), at - 0.1 * m_line, y(1, 1) + 0.3 * m_gap);
    place.upwards = true;
    place.number = {at, y(2, 0)};
    place.nextNumber = {0, 1.05 * m_line};
    return place;
}

EdgePlace StateLayout::lastAckToClosed() const
{
    const double edge = x(2, 0.5);
    const double at = edge + 0.95 * m_line;
    const double top = y(0, 0) - 0.55 * m_line;
    EdgePlace place;
    place.points = {{edge, y(4, 0.5)}, {at, y(4, 0.5)}, {at, top}, {x(1, 0.2), top}, {x(1, 0.2), y(0, 0)}};
    place.label = between(at + 0.1 * m_line, y(3, 0.5), at + (text + 0.1) * m_line, y(4, 0.5));
    place.upwards = true;
    place.number = {at, y(2, 0.5)};
    place.nextNumber = {0, 1.05 * m_line};
    return place;
}

EdgePlace StateLayout::timeWaitToClosed() const
{
    const double at = x(2, 0.5) + 2.6 * m_line;
    const double low = y(4, 1) + 1.15 * m_line;
    const double top = y(0, 0) - 1.1 * m_line;
    EdgePlace place;
    place.points = {
        {x(1, 0), y(4, 1)}, {x(1, 0), low}, {at, low}, {at, top}, {x(1, -0.2), top}, {x(1, -0.2), y(0, 0)}};
    place.label =
        between(x(1, 0) + 0.4 * m_line, low - (text + 0.03) * m_line, x(2, -0.3), low - 0.03 * m_line);
    place.align = Align::Left;
    place.number = {x(2, 0), low - 0.1 * m_line};
    place.nextNumber = {1.7 * m_line, 0};
    return place;
}

} // namespace wl
