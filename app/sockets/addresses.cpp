// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/sockets/addresses.h"

#include "app/core/safetext.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstring>

#include <arpa/inet.h>
#include <net/if.h>

namespace wl {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(wl)
};

constexpr qsizetype maxAddressSize = 64; ///< the longest IPv6 text (45) and a zone
constexpr qsizetype maxNameSize = 253; ///< RFC 1123
constexpr qsizetype maxLabelSize = 63;

QString shown(QStringView text)
{
    return safeText(text, 60);
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isHexDigit(QChar c)
{
    return isDigit(c) || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
}

bool isDecimal(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isDigit);
}

/// "12" and "0x7f": what the C library's resolver takes for a part of an IPv4 address.
bool isNumber(QStringView label)
{
    if (label.startsWith(u"0x", Qt::CaseInsensitive))
        return std::all_of(label.begin() + 2, label.end(), isHexDigit);
    return isDecimal(label);
}

Result<QHostAddress> ipv4Address(QStringView text)
{
    const QList<QStringView> parts = text.split(u'.');
    const bool wellShaped = parts.size() == 4
        && std::all_of(parts.begin(), parts.end(), [](QStringView part) { return isDecimal(part); });
    if (!wellShaped)
        return Failure{
            Text::tr("“%1” is not a whole address. An IPv4 address has four decimal numbers from 0 to 255 "
                     "with dots between, such as 127.0.0.1.")
                .arg(shown(text))};
    quint32 address = 0;
    for (const QStringView part : parts) {
        if (part.size() > 1 && part[0] == u'0')
            return Failure{
                Text::tr("“%1” in “%2” begins with a zero, which some programs read as an octal number. "
                         "Leave the zero out.")
                    .arg(shown(part), shown(text))};
        if (part.size() > 3 || part.toUInt() > 255)
            return Failure{
                Text::tr("“%1” in “%2” is more than 255. Each of the four numbers of an IPv4 address is "
                         "from 0 to 255.")
                    .arg(shown(part), shown(text))};
        address = address << 8 | part.toUInt();
    }
    return QHostAddress(address);
}

/// The address without a zone, in network byte order.
bool parseIpv6(QStringView text, in6_addr &address)
{
    const bool clean = std::all_of(
        text.begin(), text.end(), [](QChar c) { return isHexDigit(c) || c == u':' || c == u'.'; });
    // inet_pton stops at a NUL, so only clean text may reach it.
    return clean && inet_pton(AF_INET6, text.toLatin1().constData(), &address) == 1;
}

/// The index of the interface with this name, 0 when there is none. Asks the C library, not
/// QNetworkInterface, whose own sockets would appear among the observed calls.
uint interfaceIndex(QStringView name)
{
    return name.size() < IF_NAMESIZE ? if_nametoindex(name.toUtf8().constData()) : 0;
}

bool isInterface(QStringView zone)
{
    char name[IF_NAMESIZE];
    if (zone.contains(QChar(0)))
        return false;
    if (interfaceIndex(zone) != 0)
        return true;
    const uint index = isDecimal(zone) ? zone.toUInt() : 0;
    return index != 0 && if_indextoname(index, name) != nullptr;
}

Result<QHostAddress> ipv6Address(QStringView text)
{
    const qsizetype percent = text.indexOf(u'%');
    in6_addr raw;
    if (!parseIpv6(percent < 0 ? text : text.first(percent), raw))
        return Failure{
            Text::tr("“%1” is not an IPv6 address. It has up to eight groups of hexadecimal digits with "
                     "colons between, such as ::1 or fe80::1%eth0; brackets and port do not belong to it.")
                .arg(shown(text))};
    QHostAddress address(raw.s6_addr);
    if (percent < 0)
        return address;
    const QStringView zone = text.sliced(percent + 1);
    if (!isInterface(zone))
        return Failure{
            Text::tr("“%1” in “%2” is not a network interface of this machine. After the percent sign comes "
                     "the name of one, such as lo or eth0.")
                .arg(shown(zone), shown(text))};
    address.setScopeId(zone.toString());
    return address;
}

bool isNameCharacter(QChar c)
{
    return isDigit(c) || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'-' || c == u'_';
}

Result<Done> checkLabel(QStringView label, QStringView name)
{
    if (label.isEmpty() || label.startsWith(u'-') || label.endsWith(u'-'))
        return Failure{
            Text::tr("“%1” is not a host name: between its dots are letters, digits and hyphens, with no "
                     "hyphen at the ends and no two dots in a row.")
                .arg(shown(name))};
    if (label.size() > maxLabelSize)
        return Failure{
            Text::tr("“%1” is too long for a part of a host name: %2 characters, and at most %3 may stand "
                     "between two dots.")
                .arg(shown(label))
                .arg(label.size())
                .arg(maxLabelSize)};
    const auto wrong = std::find_if_not(label.begin(), label.end(), isNameCharacter);
    if (wrong != label.end())
        return Failure{
            Text::tr("“%1” cannot stand in a host name. Write a name such as localhost or example.org, or "
                     "an address such as 127.0.0.1.")
                .arg(shown(QStringView(wrong, 1)))};
    return Done();
}

Result<QString> hostName(const QString &name)
{
    QStringView relative(name);
    if (relative.endsWith(u'.'))
        relative.chop(1);
    if (relative.size() > maxNameSize)
        return Failure{Text::tr("The host name is too long: %1 characters, and at most %2 are allowed.")
                           .arg(relative.size())
                           .arg(maxNameSize)};
    for (const QStringView label : relative.split(u'.')) {
        if (const Result<Done> fine = checkLabel(label, name); !fine)
            return Failure{fine.error()};
    }
    return name;
}

