// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/programs/stepcode.h"

#include "app/models/eventtext.h"
#include "app/programs/literals.h"

#include <algorithm>

namespace wl {

QString variableOf(SocketId socket, const SocketTable &table)
{
    const SocketFacts *facts = table.socket(socket);
    if (!facts)
        return QStringLiteral("sock");
    const EndpointFacts *endpoint = table.endpoint(facts->endpoint);
    switch (facts->role) {
    case SocketRole::Listener:
        return QStringLiteral("server");
    case SocketRole::Accepted:
        return QStringLiteral("connection%1").arg(facts->number);
    case SocketRole::Client:
        return QStringLiteral("client");
    case SocketRole::Datagram:
        return QStringLiteral("udp");
    case SocketRole::Unknown:
        break;
    }
    return endpoint && endpoint->settings.role == Role::Client ? QStringLiteral("client")
                                                               : QStringLiteral("server");
}

QString failureComment(const Event &call, const char *mark)
{
    if (!call.failed())
        return {};
    return QStringLiteral("  %1 here it failed with %2").arg(QLatin1String(mark), errnoName(call.error));
}

QString hostAndPort(const PackedAddress &address, Language language)
{
    return QString::fromLatin1(hostLiteral(address, language)) + QStringLiteral(", %1").arg(address.port);
}

bool isV6(const PackedAddress &address)
{
    return address.family == 6;
}

QString bytesOf(const EventRef &call, Language language)
{
    const Bytes payload = call.payload();
    const QByteArrayView bytes(payload.data(), qsizetype(payload.size()));
    return QString::fromLatin1(literalLines(bytes, language).join("\n    "));
}

} // namespace wl
