// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/errnotext.h"

#include "app/models/eventtext.h"

#include <cerrno>

namespace wl {

namespace {

struct ErrnoWord {
    int number;
    const char *name;
    const char *advice; ///< null: nothing to say
};

#define WL_ERRNO(name) name, #name

const ErrnoWord errnoWords[] = {
    {WL_ERRNO(EPERM),
        QT_TRANSLATE_NOOP("wl",
            "The system forbids this; a firewall rule or a sandbox may be the reason. Ask who runs this "
            "machine.")},
    {WL_ERRNO(EACCES),
        QT_TRANSLATE_NOOP("wl",
            "This program may not do that. Ports below 1024 belong to the administrator: use a higher "
            "port.")},
    {WL_ERRNO(EADDRINUSE),
        QT_TRANSLATE_NOOP("wl",
            "The address and port are in use by another socket. Stop the other program, choose another port, "
            "or wait "
            "until an old connection has left TIME-WAIT.")},
    {WL_ERRNO(EADDRNOTAVAIL),
        QT_TRANSLATE_NOOP("wl",
            "This machine does not have that address, or no local port is free. Choose an address of this "
            "machine, or "
            "all addresses.")},
    {WL_ERRNO(ECONNREFUSED),
        QT_TRANSLATE_NOOP("wl", "Nobody listens there. Start a server there, or check the port.")},
    {WL_ERRNO(ECONNRESET),
        QT_TRANSLATE_NOOP("wl",
            "The peer broke the connection off instead of ending it; bytes under way are lost. Look at what "
            "the peer "
            "did, then connect again.")},
    {WL_ERRNO(ECONNABORTED),
        QT_TRANSLATE_NOOP(
            "wl", "The client gave up before its connection was accepted. Nothing needs to be done.")},
    {WL_ERRNO(ETIMEDOUT),
        QT_TRANSLATE_NOOP("wl",
            "No answer came in time. The machine may be off, or a firewall drops what is sent to it: check "
            "address and "
            "network.")},
    {WL_ERRNO(ENETUNREACH),
        QT_TRANSLATE_NOOP(
            "wl", "No route leads to that network. Check the address and this machine's network.")},
    {WL_ERRNO(EHOSTUNREACH),
        QT_TRANSLATE_NOOP("wl",
            "That machine can not be reached. It may be off, or a router or firewall says no: check the "
            "address.")},
    {WL_ERRNO(ENETDOWN), QT_TRANSLATE_NOOP("wl", "The network interface is down. Switch the network on.")},
    {WL_ERRNO(EHOSTDOWN),
        QT_TRANSLATE_NOOP("wl", "That machine does not answer on its network. Check that it is on.")},
    {WL_ERRNO(EINPROGRESS),
        QT_TRANSLATE_NOOP("wl", "This is no failure: the kernel goes on connecting in the background.")},
    {WL_ERRNO(EALREADY),
        QT_TRANSLATE_NOOP("wl", "An earlier connect of this socket is still under way. Wait for it.")},
    {WL_ERRNO(EISCONN), QT_TRANSLATE_NOOP("wl", "The socket is connected already.")},
    {WL_ERRNO(EAGAIN),
        QT_TRANSLATE_NOOP("wl",
            "This is no failure: nothing can be done at this moment, and the program is told when it can.")},
    {WL_ERRNO(EINTR), QT_TRANSLATE_NOOP("wl", "A process signal interrupted the call; it is made again.")},
    {WL_ERRNO(EPIPE),
        QT_TRANSLATE_NOOP("wl",
            "The connection is no longer open for sending: it was ended or broken off before. Connect again "
            "to send.")},
    {WL_ERRNO(EMSGSIZE),
        QT_TRANSLATE_NOOP("wl",
            "The datagram is too large to be sent in one piece (65,507 bytes at most over IPv4). Send less "
            "at once.")},
    {WL_ERRNO(EMFILE),
        QT_TRANSLATE_NOOP("wl",
            "This program has no descriptor left. Close connections, or raise the limit with ulimit -n.")},
    {WL_ERRNO(ENFILE),
        QT_TRANSLATE_NOOP(
            "wl", "The whole system has no descriptor left. Close other programs, then try again.")},
    {WL_ERRNO(ENOBUFS),
        QT_TRANSLATE_NOOP("wl", "The kernel has no buffer space left. Send more slowly, then try again.")},
    {WL_ERRNO(ENOMEM),
        QT_TRANSLATE_NOOP("wl", "The kernel has no memory left for this. Close something, then try again.")},
    {WL_ERRNO(EINVAL),
        QT_TRANSLATE_NOOP("wl", "The kernel does not accept these arguments for this socket now.")},
    {WL_ERRNO(ENOTCONN),
        QT_TRANSLATE_NOOP("wl", "The socket is not connected, or no longer. Connect first.")},
    {WL_ERRNO(EDESTADDRREQ),
        QT_TRANSLATE_NOOP("wl", "The socket has no destination. Give an address and a port.")},
    {WL_ERRNO(EAFNOSUPPORT),
        QT_TRANSLATE_NOOP("wl",
            "This kind of address does not fit the socket or is switched off on this system. Try IPv4 "
            "instead of IPv6, "
            "or the reverse.")},
    {WL_ERRNO(EPROTONOSUPPORT), QT_TRANSLATE_NOOP("wl", "This system does not offer that protocol.")},
    {WL_ERRNO(EOPNOTSUPP), QT_TRANSLATE_NOOP("wl", "This kind of socket does not know that call.")},
    {WL_ERRNO(ENOPROTOOPT),
        QT_TRANSLATE_NOOP("wl", "This system does not know that option; most programs do without.")},
    {WL_ERRNO(EBADF), QT_TRANSLATE_NOOP("wl", "The descriptor is not open any more.")},
    {WL_ERRNO(ENOTSOCK), QT_TRANSLATE_NOOP("wl", "The descriptor is no socket.")},
    {WL_ERRNO(EPROTO), nullptr},
    {WL_ERRNO(EFAULT), nullptr},
    {WL_ERRNO(EIO), nullptr},
    {WL_ERRNO(ENODEV),
        QT_TRANSLATE_NOOP("wl", "There is no such network interface. Check the zone after the % sign.")},
    {WL_ERRNO(ENOENT), nullptr},
    {WL_ERRNO(ENOSPC), nullptr},
    {WL_ERRNO(ENOSYS), QT_TRANSLATE_NOOP("wl", "This system does not have that call.")},
    {WL_ERRNO(EDOM), nullptr},
};

#undef WL_ERRNO

const ErrnoWord *find(int error)
{
    // EWOULDBLOCK may be another number than EAGAIN; it means the same.
    if (error == EWOULDBLOCK)
        error = EAGAIN;
    for (const ErrnoWord &word : errnoWords) {
        if (word.number == error)
            return &word;
    }
    return nullptr;
}

/// What the same errno means only for this call; null when the general words do.
const char *specialAdvice(int error, Step call)
{
    if (error == EAGAIN && (call == Step::CallAccept || call == Step::CallAccept4))
        return QT_TRANSLATE_NOOP("wl", "This is no failure: no further connection waits to be accepted.");
    if (error == EAGAIN && isRecvCall(call))
        return QT_TRANSLATE_NOOP("wl", "This is no failure: nothing more has arrived yet.");
    if (error == EAGAIN && isSendCall(call))
        return QT_TRANSLATE_NOOP("wl",
            "The kernel's send buffer is full, because the peer takes the bytes more slowly; sending goes on "
            "when there "
            "is room.");
    if (error == EAGAIN && call == Step::CallConnect)
        return QT_TRANSLATE_NOOP(
            "wl", "No local port is free for this destination. Close connections, then try again.");
    if (error == EADDRNOTAVAIL && call == Step::CallConnect)
        return QT_TRANSLATE_NOOP("wl",
            "No local port is free for this destination, or the address is not one to connect to. Check "
            "address and "
            "port.");
    if (error == EACCES && (call == Step::CallSendto || call == Step::CallSendmsg))
        return QT_TRANSLATE_NOOP(
            "wl", "Sending to a broadcast address must be allowed first: switch broadcast on.");
    if (error == EACCES && call == Step::CallConnect)
        return QT_TRANSLATE_NOOP("wl", "A firewall rule of this machine forbids this connection.");
    if (error == EINVAL && call == Step::CallConnect)
        return QT_TRANSLATE_NOOP(
            "wl", "The kernel has no way to that address, or the socket can not be used again.");
    if (error == ECONNREFUSED && (isSendCall(call) || isRecvCall(call)))
        return QT_TRANSLATE_NOOP("wl",
            "The machine answered that nobody receives at that port (ICMP). Start a receiver there, or check "
            "the port.");
    return nullptr;
}

} // namespace

QString errnoName(int error)
{
    if (const ErrnoWord *word = find(error))
        return QLatin1String(word->name);
    return QLatin1Char('E') + QString::number(error);
}

int errnoFromName(QLatin1String name)
{
    for (const ErrnoWord &word : errnoWords) {
        if (name == QLatin1String(word.name))
            return word.number;
    }
    bool ok = false;
    const int number = name.startsWith(QLatin1Char('E')) ? QString(name.mid(1)).toInt(&ok) : 0;
    return ok && number > 0 && number <= 0xFFFF && !find(number) ? number : 0;
}

QString adviceFor(int error, Step call, Words words)
{
    const char *advice = specialAdvice(error, call);
    if (!advice) {
        const ErrnoWord *word = find(error);
        advice = word ? word->advice : nullptr;
    }
    return advice ? words.translate("wl", advice) : QString();
}

QString errnoAdvice(int error, Step call)
{
    return adviceFor(error, call, Words::translated());
}

} // namespace wl
