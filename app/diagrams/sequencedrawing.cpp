// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/sequencedrawing.h"

#include "app/models/eventtext.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace wl {

namespace {

/// Turns the parts of a picture into marks.
class RowDrawer
{
public:
    RowDrawer(Drawing &drawing, const SequenceMetrics &metrics, double top, std::pair<double, double> sight)
        : m_drawing(drawing)
        , m_metrics(metrics)
        , m_top(top)
        , m_sight(sight)
    {
    }

    void draw(const Picture &picture);

private:
    double y(double place) const { return m_top + place * m_metrics.rowHeight; }
    /// Lanes may be far longer than what is in sight, and painters dislike such lengths.
    double within(double at) const { return std::clamp(at, m_sight.first - 40, m_sight.second + 40); }
    QRectF lane(double x, double top, double bottom) const
    {
        const double from = within(y(top));
        return {
            x - m_metrics.laneWidth / 2, from, m_metrics.laneWidth, std::max(0.0, within(y(bottom)) - from)};
    }

    void message(const Picture::Message &message);
    void dash(const Picture::Dash &dash);
    void arrow(const Picture::Arrow &arrow);
    void cross(const Picture::Cross &cross);
    void timeBreak(const Picture::Break &cut);
    void end(const Picture::Lane &lane);
    void text(const Picture::Text &text);

