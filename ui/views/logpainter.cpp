// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/views/logpainter.h"

#include "ui/looks/theme.h"
#include "ui/views/kindmark.h"
#include "ui/views/logheader.h"

#include <QPainter>

namespace wl {

namespace {

constexpr qreal margin = 6;
constexpr qreal gap = 6;

} // namespace

LogPainter::LogPainter(const Theme &theme, const LogHeader &header)
    : m_theme(theme)
    , m_header(header)
    , m_text(theme.mono())
{
}

void LogPainter::refresh()
{
    m_text = GlyphText(m_theme.mono());
}

LogPainter::Inks LogPainter::inks(const Event &event, const Look &look) const
{
    if (look.isSelected) {
        const QColor ink = m_theme.colour(Theme::Colour::SelectionText);
        return {ink, ink, ink};
    }
    const QColor weak = m_theme.colour(Theme::Colour::WeakText);
    const QColor text = event.has(Event::Housekeeping) ? weak : m_theme.colour(Theme::Colour::Text);
    return {text, weak, event.kind() == Kind::Signal ? m_theme.colour(Theme::Colour::Signal) : text};
}

QRectF LogPainter::cell(const QRect &place, LogColumn column) const
{
    return QRectF(
        m_header.left(column) + margin, place.top(), m_header.width(column) - 2 * margin, place.height());
}

void LogPainter::paint(QPainter &painter, const QRect &place, const LogRow &row, const SocketTable &table,
    const Look &look) const
{
    if (look.isSelected)
        painter.fillRect(place, m_theme.colour(Theme::Colour::Selection));
    const Inks ink = inks(row.event.event(), look);
    for (int i = 0; i < logColumns; ++i) {
        const QRectF inner = cell(place, LogColumn(i));
        if (inner.right() > place.left() && inner.left() < place.right() && inner.width() > 0)
            paintCell(painter, inner, LogColumn(i), row, ink, table);
    }
    if (!look.note.isEmpty())
        paintNote(painter, place, look.note);
    if (look.isCurrent) {
        painter.setPen(QPen(ink.text, 1, Qt::DotLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(place.adjusted(0, 0, -1, -1));
    }
}

void LogPainter::paintCell(QPainter &painter, const QRectF &place, LogColumn column, const LogRow &row,
    const Inks &inks, const SocketTable &table) const
{
    const Event &event = row.event.event();
    const qreal indent = row.depth * m_text.width(QStringLiteral("00"));
    const qreal square = qMin(place.height() - 6, 15.0);
    switch (column) {
    case LogColumn::Number:
    case LogColumn::Time:
    case LogColumn::Delta:
        paintNumber(painter, place, cellText(row, column, table), inks.weak);
        break;
    case LogColumn::Kind:
        paintKindMark(painter, {place.left(), place.center().y() - square / 2, square, square}, event.kind(),
            inks.kind);
        m_text.draw(painter, place.adjusted(square + gap, 0, 0, 0), cellText(row, column, table), inks.kind);
        break;
    case LogColumn::Step:
        m_text.draw(painter, place.adjusted(indent, 0, 0, 0), cellText(row, column, table), inks.kind);
        break;
    case LogColumn::State:
        paintState(painter, place, event, inks.text);
        break;
    case LogColumn::Detail:
        paintDetail(painter, place, row.event, inks);
        break;
    case LogColumn::Endpoint:
    case LogColumn::Evidence:
    case LogColumn::Count:
        m_text.draw(painter, place, cellText(row, column, table), inks.text);
        break;
    }
}

void LogPainter::paintNumber(
    QPainter &painter, const QRectF &place, const QString &number, const QColor &ink) const
{
    const qreal free = qMax(0.0, place.width() - m_text.width(number));
    m_text.draw(painter, place.adjusted(free, 0, 0, 0), number, ink);
}

void LogPainter::paintState(
    QPainter &painter, const QRectF &place, const Event &event, const QColor &ink) const
{
    const QString state = stateText(event);
    if (state.isEmpty())
        return;
    const TcpState shown = event.after != TcpState::Unknown ? event.after : event.before;
    const qreal size = place.height() / 2;
    const QRectF swatch(place.left(), place.center().y() - size / 2, 5, size);
    if (shown != TcpState::Unknown)
        painter.fillRect(swatch, m_theme.state(shown));
    m_text.draw(painter, place.adjusted(swatch.width() + gap, 0, 0, 0), state, ink);
}

void LogPainter::paintDetail(QPainter &painter, QRectF place, const EventRef &event, const Inks &inks) const
{
    const bool isBad = isTrouble(event.event());
    bool isFirst = true;
    for (const QString &mark : rowMarks(event.event())) {
        place.setLeft(place.left() + paintMark(painter, place, mark, isBad && isFirst) + gap);
        isFirst = false;
    }
    const QString detail = detailText(event);
    if (!detail.isEmpty() && place.width() > 0)
        place.setLeft(place.left() + m_text.draw(painter, place, detail, inks.text) + 2 * gap);
    const QString bytes = bytesText(event);
    if (!bytes.isEmpty() && place.width() > 0)
        m_text.draw(painter, place, bytes, inks.weak);
}

/// At the end of the row, over what else stands there: whoever wrote it wants it to be read.
void LogPainter::paintNote(QPainter &painter, const QRect &place, const QString &note) const
{
    const QString text = QStringLiteral("\u270E ") + note;
    const QRectF room = cell(place, LogColumn::Detail);
    const qreal padding = 5;
    const qreal wide = qMin(m_text.width(text) + 2 * padding, qMax(0.0, room.width() * 0.6));
    const QRectF slip(room.right() - wide, place.top() + 1.5, wide, place.height() - 3);
    if (wide <= 4 * padding)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(m_theme.colour(Theme::Colour::Note));
    painter.setPen(m_theme.colour(Theme::Colour::NoteLine));
    painter.drawRoundedRect(slip, 3, 3);
    painter.restore();
    m_text.draw(painter, slip.adjusted(padding, 0, -padding, 0), text, m_theme.colour(Theme::Colour::Text));
}

qreal LogPainter::paintMark(QPainter &painter, const QRectF &place, const QString &mark, bool isBad) const
{
    using enum Ink;
    const qreal padding = 5;
    const QRectF pill(place.left() + 0.5, place.top() + 2.5,
        qMin(m_text.width(mark) + 2 * padding, place.width() - 1), place.height() - 5);
    if (pill.width() <= 2 * padding)
        return 0;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(m_theme.colour(isBad ? Bad : Surface));
    painter.setPen(m_theme.colour(isBad ? BadText : ControlBorder));
    painter.drawRoundedRect(pill, 4, 4);
    painter.restore();
    m_text.draw(
        painter, pill.adjusted(padding, 0, -padding, 0), mark, m_theme.colour(isBad ? BadText : WeakText));
    return pill.width();
}

} // namespace wl
