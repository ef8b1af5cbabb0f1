// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/sockets/timerqueue.h"

#include <QTest>
#include <QTimerEvent>

#include <functional>

using namespace wl;
using namespace std::chrono_literals;

namespace {

class Listener final : public QObject
{
public:
    QList<int> fired;
    std::function<void(int)> then = [](int) {};

protected:
    void timerEvent(QTimerEvent *event) override
    {
        fired.append(event->timerId());
        then(event->timerId());
    }
};

} // namespace

class TestTimerQueue : public QObject
{
    Q_OBJECT

private:
    const TimerQueue::Time m_start = std::chrono::steady_clock::now();

    void add(TimerQueue &queue, int id, std::chrono::milliseconds interval, Listener &listener)
    {
        queue.add(id, interval, Qt::PreciseTimer, &listener, m_start);
    }

private Q_SLOTS:
    void emptyQueueIsNeverDue()
    {
        TimerQueue queue;
        QVERIFY(!queue.nextDue());
        QCOMPARE(queue.fire(m_start), 0);
        QVERIFY(!queue.remaining(1, m_start));
        QVERIFY(!queue.remove(1));
    }

    void whatIsDueFirstFiresFirst()
    {
        TimerQueue queue;
        Listener listener;
        add(queue, 1, 30ms, listener);
        add(queue, 2, 10ms, listener);
        add(queue, 3, 20ms, listener);
        QCOMPARE(*queue.nextDue(), m_start + 10ms);
        QCOMPARE(queue.fire(m_start + 9ms), 0);
        QCOMPARE(queue.fire(m_start + 20ms), 2);
        QCOMPARE(listener.fired, QList<int>({2, 3}));
    }

    void timersDueTogetherFireInTheOrderTheyWereStarted()
    {
        TimerQueue queue;
        Listener listener;
        for (const int id : {5, 2, 9, 1})
            add(queue, id, 10ms, listener);
        queue.fire(m_start + 10ms);
        QCOMPARE(listener.fired, QList<int>({5, 2, 9, 1}));
    }

    void repeatedTimerKeepsItsBeat()
    {
        TimerQueue queue;
        Listener listener;
        add(queue, 1, 10ms, listener);
        queue.fire(m_start + 13ms);
        QCOMPARE(*queue.nextDue(), m_start + 20ms);
    }

    void beatsMissedAreNotMadeUpFor()
    {
        TimerQueue queue;
        Listener listener;
        add(queue, 1, 10ms, listener);
        QCOMPARE(queue.fire(m_start + 95ms), 1);
        QCOMPARE(listener.fired.size(), 1);
        QCOMPARE(*queue.nextDue(), m_start + 105ms);
    }

    void zeroTimerFiresOnceATurnAndCountsAsNothing()
    {
        TimerQueue queue;
        Listener listener;
        add(queue, 1, 0ms, listener);
        QCOMPARE(queue.fire(m_start), 0);
        QCOMPARE(listener.fired, QList<int>({1}));
        QCOMPARE(*queue.nextDue(), m_start);
    }

    void timerStartedByAHandlerWaitsForTheNextTurn()
    {
        TimerQueue queue;
        Listener listener;
        listener.then = [&](int id) {
            if (id == 1)
                add(queue, 2, 0ms, listener);
        };
        add(queue, 1, 5ms, listener);
        queue.fire(m_start + 5ms);
        QCOMPARE(listener.fired, QList<int>({1}));
        queue.fire(m_start + 5ms);
        QCOMPARE(listener.fired, QList<int>({1, 2}));
    }

    void timerStoppedByAHandlerDoesNotFire()
    {
        TimerQueue queue;
        Listener listener;
        listener.then = [&](int) {
            queue.remove(1);
            queue.remove(2);
        };
        add(queue, 1, 5ms, listener);
        add(queue, 2, 5ms, listener);
        queue.fire(m_start + 5ms);
        QCOMPARE(listener.fired, QList<int>({1}));
        QVERIFY(!queue.nextDue());
    }

    void timerDoesNotFireInsideItself()
    {
        TimerQueue queue;
        Listener listener;
        listener.then = [&](int id) {
            if (id != 1 || listener.fired.size() > 1)
                return;
            QCOMPARE(*queue.nextDue(), m_start + 15ms);
            queue.fire(m_start + 15ms);
        };
        add(queue, 1, 5ms, listener);
        add(queue, 2, 15ms, listener);
        queue.fire(m_start + 5ms);
        QCOMPARE(listener.fired, QList<int>({1, 2}));
        queue.fire(m_start + 20ms);
        QCOMPARE(listener.fired, QList<int>({1, 2, 1}));
    }

    void idTakenAgainInsideAHandlerIsAnotherTimer()
    {
        TimerQueue queue;
        Listener first;
        Listener second;
        first.then = [&](int) {
            queue.remove(1);
            add(queue, 1, 7ms, second);
        };
        add(queue, 1, 5ms, first);
        queue.fire(m_start + 5ms);
        QCOMPARE(*queue.nextDue(), m_start + 7ms);
        queue.fire(m_start + 7ms);
        QCOMPARE(first.fired.size(), 1);
        QCOMPARE(second.fired.size(), 1);
    }

    void timersOfOneReceiverGoTogether()
    {
        TimerQueue queue;
        Listener first;
        Listener second;
        add(queue, 1, 5ms, first);
        add(queue, 2, 5ms, second);
        add(queue, 3, 6ms, first);
        QCOMPARE(queue.timersOf(&first).size(), 2);
        QVERIFY(queue.removeAll(&first));
        QVERIFY(!queue.removeAll(&first));
        QVERIFY(queue.timersOf(&first).isEmpty());
        queue.fire(m_start + 10ms);
        QVERIFY(first.fired.isEmpty());
        QCOMPARE(second.fired, QList<int>({2}));
    }

    void whatATimerWasAskedForIsKept()
    {
        TimerQueue queue;
        Listener listener;
        queue.add(4, 30s, Qt::VeryCoarseTimer, &listener, m_start);
        const auto timers = queue.timersOf(&listener);
        QCOMPARE(timers.size(), 1);
        QCOMPARE(timers.first().timerId, 4);
        QCOMPARE(timers.first().interval, 30000);
        QCOMPARE(timers.first().timerType, Qt::VeryCoarseTimer);
    }

    void remainingTimeIsRoundedUpAndNeverNegative()
    {
        TimerQueue queue;
        Listener listener;
        add(queue, 1, 10ms, listener);
        QCOMPARE(queue.remaining(1, m_start)->count(), 10);
        QCOMPARE(queue.remaining(1, m_start + 9500us)->count(), 1);
        QCOMPARE(queue.remaining(1, m_start + 1s)->count(), 0);
    }
};

QTEST_GUILESS_MAIN(TestTimerQueue)
#include "tst_timerqueue.moc"
