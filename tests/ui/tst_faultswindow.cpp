// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "tests/ui/windowkit.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTimer>

#include <algorithm>
#include <vector>

#include <sys/resource.h>

namespace wl {

using namespace kit;

namespace {

/// How late a timer of 16 ms comes while something else goes on: how long the window stands still.
class Ticks : public QObject
{
public:
    Ticks()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            m_late.push_back(std::max(0.0, double(m_since.nsecsElapsed()) / 1e6 - 16));
            m_since.restart();
        });
        m_since.start();
        m_timer.start(16);
    }
    QByteArray said()
    {
        std::sort(m_late.begin(), m_late.end());
        const double p99 = m_late.empty() ? 0 : m_late[m_late.size() * 99 / 100];
        return QStringLiteral("tick late by p99 %1 ms, most %2 ms (%3 ticks)")
            .arg(p99, 0, 'f', 1)
            .arg(m_late.empty() ? 0 : m_late.back(), 0, 'f', 1)
            .arg(m_late.size())
            .toUtf8();
    }

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    std::vector<double> m_late;
};

/// Peers in another process (tests/faults/farm.py).
class Farm
{
public:
    Farm(const char *what, quint16 port, int number)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral(WIRELADDER_PYTHON),
            {QStringLiteral("-B"), QStringLiteral(WIRELADDER_FARM), QLatin1String(what),
                QString::number(port), QString::number(number)});
    }
    ~Farm() { die(); }
    Q_DISABLE_COPY_MOVE(Farm)

    /// What it made, -1 when it never says so.
    int made()
    {
        if (!QTest::qWaitFor([this] { return m_process.canReadLine(); }, 100'000))
            return -1;
        return m_process.readLine().trimmed().split(' ').value(1).toInt();
    }
    void die()
    {
        m_process.kill();
        (void)QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; });
    }

private:
    QProcess m_process;
};

long residentKiB()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLong() * ::sysconf(_SC_PAGESIZE) / 1024;
}

/// As many peers as this machine lets two processes have, 10,000 at most.
int crowd()
{
    rlimit limit = {};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    return int(std::min<rlim_t>(10'000, limit.rlim_max > 600 ? limit.rlim_max - 500 : 100));
}

} // namespace

/// Rows 5, 6, 7, 29 and 37 of docs/faults.md with the window open; how long it stands still is printed, and
/// asserted nowhere.
class TestFaultsWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { OwnHome::reset(); }
    void rows5And7ThousandsOfIdlePeersThatDieAtOnce();
    void row6StormOfResets();
    void row29LineWithoutAnEnd();
    void row37FloodOfDatagrams();

private:
    static qsizetype open(const Desk &desk) { return qsizetype(desk.table().openConnections()); }

    OwnHome m_home;
};

void TestFaultsWindow::rows5And7ThousandsOfIdlePeersThatDieAtOnce()
{
    Desk desk(m_home.path(QStringLiteral("spools")));
    QVERIFY(desk.listening(QStringLiteral("echo")));
    const int peers = crowd();
    const long before = residentKiB();
    Farm farm("idle", desk.port(QStringLiteral("Server 1")), peers);
    QCOMPARE(farm.made(), peers);
    QTRY_COMPARE_WITH_TIMEOUT(open(desk), qsizetype(peers), 60'000);
    const long grew = residentKiB() - before;
    {
        Ticks ticks;
        QTest::qWait(3000);
        qInfo("row 5: pass: %d idle peers open and counted, %s, %.1f KiB of memory each (journal and views "
              "included)",
            peers, ticks.said().constData(), double(grew) / peers);
    }
    Ticks ticks;
    QElapsedTimer time;
    time.start();
    farm.die();
    QTRY_COMPARE_WITH_TIMEOUT(open(desk), qsizetype(0), 60'000);
    qInfo("row 7: pass: all %d gone %lld ms after the kill, %s", peers, time.elapsed(),
        ticks.said().constData());
}

void TestFaultsWindow::row6StormOfResets()
{
    Desk desk(m_home.path(QStringLiteral("spools")));
    QVERIFY(desk.listening(QStringLiteral("echo")));
    constexpr int seconds = 5;
    Ticks ticks;
    Farm farm("storm", desk.port(QStringLiteral("Server 1")), seconds);
    const int made = farm.made();
    QVERIFY(made > 0);
    const auto accepted = [&] { return int(desk.facts(QStringLiteral("Server 1"))->accepted.size()); };
    // What was reset before it was accepted is accepted all the same.
    QTRY_COMPARE_WITH_TIMEOUT(accepted(), made, 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(open(desk), qsizetype(0), 60'000);
    qInfo("row 6: pass: %d connections a second connected and reset, all %d accounted for, left open 0, %s",
        made / seconds, made, ticks.said().constData());
}

void TestFaultsWindow::row29LineWithoutAnEnd()
{
    Desk desk(m_home.path(QStringLiteral("spools")));
    QVERIFY(desk.listening(QStringLiteral("hello")));
    Ticks ticks;
    Farm farm("line", desk.port(QStringLiteral("Server 1")), 100);
    QCOMPARE(farm.made(), 100 << 20);
    QTRY_VERIFY_WITH_TIMEOUT(desk.accepted(QStringLiteral("Server 1"))->bytesIn == 100u << 20, 60'000);
    qInfo("row 29: pass: a line of 100 MiB came in, %s", ticks.said().constData());
}

void TestFaultsWindow::row37FloodOfDatagrams()
{
    Desk desk(m_home.path(QStringLiteral("spools")));
    auto *server = desk.make<ServerPanel>(desk.window.actions().udpReceiver, QStringLiteral("Server 1"));
    QVERIFY(server);
    Desk::setPort(server, 0);
    Desk::setService(server, QStringLiteral("manual"));
    QVERIFY(click(server->startButton()));
    QTRY_VERIFY(desk.port(QStringLiteral("Server 1")) != 0);
    constexpr int seconds = 5;
    Ticks ticks;
    Farm farm("flood", desk.port(QStringLiteral("Server 1")), seconds);
    const int sent = farm.made();
    QVERIFY(sent > 0);
    std::uint64_t dropped = 0;
    EventIndex looked = 0;
    const auto accounted = [&] {
        const JournalView view = desk.window.feed().view();
        view.forEach(looked, view.size(), [&](const EventRef &e) {
            if (e->step == Step::NoteDatagramsDropped)
                dropped = e->arg;
        });
        looked = view.size();
        return desk.socket(QStringLiteral("Server 1"))->datagramsIn + dropped;
    };
    QTRY_COMPARE_WITH_TIMEOUT(accounted(), std::uint64_t(sent), 60'000);
    qInfo("row 37: pass: %d datagrams a second, %llu shown + %llu dropped = %d sent, %s", sent / seconds,
        static_cast<unsigned long long>(sent - int(dropped)), static_cast<unsigned long long>(dropped), sent,
        ticks.said().constData());
}

} // namespace wl

QTEST_MAIN(wl::TestFaultsWindow)
#include "tst_faultswindow.moc"
