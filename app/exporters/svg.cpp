// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/exporters/svg.h"

#include "app/exporters/fontwidths.h"

#include <QLineF>

#include <algorithm>
#include <cmath>
#include <set>

namespace wl {

namespace {

// Of the font whose widths are built in, in multiples of its size.
constexpr double fontHeight = 1.164;
constexpr double baselineBelowMiddle = 0.346;
constexpr double titleGrowth = 1.1;
constexpr double hatchStep = 7;

FontFace faceOf(TextStyle style)
{
    switch (style) {
    case TextStyle::Title:
    case TextStyle::State:
    case TextStyle::Message:
        return FontFace::Bold;
    case TextStyle::Call:
        return FontFace::Fixed;
    default:
        return FontFace::Plain;
    }
}

double fontSize(TextStyle style, double line)
{
    return line / fontHeight * (style == TextStyle::Title ? titleGrowth : 1);
}

double widthOf(const QString &text, TextStyle style, double line)
{
    return widthInEms(text, faceOf(style)) * fontSize(style, line);
}

/// With at most two places and no more digits than it needs; what is no number at all becomes 0.
QByteArray number(double value)
{
    if (!std::isfinite(value))
        return QByteArrayLiteral("0");
    QByteArray text = QByteArray::number(value, 'f', 2);
    while (text.endsWith('0'))
        text.chop(1);
    if (text.endsWith('.'))
        text.chop(1);
    return text == "-0" ? QByteArrayLiteral("0") : text;
}

QByteArray attribute(const char *name, double value)
{
    return QByteArray(" ") + name + "=\"" + number(value) + '"';
}

QByteArray placed(const QRectF &r)
{
    return attribute("x", r.x()) + attribute("y", r.y()) + attribute("width", std::max(r.width(), 0.0))
        + attribute("height", std::max(r.height(), 0.0));
}

QByteArray rgb(std::uint32_t colour)
{
    return '#' + QByteArray::number(colour & 0xFFFFFF, 16).rightJustified(6, '0');
}

/// fill="#aabbcc" and its opacity, or the same as stroke.
QByteArray coloured(const char *name, const Paint &paint, bool dark)
{
    if (paint.isNothing())
        return QByteArray(" ") + name + "=\"none\"";
    const std::uint32_t colour = paintColour(paint, dark);
    QByteArray text = QByteArray(" ") + name + "=\"" + rgb(colour) + '"';
    if (colour >> 24 != 0xFF)
        text += QByteArray(" ") + name + "-opacity=\"" + number(double(colour >> 24) / 255) + '"';
    return text;
}

QByteArray stroked(const Paint &paint, double width, bool dashed, bool dark)
{
    QByteArray text = coloured("stroke", paint, dark);
    if (paint.isNothing())
        return text;
    text += attribute("stroke-width", width);
    if (dashed) {
        const double unit = width / std::max(1.0, width / 1.4);
        text += " stroke-dasharray=\"" + number(5 * unit) + ' ' + number(4 * unit) + '"';
    }
    return text;
}

QByteArray pointList(const QList<QPointF> &points)
{
    QByteArray list;
    for (const QPointF &p : points)
        list += (list.isEmpty() ? "" : " ") + number(p.x()) + ',' + number(p.y());
    return " points=\"" + list + '"';
}

QPointF shortened(const QPointF &tip, const QPointF &from, double by)
{
    const QLineF line(tip, from);
    return line.length() > by ? line.pointAt(by / line.length()) : from;
}

/// Writes one mark as one or more elements, the way the window paints it.
class MarkWriter
{
public:
    MarkWriter(const SvgLook &look, QByteArray &out)
        : m_look(look)
        , m_out(out)
    {
    }

