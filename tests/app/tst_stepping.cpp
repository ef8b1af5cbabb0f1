// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/nextstep.h"
#include "tests/kit/livesession.h"

#include <QTest>

using namespace wl;
using namespace wl::kit;

namespace {

/// The families of the calls that a person would see (no housekeeping, no probes), one word each.
QByteArray calls(Live &live, EndpointId id, EventIndex from = 0)
{
    QByteArrayList words;
    const JournalView view = live.session.journal().view();
    view.forEach(from, view.size(), [&](const EventRef &e) {
        if (e->endpoint == id && e->kind() == Kind::Call && !e->has(Event::Housekeeping))
            words += e->failed() ? QByteArray(stepFamily(e->step)) + '!' : QByteArray(stepFamily(e->step));
    });
    return words.join(' ');
}

} // namespace

/// Step mode: each call waits for the user, and each step makes exactly one.
class StepTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_live = std::make_unique<Live>();
        m_live->post(0, Command::SetPace{{Pace::Mode::Step}});
    }
    void cleanup() { m_live.reset(); }

    void serverOpensOneCallAtATime()
    {
        const EndpointId id = m_live->server(serving("echo"));
        QVERIFY(waitsAt(id, "socket"));
        QCOMPARE(calls(*m_live, id), QByteArray());
        for (const char *family : {"socket", "setsockopt", "bind", "listen"}) {
            QVERIFY2(waitsAt(id, family), family);
            const EventIndex before = m_live->session.journal().size();
            step(id);
            QVERIFY(QTest::qWaitFor([&] { return calls(*m_live, id, before) == family; }));
        }
        QVERIFY(waitsAt(id, "accept"));
        QCOMPARE(m_live->main(id)->state, TcpState::Listen);
    }

    void wholeLifeIsSteppedWithNextAlone()
    {
        const EndpointId server = m_live->server(serving("uppercase"));
        openServer(server);
        const EndpointId client = m_live->client(m_live->port(server));
        QVERIFY(waitsAt(client, "socket"));
        const auto over = [&] { return !nextStep(m_live->table(), 0); };
        for (int i = 0; i < 40 && !over(); ++i) {
            const auto choice = nextStep(m_live->table(), 0);
            QVERIFY(choice->wait.ready);
            take(*choice);
            QTest::qWait(30);
        }
        QVERIFY(over());
        QCOMPARE(calls(*m_live, client), QByteArray("socket connect! send recv shutdown recv close"));
        QCOMPARE(calls(*m_live, server),
            QByteArray("socket setsockopt bind listen accept recv send recv close close"));
        QCOMPARE(m_live->table().openSockets(), std::size_t(0));
    }

    void serverWithoutBindListensOnAPortOfTheKernel()
    {
        const EndpointId id = m_live->server(serving("echo"));
        step(id);
        step(id, "setsockopt");
        QVERIFY(waitsAt(id, "bind"));
        m_live->post(id, Command::SkipStep{0, QStringLiteral("bind")});
        QVERIFY(waitsAt(id, "listen"));
        step(id);
        QVERIFY(waitsAt(id, "accept"));
        QCOMPARE(calls(*m_live, id), QByteArray("socket setsockopt listen"));
        QVERIFY(m_live->main(id)->local.port != 0);
    }

    void acceptThatFindsNobodySaysSo()
    {
        const EndpointId server = m_live->server(serving("echo"));
        openServer(server);
        step(server, "accept");
        QVERIFY(QTest::qWaitFor([&] { return m_live->events(Step::NoteWouldBlock, server) == 1; }));
        QCOMPARE(m_live->all(Step::CallAccept4, server).last()->error, quint16(EAGAIN));
    }

    void acceptWaitsWhenToldTo()
    {
        const EndpointId server = m_live->server(serving("echo"));
        openServer(server);
        m_live->post(server, Command::StepWhenReady{0, QStringLiteral("accept"), 0});
        QTest::qWait(50);
        QCOMPARE(m_live->events(Step::CallAccept4, server), 0);
        const Peer peer = Peer::connected(m_live->port(server));
        QVERIFY(QTest::qWaitFor([&] { return m_live->accepts(server) == 1; }));
    }

    void recvTakesAsManyBytesAsAsked()
    {
        const EndpointId server = m_live->server(serving("manual"));
        openServer(server);
        const Peer peer = Peer::connected(m_live->port(server));
        QVERIFY(peer.send("HELLO WORLD"));
        QVERIFY(QTest::qWaitFor([&] { return readyFor(server, "accept"); }));
        step(server);
        QVERIFY(QTest::qWaitFor([&] { return m_live->accepts(server) == 1; }));
        const SocketId connection = m_live->table().endpoint(server)->accepted.front();
        for (const char *part : {"HELL", "O WO", "RLD"}) {
            QVERIFY(QTest::qWaitFor([&] { return readyFor(connection, "recv"); }));
            const int before = m_live->events(Step::CallRecv, server);
            m_live->post(server, Command::NextStep{connection, QStringLiteral("recv"), 4});
            QVERIFY(QTest::qWaitFor([&] { return m_live->events(Step::CallRecv, server) > before; }));
            const EventRef read = m_live->all(Step::CallRecv, server).last();
            QCOMPARE(read->arg, 4u);
            QCOMPARE(QByteArray(reinterpret_cast<const char *>(read.payload().data()),
                         qsizetype(read.payload().size())),
                QByteArray(part));
        }
        const int before = m_live->events(Step::NoteWouldBlock, server);
        m_live->post(server, Command::NextStep{connection, QStringLiteral("recv"), 4});
        QVERIFY(QTest::qWaitFor([&] { return m_live->events(Step::NoteWouldBlock, server) > before; }));
    }

    void refusedClientStaysForItsClose()
    {
        const Peer closed = Peer::bound(-1);
        const EndpointId client = m_live->client(closed.port());
        for (const char *family : {"socket", "connect"}) {
            QVERIFY(waitsAt(client, family));
            step(client);
        }
        QVERIFY(waitsAt(client, "close"));
        QCOMPARE(m_live->events(Step::NoteConnectFailed, client), 1);
        QCOMPARE(m_live->events(Step::CallClose, client), 0);
        step(client);
        QVERIFY(QTest::qWaitFor([&] { return m_live->events(Step::CallClose, client) == 1; }));
        QVERIFY(!m_live->main(client)->isOpen());
    }

    void liveAgainCatchesUp()
    {
        const EndpointId server = m_live->server(serving("uppercase"));
        openServer(server);
        const Peer peer = Peer::connected(m_live->port(server));
        QVERIFY(peer.send("abc"));
        m_live->post(0, Command::SetPace{{Pace::Mode::Live}});
        QCOMPARE(peer.take(), QByteArray("ABC"));
        QVERIFY(QTest::qWaitFor([&] { return waitingSteps(m_live->table()).empty(); }));
    }

    void liveAgainSurvivesPeersThatWereReset()
    {
        const EndpointId server = m_live->server(serving("echo"));
        openServer(server);
        std::vector<Peer> peers;
        for (int i = 0; i < 3; ++i) {
            peers.push_back(Peer::connected(m_live->port(server)));
            QVERIFY(peers.back().send("py"));
            step(server, "accept");
            QVERIFY(QTest::qWaitFor([&] { return m_live->accepts(server) == i + 1; }));
        }
        const std::vector<SocketId> accepted = m_live->table().endpoint(server)->accepted;
        for (const SocketId s : accepted) {
            QVERIFY(QTest::qWaitFor([&] { return readyFor(s, "recv"); }));
            m_live->post(server, Command::NextStep{s, {}, 0});
            QVERIFY(QTest::qWaitFor([&] { return readyFor(s, "send"); }));
        }
        for (Peer &peer : peers)
            peer.reset();
        m_live->post(0, Command::SetPace{{Pace::Mode::Live}});
        QVERIFY(QTest::qWaitFor([&] { return m_live->table().openConnections() == 0; }, 10000));
    }

    void steppingBeginsOnOpenConnections()
    {
        m_live->post(0, Command::SetPace{{Pace::Mode::Live}});
        const EndpointId server = m_live->server(serving("uppercase"));
        const Peer peer = Peer::connected(m_live->port(server));
        QVERIFY(peer.send("abc"));
        QCOMPARE(peer.take(), QByteArray("ABC"));
        m_live->post(0, Command::SetPace{{Pace::Mode::Step}});
        const SocketId connection = m_live->table().endpoint(server)->accepted.front();
        QVERIFY(QTest::qWaitFor([&] { return waits(connection, "recv"); }));
        QVERIFY(peer.send("def"));
        QVERIFY(QTest::qWaitFor([&] { return readyFor(connection, "recv"); }));
        m_live->post(server, Command::NextStep{connection, {}, 0});
        QVERIFY(QTest::qWaitFor([&] { return readyFor(connection, "send"); }));
        m_live->post(server, Command::NextStep{connection, {}, 0});
        QCOMPARE(peer.take(), QByteArray("DEF"));
    }

    void slowMotionGoesOnByItself()
    {
        m_live->post(0, Command::SetPace{{Pace::Mode::Slow, 250}});
        const EndpointId server = m_live->server(serving("uppercase"));
        QVERIFY(QTest::qWaitFor([&] { return readyOrNot(server, "accept"); }, 20000));
        const Peer peer = Peer::connected(m_live->port(server));
        QVERIFY(peer.send("abc"));
        QCOMPARE(peer.take(), QByteArray("ABC"));
    }

    void datagramsAreSteppedToo()
    {
        const EndpointId server = m_live->server(serving("uppercase", Protocol::Udp));
        for (const char *family : {"socket", "bind"}) {
            QVERIFY(waitsAt(server, family));
            step(server);
        }
        EndpointSettings s;
        s.protocol = Protocol::Udp;
        const EndpointId client = m_live->client(m_live->port(server), s);
        QVERIFY(waitsAt(client, "socket"));
        step(client);
        QVERIFY(waitsAt(client, "send"));
        step(client);
        QVERIFY(QTest::qWaitFor([&] { return readyFor(server, "recv"); }));
        step(server);
        QVERIFY(QTest::qWaitFor([&] { return readyFor(server, "send"); }));
        step(server);
        QVERIFY(QTest::qWaitFor([&] { return readyFor(client, "recv"); }));
        step(client);
        QVERIFY(QTest::qWaitFor([&] { return m_live->main(client)->bytesIn == 5; }));
        QCOMPARE(calls(*m_live, server), QByteArray("socket bind recv send"));
        QCOMPARE(calls(*m_live, client), QByteArray("socket send recv"));
    }

