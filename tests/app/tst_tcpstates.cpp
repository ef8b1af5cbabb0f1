// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/journal/gauge.h"
#include "tests/kit/livesession.h"
#include "tests/kit/privatenetwork.h"

#include <QTest>

using namespace wl;
using namespace wl::kit;

namespace {

/// A connection between two endpoints of ours; the server lets a person answer, so nothing ends by itself.
struct Pair {
    explicit Pair(Live &l, PeerEnd clientEnd = PeerEnd::Hold)
        : live(l)
    {
        EndpointSettings s = serving("manual");
        s.peerEnd = PeerEnd::Hold;
        server = live.server(s);
        EndpointSettings c;
        c.peerEnd = clientEnd;
        client = live.client(live.port(server), c);
        connected =
            QTest::qWaitFor([this] { return live.accepts(server) == 1 && live.main(client)->established; });
    }

    SocketId accepted() { return live.table().endpoint(server)->accepted.front(); }
    const SocketFacts *atServer() { return live.table().socket(accepted()); }
    const SocketFacts *atClient() { return live.main(client); }
    bool serverReaches(TcpState state) { return reaches(accepted(), state); }
    bool clientReaches(TcpState state) { return reaches(atClient()->id, state); }
    bool reaches(SocketId id, TcpState state)
    {
        return QTest::qWaitFor([&] { return live.table().socket(id)->state == state; }, 10000);
    }
    void shutClient() { live.post(client, Command::ShutdownWrite{}); }
    void shutServer() { live.post(server, Command::ShutdownWrite{accepted()}); }
    void closeClient() { live.post(client, Command::Disconnect{}); }
    void closeServer() { live.post(server, Command::CloseConnection{accepted()}); }

    Live &live;
    EndpointId server = 0;
    EndpointId client = 0;
    bool connected = false;
};

/// The state changes of one socket in order, as "A>B".
QStringList story(Live &live, SocketId id)
{
    QStringList words;
    const JournalView view = live.session.journal().view();
    view.forEach(0, view.size(), [&](const EventRef &e) {
        if (e->socket == id && e->before != TcpState::Unknown && e->after != TcpState::Unknown
            && e->before != e->after)
            words += QLatin1String(stateName(e->before)) + u'>' + QLatin1String(stateName(e->after));
    });
    return words;
}

} // namespace