    Drawing &m_drawing;
    const SequenceMetrics &m_metrics;
    const double m_top;
    const std::pair<double, double> m_sight;
};

void RowDrawer::draw(const Picture &picture)
{
    for (const Picture::Break &cut : picture.breaks)
        timeBreak(cut);
    for (const Picture::Message &m : picture.messages)
        message(m);
    for (const Picture::Dash &d : picture.dashes)
        dash(d);
    for (const Picture::Arrow &a : picture.arrows)
        arrow(a);
    for (const Picture::Lane &l : picture.lanes) {
        if (l.outside)
            m_drawing.box({lane(l.x, l.top, l.bottom), Paint::with(Ink::Surface), Paint::with(Ink::Lane), 0,
                1.2 * m_metrics.unit, true, false});
    }
    for (const Picture::Hatch &h : picture.hatches)
        m_drawing.box({lane(h.x, h.top, h.bottom), Paint::with(Ink::Surface), Paint::with(Ink::WeakText), 0,
            1, false, true});
    for (const Picture::Band &b : picture.bands) {
        // Narrow where only the kernel has it: no descriptor of the program leads there.
        const double inset = b.kernelOnly ? m_metrics.laneWidth * 0.3 : 0;
        m_drawing.box({lane(b.x, b.top, b.bottom).adjusted(inset, 0, -inset, 0), Paint::ofState(b.state), {},
            0, 1, false, false});
    }
    for (const Picture::Lane &l : picture.lanes)
        end(l);
    for (const Picture::Cross &c : picture.crosses)
        cross(c);
    for (const Picture::Text &t : picture.texts)
        text(t);
}

void RowDrawer::message(const Picture::Message &m)
{
    const Ink hue = m.fromServer ? Ink::BandIn : Ink::BandOut;
    PathMark band;
    band.points = {{m.x1, y(m.top1)}, {m.x2, y(m.top2)}, {m.x2, y(m.bottom2)}, {m.x1, y(m.bottom1)}};
    band.closed = true;
    band.fill = Paint::with(hue, m.open ? 0.22 : 0.45, 0.72);
    band.line = Paint::with(hue);
    band.dashed = m.open;
    m_drawing.path(band);
    const double way = m.x2 > m.x1 ? 1 : -1;
    const double half = m_metrics.laneWidth / 2;
    const QPointF tip(m.x2 - way * half, (y(m.top2) + y(m.bottom2)) / 2);
    PathMark head;
    head.points = {tip - QPointF(way * 9 * m_metrics.unit, 0), tip};
    head.line = Paint::with(hue);
    head.endHead = true;
    head.head = 9 * m_metrics.unit;
    m_drawing.path(head);
}

void RowDrawer::dash(const Picture::Dash &d)
{
    PathMark line;
    line.points = {{d.x1, y(d.y)}, {d.x2, y(d.y)}};
    line.line = Paint::with(Ink::WeakText);
    line.lineWidth = 1.4 * m_metrics.unit;
    line.dashed = true;
    line.startHead = d.bothHeads;
    line.endHead = true;
    line.head = 9 * m_metrics.unit;
    m_drawing.path(line);
}

void RowDrawer::arrow(const Picture::Arrow &a)
{
    const double way = a.to > a.from ? 1 : -1;
    const double half = m_metrics.laneWidth / 2;
    PathMark line;
    line.points = {{a.from + way * half, y(a.y)}, {a.to - way * half, y(a.y)}};
    line.line = Paint::with(Ink::WeakText);
    line.lineWidth = 1.4 * m_metrics.unit;
    line.endHead = true;
    line.head = 9 * m_metrics.unit;
    m_drawing.path(line);
}

void RowDrawer::cross(const Picture::Cross &c)
{
    const double arm = 6 * m_metrics.unit;
    for (const double slope : {1.0, -1.0}) {
        PathMark line;
        line.points = {{c.x - arm, y(c.y) - slope * arm}, {c.x + arm, y(c.y) + slope * arm}};
        line.line = Paint::with(Ink::BadText);
        line.lineWidth = 2.6 * m_metrics.unit;
        m_drawing.path(line);
    }
}

void RowDrawer::timeBreak(const Picture::Break &cut)
{
    const double middle = y(cut.y);
    const double half = m_metrics.rowHeight * 0.42;
    m_drawing.box({{0, middle - half, m_drawing.size.width(), 2 * half}, Paint::with(Ink::Subtle), {}, 0, 1,
        false, false});
    TextMark words;
    words.rect = {8, middle - half, m_drawing.size.width() - 16, 2 * half};
    words.text = QStringLiteral("\u2026 %1").arg(cut.text);
    words.style = TextStyle::Remark;
    words.ink = Paint::with(Ink::WeakText);
    m_drawing.text(words);
}

void RowDrawer::end(const Picture::Lane &l)
{
    if (!l.closed)
        return;
    const double half = m_metrics.laneWidth / 2 + 4 * m_metrics.unit;
    PathMark line;
    line.points = {{l.x - half, within(y(l.closedAt))}, {l.x + half, within(y(l.closedAt))}};
    line.line = Paint::with(Ink::Text);
    line.lineWidth = 3 * m_metrics.unit;
    m_drawing.path(line);
}

void RowDrawer::text(const Picture::Text &t)
{
    const double height = m_metrics.rowHeight * 0.74;
    const QRectF strip(t.left, y(t.row), t.width, m_metrics.rowHeight);
    const QRectF ground(t.left, strip.center().y() - height / 2, t.width, height);
    TextMark words;
    words.rect = strip;
    words.text = t.text;
    words.style = t.style;
    words.align = t.align;
    words.ink = Paint::with(t.style == TextStyle::Remark ? Ink::WeakText : Ink::Text);
    if (t.style == TextStyle::State) {
        m_drawing.box({ground, Paint::ofState(t.state), {}, height / 2, 1, false, false});
        words.ink = Paint::onState(t.state);
        words.align = Align::Centre;
    } else if (t.failed) {
        words.ink = Paint::with(Ink::BadText);
    } else if (t.signal) {
        words.ink = Paint::with(Ink::Signal);
    } else if (t.style != TextStyle::Call) {
        m_drawing.box({ground, Paint::with(Ink::Surface, 1, 0.86), {}, 4 * m_metrics.unit, 1, false, false});
        words.align = t.style == TextStyle::Message ? Align::Centre : t.align;
    }
    m_drawing.text(words);
}

void headText(Drawing &drawing, const QRectF &rect, const QString &text, TextStyle style, Ink ink)
{
    TextMark mark;
    mark.rect = rect;
    mark.text = text;
    mark.style = style;
    mark.align = Align::Centre;
    mark.ink = Paint::with(ink);
    drawing.text(mark);
}

} // namespace

SequenceMetrics::SequenceMetrics(double line)
    : unit(line / 18)
    , rowHeight(std::ceil(line * 1.55))
    , headHeight(std::ceil(2.1 * line + 14))
    , laneWidth(std::max(8.0, std::round(14 * line / 18)))
{
}

void drawRows(Drawing &drawing, const Picture &picture, const SequenceMetrics &metrics, double top,
    std::pair<double, double> sight)
{
    RowDrawer(drawing, metrics, top, sight).draw(picture);
}

void drawHeads(Drawing &drawing, const Picture &picture, const SequenceMetrics &metrics)
{
    const double width = drawing.size.width();
    drawing.box({{0, 0, width, metrics.headHeight}, Paint::with(Ink::Surface), {}, 0, 1, false, false});
    PathMark line;
    line.points = {{0, metrics.headHeight - 0.5}, {width, metrics.headHeight - 0.5}};
    line.line = Paint::with(Ink::Border);
    drawing.path(line);
    const double text = metrics.headHeight - 14;
    for (const Picture::Column &column : picture.columns) {
        const double room = column.right - column.left;
        headText(drawing, {column.left, 7, room, text * 0.53}, column.title, TextStyle::Title, Ink::Text);
        headText(drawing, {column.left, 7 + text * 0.53, room, text * 0.47}, column.detail, TextStyle::Detail,
            Ink::WeakText);
    }
}

