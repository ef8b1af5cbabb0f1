// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/mailboxes.h"

#include "app/models/gaugetext.h"
#include "app/sockets/addresses.h"

#include <QCoreApplication>

#include <algorithm>

namespace wl {

namespace {

using App = QCoreApplication;

constexpr std::size_t mostDrawn = 60; ///< names of one relay
constexpr std::uint64_t mostEnvelopes = 8;

const SocketFacts *holderOf(const StageFrame &frame, const MailFacts &facts)
{
    const SocketFacts *socket = frame.table.socket(facts.holder);
    return socket && socket->isOpen() ? socket : nullptr;
}

/// The settings of the client behind a name, when it is one of ours.
const EndpointFacts *clientOf(const StageFrame &frame, const MailFacts &facts)
{
    const SocketFacts *socket = frame.table.socket(facts.holder);
    const SocketFacts *partner = socket ? frame.table.socket(socket->partner) : nullptr;
    return partner ? frame.table.endpoint(partner->endpoint) : nullptr;
}

QString whereabouts(const StageFrame &frame, const MailFacts &facts)
{
    if (const SocketFacts *socket = holderOf(frame, facts))
        return App::translate("wl", "here, %1").arg(addressText(socket->peer));
    // Names have no colon; an address stands for whoever is connected from there.
    if (facts.name.contains(QLatin1Char(':')))
        return App::translate("wl", "an address");
    return facts.holder ? App::translate("wl", "absent") : App::translate("wl", "never seen");
}

QString leaves(const StageFrame &frame, const MailFacts &facts)
{
    const EndpointFacts *client = clientOf(frame, facts);
    if (!client)
        return facts.holder ? App::translate("wl", "another program") : QString();
    const int idle = client->settings.idle;
    return idle == 0 ? App::translate("wl", "stays connected")
                     : App::translate("wl", "after %1 s idle").arg(idle);
}

QString comesBack(const StageFrame &frame, const MailFacts &facts)
{
    const EndpointFacts *client = clientOf(frame, facts);
    if (!client)
        return {};
    const int again = client->settings.reconnect;
    return again == 0 ? App::translate("wl", "by hand") : App::translate("wl", "after %1 s").arg(again);
}

QString delay(std::uint64_t nanoseconds)
{
    const std::uint64_t milliseconds = nanoseconds / 1'000'000;
    return milliseconds == 0 ? App::translate("wl", "under 1 ms")
                             : durationText(milliseconds, Words::translated());
}

/// One line of the comparison: what it is, and its value for a name.
struct Measure {
    QString title;
    QString value;
};

QList<Measure> measuresOf(const StageFrame &frame, const MailFacts &f)
{
    const auto number = [](std::uint64_t n) { return QString::number(n); };
    const QString none = QStringLiteral("–");
    return {
        {App::translate("wl", "Now"), whereabouts(frame, f)},
        {App::translate("wl", "Leaves"), leaves(frame, f)},
        {App::translate("wl", "Comes back"), comesBack(frame, f)},
        {App::translate("wl", "Under way"), number(f.underWay)},
        {App::translate("wl", "Delivered"), number(f.delivered)},
        {App::translate("wl", "Delay, mean"), f.delivered ? delay(f.delays / f.delivered) : none},
        {App::translate("wl", "Delay, longest"), f.delivered ? delay(f.longestDelay) : none},
        {App::translate("wl", "Taken back"), number(f.returned)},
        {App::translate("wl", "Refused, lost"), number(f.refused) + QLatin1String(", ") + number(f.lost)},
        {App::translate("wl", "Connections"), number(f.connections)},
        {App::translate("wl", "Relay's calls"), number(f.calls)},
        {App::translate("wl", "Segments"), f.connections && !f.segments ? none : number(f.segments)},
    };
}

/// Draws the names of one relay in blocks of columns, as many side by side as there is room for.
class Page
{
public:
    Page(Drawing &drawing, const StageFrame &frame)
        : m_drawing(drawing)
        , m_frame(frame)
        , m_line(frame.ruler.line)
        , m_width(std::max(frame.room.width(), 26 * m_line))
        , m_y(0.8 * m_line)
    {
    }

    double width() const { return m_width; }
    double bottom() const { return m_y; }

    void relay(const EndpointFacts &server, const std::vector<const MailFacts *> &names)
    {
        std::uint64_t waiting = 0;
        for (const MailFacts *f : names)
            waiting += f->waiting;
        words(App::translate("wl", "%1: mail for %2 names, %3 waiting")
                  .arg(server.name)
                  .arg(names.size())
                  .arg(waiting),
            TextStyle::Title, Ink::Text);
        const std::size_t drawn = std::min(names.size(), mostDrawn);
        const double column = 10.5 * m_line;
        const std::size_t beside =
            std::max<std::size_t>(1, std::size_t((m_width - labels() - 2 * m_line) / column));
        for (std::size_t from = 0; from < drawn; from += beside)
            block({names.begin() + std::ptrdiff_t(from),
                names.begin() + std::ptrdiff_t(std::min(from + beside, drawn))});
        if (drawn < names.size())
            words(App::translate("wl", "%1 more names are in the log.").arg(names.size() - drawn),
                TextStyle::Remark, Ink::WeakText);
    }

    void legend()
    {
        words(App::translate("wl",
                  "Delay: from the moment the relay took a message until it saw that the receiver’s kernel "
                  "had acknowledged it; it looks after 2 ms, then at longer intervals."),
            TextStyle::Remark, Ink::WeakText);
        words(
            App::translate("wl", "Calls and segments: on the relay’s side, of all connections of that name."),
            TextStyle::Remark, Ink::WeakText);
    }

private:
    double labels() const { return 9 * m_line; }

