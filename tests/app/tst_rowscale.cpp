// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/rowscale.h"
#include "tests/kit/journalbuilder.h"

#include <QTest>

using namespace wl;

namespace {

const QString opening =
    QStringLiteral("0 command create ep=1 \"server tcp://127.0.0.1:12000?name=Server%201\"\n"
                   "0 command create ep=2 \"client tcp://127.0.0.1:12000?name=Client%201\"\n");

/// A call of endpoint 1 or 2 at this microsecond; the first one makes the socket.
QString callAt(int time, int endpoint = 1, bool first = false)
{
    return QStringLiteral("%1 call %3 ep=%2 sock=%2 fd=1%2 = 0\n")
        .arg(time)
        .arg(endpoint)
        .arg(first ? QStringLiteral("socket") : QStringLiteral("listen"));
}

QString signalAt(int time)
{
    return QStringLiteral("%1 signal readyRead ep=1 sock=1\n").arg(time);
}

/// Rows of a text, and where they lie.
struct Scene {
    explicit Scene(const QString &text, const SequenceOptions &options = {}, std::size_t mostRows = 1000)
        : journal(kit::JournalBuilder::build(opening + text))
        , rows(mostRows)
    {
        scale.set(options);
        advance();
    }

    void advance()
    {
        table.advance(journal->view());
        rows.advance(journal->view(), table);
        scale.advance(rows, journal->view(), table);
    }

    /// The last event once more.
    void grow()
    {
        Event e = journal->view().at(journal->size() - 1).event();
        e.flags = 0;
        journal->append(e);
        advance();
    }

    std::unique_ptr<Journal> journal;
    SocketTable table;
    SequenceRows rows;
    RowScale scale;
};

SequenceOptions byTime()
{
    SequenceOptions options;
    options.byTime = true;
    return options;
}

} // namespace

class TestRowScale final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutRowsThereIsNoHeight();
    void inOrderEachRowTakesOne();
    void signalsTakeNoRoomUntilTheyAreAskedFor();
    void hiddenEndpointsTakeNoRoom();
    void byTimeTheUsualPauseIsOneRow();
    void aLongPauseIsBrokenAndTold();
    void aHiddenRowDoesNotStretchTime();
    void atAPlaceLiesTheRowThatIsShownThere();
    void forgottenRowsTakeTheirHeightWithThem();
    void forgettingWhileItIsNotLookedAtIsTheSame();
    void whatIsSetBeginsAnew();
};

void TestRowScale::withoutRowsThereIsNoHeight()
{
    const Scene scene{QString()};
    QCOMPARE(scene.scale.height(), 0.0);
    QCOMPARE(scene.scale.top(0), 0.0);
    QCOMPARE(scene.scale.rowAt(0), RowNumber(0));
    QVERIFY(scene.scale.breaksBetween(0, 100).empty());
}

void TestRowScale::inOrderEachRowTakesOne()
{
    const Scene scene(callAt(1, 1, true) + callAt(2) + callAt(9000000));
    QCOMPARE(scene.scale.height(), 3.0);
    for (RowNumber n = 0; n < 3; ++n) {
        QCOMPARE(scene.scale.top(n), double(n));
        QCOMPARE(scene.scale.y(2 * n), double(n) + 0.5);
        QCOMPARE(scene.scale.y(2 * n + 1), double(n) + 1);
        QVERIFY(scene.scale.isShown(n));
    }
    // What is still open goes on below the last row.
    QCOMPARE(scene.scale.y(2 * 3), 3.5);
    QCOMPARE(scene.scale.unit(), 0);
}

void TestRowScale::signalsTakeNoRoomUntilTheyAreAskedFor()
{
    const QString text = callAt(1, 1, true) + signalAt(2) + callAt(3);
    const Scene without(text);
    QCOMPARE(without.scale.height(), 2.0);
    QVERIFY(!without.scale.isShown(1));
    QCOMPARE(without.scale.top(1), 1.0);
    QCOMPARE(without.scale.top(2), 1.0);
    SequenceOptions options;
    options.showsSignals = true;
    const Scene with(text, options);
    QCOMPARE(with.scale.height(), 3.0);
    QVERIFY(with.scale.isShown(1));
}

void TestRowScale::hiddenEndpointsTakeNoRoom()
{
    SequenceOptions options;
    options.hiddenEndpoints = {2};
    const Scene scene(callAt(1, 1, true) + callAt(2, 2, true) + callAt(3, 2) + callAt(4), options);
    QCOMPARE(scene.scale.height(), 2.0);
    QVERIFY(!scene.scale.isShown(1));
    QVERIFY(!scene.scale.isShown(2));
    QCOMPARE(scene.scale.top(3), 1.0);
}

