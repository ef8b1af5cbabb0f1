// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/callarguments.h"
#include "app/programs/script.h"
#include "app/programs/stepcode.h"

#include <sys/socket.h>

namespace wl {

namespace {

/// The address as a variable, then the call that takes it.
QString withAddress(const PackedAddress &address, const QString &call)
{
    const QString host = hostAndPort(address, Language::C).section(QStringLiteral(", "), 0, 0);
    const QString type = QLatin1String(isV6(address) ? "sockaddr_in6" : "sockaddr_in");
    const QString prefix = QLatin1String(isV6(address) ? "sin6" : "sin");
    const QString family = QLatin1String(isV6(address) ? "AF_INET6" : "AF_INET");
    return QStringLiteral("struct %1 addr = {\n    .%2_family = %3,\n    .%2_port = htons(%4)\n};\n"
                          "inet_pton(%3, %5,\n    &addr.%2_addr);\n%6")
        .arg(type, prefix, family, QString::number(address.port), host, call);
}

QString option(const EventRef &call, const QString &name)
{
    const QString level = QString::fromLatin1(optionLevel(call->extra));
    if (level.isEmpty())
        return {};
    const QString declared = isLinger(call->extra)
        ? QStringLiteral("struct linger value = {%1, seconds};").arg(call->arg ? 1 : 0)
        : QStringLiteral("int value = %1;").arg(std::int32_t(call->arg));
    return QStringLiteral("%1\nsetsockopt(%2, %3, %4,\n    &value, sizeof value);")
        .arg(declared, name, level, optionName(call->extra));
}

QString transfer(const EventRef &call, const QString &name)
{
    const bool datagram = call->has(Event::Datagram);
    if (isRecvCall(call->step))
        return datagram
            ? QStringLiteral(
                "struct sockaddr_storage sender;\nsocklen_t size = sizeof sender;\nchar data[%2];\n"
                "ssize_t n = recvfrom(%1, data, %2, 0,\n    (struct sockaddr *)&sender, &size);")
                  .arg(name)
                  .arg(call->arg)
            : QStringLiteral("char data[%2];\nssize_t n = recv(%1, data, %2, 0);").arg(name).arg(call->arg);
    const QString size = QString::number(call.payload().size());
    const QString bytes = bytesOf(call, Language::C);
    if (datagram && call.peer().isValid())
        return withAddress(call.peer(),
            QString(QStringLiteral("sendto(") + name + QStringLiteral(", ") + bytes + QStringLiteral(", ")
                + size + QStringLiteral(", 0,\n    (struct sockaddr *)&addr, sizeof addr);")));
    return QString(QStringLiteral("send(") + name + QStringLiteral(", ") + bytes + QStringLiteral(", ") + size
        + QStringLiteral(", MSG_NOSIGNAL);"));
}

} // namespace

QString cStep(const EventRef &call, const SocketTable &table)
{
    const QString name = variableOf(call->socket, table);
    const QString addressed = QStringLiteral("%1(%2,\n    (struct sockaddr *)&addr, sizeof addr);");
    switch (call->step) {
    case Step::CallSocket:
        return QStringLiteral("int %1 = socket(%2, %3, 0);")
            .arg(name, QLatin1String(call->arg == AF_INET6 ? "AF_INET6" : "AF_INET"),
                QLatin1String(call->has(Event::Datagram) ? "SOCK_DGRAM" : "SOCK_STREAM"));
    case Step::CallBind:
        return withAddress(call.peer(), addressed.arg(QStringLiteral("bind"), name));
    case Step::CallConnect:
        return withAddress(call.peer(), addressed.arg(QStringLiteral("connect"), name));
    case Step::CallListen:
        return QStringLiteral("listen(%1, %2);").arg(name).arg(call->arg);
    case Step::CallAccept:
    case Step::CallAccept4:
        return QStringLiteral("int %1 = accept(%2, NULL, NULL);")
            .arg(variableOf(SocketId(call->arg), table), name);
    case Step::CallSetsockopt:
        return option(call, name);
    case Step::CallShutdown:
        return QStringLiteral("shutdown(%1, %2);").arg(name, shutdownName(call->arg));
    case Step::CallClose:
        return QStringLiteral("close(%1);").arg(name);
    default:
        return isSendCall(call->step) || isRecvCall(call->step) ? transfer(call, name) : QString();
    }
}

} // namespace wl
