// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/transcript.h"
#include "tests/kit/journalbuilder.h"
#include "ui/looks/theme.h"
#include "ui/views/logview.h"
#include "ui/window/feed.h"
#include "ui/window/replaybar.h"
#include "ui/window/selection.h"

#include <QLabel>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>

using namespace wl;

namespace {

const char *const session = "0 command create ep=1 \"tcp://127.0.0.1:12000?name=Server%201\"\n"
                            "10 call socket ep=1 sock=1 fd=12 arg=2 extra=1 after=CLOSED = 12\n"
                            "15 call getsockname ep=1 sock=1 fd=12 housekeeping = 0\n"
                            "20 call bind ep=1 sock=1 fd=12 peer=127.0.0.1:12000 = 0\n"
                            "30 note text ep=1 \"hello\"\n"
                            "40 call read ep=1 sock=1 fd=12 arg=4096 = 5 \"hello\"\n"
                            "50 call read ep=1 sock=1 fd=12 arg=4096 = 5 \"again\"\n";

} // namespace

class ReplayBarTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void stepsSkipHousekeepingAndSelect();
    void everyMomentHasItsFoldItsRowsAndItsTranscript();
    void aGrowingJournalDoesNotMoveThePast();
    void returningShowsWhatCameMeanwhile();
    void catchingUpLeavesThePast();
    void anotherSessionBeginsNow();
    void playReachesTheEnd();
    void pauseStopsPlay();
    void aDragShowsOneMomentAFrame();
    void keysStepAndPlay();
    void textsTellTheMomentAndThePast();
    void anEventToComeIsNotSelected();

private:
    EventIndex shown() const { return m_feed->view().size(); }
    QString label(const char *name) const
    {
        for (const QLabel *l : m_bar->findChildren<QLabel *>()) {
            if (l->accessibleName() == QLatin1String(name))
                return l->text();
        }
        return {};
    }
    void grow()
    {
        Event event;
        event.step = Step::CallRead;
        event.endpoint = 1;
        event.socket = 1;
        event.result = 3;
        event.time = 60'000;
        m_journal->append(event, std::string_view("new"));
    }

    Theme m_theme;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<Feed> m_feed;
    std::unique_ptr<Selection> m_selection;
    std::unique_ptr<ReplayBar> m_bar;
};

void ReplayBarTest::init()
{
    m_journal = kit::journalFrom(session);
    m_feed = std::make_unique<Feed>();
    m_selection = std::make_unique<Selection>();
    m_bar = std::make_unique<ReplayBar>(*m_feed, *m_selection, m_theme);
    m_feed->setJournal(m_journal.get());
}

void ReplayBarTest::cleanup()
{
    m_bar.reset();
    m_feed.reset();
}

void ReplayBarTest::stepsSkipHousekeepingAndSelect()
{
    for (const EventIndex at : {6, 4, 2, 1}) {
        m_bar->stepBack();
        QCOMPARE(shown(), at);
    }
    for (const EventIndex at : {2, 4, 6, 7}) {
        m_bar->stepForward();
        QCOMPARE(shown(), at);
        QCOMPARE(m_selection->current(), std::optional(at - 1));
        QVERIFY(m_feed->isPast());
    }
    m_bar->stepForward();
    QVERIFY(!m_feed->isPast());
}

void ReplayBarTest::everyMomentHasItsFoldItsRowsAndItsTranscript()
{
    LogView log(*m_feed, *m_selection, m_theme);
    EventQuery query;
    query.setHousekeepingShown(false);
    log.setQuery(query);
    Transcripts transcripts;
    transcripts.advance(m_feed->view());
    connect(m_feed.get(), &Feed::rewound, m_bar.get(), [&] { transcripts.clear(); });
    connect(m_feed.get(), &Feed::advanced, m_bar.get(), [&] { transcripts.advance(m_feed->view()); });
    for (const EventIndex n : {7, 2, 5, 0, 6, 3, 4, 1, 7, 0}) {
        m_feed->showMoment(n);
        QCOMPARE(shown(), n);
        QCOMPARE(m_feed->table().position(), n);
        QCOMPARE(m_feed->table().sockets().size(), std::size_t(n >= 2 ? 2 : 1));
        QCOMPARE(log.rows(), n > 2 ? n - 1 : n);
        QCOMPARE(log.hiddenHousekeeping(), EventIndex(n > 2 ? 1 : 0));
        const auto *heard = transcripts.of(1);
        QCOMPARE(heard ? heard->entries.size() : 0, std::size_t(n > 5 ? n - 5 : 0));
    }
}