void TestRowScale::byTimeTheUsualPauseIsOneRow()
{
    const Scene scene(callAt(10, 1, true) + callAt(20) + callAt(30) + callAt(60), byTime());
    QCOMPARE(scene.scale.unit(), 10000);
    QCOMPARE(scene.scale.top(1) - scene.scale.top(0), 1.0);
    QCOMPARE(scene.scale.top(2) - scene.scale.top(1), 1.0);
    QCOMPARE(scene.scale.top(3) - scene.scale.top(2), 3.0);
    QVERIFY(scene.scale.breaksBetween(0, 100).empty());
}

void TestRowScale::aLongPauseIsBrokenAndTold()
{
    const Scene scene(callAt(10, 1, true) + callAt(20) + callAt(30) + callAt(1000030), byTime());
    const auto breaks = scene.scale.breaksBetween(0, 100);
    QCOMPARE(breaks.size(), std::size_t(1));
    QCOMPARE(breaks.front().nanoseconds, std::int64_t(1000000000));
    QVERIFY(breaks.front().y > 3);
    QVERIFY(breaks.front().y < scene.scale.top(3));
    QVERIFY(scene.scale.height() <= 4 + RowScale::mostGap);
    QVERIFY(scene.scale.breaksBetween(0, 2).empty());
    QVERIFY(scene.scale.breaksBetween(scene.scale.top(3), 100).empty());
}

void TestRowScale::aHiddenRowDoesNotStretchTime()
{
    // The distance of the two calls is the same whether a signal came between them or not.
    const Scene with(callAt(10, 1, true) + callAt(20) + callAt(30) + signalAt(45) + callAt(60), byTime());
    const Scene without(callAt(10, 1, true) + callAt(20) + callAt(30) + callAt(60), byTime());
    QCOMPARE(with.scale.height(), without.scale.height());
    QCOMPARE(with.scale.top(4), without.scale.top(3));
}

void TestRowScale::atAPlaceLiesTheRowThatIsShownThere()
{
    const Scene scene(callAt(1, 1, true) + signalAt(2) + callAt(3) + callAt(4));
    QCOMPARE(scene.scale.rowAt(0), RowNumber(0));
    QCOMPARE(scene.scale.rowAt(0.9), RowNumber(0));
    QCOMPARE(scene.scale.rowAt(1), RowNumber(2));
    QCOMPARE(scene.scale.rowAt(2.5), RowNumber(3));
    QCOMPARE(scene.scale.rowAt(-5), RowNumber(0));
    QCOMPARE(scene.scale.rowAt(99), RowNumber(4));
}

void TestRowScale::forgottenRowsTakeTheirHeightWithThem()
{
    Scene scene(callAt(1, 1, true) + callAt(2), {}, 8);
    for (int i = 0; i < 40; ++i)
        scene.grow();
    QVERIFY(scene.rows.first() > 0);
    QCOMPARE(scene.scale.forgotten(), double(scene.rows.first()));
    QCOMPARE(scene.scale.height(), double(scene.rows.end() - scene.rows.first()));
    QCOMPARE(scene.scale.top(scene.rows.first()), 0.0);
    QCOMPARE(scene.scale.rowAt(0.5), scene.rows.first());
}

void TestRowScale::forgettingWhileItIsNotLookedAtIsTheSame()
{
    QString text = callAt(1, 1, true);
    for (int i = 2; i < 42; ++i)
        text += callAt(i);
    Scene slowly(callAt(1, 1, true), {}, 8);
    for (int i = 2; i < 42; ++i)
        slowly.grow();
    const Scene atOnce(text, {}, 8);
    QCOMPARE(atOnce.rows.first(), slowly.rows.first());
    QCOMPARE(atOnce.scale.height(), slowly.scale.height());
    QCOMPARE(atOnce.scale.forgotten(), slowly.scale.forgotten());
}

void TestRowScale::whatIsSetBeginsAnew()
{
    Scene scene(callAt(10, 1, true) + callAt(20) + callAt(30) + callAt(1000030));
    scene.scale.set(byTime());
    QCOMPARE(scene.scale.height(), 0.0);
    scene.advance();
    QVERIFY(scene.scale.height() > 4);
    scene.scale.set({});
    scene.advance();
    QCOMPARE(scene.scale.height(), 4.0);
    QVERIFY(scene.scale.breaksBetween(0, 100).empty());
}

QTEST_GUILESS_MAIN(TestRowScale)
#include "tst_rowscale.moc"
