// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/views/sequenceview.h"

#include "app/models/eventtext.h"
#include "ui/looks/plaintooltip.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace wl {

namespace {

constexpr int rowsBelow = 3; ///< room under the newest row

} // namespace

SequenceView::SequenceView(const Theme &theme, const Feed &feed, Selection &selection, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_theme(theme)
    , m_feed(feed)
    , m_selection(selection)
    , m_look(theme, font(), 100)
{
    setAccessibleName(tr("Sequence"));
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    connect(&feed, &Feed::reset, this, &SequenceView::onReset);
    connect(&feed, &Feed::advanced, this, &SequenceView::onAdvanced);
    connect(&selection, &Selection::changed, this, &SequenceView::onSelected);
    connect(&theme, &Theme::changed, this, &SequenceView::updateLook);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &SequenceView::onScrolled);
    onAdvanced();
}

void SequenceView::setSwapped(bool swapped)
{
    m_diagram.setSwapped(swapped);
    viewport()->update();
}

void SequenceView::setZoom(int percent)
{
    const std::int64_t row = selectedRow();
    m_zoom = std::clamp(percent, smallestZoom, largestZoom);
    updateLook();
    if (!m_following && row >= 0)
        reveal(row);
}

void SequenceView::follow()
{
    setFollowing(true);
    updateScrollBar();
}

void SequenceView::setFollowing(bool following)
{
    if (m_following == following)
        return;
    m_following = following;
    viewport()->update();
    Q_EMIT followingChanged(following);
}

void SequenceView::onReset()
{
    m_diagram.clear();
    m_forgotten = 0;
    setAccessibleDescription({});
    follow();
}

void SequenceView::onAdvanced()
{
    m_diagram.advance(m_feed.view(), m_feed.table());
    updateScrollBar();
}

void SequenceView::onSelected()
{
    const auto event = m_selection.current();
    setAccessibleDescription(event ? explanation(*event).section(QLatin1Char('\n'), 0, 0) : QString());
    const std::int64_t row = selectedRow();
    if (row >= 0)
        reveal(row);
    viewport()->update();
}

void SequenceView::onScrolled()
{
    if (!m_adjusting)
        setFollowing(verticalScrollBar()->value() >= verticalScrollBar()->maximum());
    viewport()->update();
}

void SequenceView::updateLook()
{
    m_look = SequenceLook(m_theme, font(), m_zoom);
    updateScrollBar();
}

int SequenceView::rowsHeight() const
{
    return std::max(1, int(viewport()->height() - m_look.headHeight() - m_look.legendHeight()));
}

void SequenceView::updateScrollBar()
{
    const QScopedValueRollback guard(m_adjusting, true);
    QScrollBar &bar = *verticalScrollBar();
    const auto height = int(double(m_diagram.rowCount() + rowsBelow) * m_look.rowHeight());
    // Rows that were folded away must not pull the others from under the reader's eyes.
    const int moved = int(double(m_diagram.forgottenRows() - m_forgotten) * m_look.rowHeight());
    m_forgotten = m_diagram.forgottenRows();
    const int value = std::max(0, bar.value() - moved);
    bar.setRange(0, std::max(0, height - rowsHeight()));
    bar.setPageStep(rowsHeight());
    bar.setSingleStep(int(m_look.rowHeight()));
    bar.setValue(m_following ? bar.maximum() : value);
    viewport()->update();
}

double SequenceView::rowsTop() const
{
    return m_look.headHeight() - verticalScrollBar()->value();
}

std::int64_t SequenceView::rowAt(int y) const
{
    if (y < m_look.headHeight() || y >= m_look.headHeight() + rowsHeight())
        return -1;
    const auto row = std::int64_t(std::floor((y - rowsTop()) / m_look.rowHeight()));
    return row < m_diagram.rowCount() ? row : -1;
}

std::int64_t SequenceView::selectedRow() const
{
    const auto event = m_selection.current();
    return event ? m_diagram.rowOf(*event).value_or(-1) : -1;
}

void SequenceView::reveal(std::int64_t row)
{
    const auto top = int(double(row) * m_look.rowHeight());
    const auto bottom = int(double(row + 1) * m_look.rowHeight());
    QScrollBar &bar = *verticalScrollBar();
    if (top < bar.value())
        bar.setValue(top);
    else if (bottom > bar.value() + rowsHeight())
        bar.setValue(bottom - rowsHeight());
}

void SequenceView::selectRow(std::int64_t row)
{
    if (const auto event = m_diagram.eventAt(row))
        m_selection.select(*event);
}

void SequenceView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        selectRow(rowAt(int(event->position().y())));
}

void SequenceView::keyPressEvent(QKeyEvent *event)
{
    const std::int64_t last = m_diagram.rowCount() - 1;
    const std::int64_t row = selectedRow();
    const int key = event->key();
    if (event->modifiers().testFlag(Qt::ControlModifier) && handleZoomKey(key))
        return;
    if (key == Qt::Key_Down)
        selectRow(
            row < 0 ? std::max<std::int64_t>(0, rowAt(int(m_look.headHeight()))) : std::min(row + 1, last));
    else if (key == Qt::Key_Up)
        selectRow(row < 0 ? last : std::max<std::int64_t>(row - 1, 0));
    else if (key == Qt::Key_Home)
        selectRow(0);
    else if (key == Qt::Key_End) {
        selectRow(last);
        follow();
    } else
        QAbstractScrollArea::keyPressEvent(event);
}

