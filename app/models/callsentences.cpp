// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/callarguments.h"
#include "app/models/errnotext.h"
#include "app/models/sentences.h"
#include "app/sockets/addresses.h"

#include <cerrno>

#include <sys/socket.h>

namespace wl {

namespace {

QString number(std::int64_t value)
{
    return QString::number(value);
}

/// "Client 1 called recv without success (EAGAIN). This is no failure: …"
QString failureSentence(const EventRef &call, const QString &who, Words w)
{
    const Event &e = call.event();
    const bool names = call.peer().isValid() && (e.step == Step::CallBind || isSendCall(e.step));
    const QString family = QLatin1String(stepFamily(e.step));
    const QString said = names
        ? w.translate("wl", "%1 called %2 for %3 and got %4.")
              .arg(who, family, addressText(call.peer()), errnoName(e.error))
        : w.translate("wl", "%1 called %2 and got %3.").arg(who, family, errnoName(e.error));
    const QString advice = adviceFor(e.error, e.step, w);
    return advice.isEmpty() ? said : said + QLatin1Char(' ') + advice;
}

QString connectSentence(const EventRef &call, const QString &who, Words w)
{
    const Event &e = call.event();
    const QString to = placeText(call.peer(), w);
    if (e.result >= 0)
        return e.has(Event::Datagram)
            ? w.translate("wl", "The kernel noted %2 as the only peer of %1; nothing is sent by that.")
                  .arg(who, to)
            : w.translate("wl", "%1 is connected to %2.").arg(who, to);
    if (e.error == EINPROGRESS)
        return w.translate("wl", "%1 began to connect to %2; the kernel carries on in the background.")
            .arg(who, to);
    if (e.error == ECONNREFUSED)
        return w
            .translate("wl", "%1 was refused: nobody listens at %2. Start a server there, or check the port.")
            .arg(who, to);
    const QString said = w.translate("wl", "%1 can not connect to %2 (%3).").arg(who, to, errnoName(e.error));
    const QString advice = adviceFor(e.error, e.step, w);
    return advice.isEmpty() ? said : said + QLatin1Char(' ') + advice;
}

QString receiveSentence(const EventRef &call, const QString &who, Words w)
{
    const Event &e = call.event();
    if (e.result == 0 && !e.has(Event::Datagram))
        return w.translate("wl", "%1 read the end of the stream: the peer has sent everything it wanted to.")
            .arg(who);
    if (!e.has(Event::Datagram))
        return w.translate("wl", "The kernel gave %1 what had arrived: %2.").arg(who, w.bytes(e.result));
    const QString from = placeText(call.peer(), w);
    if (e.has(Event::Truncated))
        return w.translate("wl", "%1 got only the first %2 of a datagram from %3; the rest is lost.")
            .arg(who, w.bytes(e.result), from);
    return w.translate("wl", "%1 received a datagram of %2 from %3.").arg(who, w.bytes(e.result), from);
}

QString sendSentence(const EventRef &call, const QString &who, Words w)
{
    const Event &e = call.event();
    const QString size = w.bytes(e.result);
    if (e.has(Event::Datagram))
        return call.peer().isValid()
            ? w.translate("wl", "%1 sent a datagram of %2 to %3.").arg(who, size, addressText(call.peer()))
            : w.translate("wl", "%1 sent a datagram of %2 to its peer.").arg(who, size);
    if (std::uint64_t(e.result) < e.arg)
        return w.translate("wl", "The kernel had room for only %2 of the %3 that %1 wanted to send.")
            .arg(who, number(e.result), w.bytes(qint64(e.arg)));
    return w.translate("wl", "%1 handed %2 to the kernel to be sent.").arg(who, size);
}

QString shutdownSentence(const Event &e, const QString &who, Words w)
{
    if (e.arg == SHUT_WR)
        return w.translate("wl", "%1 will send nothing more; the peer reads the end of the stream.").arg(who);
    if (e.arg == SHUT_RD)
        return w.translate("wl", "%1 will receive nothing more.").arg(who);
    return w.translate("wl", "%1 will neither send nor receive any more.").arg(who);
}

QString closeSentence(const Event &e, const QString &who, Words w)
{
    const QString closed = w.translate("wl", "%1 gave descriptor %2 back.").arg(who, number(e.fd));
    if (e.after == TcpState::Unknown || e.after == TcpState::Closed)
        return closed;
    return closed + QLatin1Char(' ')
        + w.translate("wl", "The kernel still keeps the connection, in %1.")
              .arg(QLatin1String(stateName(e.after)));
}

QString socketSentence(const Event &e, const QString &who, Words w)
{
    if (e.has(Event::Datagram))
        return w.translate("wl", "The kernel made a UDP socket for %1: descriptor %2.")
            .arg(who, number(e.result));
    return w.translate("wl", "The kernel made a TCP socket for %1: descriptor %2.")
        .arg(who, number(e.result));
}

QString optionSentence(const EventRef &call, const QString &who, Words w)
{
    const Event &e = call.event();
    const QString value = callArguments(call).last();
    if (e.step == Step::CallSetsockopt)
        return w.translate("wl", "%1 set the option %2 of its socket to %3.")
            .arg(who, optionName(e.extra), value);
    return w.translate("wl", "%1 read the option %2 of its socket: %3.")
        .arg(who, optionName(e.extra), value.mid(1, value.size() - 2));
}

QString probeSentence(const EventRef &call, Words w)
{
    const QString state = QLatin1String(stateName(call->after));
    if (call->result < 0 || state.isEmpty())
        return w.translate("wl", "Wireladder made this call itself, to look at the socket.");
    return w.translate("wl", "Wireladder made this call itself, to look at the socket: it is in %1.")
        .arg(state);
}

QString knownSentence(const EventRef &call, const QString &who, Words w)
{
    const Event &e = call.event();
    switch (e.step) {
    case Step::CallSocket:
        return socketSentence(e, who, w);
    case Step::CallBind:
        return w.translate("wl", "%1 took the local address %2.").arg(who, placeText(call.peer(), w));
    case Step::CallListen:
        return w
            .translate(
                "wl", "%1 listens: the kernel now connects clients and lets up to %2 wait to be accepted.")
            .arg(who, number(std::int64_t(e.arg)));
    case Step::CallAccept:
    case Step::CallAccept4:
        return w.translate("wl", "%1 accepted the connection from %2; it has a descriptor of its own: %3.")
            .arg(who, placeText(call.peer(), w), number(e.result));
    case Step::CallShutdown:
        return shutdownSentence(e, who, w);
    case Step::CallClose:
        return closeSentence(e, who, w);
    case Step::CallSetsockopt:
    case Step::CallGetsockopt:
        return optionSentence(call, who, w);
    case Step::CallGetsockname:
        return w.translate("wl", "The kernel says that %1 has the local address %2.")
            .arg(who, placeText(call.local(), w));
    case Step::CallGetpeername:
        return w.translate("wl", "The kernel says that the peer of %1 is %2.")
            .arg(who, placeText(call.peer(), w));
    case Step::CallIoctl:
        return w.translate("wl", "%1 asked the kernel how much there is to read: %2.")
            .arg(who, w.bytes(std::int64_t(e.arg)));
    case Step::CallFcntl:
        return w.translate("wl", "%1 asked for or set the flags of descriptor %2.").arg(who, number(e.fd));
    default:
        return isSendCall(e.step) ? sendSentence(call, who, w) : receiveSentence(call, who, w);
    }
}

} // namespace

QString callSentence(const EventRef &event, const QString &who, Words w)
{
    if (event->has(Event::Probe))
        return probeSentence(event, w);
    if (event->step == Step::CallConnect)
        return connectSentence(event, who, w);
    return event->failed() ? failureSentence(event, who, w) : knownSentence(event, who, w);
}

} // namespace wl