private:
    void step(EndpointId id, const char *family = "")
    {
        m_live->post(id, Command::NextStep{0, QLatin1String(family), 0});
    }
    void take(const StepChoice &choice)
    {
        m_live->post(choice.endpoint, Command::NextStep{choice.socket, {}, 0});
    }
    const StepWait *waitOf(EndpointId id)
    {
        const SocketFacts *main = m_live->main(id);
        const EndpointFacts *e = m_live->table().endpoint(id);
        if (main && main->wait)
            return &*main->wait;
        return e && e->wait ? &*e->wait : nullptr;
    }
    bool readyOrNot(EndpointId id, const char *family)
    {
        const StepWait *wait = waitOf(id);
        return wait && wait->families.constFirst() == family;
    }
    bool waitsAt(EndpointId id, const char *family)
    {
        return QTest::qWaitFor([&] { return readyOrNot(id, family); });
    }
    /// Of an endpoint's own socket, or of a connection.
    bool readyFor(std::uint32_t id, const char *family)
    {
        const StepWait *wait = waitOf(id);
        const SocketFacts *socket = m_live->table().socket(id);
        const bool connection = socket && socket->wait && socket->role == SocketRole::Accepted;
        return (wait && wait->ready && wait->families.constFirst() == family)
            || (connection && socket->wait->ready && socket->wait->families.constFirst() == family);
    }
    bool waits(SocketId id, const char *family)
    {
        const SocketFacts *socket = m_live->table().socket(id);
        return socket && socket->wait && socket->wait->families.constFirst() == family;
    }
    void openServer(EndpointId id)
    {
        for (const char *family : {"socket", "setsockopt", "bind", "listen"}) {
            QVERIFY2(waitsAt(id, family), family);
            step(id);
        }
        QVERIFY(waitsAt(id, "accept"));
    }

    std::unique_ptr<Live> m_live;
};

QTEST_GUILESS_MAIN(StepTest)
#include "tst_stepping.moc"
