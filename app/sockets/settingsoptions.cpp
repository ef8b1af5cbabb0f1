// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/sockets/settingsoptions.h"

#include "app/core/messagebytes.h"
#include "app/core/safetext.h"
#include "app/services/servicecatalogue.h"
#include "app/sockets/addresses.h"
#include "app/sockets/socketoptions.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace wl {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(wl)
};

using Settings = EndpointSettings;

const Settings &defaults()
{
    static const Settings settings;
    return settings;
}

/// What is written for a field that may stand at its default.
template <typename T>
QStringList changed(T Settings::*field, const Settings &settings, const QString &written)
{
    return settings.*field == defaults().*field ? QStringList() : QStringList{written};
}

template <auto Field> QStringList writeText(const Settings &settings)
{
    return changed(Field, settings, settings.*Field);
}

template <auto Field> Result<Done> readText(const QString &value, Settings &settings)
{
    settings.*Field = value;
    return Done();
}

template <auto Field> QStringList writeNumber(const Settings &settings)
{
    return changed(Field, settings, QString::number(settings.*Field));
}

template <auto Field, int least> Result<Done> readNumber(const QString &value, Settings &settings)
{
    using Number = std::remove_cvref_t<decltype(settings.*Field)>;
    constexpr auto most = std::numeric_limits<Number>::max();
    bool decimal = !value.isEmpty();
    for (const QChar c : value)
        decimal = decimal && c >= u'0' && c <= u'9';
    bool fits = false;
    const qint64 number = value.toLongLong(&fits);
    if (!decimal || !fits || number < least || number > most)
        return Failure{Text::tr("“%1” is not a number from %2 to %3.")
                           .arg(safeText(value, 60), QString::number(least), QString::number(most))};
    settings.*Field = static_cast<Number>(number);
    return Done();
}

/// A switch with a word for each of its positions.
Result<bool> readSwitch(const QString &value, QLatin1String on, QLatin1String off)
{
    if (value == on || value == off)
        return value == on;
    return Failure{Text::tr("“%1” is neither “%2” nor “%3”.").arg(safeText(value, 60), on, off)};
}

template <auto Field> Result<Done> setSwitch(const Result<bool> &position, Settings &settings)
{
    if (!position)
        return Failure{position.error()};
    settings.*Field = *position;
    return Done();
}

Result<Done> readService(const QString &value, Settings &settings)
{
    if (!isService(value)) {
        QStringList known;
        for (const ServiceKind &kind : serviceKinds())
            known += kind.id;
        return Failure{Text::tr("There is no service “%1”. Choose one of: %2.")
                           .arg(safeText(value, 60), known.join(QLatin1String(", ")))};
    }
    if (settings.protocol == Protocol::Udp && needsTcp(value))
        return Failure{
            Text::tr("The service “%1” needs connections, and UDP has none. Use tcp:// for it.").arg(value)};
    settings.service = value;
    return Done();
}

/// What only a TCP client can do by itself.
Result<Done> checkClient(const Settings &settings)
{
    if (settings.role == Role::Client && settings.protocol == Protocol::Tcp)
        return Done();
    return Failure{Text::tr("Only a TCP client connects to somebody. Leave it out here.")};
}

Result<Done> readFirst(const QString &value, Settings &settings)
{
    if (const auto may = checkClient(settings); !may)
        return may;
    if (const auto bytes = bytesFromEscapes(value); !bytes)
        return Failure{bytes.error()};
    settings.first = value;
    return Done();
}

Result<Done> readReadSize(const QString &value, Settings &settings)
{
    if (value != QLatin1String("any"))
        return readNumber<&Settings::readSize, 1>(value, settings);
    settings.readSize = 0;
    return Done();
}

QStringList writeLocal(const Settings &settings)
{
    return settings.bindLocal ? QStringList{hostAndPort(settings.localAddress, settings.localPort)}
                              : QStringList();
}

Result<Done> readLocal(const QString &value, Settings &settings)
{
    const Result<HostAndPort> local = splitHostAndPort(value);
    if (!local)
        return Failure{local.error()};
    if (!local->host.isEmpty()) {
        if (const Result<QHostAddress> address = strictAddress(local->host); !address)
            return Failure{address.error()};
    }
    settings.bindLocal = true;
    settings.localAddress = local->host;
    settings.localPort = local->port;
    return Done();
}