Failure emptyAddress()
{
    return {Text::tr("The address is empty. Give one such as 127.0.0.1 or ::1.")};
}

} // namespace

Result<QHostAddress> strictAddress(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return emptyAddress();
    if (trimmed == u'*')
        return QHostAddress(QHostAddress::Any);
    if (trimmed.size() > maxAddressSize)
        return Failure{Text::tr("The address is too long: %1 characters. Give one such as 127.0.0.1 or ::1.")
                           .arg(trimmed.size())};
    return trimmed.contains(u':') ? ipv6Address(trimmed) : ipv4Address(trimmed);
}

Result<QString> hostOrAddress(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return Failure{
            Text::tr("The host is empty. Give a name such as localhost or an address such as 127.0.0.1.")};
    const QList<QStringView> labels = QStringView(trimmed).split(u'.');
    const bool numeric =
        std::all_of(labels.begin(), labels.end(), [](QStringView label) { return isNumber(label); });
    const bool dotsAndDigits =
        std::all_of(trimmed.begin(), trimmed.end(), [](QChar c) { return isDigit(c) || c == u'.'; });
    // The resolver would take "1.2.3" and "0x7f.1" for addresses that nobody meant.
    if (!numeric && !dotsAndDigits && trimmed != u'*' && !trimmed.contains(u':'))
        return hostName(trimmed);
    const Result<QHostAddress> address = strictAddress(trimmed);
    return address ? Result<QString>(trimmed) : Failure{address.error()};
}

Result<quint16> strictPort(const QString &text)
{
    if (!isDecimal(text))
        return Failure{Text::tr("“%1” is not a port. Give a number from 0 to 65535 in decimal digits.")
                           .arg(shown(text))};
    bool fits = false;
    const quint16 port = text.toUShort(&fits);
    if (!fits)
        return Failure{Text::tr("Port %1 is too high. Ports go from 0 to 65535.").arg(shown(text))};
    return port;
}

PackedAddress packAddress(const QHostAddress &address, quint16 port)
{
    PackedAddress packed;
    if (address.isNull())
        return packed;
    packed.port = port;
    if (address.protocol() == QAbstractSocket::IPv4Protocol) {
        packed.family = 4;
        const quint32 ordered = htonl(address.toIPv4Address());
        std::memcpy(packed.bytes, &ordered, sizeof ordered);
        return packed;
    }
    // QHostAddress::Any too: a socket bound to it is an IPv6 one that takes IPv4 as well.
    packed.family = 6;
    const Q_IPV6ADDR raw = address.toIPv6Address();
    if (address.protocol() == QAbstractSocket::IPv6Protocol)
        std::memcpy(packed.bytes, raw.c, sizeof raw.c);
    const QString zone = address.scopeId();
    packed.scope = isDecimal(zone) ? zone.toUInt() : interfaceIndex(zone);
    return packed;
}

QHostAddress unpackAddress(const PackedAddress &address)
{
    if (address.family == 4) {
        quint32 ordered = 0;
        std::memcpy(&ordered, address.bytes, sizeof ordered);
        return QHostAddress(ntohl(ordered));
    }
    if (address.family != 6)
        return {};
    QHostAddress unpacked(address.bytes);
    if (address.scope != 0)
        unpacked.setScopeId(QString::number(address.scope));
    return unpacked;
}

QString addressText(const PackedAddress &address)
{
    char text[INET6_ADDRSTRLEN] = "";
    const bool ipv6 = address.family == 6;
    if ((!ipv6 && address.family != 4)
        || inet_ntop(ipv6 ? AF_INET6 : AF_INET, address.bytes, text, sizeof text) == nullptr)
        return {};
    const QString port = QString::number(address.port);
    if (!ipv6)
        return QString(QLatin1String(text) + u':' + port);
    // The zone stays a number: its name may mean nothing where the file is read, and asking for it is a
    // system call.
    const QString zone = address.scope != 0 ? QString(u'%' + QString::number(address.scope)) : QString();
    return QString(u'[' + QLatin1String(text) + zone + u"]:" + port);
}

PackedAddress addressFromText(const QString &text)
{
    const QStringView view(text);
    const qsizetype colon = view.lastIndexOf(u':');
    if (colon < 0)
        return {};
    const Result<quint16> port = strictPort(view.sliced(colon + 1).toString());
    QStringView host = view.first(colon);
    if (!port || host.size() > maxAddressSize)
        return {};
    if (!host.startsWith(u'[') || !host.endsWith(u']')) {
        const Result<QHostAddress> address = ipv4Address(host);
        return address ? packAddress(*address, *port) : PackedAddress();
    }
    host = host.sliced(1).chopped(1);
    const qsizetype percent = host.indexOf(u'%');
    in6_addr raw;
    if (!parseIpv6(percent < 0 ? host : host.first(percent), raw))
        return {};
    PackedAddress packed = packAddress(QHostAddress(raw.s6_addr), *port);
    if (percent >= 0) {
        const QStringView zone = host.sliced(percent + 1);
        packed.scope = isDecimal(zone) ? zone.toUInt() : interfaceIndex(zone);
        if (packed.scope == 0)
            return {};
    }
    return packed;
}

} // namespace wl
