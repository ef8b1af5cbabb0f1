// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/exporters/csv.h"

#include "app/core/safetext.h"
#include "app/exporters/jsonwriter.h"
#include "app/models/callarguments.h"
#include "app/models/gaugetext.h"
#include "app/models/sentences.h"
#include "app/sockets/addresses.h"

#include <QStringView>

namespace wl {

namespace {

/// What a spreadsheet may take for the beginning of a formula, full-width forms included.
bool beginsFormula(QChar c)
{
    static const QString signs = QString::fromUtf8("=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20\u2212");
    return signs.contains(c);
}

/// Signs that a spreadsheet strips or looks through before it looks for a formula.
bool isLookedThrough(QChar c)
{
    return c.isSpace() || c.category() == QChar::Other_Format || c == u'"' || c == u'\'' || c == u'\u201C'
        || c == u'\u2018' || c == u'\uFF02';
}

bool isFormula(QStringView text)
{
    for (const QChar c : text) {
        if (beginsFormula(c))
            return true;
        if (!isLookedThrough(c))
            return false;
    }
    return false;
}

QByteArray number(qint64 value)
{
    return QByteArray::number(value);
}

QByteArray payloadCell(const EventRef &event)
{
    const Bytes b = event.payload();
    if (isGaugeStep(event->step) && !b.empty())
        return csvCell(gaugePairs(Gauge::fromBytes(b)).join(QLatin1Char(' ')));
    return csvCell(safeText(QByteArrayView(b.data(), qsizetype(b.size())), 16384));
}

} // namespace

QByteArray csvCell(const QString &text)
{
    if (text.isEmpty())
        return {};
    QString cell = isFormula(text) ? QLatin1Char('\'') + text : text;
    cell.replace(QLatin1Char('"'), QLatin1String("\"\""));
    return '"' + cell.toUtf8() + '"';
}

QByteArray CsvExporter::head()
{
    return QByteArrayLiteral(
        "n,t,endpoint,sock,kind,step,family,fd,args,result,errno,took,before,state,evidence,local,"
        "peer,detail,data,text\r\n");
}

QByteArray CsvExporter::line(const EventRef &event, const EndpointNames &names)
{
    const Event &e = event.event();
    const bool call = e.kind() == Kind::Call;
    const bool hasResult = call || e.kind() == Kind::Signal;
    const QString name = e.endpoint != 0 && names ? safeText(names(e.endpoint), 200) : QString();
    const QByteArrayList cells{
        number(qint64(event.index()) + 1),
        secondsText(e.time),
        csvCell(name),
        e.socket != 0 ? number(e.socket) : QByteArray(),
        kindName(e.kind()),
        stepName(e.step),
        stepFamily(e.step),
        e.fd >= 0 ? number(e.fd) : QByteArray(),
        call ? csvCell(callArguments(event).join(QLatin1String(", "))) : QByteArray(),
        hasResult ? number(e.result) : QByteArray(),
        e.error != 0 ? errnoName(e.error).toUtf8() : QByteArray(),
        call ? secondsText(e.took) : QByteArray(),
        stateName(e.before),
        stateName(e.after),
        evidenceName(e.evidence),
        csvCell(addressText(event.local())),
        csvCell(addressText(event.peer())),
        csvCell(englishDetail(event)),
        payloadCell(event),
        csvCell(englishSentence(event, names)),
    };
    return cells.join(',') + "\r\n";
}

} // namespace wl
