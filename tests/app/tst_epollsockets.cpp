// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "tests/kit/scenethread.h"

#include <QSocketNotifier>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QUdpSocket>

#include <atomic>
#include <memory>

#include <sys/socket.h>
#include <unistd.h>

using namespace wl;

namespace {

std::unique_ptr<QTcpServer> echoServer()
{
    auto server = std::make_unique<QTcpServer>();
    QObject::connect(server.get(), &QTcpServer::newConnection, server.get(), [server = server.get()] {
        QTcpSocket *socket = server->nextPendingConnection();
        QObject::connect(
            socket, &QTcpSocket::readyRead, socket, [socket] { socket->write(socket->readAll()); });
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    });
    server->setListenBacklogSize(4096);
    server->listen(QHostAddress::LocalHost);
    return server;
}

QStringList tcpEcho()
{
    QStringList lines;
    const auto server = echoServer();
    for (const int size : {1, 1000, 3000000}) {
        const QByteArray message(size, 'm');
        QByteArray answer;
        QTcpSocket client;
        QObject::connect(&client, &QTcpSocket::connected, &client, [&] { client.write(message); });
        QObject::connect(&client, &QTcpSocket::readyRead, &client, [&] { answer += client.readAll(); });
        client.connectToHost(QHostAddress(QHostAddress::LocalHost), server->serverPort());
        lines << line("in time", turnUntil([&] { return answer.size() >= size; }));
        lines << line("same bytes", answer == message);
        client.disconnectFromHost();
        lines << line("closed", turnUntil([&] { return client.state() == QTcpSocket::UnconnectedState; }));
    }
    lines << line("served", turnUntil([&] { return server->findChildren<QTcpSocket *>().isEmpty(); }));
    return lines;
}

QStringList udpEcho()
{
    QUdpSocket server;
    server.bind(QHostAddress::LocalHost);
    QObject::connect(&server, &QUdpSocket::readyRead, &server, [&server] {
        char bytes[2048];
        QHostAddress peer;
        quint16 port = 0;
        const qint64 size = server.readDatagram(bytes, sizeof bytes, &peer, &port);
        server.writeDatagram(bytes, size, peer, port);
    });
    QStringList lines;
    QUdpSocket client;
    client.bind(QHostAddress::LocalHost);
    for (const int size : {1, 700, 2048}) {
        client.writeDatagram(QByteArray(size, 'd'), QHostAddress::LocalHost, server.localPort());
        lines << line("in time", turnUntil([&] { return client.hasPendingDatagrams(); }));
        lines << line("size", client.readDatagram(nullptr, 0) >= 0);
    }
    return lines;
}

QStringList refusedConnection()
{
    quint16 port = 0;
    {
        QTcpServer closed;
        closed.listen(QHostAddress::LocalHost);
        port = closed.serverPort();
    }
    QStringList lines;
    QTcpSocket client;
    QObject::connect(
        &client, &QTcpSocket::stateChanged, &client, [&](auto state) { lines << line("state", state); });
    QObject::connect(
        &client, &QTcpSocket::errorOccurred, &client, [&](auto error) { lines << line("error", error); });
    client.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    turnUntil([&] { return client.error() != QTcpSocket::UnknownSocketError; });
    lines << line("idle", idleProcessorTime() < 100);
    return lines;
}

/// One side connected to the other by QTcpServer and QTcpSocket, each telling what happens to it.
struct Pair {
    QStringList lines; ///< first, for the sockets speak while they are destroyed
    QTcpServer server;
    QTcpSocket client;
    QTcpSocket *accepted = nullptr;

    Pair()
    {
        server.listen(QHostAddress::LocalHost);
        client.connectToHost(QHostAddress(QHostAddress::LocalHost), server.serverPort());
        turnUntil([this] { return server.hasPendingConnections(); });
        accepted = server.nextPendingConnection();
        turnUntil([this] { return client.state() == QTcpSocket::ConnectedState; });
        watch(accepted, "server");
    }

