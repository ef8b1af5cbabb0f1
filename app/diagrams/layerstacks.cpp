// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/layerstacks.h"

#include "app/core/safetext.h"
#include "app/diagrams/layerfields.h"
#include "app/diagrams/sequencelabels.h"
#include "app/sockets/addresses.h"

#include <QCoreApplication>
#include <QLineF>
#include <QStringList>

#include <algorithm>
#include <array>
#include <cmath>

namespace wl {

namespace {

using App = QCoreApplication;

enum Layer { Program, Library, Transport, Network, Link, LayerCount };

struct LayerText {
    QString title;
    QString detail;
    QString sentence;
    std::optional<EventIndex> event;
    TextStyle detailStyle = TextStyle::Detail;
};

/// What the boxes of one end say.
class StackWords
{
public:
    StackWords(const LayerMessage &message, const LayerEnd &end, const SocketTable &table)
        : m_message(message)
        , m_end(end)
        , m_sends(&end == &message.sender())
        , m_facts(table.socket(end.socket))
        , m_name(nameOf(table))
    {
    }

    const QString &name() const { return m_name; }

    LayerText of(Layer layer) const
    {
        switch (layer) {
        case Program:
            return program();
        case Library:
            return library();
        case Transport:
            return transport();
        case Network:
            return network();
        default:
            return link();
        }
    }

private:
    QString nameOf(const SocketTable &table) const
    {
        if (!m_end.isOurs())
            return App::translate("wl", "Not ours");
        const QString known =
            m_end.socket ? table.socketName(m_end.socket) : table.endpointName(m_end.endpoint);
        return safeText(QStringView(known), 40);
    }

    LayerText program() const
    {
        if (!m_end.isOurs())
            return {App::translate("wl", "a program"), App::translate("wl", "not ours, not seen"),
                App::translate("wl", "The other program is not ours: what its program does is not seen."),
                {}};
        const bool serves = &m_end == &m_message.server;
        LayerText text{serves ? App::translate("wl", "the service") : App::translate("wl", "your program"),
            {}, {}, {}, TextStyle::Call};
        const EventRef &call = m_sends ? m_message.sent : m_message.received;
        if (call) {
            text.detail = callLabel(call);
            text.event = call.index();
            text.sentence =
                App::translate("wl", "The program of %1, with its call %2.").arg(m_name, text.detail);
        } else {
            text.sentence = App::translate("wl", "The program of %1.").arg(m_name);
            if (!m_message.isEmpty()) {
                text.detail = App::translate("wl", "recv() not yet");
                text.sentence += QLatin1Char(' ') + placeSentence(m_message);
            }
        }
        return text;
    }

    LayerText library() const
    {
        if (!m_end.isOurs())
            return {App::translate("wl", "its library"), {},
                App::translate("wl", "The library of the other program is not seen."), {}};
        return {App::translate("wl", "Qt, C library"), {},
            App::translate("wl",
                "Qt and the C library hand the program's bytes to the kernel by the socket "
                "API, and take them from there."),
            {}};
    }

    LayerText transport() const
    {
        QString title = m_message.isDatagram ? QStringLiteral("UDP") : QStringLiteral("TCP");
        const std::uint16_t port = m_end.address.port;
        QString detail = port ? App::translate("wl", "port %1").arg(port) : App::translate("wl", "port ?");
        QString sentence = port
            ? App::translate("wl", "%1 of %2, in the kernel, has port %3.").arg(title, m_name).arg(port)
            : App::translate("wl", "%1 of %2, in the kernel; no call told its port.").arg(title, m_name);
        if (m_facts && !m_message.isDatagram && m_facts->state != TcpState::Unknown) {
            const QString state = QLatin1String(stateName(m_facts->state));
            detail = state;
            title += port ? QStringLiteral(" :%1").arg(port) : QString();
            sentence += QLatin1Char(' ') + App::translate("wl", "Its state is %1.").arg(state);
        }
        return {title, detail, sentence, {}};
    }

    LayerText network() const
    {
        const PackedAddress &a = m_end.address;
        if (!a.isValid())
            return {QStringLiteral("IP"), QStringLiteral("?"),
                App::translate("wl", "IP of %1, in the kernel; no call told its address.").arg(m_name), {}};
        const QString title = isIPv4(a) ? QStringLiteral("IPv4") : QStringLiteral("IPv6");
        const QString address = unpackAddress(a).toString();
        return {title, address,
            App::translate("wl", "%1 of %2, in the kernel, with the address %3.").arg(title, m_name, address),
            {}};
    }

