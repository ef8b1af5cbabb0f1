// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/exporters/text.h"

#include "app/core/safetext.h"
#include "app/models/sentences.h"

namespace wl {

namespace {

constexpr int numberWidth = 6;
constexpr int timeWidth = 12;
constexpr int nameWidth = 12;
constexpr int kindWidth = 9;
constexpr int stepWidth = 20;
constexpr int stateWidth = 26;

QString left(const QString &text, int width)
{
    return text.leftJustified(width) + QLatin1Char(' ');
}

QString right(const QString &text, int width)
{
    return text.rightJustified(width) + QLatin1Char(' ');
}

/// Kinds are told by a sign as well as by their word; commands and calls begin with the same letter.
QString kindText(Kind kind)
{
    static const char16_t signs[] = u">CSKPN";
    return QString(QChar(signs[std::size_t(kind)])) + QLatin1Char(' ') + QLatin1String(kindName(kind));
}

} // namespace

QByteArray TextExporter::head()
{
    const QString line = right(QStringLiteral("#"), numberWidth) + right(QStringLiteral("time"), timeWidth)
        + left(QStringLiteral("endpoint"), nameWidth) + left(QStringLiteral("kind"), kindWidth)
        + left(QStringLiteral("step"), stepWidth) + left(QStringLiteral("state"), stateWidth)
        + QStringLiteral("detail\n");
    return line.toUtf8();
}

QByteArray TextExporter::line(const EventRef &event, const EndpointNames &names)
{
    const Event &e = event.event();
    const QString name = e.endpoint != 0 && names ? safeText(names(e.endpoint), 80) : QString();
    QString line = right(QString::number(event.index() + 1), numberWidth) + right(timeText(e.time), timeWidth)
        + left(name, nameWidth) + left(kindText(e.kind()), kindWidth) + left(stepText(e), stepWidth)
        + left(stateText(e), stateWidth) + englishDetail(event);
    const bool hasBytes =
        isSendCall(e.step) || isRecvCall(e.step) || e.step == Step::Send || e.step == Step::SendToAll;
    if (hasBytes)
        line += QLatin1Char(' ') + payloadText(event);
    // A failure is more than its number: what it means stands behind it.
    if (e.failed() && !e.has(Event::Housekeeping) && !e.has(Event::Probe))
        line += QStringLiteral("  # ") + englishSentence(event, names);
    while (line.endsWith(QLatin1Char(' ')))
        line.chop(1);
    return (line + QLatin1Char('\n')).toUtf8();
}

} // namespace wl
