// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/journal/gauge.h"
#include "tests/kit/livesession.h"
#include "tests/kit/privatenetwork.h"

#include <QTest>

using namespace wl;
using namespace wl::kit;

namespace {

QByteArray bytesOf(const EventRef &e)
{
    return QByteArray(reinterpret_cast<const char *>(e.payload().data()), qsizetype(e.payload().size()));
}

/// What the successful recv calls of an endpoint returned, one part each.
QByteArrayList received(Live &live, EndpointId id)
{
    QByteArrayList parts;
    const JournalView view = live.session.journal().view();
    view.forEach(0, view.size(), [&](const EventRef &e) {
        if (e->endpoint == id && isRecvCall(e->step) && !e->has(Event::Housekeeping) && e->result > 0)
            parts += bytesOf(e);
    });
    return parts;
}

int sends(Live &live, EndpointId id)
{
    int n = 0;
    const JournalView view = live.session.journal().view();
    view.forEach(0, view.size(), [&](const EventRef &e) {
        n += e->endpoint == id && isSendCall(e->step) && !e->has(Event::Housekeeping) && e->result > 0;
    });
    return n;
}

EndpointSettings options(std::initializer_list<OptionChoice> list, Protocol protocol = Protocol::Tcp)
{
    EndpointSettings s;
    s.protocol = protocol;
    s.options = list;
    return s;
}

OptionChoice option(const char *key, const char *value)
{
    return {QLatin1String(key), QLatin1String(value)};
}

} // namespace

