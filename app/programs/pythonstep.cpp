// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/callarguments.h"
#include "app/programs/script.h"
#include "app/programs/stepcode.h"

#include <sys/socket.h>

namespace wl {

namespace {

QString option(const EventRef &call, const QString &name)
{
    const QString level = QString::fromLatin1(optionLevel(call->extra));
    if (level.isEmpty())
        return {};
    const QString value = isLinger(call->extra)
        ? QStringLiteral("struct.pack(\"ii\", %1, seconds)").arg(call->arg ? 1 : 0)
        : QString::number(std::int32_t(call->arg));
    return QStringLiteral("%1.setsockopt(socket.%2, socket.%3, %4)")
        .arg(name, level, optionName(call->extra), value);
}

QString transfer(const EventRef &call, const QString &name)
{
    const bool datagram = call->has(Event::Datagram);
    if (isRecvCall(call->step))
        return datagram ? QStringLiteral("data, sender = %1.recvfrom(%2)").arg(name).arg(call->arg)
                        : QStringLiteral("data = %1.recv(%2)").arg(name).arg(call->arg);
    const QString bytes = bytesOf(call, Language::Python);
    if (datagram && call.peer().isValid())
        return QString(name + QStringLiteral(".sendto(") + bytes + QStringLiteral(", (")
            + hostAndPort(call.peer(), Language::Python) + QStringLiteral("))"));
    return QString(name + QStringLiteral(".sendall(") + bytes + u')');
}

} // namespace

QString pythonStep(const EventRef &call, const SocketTable &table)
{
    const QString name = variableOf(call->socket, table);
    switch (call->step) {
    case Step::CallSocket:
        return QStringLiteral("%1 = socket.socket(socket.%2, socket.%3)")
            .arg(name, QLatin1String(call->arg == AF_INET6 ? "AF_INET6" : "AF_INET"),
                QLatin1String(call->has(Event::Datagram) ? "SOCK_DGRAM" : "SOCK_STREAM"));
    case Step::CallBind:
        return QString(name + QStringLiteral(".bind((") + hostAndPort(call.peer(), Language::Python)
            + QStringLiteral("))"));
    case Step::CallConnect:
        return QString(name + QStringLiteral(".connect((") + hostAndPort(call.peer(), Language::Python)
            + QStringLiteral("))"));
    case Step::CallListen:
        return QStringLiteral("%1.listen(%2)").arg(name).arg(call->arg);
    case Step::CallAccept:
    case Step::CallAccept4:
        return QStringLiteral("%1, peer = %2.accept()").arg(variableOf(SocketId(call->arg), table), name);
    case Step::CallSetsockopt:
        return option(call, name);
    case Step::CallShutdown:
        return QStringLiteral("%1.shutdown(socket.%2)").arg(name, shutdownName(call->arg));
    case Step::CallClose:
        return name + QStringLiteral(".close()");
    default:
        return isSendCall(call->step) || isRecvCall(call->step) ? transfer(call, name) : QString();
    }
}

} // namespace wl
