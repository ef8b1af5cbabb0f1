// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
// Where the log stands: scrolling, follow mode, the selected range.
#include "ui/views/logheader.h"
#include "ui/views/logpainter.h"
#include "ui/views/logview.h"
#include "ui/window/selection.h"

#include <QAccessible>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>
#include <limits>

namespace wl {

EventIndex LogView::firstRow() const
{
    return EventIndex(qMax(0, verticalScrollBar()->value()));
}

EventIndex LogView::fullRows() const
{
    return EventIndex(qMax(1, viewport()->height() / m_painter->rowHeight()));
}

void LogView::updateScroll()
{
    const QScopedValueRollback guard(m_isOurScroll, true);
    const QRect inner = viewport()->geometry();
    const int height = m_header->sizeHint().height();
    m_header->setGeometry(inner.left(), inner.top() - height, inner.width(), height);
    m_header->fill(inner.width());
    horizontalScrollBar()->setRange(0, qMax(0, m_header->length() - inner.width()));
    horizontalScrollBar()->setPageStep(inner.width());
    horizontalScrollBar()->setSingleStep(20);
    m_header->setOffset(horizontalScrollBar()->value());
    const EventIndex beyond = rows() > fullRows() ? rows() - fullRows() : 0;
    verticalScrollBar()->setRange(0, int(qMin<EventIndex>(beyond, std::numeric_limits<int>::max())));
    verticalScrollBar()->setPageStep(int(fullRows()));
    if (m_isFollowing)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    updateFollowHint();
}

void LogView::updateFollowHint()
{
    m_followHint->setVisible(!m_isFollowing && rows() > fullRows());
    const QSize size = m_followHint->sizeHint();
    m_followHint->setGeometry((viewport()->width() - size.width()) / 2,
        viewport()->height() - size.height() - 8, size.width(), size.height());
}

void LogView::setFollowing(bool following)
{
    const bool isOther = following != m_isFollowing;
    m_isFollowing = following;
    updateScroll();
    if (isOther)
        Q_EMIT followChanged(following);
}

void LogView::scrollContentsBy(int, int dy)
{
    m_header->setOffset(horizontalScrollBar()->value());
    viewport()->update();
    if (dy != 0 && !m_isOurScroll) {
        m_kept.reset();
        setFollowing(verticalScrollBar()->value() == verticalScrollBar()->maximum());
    }
}

void LogView::scrollToRow(EventIndex number)
{
    const EventIndex first = firstRow();
    if (number >= first && number < first + fullRows())
        return;
    const EventIndex wanted = number < first ? number : number - fullRows() + 1;
    const int value = int(qMin<EventIndex>(wanted, EventIndex(verticalScrollBar()->maximum())));
    {
        const QScopedValueRollback guard(m_isOurScroll, true);
        verticalScrollBar()->setValue(value);
    }
    setFollowing(value == verticalScrollBar()->maximum());
}

void LogView::keepOnScreen(EventIndex event)
{
    const EventIndex number = m_index.rowOf(event);
    const QScopedValueRollback guard(m_isOurScroll, true);
    const EventIndex third = fullRows() / 3;
    const EventIndex wanted = number > third ? number - third : 0;
    verticalScrollBar()->setValue(int(qMin<EventIndex>(wanted, EventIndex(verticalScrollBar()->maximum()))));
}

void LogView::onSelectionChanged()
{
    const std::optional<EventIndex> selected = m_selection.current();
    if (selected == m_current)
        return;
    m_anchor = selected;
    m_current = selected;
    if (selected && m_index.isShown(*selected))
        scrollToRow(m_index.rowOf(*selected));
    tellCurrentToReaders();
    viewport()->update();
}

void LogView::moveTo(EventIndex number, bool extend)
{
    if (rows() == 0)
        return;
    number = qMin(number, rows() - 1);
    m_current = m_index.eventAt(number);
    if (!extend || !m_anchor)
        m_anchor = m_current;
    scrollToRow(number);
    m_selection.select(m_current);
    tellCurrentToReaders();
    viewport()->update();
}

void LogView::selectRow(EventIndex number, bool extend)
{
    moveTo(number, extend);
}

void LogView::selectAll()
{
    if (rows() == 0)
        return;
    m_anchor = m_index.eventAt(0);
    m_current = m_index.eventAt(rows() - 1);
    m_selection.select(m_current);
    viewport()->update();
}

std::optional<EventIndex> LogView::currentRow() const
{
    if (!m_current || !m_index.isShown(*m_current))
        return std::nullopt;
    return m_index.rowOf(*m_current);
}

bool LogView::isRowSelected(EventIndex number) const
{
    if (!m_current || !m_anchor || number >= rows())
        return false;
    const EventIndex event = m_index.eventAt(number);
    return event >= qMin(*m_anchor, *m_current) && event <= qMax(*m_anchor, *m_current);
}

EventIndex LogView::firstSelectedRow() const
{
    return m_current && m_anchor ? m_index.rowOf(qMin(*m_anchor, *m_current)) : 0;
}

EventIndex LogView::selectedRowCount() const
{
    if (!m_current || !m_anchor)
        return 0;
    return m_index.rowOf(qMax(*m_anchor, *m_current) + 1) - firstSelectedRow();
}

QRect LogView::rowRect(EventIndex number) const
{
    const auto below = std::clamp(qint64(number) - qint64(firstRow()), qint64(-100'000), qint64(100'000));
    return {0, int(below) * m_painter->rowHeight(), viewport()->width(), m_painter->rowHeight()};
}

QRect LogView::cellRect(EventIndex number, LogColumn column) const
{
    const QRect row = rowRect(number);
    return {m_header->left(column), row.top(), m_header->width(column), row.height()};
}

std::optional<EventIndex> LogView::rowAt(const QPoint &place) const
{
    if (place.y() < 0)
        return std::nullopt;
    const EventIndex number = firstRow() + EventIndex(place.y() / m_painter->rowHeight());
    return number < rows() ? std::optional(number) : std::nullopt;
}

LogColumn LogView::columnAt(int x) const
{
    const int column = m_header->logicalIndexAt(x);
    return column < 0 ? LogColumn::Detail : LogColumn(column);
}

void LogView::resizeEvent(QResizeEvent *)
{
    updateScroll();
}

void LogView::tellCurrentToReaders()
{
    const std::optional<EventIndex> number = currentRow();
    if (!QAccessible::isActive() || !number)
        return;
    QAccessibleEvent event(this, QAccessible::Focus);
    event.setChild(int(qMin<EventIndex>(*number, std::numeric_limits<int>::max() / logColumns)) * logColumns);
    QAccessible::updateAccessibility(&event);
}

} // namespace wl
