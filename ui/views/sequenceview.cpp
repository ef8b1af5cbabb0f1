// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/views/sequenceview.h"

#include "app/diagrams/notemarks.h"
#include "app/models/eventtext.h"

#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace wl {

namespace {

constexpr int rowsBelow = 3; ///< room under the newest row

/// Grows with the picture, and does not shrink with it.
QFont legendFont(const QFont &base, int zoom)
{
    QFont font = base;
    font.setPointSizeF(
        std::max(DrawingLook::leastPointSize, base.pointSizeF()) * std::max(zoom, 100) / 100.0);
    return font;
}

} // namespace

SequenceView::SequenceView(const Theme &theme, const Feed &feed, Selection &selection, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_theme(theme)
    , m_feed(feed)
    , m_selection(selection)
    , m_look(theme, font(), 100)
    , m_metrics(m_look.ruler().line)
{
    installDrawingAccessible();
    setAccessibleName(tr("Sequence"));
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    connect(&feed, &Feed::reset, this, &SequenceView::onReset);
    connect(&feed, &Feed::rewound, this, &SequenceView::onRewound);
    connect(&feed, &Feed::advanced, this, &SequenceView::onAdvanced);
    connect(&selection, &Selection::changed, this, &SequenceView::onSelected);
    connect(&theme, &Theme::changed, this, &SequenceView::updateLook);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &SequenceView::onScrolled);
    updateLook();
    onAdvanced();
}

void SequenceView::setSwapped(bool swapped)
{
    m_swapped = swapped;
    viewport()->update();
}

void SequenceView::setOptions(const SequenceOptions &options)
{
    if (options == m_diagram.options())
        return;
    m_diagram.setOptions(options, m_feed.table());
    m_forgotten = m_diagram.forgotten();
    updateScrollBar();
    if (const auto place = selectedPlace(); place && !m_following)
        reveal(*place);
    Q_EMIT optionsChanged();
}

void SequenceView::setZoom(int percent)
{
    const auto place = selectedPlace();
    const int before = m_zoom;
    m_zoom = std::clamp(percent, smallestZoom, largestZoom);
    updateLook();
    if (!m_following && place)
        reveal(*place);
    if (m_zoom != before)
        Q_EMIT zoomChanged(m_zoom);
}

void SequenceView::fit()
{
    // Rows grow in steps of whole pixels: the largest zoom that fits is found, not computed.
    int zoom = 150;
    const double rows = m_diagram.height() + rowsBelow;
    const auto fits = [&](int percent) {
        const SequenceMetrics metrics(DrawingLook(m_theme, font(), percent).ruler().line);
        return metrics.headHeight + m_legendHeight + rows * metrics.rowHeight <= viewport()->height();
    };
    while (zoom > smallestZoom && !fits(zoom))
        zoom -= 5;
    setZoom(zoom);
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
    SequenceOptions options = m_diagram.options();
    options.hiddenEndpoints.clear();
    options.hiddenSockets.clear();
    options.only.reset();
    setOptions(options);
    m_forgotten = 0;
    m_measured.reset();
    m_pressed.reset();
    setAccessibleDescription({});
    follow();
}

void SequenceView::onRewound()
{
    m_diagram.clear();
    m_measured.reset();
    m_forgotten = 0;
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
    if (const auto place = selectedPlace())
        reveal(*place);
    viewport()->update();
    m_partsAreOld = true;
    if (hasFocus())
        announcePart(this, currentPart());
}

void SequenceView::onScrolled()
{
    if (!m_adjusting)
        setFollowing(verticalScrollBar()->value() >= verticalScrollBar()->maximum());
    viewport()->update();
}

void SequenceView::updateLook()
{
    m_look = DrawingLook(m_theme, font(), m_zoom);
    m_ruler = m_look.ruler();
    m_metrics = SequenceMetrics(m_ruler.line);
    m_legendHeight = std::ceil(QFontMetricsF(legendFont(font(), m_zoom)).height() + 10);
    updateScrollBar();
}

int SequenceView::rowsHeight() const
{
    return std::max(1, int(viewport()->height() - m_metrics.headHeight - m_legendHeight));
}

void SequenceView::updateScrollBar()
{
    const QScopedValueRollback guard(m_adjusting, true);
    QScrollBar &bar = *verticalScrollBar();
    const auto height = int((m_diagram.height() + rowsBelow) * m_metrics.rowHeight);
    // Rows that were folded away must not pull the others from under the reader's eyes.
    const int moved = int((m_diagram.forgotten() - m_forgotten) * m_metrics.rowHeight);
    m_forgotten = m_diagram.forgotten();
    const int value = std::max(0, bar.value() - moved);
    bar.setRange(0, std::max(0, height - rowsHeight()));
    bar.setPageStep(rowsHeight());
    bar.setSingleStep(int(m_metrics.rowHeight));
    bar.setValue(m_following ? bar.maximum() : value);
    viewport()->update();
}

