// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/exporters/jsonlines.h"

#include "app/exporters/jsonevent.h"
#include "app/exporters/jsonwriter.h"
#include "app/models/callarguments.h"
#include "app/models/gaugetext.h"
#include "app/models/sentences.h"
#include "app/sockets/addresses.h"

#include <QDateTime>

namespace wl {

namespace {

QByteArray payloadBytes(const EventRef &event)
{
    const Bytes b = event.payload();
    return QByteArray(reinterpret_cast<const char *>(b.data()), qsizetype(b.size()));
}

/// The number of bytes stands in `arg` for those that are only to be sent.
bool isToBeSent(const Event &e)
{
    return e.step == Step::Send || e.step == Step::SendToAll || e.step == Step::NoteProposal;
}

bool carriesBytes(const Event &e)
{
    return isToBeSent(e) || isSendCall(e.step) || isRecvCall(e.step);
}

void writeWho(JsonWriter &json, const EventRef &event, const EndpointNames &names)
{
    const Event &e = event.event();
    json.number("n", std::int64_t(event.index()) + 1);
    json.raw("t", secondsText(e.time));
    json.string("endpoint", names && e.endpoint != 0 ? names(e.endpoint) : QString());
    if (e.socket != 0)
        json.number("sock", e.socket);
    json.plain("kind", kindName(e.kind()));
    json.plain("step", stepName(e.step));
    json.plain("family", stepFamily(e.step));
}

void writeOutcome(JsonWriter &json, const EventRef &event)
{
    const Event &e = event.event();
    if (e.fd != -1)
        json.number("fd", e.fd);
    if (e.kind() == Kind::Call)
        json.list("args", callArguments(event));
    if (e.kind() == Kind::Call || e.kind() == Kind::Signal || e.result != 0)
        json.number("result", e.result);
    if (e.error != 0)
        json.string("errno", errnoName(e.error));
    if (e.kind() == Kind::Call || e.took != 0)
        json.raw("took", secondsText(e.took));
    if (e.before != TcpState::Unknown)
        json.plain("before", stateName(e.before));
    if (e.after != TcpState::Unknown)
        json.plain("state", stateName(e.after));
    json.plain("evidence", evidenceName(e.evidence));
}

void writePayload(JsonWriter &json, const EventRef &event)
{
    const Event &e = event.event();
    if (const PackedAddress local = event.local(); local.isValid())
        json.string("local", addressText(local));
    if (const PackedAddress peer = event.peer(); peer.isValid())
        json.string("peer", addressText(peer));
    const QByteArray body = payloadBytes(event);
    if (carriesBytes(e) && e.result >= 0) {
        json.number("bytes", isToBeSent(e) ? std::int64_t(e.arg) : e.result);
        json.number("kept", body.size());
    }
    if (e.offset != 0 || (carriesBytes(e) && e.kind() == Kind::Call))
        json.number("offset", std::int64_t(e.offset));
    if (body.isEmpty())
        return;
    // Text stays readable, unless it is no text: then only Base64 keeps it as it was.
    const QString words = carriesBytes(e) || isGaugeStep(e.step) ? QString() : QString::fromUtf8(body);
    if (!words.isEmpty() && words.toUtf8() == body)
        json.string("words", words);
    else
        json.plain("data", body.toBase64());
    if (isGaugeStep(e.step))
        json.list("gauge", gaugePairs(Gauge::fromBytes(event.payload())));
}

void writeExactness(JsonWriter &json, const Event &e)
{
    if (e.endpoint != 0)
        json.number("ep", e.endpoint);
    json.number("ns", e.time);
    if (e.took != 0)
        json.number("tookNs", e.took);
    if (e.arg != 0)
        json.number("arg", std::int64_t(e.arg));
    if (e.extra != 0)
        json.number("extra", e.extra);
    if (e.cause != 0)
        json.number("cause", e.cause);
    if (e.slot != Slot::None)
        json.plain("slot", slotName(e.slot));
    if (e.stateRead != 0)
        json.boolean("stateRead", true);
    QStringList flags;
    for (const SessionFlag &flag : sessionFlags()) {
        if (e.has(flag.flag))
            flags << QLatin1String(flag.name);
    }
    if (!flags.isEmpty())
        json.list("flags", flags);
}

} // namespace

QByteArray jsonLine(const EventRef &event, const EndpointNames &names)
{
    JsonWriter json;
    writeWho(json, event, names);
    writeOutcome(json, event);
    writePayload(json, event);
    if (const QString text = englishSentence(event, names); !text.isEmpty())
        json.string("text", text);
    writeExactness(json, event.event());
    return json.finish();
}

QByteArray jsonHeader(qint64 startedAtMs)
{
    JsonWriter json;
    json.number("wireladder", sessionFormat);
    json.plain("version", WIRELADDER_VERSION);
    if (startedAtMs != 0)
        json.string(
            "started", QDateTime::fromMSecsSinceEpoch(startedAtMs, Qt::UTC).toString(Qt::ISODateWithMs));
    return json.finish();
}

} // namespace wl
