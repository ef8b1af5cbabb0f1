// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/setups/commandlines.h"

#include "app/sockets/addresses.h"

#include <QCoreApplication>

#include <algorithm>

namespace wl {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(wl)
};

/// What a shell can do in place of a service; empty where no one-liner does.
QString serviceCommand(const EndpointSettings &s)
{
    if (s.service == QLatin1String("echo"))
        return QStringLiteral("cat");
    if (s.service == QLatin1String("uppercase"))
        return QStringLiteral("stdbuf -o0 tr a-z A-Z");
    if (s.service == QLatin1String("fixed-reply"))
        return QStringLiteral("while read -r line; do printf %s ") + shellWord(s.reply)
            + QStringLiteral("; done");
    return {};
}

QString differsOf(const EndpointSettings &s)
{
    QStringList parts;
    if (s.role == Role::Server && serviceCommand(s).isEmpty() && s.service != QLatin1String("manual"))
        parts << Text::tr("no service answers: you do");
    if (s.role == Role::Server && s.service == QLatin1String("fixed-reply"))
        parts << Text::tr("it answers lines, not each recv");
    if (!s.options.isEmpty())
        parts << Text::tr("socket options are left out");
    if (s.backlog >= 0)
        parts << Text::tr("the backlog is the program’s own");
    if (!s.first.isEmpty())
        parts << Text::tr("it says nothing by itself");
    if (s.closeAfterReply || s.readSize > 0 || s.peerEnd != PeerEnd::Answer)
        parts << Text::tr("how it reads and closes is the program’s own");
    if (s.idle > 0 || s.reconnect > 0)
        parts << Text::tr("it neither closes idle connections nor connects again");
    return parts.join(QStringLiteral("; "));
}

bool isAny(const QString &address)
{
    return address == QLatin1String("*") || address == QLatin1String("0.0.0.0")
        || address == QLatin1String("::");
}

QString ncat(const EndpointSettings &s)
{
    QStringList words{QStringLiteral("ncat")};
    const bool udp = s.protocol == Protocol::Udp;
    if (udp)
        words << QStringLiteral("--udp");
    if (s.role == Role::Client) {
        if (s.bindLocal && !s.localAddress.isEmpty())
            words << QStringLiteral("--source") << shellWord(s.localAddress);
        if (s.bindLocal && s.localPort)
            words << QStringLiteral("--source-port") << QString::number(s.localPort);
    } else {
        words << QStringLiteral("--listen");
        if (!udp && !s.oneClient)
            words << QStringLiteral("--keep-open");
        const QString command = serviceCommand(s);
        if (!command.isEmpty())
            words << QStringLiteral("--sh-exec") << shellWord(command);
    }
    if (s.address != QLatin1String("*"))
        words << shellWord(s.address);
    words << QString::number(s.port);
    return words.join(QLatin1Char(' '));
}

QString socat(const EndpointSettings &s)
{
    const QString kind = s.protocol == Protocol::Tcp ? QStringLiteral("TCP") : QStringLiteral("UDP");
    const bool v6 = s.address.contains(QLatin1Char(':'));
    const QString family = v6 ? QStringLiteral("6") : QStringLiteral("4");
    const QString host = v6 ? QLatin1Char('[') + s.address + QLatin1Char(']') : s.address;
    if (s.role == Role::Client) {
        // A name may have addresses of both families: socat then chooses.
        const bool name = !strictAddress(s.address);
        QString to = kind + (name ? QString() : family) + QLatin1Char(':') + host + QLatin1Char(':')
            + QString::number(s.port);
        if (s.bindLocal) {
            const QString port = s.localPort ? QLatin1Char(':') + QString::number(s.localPort) : QString();
            const bool isV6 = s.localAddress.contains(QLatin1Char(':'));
            const QString local =
                isV6 ? QLatin1Char('[') + s.localAddress + QLatin1Char(']') : s.localAddress;
            to += QStringLiteral(",bind=") + local + port;
        }
        return QStringLiteral("socat - ") + shellWord(to);
    }
    const QString verb =
        s.protocol == Protocol::Tcp ? QStringLiteral("-LISTEN:") : QStringLiteral("-RECVFROM:");
    QString from = kind + (s.address == QLatin1String("*") ? QStringLiteral("6") : family) + verb
        + QString::number(s.port) + QStringLiteral(",reuseaddr");
    if (!isAny(s.address))
        from += QStringLiteral(",bind=") + host;
    if (!s.oneClient)
        from += QStringLiteral(",fork");
    QString command = serviceCommand(s);
    // Within an address of socat these have a meaning of their own.
    for (const char c : {'\\', ':', ',', '!', '"', '\''})
        command.replace(QLatin1Char(c), QLatin1Char('\\') + QString(QLatin1Char(c)));
    const QString to = command.isEmpty() ? QStringLiteral("-") : QString(QStringLiteral("SYSTEM:") + command);
    return QStringLiteral("socat ") + shellWord(from) + QLatin1Char(' ') + shellWord(to);
}

} // namespace

QString shellWord(const QString &text)
{
    const auto isPlain = [](QChar c) {
        return c.unicode() < 128 && (c.isLetterOrNumber() || QLatin1String("-_./:@%+,").contains(c));
    };
    if (!text.isEmpty() && std::all_of(text.begin(), text.end(), isPlain))
        return text;
    QString quoted = text;
    quoted.replace(QLatin1Char('\''), QLatin1String("'\\''"));
    return QLatin1Char('\'') + quoted + QLatin1Char('\'');
}

QList<CommandLine> commandLinesOf(const EndpointSettings &settings)
{
    const QString option =
        settings.role == Role::Server ? QStringLiteral("--listen ") : QStringLiteral("--connect ");
    const QString differs = differsOf(settings);
    return {{QStringLiteral("wireladder-cli"),
                QStringLiteral("wireladder-cli ") + option + shellWord(settingsUrl(settings)), {}},
        {QStringLiteral("ncat"), ncat(settings), differs},
        {QStringLiteral("socat"), socat(settings), differs}};
}

} // namespace wl