Result<Done> readGroup(const QString &value, Settings &settings)
{
    const Result<QHostAddress> group = strictAddress(value);
    if (!group)
        return Failure{group.error()};
    if (!group->isMulticast())
        return Failure{
            Text::tr("“%1” is not a multicast address. Groups lie in 224.0.0.0 to 239.255.255.255 and in "
                     "ff00::/8.")
                .arg(safeText(value, 60))};
    settings.groups += value;
    return Done();
}

Result<Done> readIdle(const QString &value, Settings &settings)
{
    if (settings.protocol == Protocol::Udp)
        return Failure{Text::tr("UDP has no connections that could be idle.")};
    return readNumber<&Settings::idle, 0>(value, settings);
}

Result<Done> readReconnect(const QString &value, Settings &settings)
{
    if (const auto may = checkClient(settings); !may)
        return may;
    return readNumber<&Settings::reconnect, 0>(value, settings);
}

template <auto Field> QStringList writeSwitch(const Settings &settings, QLatin1String on)
{
    return settings.*Field ? QStringList{on} : QStringList();
}

const QLatin1String afterReply("after-reply");
const QLatin1String keep("keep");
const QLatin1String one("one");
const QLatin1String all("all");
const QLatin1String on("on");
const QLatin1String off("off");

QStringList writeClose(const Settings &settings)
{
    return writeSwitch<&Settings::closeAfterReply>(settings, afterReply);
}

Result<Done> readClose(const QString &value, Settings &settings)
{
    return setSwitch<&Settings::closeAfterReply>(readSwitch(value, afterReply, keep), settings);
}

QStringList writeClients(const Settings &settings)
{
    return writeSwitch<&Settings::oneClient>(settings, one);
}

Result<Done> readClients(const QString &value, Settings &settings)
{
    return setSwitch<&Settings::oneClient>(readSwitch(value, one, all), settings);
}

QStringList writeBroadcast(const Settings &settings)
{
    return writeSwitch<&Settings::broadcast>(settings, on);
}

Result<Done> readBroadcast(const QString &value, Settings &settings)
{
    return setSwitch<&Settings::broadcast>(readSwitch(value, on, off), settings);
}

QStringList writeGroups(const Settings &settings)
{
    return settings.groups;
}

bool hasOption(Protocol protocol, const SocketOptionKind &kind)
{
    return protocol == Protocol::Tcp ? kind.tcp : kind.udp;
}

/// A socket option of the catalogue, kept as key and value.
template <const char *Key> QStringList writeChoice(const Settings &settings)
{
    for (const OptionChoice &choice : settings.options) {
        if (choice.key == QLatin1String(Key) && hasOption(settings.protocol, *socketOptionKind(choice.key)))
            return {choice.value};
    }
    return {};
}

Result<Done> takeChoice(const OptionChoice &choice, Settings &settings)
{
    if (const auto valid = checkOption(choice); !valid)
        return valid;
    const SocketOptionKind *kind = socketOptionKind(choice.key);
    if (!hasOption(settings.protocol, *kind))
        return Failure{settings.protocol == Protocol::Tcp
                ? Text::tr("A TCP socket has no option %1.").arg(choice.key)
                : Text::tr("A UDP socket has no option %1.").arg(choice.key)};
    // The catalogue is one array, so that its order is the order of its addresses.
    const auto next = std::find_if(settings.options.begin(), settings.options.end(),
        [kind](const OptionChoice &c) { return socketOptionKind(c.key) > kind; });
    settings.options.insert(next, choice);
    return Done();
}

template <const char *Key> Result<Done> readChoice(const QString &value, Settings &settings)
{
    return takeChoice({QLatin1String(Key), value}, settings);
}

const QLatin1String hold("hold");
const QLatin1String qt("qt");

QStringList writePeerEnd(const Settings &settings)
{
    if (settings.protocol == Protocol::Udp || settings.peerEnd == PeerEnd::Answer)
        return {};
    return {settings.peerEnd == PeerEnd::Hold ? hold : qt};
}

