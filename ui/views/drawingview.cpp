// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/views/drawingview.h"

#include "app/diagrams/notemarks.h"

#include <QAccessible>
#include <QPainter>
#include <QScrollBar>
#include <QSettings>
#include <QStyle>

#include <algorithm>
#include <cmath>

namespace wl {

namespace {

constexpr int motionMilliseconds = 500;

} // namespace

DrawingView::DrawingView(
    const DiagramKind &kind, const Theme &theme, const Feed &feed, Selection &selection, QWidget *parent)
    : DrawingView(makeDiagram(kind.id), kind.title, theme, feed, selection, parent)
{
}

DrawingView::DrawingView(std::unique_ptr<Diagram> diagram, const QString &title, const Theme &theme,
    const Feed &feed, Selection &selection, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_theme(theme)
    , m_feed(feed)
    , m_selection(selection)
    , m_diagram(std::move(diagram))
    , m_look(theme, font(), 100)
{
    installDrawingAccessible();
    setAccessibleName(title);
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    viewport()->setMouseTracking(true);
    m_motion.setStartValue(0.0);
    m_motion.setEndValue(1.0);
    m_motion.setDuration(motionMilliseconds);
    connectParts();
}

DrawingView::~DrawingView() = default;

void DrawingView::connectParts()
{
    connect(&m_feed, &Feed::reset, this, &DrawingView::onRewound);
    connect(&m_feed, &Feed::rewound, this, &DrawingView::onRewound);
    connect(&m_feed, &Feed::advanced, this, &DrawingView::onAdvanced);
    connect(&m_selection, &Selection::changed, this, &DrawingView::onSelected);
    connect(&m_theme, &Theme::changed, this, &DrawingView::updateLook);
    connect(&m_motion, &QVariantAnimation::valueChanged, this, [this](const QVariant &value) {
        m_phase = value.toDouble();
        redraw();
    });
}

void DrawingView::setSwapped(bool swapped)
{
    m_swapped = swapped;
    redraw();
}

void DrawingView::setZoom(int percent)
{
    m_fitted = false;
    useZoom(percent);
}

void DrawingView::useZoom(int percent)
{
    const int before = m_zoom;
    m_zoom = std::clamp(percent, smallestZoom, largestZoom);
    updateLook();
    if (m_zoom != before)
        Q_EMIT zoomChanged(m_zoom);
}

void DrawingView::fit()
{
    m_fitted = true;
    findFit();
}

Drawing DrawingView::drawn(const QSizeF &room, const DrawingLook &look) const
{
    return drawWithNotes(*m_diagram,
        {m_feed.view(), m_feed.table(), room, look.ruler(), m_selection.current(), m_swapped, m_phase},
        m_feed.notes());
}

void DrawingView::findFit()
{
    // A drawing is laid out anew for each size of its text: the zoom is found, not computed.
    constexpr int step = 5;
    catchUp();
    const QSizeF room = maximumViewportSize();
    int low = smallestZoom / step;
    int high = largestZoom / step;
    while (low < high) {
        const int middle = (low + high + 1) / 2;
        const QSizeF size = drawn(room, DrawingLook(m_theme, font(), middle * step)).size;
        if (size.width() <= room.width() && size.height() <= room.height())
            low = middle;
        else
            high = middle - 1;
    }
    useZoom(low * step);
}

void DrawingView::onRewound()
{
    m_diagram->clear();
    m_motion.stop();
    m_phase = 1;
    m_current = -1;
    m_behind = true;
    redraw();
}

void DrawingView::onAdvanced()
{
    m_behind = true;
    redraw();
    if (!m_fitted || !isVisible())
        return;
    // It grew out of its room: what was to be all in sight is made so again.
    layOut();
    if (m_drawing.size.height() > maximumViewportSize().height())
        findFit();
}

void DrawingView::onSelected()
{
    startMotion();
    redraw();
    if (!isVisible())
        return;
    revealSelected();
    if (hasFocus())
        announcePart(this, m_current);
}

void DrawingView::revealSelected()
{
    layOut();
    const auto event = m_selection.current();
    for (int i = 0; event && i < int(m_drawing.items.size()); ++i) {
        const Drawing::Item &item = m_drawing.items[std::size_t(i)];
        if (item.event != event)
            continue;
        m_current = i;
        reveal(item.area);
        return;
    }
}

void DrawingView::startMotion()
{
    m_motion.stop();
    m_phase = 1;
    const bool isStill = QSettings().value(QStringLiteral("reducedMotion"), false).toBool()
        || style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) == 0;
    if (!isVisible() || isStill || !m_diagram->moves() || !m_selection.current())
        return;
    m_phase = 0;
    m_motion.start();
}

/// A view that is not seen folds when it is seen again, all at once.
void DrawingView::catchUp()
{
    if (!m_behind)
        return;
    m_diagram->advance(m_feed.view(), m_feed.table());
    m_behind = false;
}

void DrawingView::redraw()
{
    m_stale = true;
    viewport()->update();
}

const Drawing &DrawingView::drawing()
{
    layOut();
    return m_drawing;
}

void DrawingView::layOut()
{
    if (!m_stale)
        return;
    catchUp();
    m_stale = false;
    const std::optional<Drawing::Item> current = m_current < 0 || m_current >= int(m_drawing.items.size())
        ? std::nullopt
        : std::optional(m_drawing.items[std::size_t(m_current)]);
    // Whether there is a scroll bar must not depend on there being one, or the two would chase each other.
    const QSizeF room = maximumViewportSize();
    m_drawing = drawn(room, m_look);
    if (m_drawing.size.height() > room.height())
        m_drawing = drawn({room.width() - verticalScrollBar()->sizeHint().width(), room.height()}, m_look);
    keepCurrent(current);
    hover(-1);
    updateScrollBars();
    if (QAccessible::isActive()) {
        QAccessibleEvent changed(this, QAccessible::ObjectReorder);
        QAccessible::updateAccessibility(&changed);
    }
}

/// The part that keys had reached is the same part in the new drawing, wherever it lies there.
void DrawingView::keepCurrent(const std::optional<Drawing::Item> &current)
{
    m_current = -1;
    double least = 0;
    for (int i = 0; current && i < int(m_drawing.items.size()); ++i) {
        const Drawing::Item &item = m_drawing.items[std::size_t(i)];
        if (item.event != current->event || item.press != current->press)
            continue;
        const double away = QLineF(item.area.topLeft(), current->area.topLeft()).length();
        if (m_current >= 0 && away >= least)
            continue;
        m_current = i;
        least = away;
    }
}

void DrawingView::updateLook()
{
    m_look = DrawingLook(m_theme, font(), m_zoom);
    redraw();
}

void DrawingView::updateScrollBars()
{
    const auto set = [](QScrollBar *bar, double whole, int seen, int step) {
        bar->setRange(0, std::max(0, int(std::ceil(whole)) - seen));
        bar->setPageStep(seen);
        bar->setSingleStep(step);
    };
    const int step = int(m_look.ruler().line * 1.5);
    set(verticalScrollBar(), m_drawing.size.height(), viewport()->height(), step);
    set(horizontalScrollBar(), m_drawing.size.width(), viewport()->width(), step);
}

QPointF DrawingView::origin() const
{
    // A small picture stands in the middle, a large one is scrolled.
    const auto place = [](double whole, int seen, const QScrollBar *bar) {
        return whole < seen ? std::floor((seen - whole) / 2) : -double(bar->value());
    };
    return {place(m_drawing.size.width(), viewport()->width(), horizontalScrollBar()),
        place(m_drawing.size.height(), viewport()->height(), verticalScrollBar())};
}

void DrawingView::reveal(const QRectF &area)
{
    const auto move = [](QScrollBar *bar, double from, double to, int seen) {
        if (from < bar->value())
            bar->setValue(int(from) - 8);
        else if (to > bar->value() + seen)
            bar->setValue(int(std::ceil(to)) - seen + 8);
    };
    move(verticalScrollBar(), area.top(), area.bottom(), viewport()->height());
    move(horizontalScrollBar(), area.left(), area.right(), viewport()->width());
}

void DrawingView::paintEvent(QPaintEvent *)
{
    layOut();
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_theme.colour(Theme::Colour::Surface));
    if (m_drawing.marks.empty()) {
        paintEmpty(painter);
        return;
    }
    painter.translate(origin());
    paintDrawing(painter, m_drawing, m_theme, m_look);
    paintMarks(painter);
}

void DrawingView::paintMarks(QPainter &painter)
{
    painter.setBrush(Qt::NoBrush);
    const auto frame = [&](int part, double width, Qt::PenStyle style) {
        if (part < 0 || part >= int(m_drawing.items.size()))
            return;
        painter.setPen(QPen(m_theme.colour(Theme::Colour::Text), width, style));
        painter.drawRoundedRect(m_drawing.items[std::size_t(part)].area.adjusted(-3, -3, 3, 3), 4, 4);
    };
    if (m_hovered != m_current)
        frame(m_hovered, 1, Qt::DotLine);
    if (hasFocus())
        frame(m_current, 2, Qt::SolidLine);
}

void DrawingView::paintEmpty(QPainter &painter)
{
    painter.setFont(m_look.font(TextStyle::Detail));
    painter.setPen(m_theme.colour(Theme::Colour::WeakText));
    painter.drawText(viewport()->rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap,
        tr("Nothing has happened yet. Start a server or connect a client, and it is drawn here."));
}

} // namespace wl
