// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/rowindex.h"

#include <QRandomGenerator>
#include <QTest>

using namespace wl;

namespace {

QString nameOf(EndpointId)
{
    return QStringLiteral("Server 1");
}

void fill(Journal &journal, EventIndex count, quint32 seed)
{
    QRandomGenerator random(seed);
    for (EventIndex i = 0; i < count; ++i) {
        Event event;
        event.time = std::int64_t(journal.size()) * 1000;
        event.step = random.bounded(3) == 0 ? Step::ReadyRead : Step::CallRead;
        event.flags = random.bounded(4) == 0 ? Event::Housekeeping : 0;
        journal.append(event, random.bounded(50) == 0 ? std::string_view("needle") : std::string_view("hay"));
    }
}

EventQuery query(const char *text, bool housekeeping)
{
    EventQuery made = EventQuery::fromText(QString::fromUtf8(text)).value();
    made.setHousekeepingShown(housekeeping);
    return made;
}

/// What RowIndex must answer, the slow way.
std::vector<EventIndex> shown(const EventQuery &query, const JournalView &view)
{
    std::vector<EventIndex> rows;
    view.forEach(0, view.size(), [&](const EventRef &event) {
        if (query.matches(event, nameOf))
            rows.push_back(event.index());
    });
    return rows;
}

} // namespace

class RowIndexTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersLikeAPlainList_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("housekeeping");
        QTest::newRow("everything") << QByteArray() << true;
        QTest::newRow("no housekeeping") << QByteArray() << false;
        QTest::newRow("few") << QByteArray("text:needle") << true;
        QTest::newRow("few without housekeeping") << QByteArray("text:needle") << false;
        QTest::newRow("most") << QByteArray("-text:needle") << true;
        QTest::newRow("none") << QByteArray("text:nowhere") << true;
        QTest::newRow("half") << QByteArray("step:readyRead") << false;
    }

    void answersLikeAPlainList()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, housekeeping);
        const EventQuery wanted = query(text.constData(), housekeeping);
        Journal journal;
        RowIndex index;
        index.setQuery(wanted);
        // It grows in uneven steps, over the borders of words, blocks and chunks.
        for (const EventIndex more : {0, 1, 62, 2, 4030, 1, 1, 4096, 9000}) {
            fill(journal, more, quint32(journal.size() + 7));
            QVERIFY(index.advance(journal.view(), nameOf, {}));
            compare(index, wanted, journal.view());
        }
    }

    void everythingCostsNothing()
    {
        Journal journal;
        fill(journal, 20'000, 1);
        RowIndex index;
        QVERIFY(index.advance(journal.view(), nameOf, {.events = 1}));
        QCOMPARE(index.rows(), EventIndex(20'000));
        QCOMPARE(index.footprint(), std::size_t(0));
        QCOMPARE(index.hidden(), EventIndex(0));
    }

    void filterCostsABitAnEvent()
    {
        Journal journal;
        fill(journal, 65'536, 1);
        RowIndex index;
        index.setQuery(query("", false));
        QVERIFY(index.advance(journal.view(), nameOf, {}));
        QVERIFY(index.footprint() <= 2 * 65'536 / 8 + 1024);
    }

    void filterIsJudgedInSlices()
    {
        Journal journal;
        fill(journal, 10'000, 3);
        RowIndex index;
        index.setQuery(query("text:needle", true));
        int slices = 1;
        while (!index.advance(journal.view(), nameOf, {.events = 1000})) {
            QVERIFY(index.judged() <= EventIndex(slices) * 1000);
            ++slices;
        }
        QCOMPARE(slices, 10);
        compare(index, query("text:needle", true), journal.view());
    }

    void sliceWithoutTimeJudgesNothing()
    {
        Journal journal;
        fill(journal, 10'000, 3);
        RowIndex index;
        index.setQuery(query("text:needle", true));
        QVERIFY(!index.advance(journal.view(), nameOf, {.time = std::chrono::nanoseconds(0)}));
        QCOMPARE(index.judged(), EventIndex(0));
    }

    void clearingTheTermsNeedsNoNewJudging()
    {
        Journal journal;
        fill(journal, 10'000, 3);
        RowIndex index;
        const EventQuery plain = query("", false);
        index.setQuery(query("text:needle", false));
        QVERIFY(index.advance(journal.view(), nameOf, {}));
        index.setQuery(plain);
        QVERIFY(index.advance(journal.view(), nameOf, {.events = 0}));
        compare(index, plain, journal.view());
    }

    void housekeepingAmongTheHiddenIsCounted()
    {
        Journal journal;
        fill(journal, 5000, 9);
        EventIndex housekeeping = 0;
        journal.view().forEach(
            0, 5000, [&](const EventRef &e) { housekeeping += e->has(Event::Housekeeping) ? 1 : 0; });
        RowIndex index;
        index.setQuery(query("", false));
        index.advance(journal.view(), nameOf, {});
        QCOMPARE(index.hiddenHousekeeping(), housekeeping);
        QCOMPARE(index.hidden(), housekeeping);
        index.setQuery(query("text:nowhere", false));
        index.advance(journal.view(), nameOf, {});
        QCOMPARE(index.hidden(), EventIndex(5000));
        QCOMPARE(index.hiddenHousekeeping(), housekeeping);
    }

    void anotherJournalBeginsAnew()
    {
        Journal first;
        fill(first, 5000, 9);
        Journal second;
        fill(second, 100, 5);
        RowIndex index;
        const EventQuery wanted = query("text:needle", false);
        index.setQuery(wanted);
        index.advance(first.view(), nameOf, {});
        index.clear();
        QCOMPARE(index.rows(), EventIndex(0));
        QVERIFY(index.advance(second.view(), nameOf, {}));
        compare(index, wanted, second.view());
    }

private:
    static void compare(const RowIndex &index, const EventQuery &query, const JournalView &view)
    {
        const std::vector<EventIndex> rows = shown(query, view);
        QCOMPARE(index.rows(), EventIndex(rows.size()));
        QCOMPARE(index.judged(), view.size());
        QCOMPARE(index.hidden(), view.size() - rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i)
            QCOMPARE(index.eventAt(i), rows[i]);
        std::size_t row = 0;
        for (EventIndex event = 0; event < view.size(); ++event) {
            const bool isShown = row < rows.size() && rows[row] == event;
            QCOMPARE(index.isShown(event), isShown);
            QCOMPARE(index.rowOf(event), EventIndex(row));
            row += isShown ? 1 : 0;
        }
        QVERIFY(!index.isShown(view.size()));
    }
};

QTEST_GUILESS_MAIN(RowIndexTest)
#include "tst_rowindex.moc"