/// The misconceptions of beginners, answered by the engine and this kernel.
class Experiments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneSendIsNotOneRecv()
    {
        Live live;
        const auto [server, client, connection] = connectedPair(live);
        holdReading(live, server, connection);
        for (const char *part : {"one", "two", "three"})
            live.send(client, part);
        QVERIFY(QTest::qWaitFor([&] { return sends(live, client) == 3; }));
        QTest::qWait(50);
        live.post(server, Command::ReleaseReading{connection});
        QVERIFY(QTest::qWaitFor([&] { return live.table().socket(connection)->bytesIn == 11; }));
        QCOMPARE(received(live, server), QByteArrayList{"onetwothree"});
    }

    void recvOfNIsNotTheMessage()
    {
        Live live;
        EndpointSettings s = serving("manual");
        s.readSize = 4;
        const auto [server, client, connection] = connectedPair(live, s);
        holdReading(live, server, connection);
        live.send(client, "HELLO WORLD");
        QVERIFY(QTest::qWaitFor([&] { return sends(live, client) == 1; }));
        live.post(server, Command::ReleaseReading{connection});
        QVERIFY(QTest::qWaitFor([&] { return live.table().socket(connection)->bytesIn == 11; }));
        QCOMPARE(received(live, server), (QByteArrayList{"HELL", "O WO", "RLD"}));
    }

    void sendReturnsAlthoughNobodyReads()
    {
        Live live;
        const auto [server, client, connection] = connectedPair(live);
        holdReading(live, server, connection);
        live.send(client, "hello");
        const SocketId own = live.main(client)->id;
        QVERIFY(QTest::qWaitFor([&] { return live.table().socket(own)->acked == 5; }));
        QCOMPARE(live.table().socket(connection)->bytesIn, 0u);
        QVERIFY(QTest::qWaitFor([&] { return gauge(live, connection, GaugeField::ReceiveQueue) == 5; }));
    }

    void thePipeIsNotEndless()
    {
        Live live;
        EndpointSettings s = serving("manual");
        s.options = {option("rcvbuf", "8192")};
        const auto [server, client, connection] = connectedPair(live, s, options({option("sndbuf", "8192")}));
        holdReading(live, server, connection);
        live.send(client, QByteArray(1 << 20, 'x'));
        const SocketId own = live.main(client)->id;
        QVERIFY(QTest::qWaitFor([&] { return gauge(live, own, GaugeField::WriteBuffer) > 0; }));
        const auto whole = [&] {
            return gauge(live, own, GaugeField::WriteBuffer) + live.table().socket(own)->bytesOut == 1u << 20;
        };
        // The program's buffer and what the kernel took add up.
        QVERIFY(QTest::qWaitFor(whole));
        QVERIFY(live.table().socket(own)->bytesOut < 1u << 20);
        live.post(server, Command::ReleaseReading{connection});
        QVERIFY(QTest::qWaitFor([&] { return live.table().socket(connection)->bytesIn == 1u << 20; }, 20000));
    }

    void connectDoesNotWaitForAccept()
    {
        Live live;
        const EndpointId server = steppedListener(live, serving("echo"));
        const EndpointId client = liveClient(live, live.port(server));
        QVERIFY(QTest::qWaitFor([&] { return live.main(client) && live.main(client)->established; }));
        live.send(client, "hello");
        QVERIFY(QTest::qWaitFor([&] {
            const auto seats = live.table().seats(live.main(server)->id);
            return !seats.empty() && seats.front().bytes == 5;
        }));
        QCOMPARE(live.accepts(server), 0);
        live.post(server, Command::NextStep{0, QStringLiteral("accept"), 0});
        QVERIFY(QTest::qWaitFor([&] { return live.accepts(server) == 1; }));
    }

    void acceptOpensNoNewPort()
    {
        Live live;
        const auto [server, client, connection] = connectedPair(live);
        const Peer other = Peer::connected(live.port(server));
        QVERIFY(QTest::qWaitFor([&] { return live.accepts(server) == 2; }));
        const auto &accepted = live.table().endpoint(server)->accepted;
        const auto port = live.main(server)->local.port;
        for (const SocketId s : accepted)
            QVERIFY(QTest::qWaitFor([&] { return live.table().socket(s)->local.port == port; }));
        QVERIFY(live.table().socket(accepted[0])->peer.port != live.table().socket(accepted[1])->peer.port);
    }

    void backlogIsNoLimitOfClients()
    {
        Live live;
        EndpointSettings s = serving("echo");
        s.backlog = 1;
        const EndpointId server = live.server(s);
        std::vector<Peer> peers;
        for (int i = 0; i < 6; ++i) {
            peers.push_back(Peer::connected(live.port(server)));
            QVERIFY(QTest::qWaitFor([&] { return live.accepts(server) == i + 1; }));
        }
        QCOMPARE(live.table().openConnections(), std::size_t(6));
    }

    void aClientHasAPortToo()
    {
        Live live;
        const auto [server, client, connection] = connectedPair(live);
        QVERIFY(live.main(client)->local.port != 0);
        QCOMPARE(live.table().socket(connection)->peer.port, live.main(client)->local.port);
    }

    void listenWithoutBindTakesAnyPort()
    {
        Live live;
        live.post(0, Command::SetPace{{Pace::Mode::Step}});
        EndpointSettings s = serving("echo");
        const EndpointId server = live.server(s);
        for (int i = 0; i < 2; ++i)
            live.post(server, Command::NextStep{});
        live.post(server, Command::SkipStep{0, QStringLiteral("bind")});
        live.post(server, Command::NextStep{0, QStringLiteral("listen"), 0});
        QVERIFY(QTest::qWaitFor([&] { return live.events(Step::NoteListening, server) == 1; }));
        QCOMPARE(live.events(Step::CallBind, server), 0);
        const quint16 port = live.main(server)->local.port;
        QVERIFY(port != 0);
        QVERIFY(Peer::connected(port).fd >= 0);
    }

    void addressInUseIsNotABug()
    {
        Live live;
        const auto [server, client, connection] = connectedPair(live);
        const quint16 port = live.port(server);
        EndpointSettings second = serving("echo");
        second.port = port;
        const EndpointId other = live.server(second);
        QVERIFY(QTest::qWaitFor([&] { return live.events(Step::NoteListenFailed, other) == 1; }));
        QCOMPARE(live.first(Step::NoteListenFailed, other)->error, quint16(EADDRINUSE));
        // The server closes first, and holds the TIME-WAIT.
        live.post(server, Command::CloseConnection{connection});
        QVERIFY(
            QTest::qWaitFor([&] { return live.table().socket(connection)->state == TcpState::TimeWait; }));
        live.post(server, Command::StopListening{});
        EndpointSettings again = serving("echo");
        again.port = port;
        again.options = {option("reuseaddr", "off")};
        const EndpointId without = live.server(again);
        QVERIFY(QTest::qWaitFor([&] { return live.events(Step::NoteListenFailed, without) == 1; }));
        QCOMPARE(live.first(Step::NoteListenFailed, without)->error, quint16(EADDRINUSE));
        again.options.clear();
        const EndpointId with = live.server(again);
        QVERIFY(QTest::qWaitFor([&] { return live.events(Step::NoteListening, with) == 1; }));
    }

    void refusedIsNotTimedOut()
    {
        Live live;
        const Peer closed = Peer::bound(-1);
        const EndpointId client = live.client(closed.port());
        QVERIFY(QTest::qWaitFor([&] { return live.events(Step::NoteConnectFailed, client) == 1; }));
        QCOMPARE(live.first(Step::NoteConnectFailed, client)->error, quint16(ECONNREFUSED));
    }

    void localhostIsNotEveryAddress()
    {
        Live live;
        const EndpointId narrow = live.server(serving("echo"));
        EndpointSettings elsewhere;
        elsewhere.address = QStringLiteral("127.0.0.2");
        const EndpointId refused = live.client(live.port(narrow), elsewhere);
        QVERIFY(QTest::qWaitFor([&] { return live.events(Step::NoteConnectFailed, refused) == 1; }));
        EndpointSettings wide = serving("echo");
        wide.address = QStringLiteral("0.0.0.0");
        const EndpointId all = live.server(wide);
        const EndpointId let = live.client(live.port(all), elsewhere);
        QVERIFY(QTest::qWaitFor([&] { return live.main(let) && live.main(let)->established; }));
        QVERIFY(QTest::qWaitFor([&] { return live.accepts(all) == 1; }));
        const SocketId accepted = live.table().endpoint(all)->accepted.front();
        QVERIFY(QTest::qWaitFor([&] { return live.table().socket(accepted)->local.bytes[3] == 2; }));
    }

    void recvOfNothingIsTheEndAndStaysSo()
    {
        Live live;
        const EndpointId server = steppedListener(live, serving("manual"));
        const Peer peer = Peer::connected(live.port(server));
        live.post(server, Command::StepWhenReady{0, QStringLiteral("accept"), 0});
        QVERIFY(QTest::qWaitFor([&] { return live.accepts(server) == 1; }));
        const SocketId id = live.table().endpoint(server)->accepted.front();
        peer.finish();
        QVERIFY(QTest::qWaitFor([&] { return live.table().socket(id)->state == TcpState::CloseWait; }));
        for (int i = 0; i < 2; ++i)
            live.post(server, Command::NextStep{id, QStringLiteral("recv"), 0});
        const auto ends = [&] {
            return live.all(Step::CallRecv, server,
                [](const Event &e) { return e.result == 0 && !e.has(Event::Housekeeping); });
        };
        QVERIFY(QTest::qWaitFor([&] { return ends().size() == 2; }));
        QVERIFY(live.table().socket(id)->isOpen());
    }

    void shutdownIsNotClose()
    {
        Live live;
        EndpointSettings held;
        held.peerEnd = PeerEnd::Hold;
        const auto [server, client, connection] = connectedPair(live, serving("manual"), held);
        const SocketId own = live.main(client)->id;
        live.post(client, Command::ShutdownWrite{});
        QVERIFY(
            QTest::qWaitFor([&] { return live.table().socket(connection)->state == TcpState::CloseWait; }));
        live.post(server, Command::Send{"late reply", connection, {}});
        QVERIFY(QTest::qWaitFor([&] { return live.table().socket(own)->bytesIn == 10; }));
        QVERIFY(QTest::qWaitFor([&] { return live.table().socket(own)->state == TcpState::FinWait2; }));
        QVERIFY(live.table().socket(own)->isOpen());
    }

    void theFirstSendAfterThePeersCloseSucceeds()
    {
        Live live;
        const EndpointId server = live.server(serving("manual"));
        Peer peer = Peer::connected(live.port(server));
        QVERIFY(QTest::qWaitFor([&] { return live.accepts(server) == 1; }));
        const SocketId id = live.table().endpoint(server)->accepted.front();
        peer.close();
        QVERIFY(QTest::qWaitFor([&] { return live.table().socket(id)->state == TcpState::CloseWait; }));
        live.post(server, Command::Send{"first", id, {}});
        QVERIFY(QTest::qWaitFor([&] { return live.table().socket(id)->bytesOut == 5; }));
        QVERIFY(QTest::qWaitFor([&] { return !live.table().socket(id)->isOpen(); }, 10000));
        QCOMPARE(live.events(Step::NoteReset, server), 1);
    }

    void closeWithUnreadBytesResets()
    {
        Live live;
        const EndpointId server = live.server(serving("manual"));
        const Peer peer = Peer::connected(live.port(server));
        QVERIFY(QTest::qWaitFor([&] { return live.accepts(server) == 1; }));
        const SocketId id = live.table().endpoint(server)->accepted.front();
        holdReading(live, server, id);
        QVERIFY(peer.send("unread"));
        QVERIFY(QTest::qWaitFor([&] { return gauge(live, id, GaugeField::ReceiveQueue) == 6; }));
        live.post(server, Command::CloseUnread{id});
        QCOMPARE(peer.take(), QByteArray("error"));
        QVERIFY(QTest::qWaitFor([&] { return !live.table().socket(id)->isOpen(); }));
        QVERIFY(!live.table().socket(id)->lingers());
    }

    void resetByLingerLeavesNoTimeWait()
    {
        Live live;
        const EndpointId server = live.server(serving("manual"));
        const Peer peer = Peer::connected(live.port(server));
        QVERIFY(QTest::qWaitFor([&] { return live.accepts(server) == 1; }));
        const SocketId id = live.table().endpoint(server)->accepted.front();
        live.post(server, Command::Reset{id});
        QCOMPARE(peer.take(), QByteArray("error"));
        QVERIFY(QTest::qWaitFor([&] { return !live.table().socket(id)->isOpen(); }));
        QCOMPARE(live.table().socket(id)->state, TcpState::Closed);
    }

    void smallReadLosesTheRestOfADatagram()
    {
        Live live;
        EndpointSettings s = serving("manual", Protocol::Udp);
        s.readSize = 4;
        const EndpointId server = live.server(s);
        const Peer peer = Peer::connected(live.port(server), SOCK_DGRAM);
        QVERIFY(peer.send("0123456789") && peer.send("NEXT"));
        QVERIFY(QTest::qWaitFor([&] { return live.main(server)->datagramsIn == 2; }));
        QCOMPARE(received(live, server), (QByteArrayList{"0123", "NEXT"}));
        const auto cut =
            live.all(Step::CallRecvmsg, server, [](const Event &e) { return e.has(Event::Truncated); });
        QCOMPARE(cut.size(), 1);
    }

    void sentIsNotArrived()
    {
        Live live;
        EndpointSettings s = serving("manual", Protocol::Udp);
        s.options = {option("rcvbuf", "2304")};
        const EndpointId server = live.server(s);
        QVERIFY(live.port(server) != 0);
        const SocketId id = live.main(server)->id;
        live.post(server, Command::HoldReading{});
        QVERIFY(QTest::qWaitFor([&] { return live.events(Step::NoteReadingHeld, server) == 1; }));
        EndpointSettings c;
        c.protocol = Protocol::Udp;
        const EndpointId client = live.client(live.port(server), c);
        for (int i = 0; i < 50; ++i)
            live.send(client, QByteArray(500, 'd'));
        QVERIFY(QTest::qWaitFor([&] { return live.main(client) && live.main(client)->datagramsOut == 50; }));
        live.post(server, Command::ReleaseReading{});
        const auto accounted = [&] {
            return gauge(live, id, GaugeField::Drops) + live.table().socket(id)->datagramsIn == 50;
        };
        QVERIFY(QTest::qWaitFor(accounted));
        QVERIFY(gauge(live, id, GaugeField::Drops) > 0);
    }

    void refusalComesAfterTheSendThatSucceeded()
    {
        Live live;
        Peer bound = Peer::connected(9, SOCK_DGRAM);
        const quint16 port = bound.port();
        bound.close();
        EndpointSettings c;
        c.protocol = Protocol::Udp;
        const EndpointId client = live.client(port, c);
        live.send(client, "x");
        QVERIFY(QTest::qWaitFor([&] { return live.events(Step::KernelRefusal, client) == 1; }));
        const EventRef refusal = live.first(Step::KernelRefusal, client);
        QCOMPARE(refusal->error, quint16(ECONNREFUSED));
        QCOMPARE(refusal->arg, 3u << 8 | 3u);
        QCOMPARE(refusal.peer().port, port);
        QCOMPARE(sends(live, client), 1);
    }

    void tcpAndUdpPortsAreTwoThings()
    {
        Live live;
        const EndpointId tcp = live.server(serving("echo"));
        EndpointSettings s = serving("echo", Protocol::Udp);
        s.port = live.port(tcp);
        const EndpointId udp = live.server(s);
        QVERIFY(QTest::qWaitFor([&] { return live.events(Step::NoteListening, udp) == 1; }));
    }

    void noDelayIsGranted()
    {
        Live live;
        const auto [server, client, connection] =
            connectedPair(live, serving("manual"), options({option("nodelay", "on")}));
        const auto set = live.all(Step::NoteOptionSet, client);
        QCOMPARE(set.size(), 1);
        QCOMPARE(set.first()->arg, 1u);
        QCOMPARE(set.first()->result, 1);
        live.post(client, Command::SetOption{QStringLiteral("nodelay=off"), 0});
        QVERIFY(QTest::qWaitFor([&] { return live.events(Step::NoteOptionSet, client) == 2; }));
        QCOMPARE(live.all(Step::NoteOptionSet, client).last()->result, 0);
    }