    void watch(QTcpSocket *socket, const char *who)
    {
        const QString name = QString::fromLatin1(who);
        QObject::connect(
            socket, &QTcpSocket::readChannelFinished, socket, [=, this] { lines << name % u" end"; });
        QObject::connect(
            socket, &QTcpSocket::disconnected, socket, [=, this] { lines << name % u" disconnected"; });
        QObject::connect(socket, &QTcpSocket::errorOccurred, socket,
            [=, this](auto error) { lines << name % u' ' % QString::number(error); });
    }
};

QStringList orderlyEnd()
{
    Pair pair;
    pair.client.write("last words");
    pair.client.disconnectFromHost();
    turnUntil([&] { return pair.accepted->state() == QTcpSocket::UnconnectedState; });
    pair.lines << QString::fromLatin1(pair.accepted->readAll());
    return pair.lines << line("idle", idleProcessorTime() < 100);
}

QStringList resetByThePeer()
{
    Pair pair;
    const linger hard{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(static_cast<int>(pair.client.socketDescriptor()), SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    pair.client.abort();
    turnUntil([&] { return pair.accepted->state() == QTcpSocket::UnconnectedState; });
    return pair.lines << line("idle", idleProcessorTime() < 100);
}

QStringList slowReader()
{
    Pair pair;
    pair.accepted->setReadBufferSize(1000);
    const QByteArray message(4000000, 's');
    qint64 got = 0;
    pair.client.write(message);
    turnFor(50);
    pair.lines << line("kept back", pair.client.bytesToWrite() > 0);
    pair.accepted->setReadBufferSize(0);
    QObject::connect(pair.accepted, &QTcpSocket::readyRead, pair.accepted,
        [&] { got += pair.accepted->readAll().size(); });
    got += pair.accepted->readAll().size();
    turnUntil([&] { return got == message.size(); });
    pair.lines << line("all", got == message.size() && pair.client.bytesToWrite() == 0);
    return pair.lines << line("idle", idleProcessorTime() < 100);
}

QStringList manyConnectionsAtOnce()
{
    const auto server = echoServer();
    std::vector<std::unique_ptr<QTcpSocket>> clients;
    int answered = 0;
    for (int i = 0; i < 300; ++i) {
        QTcpSocket *client = clients.emplace_back(std::make_unique<QTcpSocket>()).get();
        QObject::connect(client, &QTcpSocket::connected, client, [client] { client->write("x"); });
        QObject::connect(client, &QTcpSocket::readyRead, client, [&answered] { ++answered; });
        client->connectToHost(QHostAddress(QHostAddress::LocalHost), server->serverPort());
    }
    turnUntil([&] { return answered == 300; });
    return {line("answered", answered)};
}

QStringList loopInsideAHandler()
{
    QStringList lines;
    const auto server = echoServer();
    QTcpSocket client;
    QObject::connect(&client, &QTcpSocket::connected, &client, [&] {
        lines << QStringLiteral("outer");
        client.write("inner");
        turnUntil([&] { return client.bytesAvailable() == 5; });
        lines << QString::fromLatin1(client.readAll());
    });
    client.connectToHost(QHostAddress(QHostAddress::LocalHost), server->serverPort());
    turnUntil([&] { return lines.size() == 2; });
    return lines;
}

QStringList zeroTimerLeavesSocketsTheirTurn()
{
    const auto server = echoServer();
    QTimer busy;
    busy.start(0);
    QTcpSocket client;
    QObject::connect(&client, &QTcpSocket::connected, &client, [&] { client.write("x"); });
    client.connectToHost(QHostAddress(QHostAddress::LocalHost), server->serverPort());
    return {line("answered", turnUntil([&] { return client.bytesAvailable() == 1; }))};
}

QStringList urgentByte()
{
    Pair pair;
    // Qt asks for urgent bytes in line; here they come apart.
    const int off = 0;
    const int fd = static_cast<int>(pair.accepted->socketDescriptor());
    ::setsockopt(fd, SOL_SOCKET, SO_OOBINLINE, &off, sizeof off);
    QSocketNotifier notifier(fd, QSocketNotifier::Exception);
    QObject::connect(&notifier, &QSocketNotifier::activated, &notifier, [&](QSocketDescriptor descriptor) {
        char byte = 0;
        pair.lines << line("taken", ::recv(static_cast<int>(descriptor), &byte, 1, MSG_OOB))
                   << line("byte", byte);
    });
    ::send(static_cast<int>(pair.client.socketDescriptor()), "!", 1, MSG_OOB);
    turnUntil([&] { return !pair.lines.isEmpty(); });
    notifier.setEnabled(false);
    return pair.lines << line("idle", idleProcessorTime() < 100);
}

} // namespace

using Scene = QStringList (*)();

class TestEpollSockets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        // The loop to compare with is Qt's own on poll(), not GLib's.
        qputenv("QT_NO_GLIB", "1");
    }

    void sceneGoesAsInQtsOwnLoop_data()
    {
        QTest::addColumn<Scene>("scene");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char *title, Scene scene, const char *expected) {
            QTest::newRow(title) << scene << QString::fromLatin1(expected).split(u',', Qt::SkipEmptyParts);
        };
        const char *thrice =
            "in time 1,same bytes 1,closed 1,in time 1,same bytes 1,closed 1,in time 1,same bytes "
            "1,closed 1,served 1";
        row("tcp echo", tcpEcho, thrice);
        row("udp echo", udpEcho, "in time 1,size 1,in time 1,size 1,in time 1,size 1");
        row("refused connection", refusedConnection, "state 1,state 2,state 0,error 0,idle 1");
        row("orderly end", orderlyEnd, "server 1,server end,server disconnected,last words,idle 1");
        row("reset by the peer", resetByThePeer, "server 1,server end,server disconnected,idle 1");
        row("slow reader", slowReader, "kept back 1,all 1,idle 1");
        row("many connections at once", manyConnectionsAtOnce, "answered 300");
        row("loop inside a handler", loopInsideAHandler, "outer,inner");
        row("zero timer leaves sockets their turn", zeroTimerLeavesSocketsTheirTurn, "answered 1");
        row("urgent byte", urgentByte, "taken 1,byte 33,idle 1");
    }

    void sceneGoesAsInQtsOwnLoop()
    {
        QFETCH(Scene, scene);
        QFETCH(QStringList, expected);
        QCOMPARE(SceneThread::lines(Loop::Ours, scene), expected);
        QCOMPARE(SceneThread::lines(Loop::Qts, scene), expected);
    }
};

QTEST_GUILESS_MAIN(TestEpollSockets)
#include "tst_epollsockets.moc"