double SequenceView::rowsTop() const
{
    return m_metrics.headHeight - verticalScrollBar()->value();
}

std::optional<double> SequenceView::selectedPlace() const
{
    const auto event = m_selection.current();
    return event ? m_diagram.placeOf(*event) : std::nullopt;
}

void SequenceView::reveal(double place)
{
    const auto top = int(place * m_metrics.rowHeight);
    const auto bottom = int((place + 1) * m_metrics.rowHeight);
    QScrollBar &bar = *verticalScrollBar();
    if (top < bar.value())
        bar.setValue(top);
    else if (bottom > bar.value() + rowsHeight())
        bar.setValue(bottom - rowsHeight());
}

QString SequenceView::explanation(EventIndex index) const
{
    const EventRef event = m_feed.view().at(index);
    if (!event)
        return {};
    const SocketTable &table = m_feed.table();
    const QString note = m_feed.notes().of(index);
    return sentence(event, [&](EndpointId id) { return table.endpointName(id); }) + QLatin1Char('\n')
        + detailText(event) + (note.isEmpty() ? QString() : QLatin1Char('\n') + tr("Note: %1").arg(note));
}

Picture SequenceView::picture() const
{
    const double top = verticalScrollBar()->value() / m_metrics.rowHeight;
    const double shown = rowsHeight() / m_metrics.rowHeight;
    const double width = viewport()->width();
    return m_diagram.picture(
        {top - 1, top + shown + 1, width, m_ruler.width, m_swapped, m_metrics.unit}, m_feed.table());
}

const std::vector<Drawing::Item> &SequenceView::parts() const
{
    if (m_partsAreOld)
        m_parts = m_diagram.isEmpty()
            ? std::vector<Drawing::Item>()
            : itemsOf(picture(), m_metrics, rowsTop(), m_feed.view(), m_feed.table());
    m_partsAreOld = false;
    return m_parts;
}

int SequenceView::currentPart() const
{
    const auto selected = m_selection.current();
    const auto &all = parts();
    const auto it = std::find_if(all.begin(), all.end(),
        [&](const Drawing::Item &part) { return selected && part.event == selected; });
    return it == all.end() ? -1 : int(it - all.begin());
}

QString SequenceView::measuredText() const
{
    if (!m_measured)
        return {};
    const EventRef from = m_feed.view().at(m_measured->first);
    const EventRef to = m_feed.view().at(m_measured->second);
    if (!from || !to)
        return {};
    return tr("%1 s from row %2 to row %3")
        .arg(timeText(std::abs(to->time - from->time)))
        .arg(from.index() + 1)
        .arg(to.index() + 1);
}

void SequenceView::paintEvent(QPaintEvent *)
{
    m_partsAreOld = true;
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_theme.colour(Theme::Colour::Surface));
    if (m_diagram.isEmpty()) {
        paintEmpty(painter);
        return;
    }
    const Picture shown = picture();
    const double bottom = m_metrics.headHeight + rowsHeight();
    Drawing rows;
    rows.size = viewport()->size();
    drawRows(rows, shown, m_metrics, rowsTop(), {m_metrics.headHeight, bottom});
    QList<EventIndex> noted;
    if (!m_feed.notes().all().empty()) {
        rows.items = parts();
        noted = addNoteMarks(rows, m_feed.notes(), m_ruler);
    }
    painter.setClipRect(QRectF(0, m_metrics.headHeight, rows.size.width(), rowsHeight()));
    paintSelection(painter);
    paintDrawing(painter, rows, m_theme, m_look);
    paintMeasure(painter);
    painter.setClipping(false);
    paintNotes(painter, noted);
    Drawing heads;
    heads.size = rows.size;
    drawHeads(heads, shown, m_metrics);
    paintDrawing(painter, heads, m_theme, m_look);
    paintLegend(painter, shown);
}

/// What was written about the events in sight, at the lower edge.
void SequenceView::paintNotes(QPainter &painter, const QList<EventIndex> &noted)
{
    constexpr qsizetype mostLines = 5;
    const double line = m_ruler.line;
    QRectF ground(line, 0, viewport()->width() - 2 * line, 0);
    QStringList lines = noteLines(noted, m_feed.notes(), ground.width() - line, m_ruler);
    if (lines.isEmpty())
        return;
    if (lines.size() > mostLines) {
        lines.resize(mostLines);
        lines.last() = QStringLiteral("\u2026");
    }
    ground.setHeight((double(lines.size()) + 0.5) * 1.15 * line);
    ground.moveBottom(m_metrics.headHeight + rowsHeight() - 4);
    Drawing slip;
    slip.size = viewport()->size();
    slip.box({ground, Paint::with(Ink::Note), Paint::with(Ink::NoteLine), 4});
    double y = ground.top() + 0.25 * line;
    for (const QString &text : lines) {
        slip.text({{ground.left() + 0.5 * line, y, ground.width() - line, 1.15 * line}, text,
            TextStyle::Detail, Align::Left, Paint::with(Ink::Text)});
        y += 1.15 * line;
    }
    paintDrawing(painter, slip, m_theme, m_look);
}

