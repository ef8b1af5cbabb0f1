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
constexpr double loopOut = 0.65; ///< how far a loop goes out
constexpr double inset = 0.35; ///< of a box's text
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
    if (box.waits)
        return of(Ink::Next, Ink::NextText, Ink::NextText);
    if (box.look == FlowBox::Look::Failed)
        return of(Ink::Bad, Ink::BadText, Ink::BadText);
    if (box.look == FlowBox::Look::Done)
        return of(Ink::Good, Ink::GoodText, Ink::GoodText);
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
    const double room = m_width - 2 * inset * m_line;
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

void FlowchartDrawing::drawLoops()
{
    const QString again = Text::tr("again");
    const QStringList untilEnd =
        m_plan.isTcp ? QStringList{Text::tr("until recv = 0"), again} : QStringList{again};
    for (std::size_t i = 0; i < m_plan.columns.size(); ++i) {
        const FlowColumn &column = m_plan.columns[i];
        if (column.part == FlowColumn::Part::Listener)
            drawLoop(i, FlowCall::Accept, FlowCall::Accept, {again});
        else if (column.part != FlowColumn::Part::Outside)
            drawLoop(i, column.isServerSide() ? FlowCall::Recv : FlowCall::Send,
                column.isServerSide() ? FlowCall::Send : FlowCall::Recv, untilEnd);
    }
}

/// A way back on the column's outer side, from below the last box to above the first one.
void FlowchartDrawing::drawLoop(std::size_t column, FlowCall first, FlowCall last, const QStringList &labels)
{
    const FlowColumn &c = m_plan.columns[column];
    const QRectF above = boxRect(column, c.box(first)->row);
    const QRectF below = boxRect(column, c.box(last)->row);
    const double way = (column == client()) != m_frame.swapped ? 1 : -1;
    const double edge = way > 0 ? above.right() : above.left();
    const double out = edge + way * loopOut * m_line;
    const double top = above.top() - 0.6 * m_gap;
    const double bottom = below.bottom() + 0.4 * m_gap;
    const double centre = above.center().x();
    m_drawing.path({.points = {{centre, bottom}, {out, bottom}, {out, top}, {centre, top}},
        .line = Paint::with(Ink::ControlBorder),
        .fill = Paint::nothing(),
        .endHead = true,
        .head = head * m_line});
    const double wide = m_line;
    const double left = way > 0 ? out + 0.12 * m_line : out - 0.12 * m_line - wide;
    const QRectF room(left, top, wide, bottom - top);
    m_drawing.text({room, fitting(labels, room.height(), TextStyle::Remark), TextStyle::Remark, Align::Centre,
        Paint::with(Ink::WeakText), true});
}

/// The listener's accept gives the connection its first box.
void FlowchartDrawing::drawAccept()
{
    const FlowBox *made = m_plan.columns[1].box(FlowCall::Accept);
    if (!made)
        return;
    const QRectF from = boxRect(0, m_plan.columns[0].box(FlowCall::Accept)->row);
    const QRectF to = boxRect(1, made->row);
    const double y = to.center().y();
    const bool isSwapped = m_frame.swapped;
    m_drawing.path(
        {.points = {{isSwapped ? from.left() : from.right(), y}, {isSwapped ? to.right() : to.left(), y}},
            .line = Paint::with(made->event ? Ink::Text : Ink::ControlBorder),
            .fill = Paint::nothing(),
            .lineWidth = made->event ? 1.6 : 1.0,
            .endHead = true,
            .head = head * m_line});
}

void FlowchartDrawing::drawLinkLabel(const QRectF &rect, const FlowLink &link, const QStringList &labels)
{
    m_drawing.text(
        {rect, fitting(labels, rect.width(), TextStyle::Detail), TextStyle::Detail, Align::Centre});
    m_drawing.items.push_back({rect.adjusted(0, 0, 0, 0.8 * m_line), link.event, link.sentence, {}});
}

