// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/exporters/html.h"

#include "app/core/safetext.h"
#include "app/models/sentences.h"

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
<title>Wireladder log</title>
<style>
:root { --ground: #fff; --text: #1c2430; --weak: #56606d; --line: #c9d1da; --bad: #8f1d14; --signal: #7a2a66 }
@media (prefers-color-scheme: dark) {
  :root { --ground: #14181e; --text: #e6eaef; --weak: #a4afbc; --line: #39434f; --bad: #ff9a8d; --signal: #e5a3d3 }
}
body { background: var(--ground); color: var(--text); font: 14px system-ui, sans-serif; margin: 1.5em }
table { border-collapse: collapse; font-family: ui-monospace, monospace; font-size: 13px }
th, td { border-bottom: 1px solid var(--line); padding: .2em .7em; text-align: left; vertical-align: top }
th { position: sticky; top: 0; background: var(--ground) }
td.n { text-align: right }
td.s { font-family: system-ui, sans-serif; color: var(--weak); min-width: 24em }
td.d { overflow-wrap: anywhere }
tr.signal td.k, tr.signal td.p { color: var(--signal) }
tr.failed td.d { color: var(--bad); font-weight: 600 }
</style>
</head>
<body>
<h1>Wireladder log</h1>
<table>
<thead><tr><th>#</th><th>time</th><th>endpoint</th><th>kind</th><th>step</th><th>state</th><th>detail</th><th>bytes</th><th>what it means</th></tr></thead>
<tbody>
)";

QString cell(const char *kind, const QString &text)
{
    return QStringLiteral("<td class=\"") + QLatin1String(kind) + QStringLiteral("\">") + text.toHtmlEscaped()
        + QStringLiteral("</td>");
}

} // namespace

QByteArray HtmlExporter::head()
{
    return pageHead;
}

QByteArray HtmlExporter::line(const EventRef &event, const EndpointNames &names)
{
    const Event &e = event.event();
    const bool hasBytes =
        isSendCall(e.step) || isRecvCall(e.step) || e.step == Step::Send || e.step == Step::SendToAll;
    const QString name = e.endpoint != 0 && names ? safeText(names(e.endpoint), 200) : QString();
    const bool failed = e.failed() && !e.has(Event::Housekeeping);
    const QString row = QStringLiteral("<tr class=\"") + QLatin1String(kindName(e.kind()))
        + (failed ? QStringLiteral(" failed") : QString()) + QStringLiteral("\">")
        + cell("n", QString::number(event.index() + 1)) + cell("n", timeText(e.time)) + cell("e", name)
        + cell("k", QLatin1String(kindName(e.kind()))) + cell("p", stepText(e)) + cell("t", stateText(e))
        + cell("d", englishDetail(event)) + cell("d", hasBytes ? payloadText(event, 4096) : QString())
        + cell("s", englishSentence(event, names)) + QStringLiteral("</tr>\n");
    return row.toUtf8();
}

QByteArray HtmlExporter::tail()
{
    return QByteArrayLiteral("</tbody>\n</table>\n</body>\n</html>\n");
}

} // namespace wl
