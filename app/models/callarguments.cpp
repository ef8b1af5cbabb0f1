// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/callarguments.h"

#include "app/models/eventtext.h"
#include "app/sockets/addresses.h"

#include <span>

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

namespace wl {

namespace {

struct Constant {
    std::int64_t value;
    const char *name;
};

struct Option {
    int level;
    int value;
    const char *name;
};

#define WL_CONSTANT(name)                                                                                    \
    {                                                                                                        \
        name, #name                                                                                          \
    }
#define WL_OPTION(level, name)                                                                               \
    {                                                                                                        \
        level, name, #name                                                                                   \
    }

const Constant domains[] = {WL_CONSTANT(AF_INET), WL_CONSTANT(AF_INET6), WL_CONSTANT(AF_UNIX)};
const Constant types[] = {WL_CONSTANT(SOCK_STREAM), WL_CONSTANT(SOCK_DGRAM), WL_CONSTANT(SOCK_RAW)};
const Constant protocols[] = {
    WL_CONSTANT(IPPROTO_IP), WL_CONSTANT(IPPROTO_TCP), WL_CONSTANT(IPPROTO_UDP), {132, "IPPROTO_SCTP"}};
const Constant levels[] = {WL_CONSTANT(SOL_SOCKET), WL_CONSTANT(IPPROTO_IP), WL_CONSTANT(IPPROTO_TCP),
    WL_CONSTANT(IPPROTO_UDP), WL_CONSTANT(IPPROTO_IPV6)};
const Constant directions[] = {WL_CONSTANT(SHUT_RD), WL_CONSTANT(SHUT_WR), WL_CONSTANT(SHUT_RDWR)};
const Constant fcntlCommands[] = {WL_CONSTANT(F_DUPFD), WL_CONSTANT(F_GETFD), WL_CONSTANT(F_SETFD),
    WL_CONSTANT(F_GETFL), WL_CONSTANT(F_SETFL), WL_CONSTANT(F_DUPFD_CLOEXEC)};
const Constant requests[] = {WL_CONSTANT(FIONREAD), WL_CONSTANT(FIONBIO)};
const Constant fileFlags[] = {WL_CONSTANT(O_NONBLOCK), WL_CONSTANT(O_APPEND), WL_CONSTANT(O_ASYNC)};
const Constant messageFlags[] = {WL_CONSTANT(MSG_OOB), WL_CONSTANT(MSG_PEEK), WL_CONSTANT(MSG_DONTROUTE),
    WL_CONSTANT(MSG_TRUNC), WL_CONSTANT(MSG_DONTWAIT), WL_CONSTANT(MSG_WAITALL), WL_CONSTANT(MSG_NOSIGNAL),
#ifdef MSG_ERRQUEUE
    WL_CONSTANT(MSG_ERRQUEUE)
#endif
};
const Constant socketFlags[] = {
#ifdef SOCK_CLOEXEC
    WL_CONSTANT(SOCK_CLOEXEC), WL_CONSTANT(SOCK_NONBLOCK)
#endif
};

const Option options[] = {
    WL_OPTION(SOL_SOCKET, SO_REUSEADDR),
    WL_OPTION(SOL_SOCKET, SO_TYPE),
    WL_OPTION(SOL_SOCKET, SO_ERROR),
    WL_OPTION(SOL_SOCKET, SO_BROADCAST),
    WL_OPTION(SOL_SOCKET, SO_SNDBUF),
    WL_OPTION(SOL_SOCKET, SO_RCVBUF),
    WL_OPTION(SOL_SOCKET, SO_KEEPALIVE),
    WL_OPTION(SOL_SOCKET, SO_OOBINLINE),
    WL_OPTION(SOL_SOCKET, SO_LINGER),
    WL_OPTION(SOL_SOCKET, SO_REUSEPORT),
    WL_OPTION(SOL_SOCKET, SO_ACCEPTCONN),
#ifdef SO_COOKIE
    WL_OPTION(SOL_SOCKET, SO_PROTOCOL),
    WL_OPTION(SOL_SOCKET, SO_COOKIE),
    WL_OPTION(SOL_SOCKET, SO_RXQ_OVFL),
    WL_OPTION(SOL_SOCKET, SO_BINDTODEVICE),
    WL_OPTION(IPPROTO_TCP, TCP_INFO),
    WL_OPTION(IPPROTO_TCP, TCP_QUICKACK),
    WL_OPTION(IPPROTO_TCP, TCP_KEEPIDLE),
    WL_OPTION(IPPROTO_TCP, TCP_USER_TIMEOUT),
    WL_OPTION(IPPROTO_TCP, TCP_SYNCNT),
    WL_OPTION(SOL_SOCKET, SO_MEMINFO),
    WL_OPTION(SOL_SOCKET, SO_TIMESTAMPING),
    WL_OPTION(IPPROTO_IP, IP_RECVERR),
    WL_OPTION(IPPROTO_IPV6, IPV6_RECVERR),
    WL_OPTION(IPPROTO_IP, IP_PKTINFO),
    WL_OPTION(IPPROTO_IP, IP_MTU_DISCOVER),
#endif
    WL_OPTION(IPPROTO_TCP, TCP_NODELAY),
    WL_OPTION(IPPROTO_TCP, TCP_MAXSEG),
    WL_OPTION(IPPROTO_TCP, TCP_KEEPINTVL),
    WL_OPTION(IPPROTO_TCP, TCP_KEEPCNT),
    WL_OPTION(IPPROTO_IP, IP_TOS),
    WL_OPTION(IPPROTO_IP, IP_TTL),
    WL_OPTION(IPPROTO_IP, IP_RECVTTL),
    WL_OPTION(IPPROTO_IP, IP_MULTICAST_IF),
    WL_OPTION(IPPROTO_IP, IP_MULTICAST_TTL),
    WL_OPTION(IPPROTO_IP, IP_MULTICAST_LOOP),
    WL_OPTION(IPPROTO_IP, IP_ADD_MEMBERSHIP),
    WL_OPTION(IPPROTO_IP, IP_DROP_MEMBERSHIP),
    WL_OPTION(IPPROTO_IPV6, IPV6_V6ONLY),
    WL_OPTION(IPPROTO_IPV6, IPV6_UNICAST_HOPS),
    WL_OPTION(IPPROTO_IPV6, IPV6_MULTICAST_IF),
    WL_OPTION(IPPROTO_IPV6, IPV6_MULTICAST_HOPS),
    WL_OPTION(IPPROTO_IPV6, IPV6_MULTICAST_LOOP),
    WL_OPTION(IPPROTO_IPV6, IPV6_JOIN_GROUP),
    WL_OPTION(IPPROTO_IPV6, IPV6_LEAVE_GROUP),
    WL_OPTION(IPPROTO_IPV6, IPV6_RECVPKTINFO),
    WL_OPTION(IPPROTO_IPV6, IPV6_RECVHOPLIMIT),
    WL_OPTION(IPPROTO_IPV6, IPV6_TCLASS),
};

#undef WL_CONSTANT
#undef WL_OPTION

QString nameOf(std::int64_t value, std::span<const Constant> table)
{
    for (const Constant &c : table) {
        if (c.value == value)
            return QLatin1String(c.name);
    }
    return QString::number(value);
}

/// "MSG_PEEK|MSG_NOSIGNAL", what has no name as a hexadecimal number, "0" for none.
QString flagNames(std::uint64_t flags, std::span<const Constant> table)
{
    QStringList names;
    for (const Constant &c : table) {
        if (flags & std::uint64_t(c.value))
            names << QLatin1String(c.name);
        flags &= ~std::uint64_t(c.value);
    }
    if (flags != 0 || names.isEmpty())
        names << (flags ? QStringLiteral("0x") + QString::number(flags, 16) : QStringLiteral("0"));
    return names.join(QLatin1Char('|'));
}

QString number(std::uint64_t value)
{
    return QString::number(std::int64_t(value));
}

QStringList socketArguments(const Event &e)
{
    // The recorder keeps the type with its flags in the lower 24 bits: SOCK_CLOEXEC needs bit 19.
    const std::uint32_t type = e.extra & 0xFFFFFF;
    QString typeText = nameOf(type & 0xF, types);
    if (const std::uint32_t flags = type & ~0xFu)
        typeText += QLatin1Char('|') + flagNames(flags, socketFlags);
    return {nameOf(std::int64_t(e.arg), domains), typeText, nameOf(e.extra >> 24, protocols)};
}

QStringList optionArguments(const EventRef &call)
{
    const Event &e = call.event();
    const QString level = nameOf(e.extra >> 16, levels);
    const QString option = optionName(e.extra);
    QString value = number(e.arg);
    if (option == QLatin1String("SO_ERROR") && e.arg != 0)
        value = errnoName(int(e.arg));
    if (option == QLatin1String("TCP_INFO") && e.arg > 0 && e.arg <= std::uint64_t(TcpState::Closing))
        value = QLatin1String(stateName(TcpState(e.arg)));
    // The recorder keeps the first four bytes of a value: of struct linger its switch, not its seconds.
    if (option == QLatin1String("SO_LINGER"))
        value = QStringLiteral("{l_onoff=%1}").arg(value);
    QStringList words{level, option};
    const bool asks = e.step == Step::CallGetsockopt;
    if (!asks || e.result >= 0)
        words.append(asks ? QStringLiteral("[%1]").arg(value) : value);
    return words;
}

QStringList transferArguments(const EventRef &call)
{
    const Event &e = call.event();
    QStringList list{QString::number(e.arg)};
    if (e.step != Step::CallRead && e.step != Step::CallWrite)
        list << flagNames(e.extra, messageFlags);
    if (isSendCall(e.step) && call.peer().isValid())
        list << addressText(call.peer());
    return list;
}

QStringList fcntlArguments(const Event &e)
{
    const int command = int(e.extra);
    QStringList list{nameOf(command, fcntlCommands)};
    if (command == F_SETFL)
        list << flagNames(e.arg & ~std::uint64_t(O_ACCMODE), fileFlags)
                    .prepend((e.arg & O_ACCMODE) == O_RDWR ? QStringLiteral("O_RDWR|") : QString());
    else if (command != F_GETFL && command != F_GETFD)
        list << number(e.arg);
    return list;
}

/// What stands after the descriptor.
QStringList moreArguments(const EventRef &call)
{
    const Event &e = call.event();
    switch (e.step) {
    case Step::CallBind:
    case Step::CallConnect:
        return {addressText(call.peer())};
    case Step::CallListen:
        return {number(e.arg)};
    case Step::CallAccept4:
        return {flagNames(e.extra, socketFlags)};
    case Step::CallShutdown:
        return {shutdownName(e.arg)};
    case Step::CallSetsockopt:
    case Step::CallGetsockopt:
        return optionArguments(call);
    case Step::CallGetsockname:
        return e.result < 0 ? QStringList() : QStringList{addressText(call.local())};
    case Step::CallGetpeername:
        return e.result < 0 ? QStringList() : QStringList{addressText(call.peer())};
    case Step::CallIoctl:
        return {nameOf(e.extra, requests), QLatin1Char('[') + number(e.arg) + QLatin1Char(']')};
    case Step::CallFcntl:
        return fcntlArguments(e);
    default:
        return isSendCall(e.step) || isRecvCall(e.step) ? transferArguments(call) : QStringList();
    }
}

} // namespace

QString optionName(std::uint32_t extra)
{
    for (const Option &o : options) {
        if (std::uint32_t(o.level) == extra >> 16 && std::uint32_t(o.value) == (extra & 0xFFFF))
            return QLatin1String(o.name);
    }
    return QString::number(extra & 0xFFFF);
}

QString shutdownName(std::uint64_t how)
{
    return nameOf(std::int64_t(how), directions);
}

QStringList callArguments(const EventRef &call)
{
    if (call->step == Step::CallSocket)
        return socketArguments(call.event());
    return QStringList{QString::number(call->fd)} + moreArguments(call);
}

QString callResult(const Event &call)
{
    QString text = QString::number(call.result);
    if (call.result < 0 && call.error != 0)
        text += QLatin1Char(' ') + errnoName(call.error);
    return text;
}

} // namespace wl
