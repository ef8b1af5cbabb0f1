// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "tests/kit/livesession.h"

using namespace wl;
using namespace wl::kit;

class TestIdle final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void serverClosesAClientThatIsIdle();
    void clientThatTalksIsNotIdle();
    void clientClosesByItselfAndConnectsAgain();
    void disconnectEndsTheReconnecting();
    void refusedClientTriesAgain();
    void firstMessageGoesOutWithEachConnection();
    void relayKeepsMailForTheAbsent();
    void webPageClosesAfterItsAnswer();
    void relayOverUdpIsRefused();
};

namespace {

EndpointSettings serverOf(const char *service, int idle = 0)
{
    EndpointSettings s;
    s.port = 0;
    s.service = QLatin1String(service);
    s.idle = idle;
    return s;
}

int connectionsOf(Live &live, EndpointId client)
{
    return int(live.all(Step::Connected, client).size());
}

} // namespace

void TestIdle::serverClosesAClientThatIsIdle()
{
    Live live;
    const EndpointId server = live.server(serverOf("echo", 1));
    const EndpointId client = live.client(live.port(server));
    QTRY_COMPARE(connectionsOf(live, client), 1);
    QTRY_COMPARE(live.all(Step::NoteIdleClosed, server).size(), 1);
    QCOMPARE(live.all(Step::NoteIdleClosed).constFirst()->arg, 1000);
    QTRY_VERIFY(live.all(Step::Disconnected, client).size() == 1);
}

void TestIdle::clientThatTalksIsNotIdle()
{
    Live live;
    const EndpointId server = live.server(serverOf("echo", 1));
    const EndpointId client = live.client(live.port(server));
    QTRY_COMPARE(connectionsOf(live, client), 1);
    for (int i = 0; i < 8; ++i) {
        live.send(client, "x");
        QTest::qWait(200);
        // On a machine under load a pause may have been longer than meant.
        if (!live.all(Step::NoteIdleClosed, server).isEmpty())
            QSKIP("not run here: this machine was too slow to keep talking");
    }
    QTRY_COMPARE(live.all(Step::NoteIdleClosed, server).size(), 1);
    const EventRef closed = live.all(Step::NoteIdleClosed, server).constFirst();
    const EventRef last = live.all(Step::CallWrite, server).constLast();
    QVERIFY(closed->time - last->time >= 900'000'000);
}

void TestIdle::clientClosesByItselfAndConnectsAgain()
{
    Live live;
    const EndpointId server = live.server(serverOf("echo"));
    EndpointSettings settings;
    settings.idle = 1;
    settings.reconnect = 1;
    const EndpointId client = live.client(live.port(server), settings);
    QTRY_COMPARE(live.all(Step::NoteReconnect, client).size(), 1);
    const EndpointFacts *facts = live.table().endpoint(client);
    QCOMPARE(facts->againAt, live.all(Step::NoteReconnect, client).constFirst()->time + 1'000'000'000);
    QTRY_COMPARE(connectionsOf(live, client), 2);
    QCOMPARE(live.table().endpoint(client)->againAt, 0);
    QCOMPARE(live.all(Step::Connect, client).size(), 1); // nobody commanded it
}

void TestIdle::disconnectEndsTheReconnecting()
{
    Live live;
    const EndpointId server = live.server(serverOf("echo"));
    EndpointSettings settings;
    settings.reconnect = 1;
    const EndpointId client = live.client(live.port(server), settings);
    QTRY_COMPARE(connectionsOf(live, client), 1);
    live.post(server, Command::CloseConnection{live.table().endpoint(server)->accepted.front()});
    QTRY_COMPARE(live.all(Step::NoteReconnect, client).size(), 1);
    live.post(client, Command::Disconnect{});
    QTRY_COMPARE(live.all(Step::NoteReconnect, client).size(), 2);
    QTest::qWait(1300);
    QCOMPARE(connectionsOf(live, client), 1);
    QCOMPARE(live.table().endpoint(client)->againAt, 0);
    QVERIFY(live.all(Step::NoteCommandFailed, client).isEmpty());
}

void TestIdle::refusedClientTriesAgain()
{
    Live live;
    const EndpointId server = live.server(serverOf("echo"));
    const quint16 port = live.port(server);
    live.post(server, Command::StopListening{});
    QTRY_VERIFY(!live.table().endpoint(server)->active);
    EndpointSettings settings;
    settings.reconnect = 1;
    const EndpointId client = live.client(port, settings);
    QTRY_COMPARE(live.all(Step::NoteConnectFailed, client).size(), 1);
    EndpointSettings again = serverOf("echo");
    again.port = port;
    live.post(server, Command::Listen{again});
    QTRY_COMPARE(connectionsOf(live, client), 1);
    QVERIFY(!live.table().endpoint(client)->trouble);
}

void TestIdle::firstMessageGoesOutWithEachConnection()
{
    Live live;
    const EndpointId server = live.server(serverOf("echo"));
    EndpointSettings settings;
    settings.idle = 1;
    settings.reconnect = 1;
    settings.first = QStringLiteral("name bob\\n");
    const EndpointId client = live.client(live.port(server), settings);
    QTRY_COMPARE(connectionsOf(live, client), 2);
    QTRY_COMPARE(live.all(Step::CallWrite, client).size(), 2);
    for (const EventRef &sent : live.all(Step::CallWrite, client))
        QCOMPARE(QByteArray(sent.text().data(), int(sent.text().size())), "name bob\n");
}

void TestIdle::relayKeepsMailForTheAbsent()
{
    Live live;
    const EndpointId server = live.server(serverOf("relay"));
    EndpointSettings settings;
    settings.first = QStringLiteral("name alice\\nto bob: hello\\n");
    const EndpointId alice = live.client(live.port(server), settings);
    QTRY_COMPARE(live.all(Step::NoteMailKept, server).size(), 1);
    settings.first = QStringLiteral("name bob\\n");
    live.client(live.port(server), settings);
    QTRY_COMPARE(live.all(Step::NoteMailDelivered, server).size(), 1);
    const auto heard = [&] {
        QByteArray all;
        for (const EventRef &e : live.all(Step::CallRead, alice))
            all += QByteArray(e.text().data(), int(e.text().size()));
        return all;
    };
    QTRY_VERIFY(heard().endsWith("delivered #1 to bob\n"));
    QVERIFY(heard().contains("kept #1 for bob"));
}

void TestIdle::webPageClosesAfterItsAnswer()
{
    Live live;
    const EndpointId server = live.server(serverOf("web-page"));
    EndpointSettings settings;
    settings.first = QStringLiteral("GET / HTTP/1.0\\r\\n\\r\\n");
    const EndpointId client = live.client(live.port(server), settings);
    QTRY_COMPARE(live.all(Step::Disconnected, client).size(), 1);
    QVERIFY(live.all(Step::NoteReset).isEmpty());
    QVERIFY(live.main(client)->bytesIn > 500);
}

void TestIdle::relayOverUdpIsRefused()
{
    Live live;
    EndpointSettings settings = serverOf("relay");
    settings.protocol = Protocol::Udp;
    const EndpointId server = live.server(settings);
    QTRY_COMPARE(live.all(Step::NoteCommandFailed, server).size(), 1);
}

QTEST_GUILESS_MAIN(TestIdle)
#include "tst_idle.moc"