    LayerText link() const
    {
        if (staysHere(m_message))
            return {App::translate("wl", "loopback"), App::translate("wl", "no frame, no cable"),
                App::translate("wl",
                    "Loopback stands where a network card would: the kernel hands the packet "
                    "to itself, with no frame and no cable. Packets there may usually have "
                    "65536 bytes."),
                {}};
        return {App::translate("wl", "link"), App::translate("wl", "not seen from here"),
            App::translate("wl", "Ethernet or Wi-Fi: the frames are not seen from here."), {}};
    }

    const LayerMessage &m_message;
    const LayerEnd &m_end;
    bool m_sends;
    const SocketFacts *m_facts;
    QString m_name;
};

class StackPainter
{
public:
    StackPainter(Drawing &drawing, const StageFrame &frame, const LayerMessage &message, const QRectF &column)
        : m_drawing(drawing)
        , m_frame(frame)
        , m_message(message)
        , m_column(column)
        , m_line(frame.ruler.line)
    {
        const double brace = 1.7 * m_line;
        const double gap = std::clamp(0.38 * column.width(), 8 * m_line, 16 * m_line);
        m_boxWidth = std::clamp((column.width() - 2 * brace - gap) / 2, 2 * m_line, 16 * m_line);
        m_left = column.left() + brace;
        m_right = column.right() - brace - m_boxWidth;
        double y = column.top() + 1.6 * m_line;
        for (int i = 0; i < LayerCount; ++i) {
            m_tops[std::size_t(i)] = y;
            y += heightOf(Layer(i)) + (i == Library ? 1.7 : 0.5) * m_line;
        }
    }

    double paint()
    {
        const bool senderLeft = m_message.fromServer != m_frame.swapped;
        seam();
        joints();
        stack(m_message.sender(), senderLeft, false);
        stack(m_message.receiver(), !senderLeft, true);
        if (!m_message.isEmpty())
            way(senderLeft);
        return caption();
    }

private:
    double heightOf(Layer layer) const { return (layer == Library ? 1.5 : 2.6) * m_line; }
    double bottomOf(Layer layer) const { return m_tops[layer] + heightOf(layer); }
    double middleOf(Layer layer) const { return m_tops[layer] + heightOf(layer) / 2; }
    double seamY() const { return (bottomOf(Library) + m_tops[Transport]) / 2; }
    double cableY() const { return bottomOf(Link) + 0.8 * m_line; }
    double wayX(bool left) const
    {
        return left ? m_left + m_boxWidth + 1.9 * m_line : m_right - 1.9 * m_line;
    }

    void put(const QRectF &rect, const QString &text, TextStyle style, Align align = Align::Centre,
        Ink ink = Ink::Text)
    {
        m_drawing.text(
            {rect, elided(text, rect.width(), style, m_frame.ruler.width), style, align, Paint::with(ink)});
    }

    /// A label between the two ways of the message.
    void between(double y, const QString &text, Ink ink = Ink::WeakText)
    {
        const double from = wayX(true) + 0.3 * m_line;
        const double to = wayX(false) - 0.3 * m_line;
        if (to > from)
            put({from, y, to - from, m_line}, text, TextStyle::Remark, Align::Centre, ink);
    }

    void seam()
    {
        m_drawing.path({{{m_column.left(), seamY()}, {m_column.right(), seamY()}},
            Paint::with(Ink::ControlBorder), {}, 2});
        between(seamY() - 1.1 * m_line, App::translate("wl", "the socket API"), Ink::Text);
    }

    void joints()
    {
        const double top = m_tops[Program] + 1.25 * m_line;
        m_drawing.path({{{m_left + m_boxWidth, top}, {m_right, top}}, Paint::with(Ink::ControlBorder), {}, 1,
            false, true});
        put({m_left + m_boxWidth + 4, top - 1.1 * m_line, m_right - m_left - m_boxWidth - 8, m_line},
            m_message.isDatagram ? App::translate("wl", "no connection")
                                 : App::translate("wl", "logical connection"),
            TextStyle::Remark, Align::Centre, Ink::WeakText);
        const double a = m_left + m_boxWidth / 2;
        const double b = m_right + m_boxWidth / 2;
        const bool here = staysHere(m_message);
        m_drawing.path({{{a, bottomOf(Link)}, {a, cableY()}, {b, cableY()}, {b, bottomOf(Link)}},
            Paint::with(Ink::ControlBorder), {}, 1, false, !here});
        put({a, cableY() + 0.1 * m_line, b - a, m_line},
            here ? App::translate("wl", "one machine, no cable")
                 : App::translate("wl", "the network, not seen from here"),
            TextStyle::Remark, Align::Centre, Ink::WeakText);
    }

