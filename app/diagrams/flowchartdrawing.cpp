// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/flowchartdrawing.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace wl {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(wl)
};

// In lines.
constexpr double margin = 0.5;
constexpr double loopRoom = 1.9; ///< outside of a column
constexpr double inset = 0.25; ///< of a box's text
constexpr double breathing = 0.35; ///< beside the longest text of a box with one line
constexpr double headRoom = 2.9;
constexpr double legendRoom = 1.15;
constexpr double head = 0.45;

/// The longest text that is usual in a box; shorter columns put the fact below the name.
QString longestText()
{
    return QStringLiteral("\u2717 connect() ECONNREFUSED");
}

/// Spends what room is left on one measure after the other.
void grow(double &value, double most, double times, double &spare)
{
    const double more = std::clamp(spare / times, 0.0, std::max(0.0, most - value));
    value += more;
    spare -= more * times;
}

struct BoxInks {
    Paint fill;
    Paint line;
    Paint text;
};

BoxInks inksOf(const FlowBox &box)
{
    const auto of = [](Ink fill, Ink line, Ink text) {
        return BoxInks{Paint::with(fill), Paint::with(line), Paint::with(text)};
    };
    const Ink edge = box.offered ? Ink::NextText : Ink::GoodText;
    if (box.waits)
        return of(Ink::Next, Ink::NextText, Ink::NextText);
    if (box.look == FlowBox::Look::Failed)
        return of(Ink::Bad, Ink::BadText, Ink::BadText);
    if (box.look == FlowBox::Look::Done)
        return of(Ink::Good, edge, Ink::GoodText);
    if (box.offered)
        return of(Ink::Surface, Ink::NextText, Ink::Text);
    return of(Ink::Surface, Ink::ControlBorder, Ink::WeakText);
}

double lineWidthOf(const FlowBox &box)
{
    return box.waits ? 2.6 : box.offered ? 1.6 : 1.0;
}

} // namespace

FlowchartDrawing::FlowchartDrawing(const FlowPlan &plan, const StageFrame &frame)
    : m_plan(plan)
    , m_frame(frame)
    , m_line(frame.ruler.line)
{
}

Drawing FlowchartDrawing::draw()
{
    if (m_plan.columns.empty()) {
        drawEmpty();
        return std::move(m_drawing);
    }
    place();
    drawLoops();
    if (m_plan.columns.size() == 3 || m_plan.columns.front().part == FlowColumn::Part::Listener)
        drawAccept();
    for (std::size_t i = 0; i < m_plan.columns.size(); ++i) {
        drawHead(i);
        drawBoxes(i);
        if (m_plan.columns[i].part == FlowColumn::Part::Outside)
            drawOutside(i);
    }
    if (m_plan.handshake)
        drawHandshake();
    for (const FlowLink &link : m_plan.bytes)
        drawBytes(link);
    int number = 0;
    for (const FlowLink &link : m_plan.fins)
        drawFin(link, number++);
    drawLegend();
    return std::move(m_drawing);
}

void FlowchartDrawing::drawEmpty()
{
    m_drawing.size = m_frame.room;
    const QString text =
        Text::tr("There is no socket yet. Start a server or a client, and its calls appear here.");
    const double room = m_frame.room.width() - 2 * m_line;
    const QStringList lines = wrapped(text, room, TextStyle::Detail, m_frame.ruler.width, 4);
    double top = std::max(m_line, 0.4 * m_frame.room.height());
    for (const QString &line : lines) {
        const QRectF rect(m_line, top, room, m_line);
        m_drawing.text({rect, line, TextStyle::Detail, Align::Centre, Paint::with(Ink::WeakText)});
        top += 1.1 * m_line;
    }
    m_drawing.size.setHeight(std::max(m_frame.room.height(), top));
    m_drawing.items.push_back({QRectF(m_line, m_line, room, top - m_line), {}, text, {}});
}

/// Gives the columns their places across; the rest of the room is left at both sides.
void FlowchartDrawing::place()
{
    const double columns = double(m_plan.columns.size());
    double width = 5.6;
    double between = 2.7; // listener and connection
    double middleGap = 5.0;
    const double fixed = 2 * (margin + loopRoom);
    double spare =
        m_frame.room.width() / m_line - fixed - columns * width - (columns - 2) * between - middleGap;
    spare = std::max(0.0, spare);
    grow(width, 8, columns, spare);
    grow(middleGap, 6.5, 1, spare);
    grow(width, 12.5, columns, spare);
    grow(middleGap, 13, 1, spare);
    if (columns > 2)
        grow(between, 5, columns - 2, spare);
    m_width = width * m_line;
    double left = (margin + loopRoom + spare / 2) * m_line;
    for (std::size_t i = 0; i < m_plan.columns.size(); ++i) {
        m_lefts.push_back(left);
        left += m_width + (i == server() ? middleGap : between) * m_line;
    }
    const double right = m_lefts.back() + m_width + (margin + loopRoom) * m_line;
    m_drawing.size.setWidth(std::max(m_frame.room.width(), right));
    placeDown();
}

