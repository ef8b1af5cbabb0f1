// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "tests/kit/scenethread.h"

#include <QSocketNotifier>
#include <QTest>

#include <atomic>
#include <memory>

#include <sys/socket.h>
#include <unistd.h>

using namespace wl;

namespace {

QStringList timersInOrder()
{
    QStringList lines;
    QObject context;
    for (const int wait : {40, 0, 20, 10})
        QTimer::singleShot(wait, &context, [&lines, wait] { lines << line("shot", wait); });
    QTimer beat;
    int beats = 0;
    QObject::connect(&beat, &QTimer::timeout, &beat, [&] {
        if (++beats == 3)
            beat.stop();
    });
    beat.start(5);
    turnFor(120);
    lines << line("beats", beats) << line("left", beat.remainingTime());
    beat.start(5000);
    const auto *dispatcher = QAbstractEventDispatcher::instance();
    lines << line("registered", dispatcher->registeredTimers(&beat).size());
    lines << line("some left", beat.remainingTime() > 0);
    return lines;
}

QStringList timerIsNotEnteredTwice()
{
    int depth = 0;
    int deepest = 0;
    int shots = 0;
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
        deepest = std::max(deepest, ++depth);
        ++shots;
        turnFor(20);
        --depth;
    });
    timer.start(1);
    turnUntil([&] { return shots >= 3; });
    return {line("deepest", deepest)};
}

QStringList postedAndDeletedLater()
{
    QStringList lines;
    QObject witness;
    auto *object = new QObject;
    QObject::connect(
        object, &QObject::destroyed, &witness, [&lines] { lines << QStringLiteral("destroyed"); });
    QMetaObject::invokeMethod(
        object, [&] { lines << QStringLiteral("first"); }, Qt::QueuedConnection);
    object->deleteLater();
    QMetaObject::invokeMethod(
        &witness, [&] { lines << QStringLiteral("second"); }, Qt::QueuedConnection);
    turnFor(10);
    return lines;
}

QStringList callsFromOtherThreads()
{
    QEventLoop loop;
    int calls = 0;
    const auto count = [&] {
        if (++calls == 6000)
            loop.quit();
    };
    std::vector<std::unique_ptr<QThread>> others;
    for (int i = 0; i < 3; ++i) {
        others
            .emplace_back(QThread::create([&loop, &count] {
                for (int call = 0; call < 2000; ++call)
                    QMetaObject::invokeMethod(&loop, count, Qt::QueuedConnection);
            }))
            ->start();
    }
    loop.exec();
    for (const auto &other : others)
        other->wait();
    return {line("calls", calls), line("idle", idleProcessorTime() < 100)};
}

QStringList quitFromAnotherThread()
{
    QEventLoop loop;
    const std::unique_ptr<QThread> other(QThread::create([&loop] { loop.exit(7); }));
    QTimer::singleShot(0, &loop, [&other] { other->start(); });
    const int code = loop.exec();
    other->wait();
    return {line("code", code)};
}

QStringList wakingBeforeWaiting()
{
    QStringList lines;
    auto *dispatcher = QAbstractEventDispatcher::instance();
    dispatcher->wakeUp();
    dispatcher->processEvents(QEventLoop::WaitForMoreEvents);
    lines << QStringLiteral("woken");
    dispatcher->interrupt();
    dispatcher->processEvents(QEventLoop::WaitForMoreEvents);
    lines << QStringLiteral("interrupted");
    QObject object;
    QMetaObject::invokeMethod(
        &object, [&] { lines << QStringLiteral("called"); }, Qt::QueuedConnection);
    lines << line("something", dispatcher->processEvents(QEventLoop::WaitForMoreEvents));
    lines << line("nothing", dispatcher->processEvents(QEventLoop::AllEvents));
    return lines;
}

