// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// The part of SequenceView that answers to mouse and keys.

#include "app/models/eventtext.h"
#include "ui/looks/plaintooltip.h"
#include "ui/views/sequenceview.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

namespace wl {

std::optional<EventIndex> SequenceView::eventAt(const QPointF &position) const
{
    if (position.y() < m_metrics.headHeight || position.y() >= m_metrics.headHeight + rowsHeight())
        return {};
    return m_diagram.eventAt((position.y() - rowsTop()) / m_metrics.rowHeight);
}

void SequenceView::select(std::optional<EventIndex> event)
{
    if (event)
        m_selection.select(*event);
}

void SequenceView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressed = eventAt(event->position());
    m_measured.reset();
    select(m_pressed);
    viewport()->update();
}

void SequenceView::mouseMoveEvent(QMouseEvent *event)
{
    const auto under = event->buttons() & Qt::LeftButton ? eventAt(event->position()) : std::nullopt;
    if (!m_pressed || !under || (*under == *m_pressed && !m_measured))
        return;
    m_measured = {*m_pressed, *under};
    viewport()->update();
}

void SequenceView::mouseReleaseEvent(QMouseEvent *)
{
    m_pressed.reset();
}

void SequenceView::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    if (handleZoomKey(*event))
        return;
    switch (key) {
    case Qt::Key_Down:
    case Qt::Key_Up:
    case Qt::Key_Home:
    case Qt::Key_End:
        walk(key, event->modifiers().testFlag(Qt::ShiftModifier));
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT explanationWanted();
        break;
    case Qt::Key_Escape:
        m_measured.reset();
        viewport()->update();
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void SequenceView::walk(int key, bool measures)
{
    const auto from = m_selection.current();
    std::optional<EventIndex> to;
    if (key == Qt::Key_Down)
        to = from ? m_diagram.after(*from)
                  : m_diagram.eventAt(std::max(0.0, verticalScrollBar()->value() / m_metrics.rowHeight));
    else if (key == Qt::Key_Up)
        to = from ? m_diagram.before(*from) : m_diagram.last();
    else
        to = key == Qt::Key_Home ? m_diagram.first() : m_diagram.last();
    if (to && from && measures)
        m_measured = {m_measured ? m_measured->first : *from, *to};
    else
        m_measured.reset();
    select(to);
    if (key == Qt::Key_End)
        follow();
}

bool SequenceView::handleZoomKey(const QKeyEvent &event)
{
    const auto percent = ZoomInput::byKey(event, m_zoom);
    if (percent == ZoomInput::fit)
        fit();
    else if (percent)
        setZoom(*percent);
    return percent.has_value();
}

void SequenceView::wheelEvent(QWheelEvent *event)
{
    if (!event->modifiers().testFlag(Qt::ControlModifier)) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    setZoom(m_wheel.byWheel(event->angleDelta().y(), m_zoom));
    event->accept();
}

void SequenceView::hide(SocketId socket)
{
    const SocketFacts *facts = m_feed.table().socket(socket);
    SequenceOptions options = m_diagram.options();
    if (!facts)
        return;
    // A client's next try is the same lifeline; connections come and go one by one.
    if (facts->role == SocketRole::Accepted)
        options.hiddenSockets.insert(socket);
    else
        options.hiddenEndpoints.insert(facts->endpoint);
    setOptions(options);
}

void SequenceView::addHideActions(QMenu &menu, const QPoint &position)
{
    if (m_diagram.isEmpty())
        return;
    const Picture shown = picture();
    for (const Picture::Column &column : shown.columns) {
        if (!column.socket || position.x() < column.left || position.x() >= column.right)
            continue;
        QString name = column.fullTitle;
        menu.addAction(tr("Hide the lifeline of %1").arg(name.replace(u'&', QStringLiteral("&&"))), this,
            [this, socket = column.socket] { hide(socket); });
    }
}

void SequenceView::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    const QPoint position = viewport()->mapFromGlobal(event->globalPos());
    addHideActions(menu, position);
    const auto selected = m_selection.current();
    QAction *only = menu.addAction(tr("Show this conversation only"), this, [this, selected] {
        SequenceOptions options = m_diagram.options();
        options.only = conversationOf(m_feed.table(), m_feed.view(), selected);
        setOptions(options);
    });
    only->setEnabled(selected.has_value());
    QAction *all = menu.addAction(tr("Show all lifelines"), this, [this] {
        SequenceOptions options = m_diagram.options();
        options.hiddenEndpoints.clear();
        options.hiddenSockets.clear();
        options.only.reset();
        setOptions(options);
    });
    all->setEnabled(options().hidesAny());
    menu.exec(event->globalPos());
}

void SequenceView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBar();
}

void SequenceView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateLook();
}

bool SequenceView::event(QEvent *event)
{
    // The keys of the picture's zoom are those of the window's text size: here they mean the picture.
    if (event->type() == QEvent::ShortcutOverride
        && ZoomInput::byKey(*static_cast<QKeyEvent *>(event), m_zoom)) {
        event->accept();
        return true;
    }
    return QAbstractScrollArea::event(event);
}

void SequenceView::usePart(int index)
{
    if (index >= 0 && index < int(parts().size()))
        select(parts()[std::size_t(index)].event);
}

bool SequenceView::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    showExplanation(help->pos(), help->globalPos());
    return true;
}

void SequenceView::showExplanation(const QPoint &position, const QPoint &global)
{
    QString text;
    if (position.y() < m_metrics.headHeight) {
        const Picture shown = m_diagram.isEmpty() ? Picture() : picture();
        for (const Picture::Column &column : shown.columns) {
            if (position.x() >= column.left && position.x() < column.right)
                text = column.fullTitle + QLatin1Char('\n') + column.fullDetail;
        }
    } else if (const auto event = eventAt(position)) {
        text = explanation(*event);
    }
    QToolTip::showText(global, plainToolTip(text), this);
}

} // namespace wl
