// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "tests/kit/livesession.h"
#include "tests/kit/privatenetwork.h"

#include <QTest>
#include <QThread>

#include <sys/resource.h>

using namespace wl;
using namespace wl::kit;

namespace {

double cpuMilliseconds()
{
    rusage usage = {};
    getrusage(RUSAGE_SELF, &usage);
    const auto ms = [](const timeval &t) { return double(t.tv_sec) * 1000 + double(t.tv_usec) / 1000; };
    return ms(usage.ru_utime) + ms(usage.ru_stime);
}

/// A loop that spins takes all of the time; one that sleeps takes next to none.
bool spins()
{
    const double before = cpuMilliseconds();
    QThread::msleep(300);
    return cpuMilliseconds() - before > 150;
}

EndpointSettings withOption(const char *key, const char *value)
{
    EndpointSettings s;
    s.options = {{QLatin1String(key), QLatin1String(value)}};
    return s;
}

} // namespace

/// What goes wrong is told, ends, and leaves nothing spinning.
class BadWays : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusalOfAnAdoptedDescriptorEnds()
    {
        Live live;
        const Peer closed = Peer::bound(-1);
        const EndpointId client = live.client(closed.port(), withOption("nodelay", "on"));
        QVERIFY(QTest::qWaitFor([&] { return live.events(Step::NoteConnectFailed, client) == 1; }));
        QCOMPARE(live.first(Step::NoteConnectFailed, client)->error, quint16(ECONNREFUSED));
        QVERIFY(QTest::qWaitFor([&] { return !live.main(client)->isOpen(); }));
        QVERIFY(!spins());
    }

    void refusalInStepModeDoesNotSpinWhileItWaits()
    {
        Live live;
        live.post(0, Command::SetPace{{Pace::Mode::Step}});
        const Peer closed = Peer::bound(-1);
        const EndpointId client = live.client(closed.port());
        live.post(client, Command::NextStep{});
        QVERIFY(QTest::qWaitFor([&] { return live.events(Step::CallSocket, client) == 1; }));
        live.post(client, Command::NextStep{});
        QVERIFY(QTest::qWaitFor([&] { return live.events(Step::NoteConnectFailed, client) == 1; }));
        QVERIFY(!spins());
        QVERIFY(live.main(client)->isOpen());
    }

    void connectThatNobodyAnswersTimesOut()
    {
        WL_NEEDS_PRIVATE_NETWORK();
        Live live;
        const Peer silent = Peer::bound(1);
        QVERIFY(hold(silent.fd, Filter::DropAll));
        const EndpointId client = live.client(silent.port(), withOption("syn-retries", "1"));
        QVERIFY(QTest::qWaitFor(
            [&] { return live.main(client) && live.main(client)->state == TcpState::SynSent; }));
        QVERIFY(QTest::qWaitFor(
            [&] {
                return live.events(Step::NoteConnectFailed, client)
                    + live.events(Step::NoteConnectTimeout, client)
                    == 1;
            },
            40000));
        QCOMPARE(live.first(Step::NoteConnectTimeout, client)->error, quint16(ETIMEDOUT));
        QVERIFY(!spins());
    }

    void peerThatResetsInEachState_data()
    {
        QTest::addColumn<QString>("how");
        for (const char *how : {"idle", "unread", "held", "half-closed", "stepped"})
            QTest::newRow(how) << QString::fromLatin1(how);
    }
    void peerThatResetsInEachState()
    {
        QFETCH(const QString, how);
        Live live;
        const EndpointId server = live.server(serving("manual"));
        Peer peer = Peer::connected(live.port(server));
        QVERIFY(QTest::qWaitFor([&] { return live.accepts(server) == 1; }));
        const SocketId id = live.table().endpoint(server)->accepted.front();
        if (how == QLatin1String("held"))
            live.post(server, Command::HoldReading{id});
        if (how == QLatin1String("stepped"))
            live.post(0, Command::SetPace{{Pace::Mode::Step}});
        QTest::qWait(30);
        if (how != QLatin1String("idle"))
            QVERIFY(peer.send("data"));
        if (how == QLatin1String("half-closed")) {
            peer.finish();
            QVERIFY(QTest::qWaitFor([&] { return live.table().socket(id)->state == TcpState::CloseWait; }));
        }
        QTest::qWait(30);
        peer.reset();
        // Whoever reads finds out by the call, whoever does not is told by the kernel.
        const auto known = [&] {
            return live.table().socket(id)->state == TcpState::Closed || !live.table().socket(id)->isOpen();
        };
        QVERIFY(QTest::qWaitFor(known, 10000));
        QVERIFY(!spins());
        if (how == QLatin1String("held"))
            live.post(server, Command::ReleaseReading{id});
        if (how == QLatin1String("stepped"))
            live.post(0, Command::SetPace{{Pace::Mode::Live}});
        QVERIFY(QTest::qWaitFor([&] { return !live.table().socket(id)->isOpen(); }, 10000));
        QCOMPARE(live.events(Step::NoteReset, server), 1);
        QVERIFY(!spins());
    }

    void resetBeforeAcceptIsStillAccepted()
    {
        Live live;
        live.post(0, Command::SetPace{{Pace::Mode::Step}});
        const EndpointId server = live.server(serving("echo"));
        const auto listens = [&] { return live.events(Step::NoteListening, server) == 1; };
        for (int i = 0; i < 20 && !listens(); ++i) {
            live.post(server, Command::NextStep{});
            QTest::qWait(20);
        }
        Peer peer = Peer::connected(live.port(server));
        QVERIFY(QTest::qWaitFor([&] { return live.main(server)->waiting == 1; }));
        peer.reset();
        live.post(server, Command::NextStep{0, QStringLiteral("accept"), 0});
        QVERIFY(QTest::qWaitFor([&] { return live.events(Step::CallAccept4, server) >= 1; }));
        QVERIFY(!spins());
        live.post(0, Command::SetPace{{Pace::Mode::Live}});
        QVERIFY(QTest::qWaitFor([&] { return live.table().openConnections() == 0; }, 10000));
    }

    void descriptorsThatRunOutPauseAccepting()
    {
        rlimit before = {};
        getrlimit(RLIMIT_NOFILE, &before);
        Live live;
        const EndpointId server = live.server(serving("echo"));
        const quint16 port = live.port(server);
        std::vector<Peer> peers;
        for (int i = 0; i < 8; ++i)
            peers.push_back(Peer::connected(port));
        QVERIFY(QTest::qWaitFor([&] { return live.accepts(server) == 8; }));
        // No descriptor above those in use may be made any more.
        const int highest = ::dup(0);
        ::close(highest);
        Peer late(SOCK_STREAM);
        rlimit few = before;
        few.rlim_cur = rlim_t(highest + 1);
        QCOMPARE(setrlimit(RLIMIT_NOFILE, &few), 0);
        sockaddr_in to = {};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        QCOMPARE(::connect(late.fd, reinterpret_cast<const sockaddr *>(&to), sizeof to), 0);
        const bool told =
            QTest::qWaitFor([&] { return live.events(Step::NoteAcceptPaused, server) >= 1; }, 10000);
        const bool spun = spins();
        setrlimit(RLIMIT_NOFILE, &before);
        QVERIFY(told);
        QVERIFY(!spun);
        QCOMPARE(live.first(Step::NoteAcceptPaused, server)->error, quint16(EMFILE));
        QVERIFY(QTest::qWaitFor([&] { return live.accepts(server) == 9; }, 10000));
    }

    void heldReadingSurvivesThePeersClose()
    {
        Live live;
        const EndpointId server = live.server(serving("echo"));
        Peer peer = Peer::connected(live.port(server));
        QVERIFY(QTest::qWaitFor([&] { return live.accepts(server) == 1; }));
        const SocketId id = live.table().endpoint(server)->accepted.front();
        live.post(server, Command::HoldReading{id});
        QVERIFY(QTest::qWaitFor([&] { return live.events(Step::NoteReadingHeld, server) == 1; }));
        QVERIFY(peer.send("last words"));
        peer.close();
        QVERIFY(QTest::qWaitFor([&] { return live.table().socket(id)->state == TcpState::CloseWait; }));
        QVERIFY(!spins());
        QCOMPARE(live.table().socket(id)->bytesIn, 0u);
        live.post(server, Command::ReleaseReading{id});
        QVERIFY(QTest::qWaitFor([&] { return live.table().socket(id)->bytesIn == 10; }));
        QVERIFY(QTest::qWaitFor([&] { return !live.table().socket(id)->isOpen(); }, 10000));
    }
};

int main(int argc, char **argv)
{
    return runInPrivateNetwork<BadWays>(argc, argv);
}
#include "tst_badways.moc"