void SequenceView::paintSelection(QPainter &painter)
{
    const auto place = selectedPlace();
    if (!place)
        return;
    const QRectF strip(0, rowsTop() + *place * m_metrics.rowHeight, viewport()->width(), m_metrics.rowHeight);
    painter.fillRect(strip, m_theme.colour(Theme::Colour::Selection));
    // The mark at the edge tells the selection to those who do not see the tint.
    painter.fillRect(QRectF(0, strip.top(), 4, strip.height()), m_theme.colour(Theme::Colour::SelectionText));
}

void SequenceView::paintMeasure(QPainter &painter)
{
    const auto from = m_measured ? m_diagram.placeOf(m_measured->first) : std::nullopt;
    const auto to = m_measured ? m_diagram.placeOf(m_measured->second) : std::nullopt;
    if (!from || !to)
        return;
    const auto middle = [&](double place) { return rowsTop() + (place + 0.5) * m_metrics.rowHeight; };
    const double width = viewport()->width();
    const double x = 14 * m_metrics.unit;
    painter.setPen(QPen(m_theme.colour(Theme::Colour::Text), 1.5, Qt::DotLine));
    for (const double place : {*from, *to})
        painter.drawLine(QPointF(0, middle(place)), QPointF(width, middle(place)));
    painter.setPen(QPen(m_theme.colour(Theme::Colour::Text), 2));
    painter.drawLine(QPointF(x, middle(*from)), QPointF(x, middle(*to)));
    const QString text = measuredText();
    painter.setFont(m_look.font(TextStyle::Message));
    const double room = std::min(width, m_ruler.width(text, TextStyle::Message) + 16 * m_metrics.unit);
    const double y = std::clamp(middle(*to) + m_metrics.rowHeight / 2, m_metrics.headHeight,
        m_metrics.headHeight + rowsHeight() - m_metrics.rowHeight);
    const QRectF ground(x, y, room, m_metrics.rowHeight);
    painter.setBrush(m_theme.colour(Theme::Colour::Note));
    painter.setPen(QPen(m_theme.colour(Theme::Colour::NoteLine), 1));
    painter.drawRect(ground);
    painter.setPen(m_theme.colour(Theme::Colour::Text));
    painter.drawText(ground, Qt::AlignCenter | Qt::TextSingleLine, text);
}

void SequenceView::paintEmpty(QPainter &painter)
{
    painter.setFont(m_look.font(TextStyle::Detail));
    painter.setPen(m_theme.colour(Theme::Colour::WeakText));
    painter.drawText(viewport()->rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap,
        tr("Nothing has happened yet. Start a server or connect a client, and every call appears here at its "
           "moment."));
}

QStringList SequenceView::legend(const Picture &picture) const
{
    QStringList parts;
    if (!m_following)
        parts << tr("scrolled up: End follows the newest step again");
    if (options().hidesAny())
        parts << tr("some lifelines are hidden: the menu shows them again");
    parts << legendOf(picture, false, m_diagram.unit());
    if (options().showsSignals)
        parts << tr("\u25C7 Qt signal");
    return parts;
}

void SequenceView::paintLegend(QPainter &painter, const Picture &picture)
{
    const QRectF strip(0, viewport()->height() - m_legendHeight, viewport()->width(), m_legendHeight);
    painter.fillRect(strip, m_theme.colour(Theme::Colour::Surface));
    painter.setPen(QPen(m_theme.colour(Theme::Colour::Border), 1));
    painter.drawLine(strip.topLeft() + QPointF(0, 0.5), strip.topRight() + QPointF(0, 0.5));
    const QFont small = legendFont(font(), m_zoom);
    painter.setFont(small);
    painter.setPen(m_theme.colour(Theme::Colour::WeakText));
    const QString text = legend(picture).join(QStringLiteral("  \u00B7  "));
    const QRectF room = strip.adjusted(10, 0, -10, 0);
    painter.drawText(room, Qt::AlignCenter | Qt::TextSingleLine,
        QFontMetricsF(small).elidedText(text, Qt::ElideRight, room.width()));
}

} // namespace wl
