// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/journal/gauge.h"
#include "app/models/gaugetext.h"
#include "app/models/icmptext.h"
#include "app/models/sentences.h"
#include "app/sockets/addresses.h"

#include <algorithm>

namespace wl {

namespace {

using enum TcpState;

/// What must have happened when a socket went from one state to another.
struct Cause {
    TcpState before;
    TcpState after;
    const char *why;
};

/// Only the changes that have exactly one cause (RFC 9293, figure 5); the others are left to the reader.
const Cause causes[] = {
    {Closed, Listen, QT_TRANSLATE_NOOP("wl", "So the program has called listen.")},
    {Closed, SynSent, QT_TRANSLATE_NOOP("wl", "So the program has called connect, and the SYN is sent.")},
    {SynSent, Established, QT_TRANSLATE_NOOP("wl", "So the peer's kernel has answered with SYN-ACK.")},
    {SynReceived, Established, QT_TRANSLATE_NOOP("wl", "So the peer's kernel has acknowledged our SYN.")},
    {Established, FinWait1,
        QT_TRANSLATE_NOOP("wl", "So this side has ended its writing, and its FIN is on the way.")},
    {Established, CloseWait, QT_TRANSLATE_NOOP("wl", "So the peer's FIN has arrived.")},
    {FinWait1, FinWait2, QT_TRANSLATE_NOOP("wl", "So the peer's kernel has acknowledged our FIN.")},
    {FinWait1, Closing,
        QT_TRANSLATE_NOOP("wl", "So the peer's FIN has arrived before it acknowledged ours.")},
    {FinWait1, TimeWait,
        QT_TRANSLATE_NOOP("wl", "So the peer's FIN has arrived, and our FIN is acknowledged.")},
    {FinWait2, TimeWait, QT_TRANSLATE_NOOP("wl", "So the peer's FIN has arrived.")},
    {Closing, TimeWait, QT_TRANSLATE_NOOP("wl", "So the peer's kernel has acknowledged our FIN.")},
    {CloseWait, LastAck,
        QT_TRANSLATE_NOOP("wl", "So this side has ended its writing too, and its FIN is on the way.")},
};

QString causeOf(const Event &e, Words w)
{
    const auto *found = std::find_if(std::begin(causes), std::end(causes),
        [&e](const Cause &c) { return c.before == e.before && c.after == e.after; });
    return found == std::end(causes) ? QString() : QLatin1Char(' ') + w.translate("wl", found->why);
}

/// " (seen within 5 ms)", where looking is how it is known.
QString seenText(const Event &e, Words w)
{
    if (e.evidence != Evidence::Polled || e.extra == 0)
        return {};
    return QLatin1Char(' ')
        + w.translate("wl", "(seen within %1)").arg(durationText(std::uint64_t(e.extra), w));
}

QString stateSentence(const Event &e, Words w)
{
    const QString before = QLatin1String(stateName(e.before));
    const QString after = QLatin1String(stateName(e.after));
    if (after.isEmpty())
        return w.translate("wl", "The kernel says nothing about this socket.");
    const bool isChange = !before.isEmpty() && before != after;
    QString said = isChange
        ? w.translate("wl", "The kernel moved this socket from %1 to %2").arg(before, after)
        : w.translate("wl", "The kernel has this socket in %1").arg(after);
    said += seenText(e, w);
    if (e.arg != 0)
        said += w.translate("wl", "; it stays so for %1 more").arg(durationText(e.arg, w));
    return said + QLatin1Char('.') + causeOf(e, w);
}

QString goneSentence(const Event &e, Words w)
{
    const QString last = QLatin1String(stateName(e.before));
    switch (e.before) {
    case TimeWait:
        return w.translate("wl",
            "The kernel let go of this socket: TIME-WAIT is over, and its two addresses can meet again.");
    case LastAck:
    case CloseWait:
        return w
            .translate("wl",
                "The kernel let go of this socket, last seen in %1; the side that closes second has no "
                "TIME-WAIT.")
            .arg(last);
    case Unknown:
    case Closed:
        return w.translate("wl", "The kernel let go of this socket.");
    default:
        return w.translate("wl", "The kernel let go of this socket, last seen in %1; no TIME-WAIT was seen.")
            .arg(last);
    }
}

QString queueSentence(const Event &e, Words w)
{
    const std::uint64_t backlog = std::uint64_t(std::max<std::int64_t>(e.result, 0));
    const std::uint64_t seats = backlog + 1;
    const QString known = w.translate("wl", "(backlog %1; Linux holds one more)").arg(backlog);
    if (e.arg == 0)
        return seats == 1
            ? w.translate("wl", "The only seat for a connection that nobody has accepted is free %1.")
                  .arg(known)
            : w.translate("wl", "All %1 seats for connections that nobody has accepted are free %2.")
                  .arg(QString::number(seats), known);
    const QString said = w.translate("wl",
                              "%1 of %2 seats taken: connections that the kernel has made and that "
                              "nobody has accepted %3.")
                             .arg(QString::number(e.arg), QString::number(seats), known);
    if (e.arg < seats)
        return said;
    return said + QLatin1Char(' ')
        + w.translate("wl", "The queue is full: further clients get no answer and try again.");
}

QString waitingSentence(const EventRef &event, Words w)
{
    const Event &e = event.event();
    const QString peer = placeText(event.peer(), w);
    const QString state = QLatin1String(stateName(e.after));
    if (e.after == Closed)
        return w.translate("wl", "The connection from %1 no longer waits to be accepted.").arg(peer);
    const QString said = state.isEmpty()
        ? w.translate("wl", "The connection from %1 is made, and nobody has accepted it").arg(peer)
        : w.translate("wl", "The connection from %1 is in %2, and nobody has accepted it").arg(peer, state);
    return e.result > 0
        ? w.translate("wl", "%1; bytes that wait in it: %2.").arg(said, QString::number(e.result))
        : said + QLatin1Char('.');
}

/// IPv4 in IPv6 clothes speaks ICMP of IPv4.
bool isIpv6(const PackedAddress &address)
{
    if (address.family != 6)
        return false;
    bool isV4 = false;
    unpackAddress(address).toIPv4Address(&isV4);
    return !isV4;
}

QString refusalSentence(const EventRef &event, Words w)
{
    const Event &e = event.event();
    const PackedAddress refuser = event.local();
    const unsigned type = unsigned(e.arg >> 8 & 0xFF);
    const unsigned code = unsigned(e.arg & 0xFF);
    const QString meaning = icmpText(isIpv6(refuser.isValid() ? refuser : event.peer()), type, code, w);
    const QString who = refuser.isValid() ? unpackAddress(refuser).toString() : placeText(refuser, w);
    QString said = w.translate("wl",
                        "A datagram to %1 came to nothing, although send had succeeded: ICMP type %2, code "
                        "%3 from %4")
                       .arg(placeText(event.peer(), w), QString::number(type), QString::number(code), who);
    if (!meaning.isEmpty())
        said += QLatin1String(" (") + meaning + QLatin1Char(')');
    if (e.error != 0)
        said += w.translate("wl", ", reported as %1").arg(errnoName(e.error));
    return said + QLatin1Char('.');
}

/// Without a payload (none is kept, or a file has none) there are no numbers to tell.
QString gaugeSentence(const EventRef &event, Words w)
{
    const bool isFinal = event->step == Step::KernelFinal;
    const Bytes blob = event.payload();
    if (blob.empty())
        return isFinal ? w.translate("wl", "The kernel freed this socket; its last numbers were not kept.")
                       : w.translate("wl", "The kernel's numbers of this socket were not kept.");
    const Gauge gauge = Gauge::fromBytes(blob);
    return isFinal ? w.translate("wl", "The kernel freed this socket; its last numbers: %1.")
                         .arg(gaugeFinalLine(gauge, w))
                   : w.translate("wl", "The kernel's numbers of this socket: %1.").arg(gaugeLine(gauge, w));
}

} // namespace

QString kernelSentence(const EventRef &event, Words w)
{
    switch (event->step) {
    case Step::KernelGone:
        return goneSentence(event.event(), w);
    case Step::KernelQueue:
        return queueSentence(event.event(), w);
    case Step::KernelWaiting:
        return waitingSentence(event, w);
    case Step::KernelRefusal:
        return refusalSentence(event, w);
    case Step::KernelGauge:
    case Step::KernelFinal:
        return gaugeSentence(event, w);
    case Step::KernelAcked:
        return w
            .translate("wl",
                "The peer's kernel has acknowledged all bytes up to %1; whether its program has read them is "
                "not known.")
            .arg(event->offset);
    default:
        return stateSentence(event.event(), w);
    }
}

} // namespace wl