    void words(const QString &text, TextStyle style, Ink ink)
    {
        const auto lines = wrapped(text, m_width - 2 * m_line, style, m_frame.ruler.width, 3);
        for (const QString &part : lines) {
            m_drawing.text({{m_line, m_y, m_width - 2 * m_line, 1.2 * m_line}, part, style, Align::Left,
                Paint::with(ink)});
            m_y += 1.3 * m_line;
        }
    }

    void cell(const QRectF &rect, const QString &text, TextStyle style, Ink ink = Ink::Text)
    {
        const QRectF inner = rect.adjusted(0.4 * m_line, 0, -0.3 * m_line, 0);
        m_drawing.text({inner, elided(text, inner.width(), style, m_frame.ruler.width), style, Align::Left,
            Paint::with(ink)});
    }

    void block(const std::vector<const MailFacts *> &names)
    {
        const double top = m_y;
        const double column = std::min(16 * m_line, (m_width - labels() - 2 * m_line) / double(names.size()));
        const double height = 1.35 * m_line;
        const auto at = [&](std::size_t i) { return m_line + labels() + double(i) * column; };
        const QRectF whole(m_line, top, labels() + double(names.size()) * column, height);
        m_drawing.box({whole, Paint::with(Ink::Subtle), {}});
        cell({m_line, top, labels(), height}, App::translate("wl", "Name"), TextStyle::State);
        QList<QList<Measure>> columns;
        for (std::size_t i = 0; i < names.size(); ++i) {
            cell({at(i), top, column, height}, names[i]->name, TextStyle::State);
            columns << measuresOf(m_frame, *names[i]);
        }
        m_y += height;
        cell({m_line, m_y, labels(), 2 * height}, App::translate("wl", "Mailbox"), TextStyle::Detail,
            Ink::WeakText);
        for (std::size_t i = 0; i < names.size(); ++i)
            mailbox({at(i), m_y, column, 2 * height}, *names[i]);
        m_y += 2 * height;
        for (qsizetype row = 0; row < columns.constFirst().size(); ++row) {
            cell({m_line, m_y, labels(), height}, columns[0][row].title, TextStyle::Detail, Ink::WeakText);
            for (std::size_t i = 0; i < names.size(); ++i)
                cell({at(i), m_y, column, height}, columns[qsizetype(i)][row].value, TextStyle::Detail);
            m_y += height;
        }
        for (std::size_t i = 0; i < names.size(); ++i) {
            m_drawing.path({{{at(i), top}, {at(i), m_y}}, Paint::with(Ink::Border), {}});
            item({at(i), top, column, m_y - top}, *names[i], columns[qsizetype(i)]);
        }
        m_drawing.box({{whole.left(), top, whole.width(), m_y - top}, {}, Paint::with(Ink::ControlBorder)});
        m_y += m_line;
    }

    /// The letters that wait, as letters; many of them as a number.
    void mailbox(const QRectF &rect, const MailFacts &facts)
    {
        const double wide = 1.1 * m_line;
        const double high = 0.75 * m_line;
        const double left = rect.left() + 0.4 * m_line;
        const double room = rect.width() - 0.8 * m_line;
        const auto fit = std::uint64_t(std::max(1.0, room / (1.25 * wide)));
        const std::uint64_t shown = std::min({facts.waiting, fit, mostEnvelopes});
        for (std::uint64_t i = 0; i < shown; ++i) {
            const QRectF letter(left + double(i) * 1.25 * wide, rect.top() + 0.35 * m_line, wide, high);
            m_drawing.box({letter, Paint::with(Ink::Surface), Paint::with(Ink::ControlBorder)});
            m_drawing.path({{letter.topLeft(), letter.center(), letter.topRight()},
                Paint::with(Ink::ControlBorder), {}});
        }
        const QString text = facts.waiting == 0
            ? App::translate("wl", "empty")
            : App::translate("wl", "%1 waiting, %2")
                  .arg(facts.waiting)
                  .arg(Words::translated().bytes(qint64(facts.bytesWaiting)));
        const double offset = facts.waiting == 0 ? 0.2 * rect.height() : 0.5 * rect.height();
        cell({rect.left(), rect.top() + offset, rect.width(), 0.5 * rect.height()}, text, TextStyle::Detail,
            facts.waiting ? Ink::Text : Ink::WeakText);
    }

    void item(const QRectF &area, const MailFacts &facts, const QList<Measure> &measures)
    {
        QStringList parts{App::translate("wl", "%1: %2 messages waiting").arg(facts.name).arg(facts.waiting)};
        for (const Measure &m : measures) {
            if (!m.value.isEmpty())
                parts << m.title + QLatin1String(": ") + m.value;
        }
        m_drawing.items.push_back(
            {area, facts.latest, parts.join(QLatin1String("; ")) + QLatin1Char('.'), {}});
    }

    Drawing &m_drawing;
    const StageFrame &m_frame;
    const double m_line;
    const double m_width;
    double m_y;
};

} // namespace

Drawing Mailboxes::draw(const StageFrame &frame) const
{
    Drawing drawing;
    std::map<EndpointId, std::vector<const MailFacts *>> relays;
    for (const MailFacts &facts : m_mail.all())
        relays[facts.server].push_back(&facts);
    Page page(drawing, frame);
    for (const auto &[server, names] : relays) {
        if (const EndpointFacts *endpoint = frame.table.endpoint(server))
            page.relay(*endpoint, names);
    }
    if (drawing.marks.empty())
        return drawing;
    page.legend();
    drawing.size = {page.width(), page.bottom() + 0.5 * frame.ruler.line};
    drawing.title = App::translate("wl", "Mailboxes of the relays");
    return drawing;
}

} // namespace wl
