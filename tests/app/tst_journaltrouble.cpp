// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "tests/kit/livesession.h"

#include <QTest>

#include <csignal>

#include <sys/resource.h>

namespace wl {

using namespace kit;

/// A live session whose journal cannot be kept: reading stops, is said, and goes on without a loss.
class TestJournalTrouble : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readingPausesWhileTheDiskIsFullAndNothingIsLost();
    void theLimitOfTheSpoolIsSaidOnce();
};

namespace {

/// Qt fills its read buffer once more (64 KiB), beside the block that is being read when the pause comes.
constexpr std::uint64_t readAhead = 2 << 16;

/// Files may grow to this size and no further, as on a full disk; as before when it leaves.
class FullDisk
{
public:
    explicit FullDisk(rlim_t bytes)
    {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit limit = m_before;
        limit.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    FullDisk(const FullDisk &) = delete;
    FullDisk &operator=(const FullDisk &) = delete;

private:
    rlimit m_before = {};
};

/// A session with a server and a peer that floods it.
struct Load {
    explicit Load(const Session::Options &options)
        : session(options)
    {
        session.start();
        const EndpointId id = session.nextEndpoint();
        session.post({id, Command::Create{serving("manual")}});
        session.post({id, Command::Listen{serving("manual")}});
        Peer connected = QTest::qWaitFor([&] { return port() != 0; }) ? Peer::connected(port()) : Peer();
        std::swap(peer.fd, connected.fd);
    }
    ~Load() { session.stop(false); }

    const SocketTable &table()
    {
        m_table.advance(session.journal().view());
        return m_table;
    }
    quint16 port()
    {
        for (const SocketFacts &s : table().sockets()) {
            if (s.state == TcpState::Listen)
                return s.local.port;
        }
        return 0;
    }
    std::uint64_t received()
    {
        std::uint64_t bytes = 0;
        for (const SocketFacts &s : table().sockets())
            bytes += s.bytesIn;
        return bytes;
    }
    int notes(Step step)
    {
        int count = 0;
        const JournalView view = session.journal().view();
        view.forEach(0, view.size(), [&](const EventRef &e) { count += e->step == step; });
        return count;
    }
    /// What the kernel took until reading pauses and the way is full; -1 when it never pauses.
    qint64 floodUntilPaused()
    {
        return floodUntil(peer, [this] { return notes(Step::NoteJournalPaused) == 1; });
    }

    Session session;
    Peer peer{};

private:
    SocketTable m_table;
};

} // namespace

void TestJournalTrouble::readingPausesWhileTheDiskIsFullAndNothingIsLost()
{
    std::signal(SIGXFSZ, SIG_IGN);
    const QTemporaryDir folder;
    Load load({.spoolFolder = folder.path()});
    auto full = std::make_unique<FullDisk>(rlim_t(100'000));
    const qint64 sent = load.floodUntilPaused();
    QVERIFY(sent > 0);
    const std::uint64_t before = load.received();
    const qint64 more = floodUntil(load.peer, [] { return true; });
    QVERIFY(more >= 0);
    QTest::qWait(300);
    QVERIFY(load.received() <= before + readAhead);
    QVERIFY(load.received() < std::uint64_t(sent + more));
    QCOMPARE(load.notes(Step::NoteJournalResumed), 0);

    full.reset();
    QTRY_COMPARE_WITH_TIMEOUT(load.notes(Step::NoteJournalResumed), 1, 20000);
    QTRY_COMPARE_WITH_TIMEOUT(load.received(), std::uint64_t(sent + more), 20000);
    QCOMPARE(load.notes(Step::NoteJournalPaused), 1);
}

void TestJournalTrouble::theLimitOfTheSpoolIsSaidOnce()
{
    const QTemporaryDir folder;
    Load load({.spoolFolder = folder.path(), .diskLimit = 100'000});
    QVERIFY(load.floodUntilPaused() > 0);
    const std::uint64_t before = load.received();
    QVERIFY(floodUntil(load.peer, [] { return true; }) >= 0);
    QTest::qWait(500);
    QCOMPARE(load.notes(Step::NoteJournalPaused), 1);
    QCOMPARE(load.notes(Step::NoteJournalResumed), 0);
    QVERIFY(load.received() <= before + readAhead);
}

} // namespace wl

QTEST_GUILESS_MAIN(wl::TestJournalTrouble)
#include "tst_journaltrouble.moc"
