// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/eventtext.h"

#include "app/core/safetext.h"
#include "app/models/callarguments.h"
#include "app/models/gaugetext.h"
#include "app/models/sentences.h"
#include "app/sockets/addresses.h"

#include <QAbstractSocket>
#include <QMetaEnum>

#include <cstring>
#include <iterator>

namespace wl {

namespace {

QString withArrow(const QString &left, const QString &right)
{
    return left + QString::fromUtf8(" \u2192 ") + right;
}

QString callMarks(const Event &e, Words w)
{
    QString marks;
    if (e.has(Event::Truncated))
        marks += QStringLiteral(" (MSG_TRUNC)");
    if (e.step == Step::CallConnect && e.extra > 1)
        marks += QLatin1Char(' ') + w.translate("wl", "(asks how it ended)");
    if (e.has(Event::Retry) && e.step == Step::CallConnect)
        marks += QLatin1Char(' ') + w.translate("wl", "(Qt's own second try)");
    if (e.has(Event::Probe))
        marks += QLatin1Char(' ') + w.translate("wl", "(probe)");
    return marks;
}

QString callDetail(const EventRef &event, Words w)
{
    const Event &e = event.event();
    const char *name = stepName(e.step);
    QString text;
    if (std::strcmp(name, stepFamily(e.step)) != 0)
        text = w.translate("wl", "as") + QLatin1Char(' ');
    text += QLatin1String(name) + QLatin1Char('(') + callArguments(event).join(QLatin1String(", "))
        + QLatin1String(") = ") + callResult(e);
    const bool names = e.step == Step::CallAccept || e.step == Step::CallAccept4 || isRecvCall(e.step);
    if (names && e.result >= 0 && event.peer().isValid())
        text += QLatin1String(", ") + w.translate("wl", "peer %1").arg(addressText(event.peer()));
    return text + callMarks(e, w);
}

QString signalFact(const EventRef &event, Words w)
{
    const Event &e = event.event();
    switch (e.step) {
    case Step::ReadyRead:
        return e.result < 0 ? QString() : w.translate("wl", "%1 available").arg(w.bytes(e.result));
    case Step::BytesWritten:
        return w.translate("wl", "%1 written").arg(w.bytes(e.result));
    case Step::StateChanged:
        return socketEnumName("SocketState", e.result);
    case Step::AcceptError:
        return socketEnumName("SocketError", e.result);
    case Step::ErrorOccurred: {
        const QString name = socketEnumName("SocketError", e.result);
        return event.text().empty() ? name : name + QLatin1String(": ") + wordsOf(event);
    }
    case Step::HostFound:
        return event.peer().isValid() ? addressText(event.peer()) : wordsOf(event);
    default:
        return {};
    }
}

QString signalDetail(const EventRef &event, Words w)
{
    const QString fact = signalFact(event, w);
    const QString slot = QLatin1String(slotName(event->slot));
    if (slot.isEmpty())
        return fact;
    return withArrow(fact, slot).trimmed();
}

bool isUrl(Step command)
{
    return command == Step::Create || command == Step::Listen || command == Step::Connect;
}

/// A settings URL for people: "Client 1", not "Client%201".
QString urlText(const EventRef &event)
{
    const auto raw = event.text();
    return safeText(QByteArray::fromPercentEncoding(QByteArray(raw.data(), qsizetype(raw.size()))), 1000);
}

/// "recv, 5 bytes": what is left out is what the step offers.
QString stepDetail(const EventRef &event, Words w)
{
    QStringList parts;
    if (const QString family = wordsOf(event, 40); !family.isEmpty())
        parts << family;
    if (event->arg != 0)
        parts << w.bytes(qint64(event->arg));
    return parts.join(QLatin1String(", "));
}

QString commandDetail(const EventRef &event, Words w)
{
    const Event &e = event.event();
    if (e.step == Step::NextStep || e.step == Step::StepWhenReady)
        return stepDetail(event, w);
    if (e.step != Step::Send && e.step != Step::SendToAll)
        return isUrl(e.step) ? urlText(event) : wordsOf(event);
    const QString size = w.bytes(qint64(e.arg));
    return event.peer().isValid() ? w.translate("wl", "%1 to %2").arg(size, addressText(event.peer())) : size;
}

/// A subject such as "this endpoint" may begin the sentence; a call such as "recv" stays small there.
QString capitalised(QString sentence, const QString &subject)
{
    if (!subject.isEmpty() && sentence.startsWith(subject))
        sentence[0] = sentence[0].toUpper();
    return sentence;
}

QString noteDetail(const EventRef &event, Words w)
{
    const QString who = event->endpoint ? w.translate("wl", "this endpoint") : QStringLiteral("Wireladder");
    return capitalised(noteSentence(event, who, w), who);
}

/// A row of numbers leaves no room for more words than it needs.
QString kernelDetail(const EventRef &event, Words w)
{
    const Bytes blob = event.payload();
    if (!isGaugeStep(event->step) || blob.empty())
        return kernelSentence(event, w);
    const Gauge gauge = Gauge::fromBytes(blob);
    return event->step == Step::KernelFinal ? gaugeFinalLine(gauge, w) : gaugeLine(gauge, w);
}

QString polledText(std::uint32_t milliseconds, Words w)
{
    return w.translate("wl", "polled ±%1").arg(durationText(milliseconds, w));
}

QString detail(const EventRef &event, Words w)
{
    switch (event->kind()) {
    case Kind::Command:
        return commandDetail(event, w);
    case Kind::Call:
        return callDetail(event, w);
    case Kind::Signal:
        return signalDetail(event, w);
    case Kind::Note:
        return noteDetail(event, w);
    default:
        return kernelDetail(event, w);
    }
}

const char *const evidenceNames[] = {QT_TRANSLATE_NOOP("wl", "observed"), QT_TRANSLATE_NOOP("wl", "read"),
    QT_TRANSLATE_NOOP("wl", "polled"), QT_TRANSLATE_NOOP("wl", "kernel event"),
    QT_TRANSLATE_NOOP("wl", "expected"), QT_TRANSLATE_NOOP("wl", "inferred")};

} // namespace

const char *evidenceName(Evidence evidence)
{
    const auto i = std::size_t(evidence);
    return i < std::size(evidenceNames) ? evidenceNames[i] : "";
}

QString socketEnumName(const char *enumeration, qint64 value)
{
    const QMetaObject &meta = QAbstractSocket::staticMetaObject;
    const QMetaEnum names = meta.enumerator(meta.indexOfEnumerator(enumeration));
    const char *name = value == int(value) ? names.valueToKey(int(value)) : nullptr;
    return name ? QString::fromLatin1(name) : QString::number(value);
}

QString wordsOf(const EventRef &event, qsizetype maxChars)
{
    const auto text = event.text();
    return safeText(QByteArrayView(text.data(), qsizetype(text.size())), maxChars);
}

QString placeText(const PackedAddress &address, Words words)
{
    return address.isValid() ? addressText(address) : words.translate("wl", "an unknown address");
}

QString timeText(std::int64_t nanoseconds)
{
    // Halves round away from zero; the magnitude in unsigned numbers, so that no time overflows.
    const auto whole = std::uint64_t(nanoseconds);
    const std::uint64_t microseconds = ((nanoseconds < 0 ? 0 - whole : whole) + 500) / 1000;
    const QString places = QString::number(microseconds % 1'000'000).rightJustified(6, QLatin1Char('0'));
    const QString sign = nanoseconds < 0 && microseconds > 0 ? QStringLiteral("-") : QString();
    return sign + QString::number(microseconds / 1'000'000) + QLatin1Char('.') + places.left(3)
        + QLatin1Char(' ') + places.mid(3);
}

QString stepText(const Event &event)
{
    const QString family = QLatin1String(stepFamily(event.step));
    return event.kind() == Kind::Signal ? family + QLatin1String("()") : family;
}

QString stateText(const Event &event)
{
    const QString before = QLatin1String(stateName(event.before));
    const QString after = QLatin1String(stateName(event.after));
    if (before.isEmpty() || after.isEmpty() || event.before == event.after)
        return after.isEmpty() ? before : after;
    return withArrow(before, after);
}

QString detailText(const EventRef &event)
{
    return detail(event, Words::translated());
}

QString englishDetail(const EventRef &event)
{
    return detail(event, Words::english());
}

QString evidenceText(const Event &event)
{
    const Words w = Words::translated();
    // Only here does the event say how long ago the kernel was asked before.
    if (event.step == Step::KernelState && event.evidence == Evidence::Polled && event.extra != 0)
        return polledText(event.extra, w);
    return w.translate("wl", evidenceName(event.evidence));
}

QString payloadText(const EventRef &event, qsizetype maxChars)
{
    const Bytes bytes = event.payload();
    if (bytes.empty())
        return {};
    const QByteArrayView view(bytes.data(), qsizetype(bytes.size()));
    return QLatin1Char('"') + safeText(view, maxChars) + QLatin1Char('"');
}

} // namespace wl