private:
    struct Three {
        EndpointId server;
        EndpointId client;
        SocketId connection;
    };

    static Three connectedPair(Live &live, EndpointSettings s = serving("manual"), EndpointSettings c = {})
    {
        const EndpointId server = live.server(std::move(s));
        const EndpointId client = live.client(live.port(server), std::move(c));
        const bool both = QTest::qWaitFor([&] {
            return live.accepts(server) == 1 && live.main(client) && live.main(client)->established
                && live.main(client)->local.port != 0;
        });
        return {server, client, both ? live.table().endpoint(server)->accepted.front() : 0};
    }
    static void holdReading(Live &live, EndpointId server, SocketId connection)
    {
        live.post(server, Command::HoldReading{connection});
        QVERIFY(QTest::qWaitFor([&] { return live.events(Step::NoteReadingHeld, server) == 1; }));
    }
    static EndpointId steppedListener(Live &live, const EndpointSettings &s)
    {
        live.post(0, Command::SetPace{{Pace::Mode::Step}});
        const EndpointId server = live.server(s);
        for (int i = 0; i < 4; ++i)
            live.post(server, Command::NextStep{});
        return QTest::qWaitFor([&] { return live.events(Step::NoteListening, server) == 1; }) ? server : 0;
    }
    static EndpointId liveClient(Live &live, quint16 port)
    {
        EndpointSettings s;
        s.role = Role::Client;
        s.port = port;
        const EndpointId id = live.create(s);
        live.post(id, Command::SetPace{{Pace::Mode::Live}});
        live.post(id, Command::Connect{s});
        return id;
    }
    static std::uint64_t gauge(Live &live, SocketId id, GaugeField field)
    {
        const SocketFacts *s = live.table().socket(id);
        const EventRef event = s && s->gauge ? live.session.journal().view().at(*s->gauge) : EventRef();
        return event ? Gauge::fromBytes(event.payload())[field] : 0;
    }
};

int main(int argc, char **argv)
{
    return runInPrivateNetwork<Experiments>(argc, argv);
}
#include "tst_experiments.moc"