void ReplayBarTest::aGrowingJournalDoesNotMoveThePast()
{
    m_feed->showMoment(3);
    QSignalSpy advanced(m_feed.get(), &Feed::advanced);
    QSignalSpy newest(m_feed.get(), &Feed::newestChanged);
    QSignalSpy drained(m_feed.get(), &Feed::drained);
    // As the session does: it asks for another look whenever the view is behind.
    connect(m_feed.get(), &Feed::drained, m_feed.get(), [this] {
        if (m_journal->size() != m_feed->view().size())
            m_feed->wake();
    });
    grow();
    m_feed->wake();
    QTRY_COMPARE(drained.count(), 1);
    QCOMPARE(newest.count(), 1);
    QCOMPARE(advanced.count(), 0);
    QCOMPARE(shown(), EventIndex(3));
    QCOMPARE(m_bar->findChild<QSlider *>()->maximum(), 8);
    QTest::qWait(80);
    QCOMPARE(drained.count(), 1);
    grow();
    m_feed->wake();
    QTRY_COMPARE(drained.count(), 2);
    QCOMPARE(m_feed->wholeView().size(), EventIndex(9));
    QCOMPARE(m_feed->wholeTable().position(), EventIndex(9));
}

void ReplayBarTest::returningShowsWhatCameMeanwhile()
{
    m_feed->showMoment(3);
    grow();
    m_feed->wake();
    QTRY_COMPARE(m_feed->wholeView().size(), EventIndex(8));
    QSignalSpy rewound(m_feed.get(), &Feed::rewound);
    QSignalSpy advanced(m_feed.get(), &Feed::advanced);
    m_bar->toNow();
    QCOMPARE(shown(), EventIndex(8));
    QCOMPARE(m_feed->table().position(), EventIndex(8));
    QCOMPARE(rewound.count(), 0);
    QCOMPARE(advanced.count(), 1);
}

void ReplayBarTest::catchingUpLeavesThePast()
{
    m_feed->showMoment(3);
    grow();
    m_feed->catchUp();
    QVERIFY(!m_feed->isPast());
    QCOMPARE(shown(), EventIndex(8));
}

void ReplayBarTest::anotherSessionBeginsNow()
{
    m_feed->showMoment(3);
    const auto other = kit::journalFrom("0 note text ep=1 \"a\"\n10 note text ep=1 \"b\"\n");
    m_feed->setJournal(other.get());
    QVERIFY(!m_feed->isPast());
    QCOMPARE(shown(), EventIndex(2));
    m_feed->setJournal(nullptr);
}

void ReplayBarTest::playReachesTheEnd()
{
    m_bar->play();
    QVERIFY(m_bar->isPlaying());
    QCOMPARE(shown(), EventIndex(1));
    QTRY_VERIFY(!m_bar->isPlaying());
    QVERIFY(!m_feed->isPast());
    QCOMPARE(shown(), EventIndex(7));
}

void ReplayBarTest::pauseStopsPlay()
{
    m_bar->play();
    m_bar->pause();
    QVERIFY(!m_bar->isPlaying());
    QTest::qWait(60);
    QCOMPARE(shown(), EventIndex(1));
}

void ReplayBarTest::aDragShowsOneMomentAFrame()
{
    QSignalSpy moments(m_feed.get(), &Feed::momentChanged);
    auto *slider = m_bar->findChild<QSlider *>();
    for (const int value : {6, 5, 4, 3})
        slider->setValue(value);
    QCOMPARE(moments.count(), 0);
    QTRY_COMPARE(shown(), EventIndex(3));
    QCOMPARE(moments.count(), 1);
    slider->setValue(7);
    QTRY_VERIFY(!m_feed->isPast());
}

void ReplayBarTest::keysStepAndPlay()
{
    auto *slider = m_bar->findChild<QSlider *>();
    QTest::keyClick(slider, Qt::Key_Home);
    QCOMPARE(shown(), EventIndex(1));
    QTest::keyClick(slider, Qt::Key_Right);
    QCOMPARE(shown(), EventIndex(2));
    QTest::keyClick(slider, Qt::Key_Left);
    QCOMPARE(shown(), EventIndex(1));
    QTest::keyClick(slider, Qt::Key_Space);
    QVERIFY(m_bar->isPlaying());
    QTest::keyClick(slider, Qt::Key_End);
    QVERIFY(!m_feed->isPast());
    QVERIFY(!m_bar->isPlaying());
}

void ReplayBarTest::textsTellTheMomentAndThePast()
{
    QCOMPARE(label("Moment shown"), QStringLiteral("Event 7 of 7 · 0.000 050 s"));
    QCOMPARE(label("What the replay does"), QString());
    m_feed->showMoment(4);
    QCOMPARE(label("Moment shown"), QStringLiteral("Event 4 of 7 · 0.000 020 s"));
    QCOMPARE(label("What the replay does"), QStringLiteral("The past: commands are off."));
}

void ReplayBarTest::anEventToComeIsNotSelected()
{
    m_selection->select(5);
    m_feed->showMoment(6);
    QCOMPARE(m_selection->current(), std::optional<EventIndex>(5));
    m_feed->showMoment(5);
    QVERIFY(!m_selection->current().has_value());
}

QTEST_MAIN(ReplayBarTest)
#include "tst_replaybar.moc"
