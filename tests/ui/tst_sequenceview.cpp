// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "tests/kit/journalbuilder.h"
#include "ui/views/sequenceview.h"

#include <QApplication>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace wl;

namespace {

QString conversation(int rounds)
{
    QString text = QStringLiteral("1 command create ep=1 \"server tcp://127.0.0.1:12000?name=Server%201\"\n"
                                  "2 call socket ep=1 sock=1 fd=12 after=CLOSED = 12\n"
                                  "3 call bind ep=1 sock=1 fd=12 peer=127.0.0.1:12000 = 0\n"
                                  "4 call listen ep=1 sock=1 fd=12 arg=5 after=LISTEN = 0\n");
    for (int i = 0; i < rounds; ++i)
        text += QStringLiteral("%1 call shutdown ep=1 sock=1 fd=12 after=LISTEN = 0\n").arg(5 + i);
    return text;
}

/// A view on a journal that can grow.
struct Scene {
    explicit Scene(int rounds)
        : journal(kit::JournalBuilder::build(conversation(rounds)))
    {
        feed.setJournal(journal.get());
        view.resize(640, 400);
        view.show();
    }

    void grow()
    {
        Event e = journal->view().at(journal->size() - 1).event();
        e.flags = 0;
        journal->append(e);
        const EventIndex size = journal->size();
        feed.wake();
        QTRY_COMPARE(feed.view().size(), size);
    }

    bool isAtEnd() const { return view.verticalScrollBar()->value() == view.verticalScrollBar()->maximum(); }

    std::unique_ptr<Journal> journal;
    Theme theme;
    Feed feed;
    Selection selection;
    SequenceView view{theme, feed, selection};
};

QPoint middleOf(const Scene &scene, int row)
{
    return {200, int(scene.view.rowsTop() + (row + 0.5) * scene.view.metrics().rowHeight)};
}

} // namespace

class TestSequenceView final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itFollowsUntilTheUserScrollsUp();
    void endFollowsAgain();
    void aClickSelectsTheEventOfItsRow();
    void arrowKeysWalkTheRows();
    void aSelectionFromElsewhereIsShownAndTold();
    void zoomStaysInItsBounds();
    void anEmptySessionIsPaintedWithItsSentence();
    void aNewSessionForgetsTheOldOne();
    void laneAndStateArePaintedInTheThemesColour();
};

void TestSequenceView::itFollowsUntilTheUserScrollsUp()
{
    Scene scene(100);
    QVERIFY(scene.isAtEnd());
    scene.grow();
    QVERIFY(scene.isAtEnd());
    QSignalSpy said(&scene.view, &SequenceView::followingChanged);
    scene.view.verticalScrollBar()->setValue(40);
    QVERIFY(!scene.view.isFollowing());
    QCOMPARE(said.count(), 1);
    scene.grow();
    QCOMPARE(scene.view.verticalScrollBar()->value(), 40);
}

void TestSequenceView::endFollowsAgain()
{
    Scene scene(100);
    scene.view.verticalScrollBar()->setValue(0);
    QVERIFY(!scene.view.isFollowing());
    QTest::keyClick(&scene.view, Qt::Key_End);
    QVERIFY(scene.view.isFollowing());
    QVERIFY(scene.isAtEnd());
    QCOMPARE(scene.selection.current(), std::optional<EventIndex>(scene.journal->size() - 1));
}

void TestSequenceView::aClickSelectsTheEventOfItsRow()
{
    Scene scene(0);
    QTest::mouseClick(scene.view.viewport(), Qt::LeftButton, {}, middleOf(scene, 1));
    QCOMPARE(scene.selection.current(), std::optional<EventIndex>(2));
    QTest::mouseClick(scene.view.viewport(), Qt::LeftButton, {}, {200, 3});
    QCOMPARE(scene.selection.current(), std::optional<EventIndex>(2));
}

void TestSequenceView::arrowKeysWalkTheRows()
{
    Scene scene(0);
    QTest::keyClick(&scene.view, Qt::Key_Home);
    QCOMPARE(scene.selection.current(), std::optional<EventIndex>(1));
    QTest::keyClick(&scene.view, Qt::Key_Down);
    QCOMPARE(scene.selection.current(), std::optional<EventIndex>(2));
    QTest::keyClick(&scene.view, Qt::Key_Up);
    QTest::keyClick(&scene.view, Qt::Key_Up);
    QCOMPARE(scene.selection.current(), std::optional<EventIndex>(1));
}

void TestSequenceView::aSelectionFromElsewhereIsShownAndTold()
{
    Scene scene(100);
    QCOMPARE(scene.view.accessibleName(), QStringLiteral("Sequence"));
    scene.selection.select(EventIndex(3));
    QVERIFY(scene.view.verticalScrollBar()->value() < 3 * 40);
    QVERIFY(!scene.view.isFollowing());
    QVERIFY2(scene.view.accessibleDescription().contains(QLatin1String("Server 1")),
        qPrintable(scene.view.accessibleDescription()));
    scene.selection.select({});
    QVERIFY(scene.view.accessibleDescription().isEmpty());
}

void TestSequenceView::zoomStaysInItsBounds()
{
    Scene scene(10);
    const QPointF middle(100, 100);
    const auto turn = [&](int units) {
        QWheelEvent event(middle, scene.view.viewport()->mapToGlobal(middle), {}, {0, units}, Qt::NoButton,
            Qt::ControlModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(scene.view.viewport(), &event);
    };
    turn(120);
    QCOMPARE(scene.view.zoom(), 110);
    turn(12000);
    QCOMPARE(scene.view.zoom(), SequenceView::largestZoom);
    turn(-12000);
    QCOMPARE(scene.view.zoom(), SequenceView::smallestZoom);
    QTest::keyClick(&scene.view, Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(scene.view.zoom(), 100);
}

void TestSequenceView::anEmptySessionIsPaintedWithItsSentence()
{
    const Journal nothing;
    Scene scene(0);
    scene.feed.setJournal(&nothing);
    const QImage empty = scene.view.viewport()->grab().toImage();
    const QColor ground = scene.theme.colour(Theme::Colour::Surface);
    int inked = 0;
    for (int x = 0; x < empty.width(); ++x) {
        for (int y = 0; y < empty.height(); ++y)
            inked += empty.pixelColor(x, y) != ground;
    }
    QVERIFY(inked > 100);
}

void TestSequenceView::aNewSessionForgetsTheOldOne()
{
    Scene scene(100);
    const auto other = kit::JournalBuilder::build(conversation(2));
    scene.view.verticalScrollBar()->setValue(0);
    scene.feed.setJournal(other.get());
    QCOMPARE(scene.view.diagram().height(), 5.0);
    QVERIFY(scene.view.isFollowing());
}

void TestSequenceView::laneAndStateArePaintedInTheThemesColour()
{
    Scene scene(10);
    const QImage image = scene.view.viewport()->grab().toImage();
    const QColor listening = scene.theme.state(TcpState::Listen);
    const int y = middleOf(scene, 9).y();
    int width = 0;
    for (int x = 0; x < image.width(); ++x)
        width += image.pixelColor(x, y).rgb() == listening.rgb();
    QVERIFY2(width >= 12 && width <= 16, qPrintable(QString::number(width)));
}

QTEST_MAIN(TestSequenceView)
#include "tst_sequenceview.moc"