std::vector<Drawing::Item> itemsOf(const Picture &picture, const SequenceMetrics &metrics, double top,
    const JournalView &view, const SocketTable &table)
{
    std::vector<Drawing::Item> items;
    const auto names = [&](EndpointId id) { return table.endpointName(id); };
    const auto said = [&](EventIndex index) {
        const EventRef event = view.at(index);
        return event ? sentence(event, names) : QString();
    };
    const auto y = [&](double place) { return top + place * metrics.rowHeight; };
    for (const Picture::Text &text : picture.texts) {
        if (text.event && text.style != TextStyle::Message)
            items.push_back({{text.left, y(text.row), text.width, metrics.rowHeight}, text.event,
                text.full + QStringLiteral(": ") + said(*text.event), {}});
    }
    for (const Picture::Message &m : picture.messages) {
        const QString both = m.open ? said(m.sent) : said(m.sent) + QLatin1Char(' ') + said(m.received);
        const QRectF area(QPointF(std::min(m.x1, m.x2), y(std::min(m.top1, m.top2))),
            QPointF(std::max(m.x1, m.x2), y(std::max(m.bottom1, m.bottom2))));
        items.push_back({area, m.sent, both, {}});
    }
    for (const Picture::Dash &d : picture.dashes)
        items.push_back(
            {QRectF(QPointF(std::min(d.x1, d.x2), y(d.y) - 4), QPointF(std::max(d.x1, d.x2), y(d.y) + 4)),
                d.event, QCoreApplication::translate("wl", "Inferred, not observed: ") + said(d.event), {}});
    std::stable_sort(items.begin(), items.end(),
        [](const Drawing::Item &a, const Drawing::Item &b) { return a.area.top() < b.area.top(); });
    return items;
}

QStringList legendOf(const Picture &picture, bool hasEarlier, std::int64_t unit)
{
    QStringList parts;
    if (picture.notDrawn > 0)
        parts << QCoreApplication::translate("wl", "sockets not drawn: %1").arg(picture.notDrawn);
    if (picture.hasEarlier || hasEarlier)
        parts << QCoreApplication::translate("wl", "earlier steps are in the log");
    if (unit > 0)
        parts << QCoreApplication::translate("wl", "one row: %1 s or less").arg(timeText(unit));
    parts << QCoreApplication::translate("wl", "dashed: inferred");
    if (!picture.hatches.empty())
        parts << QCoreApplication::translate("wl", "hatched: not yet accepted");
    return parts;
}

void SequenceDrawing::advance(const JournalView &view, const SocketTable &table)
{
    m_diagram.advance(view, table);
}

void SequenceDrawing::clear()
{
    m_diagram.clear();
}

Drawing SequenceDrawing::draw(const StageFrame &frame) const
{
    Drawing drawing;
    drawing.title = QCoreApplication::translate("wl", "Sequence");
    if (m_diagram.isEmpty())
        return drawing;
    const SequenceMetrics metrics(frame.ruler.line);
    const double all = m_diagram.height() + 2;
    const double from = std::max(0.0, all - mostHeight);
    const double rowsEnd = metrics.headHeight + (all - from) * metrics.rowHeight;
    drawing.size = {frame.room.width(), rowsEnd + 1.6 * frame.ruler.line};
    const Picture picture = m_diagram.picture(
        {from, all, frame.room.width(), frame.ruler.width, frame.swapped, metrics.unit}, frame.table);
    const double top = metrics.headHeight - from * metrics.rowHeight;
    if (const auto place = frame.selected ? m_diagram.placeOf(*frame.selected) : std::nullopt)
        drawing.box({{0, top + *place * metrics.rowHeight, drawing.size.width(), metrics.rowHeight},
            Paint::with(Ink::Selection), {}, 0, 1, false, false});
    drawRows(drawing, picture, metrics, top, {metrics.headHeight, rowsEnd});
    drawHeads(drawing, picture, metrics);
    TextMark legend;
    legend.rect = {8, rowsEnd, drawing.size.width() - 16, 1.4 * frame.ruler.line};
    legend.text = elided(legendOf(picture, from > 0, m_diagram.unit()).join(QStringLiteral("  \u00B7  ")),
        legend.rect.width(), TextStyle::Remark, frame.ruler.width);
    legend.style = TextStyle::Remark;
    legend.align = Align::Centre;
    legend.ink = Paint::with(Ink::WeakText);
    drawing.text(legend);
    drawing.items = itemsOf(picture, metrics, top, frame.view, frame.table);
    return drawing;
}

} // namespace wl