    void operator()(const BoxMark &box)
    {
        const QByteArray radius = box.radius > 0 ? attribute("rx", box.radius) : QByteArray();
        const auto rectangle = [&](const QByteArray &look) {
            m_out += "<rect" + placed(box.rect) + radius + look + "/>\n";
        };
        if (box.hatched) {
            rectangle(coloured("fill", box.fill, m_look.dark));
            rectangle(" fill=\"url(#" + hatchId(m_look, box.line) + ")\""
                + stroked(box.line, box.lineWidth, box.dashed, m_look.dark));
            return;
        }
        if (!box.fill.isNothing() || !box.line.isNothing())
            rectangle(coloured("fill", box.fill, m_look.dark)
                + (box.line.isNothing() ? QByteArray()
                                        : stroked(box.line, box.lineWidth, box.dashed, m_look.dark)));
    }

    void operator()(const PathMark &path)
    {
        if (path.points.size() < 2)
            return;
        const QByteArray line = path.line.isNothing()
            ? QByteArray()
            : stroked(path.line, path.lineWidth, path.dashed, m_look.dark);
        if (path.closed) {
            m_out += "<polygon" + pointList(path.points) + coloured("fill", path.fill, m_look.dark) + line
                + "/>\n";
            return;
        }
        QList<QPointF> points = path.points;
        if (path.endHead)
            points.last() = shortened(points.last(), points.at(points.size() - 2), path.head * 0.7);
        if (path.startHead)
            points.first() = shortened(points.first(), points.at(1), path.head * 0.7);
        m_out += "<polyline" + pointList(points) + " fill=\"none\"" + line + "/>\n";
        if (path.endHead)
            head(path, path.points.last(), path.points.at(path.points.size() - 2));
        if (path.startHead)
            head(path, path.points.first(), path.points.at(1));
    }

    void operator()(const TextMark &text)
    {
        const double room = text.upwards ? text.rect.height() : text.rect.width();
        const double across = text.upwards ? text.rect.width() : text.rect.height();
        const double size = fontSize(text.style, m_look.line);
        const double x = text.align == Align::Left ? 0 : text.align == Align::Right ? room : room / 2;
        const double y = across / 2 + size * baselineBelowMiddle;
        m_out += "<text";
        if (text.upwards)
            m_out += " transform=\"translate(" + number(text.rect.left()) + ' ' + number(text.rect.bottom())
                + ") rotate(-90)\"" + attribute("x", x) + attribute("y", y);
        else
            m_out += attribute("x", text.rect.left() + x) + attribute("y", text.rect.top() + y);
        const double width = std::min(room, widthOf(text.text, text.style, m_look.line));
        m_out += fonts(text) + coloured("fill", text.ink, m_look.dark);
        if (width > 0)
            m_out += attribute("textLength", width) + " lengthAdjust=\"spacingAndGlyphs\"";
        m_out += '>' + xmlEscaped(text.text) + "</text>\n";
    }

    static QByteArray hatchId(const SvgLook &look, const Paint &paint)
    {
        return look.prefix + "hatch" + QByteArray::number(paintColour(paint, look.dark), 16);
    }

private:
    QByteArray fonts(const TextMark &text) const
    {
        QByteArray look;
        if (faceOf(text.style) == FontFace::Fixed)
            look += " font-family=\"'DejaVu Sans Mono', Consolas, monospace\"";
        else if (faceOf(text.style) == FontFace::Bold)
            look += " font-weight=\"bold\"";
        if (text.style == TextStyle::Title)
            look += attribute("font-size", fontSize(text.style, m_look.line));
        if (text.align != Align::Left)
            look += text.align == Align::Right ? " text-anchor=\"end\"" : " text-anchor=\"middle\"";
        return look;
    }

    void head(const PathMark &path, const QPointF &tip, const QPointF &from)
    {
        const QLineF line(tip, from);
        if (line.length() <= 0)
            return;
        const QPointF along = (from - tip) / line.length() * path.head;
        const QPointF across(-along.y() / 2, along.x() / 2);
        m_out += "<polygon" + pointList({tip, tip + along + across, tip + along - across})
            + coloured("fill", path.line, m_look.dark) + "/>\n";
    }