/// Each state of RFC 9293 reached on this kernel by driving the engine, and seen in its journal.
class TcpStates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void closedListenAndEstablished()
    {
        Live live;
        Pair pair(live);
        QVERIFY(pair.connected);
        const EventRef made = live.first(Step::CallSocket, pair.server);
        QCOMPARE(made->after, TcpState::Closed);
        QCOMPARE(live.main(pair.server)->state, TcpState::Listen);
        QCOMPARE(pair.atClient()->state, TcpState::Established);
        QCOMPARE(pair.atServer()->state, TcpState::Established);
    }

    void closeWaitAndFinWait2()
    {
        Live live;
        Pair pair(live);
        QVERIFY(pair.connected);
        pair.shutClient();
        QVERIFY(pair.serverReaches(TcpState::CloseWait));
        QVERIFY(pair.clientReaches(TcpState::FinWait2));
        // It stays so: the late reply arrives.
        live.post(pair.server, Command::Send{"late", pair.accepted(), {}});
        QVERIFY(QTest::qWaitFor([&] { return pair.atClient()->bytesIn == 4; }));
        QCOMPARE(pair.atServer()->state, TcpState::CloseWait);
        QCOMPARE(pair.atClient()->state, TcpState::FinWait2);
    }

    void timeWaitCountsDown()
    {
        Live live;
        Pair pair(live);
        QVERIFY(pair.connected);
        const SocketId id = pair.atClient()->id;
        pair.closeClient();
        QVERIFY(pair.serverReaches(TcpState::CloseWait));
        QVERIFY(pair.reaches(id, TcpState::FinWait2));
        pair.closeServer();
        QVERIFY(pair.reaches(id, TcpState::TimeWait));
        const SocketFacts *socket = live.table().socket(id);
        QVERIFY(socket->lingers());
        QVERIFY(QTest::qWaitFor([&] { return live.table().socket(id)->stateUntil > 0; }));
        const auto told = live.all(Step::KernelState, pair.client,
            [](const Event &e) { return e.after == TcpState::TimeWait && e.arg > 0; });
        QVERIFY(!told.isEmpty());
        QVERIFY(told.last()->arg <= 60'000);
        // The passive side is gone for good.
        const SocketId other = pair.accepted();
        QVERIFY(QTest::qWaitFor([&] { return !live.table().socket(other)->lingers(); }));
    }

    void synSentWhileTheQueueIsFull()
    {
        Live live;
        live.post(0, Command::SetPace{{Pace::Mode::Step}});
        EndpointSettings s = serving("echo");
        s.backlog = 1;
        const EndpointId server = live.server(s);
        const auto listens = [&] { return live.events(Step::NoteListening, server) == 1; };
        for (int i = 0; i < 20 && !listens(); ++i) {
            live.post(server, Command::NextStep{});
            QTest::qWait(20);
        }
        QVERIFY(listens());
        const quint16 port = live.port(server);
        const EndpointId third = fillQueue(live, port);
        QVERIFY(QTest::qWaitFor(
            [&] { return live.main(third) && live.main(third)->state == TcpState::SynSent; }));
        QVERIFY(QTest::qWaitFor([&] { return live.main(server)->waiting == 2; }));
        QCOMPARE(live.main(server)->backlog, 1u);
        QVERIFY(QTest::qWaitFor([&] { return live.table().seats(live.main(server)->id).size() == 2; }));
        // Its SYN is sent again, and counted.
        QVERIFY(QTest::qWaitFor([&] { return retransmits(live, third) > 0; }, 10000));
        live.post(server, Command::NextStep{0, QStringLiteral("accept"), 0});
        QVERIFY(QTest::qWaitFor([&] { return live.main(third)->state == TcpState::Established; }, 30000));
    }

    void synReceivedWhileTheLastAckIsLost()
    {
        WL_NEEDS_PRIVATE_NETWORK();
        Live live;
        const EndpointId server = live.server(serving("echo"));
        const quint16 port = live.port(server);
        const int listener = live.main(server)->fd;
        QVERIFY(hold(listener, Filter::OnlySyn));
        const EndpointId client = live.client(port);
        const auto half = [&] {
            const auto seats = live.table().seats(live.main(server)->id);
            return !seats.empty() && seats.front().state == TcpState::SynReceived;
        };
        QVERIFY(QTest::qWaitFor(half));
        QCOMPARE(live.main(client)->state, TcpState::Established);
        QCOMPARE(live.accepts(server), 0);
        QVERIFY(letGo(listener));
        live.send(client, "now");
        QVERIFY(QTest::qWaitFor([&] { return live.accepts(server) == 1; }, 20000));
    }

    void finWait1WhileTheFinIsLost()
    {
        WL_NEEDS_PRIVATE_NETWORK();
        Live live;
        Pair pair(live);
        QVERIFY(pair.connected);
        const int peer = pair.atServer()->fd;
        QVERIFY(hold(peer, Filter::DropAll));
        pair.shutClient();
        QVERIFY(pair.clientReaches(TcpState::FinWait1));
        QTest::qWait(100);
        QCOMPARE(pair.atClient()->state, TcpState::FinWait1);
        QCOMPARE(pair.atServer()->state, TcpState::Established);
        QVERIFY(letGo(peer));
        QVERIFY(pair.clientReaches(TcpState::FinWait2));
        QVERIFY(pair.serverReaches(TcpState::CloseWait));
    }

    void closingWhenBothFinsCross()
    {
        WL_NEEDS_PRIVATE_NETWORK();
        Live live;
        Pair pair(live);
        QVERIFY(pair.connected);
        const int a = pair.atClient()->fd;
        const int b = pair.atServer()->fd;
        QVERIFY(hold(a, Filter::DropAll));
        QVERIFY(hold(b, Filter::DropAll));
        pair.shutClient();
        pair.shutServer();
        QVERIFY(pair.clientReaches(TcpState::FinWait1));
        QVERIFY(pair.serverReaches(TcpState::FinWait1));
        // One side hears the other's repeated FIN, while its own stays unacknowledged.
        QVERIFY(letGo(a));
        QVERIFY(pair.clientReaches(TcpState::Closing));
        QVERIFY(letGo(b));
        const SocketId client = pair.atClient()->id;
        QVERIFY(QTest::qWaitFor(
            [&] {
                return story(live, client).contains(QStringLiteral("CLOSING>TIME-WAIT"))
                    || live.table().socket(client)->state == TcpState::Closed;
            },
            10000));
    }

    void lastAckWhileTheFinalAckIsLost()
    {
        WL_NEEDS_PRIVATE_NETWORK();
        Live live;
        Pair pair(live);
        QVERIFY(pair.connected);
        const SocketId server = pair.accepted();
        pair.shutClient();
        QVERIFY(pair.serverReaches(TcpState::CloseWait));
        QVERIFY(pair.clientReaches(TcpState::FinWait2));
        const int a = pair.atClient()->fd;
        QVERIFY(hold(a, Filter::DropAll));
        pair.closeServer();
        QVERIFY(pair.reaches(server, TcpState::LastAck));
        QVERIFY(live.table().socket(server)->lingers());
        QVERIFY(letGo(a));
        QVERIFY(QTest::qWaitFor([&] { return live.table().socket(server)->gone; }, 10000));
        QVERIFY(live.events(Step::KernelGone, pair.server) == 1);
        // The kernel frees it a little after it has left every table.
        const auto toldLast = [&] {
            return live.all(
                Step::KernelFinal, pair.server, [server](const Event &e) { return e.socket == server; });
        };
        QVERIFY(QTest::qWaitFor([&] { return !toldLast().isEmpty(); }, 10000));
        const auto finals = toldLast();
        QCOMPARE(finals.size(), 1);
        QCOMPARE(finals.first()->evidence, Evidence::KernelEvent);
    }

    void everyChangeBeginsWhereTheLastOneEnded()
    {
        Live live;
        Pair pair(live);
        QVERIFY(pair.connected);
        const SocketId id = pair.atClient()->id;
        pair.shutClient();
        QVERIFY(pair.clientReaches(TcpState::FinWait2));
        pair.closeServer();
        QVERIFY(QTest::qWaitFor([&] { return pair.reaches(id, TcpState::TimeWait); }));
        const QStringList all = story(live, id);
        for (qsizetype i = 1; i < all.size(); ++i)
            QCOMPARE(all[i].section(u'>', 0, 0), all[i - 1].section(u'>', 1));
        QVERIFY2(all.size() >= 3, qPrintable(all.join(u' ')));
    }

private:
    /// Three clients for a queue of two; the last one.
    static EndpointId fillQueue(Live &live, quint16 port)
    {
        EndpointId last = 0;
        for (int i = 0; i < 3; ++i) {
            EndpointSettings s;
            s.options = {{QStringLiteral("nodelay"), QStringLiteral("on")}};
            last = live.session.nextEndpoint();
            s.role = Role::Client;
            s.port = port;
            live.post(last, Command::Create{s});
            live.post(last, Command::SetPace{{Pace::Mode::Live}});
            live.post(last, Command::Connect{s});
            QTest::qWait(60);
        }
        return last;
    }
    static std::uint64_t retransmits(Live &live, EndpointId id)
    {
        const SocketFacts *s = live.main(id);
        const EventRef gauge = s && s->gauge ? live.session.journal().view().at(*s->gauge) : EventRef();
        return gauge ? Gauge::fromBytes(gauge.payload())[GaugeField::Retransmits] : 0;
    }
};

int main(int argc, char **argv)
{
    return runInPrivateNetwork<TcpStates>(argc, argv);
}
#include "tst_tcpstates.moc"
