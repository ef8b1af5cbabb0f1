// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/callarguments.h"
#include "app/programs/script.h"
#include "app/programs/stepcode.h"

namespace wl {

namespace {

QString addressOf(const PackedAddress &address)
{
    const QString both = hostAndPort(address, Language::Qt);
    return QStringLiteral("QHostAddress(%1),\n    %2")
        .arg(both.section(QStringLiteral(", "), 0, 0), both.section(QStringLiteral(", "), 1));
}

/// "QTcpServer", "QTcpSocket", "QUdpSocket"
QString classOf(const Event &event, const SocketTable &table)
{
    const SocketFacts *facts = table.socket(event.socket);
    const bool datagram = event.has(Event::Datagram) || (facts && facts->role == SocketRole::Datagram);
    if (datagram)
        return QStringLiteral("QUdpSocket");
    return variableOf(event.socket, table) == QLatin1String("server") ? QStringLiteral("QTcpServer")
                                                                      : QStringLiteral("QTcpSocket");
}

QString signalStep(const EventRef &signal, const SocketTable &table)
{
    const QString name = variableOf(signal->socket, table);
    return QStringLiteral("connect(%1, &%2::%3,\n    this, &Program::%3);")
        .arg(name, classOf(signal.event(), table), QLatin1String(stepName(signal->step)));
}

QString option(const EventRef &call, const QString &name)
{
    const QString level = QString::fromLatin1(optionLevel(call->extra));
    if (level.isEmpty())
        return {};
    const QString constant = optionName(call->extra);
    static constexpr const char *known[][2] = {{"TCP_NODELAY", "LowDelayOption"},
        {"SO_KEEPALIVE", "KeepAliveOption"}, {"SO_SNDBUF", "SendBufferSizeSocketOption"},
        {"SO_RCVBUF", "ReceiveBufferSizeSocketOption"}};
    for (const auto &[posix, qt] : known) {
        if (constant == QLatin1String(posix))
            return QStringLiteral("%1->setSocketOption(\n    QAbstractSocket::%2, %3);")
                .arg(name, QLatin1String(qt), QString::number(std::int32_t(call->arg)));
    }
    const QString value = isLinger(call->extra)
        ? QStringLiteral("const linger value = {%1, seconds};").arg(call->arg ? 1 : 0)
        : QStringLiteral("const int value = %1;").arg(std::int32_t(call->arg));
    return QStringLiteral("%1\nsetsockopt(int(%2->socketDescriptor()),\n    %3, %4, &value, sizeof value);")
        .arg(value, name, level, constant);
}

QString transfer(const EventRef &call, const QString &name)
{
    if (isRecvCall(call->step))
        return call->has(Event::Datagram)
            ? QStringLiteral("QNetworkDatagram datagram =\n    %1->receiveDatagram(%2);")
                  .arg(name)
                  .arg(call->arg)
            : QStringLiteral("QByteArray data = %1->read(%2);").arg(name).arg(call->arg);
    const QString bytes = bytesOf(call, Language::Qt);
    const QString size = QString::number(call.payload().size());
    if (call->has(Event::Datagram) && call.peer().isValid())
        return QString(name + QStringLiteral("->writeDatagram(") + bytes + QStringLiteral(", ") + size
            + QStringLiteral(",\n    ") + addressOf(call.peer()) + QStringLiteral(");"));
    return QString(
        name + QStringLiteral("->write(") + bytes + QStringLiteral(", ") + size + QStringLiteral(");"));
}

QString bindStep(const EventRef &call, const QString &name, const SocketTable &table)
{
    if (classOf(call.event(), table) == QLatin1String("QTcpServer"))
        return QStringLiteral("// listen() binds:\n%1->listen(%2);").arg(name, addressOf(call.peer()));
    return QStringLiteral("%1->bind(%2);").arg(name, addressOf(call.peer()));
}

QString listenStep(const EventRef &call, const QString &name, const SocketTable &table)
{
    const SocketFacts *facts = table.socket(call->socket);
    QString text = QStringLiteral("%1->setListenBacklogSize(%2);").arg(name).arg(call->arg);
    if (facts && facts->local.isValid())
        text += QStringLiteral("\n%1->listen(%2);").arg(name, addressOf(facts->local));
    return text;
}

} // namespace

QString qtStep(const EventRef &event, const SocketTable &table)
{
    if (event->kind() == Kind::Signal)
        return signalStep(event, table);
    const QString name = variableOf(event->socket, table);
    switch (event->step) {
    case Step::CallSocket:
        return QStringLiteral("auto *%1 = new %2(this);").arg(name, classOf(event.event(), table));
    case Step::CallBind:
        return bindStep(event, name, table);
    case Step::CallConnect:
        return QStringLiteral("%1->connectToHost(%2);").arg(name, addressOf(event.peer()));
    case Step::CallListen:
        return listenStep(event, name, table);
    case Step::CallAccept:
    case Step::CallAccept4:
        return QStringLiteral("QTcpSocket *%1 =\n    %2->nextPendingConnection();")
            .arg(variableOf(SocketId(event->arg), table), name);
    case Step::CallSetsockopt:
        return option(event, name);
    case Step::CallShutdown:
        return QStringLiteral("// QTcpSocket has no word for it.\nshutdown(int(%1->socketDescriptor()), %2);")
            .arg(name, shutdownName(event->arg));
    case Step::CallClose:
        return QStringLiteral("%1->close();").arg(name);
    default:
        return isSendCall(event->step) || isRecvCall(event->step) ? transfer(event, name) : QString();
    }
}

} // namespace wl