    const SvgLook &m_look;
    QByteArray &m_out;
};

/// One pattern for each colour that is hatched with.
QByteArray hatches(const Drawing &drawing, const SvgLook &look)
{
    std::set<QByteArray> known;
    QByteArray patterns;
    for (const Mark &mark : drawing.marks) {
        const auto *box = std::get_if<BoxMark>(&mark);
        if (!box || !box->hatched || !known.insert(MarkWriter::hatchId(look, box->line)).second)
            continue;
        const QByteArray side = number(hatchStep);
        patterns += "<pattern id=\"" + MarkWriter::hatchId(look, box->line)
            + "\" patternUnits=\"userSpaceOnUse\" width=\"" + side + "\" height=\"" + side
            + "\"><path d=\"M-1,1 l2,-2 M0," + side + " L" + side + ",0 M" + number(hatchStep - 1) + ','
            + number(hatchStep + 1) + " l2,-2\"" + stroked(box->line, 1.4, false, look.dark)
            + "/></pattern>\n";
    }
    return patterns.isEmpty() ? patterns : "<defs>\n" + patterns + "</defs>\n";
}

bool isForbidden(char32_t c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0)
        || (c >= 0xD800 && c < 0xE000) || (c & 0xFFFE) == 0xFFFE;
}

} // namespace

QByteArray xmlEscaped(QStringView text)
{
    QString kept;
    kept.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isPair = text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        const char32_t c = isPair ? QChar::surrogateToUcs4(text[i], text[i + 1]) : text[i].unicode();
        if (!isForbidden(c))
            kept += text.mid(i, isPair ? 2 : 1);
        i += isPair ? 1 : 0;
    }
    return kept.toHtmlEscaped().replace(QLatin1Char('\''), QLatin1String("&#39;")).toUtf8();
}

Ruler builtInRuler(double line)
{
    return {[line](const QString &text, TextStyle style) { return widthOf(text, style, line); }, line};
}

SvgWriter::SvgWriter(const Drawing &drawing, SvgLook look)
    : m_drawing(drawing)
    , m_look(std::move(look))
{
}

QByteArray SvgWriter::head() const
{
    const double width = std::max(1.0, std::ceil(m_drawing.size.width()));
    const double height = std::max(1.0, std::ceil(m_drawing.size.height()));
    QByteArray text = "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\"" + attribute("width", width)
        + attribute("height", height) + " viewBox=\"0 0 " + number(width) + ' ' + number(height)
        + "\" role=\"img\" xml:space=\"preserve\" font-family=\"'DejaVu Sans', Verdana, Arial, sans-serif\""
        + attribute("font-size", fontSize(TextStyle::Detail, m_look.line)) + ">\n";
    if (!m_drawing.title.isEmpty())
        text += "<title>" + xmlEscaped(m_drawing.title) + "</title>\n";
    text += "<desc>Made with Wireladder from a recorded session.</desc>\n" + hatches(m_drawing, m_look);
    if (!m_look.transparent)
        text += "<rect" + placed(QRectF(0, 0, width, height))
            + coloured("fill", Paint::with(Ink::Surface), m_look.dark) + "/>\n";
    return text;
}

QByteArray SvgWriter::pieces(std::size_t from, std::size_t to) const
{
    const std::size_t marks = m_drawing.marks.size();
    QByteArray text;
    MarkWriter writer(m_look, text);
    for (std::size_t i = from; i < std::min(to, marks); ++i)
        std::visit(writer, m_drawing.marks[i]);
    for (std::size_t i = std::max(from, marks); i < std::min(to, size()); ++i)
        text += itemPiece(m_drawing.items[i - marks]);
    return text;
}

QByteArray SvgWriter::itemPiece(const Drawing::Item &item) const
{
    if (item.sentence.isEmpty())
        return {};
    return "<rect" + placed(item.area) + " fill=\"none\" pointer-events=\"all\"><title>"
        + xmlEscaped(item.sentence) + "</title></rect>\n";
}

QByteArray SvgWriter::tail() const
{
    return QByteArrayLiteral("</svg>\n");
}

QByteArray svgElementOf(const Drawing &drawing, const SvgLook &look)
{
    const SvgWriter writer(drawing, look);
    return writer.head() + writer.pieces(0, writer.size()) + writer.tail();
}

QByteArray svgOf(const Drawing &drawing, const SvgLook &look)
{
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svgElementOf(drawing, look);
}

} // namespace wl
