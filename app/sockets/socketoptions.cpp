// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/sockets/socketoptions.h"

#include "app/core/safetext.h"

#include <QCoreApplication>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace wl {

namespace {

using Value = SocketOptionKind::Value;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(wl)
};

constexpr qint64 mostBytes = 1 << 30;

const SocketOptionKind kinds[] = {
    {"reuseaddr", "SO_REUSEADDR", QT_TRANSLATE_NOOP("wl", "Reuse the address"),
        QT_TRANSLATE_NOOP("wl", "Lets bind() take a port whose old connections are still in TIME-WAIT."),
        Value::Switch, 0, 1, "", true, true, true},
    {"v6only", "IPV6_V6ONLY", QT_TRANSLATE_NOOP("wl", "IPv6 only"),
        QT_TRANSLATE_NOOP("wl", "An IPv6 socket takes no IPv4 peers."), Value::Switch, 0, 1, "", true, true,
        true},
    {"sndbuf", "SO_SNDBUF", QT_TRANSLATE_NOOP("wl", "Send buffer"),
        QT_TRANSLATE_NOOP("wl",
            "Bytes that the kernel keeps for the peer; Linux doubles what is asked, for its own needs."),
        Value::Number, 1, mostBytes, QT_TRANSLATE_NOOP("wl", "bytes"), true, true, true},
    {"rcvbuf", "SO_RCVBUF", QT_TRANSLATE_NOOP("wl", "Receive buffer"),
        QT_TRANSLATE_NOOP(
            "wl", "Bytes that may wait for a recv; it bounds the window. Linux doubles what is asked."),
        Value::Number, 1, mostBytes, QT_TRANSLATE_NOOP("wl", "bytes"), true, true, true},
    {"nodelay", "TCP_NODELAY", QT_TRANSLATE_NOOP("wl", "No delay"),
        QT_TRANSLATE_NOOP(
            "wl", "Small writes leave at once instead of waiting for an acknowledgement (Nagle)."),
        Value::Switch, 0, 1, "", true, false, false},
    {"keepalive", "SO_KEEPALIVE", QT_TRANSLATE_NOOP("wl", "Keep alive"),
        QT_TRANSLATE_NOOP("wl",
            "The kernel asks a silent peer whether it still lives: after so many seconds idle, every so many "
            "seconds, so many times (60/10/5)."),
        Value::Keepalive, 1, 32767, "", true, false, false},
    {"linger", "SO_LINGER", QT_TRANSLATE_NOOP("wl", "Linger"),
        QT_TRANSLATE_NOOP("wl",
            "How long close() tries to deliver what waits, in seconds; with 0 it resets the connection."),
        Value::Linger, 0, 32767, QT_TRANSLATE_NOOP("wl", "s"), true, false, false},
    {"user-timeout", "TCP_USER_TIMEOUT", QT_TRANSLATE_NOOP("wl", "User timeout"),
        QT_TRANSLATE_NOOP(
            "wl", "How long sent bytes may stay unacknowledged before the kernel gives the connection up."),
        Value::Number, 0, 2147483647, QT_TRANSLATE_NOOP("wl", "ms"), true, false, true},
    {"syn-retries", "TCP_SYNCNT", QT_TRANSLATE_NOOP("wl", "SYN retries"),
        QT_TRANSLATE_NOOP("wl", "How often the kernel repeats an unanswered SYN before connect() fails."),
        Value::Number, 1, 127, "", true, false, true},
    {"ttl", "IP_TTL", QT_TRANSLATE_NOOP("wl", "Time to live"),
        QT_TRANSLATE_NOOP("wl", "How many routers a packet may pass."), Value::Number, 1, 255, "", true, true,
        false},
    {"broadcast", "SO_BROADCAST", QT_TRANSLATE_NOOP("wl", "Allow broadcast"),
        QT_TRANSLATE_NOOP("wl", "Without it the kernel refuses to send to a broadcast address."),
        Value::Switch, 0, 1, "", false, true, false},
};

bool isNumber(const QString &text, qint64 least, qint64 most)
{
    bool decimal = !text.isEmpty() && text.size() < 12;
    for (const QChar c : text)
        decimal = decimal && c >= u'0' && c <= u'9';
    return decimal && text.toLongLong() >= least && text.toLongLong() <= most;
}

bool isValueOf(const SocketOptionKind &kind, const QString &value)
{
    const bool off = value == QLatin1String("off");
    const bool on = value == QLatin1String("on");
    switch (kind.value) {
    case Value::Switch:
        return on || off;
    case Value::Number:
        return isNumber(value, kind.least, kind.most);
    case Value::Linger:
        return off || isNumber(value, kind.least, kind.most);
    case Value::Keepalive:
        break;
    }
    const QStringList times = value.split(u'/');
    return on || off
        || (times.size() == 3
            && std::all_of(times.begin(), times.end(),
                [&kind](const QString &t) { return isNumber(t, kind.least, kind.most); })
            && times[2].toInt() <= 127);
}

QString valuesOf(const SocketOptionKind &kind)
{
    const QString least = QString::number(kind.least);
    const QString most = QString::number(kind.most);
    switch (kind.value) {
    case Value::Switch:
        return Text::tr("on or off");
    case Value::Number:
        return Text::tr("a number from %1 to %2").arg(least, most);
    case Value::Linger:
        return Text::tr("off, or seconds from %1 to %2").arg(least, most);
    case Value::Keepalive:
        break;
    }
    return Text::tr("on, off, or IDLE/INTERVAL/COUNT such as 60/10/5");
}

