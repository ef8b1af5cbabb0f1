// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "tests/ui/drawingkit.h"

using namespace wl;
using namespace wl::kit;

class TestDrawingView final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_home = std::make_unique<OwnHome>(); }
    void init() { OwnHome::reset(); }

    void aClickSelectsAndASelectionFromElsewhereIsShown();
    void aButtonIsPressedByClickAndByReturn();
    void returnOnAnEventAsksForItsExplanation();
    void arrowKeysWalkAndTellThePart();
    void homeAndEndGoToTheEnds();
    void theWalkIsFramedOnlyWhileTheViewHasTheFocus();
    void theMouseOverAPartChangesTheCursor();
    void zoomKeysNeedControl();
    void fittedStaysFittedWhenTheWindowChanges();
    void theToolTipIsTheSentenceAsPlainText();
    void screenReadersFindAListOfParts();
    void screenReadersCanPress();
    void aHiddenViewFoldsWhenItIsShown();
    void anotherSessionIsBegunAnew();
    void anEarlierMomentIsFoldedAnew();
    void onlyADiagramThatMovesMoves();
    void aMotionEndsByItself();
    void aKeyOrAClickEndsTheMotion();
    void nothingMovesWhereMotionIsNotWanted();
    void scrollingLaysNothingOut();
    void withoutMarksASentenceIsPainted();

private:
    std::unique_ptr<OwnHome> m_home;
};

void TestDrawingView::aClickSelectsAndASelectionFromElsewhereIsShown()
{
    Wanted script = tall();
    Scene scene(script);
    scene.click(1);
    QCOMPARE(scene.selection.current(), Chosen(1));
    for (int i = 0; i < 30; ++i)
        scene.grow();
    scene.selection.select(EventIndex(30));
    QVERIFY(scene.view.verticalScrollBar()->value() > 0);
    QVERIFY(scene.view.viewport()->rect().contains(scene.middle(30)));
    scene.selection.select(EventIndex(0));
    QVERIFY(scene.view.viewport()->rect().contains(scene.middle(0)));
    QTest::mouseClick(scene.view.viewport(), Qt::RightButton, {}, scene.middle(2));
    QCOMPARE(scene.selection.current(), Chosen(0));
}

void TestDrawingView::aButtonIsPressedByClickAndByReturn()
{
    Scene scene;
    QList<Drawing::Item::Press> pressed;
    connect(&scene.view, &DrawingView::pressed, this, [&](const auto &press) { pressed << press; });
    QSignalSpy wanted(&scene.view, &DrawingView::explanationWanted);
    scene.click(4);
    scene.key(Qt::Key_End);
    scene.key(Qt::Key_Return);
    QCOMPARE(pressed, (QList<Drawing::Item::Press>{thePress, thePress}));
    QVERIFY(!scene.selection.current());
    QCOMPARE(wanted.count(), 0);
}

void TestDrawingView::returnOnAnEventAsksForItsExplanation()
{
    Scene scene;
    QSignalSpy wanted(&scene.view, &DrawingView::explanationWanted);
    scene.key(Qt::Key_Return);
    QCOMPARE(wanted.count(), 0);
    scene.key(Qt::Key_Down);
    scene.key(Qt::Key_Return);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(scene.selection.current(), Chosen(0));
}

void TestDrawingView::arrowKeysWalkAndTellThePart()
{
    Scene scene;
    scene.key(Qt::Key_Up);
    QCOMPARE(scene.view.currentPart(), 4);
    scene.key(Qt::Key_Home);
    for (const auto &[key, part] : {std::pair(Qt::Key_Down, 1), std::pair(Qt::Key_Right, 2),
             std::pair(Qt::Key_Up, 1), std::pair(Qt::Key_Left, 0), std::pair(Qt::Key_Left, 0)}) {
        scene.key(key);
        QCOMPARE(scene.view.currentPart(), part);
        QCOMPARE(scene.view.accessibleDescription(), QStringLiteral("Event %1 <b>").arg(part));
    }
    QVERIFY(!scene.selection.current());
}

void TestDrawingView::homeAndEndGoToTheEnds()
{
    Scene scene(tall());
    scene.key(Qt::Key_End);
    QCOMPARE(scene.view.currentPart(), 4);
    QVERIFY(scene.view.viewport()->rect().contains(scene.middle(4)));
    scene.key(Qt::Key_Down);
    QCOMPARE(scene.view.currentPart(), 4);
    scene.key(Qt::Key_Home);
    QCOMPARE(scene.view.currentPart(), 0);
    QVERIFY(scene.view.viewport()->rect().contains(scene.middle(0)));
    scene.key(Qt::Key_PageDown);
    QVERIFY(scene.view.verticalScrollBar()->value() > 0);
    QCOMPARE(scene.view.currentPart(), 0);
}

void TestDrawingView::theWalkIsFramedOnlyWhileTheViewHasTheFocus()
{
    Scene scene;
    const QImage before = scene.picture();
    scene.key(Qt::Key_Down);
    QVERIFY(scene.picture() != before);
    scene.view.clearFocus();
    QCOMPARE(scene.picture(), before);
}