QStringList excludedSocketsAndTimers()
{
    QStringList lines;
    int pair[2];
    ::socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
    QSocketNotifier notifier(pair[0], QSocketNotifier::Read);
    QObject::connect(
        &notifier, &QSocketNotifier::activated, &notifier, [&] { lines << QStringLiteral("socket"); });
    QTimer timer;
    timer.setSingleShot(true);
    QObject::connect(&timer, &QTimer::timeout, &timer, [&] { lines << QStringLiteral("timer"); });
    if (::write(pair[1], "x", 1) == 1)
        timer.start(0);
    auto *dispatcher = QAbstractEventDispatcher::instance();
    dispatcher->processEvents(QEventLoop::ExcludeSocketNotifiers | QEventLoop::X11ExcludeTimers);
    lines << QStringLiteral("neither");
    dispatcher->processEvents(QEventLoop::ExcludeSocketNotifiers);
    dispatcher->processEvents(QEventLoop::AllEvents);
    notifier.setEnabled(false);
    ::close(pair[0]);
    ::close(pair[1]);
    return lines;
}

QStringList handlersThatDeleteEachOther()
{
    int pairs[2][2];
    std::unique_ptr<QSocketNotifier> notifiers[2];
    int served = 0;
    for (int i : {0, 1}) {
        ::socketpair(AF_UNIX, SOCK_STREAM, 0, pairs[i]);
        notifiers[i] = std::make_unique<QSocketNotifier>(pairs[i][0], QSocketNotifier::Read);
        QObject::connect(notifiers[i].get(), &QSocketNotifier::activated, notifiers[i].get(), [&, i] {
            ++served;
            notifiers[1 - i].reset();
            notifiers[i]->setEnabled(false);
        });
        served += ::write(pairs[i][1], "x", 1) == 1 ? 0 : 100;
    }
    turnFor(30);
    for (auto &pair : pairs) {
        ::close(pair[0]);
        ::close(pair[1]);
    }
    return {line("served", served)};
}

QStringList objectThatChangesItsThread()
{
    QStringList lines;
    QThread *here = QThread::currentThread();
    QTimer timer;
    int shots = 0;
    QObject::connect(&timer, &QTimer::timeout, &timer, [&] { ++shots; });
    const std::unique_ptr<QThread> other(QThread::create([&] {
        timer.start(1);
        timer.moveToThread(here);
    }));
    timer.moveToThread(other.get());
    other->start();
    other->wait();
    lines << line("goes on", turnUntil([&] { return shots >= 3; }));
    return lines << line("registered", QAbstractEventDispatcher::instance()->registeredTimers(&timer).size());
}

} // namespace

using Scene = QStringList (*)();

class TestEpollDispatcher : public QObject
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
        row("timers in order", timersInOrder,
            "shot 0,shot 10,shot 20,shot 40,beats 3,left -1,registered 1,some left 1");
        row("timer is not entered twice", timerIsNotEnteredTwice, "deepest 1");
        row("posted and deleted later", postedAndDeletedLater, "first,destroyed,second");
        row("calls from other threads", callsFromOtherThreads, "calls 6000,idle 1");
        row("quit from another thread", quitFromAnotherThread, "code 7");
        row("waking before waiting", wakingBeforeWaiting, "woken,interrupted,called,something 1,nothing 0");
        row("excluded sockets and timers", excludedSocketsAndTimers, "neither,timer,socket");
        row("handlers that delete each other", handlersThatDeleteEachOther, "served 1");
        row("object that changes its thread", objectThatChangesItsThread, "goes on 1,registered 1");
    }

    void sceneGoesAsInQtsOwnLoop()
    {
        QFETCH(Scene, scene);
        QFETCH(QStringList, expected);
        QCOMPARE(SceneThread::lines(Loop::Ours, scene), expected);
        QCOMPARE(SceneThread::lines(Loop::Qts, scene), expected);
    }

    void otherThreadsWakeALoopThatWaits()
    {
        std::atomic<QEventLoop *> waiting = nullptr;
        bool called = false;
        const std::unique_ptr<QThread> thread(QThread::create([&waiting] {
            QEventLoop loop;
            QObject::connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::aboutToBlock,
                &loop, [&] { waiting = &loop; });
            loop.exec();
        }));
        thread->setEventDispatcher(EpollDispatcher::make().release());
        thread->start();
        QTRY_VERIFY(waiting);
        QMetaObject::invokeMethod(
            waiting,
            [&] {
                called = true;
                waiting.load()->quit();
            },
            Qt::QueuedConnection);
        QVERIFY(thread->wait(10000));
        QVERIFY(called);
    }
};

QTEST_GUILESS_MAIN(TestEpollDispatcher)
#include "tst_epolldispatcher.moc"