void FlowchartDrawing::placeDown()
{
    const double room = m_width - 2 * breathing * m_line;
    m_isTall = m_frame.ruler.width(longestText(), TextStyle::Call) > room;
    double box = m_isTall ? 2.35 : 1.6;
    double gap = 0.85;
    const double legend = legendRoom * double(legendLines(m_drawing.size.width() - m_line).size()) + 0.8;
    const double rows = m_plan.rows;
    const double least = headRoom + legend + rows * (box + gap);
    double spare = std::max(0.0, m_frame.room.height() / m_line - least);
    grow(gap, 1.5, rows, spare);
    grow(box, m_isTall ? 2.6 : 1.9, rows, spare);
    m_box = box * m_line;
    m_gap = gap * m_line;
    m_top = (0.3 + std::min(spare / 2, 4.0)) * m_line;
    m_firstRow = m_top + (headRoom - 0.3) * m_line;
    m_drawing.size.setHeight(
        std::max(m_frame.room.height(), m_firstRow + rows * (m_box + m_gap) + legend * m_line));
}

QRectF FlowchartDrawing::mirrored(const QRectF &rect) const
{
    if (!m_frame.swapped)
        return rect;
    return {m_drawing.size.width() - rect.right(), rect.top(), rect.width(), rect.height()};
}

QRectF FlowchartDrawing::columnRect(std::size_t column, double top, double height) const
{
    return mirrored(QRectF(m_lefts[column], top, m_width, height));
}

QRectF FlowchartDrawing::boxRect(std::size_t column, int row) const
{
    return columnRect(column, m_firstRow + row * (m_box + m_gap), m_box);
}

/// From the row of listen and connect (or what is there with UDP) to the last one.
QRectF FlowchartDrawing::outsideRect(std::size_t column) const
{
    int first = m_plan.rows - 1;
    for (const FlowColumn &other : m_plan.columns) {
        for (const FlowBox &box : other.boxes) {
            const bool meets = box.call == FlowCall::Listen || box.call == FlowCall::Connect
                || box.call == FlowCall::Recv || box.call == FlowCall::Send;
            if (meets)
                first = std::min(first, box.row);
        }
    }
    const QRectF top = boxRect(column, first);
    return top.united(boxRect(column, m_plan.rows - 1));
}

/// The room between the two sides.
QRectF FlowchartDrawing::middle(double top, double height) const
{
    const double left = m_lefts[server()] + m_width;
    return mirrored(QRectF(left, top, m_lefts[client()] - left, height));
}

QString FlowchartDrawing::fitting(const QStringList &texts, double room, TextStyle style) const
{
    for (const QString &text : texts) {
        if (m_frame.ruler.width(text, style) <= room)
            return text;
    }
    return elided(texts.constLast(), room, style, m_frame.ruler.width);
}

void FlowchartDrawing::drawHead(std::size_t column)
{
    const FlowColumn &c = m_plan.columns[column];
    const QRectF title = columnRect(column, m_top, 1.15 * m_line);
    const QRectF detail = columnRect(column, m_top + 1.2 * m_line, m_line);
    m_drawing.text({title, fitting({c.title}, m_width, TextStyle::Title), TextStyle::Title, Align::Centre});
    m_drawing.text({detail, fitting({c.detail}, m_width, TextStyle::Detail), TextStyle::Detail, Align::Centre,
        Paint::with(Ink::WeakText)});
    const SocketFacts *socket = m_frame.table.socket(c.socket);
    m_drawing.items.push_back({title.united(detail), socket ? std::optional(socket->openedBy) : std::nullopt,
        Text::tr("%1: %2.").arg(c.title, c.detail), {}});
}

void FlowchartDrawing::drawBoxes(std::size_t column)
{
    const std::vector<FlowBox> &boxes = m_plan.columns[column].boxes;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (i > 0) {
            const QRectF from = boxRect(column, boxes[i - 1].row);
            const QRectF to = boxRect(column, boxes[i].row);
            const bool isDone = boxes[i].look == FlowBox::Look::Done;
            m_drawing.path({.points = {{from.center().x(), from.bottom()}, {to.center().x(), to.top()}},
                .line = Paint::with(isDone ? Ink::WeakText : Ink::ControlBorder),
                .fill = Paint::nothing(),
                .endHead = true,
                .head = head * m_line});
        }
        drawBox(column, boxes[i]);
    }
}