void TestDrawingView::theMouseOverAPartChangesTheCursor()
{
    Scene scene;
    QTest::mouseMove(scene.view.viewport(), scene.middle(1));
    QTRY_COMPARE(scene.view.viewport()->cursor().shape(), Qt::PointingHandCursor);
    QTest::mouseMove(scene.view.viewport(), QPoint(1, 1));
    QTRY_COMPARE(scene.view.viewport()->cursor().shape(), Qt::ArrowCursor);
}

void TestDrawingView::zoomKeysNeedControl()
{
    Scene scene;
    QSignalSpy said(&scene.view, &DrawingView::zoomChanged);
    scene.key(Qt::Key_Plus);
    QCOMPARE(scene.view.zoom(), 100);
    scene.key(Qt::Key_Plus, Qt::ControlModifier);
    QCOMPARE(scene.view.zoom(), 110);
    scene.key(Qt::Key_Minus, Qt::ControlModifier);
    scene.key(Qt::Key_Minus, Qt::ControlModifier);
    QCOMPARE(scene.view.zoom(), 90);
    scene.key(Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(scene.view.zoom(), 100);
    QCOMPARE(said.count(), 4);
    scene.view.setZoom(10000);
    QCOMPARE(scene.view.zoom(), DrawingView::largestZoom);
    scene.view.setZoom(0);
    QCOMPARE(scene.view.zoom(), DrawingView::smallestZoom);
}

void TestDrawingView::fittedStaysFittedWhenTheWindowChanges()
{
    Wanted script;
    script.lines = 14;
    Scene scene(script);
    scene.key(Qt::Key_9, Qt::ControlModifier);
    QVERIFY(scene.view.isFitted());
    const int zoom = scene.view.zoom();
    const auto fits = [&] {
        const QSizeF size = scene.view.drawing().size;
        return size.width() <= scene.view.viewport()->width()
            && size.height() <= scene.view.viewport()->height();
    };
    QVERIFY(fits());
    scene.view.resize(800, 600);
    QTRY_VERIFY(scene.view.zoom() > zoom);
    QVERIFY(fits());
    scene.view.resize(400, 300);
    QTRY_COMPARE(scene.view.zoom(), zoom);
    scene.key(Qt::Key_0, Qt::ControlModifier);
    QVERIFY(!scene.view.isFitted());
    scene.view.resize(800, 600);
    QCOMPARE(scene.view.zoom(), 100);
}

void TestDrawingView::theToolTipIsTheSentenceAsPlainText()
{
    Scene scene;
    const QPoint at = scene.middle(2);
    QHelpEvent help(QEvent::ToolTip, at, scene.view.viewport()->mapToGlobal(at));
    QApplication::sendEvent(scene.view.viewport(), &help);
    QVERIFY2(QToolTip::text().contains(QStringLiteral("Event 2 &lt;b&gt;")), qPrintable(QToolTip::text()));
    QToolTip::hideText();
}

void TestDrawingView::screenReadersFindAListOfParts()
{
    Scene scene;
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&scene.view);
    QVERIFY(list);
    QCOMPARE(list->role(), QAccessible::List);
    QCOMPARE(list->text(QAccessible::Name), QStringLiteral("Rows"));
    QCOMPARE(list->childCount(), 5);
    QVERIFY(!list->child(5));
    QVERIFY(!list->child(-1));
    QAccessibleInterface *second = list->child(1);
    QCOMPARE(second->text(QAccessible::Name), QStringLiteral("Event 1 <b>"));
    QCOMPARE(second->role(), QAccessible::ListItem);
    QCOMPARE(list->child(4)->role(), QAccessible::PushButton);
    QCOMPARE(list->indexOfChild(second), 1);
    QCOMPARE(second->parent(), list);
    const QPoint at = scene.view.viewport()->mapToGlobal(scene.middle(1));
    QVERIFY(second->rect().contains(at));
    QCOMPARE(list->childAt(at.x(), at.y()), second);
    QVERIFY(!second->state().focused);
    scene.key(Qt::Key_Home);
    scene.key(Qt::Key_Down);
    QVERIFY(second->state().focused);
    QVERIFY(second->state().selected);
    QCOMPARE(list->focusChild(), second);
    QVERIFY(!list->child(0)->state().selected);
    const Journal nothing;
    scene.feed.setJournal(&nothing);
    scene.picture();
    QCOMPARE(list->childCount(), 0);
    QVERIFY(!second->isValid());
}

void TestDrawingView::screenReadersCanPress()
{
    Scene scene;
    QSignalSpy pressed(&scene.view, &DrawingView::pressed);
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&scene.view);
    const auto press = [&](int part) {
        auto *actions = list->child(part)->actionInterface();
        QCOMPARE(actions->actionNames(), QStringList(QAccessibleActionInterface::pressAction()));
        actions->doAction(QAccessibleActionInterface::pressAction());
    };
    press(2);
    QCOMPARE(scene.selection.current(), Chosen(2));
    QCOMPARE(pressed.count(), 0);
    press(4);
    QCOMPARE(pressed.count(), 1);
}

