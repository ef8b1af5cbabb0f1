// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/layertable.h"

#include "app/diagrams/layerstacks.h"
#include "app/diagrams/sequencelabels.h"

#include <QCoreApplication>

#include <algorithm>

namespace wl {

namespace {

using App = QCoreApplication;

void put(Drawing &drawing, const Ruler &ruler, const QRectF &rect, const QString &text, TextStyle style,
    Ink ink = Ink::Text)
{
    drawing.text(
        {rect, elided(text, rect.width(), style, ruler.width), style, Align::Left, Paint::with(ink)});
}

/// The bars, one for each layer, the innermost first.
class Wrapping
{
public:
    Wrapping(Drawing &drawing, const StageFrame &frame, const LayerMessage &message, const QRectF &column)
        : m_drawing(drawing)
        , m_ruler(frame.ruler)
        , m_message(message)
        , m_column(column)
        , m_headerWidth(std::min(6.8 * frame.ruler.line, 0.24 * column.width()))
        , m_y(column.top())
    {
    }

    double paint()
    {
        const double line = m_ruler.line;
        put(m_drawing, m_ruler, {m_column.left(), m_y, m_column.width(), 1.2 * line},
            App::translate("wl", "How it is wrapped"), TextStyle::State);
        m_y += 1.5 * line;
        for (int headers = 0; headers <= 2; ++headers)
            bar(headers);
        link();
        return m_y;
    }

private:
    double height() const { return 1.35 * m_ruler.line; }

    void bar(int headers)
    {
        const double from = m_column.left() + 2 * m_headerWidth;
        const QString bytes = messageLabel(m_message.carrier);
        cell({from, m_y, m_column.right() - from, height()}, bytesPaint(), bytes,
            App::translate("wl", "The application's bytes: %1.").arg(bytes), headers == 0);
        for (int i = 0; i < headers; ++i)
            cell({from - (i + 1) * m_headerWidth, m_y, m_headerWidth, height()}, headerPaint(i),
                i == 0 ? transportHeader(m_message) : networkHeader(m_message), headerSentence(i),
                i + 1 == headers);
        m_y += height() + 0.3 * m_ruler.line;
    }

    /// Only the layer that a bar adds is written and can be pointed at; what it wraps is only drawn.
    void cell(const QRectF &rect, const Paint &fill, const QString &text, const QString &sentence, bool isNew)
    {
        m_drawing.box({rect, fill, Paint::with(Ink::ControlBorder)});
        if (!isNew)
            return;
        const double padding = 0.35 * m_ruler.line;
        put(m_drawing, m_ruler, rect.adjusted(padding, 0, -padding, 0), text, TextStyle::Call);
        m_drawing.items.push_back({rect, m_message.carrier.index(), sentence, {}});
    }

    QString headerSentence(int layer) const
    {
        if (layer == 0 && m_message.isDatagram)
            return App::translate(
                "wl", "The UDP header has exactly 8 bytes: two ports, length and checksum.");
        if (layer == 0)
            return App::translate("wl",
                "The TCP header has at least 20 bytes; options make it longer and are "
                "not seen.");
        if (!m_message.receiver().address.isValid())
            return App::translate("wl", "The IP header is not known: no call told the address.");
        return isIPv4(m_message.receiver().address)
            ? App::translate("wl", "The IPv4 header has at least 20 bytes, usually 20; options are not seen.")
            : App::translate("wl", "The IPv6 header has 40 bytes; extension headers are not seen.");
    }

    void link()
    {
        const QRectF rect(m_column.left(), m_y, m_column.width(), height());
        BoxMark mark{rect, {}, Paint::with(Ink::ControlBorder)};
        mark.dashed = true;
        m_drawing.box(mark);
        const QString text = staysHere(m_message)
            ? App::translate("wl", "loopback: no frame, no cable; MTU usually 65536")
            : App::translate("wl", "Ethernet or Wi-Fi: its frame is not seen from here");
        const double padding = 0.35 * m_ruler.line;
        put(m_drawing, m_ruler, rect.adjusted(padding, 0, -padding, 0), text, TextStyle::Remark,
            Ink::WeakText);
        m_drawing.items.push_back({rect, {}, text + QLatin1Char('.'), {}});
        m_y += height();
    }

    Drawing &m_drawing;
    const Ruler &m_ruler;
    const LayerMessage &m_message;
    QRectF m_column;
    double m_headerWidth;
    double m_y;
};

} // namespace

double drawWrapping(
    Drawing &drawing, const StageFrame &frame, const LayerMessage &message, const QRectF &column)
{
    return Wrapping(drawing, frame, message, column).paint();
}

double drawFields(
    Drawing &drawing, const StageFrame &frame, const QList<LayerField> &fields, const QRectF &column)
{
    const Ruler &ruler = frame.ruler;
    const double height = 1.2 * ruler.line;
    const double padding = 0.4 * ruler.line;
    const double edges[] = {0, 0.28, 0.59, 1};
    const auto room = [&](int i, double y) {
        const double from = column.left() + edges[i] * column.width() + padding;
        return QRectF(from, y, (edges[i + 1] - edges[i]) * column.width() - padding, height);
    };
    double y = column.top();
    drawing.box({{column.left(), y, column.width(), height}, Paint::with(Ink::Subtle), {}});
    put(drawing, ruler, room(0, y), App::translate("wl", "Field"), TextStyle::State);
    put(drawing, ruler, room(1, y), App::translate("wl", "Value"), TextStyle::State);
    put(drawing, ruler, room(2, y), App::translate("wl", "Known by"), TextStyle::State);
    y += height;
    for (const LayerField &field : fields) {
        const Ink ink = field.isKnown() ? Ink::Text : Ink::WeakText;
        put(drawing, ruler, room(0, y), field.name, TextStyle::Detail, ink);
        put(drawing, ruler, room(1, y), field.value, TextStyle::Call, ink);
        put(drawing, ruler, room(2, y), field.source, TextStyle::Detail, Ink::WeakText);
        drawing.items.push_back(
            {{column.left(), y, column.width(), height}, field.event, field.sentence, {}});
        y += height;
    }
    BoxMark frameMark{
        {column.left(), column.top(), column.width(), y - column.top()}, {}, Paint::with(Ink::Border)};
    drawing.box(frameMark);
    return y;
}

} // namespace wl
