// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/flowchartdrawing.h"

#include <QCoreApplication>

namespace wl {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(wl)
};

// In lines.
constexpr double loopOut = 0.65; ///< how far a loop goes out
constexpr double head = 0.45;

} // namespace

void FlowchartDrawing::drawLoops()
{
    const QString again = Text::tr("again");
    const QStringList untilEnd =
        m_plan.isTcp ? QStringList{Text::tr("until recv = 0"), again} : QStringList{again};
    for (std::size_t i = 0; i < m_plan.columns.size(); ++i) {
        const FlowColumn &column = m_plan.columns[i];
        if (column.part == FlowColumn::Part::Listener)
            drawLoop(i, FlowCall::Accept, FlowCall::Accept, {again});
        else if (column.part != FlowColumn::Part::Outside)
            drawLoop(i, column.isServerSide() ? FlowCall::Recv : FlowCall::Send,
                column.isServerSide() ? FlowCall::Send : FlowCall::Recv, untilEnd);
    }
}

/// A way back on the column's outer side, from below the last box to above the first one.
void FlowchartDrawing::drawLoop(std::size_t column, FlowCall first, FlowCall last, const QStringList &labels)
{
    const FlowColumn &c = m_plan.columns[column];
    const QRectF above = boxRect(column, c.box(first)->row);
    const QRectF below = boxRect(column, c.box(last)->row);
    const double way = (column == client()) != m_frame.swapped ? 1 : -1;
    const double edge = way > 0 ? above.right() : above.left();
    const double out = edge + way * loopOut * m_line;
    const double top = above.top() - 0.6 * m_gap;
    const double bottom = below.bottom() + 0.4 * m_gap;
    const double centre = above.center().x();
    m_drawing.path({.points = {{centre, bottom}, {out, bottom}, {out, top}, {centre, top}},
        .line = Paint::with(Ink::ControlBorder),
        .fill = Paint::nothing(),
        .endHead = true,
        .head = head * m_line});
    const double wide = m_line;
    const double left = way > 0 ? out + 0.12 * m_line : out - 0.12 * m_line - wide;
    const QRectF room(left, top, wide, bottom - top);
    m_drawing.text({room, fitting(labels, room.height(), TextStyle::Remark), TextStyle::Remark, Align::Centre,
        Paint::with(Ink::WeakText), true});
}

/// The listener's accept gives the connection its first box.
void FlowchartDrawing::drawAccept()
{
    const FlowBox *made = m_plan.columns[1].box(FlowCall::Accept);
    if (!made)
        return;
    const QRectF from = boxRect(0, m_plan.columns[0].box(FlowCall::Accept)->row);
    const QRectF to = boxRect(1, made->row);
    const double y = to.center().y();
    const bool isSwapped = m_frame.swapped;
    m_drawing.path(
        {.points = {{isSwapped ? from.left() : from.right(), y}, {isSwapped ? to.right() : to.left(), y}},
            .line = Paint::with(made->event ? Ink::Text : Ink::ControlBorder),
            .fill = Paint::nothing(),
            .lineWidth = made->event ? 1.6 : 1.0,
            .endHead = true,
            .head = head * m_line});
}

void FlowchartDrawing::drawLinkLabel(const QRectF &rect, const FlowLink &link, const QStringList &labels)
{
    m_drawing.text(
        {rect, fitting(labels, rect.width(), TextStyle::Detail), TextStyle::Detail, Align::Centre});
    m_drawing.items.push_back({rect.adjusted(0, 0, 0, 0.8 * m_line), link.event, link.sentence, {}});
}

void FlowchartDrawing::drawHandshake()
{
    const FlowBox *listens = m_plan.columns[0].box(FlowCall::Listen);
    const FlowBox *connects = m_plan.columns.back().box(FlowCall::Connect);
    const int row = listens ? listens->row : connects ? connects->row : 0;
    const double y = boxRect(0, row).center().y();
    const double from = m_lefts.front() + m_width + 2;
    const double to = m_lefts.back() - 2;
    m_drawing.path({.points = {{mirrored(from), y}, {mirrored(to), y}},
        .line = Paint::with(Ink::Text),
        .fill = Paint::nothing(),
        .lineWidth = 1.4,
        .dashed = true,
        .startHead = true,
        .endHead = true,
        .head = 0.5 * m_line});
    const double pad = 0.2 * m_line;
    const QRectF label = mirrored(QRectF(from + pad, y - 1.2 * m_line, to - from - 2 * pad, m_line));
    drawLinkLabel(label, *m_plan.handshake, {m_plan.handshake->label, Text::tr("handshake")});
}

void FlowchartDrawing::drawBytes(const FlowLink &link)
{
    const std::size_t side = link.fromServer ? server() : client();
    const FlowBox *sends = m_plan.columns[side].box(FlowCall::Send);
    if (!sends)
        return;
    const double y = boxRect(side, sends->row).center().y() + 0.15 * m_line;
    const QRectF way = middle(y - 1.35 * m_line, m_line).adjusted(2, 0, -2, 0);
    const bool isToRight = link.fromServer != m_frame.swapped;
    const double from = isToRight ? way.left() : way.right();
    const double to = isToRight ? way.right() : way.left();
    m_drawing.path({.points = {{from, y}, {to, y}},
        .line = Paint::with(link.fromServer ? Ink::BandIn : Ink::BandOut),
        .fill = Paint::nothing(),
        .lineWidth = 0.36 * m_line,
        .endHead = true,
        .head = 0.8 * m_line});
    drawLinkLabel(way, link, {link.label});
}

void FlowchartDrawing::drawFin(const FlowLink &link, int number)
{
    const std::size_t side = link.fromServer ? server() : client();
    const FlowColumn &column = m_plan.columns[side];
    const FlowColumn &other = m_plan.columns[link.fromServer ? client() : server()];
    const FlowBox *box = column.box(link.from) ? column.box(link.from) : other.box(FlowCall::Close);
    if (!box)
        return;
    const bool isSecond = number > 0 && m_plan.fins.front().from == link.from;
    const double y = boxRect(0, box->row).center().y() + (isSecond ? 0.5 : 0.05) * m_line;
    const QRectF way = middle(y - 1.2 * m_line, m_line).adjusted(2, 0, -2, 0);
    const bool isToRight = link.fromServer != m_frame.swapped;
    m_drawing.path(
        {.points = {{isToRight ? way.left() : way.right(), y}, {isToRight ? way.right() : way.left(), y}},
            .line = Paint::with(Ink::Text),
            .fill = Paint::nothing(),
            .lineWidth = 1.4,
            .dashed = true,
            .endHead = true,
            .head = 0.5 * m_line});
    if (isSecond)
        m_drawing.items.push_back(
            {QRectF(way.left(), y - 0.2 * m_line, way.width(), 0.4 * m_line), link.event, link.sentence, {}});
    else
        drawLinkLabel(way, link, {link.label, QStringLiteral("FIN")});
}

} // namespace wl
