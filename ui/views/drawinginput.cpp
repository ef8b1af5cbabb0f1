// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// The part of DrawingView that answers to mouse and keys.

#include "ui/looks/plaintooltip.h"
#include "ui/views/drawingview.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

namespace wl {

int DrawingView::partAt(const QPointF &position) const
{
    // The last one that was put there lies on top; small parts lie on large ones.
    int found = -1;
    double least = 0;
    for (int i = 0; i < int(m_drawing.items.size()); ++i) {
        const QRectF &area = m_drawing.items[std::size_t(i)].area;
        const double size = area.width() * area.height();
        if (!area.contains(position - origin()) || (found >= 0 && size > least))
            continue;
        found = i;
        least = size;
    }
    return found;
}

void DrawingView::usePart(int index)
{
    if (index < 0 || index >= int(m_drawing.items.size()))
        return;
    const Drawing::Item item = m_drawing.items[std::size_t(index)];
    m_current = index;
    if (item.press)
        Q_EMIT pressed(*item.press);
    else if (item.event)
        m_selection.select(item.event);
    viewport()->update();
}

void DrawingView::hover(int part)
{
    if (part == m_hovered)
        return;
    m_hovered = part;
    const Drawing::Item *item = part < 0 ? nullptr : &m_drawing.items[std::size_t(part)];
    const bool acts = item && (item->press || item->event);
    viewport()->setCursor(acts ? Qt::PointingHandCursor : Qt::ArrowCursor);
    viewport()->update();
}

void DrawingView::mousePressEvent(QMouseEvent *event)
{
    m_motion.setCurrentTime(m_motion.duration());
    if (event->button() == Qt::LeftButton)
        usePart(partAt(event->position()));
}

void DrawingView::mouseMoveEvent(QMouseEvent *event)
{
    hover(partAt(event->position()));
}

void DrawingView::leaveEvent(QEvent *)
{
    hover(-1);
}

void DrawingView::walk(int to)
{
    const int count = int(m_drawing.items.size());
    if (count == 0)
        return;
    m_current = std::clamp(to, 0, count - 1);
    const Drawing::Item &item = m_drawing.items[std::size_t(m_current)];
    setAccessibleDescription(item.sentence);
    reveal(item.area);
    announcePart(this, m_current);
    viewport()->update();
}

void DrawingView::keyPressEvent(QKeyEvent *event)
{
    m_motion.setCurrentTime(m_motion.duration());
    const int key = event->key();
    if (handleZoomKey(*event))
        return;
    switch (key) {
    case Qt::Key_Down:
    case Qt::Key_Right:
        walk(m_current + 1);
        break;
    case Qt::Key_Up:
    case Qt::Key_Left:
        walk(m_current < 0 ? int(m_drawing.items.size()) - 1 : m_current - 1);
        break;
    case Qt::Key_Home:
        walk(0);
        break;
    case Qt::Key_End:
        walk(int(m_drawing.items.size()) - 1);
        break;
    case Qt::Key_PageDown:
        verticalScrollBar()->triggerAction(QScrollBar::SliderPageStepAdd);
        break;
    case Qt::Key_PageUp:
        verticalScrollBar()->triggerAction(QScrollBar::SliderPageStepSub);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space: {
        if (m_current < 0 || m_current >= int(m_drawing.items.size()))
            break;
        const bool isButton = m_drawing.items[std::size_t(m_current)].press.has_value();
        usePart(m_current);
        if (!isButton)
            Q_EMIT explanationWanted();
        break;
    }
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

bool DrawingView::handleZoomKey(const QKeyEvent &event)
{
    const auto percent = ZoomInput::byKey(event, m_zoom);
    if (percent == ZoomInput::fit)
        fit();
    else if (percent)
        setZoom(*percent);
    return percent.has_value();
}

void DrawingView::wheelEvent(QWheelEvent *event)
{
    if (!event->modifiers().testFlag(Qt::ControlModifier)) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    zoomAt(event->position(), m_wheel.byWheel(event->angleDelta().y(), m_zoom));
    event->accept();
}

/// What lies under the pointer stays there, as far as the layout allows.
void DrawingView::zoomAt(const QPointF &position, int percent)
{
    const QPointF before = position - origin();
    const QSizeF size = m_drawing.size;
    setZoom(percent);
    layOut();
    const auto follow = [](QScrollBar *bar, double at, double from, double to, double pointer) {
        if (from > 0)
            bar->setValue(int(at / from * to - pointer));
    };
    follow(horizontalScrollBar(), before.x(), size.width(), m_drawing.size.width(), position.x());
    follow(verticalScrollBar(), before.y(), size.height(), m_drawing.size.height(), position.y());
}

void DrawingView::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    redraw();
    revealSelected();
}

void DrawingView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    redraw();
    if (m_fitted)
        findFit();
}

void DrawingView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateLook();
}

bool DrawingView::event(QEvent *event)
{
    // The keys of the picture's zoom are those of the window's text size: here they mean the picture.
    if (event->type() == QEvent::ShortcutOverride
        && ZoomInput::byKey(*static_cast<QKeyEvent *>(event), m_zoom)) {
        event->accept();
        return true;
    }
    return QAbstractScrollArea::event(event);
}

bool DrawingView::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int part = partAt(help->pos());
    const QString text = part < 0 ? QString() : m_drawing.items[std::size_t(part)].sentence;
    QToolTip::showText(help->globalPos(), plainToolTip(text), this);
    return true;
}

} // namespace wl