void FlowchartDrawing::drawBox(std::size_t column, const FlowBox &box)
{
    const QRectF rect = boxRect(column, box.row);
    const BoxInks inks = inksOf(box);
    if (box.selected) {
        const double out = 0.22 * m_line;
        m_drawing.box({.rect = rect.adjusted(-out, -out, out, out),
            .fill = Paint::with(Ink::Selection),
            .line = Paint::with(Ink::Text),
            .radius = 0.45 * m_line,
            .lineWidth = 1.4});
    }
    m_drawing.box({.rect = rect,
        .fill = inks.fill,
        .line = inks.line,
        .radius = 0.3 * m_line,
        .lineWidth = lineWidthOf(box),
        .dashed = box.optional && !box.waits});
    drawBoxText(rect, box);
    m_drawing.items.push_back({rect, box.event, box.sentence, box.press});
}

void FlowchartDrawing::drawBoxText(const QRectF &rect, const FlowBox &box)
{
    const double room = rect.width() - 2 * inset * m_line;
    const Paint ink = inksOf(box).text;
    const QString name = box.mark().isEmpty() ? box.name : box.mark() + QLatin1Char(' ') + box.name;
    const QString whole = box.fact.isEmpty() ? name : name + QLatin1Char(' ') + box.fact;
    const double left = rect.left() + inset * m_line;
    const auto put = [&](double top, const QString &text) {
        m_drawing.text({QRectF(left, top, room, m_line), fitting({text}, room, TextStyle::Call),
            TextStyle::Call, Align::Centre, ink});
    };
    if (!m_isTall || box.fact.isEmpty()) {
        put(rect.center().y() - m_line / 2, whole);
        return;
    }
    const double top = rect.center().y() - 1.05 * m_line;
    put(top, name);
    put(top + 1.1 * m_line, box.fact);
}

void FlowchartDrawing::drawOutside(std::size_t column)
{
    const QRectF rect = outsideRect(column);
    m_drawing.box({.rect = rect,
        .fill = Paint::with(Ink::Surface),
        .line = Paint::with(Ink::ControlBorder),
        .radius = 0.3 * m_line,
        .dashed = true});
    const QString &text = m_plan.columns[column].outside;
    const double room = rect.width() - 2 * inset * m_line;
    const int most = std::max(1, int(rect.height() / (1.1 * m_line)) - 1);
    const QStringList lines = wrapped(text, room, TextStyle::Detail, m_frame.ruler.width, std::min(most, 8));
    double top = rect.center().y() - 0.55 * m_line * double(lines.size());
    for (const QString &line : lines) {
        m_drawing.text({QRectF(rect.left() + inset * m_line, top, room, m_line), line, TextStyle::Detail,
            Align::Centre, Paint::with(Ink::WeakText)});
        top += 1.1 * m_line;
    }
    m_drawing.items.push_back({rect, {}, text, {}});
}

QStringList FlowchartDrawing::legendLines(double room) const
{
    QStringList parts{Text::tr("\u2713 done")};
    const auto hasFailed = [](const FlowColumn &column) {
        return std::any_of(column.boxes.begin(), column.boxes.end(),
            [](const FlowBox &box) { return box.look == FlowBox::Look::Failed; });
    };
    if (std::any_of(m_plan.columns.begin(), m_plan.columns.end(), hasFailed))
        parts << Text::tr("\u2717 failed");
    if (m_plan.isStepped)
        parts << Text::tr("\u25B6 waits here, click it") << Text::tr("\u25B7 possible too");
    else
        parts << Text::tr("\u25B6 waits here");
    parts << Text::tr("grey: still to come") << Text::tr("dashed: inferred or optional");
    return wrapped(parts.join(QStringLiteral(" \u00B7 ")), room, TextStyle::Remark, m_frame.ruler.width, 3);
}

void FlowchartDrawing::drawLegend()
{
    const double room = m_drawing.size.width() - m_line;
    double top = m_firstRow + m_plan.rows * (m_box + m_gap) + 0.2 * m_line;
    const QStringList lines = legendLines(room);
    for (const QString &line : lines) {
        m_drawing.text({QRectF(m_line / 2, top, room, m_line), line, TextStyle::Remark, Align::Centre,
            Paint::with(Ink::WeakText)});
        top += legendRoom * m_line;
    }
}

} // namespace wl