    void stack(const LayerEnd &end, bool left, bool upwards)
    {
        const StackWords says(m_message, end, m_frame.table);
        const double x = left ? m_left : m_right;
        const double middle = (m_left + m_boxWidth + m_right) / 2;
        const QRectF head(
            left ? m_column.left() : middle + 4, m_column.top(), middle - 4 - m_column.left(), 1.3 * m_line);
        put(head, says.name(), TextStyle::State, left ? Align::Left : Align::Right);
        for (int i = 0; i < LayerCount; ++i) {
            const auto layer = Layer(upwards ? LayerCount - 1 - i : i);
            box({x, m_tops[layer], m_boxWidth, heightOf(layer)}, layer, says.of(layer), end);
        }
        braces(left, end.isOurs());
    }

    void box(const QRectF &rect, Layer layer, const LayerText &text, const LayerEnd &end)
    {
        const SocketFacts *facts = m_frame.table.socket(end.socket);
        BoxMark mark{rect, Paint::with(layer < Transport ? Ink::Surface : Ink::Subtle),
            Paint::with(Ink::ControlBorder), 0.25 * m_line};
        if (layer == Transport && facts && facts->state != TcpState::Unknown && !m_message.isDatagram)
            mark.fill = Paint::ofState(facts->state, 0.2);
        mark.dashed = !end.isOurs() || (layer == Link && !staysHere(m_message));
        m_drawing.box(mark);
        const QRectF inner = rect.adjusted(0.3 * m_line, 0, -0.3 * m_line, 0);
        const double first =
            text.detail.isEmpty() ? rect.center().y() - m_line / 2 : rect.top() + 0.25 * m_line;
        put({inner.left(), first, inner.width(), m_line}, text.title, TextStyle::State);
        put({inner.left(), first + 1.05 * m_line, inner.width(), m_line}, text.detail, text.detailStyle,
            Align::Centre);
        m_drawing.items.push_back({rect, text.event, text.sentence, {}});
    }

    void braces(bool left, bool ours)
    {
        const QString program = ours ? App::translate("wl", "yours") : App::translate("wl", "theirs");
        brace(left, m_tops[Program], bottomOf(Program), program,
            ours ? App::translate("wl", "The program: this layer is yours.")
                 : App::translate("wl", "The program: this layer is somebody else's."));
        brace(left, m_tops[Library], bottomOf(Library), App::translate("wl", "lib"),
            App::translate("wl", "The library: Qt and the C library, between the program and the kernel."));
        brace(left, m_tops[Transport], bottomOf(Link), App::translate("wl", "the kernel"),
            App::translate("wl", "The kernel: transport, network and link belong to the operating system."));
    }

    void brace(bool left, double top, double bottom, const QString &label, const QString &sentence)
    {
        const double edge = left ? m_left - 0.2 * m_line : m_right + m_boxWidth + 0.2 * m_line;
        const double back = edge + (left ? -0.25 : 0.25) * m_line;
        m_drawing.path({{{edge, top}, {back, top}, {back, bottom}, {edge, bottom}},
            Paint::with(Ink::ControlBorder), {}});
        const QRectF rect(left ? m_column.left() : m_column.right() - m_line, top, m_line, bottom - top);
        TextMark text{rect, elided(label, rect.height(), TextStyle::Remark, m_frame.ruler.width),
            TextStyle::Remark, Align::Centre, Paint::with(Ink::WeakText)};
        text.upwards = true;
        m_drawing.text(text);
        m_drawing.items.push_back({rect, {}, sentence, {}});
    }

    bool hasArrived() const
    {
        return m_message.place == MessagePlace::Read || m_message.place == MessagePlace::PartlyRead;
    }