void TestDrawingView::aHiddenViewFoldsWhenItIsShown()
{
    Scene scene({}, false);
    scene.grow();
    scene.selection.select(EventIndex(1));
    QCOMPARE(scene.script.advances, 0);
    QCOMPARE(scene.script.draws, 0);
    scene.show();
    QCOMPARE(scene.script.advances, 1);
    QCOMPARE(scene.script.folded, EventIndex(5));
    scene.view.hide();
    const int drawn = scene.script.draws;
    scene.grow();
    scene.grow();
    QCOMPARE(scene.script.advances, 1);
    QCOMPARE(scene.script.draws, drawn);
    scene.show();
    QCOMPARE(scene.script.advances, 2);
    QCOMPARE(scene.view.parts().size(), std::size_t(8));
}

void TestDrawingView::anotherSessionIsBegunAnew()
{
    Scene scene;
    scene.key(Qt::Key_End);
    const int clears = scene.script.clears;
    const auto other =
        journalFrom("1 command create ep=1 \"server tcp://127.0.0.1:12000?name=Server%201\"\n");
    scene.feed.setJournal(other.get());
    QVERIFY(scene.script.clears > clears);
    QCOMPARE(scene.view.currentPart(), -1);
    QCOMPARE(scene.view.drawing().items.size(), std::size_t(2));
}

void TestDrawingView::anEarlierMomentIsFoldedAnew()
{
    Scene scene;
    const int clears = scene.script.clears;
    scene.feed.showMoment(EventIndex(2));
    QTRY_COMPARE(scene.feed.view().size(), EventIndex(2));
    QCOMPARE(scene.script.clears, clears + 1);
    QCOMPARE(scene.view.drawing().items.size(), std::size_t(3));
    scene.feed.showMoment({});
    QTRY_COMPARE(scene.view.drawing().items.size(), std::size_t(5));
}

void TestDrawingView::onlyADiagramThatMovesMoves()
{
    Scene still;
    still.selection.select(EventIndex(1));
    QVERIFY(!still.view.isMoving());
    Scene scene(moving());
    QVERIFY(!scene.view.isMoving());
    scene.selection.select(EventIndex(1));
    QVERIFY(scene.view.isMoving());
    QVERIFY(scene.script.phases.back() < 1);
    scene.selection.select({});
    QVERIFY(!scene.view.isMoving());
    scene.view.hide();
    scene.selection.select(EventIndex(2));
    QVERIFY(!scene.view.isMoving());
}

void TestDrawingView::aMotionEndsByItself()
{
    Scene scene(moving());
    scene.selection.select(EventIndex(1));
    QTRY_VERIFY(!scene.view.isMoving());
    scene.view.drawing();
    QCOMPARE(scene.script.phases.back(), 1.0);
}

void TestDrawingView::aKeyOrAClickEndsTheMotion()
{
    Scene scene(moving());
    scene.selection.select(EventIndex(1));
    scene.key(Qt::Key_Down);
    QVERIFY(!scene.view.isMoving());
    scene.selection.select(EventIndex(2));
    QVERIFY(scene.view.isMoving());
    QTest::mouseClick(scene.view.viewport(), Qt::LeftButton, {}, {2, 2});
    QVERIFY(!scene.view.isMoving());
    scene.view.drawing();
    QCOMPARE(scene.script.phases.back(), 1.0);
}

void TestDrawingView::nothingMovesWhereMotionIsNotWanted()
{
    Scene scene(moving());
    QSettings().setValue(QStringLiteral("reducedMotion"), true);
    scene.selection.select(EventIndex(1));
    QVERIFY(!scene.view.isMoving());
    QSettings().setValue(QStringLiteral("reducedMotion"), false);
    Tempo still(0);
    scene.view.setStyle(&still);
    scene.selection.select(EventIndex(2));
    QVERIFY(!scene.view.isMoving());
    scene.view.drawing();
    QCOMPARE(scene.script.phases.back(), 1.0);
    scene.view.setStyle(&scene.usual);
}

void TestDrawingView::scrollingLaysNothingOut()
{
    Wanted script = tall();
    script.least = 60;
    Scene scene(script);
    scene.picture();
    const int drawn = scene.script.draws;
    const QImage before = scene.picture();
    scene.view.verticalScrollBar()->setValue(100);
    QVERIFY(scene.picture() != before);
    scene.view.horizontalScrollBar()->setValue(50);
    scene.picture();
    QTest::mouseMove(scene.view.viewport(), {50, 50});
    scene.picture();
    QCOMPARE(scene.script.draws, drawn);
}

void TestDrawingView::withoutMarksASentenceIsPainted()
{
    Scene scene;
    const Journal nothing;
    scene.feed.setJournal(&nothing);
    const QImage image = scene.picture();
    const QRgb ground = scene.theme.colour(Theme::Colour::Surface).rgb();
    int inked = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            inked += image.pixel(x, y) != ground;
    }
    QVERIFY(inked > 100);
    scene.key(Qt::Key_Down);
    scene.key(Qt::Key_Return);
    QCOMPARE(scene.view.currentPart(), -1);
}

QTEST_MAIN(TestDrawingView)
#include "tst_drawingview.moc"