void FlowchartDrawing::drawHandshake()
{
    const FlowBox *listens = m_plan.columns[0].box(FlowCall::Listen);
    const FlowBox *connects = m_plan.columns.back().box(FlowCall::Connect);
    const int row = listens ? listens->row : connects ? connects->row : 0;
    const double y = boxRect(0, row).center().y();
    const double from = m_lefts.front() + m_width + 2;
    const double to = m_lefts.back() - 2;
    m_drawing.path({.points = {{mirrored(from), y}, {mirrored(to), y}},
        .line = Paint::with(Ink::Text),
        .fill = Paint::nothing(),
        .lineWidth = 1.4,
        .dashed = true,
        .startHead = true,
        .endHead = true,
        .head = 0.5 * m_line});
    const double pad = 0.2 * m_line;
    const QRectF label = mirrored(QRectF(from + pad, y - 1.2 * m_line, to - from - 2 * pad, m_line));
    drawLinkLabel(label, *m_plan.handshake, {m_plan.handshake->label, Text::tr("handshake")});
}

void FlowchartDrawing::drawBytes(const FlowLink &link)
{
    const std::size_t side = link.fromServer ? server() : client();
    const FlowBox *sends = m_plan.columns[side].box(FlowCall::Send);
    if (!sends)
        return;
    const double y = boxRect(side, sends->row).center().y() + 0.15 * m_line;
    const QRectF way = middle(y - 1.35 * m_line, m_line).adjusted(2, 0, -2, 0);
    const bool isToRight = link.fromServer != m_frame.swapped;
    const double from = isToRight ? way.left() : way.right();
    const double to = isToRight ? way.right() : way.left();
    m_drawing.path({.points = {{from, y}, {to, y}},
        .line = Paint::with(link.fromServer ? Ink::BandIn : Ink::BandOut),
        .fill = Paint::nothing(),
        .lineWidth = 0.36 * m_line,
        .endHead = true,
        .head = 0.8 * m_line});
    drawLinkLabel(way, link, {link.label});
}

void FlowchartDrawing::drawFin(const FlowLink &link, int number)
{
    const std::size_t side = link.fromServer ? server() : client();
    const FlowColumn &column = m_plan.columns[side];
    const FlowColumn &other = m_plan.columns[link.fromServer ? client() : server()];
    const FlowBox *box = column.box(link.from) ? column.box(link.from) : other.box(FlowCall::Close);
    if (!box)
        return;
    const bool isSecond = number > 0 && m_plan.fins.front().from == link.from;
    const double y = boxRect(0, box->row).center().y() + (isSecond ? 0.5 : 0.05) * m_line;
    const QRectF way = middle(y - 1.2 * m_line, m_line).adjusted(2, 0, -2, 0);
    const bool isToRight = link.fromServer != m_frame.swapped;
    m_drawing.path(
        {.points = {{isToRight ? way.left() : way.right(), y}, {isToRight ? way.right() : way.left(), y}},
            .line = Paint::with(Ink::Text),
            .fill = Paint::nothing(),
            .lineWidth = 1.4,
            .dashed = true,
            .endHead = true,
            .head = 0.5 * m_line});
    if (isSecond)
        m_drawing.items.push_back(
            {QRectF(way.left(), y - 0.2 * m_line, way.width(), 0.4 * m_line), link.event, link.sentence, {}});
    else
        drawLinkLabel(way, link, {link.label, QStringLiteral("FIN")});
}

QStringList FlowchartDrawing::legendLines(double room) const
{
    const QString text = m_plan.isStepped
        ? Text::tr(
            "\u2713 done \u00B7 \u25B6 next step, click it \u00B7 \u25B7 possible too \u00B7 grey: still "
            "to come \u00B7 dashed: inferred or optional")
        : Text::tr(
            "\u2713 done \u00B7 \u25B6 waits here \u00B7 grey: still to come \u00B7 dashed: inferred or "
            "optional");
    return wrapped(text, room, TextStyle::Remark, m_frame.ruler.width, 3);
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