    /// Calls were observed, so the way above the seam is solid; below it nobody watched.
    void way(bool senderLeft)
    {
        const double from = wayX(senderLeft);
        const double to = wayX(!senderLeft);
        const double start = m_tops[Program] + 2 * m_line;
        const double end = hasArrived() ? start : middleOf(Transport);
        const Paint ink = Paint::with(Ink::Text);
        const double across = middleOf(Link);
        m_drawing.path({{{from, start}, {from, seamY()}}, ink, {}, 1.5, false, !m_message.sent});
        const double rise = hasArrived() ? seamY() : end;
        m_drawing.path({{{from, seamY()}, {from, across}, {to, across}, {to, rise}}, ink, {}, 1.5, false,
            true, false, !hasArrived() && !isGone(), 0.5 * m_line});
        if (hasArrived())
            m_drawing.path({{{to, seamY()}, {to, start}}, ink, {}, 1.5, false, !m_message.received, false,
                true, 0.5 * m_line});
        if (isGone())
            cross({to, rise});
        QList<QPointF> stations{{from, start}, {from, across}, {to, across}, {to, end}};
        // A message of which nobody saw more than the send stands in the sender's kernel.
        if (!hasArrived() && m_message.place != MessagePlace::InReceiveBuffer
            && m_message.place != MessagePlace::InForeignKernel)
            stations = {{from, start}, {from, middleOf(Transport)}};
        marker(along(stations));
    }

    bool isGone() const
    {
        return m_message.place == MessagePlace::Lost || m_message.place == MessagePlace::Refused;
    }

    void cross(const QPointF &at)
    {
        const double r = 0.4 * m_line;
        const Paint ink = Paint::with(Ink::Text);
        m_drawing.path({{at - QPointF(r, r), at + QPointF(r, r)}, ink, {}, 2});
        m_drawing.path({{at - QPointF(r, -r), at + QPointF(r, -r)}, ink, {}, 2});
    }

    QPointF along(const QList<QPointF> &stations) const
    {
        double whole = 0;
        for (qsizetype i = 1; i < stations.size(); ++i)
            whole += QLineF(stations[i - 1], stations[i]).length();
        double rest = std::clamp(m_frame.phase, 0.0, 1.0) * whole;
        for (qsizetype i = 1; i < stations.size(); ++i) {
            const QLineF leg(stations[i - 1], stations[i]);
            if (rest <= leg.length() && leg.length() > 0)
                return leg.pointAt(rest / leg.length());
            rest -= leg.length();
        }
        return stations.back();
    }

    /// The message itself, with a cell for each header that it wears at this height.
    void marker(const QPointF &at)
    {
        const int headers = at.y() < seamY() ? 0 : at.y() < bottomOf(Transport) ? 1 : 2;
        const double cell = 0.45 * m_line;
        const double height = 1.1 * m_line;
        QRectF data(0, 0, 2.5 * m_line, height);
        data.moveCenter(at + QPointF(headers * cell / 2, 0));
        for (int i = 0; i < headers; ++i) {
            const QRectF header(data.left() - (i + 1) * cell, data.top(), cell, height);
            m_drawing.box({header, headerPaint(i), Paint::with(Ink::Text)});
        }
        m_drawing.box({data, bytesPaint(), Paint::with(Ink::Text)});
        put(data.adjusted(2, 0, -2, 0), App::translate("wl", "%1 B").arg(m_message.size), TextStyle::Call);
        m_drawing.items.push_back({data, m_message.carrier.index(), placeSentence(m_message), {}});
    }

    double caption()
    {
        double y = cableY() + 1.4 * m_line;
        const QString text = placeSentence(m_message);
        const QStringList lines = wrapped(text, m_column.width(), TextStyle::Detail, m_frame.ruler.width, 2);
        const double top = y;
        for (const QString &line : lines) {
            put({m_column.left(), y, m_column.width(), m_line}, line, TextStyle::Detail);
            y += 1.1 * m_line;
        }
        m_drawing.items.push_back({{m_column.left(), top, m_column.width(), y - top}, {}, text, {}});
        return y;
    }

    Drawing &m_drawing;
    const StageFrame &m_frame;
    const LayerMessage &m_message;
    QRectF m_column;
    double m_line;
    double m_boxWidth = 0;
    double m_left = 0;
    double m_right = 0;
    std::array<double, LayerCount> m_tops = {};
};

} // namespace

Paint bytesPaint()
{
    return Paint::with(Ink::BandOut, 0.3);
}

Paint headerPaint(int layer)
{
    return layer == 0 ? Paint::with(Ink::Subtle) : Paint::with(Ink::Border, 0.6);
}

double drawStacks(
    Drawing &drawing, const StageFrame &frame, const LayerMessage &message, const QRectF &column)
{
    return StackPainter(drawing, frame, message, column).paint();
}

} // namespace wl
