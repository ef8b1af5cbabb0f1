// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/moments.h"
#include "app/models/replayclock.h"
#include "app/models/rowbits.h"

#include <QTest>

#include <random>

using namespace wl;

namespace {

/// A fold that remembers how many events it was fed in its life, copies included.
class Counter
{
public:
    EventIndex position() const { return m_position; }
    void advance(const JournalView &view)
    {
        view.forEach(m_position, view.size(), [this](const EventRef &e) { sum += e->arg * (e.index() + 1); });
        fed += view.size() > m_position ? view.size() - m_position : 0;
        m_position = std::max(m_position, view.size());
    }
    std::uint64_t sum = 0;
    static inline EventIndex fed = 0;

private:
    EventIndex m_position = 0;
};

void add(Journal &journal, Step step, std::int64_t time, std::uint8_t flags = 0)
{
    Event event;
    event.step = step;
    event.time = time;
    event.flags = flags;
    event.endpoint = 1;
    event.arg = journal.size() + 3;
    journal.append(event, std::string_view("x"));
}

} // namespace

class MomentsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMomentIsTheFoldOfItsPrefix();
    void keptMomentsAreThinnedWhenTheyAreTooMany();
    void stepsSkipHousekeepingProbesAndNotes();
    void theClockFollowsTheTimesOfTheJournal();
    void longPausesAreShortenedAndTold();
    void aStepASecondSkipsHousekeeping();
    void truncatedBitsAreThoseOfAShorterRow();
};

void MomentsTest::everyMomentIsTheFoldOfItsPrefix()
{
    Journal journal;
    for (int i = 0; i < 500; ++i)
        add(journal, Step::CallRead, i);
    Moments<Counter> moments(16, 64);
    Counter present;
    moments.advance(present, journal.view());
    std::mt19937 random(7);
    Counter moved;
    for (int i = 0; i < 400; ++i) {
        const EventIndex wanted = random() % 501;
        Counter::fed = 0;
        moments.moveTo(moved, journal.view(), wanted);
        QVERIFY(Counter::fed <= 16);
        Counter fresh;
        fresh.advance(journal.view().upTo(wanted));
        QCOMPARE(moved.sum, fresh.sum);
        QCOMPARE(moved.position(), wanted);
    }
}

void MomentsTest::keptMomentsAreThinnedWhenTheyAreTooMany()
{
    Journal journal;
    Moments<Counter> moments(4, 8);
    Counter present;
    for (int i = 0; i < 1000; ++i) {
        add(journal, Step::CallRead, i);
        moments.advance(present, journal.view());
        QVERIFY(moments.size() <= 8);
    }
    QVERIFY(moments.size() >= 4);
    QCOMPARE(moments.distance(), EventIndex(128));
    Counter moved = present;
    Counter::fed = 0;
    moments.moveTo(moved, journal.view(), 700);
    QVERIFY(Counter::fed <= 128);
    moments.clear();
    QCOMPARE(moments.size(), std::size_t(0));
}

void MomentsTest::stepsSkipHousekeepingProbesAndNotes()
{
    Journal journal;
    add(journal, Step::CallSocket, 0);
    add(journal, Step::CallGetsockname, 1, Event::Housekeeping);
    add(journal, Step::NoteListening, 2);
    add(journal, Step::CallRead, 3, Event::Probe);
    add(journal, Step::KernelGauge, 4);
    add(journal, Step::KernelState, 5);
    const JournalView view = journal.view();
    QCOMPARE(replayStepAfter(view, 0), std::optional<EventIndex>(1));
    QCOMPARE(replayStepAfter(view, 1), std::optional<EventIndex>(6));
    QCOMPARE(replayStepAfter(view, 6), std::optional<EventIndex>());
    QCOMPARE(replayStepBefore(view, 6), std::optional<EventIndex>(1));
    QCOMPARE(replayStepBefore(view, 1), std::optional<EventIndex>());
}

void MomentsTest::theClockFollowsTheTimesOfTheJournal()
{
    Journal journal;
    for (const int ms : {0, 100, 300, 300, 900})
        add(journal, Step::CallRead, ms * 1'000'000LL);
    ReplayClock clock;
    const JournalView view = journal.view();
    QCOMPARE(clock.advance(view, 1, 40'000'000, 2.0), EventIndex(1));
    QCOMPARE(clock.advance(view, 1, 20'000'000, 2.0), EventIndex(2));
    QCOMPARE(clock.advance(view, 2, 100'000'000, 2.0), EventIndex(4));
    QCOMPARE(clock.advance(view, 4, 1'000'000'000, 2.0), EventIndex(5));
    QCOMPARE(clock.shortened(), std::int64_t(0));
}

void MomentsTest::longPausesAreShortenedAndTold()
{
    Journal journal;
    add(journal, Step::CallRead, 0);
    add(journal, Step::CallRead, 60'000'000'000);
    ReplayClock clock;
    QCOMPARE(clock.advance(journal.view(), 1, 1'999'999'999, 0.25), EventIndex(1));
    QCOMPARE(clock.shortened(), std::int64_t(60'000'000'000));
    QCOMPARE(clock.advance(journal.view(), 1, 1, 0.25), EventIndex(2));
    QCOMPARE(clock.shortened(), std::int64_t(0));
}

void MomentsTest::aStepASecondSkipsHousekeeping()
{
    Journal journal;
    add(journal, Step::CallSocket, 0);
    add(journal, Step::CallGetsockname, 1, Event::Housekeeping);
    add(journal, Step::CallBind, 2);
    add(journal, Step::NoteListening, 3);
    ReplayClock clock;
    QCOMPARE(clock.advance(journal.view(), 1, 999'999'999, 0), EventIndex(1));
    QCOMPARE(clock.advance(journal.view(), 1, 1, 0), EventIndex(3));
    QCOMPARE(clock.advance(journal.view(), 3, 1'000'000'000, 0), EventIndex(4));
}

void MomentsTest::truncatedBitsAreThoseOfAShorterRow()
{
    std::mt19937 random(3);
    for (const EventIndex size : {0, 1, 63, 64, 65, 4095, 4096, 4097, 9000}) {
        RowBits bits;
        RowBits shorter;
        for (EventIndex i = 0; i < 10'000; ++i) {
            const bool set = random() % 3 == 0;
            bits.append(set);
            if (i < size)
                shorter.append(set);
        }
        bits.truncate(size);
        for (int i = 0; i < 200; ++i) {
            bits.append(i % 2 == 0);
            shorter.append(i % 2 == 0);
        }
        QCOMPARE(bits.size(), shorter.size());
        QCOMPARE(bits.count(), shorter.count());
        for (EventIndex i = 0; i < bits.size(); ++i) {
            QCOMPARE(bits.at(i), shorter.at(i));
            QCOMPARE(bits.countBelow(i), shorter.countBelow(i));
        }
    }
}

QTEST_GUILESS_MAIN(MomentsTest)
#include "tst_moments.moc"
