// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/mailboxes.h"
#include "tests/kit/journalbuilder.h"
#include "tests/kit/relaysample.h"

#include <QTest>

using namespace wl;
using namespace wl::kit;

namespace {

struct Folded {
    explicit Folded(const QByteArray &text)
        : journal(JournalBuilder::build(QString::fromUtf8(text)))
    {
        table.advance(journal->view());
        mail.advance(journal->view(), table);
    }
    const MailFacts *of(const char *name) const
    {
        for (const MailFacts &facts : mail.all()) {
            if (facts.name == QLatin1String(name))
                return &facts;
        }
        return nullptr;
    }

    std::unique_ptr<Journal> journal;
    SocketTable table;
    MailFold mail;
};

} // namespace

class TestMailFold final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mailboxesAreCounted();
    void delayIsFromTakenToAcknowledged();
    void costIsThatOfItsConnections();
    void mailOfAnAddressMovesWithItsName();
    void renamedClientIsNoLongerThere();
    void wildNumbersOfAFileDoNoHarm();
    void everyMomentIsThatOfItsPrefix();
    void drawingShowsNamesSideBySide();
    void drawingIsEmptyWithoutARelay();
};

void TestMailFold::mailboxesAreCounted()
{
    const Folded f(relaySample);
    QCOMPARE(f.mail.all().size(), 3);
    QCOMPARE(f.of("carol")->waiting, 2);
    QCOMPARE(f.of("carol")->bytesWaiting, 16);
    QCOMPARE(f.of("bob")->waiting, 0);
    QCOMPARE(f.of("bob")->delivered, 1);
    QCOMPARE(f.of("alice")->underWay, 1);
}

void TestMailFold::delayIsFromTakenToAcknowledged()
{
    const Folded f(relaySample);
    QCOMPARE(f.of("bob")->longestDelay, 5'000'000);
    QCOMPARE(f.of("bob")->delays, 5'000'000);
}

void TestMailFold::costIsThatOfItsConnections()
{
    const Folded f(QByteArray(relaySample)
        + "9300 kernel final ep=1 sock=5 gauge=segments-out:4,segments-in:6\n"
          "9400 kernel final ep=1 sock=5 gauge=segments-out:5,segments-in:6\n");
    QCOMPARE(f.of("bob")->connections, 1);
    QCOMPARE(f.of("bob")->calls, 4); // accept4, read, write, close
    QCOMPARE(f.of("bob")->segments, 11);
    QCOMPARE(f.of("carol")->connections, 0);
}

void TestMailFold::mailOfAnAddressMovesWithItsName()
{
    const Folded f(QByteArray(relaySample)
        + "9500 note mail-kept ep=1 sock=3 arg=9 = 4 \"127.0.0.1:40001\"\n"
          "9600 note mail-passed ep=1 sock=5 arg=9 = 4 \"dave\"\n");
    QCOMPARE(f.of("127.0.0.1:40001")->waiting, 0);
    QCOMPARE(f.of("127.0.0.1:40001")->bytesWaiting, 0);
    QCOMPARE(f.of("dave")->underWay, 1);
}

void TestMailFold::renamedClientIsNoLongerThere()
{
    const Folded f(QByteArray(relaySample) + "9500 note name-taken ep=1 sock=3 \"anna\"\n");
    QCOMPARE(f.of("alice")->holder, 0);
    QCOMPARE(f.of("anna")->holder, 3);
}

void TestMailFold::wildNumbersOfAFileDoNoHarm()
{
    const Folded f("0 command create ep=1 \"server tcp://127.0.0.1:1?service=relay\"\n"
                   "1 note mail-delivered ep=1 sock=9 arg=5 = 5 \"bob\"\n"
                   "2 note mail-kept ep=1 sock=9 arg=18446744073709551615 = -9 \"bob\"\n"
                   "3 note mail-returned ep=1 sock=9 arg=6 = 9223372036854775807 \"bob\"\n"
                   "4 note mail-lost ep=1 sock=9 arg=6 = 1 \"bob\"\n"
                   "5 note mail-kept ep=7 sock=9 arg=6 = 1\n");
    QCOMPARE(f.of("bob")->waiting, 1);
    QCOMPARE(f.of("bob")->lost, 1);
}

void TestMailFold::everyMomentIsThatOfItsPrefix()
{
    const Folded whole(relaySample);
    const JournalView view = whole.journal->view();
    MailFold step;
    SocketTable table;
    for (EventIndex n = 0; n <= view.size(); ++n) {
        table.advance(view.upTo(n));
        step.advance(view.upTo(n), table);
        MailFold fresh;
        SocketTable freshTable;
        freshTable.advance(view.upTo(n));
        fresh.advance(view.upTo(n), freshTable);
        QCOMPARE(step.all().size(), fresh.all().size());
        for (std::size_t i = 0; i < fresh.all().size(); ++i) {
            QCOMPARE(step.all()[i].waiting, fresh.all()[i].waiting);
            QCOMPARE(step.all()[i].delivered, fresh.all()[i].delivered);
            QCOMPARE(step.all()[i].calls, fresh.all()[i].calls);
        }
    }
}

void TestMailFold::drawingShowsNamesSideBySide()
{
    const Folded f(relaySample);
    Mailboxes boxes;
    boxes.advance(f.journal->view(), f.table);
    const Ruler ruler{[](const QString &text, TextStyle) { return 8.0 * double(text.size()); }, 18};
    const Drawing drawing = boxes.draw({f.journal->view(), f.table, QSizeF(900, 500), ruler, {}, false, 1});
    QCOMPARE(drawing.items.size(), 3);
    QCOMPARE(drawing.items[0].area.top(), drawing.items[2].area.top());
    QVERIFY(drawing.items[0].sentence.contains(QLatin1String("stays connected")));
    QVERIFY(drawing.items[1].sentence.contains(QLatin1String("bob: 0 messages waiting")));
    QVERIFY(
        drawing.items[1].sentence.contains(QLatin1String("Leaves: after 2 s idle; Comes back: after 10 s")));
    QVERIFY(drawing.items[2].sentence.contains(QLatin1String("never seen")));
    const Drawing narrow = boxes.draw({f.journal->view(), f.table, QSizeF(300, 500), ruler, {}, false, 1});
    QVERIFY(narrow.items[0].area.top() < narrow.items[2].area.top());
    for (const Drawing::Item &item : narrow.items)
        QVERIFY(item.area.right() <= narrow.size.width());
}

void TestMailFold::drawingIsEmptyWithoutARelay()
{
    const Folded f("0 command create ep=1 \"server tcp://127.0.0.1:1\"\n");
    Mailboxes boxes;
    boxes.advance(f.journal->view(), f.table);
    const Ruler ruler{[](const QString &text, TextStyle) { return 8.0 * double(text.size()); }, 18};
    QVERIFY(boxes.draw({f.journal->view(), f.table, QSizeF(900, 500), ruler, {}, false, 1}).marks.empty());
}

QTEST_GUILESS_MAIN(TestMailFold)
#include "tst_mailfold.moc"