bool SequenceView::handleZoomKey(int key)
{
    constexpr int step = 10;
    if (key == Qt::Key_Plus || key == Qt::Key_Equal)
        setZoom(m_zoom + step);
    else if (key == Qt::Key_Minus)
        setZoom(m_zoom - step);
    else if (key == Qt::Key_0)
        setZoom(100);
    else
        return false;
    return true;
}

void SequenceView::wheelEvent(QWheelEvent *event)
{
    if (!event->modifiers().testFlag(Qt::ControlModifier)) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    constexpr int unitsPerPercent = 12; // one notch is 120 units: ten percent
    setZoom(m_zoom + event->angleDelta().y() / unitsPerPercent);
    event->accept();
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

bool SequenceView::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    showExplanation(help->pos(), help->globalPos());
    return true;
}

QString SequenceView::explanation(EventIndex index) const
{
    const EventRef event = m_feed.view().at(index);
    if (!event)
        return {};
    const SocketTable &table = m_feed.table();
    return sentence(event, [&](EndpointId id) { return table.endpointName(id); }) + QLatin1Char('\n')
        + detailText(event);
}

void SequenceView::showExplanation(const QPoint &position, const QPoint &global)
{
    const auto event = m_diagram.eventAt(rowAt(position.y()));
    QString text = event ? explanation(*event) : QString();
    if (position.y() < m_look.headHeight()) {
        const Picture shown = picture();
        for (const Picture::Column &column : shown.columns) {
            if (position.x() >= column.left && position.x() < column.right)
                text = column.fullTitle;
        }
    }
    QToolTip::showText(global, plainToolTip(text), this);
}

Picture SequenceView::picture() const
{
    const double top = verticalScrollBar()->value() / m_look.rowHeight();
    const auto from = std::int64_t(std::floor(top)) - 1;
    const auto to = std::int64_t(std::ceil(top + rowsHeight() / m_look.rowHeight())) + 1;
    const TextWidth width = [this](const QString &text, TextStyle style) {
        return m_look.textWidth(text, style);
    };
    return m_diagram.picture(from, to, viewport()->width(), width, m_feed.table());
}

void SequenceView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_theme.colour(Theme::Colour::Surface));
    if (m_diagram.rowCount() == 0) {
        paintEmpty(painter);
        return;
    }
    const Picture shown = picture();
    SequencePainter rows(painter, m_theme, m_look, rowsTop());
    const double width = viewport()->width();
    painter.setClipRect(QRectF(0, m_look.headHeight(), width, rowsHeight()));
    if (const std::int64_t row = selectedRow(); row >= 0)
        rows.paintStrip(row, width);
    rows.paint(shown);
    painter.setClipping(false);
    rows.paintHead(shown, width);
    paintLegend(painter, shown);
}

void SequenceView::paintEmpty(QPainter &painter)
{
    painter.setFont(m_look.font(TextStyle::Detail));
    painter.setPen(m_theme.colour(Theme::Colour::WeakText));
    painter.drawText(viewport()->rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap,
        tr("Nothing has happened yet. Start a server or connect a client, and every call appears here at its "
           "moment."));
}

void SequenceView::paintLegend(QPainter &painter, const Picture &picture)
{
    const QRectF strip(
        0, viewport()->height() - m_look.legendHeight(), viewport()->width(), m_look.legendHeight());
    painter.fillRect(strip, m_theme.colour(Theme::Colour::Surface));
    painter.setPen(QPen(m_theme.colour(Theme::Colour::Border), 1));
    painter.drawLine(strip.topLeft() + QPointF(0, 0.5), strip.topRight() + QPointF(0, 0.5));
    QStringList parts;
    if (!m_following)
        parts << tr("scrolled up: End follows the newest step again");
    if (picture.notDrawn == 1)
        parts << tr("1 more socket not drawn");
    else if (picture.notDrawn > 1)
        parts << tr("%n more sockets not drawn", nullptr, int(picture.notDrawn));
    if (picture.hasEarlier)
        parts << tr("earlier steps are in the log");
    parts << tr("dashed: inferred") << tr("hatched: not yet accepted");
    QFont small = font();
    small.setPointSizeF(std::max(SequenceLook::leastPointSize, font().pointSizeF()));
    painter.setFont(small);
    painter.setPen(m_theme.colour(Theme::Colour::WeakText));
    const QString text = parts.join(QStringLiteral("  \u00B7  "));
    const QRectF room = strip.adjusted(10, 0, -10, 0);
    painter.drawText(room, Qt::AlignCenter | Qt::TextSingleLine,
        QFontMetricsF(small).elidedText(text, Qt::ElideRight, room.width()));
}

} // namespace wl
