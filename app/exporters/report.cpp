// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/exporters/report.h"

#include "app/core/safetext.h"
#include "app/diagrams/diagramcatalogue.h"
#include "app/diagrams/notemarks.h"
#include "app/exporters/picturetexts.h"
#include "app/exporters/svg.h"

#include <QDateTime>

#include <algorithm>

namespace wl {

namespace {

/// The policy forbids everything but the style below: a page made of remote bytes must not be able to load or
/// run.
const char *const pageHead = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Wireladder report</title>
<style>
:root { --ground: #fff; --card: #f3f5f8; --text: #1a2230; --weak: #525c6b; --line: #c9d1da; --bad: #8a2500; --signal: #85346a }
@media (prefers-color-scheme: dark) {
  :root { --ground: #14181e; --card: #1b2129; --text: #e8ecf2; --weak: #a9b3c1; --line: #39434f; --bad: #ffb39a; --signal: #e6a3cf }
}
* { box-sizing: border-box }
body { background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 76rem; padding: 1.5rem }
h1 { line-height: 1.2; margin: 0 0 .3rem } h2 { margin: 2.5rem 0 .6rem; border-bottom: 2px solid var(--line) }
h3 { margin: 0 0 .2rem; font: 600 1rem ui-monospace, monospace }
p { margin: .3rem 0; max-width: 46rem } .weak { color: var(--weak) }
table { border-collapse: collapse } th, td { border-bottom: 1px solid var(--line); padding: .2em .7em .2em 0; text-align: left; vertical-align: top }
.log { overflow-x: auto } .log table { font: 13px/1.4 ui-monospace, monospace; width: 100% }
td.n { text-align: right; white-space: nowrap } td.k, td.p, td.t, td.e { white-space: nowrap }
td.s { font-family: system-ui, sans-serif; color: var(--weak); min-width: 20em } td.d { overflow-wrap: anywhere; min-width: 12em }
tr.signal td.k, tr.signal td.p { color: var(--signal) } tr.failed td.d { color: var(--bad); font-weight: 600 }
figure { margin: 0; padding: 1rem; background: #fff; border: 1px solid var(--line); border-radius: 8px; overflow-x: auto }
figure svg { display: block; max-width: 100%; height: auto; margin: 0 auto }
.sort { background: var(--card); border-radius: 8px; padding: .7rem 1rem; margin: .6rem 0; break-inside: avoid }
@media print {
  body { font-size: 11pt; max-width: none; padding: 0 } h2 { break-after: avoid } tr { break-inside: avoid }
  .log table { font-size: 7.5pt } td.s { min-width: 0 } figure { border: 0; padding: 0 }
}
</style>
</head>
<body>
<h1>What the sockets did</h1>
)";

QByteArray escaped(const QString &text)
{
    return xmlEscaped(text);
}

QByteArray tagged(const char *tag, const QString &text)
{
    return QByteArray("<") + tag + '>' + escaped(text) + "</" + tag + ">\n";
}

QByteArray cell(const QString &text)
{
    return "<td>" + escaped(text) + "</td>";
}

/// "1 call", "2 calls".
QString counted(std::uint64_t n, const QString &one, const QString &many)
{
    return QStringLiteral("%1 %2").arg(n).arg(n == 1 ? one : many);
}

QString roleText(const EndpointSettings &settings)
{
    const bool server = settings.role == Role::Server;
    if (settings.protocol == Protocol::Udp)
        return server ? QStringLiteral("UDP receiver") : QStringLiteral("UDP sender");
    return server ? QStringLiteral("TCP server") : QStringLiteral("TCP client");
}

QString placeOf(const EndpointSettings &settings)
{
    const QString address = safeText(QStringView(settings.address), 200);
    const bool isIpv6 = address.contains(QLatin1Char(':'));
    return QStringLiteral("%1:%2")
        .arg(isIpv6 ? QStringLiteral("[%1]").arg(address) : address)
        .arg(settings.port);
}

} // namespace

ReportText::ReportText(qint64 startedAtMs, const ExportLook &look)
    : m_startedAtMs(startedAtMs)
    , m_look(look)
{
    for (const char *id : {"sequence", "flowchart", "states"}) {
        const QList<DiagramKind> kinds = diagramKinds();
        const auto kind = std::find_if(
            kinds.begin(), kinds.end(), [&](const DiagramKind &k) { return k.id == QLatin1String(id); });
        if (kind != kinds.end())
            m_pictures.push_back({kind->title, makeDiagram(kind->id), kind == kinds.begin()});
    }
}

ReportText::~ReportText() = default;

void ReportText::fold(const JournalView &view, const SocketTable &table)
{
    view.forEach(m_view.size(), view.size(), [this](const EventRef &event) {
        m_facts.add(event);
        m_taken += m_look.events.takes(event.event()) ? 1 : 0;
    });
    m_view = view;
    m_table = &table;
    const bool grows = m_beginning.size() < mostPictureEvents;
    if (grows) {
        m_beginning = view.upTo(mostPictureEvents);
        m_beginningTable.advance(m_beginning);
    }
    for (const Picture &picture : m_pictures) {
        if (!picture.onlyBeginning)
            picture.diagram->advance(view, table);
        else if (grows)
            picture.diagram->advance(m_beginning, m_beginningTable);
    }
}

Result<QByteArray> ReportText::next(int amount)
{
    switch (m_part) {
    case Part::Head:
        m_part = Part::Pictures;
        return head();
    case Part::Pictures:
        if (m_nextPicture < m_pictures.size())
            return picture(m_nextPicture++);
        m_part = Part::Explanations;
        return QByteArray();
    case Part::Explanations:
        m_part = Part::Log;
        return QByteArray(explanations() + logHead());
    case Part::Log:
        return log(amount);
    case Part::End:
        break;
    }
    return QByteArray();
}

double ReportText::share() const
{
    const double rows = double(std::max<EventIndex>(1, std::min(m_taken, mostRows)));
    const double pictures = double(m_nextPicture) / double(std::max<std::size_t>(1, m_pictures.size()));
    return isDone() ? 1 : pictures * 0.4 + std::min(1.0, double(m_written) / rows) * 0.6;
}

QByteArray ReportText::head() const
{
    QByteArray page = pageHead;
    const QDateTime begun = QDateTime::fromMSecsSinceEpoch(m_startedAtMs, Qt::UTC);
    if (m_startedAtMs > 0)
        page += "<p class=\"weak\">Recorded on "
            + escaped(begun.toString(QStringLiteral("yyyy-MM-dd 'at' HH:mm:ss 'UTC'"))) + ".</p>\n";
    const QString seconds = QString::number(double(m_facts.lastTime()) / 1e9, 'f', 3);
    page += tagged("p",
        QStringLiteral("In %1 s there were %2, %3, %4 and %5.")
            .arg(seconds,
                counted(
                    m_facts.count(Kind::Call), QStringLiteral("socket call"), QStringLiteral("socket calls")),
                counted(m_facts.count(Kind::Signal), QStringLiteral("signal"), QStringLiteral("signals")),
                counted(m_facts.count(Kind::Kernel), QStringLiteral("word of the kernel"),
                    QStringLiteral("words of the kernel")),
                counted(m_facts.count(Kind::Note), QStringLiteral("note"), QStringLiteral("notes"))));
    if (m_facts.failures() > 0)
        page += tagged("p",
            counted(m_facts.failures(), QStringLiteral("call"), QStringLiteral("calls"))
                + QStringLiteral(" failed."));
    return page + endpoints();
}

QByteArray ReportText::endpoints() const
{
    constexpr std::size_t most = 200;
    if (!m_table || m_table->endpoints().empty())
        return {};
    QByteArray page =
        "<h2>Who took part</h2>\n<table>\n<thead><tr><th>endpoint</th><th>what it is</th><th>address"
        "</th><th>sockets</th><th>bytes sent</th><th>bytes received</th></tr></thead>\n<tbody>\n";
    struct Sum {
        std::uint64_t sockets = 0;
        std::uint64_t sent = 0;
        std::uint64_t received = 0;
    };
    std::map<EndpointId, Sum> sums;
    for (SocketId id = 1; const SocketFacts *socket = m_table->socket(id); ++id) {
        Sum &sum = sums[socket->endpoint];
        ++sum.sockets;
        sum.sent += socket->bytesOut;
        sum.received += socket->bytesIn;
    }
    std::size_t shown = 0;
    for (const auto &[id, endpoint] : m_table->endpoints()) {
        if (++shown > most)
            break;
        const Sum &sum = sums[id];
        page += "<tr>" + cell(safeText(QStringView(m_table->endpointName(id)), 100))
            + cell(roleText(endpoint.settings)) + cell(placeOf(endpoint.settings))
            + cell(QString::number(sum.sockets)) + cell(QString::number(sum.sent))
            + cell(QString::number(sum.received)) + "</tr>\n";
    }
    page += "</tbody>\n</table>\n";
    if (m_table->endpoints().size() > most)
        page +=
            tagged("p", QStringLiteral("%1 more are left out here.").arg(m_table->endpoints().size() - most));
    return page;
}

QByteArray ReportText::picture(std::size_t number) const
{
    const Picture &picture = m_pictures[number];
    const SocketTable nobody;
    const SocketTable &whole = m_table ? *m_table : nobody;
    const StageFrame frame{picture.onlyBeginning ? m_beginning : m_view,
        picture.onlyBeginning ? m_beginningTable : whole, m_look.room, builtInRuler(m_look.line),
        picture.onlyBeginning ? std::optional<EventIndex>() : m_look.selected, m_look.swapped, 1};
    EventNotes notes;
    notes.advance(m_view);
    const Drawing drawing = drawWithNotes(*picture.diagram, frame, notes);
    if (drawing.marks.empty())
        return {};
    QByteArray page = tagged("h2", picture.title);
    if (picture.onlyBeginning && m_view.size() > m_beginning.size())
        page += tagged("p",
            QStringLiteral("The picture shows the first %1 of %2 events.")
                .arg(m_beginning.size())
                .arg(m_view.size()));
    const SvgLook look{false, false, m_look.line, 'p' + QByteArray::number(qulonglong(number)) + '-'};
    return page + "<figure>\n" + svgElementOf(drawing, look) + "</figure>\n";
}

QByteArray ReportText::explanations() const
{
    if (m_facts.sorts().empty())
        return {};
    QByteArray page = "<h2>What there is to learn</h2>\n";
    for (const ReportFacts::Sort &sort : m_facts.sorts()) {
        page += "<div class=\"sort\">\n" + tagged("h3", sort.heading);
        page += tagged("p", sort.explanation->does);
        if (!sort.explanation->kernel.isEmpty())
            page += "<p><b>The kernel:</b> " + escaped(sort.explanation->kernel) + "</p>\n";
        if (!sort.explanation->wrong.isEmpty())
            page += "<p><b>What can go wrong:</b> " + escaped(sort.explanation->wrong) + "</p>\n";
        if (!sort.explanation->readOn.isEmpty())
            page += "<p class=\"weak\">Read on: "
                + escaped(sort.explanation->readOn.join(QLatin1String(", "))) + "</p>\n";
        page += "</div>\n";
    }
    return page;
}

QByteArray ReportText::logHead() const
{
    QByteArray page = "<h2>The log</h2>\n";
    if (m_taken > mostRows)
        page += tagged("p", QStringLiteral("These are the first %1 of %2 rows.").arg(mostRows).arg(m_taken));
    if (!m_look.events.housekeeping)
        page += "<p class=\"weak\">Calls that only inform the library are left out, so some numbers are "
                "missing.</p>\n";
    return page
        + "<div class=\"log\">\n<table>\n<thead><tr><th>#</th><th>time</th><th>endpoint</th><th>kind</th>"
          "<th>step</th><th>state</th><th>detail</th><th>bytes</th><th>what it "
          "means</th></tr></thead>\n<tbody>\n";
}

Result<QByteArray> ReportText::log(int amount)
{
    const EventIndex to = std::min(m_view.size(), m_next + EventIndex(std::max(amount, 1)));
    const auto names = [this](EndpointId id) { return m_table->endpointName(id); };
    QByteArray rows;
    EventIndex visited = 0;
    m_view.forEach(m_next, to, [&](const EventRef &event) {
        ++visited;
        if (!m_look.events.takes(event.event()) || m_written == mostRows)
            return;
        ++m_written;
        rows += m_rows.line(event, names);
    });
    if (visited != to - m_next)
        return unreadable();
    m_next = to;
    if (m_next < m_view.size() && m_written < mostRows)
        return rows;
    m_part = Part::End;
    return QByteArray(rows + "</tbody>\n</table>\n</div>\n</body>\n</html>\n");
}

} // namespace wl