Result<Done> readPeerEnd(const QString &value, Settings &settings)
{
    if (settings.protocol == Protocol::Udp)
        return Failure{Text::tr("No peer of a UDP socket finishes, because it has no connections.")};
    const auto holds = readSwitch(value, hold, qt);
    if (!holds)
        return Failure{holds.error()};
    settings.peerEnd = *holds ? PeerEnd::Hold : PeerEnd::AsQtDoes;
    return Done();
}

constexpr char reuseaddr[] = "reuseaddr";
constexpr char v6only[] = "v6only";
constexpr char sndbuf[] = "sndbuf";
constexpr char rcvbuf[] = "rcvbuf";
constexpr char nodelay[] = "nodelay";
constexpr char keepalive[] = "keepalive";
constexpr char lingering[] = "linger";
constexpr char userTimeout[] = "user-timeout";
constexpr char synRetries[] = "syn-retries";
constexpr char ttl[] = "ttl";

template <const char *Key> constexpr SettingsOption choiceOption()
{
    return {Key, writeChoice<Key>, readChoice<Key>};
}

const SettingsOption options[] = {
    {"name", writeText<&Settings::name>, readText<&Settings::name>},
    {"service", writeText<&Settings::service>, readService},
    {"reply", writeText<&Settings::reply>, readText<&Settings::reply>},
    {"backlog", writeNumber<&Settings::backlog>, readNumber<&Settings::backlog, 0>},
    {"read", writeNumber<&Settings::readSize>, readReadSize},
    {"close", writeClose, readClose},
    {"clients", writeClients, readClients},
    {"max-clients", writeNumber<&Settings::maxConnections>, readNumber<&Settings::maxConnections, 1>},
    {"max-unread", writeNumber<&Settings::maxUnread>, readNumber<&Settings::maxUnread, 1>},
    {"local", writeLocal, readLocal},
    {"broadcast", writeBroadcast, readBroadcast},
    {"group", writeGroups, readGroup, true},
    {"prefix", writeText<&Settings::prefix>, readText<&Settings::prefix>},
    {"announce", writeText<&Settings::announce>, readText<&Settings::announce>},
    {"idle", writeNumber<&Settings::idle>, readIdle},
    {"mailbox", writeNumber<&Settings::mailbox>, readNumber<&Settings::mailbox, 1>},
    {"reconnect", writeNumber<&Settings::reconnect>, readReconnect},
    {"first", writeText<&Settings::first>, readFirst},
    {"peer-end", writePeerEnd, readPeerEnd},
    choiceOption<reuseaddr>(),
    choiceOption<v6only>(),
    choiceOption<sndbuf>(),
    choiceOption<rcvbuf>(),
    choiceOption<nodelay>(),
    choiceOption<keepalive>(),
    choiceOption<lingering>(),
    choiceOption<userTimeout>(),
    choiceOption<synRetries>(),
    choiceOption<ttl>(),
};

} // namespace

std::span<const SettingsOption> settingsOptions()
{
    return options;
}

QString hostAndPort(const QString &host, quint16 port)
{
    const QString number = QString::number(port);
    if (host.contains(u':'))
        return QString(u'[' + host + u"]:" + number);
    return QString(host + u':' + number);
}

Result<HostAndPort> splitHostAndPort(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    if (colon < 0 || text.endsWith(u']'))
        return Failure{Text::tr("“%1” has no port. Write it after a colon, such as 127.0.0.1:12000.")
                           .arg(safeText(text, 60))};
    const Result<quint16> port = strictPort(text.mid(colon + 1));
    if (!port)
        return Failure{port.error()};
    const QString host = text.left(colon);
    const bool bracketed = host.startsWith(u'[') && host.endsWith(u']');
    // Brackets mark an IPv6 address, and it alone: without them its last group would pass for a port.
    if (bracketed != host.contains(u':'))
        return Failure{
            Text::tr("An IPv6 address stands in brackets before its port, such as [::1]:12000; “%1” does not "
                     "look so.")
                .arg(safeText(text, 60))};
    return HostAndPort{bracketed ? host.mid(1, host.size() - 2) : host, *port};
}

} // namespace wl
