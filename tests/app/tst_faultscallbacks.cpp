// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "tests/kit/livesession.h"

#include <QRandomGenerator>

namespace wl {

using namespace kit;

/// Row 33 of docs/faults.md: what is closed or removed while the engine is in the middle of it.
class TestFaultsCallbacks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void row33PeersThatEndAtAnyMoment();
    void row33EndpointsRemovedAtAnyMoment();
};

void TestFaultsCallbacks::row33PeersThatEndAtAnyMoment()
{
    constexpr int rounds = 2000;
    Live live;
    EndpointSettings settings = serving("echo");
    settings.closeAfterReply = true;
    const EndpointId server = live.server(settings);
    const quint16 port = live.port(server);
    QVERIFY(port != 0);
    for (int i = 0; i < rounds; ++i) {
        Peer peer = Peer::connected(port);
        const auto way = QRandomGenerator::global()->bounded(5);
        if (way != 0)
            peer.send("hello");
        if (way == 2)
            peer.finish();
        if (way == 3)
            peer.take();
        if (way == 4)
            live.post(server, Command::SendToAll{"to all"});
        way % 2 ? peer.reset() : peer.close();
    }
    const auto accepted = [&] { return live.accepts(server) == rounds; };
    QVERIFY(QTest::qWaitFor(accepted, 60000));
    QVERIFY(QTest::qWaitFor([&] { return live.table().openConnections() == 0; }, 60000));
    qInfo("row 33: pass: %d connections ended in five ways in the middle of our callbacks, left open 0",
        rounds);
}

void TestFaultsCallbacks::row33EndpointsRemovedAtAnyMoment()
{
    constexpr int rounds = 300;
    Live live;
    for (int i = 0; i < rounds; ++i) {
        const EndpointId server = live.server(serving(i % 2 ? "echo" : "hello"));
        const quint16 port = live.port(server);
        QVERIFY(port != 0);
        const EndpointId client = live.client(port);
        Peer peer = Peer::connected(port);
        for (int n = 0; n < 10; ++n) {
            live.send(client, "Hello\r\n");
            peer.send("Hello\r\n");
        }
        // What it does to itself while the bytes above are on their way in both threads.
        const auto way = QRandomGenerator::global()->bounded(4);
        if (way == 0)
            live.post(client, Command::Abort{});
        if (way == 1)
            live.post(server, Command::StopListening{});
        if (way == 2)
            peer.reset();
        live.post(server, Command::Remove{});
        live.send(client, "after the end");
        live.post(client, Command::Remove{});
    }
    QVERIFY(QTest::qWaitFor([&] { return live.table().openConnections() == 0; }, 60000));
    qInfo("row 33: pass: %d servers and clients removed while both sent, left open 0", rounds);
}

} // namespace wl

QTEST_GUILESS_MAIN(wl::TestFaultsCallbacks)
#include "tst_faultscallbacks.moc"
