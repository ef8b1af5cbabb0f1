// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
// What the user does to the log: keys, mouse, menu, copying.
#include "ui/looks/plaintooltip.h"
#include "ui/views/logpainter.h"
#include "ui/views/logview.h"
#include "ui/window/feed.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QMenu>
#include <QToolTip>

namespace wl {

void LogView::focusInEvent(QFocusEvent *)
{
    viewport()->update();
}

void LogView::focusOutEvent(QFocusEvent *)
{
    viewport()->update();
}

bool LogView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        // The window's own shortcuts for these mean other places.
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Copy) || key->matches(QKeySequence::SelectAll))
            event->accept();
    }
    return QAbstractScrollArea::event(event);
}

void LogView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copy(QStringLiteral("text"));
    else if (event->matches(QKeySequence::SelectAll))
        selectAll();
    else if (!moveByKey(*event))
        QAbstractScrollArea::keyPressEvent(event);
}

bool LogView::moveByKey(const QKeyEvent &event)
{
    const bool extend = (event.modifiers() & Qt::ShiftModifier) != 0;
    const EventIndex last = rows() == 0 ? 0 : rows() - 1;
    const EventIndex here = currentRow().value_or(m_isFollowing ? last : firstRow());
    const bool isNew = !currentRow();
    const EventIndex page = fullRows();
    switch (event.key()) {
    case Qt::Key_Up:
        moveTo(isNew || here == 0 ? here : here - 1, extend);
        return true;
    case Qt::Key_Down:
        moveTo(isNew ? here : here + 1, extend);
        return true;
    case Qt::Key_PageUp:
        moveTo(here > page ? here - page : 0, extend);
        return true;
    case Qt::Key_PageDown:
        moveTo(here + page, extend);
        return true;
    case Qt::Key_Home:
        moveTo(0, extend);
        return true;
    case Qt::Key_End:
        moveTo(last, extend);
        setFollowing(true);
        return true;
    default:
        return false;
    }
}

void LogView::mousePressEvent(QMouseEvent *event)
{
    const std::optional<EventIndex> number = rowAt(event->position().toPoint());
    const bool isInRange = event->button() == Qt::RightButton && number && isRowSelected(*number);
    if (number && !isInRange && event->button() != Qt::MiddleButton)
        moveTo(*number, (event->modifiers() & Qt::ShiftModifier) != 0);
}

void LogView::mouseMoveEvent(QMouseEvent *event)
{
    if ((event->buttons() & Qt::LeftButton) == 0 || rows() == 0)
        return;
    const int y = int(event->position().y());
    const int edge = int(fullRows()) * m_painter->rowHeight();
    const EventIndex first = firstRow();
    if (y < 0)
        moveTo(first > 0 ? first - 1 : 0, true);
    else
        moveTo(first + EventIndex(qMin(y, edge) / m_painter->rowHeight()), true);
}

void LogView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillMenu(*menu);
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard && currentRow();
    menu->popup(isByKey ? viewport()->mapToGlobal(rowRect(*currentRow()).bottomLeft()) : event->globalPos());
}

void LogView::fillMenu(QMenu &menu)
{
    const auto add = [&](const QString &text, const QString &format) {
        QAction *action = menu.addAction(text, this, [this, format] { copy(format); });
        action->setEnabled(selectedRowCount() > 0);
        return action;
    };
    menu.clear();
    add(tr("Copy as text"), QStringLiteral("text"))->setShortcut(QKeySequence::Copy);
    if (m_copier) {
        add(tr("Copy as CSV"), QStringLiteral("csv"));
        add(tr("Copy as JSON"), QStringLiteral("jsonl"));
    }
    menu.addSeparator();
    menu.addAction(tr("Note…"), this, &LogView::noteWanted)->setEnabled(currentRow().has_value());
    menu.addSeparator();
    menu.addAction(tr("Select all"), this, &LogView::selectAll)->setShortcut(QKeySequence::SelectAll);
}

QList<EventIndex> LogView::selectedEvents() const
{
    QList<EventIndex> events;
    const EventIndex first = firstSelectedRow();
    const EventIndex count = qMin(selectedRowCount(), mostCopied);
    for (EventIndex i = 0; i < count; ++i)
        events.append(m_index.eventAt(first + i));
    return events;
}

QString LogView::plainRows(const QList<EventIndex> &events) const
{
    QString text;
    for (const EventIndex event : events) {
        const LogRow shown = row(m_index.rowOf(event));
        for (int i = 0; shown.event && i < logColumns; ++i) {
            text += cellText(shown, LogColumn(i), m_feed.table());
            text += i + 1 < logColumns ? u'\t' : u'\n';
        }
    }
    return text;
}

void LogView::copy(const QString &format)
{
    const QList<EventIndex> events = selectedEvents();
    if (events.isEmpty())
        return;
    const QString text = m_copier ? QString::fromUtf8(m_copier(format, events)) : plainRows(events);
    QGuiApplication::clipboard()->setText(text);
    const EventIndex selected = selectedRowCount();
    if (selected > mostCopied)
        Q_EMIT told(tr("Only the first %L1 of %L2 rows were copied; save the log to have them all.")
                        .arg(mostCopied)
                        .arg(selected));
}

bool LogView::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const std::optional<EventIndex> number = rowAt(help->pos());
    if (number) {
        const LogColumn column = columnAt(help->pos().x());
        QToolTip::showText(
            help->globalPos(), plainToolTip(toolTip(*number, column)), viewport(), cellRect(*number, column));
    } else {
        QToolTip::hideText();
    }
    return true;
}

QString LogView::toolTip(EventIndex number, LogColumn column) const
{
    const LogRow shown = row(number);
    if (!shown.event)
        return {};
    const QString note = m_feed.notes().of(shown.event.index());
    return sentence(shown.event, names()) + u'\n' + cellHint(shown.event.event(), column)
        + (note.isEmpty() ? QString() : u'\n' + tr("Note: %1").arg(note));
}

} // namespace wl
