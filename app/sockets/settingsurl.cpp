// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/core/safetext.h"
#include "app/sockets/addresses.h"
#include "app/sockets/settingsoptions.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QStringDecoder>
#include <QUrl>

#include <algorithm>

// QUrl repairs what it does not understand, so the URL is taken apart by hand.

namespace wl {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(wl)
};

constexpr qsizetype maxUrlSize = 64 * 1024;

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

Result<QString> percentDecoded(QStringView text)
{
    const QByteArray bytes = text.toUtf8();
    for (qsizetype i = bytes.indexOf('%'); i >= 0; i = bytes.indexOf('%', i + 1)) {
        if (i + 2 >= bytes.size() || !isHexDigit(bytes[i + 1]) || !isHexDigit(bytes[i + 2]))
            return Failure{
                Text::tr("A percent sign in “%1” has no two hexadecimal digits after it. Write %25 for a "
                         "percent sign itself.")
                    .arg(safeText(text, 60))};
    }
    // QString::fromUtf8 would swallow a byte order mark and replace what is not UTF-8.
    QStringDecoder decode(
        QStringDecoder::Utf8, QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    const QString decoded = decode(QByteArray::fromPercentEncoding(bytes));
    if (decode.hasError())
        return Failure{
            Text::tr("“%1” is not UTF-8 when its percent signs are decoded.").arg(safeText(text, 60))};
    return decoded;
}

Result<Done> readListenerNumber(QStringView authority, EndpointSettings &settings)
{
    if (settings.role == Role::Server)
        return Failure{
            Text::tr("“%1” stands for a listener of this program, to which only a client can connect. Give a "
                     "server an address.")
                .arg(safeText(authority, 60))};
    const QStringView number = authority.sliced(1);
    const bool decimal =
        std::all_of(number.begin(), number.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!decimal || number.size() > 6 || number.toUInt() == 0)
        return Failure{Text::tr("“%1” is not a listener. Write @1 for the first one, without a port.")
                           .arg(safeText(authority, 60))};
    settings.address = authority.toString();
    settings.port = 0;
    return Done();
}

Result<Done> readAuthority(QStringView authority, EndpointSettings &settings)
{
    if (authority.startsWith(u'@'))
        return readListenerNumber(authority, settings);
    QString text = authority.toString();
    // RFC 6874 writes the zone's percent sign as %25; people type a bare one too.
    if (text.startsWith(u'['))
        text.replace(QLatin1String("%25"), QLatin1String("%"));
    const Result<HostAndPort> parts = splitHostAndPort(text);
    if (!parts)
        return Failure{parts.error()};
    const Result<QString> host = hostOrAddress(parts->host);
    if (!host)
        return Failure{host.error()};
    if (*host == u'*' && settings.role == Role::Client)
        return Failure{Text::tr("“*” stands for all addresses of this machine. A client needs one address "
                                "or name to connect to.")};
    settings.address = *host;
    settings.port = parts->port;
    return Done();
}

Result<Done> readOption(QStringView pair, QList<const SettingsOption *> &seen, EndpointSettings &settings)
{
    const qsizetype equals = pair.indexOf(u'=');
    const QStringView key = equals < 0 ? pair : pair.first(equals);
    if (equals < 1)
        return Failure{
            Text::tr("“%1” is not an option. Options after the question mark look like backlog=5, with & "
                     "between them.")
                .arg(safeText(pair, 60))};
    const auto known = settingsOptions();
    const auto option = std::find_if(
        known.begin(), known.end(), [key](const SettingsOption &o) { return key == QLatin1String(o.key); });
    if (option == known.end()) {
        QStringList keys;
        for (const SettingsOption &o : known)
            keys += QLatin1String(o.key);
        return Failure{Text::tr("There is no option “%1”. The options are: %2.")
                           .arg(safeText(key, 60), keys.join(QLatin1String(", ")))};
    }
    if (!option->repeatable && seen.contains(&*option))
        return Failure{Text::tr("The option “%1” stands there twice. Keep one of the two.").arg(key)};
    seen += &*option;
    const Result<QString> value = percentDecoded(pair.sliced(equals + 1));
    const Result<Done> taken = value ? option->read(*value, settings) : Failure{value.error()};
    return taken ? taken : Failure{Text::tr("The option “%1” is wrong: %2").arg(key, taken.error())};
}

Result<QStringView> readScheme(QStringView url, EndpointSettings &settings)
{
    const bool tcp = url.startsWith(u"tcp://", Qt::CaseInsensitive);
    if (!tcp && !url.startsWith(u"udp://", Qt::CaseInsensitive))
        return Failure{
            Text::tr("“%1” begins with neither tcp:// nor udp://. Write it like tcp://127.0.0.1:12000.")
                .arg(safeText(url, 60))};
    settings.protocol = tcp ? Protocol::Tcp : Protocol::Udp;
    return url.sliced(6);
}

} // namespace

QString settingsUrl(const EndpointSettings &settings)
{
    QString url = settings.protocol == Protocol::Tcp ? QStringLiteral("tcp://") : QStringLiteral("udp://");
    const QString host = QLatin1String(QUrl::toPercentEncoding(settings.address, QByteArrayLiteral(":*@")));
    url += host.startsWith(u'@') ? host : hostAndPort(host, settings.port);
    QChar separator = u'?';
    for (const SettingsOption &option : settingsOptions()) {
        for (const QString &value : option.write(settings)) {
            const QByteArray encoded = QUrl::toPercentEncoding(value, QByteArrayLiteral("!,:/*[]@"));
            url += separator + QLatin1String(option.key) + u'=' + QLatin1String(encoded);
            separator = u'&';
        }
    }
    return url;
}

Result<EndpointSettings> settingsFromUrl(Role role, const QString &url)
{
    if (url.size() > maxUrlSize)
        return Failure{Text::tr("The URL is too long: %1 characters, and at most %2 are allowed.")
                           .arg(url.size())
                           .arg(maxUrlSize)};
    if (url.contains(u'#'))
        return Failure{Text::tr("“#” cannot stand in this URL. Write %23 for it in a text.")};
    EndpointSettings settings;
    settings.role = role;
    const Result<QStringView> rest = readScheme(url, settings);
    if (!rest)
        return Failure{rest.error()};
    const qsizetype question = rest->indexOf(u'?');
    QStringView authority = question < 0 ? *rest : rest->first(question);
    if (authority.endsWith(u'/'))
        authority.chop(1);
    if (const Result<Done> read = readAuthority(authority, settings); !read)
        return Failure{read.error()};
    QList<const SettingsOption *> seen;
    if (question >= 0 && question + 1 < rest->size()) {
        for (const QStringView pair : rest->sliced(question + 1).split(u'&')) {
            if (const Result<Done> read = readOption(pair, seen, settings); !read)
                return Failure{read.error()};
        }
    }
    return settings;
}

} // namespace wl