OptionOutcome setNumber(int fd, int level, int option, int value)
{
    OptionOutcome outcome{value, 0, 0, nullptr};
    if (::setsockopt(fd, level, option, &value, sizeof value) != 0)
        outcome.error = errno;
    int granted = 0;
    socklen_t size = sizeof granted;
    if (::getsockopt(fd, level, option, &granted, &size) == 0)
        outcome.granted = granted;
    return outcome;
}

OptionOutcome setLinger(int fd, const QString &value)
{
    const bool off = value == QLatin1String("off");
    const linger asked = {off ? 0 : 1, off ? 0 : value.toInt()};
    OptionOutcome outcome{off ? -1 : asked.l_linger, -1, 0, nullptr};
    if (::setsockopt(fd, SOL_SOCKET, SO_LINGER, &asked, sizeof asked) != 0)
        outcome.error = errno;
    linger granted = {};
    socklen_t size = sizeof granted;
    if (::getsockopt(fd, SOL_SOCKET, SO_LINGER, &granted, &size) == 0 && granted.l_onoff)
        outcome.granted = granted.l_linger;
    return outcome;
}

QList<OptionOutcome> setKeepalive(int fd, const QString &value)
{
    QList<OptionOutcome> outcomes{
        setNumber(fd, SOL_SOCKET, SO_KEEPALIVE, value == QLatin1String("off") ? 0 : 1)};
    const QStringList times = value.split(u'/');
    constexpr int options[] = {TCP_KEEPIDLE, TCP_KEEPINTVL, TCP_KEEPCNT};
    constexpr const char *parts[] = {"TCP_KEEPIDLE", "TCP_KEEPINTVL", "TCP_KEEPCNT"};
    for (qsizetype i = 0; times.size() == 3 && i < 3; ++i) {
        outcomes += setNumber(fd, IPPROTO_TCP, options[i], times[i].toInt());
        outcomes.last().part = parts[i];
    }
    return outcomes;
}

struct Place {
    const char *key;
    int level;
    int option;
};

Place placeOf(const QString &key, bool v6)
{
    static constexpr Place places[] = {{"reuseaddr", SOL_SOCKET, SO_REUSEADDR},
        {"v6only", IPPROTO_IPV6, IPV6_V6ONLY}, {"sndbuf", SOL_SOCKET, SO_SNDBUF},
        {"rcvbuf", SOL_SOCKET, SO_RCVBUF}, {"nodelay", IPPROTO_TCP, TCP_NODELAY},
        {"user-timeout", IPPROTO_TCP, TCP_USER_TIMEOUT}, {"syn-retries", IPPROTO_TCP, TCP_SYNCNT},
        {"broadcast", SOL_SOCKET, SO_BROADCAST}};
    if (key == QLatin1String("ttl"))
        return v6 ? Place{"ttl", IPPROTO_IPV6, IPV6_UNICAST_HOPS} : Place{"ttl", IPPROTO_IP, IP_TTL};
    const auto place = std::find_if(
        std::begin(places), std::end(places), [&key](const Place &p) { return key == QLatin1String(p.key); });
    return place == std::end(places) ? Place{"", -1, -1} : *place;
}

} // namespace

std::span<const SocketOptionKind> socketOptionKinds()
{
    return kinds;
}

const SocketOptionKind *socketOptionKind(const QString &key)
{
    const auto kind = std::find_if(std::begin(kinds), std::end(kinds),
        [&key](const SocketOptionKind &k) { return key == QLatin1String(k.key); });
    return kind == std::end(kinds) ? nullptr : kind;
}

Result<Done> checkOption(const OptionChoice &choice)
{
    const SocketOptionKind *kind = socketOptionKind(choice.key);
    if (!kind)
        return Failure{Text::tr("There is no socket option “%1” here.").arg(safeText(choice.key, 60))};
    if (!isValueOf(*kind, choice.value))
        return Failure{Text::tr("“%1” is no value of %2; it takes %3.")
                           .arg(safeText(choice.value, 60), choice.key, valuesOf(*kind))};
    return Done();
}

Result<OptionChoice> optionFromText(const QString &text)
{
    const qsizetype equals = text.indexOf(u'=');
    const OptionChoice choice{text.left(std::max<qsizetype>(equals, 0)), text.mid(equals + 1)};
    if (const auto valid = checkOption(choice); !valid)
        return Failure{valid.error()};
    return choice;
}

QString optionText(const OptionChoice &choice)
{
    return QString(choice.key + u'=' + choice.value);
}

QList<OptionOutcome> setSocketOption(int fd, bool v6, const OptionChoice &choice)
{
    if (choice.key == QLatin1String("linger"))
        return {setLinger(fd, choice.value)};
    if (choice.key == QLatin1String("keepalive"))
        return setKeepalive(fd, choice.value);
    const Place place = placeOf(choice.key, v6);
    const int value = choice.value == QLatin1String("on") ? 1
        : choice.value == QLatin1String("off")            ? 0
                                                          : choice.value.toInt();
    return {setNumber(fd, place.level, place.option, value)};
}

} // namespace wl
