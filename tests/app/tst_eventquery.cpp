// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/eventquery.h"
#include "tests/kit/journalbuilder.h"

#include <QTest>

using namespace wl;

namespace {

QString nameOf(EndpointId id)
{
    return id == 0 ? QString()
        : id == 1  ? QStringLiteral("Server 1")
                   : QStringLiteral("Client %1").arg(id - 1);
}

const char *const session = "0 command listen ep=1 \"tcp://127.0.0.1:12000\"\n"
                            "10 call socket ep=1 sock=1 fd=12 arg=2 extra=1 after=CLOSED = 12\n"
                            "20 call bind ep=1 sock=1 fd=12 peer=127.0.0.1:12000 = -1 EADDRINUSE\n"
                            "30 call read ep=2 sock=2 fd=15 arg=4096 = 6 \"Hello\\n\"\n"
                            "40 signal readyRead ep=2 sock=2 slot=StreamSocket::read = 6\n"
                            "50 call write ep=11 sock=3 fd=16 arg=7 = 7 \"again, \\xc3\\x84\"\n"
                            "60 call getsockname ep=1 sock=1 fd=12 local=127.0.0.1:12000 housekeeping = 0\n"
                            "70 note text ep=1 \"Remember this\"\n";

} // namespace

class EventQueryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_journal = kit::JournalBuilder::build(QString::fromUtf8(session)); }

    void termsChooseRows_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<int>>("rows");
        const auto row = [](const char *text, const QList<int> &rows) {
            QTest::newRow(text) << QString::fromUtf8(text) << rows;
        };
        row("", {0, 1, 2, 3, 4, 5, 6, 7});
        row("   ", {0, 1, 2, 3, 4, 5, 6, 7});
        row("endpoint:client1", {3, 4});
        row("endpoint:CLIENT1 step:recv", {3});
        row("endpoint:\"Client 1\"", {3, 4});
        row("endpoint:client10", {5});
        row("endpoint:client", {3, 4, 5});
        row("-endpoint:client", {0, 1, 2, 6, 7});
        row("step:recv", {3});
        row("step:read", {3});
        row("step:READYREAD", {4});
        row("step:readyRead()", {4});
        row("step:recv step:send", {3, 5});
        row("step:listen", {0});
        row("-step:recv -step:send kind:call", {1, 2, 6});
        row("kind:signal", {4});
        row("kind:signal kind:note", {4, 7});
        row("-kind:call", {0, 4, 7});
        row("kind:call -kind:call", {});
        row("text:hello", {3});
        row("text:HELLO text:again", {3, 5});
        row("kind:call -text:hello", {1, 2, 5, 6});
        row("text:read", {});
        row("hello", {3});
        row("\"hello\" step:recv", {3});
        row("\"again,", {5});
        row("ä", {5});
        row("remember", {7});
        row("EADDRINUSE", {2});
        row("127.0.0.1:12000", {0, 2});
        row("streamsocket::read", {4});
        row("\"streamsocket::read\" 6", {4});
        row("client 12000", {});
        row("server 12000", {0, 2});
        row("closed", {1});
        row("-server", {3, 4, 5});
    }

    void termsChooseRows()
    {
        QFETCH(QString, text);
        QFETCH(QList<int>, rows);
        const Result<EventQuery> query = EventQuery::fromText(text);
        QVERIFY2(query, qPrintable(query.error()));
        // Housekeeping's address is shown too; the switch takes it away.
        EventQuery wanted = *query;
        wanted.setHousekeepingShown(!text.contains(QLatin1String("12000")));
        QCOMPARE(matching(wanted), rows);
        QCOMPARE(matching(wanted), rows);
    }

    void errorsNameTheWord_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("word");
        QTest::newRow("key") << QStringLiteral("colour:red") << QStringLiteral("“colour:”");
        QTest::newRow("kind") << QStringLiteral("kind:smell") << QStringLiteral("“smell”");
        QTest::newRow("step") << QStringLiteral("hello step:jump") << QStringLiteral("“jump”");
        QTest::newRow("no value") << QStringLiteral("endpoint:") << QStringLiteral("“endpoint:”");
        QTest::newRow("escape sequence") << QStringLiteral("step:\x1b[31m") << QStringLiteral("“\\x1b[31m”");
        QTest::newRow("unknown after minus") << QStringLiteral("-step:jump") << QStringLiteral("“jump”");
    }

    void errorsNameTheWord()
    {
        QFETCH(QString, text);
        QFETCH(QString, word);
        const Result<EventQuery> query = EventQuery::fromText(text);
        QVERIFY(!query);
        QVERIFY2(query.error().contains(word), qPrintable(query.error()));
        QVERIFY(query.error().endsWith(u'.'));
    }

    void filterIsBounded()
    {
        QVERIFY(!EventQuery::fromText(QStringLiteral("a ").repeated(40)));
        QVERIFY(!EventQuery::fromText(QStringLiteral("a").repeated(100'000)));
    }

    void switchesHideKindsAndHousekeeping()
    {
        EventQuery query;
        QVERIFY(query.showsEverything());
        query.setHousekeepingShown(false);
        QCOMPARE(matching(query), (QList<int>{0, 1, 2, 3, 4, 5, 7}));
        query.setKinds(KindSet(allKinds & ~kindBit(Kind::Call)));
        QCOMPARE(matching(query), (QList<int>{0, 4, 7}));
        QVERIFY(!query.hasTerms());
        QVERIFY(!query.showsEverything());
    }

    void phraseIsFoundAsAWhole()
    {
        QCOMPARE(matching(EventQuery::forPhrase(QStringLiteral("step:recv"))), QList<int>{});
        QCOMPARE(matching(EventQuery::forPhrase(QStringLiteral("remember this"))), QList<int>{7});
    }

    /// The query remembers what rows alike were shown as: what it leaves out of "alike" must not be shown.
    void detailDoesNotDependOnTimeAndBytes()
    {
        const QString line =
            QStringLiteral("%1 call %2 ep=1 sock=1 fd=5 arg=9 took=%3 offset=%4 cause=%5 = 4 \"%6\"");
        for (const char *call :
            {"read", "write", "recvfrom", "sendto", "recvmsg", "sendmsg", "recv", "send"}) {
            const QString name = QLatin1String(call);
            const auto one =
                kit::JournalBuilder::build(line.arg(1).arg(name).arg(0).arg(0).arg(0).arg(u"aaaa"));
            const auto two =
                kit::JournalBuilder::build(line.arg(9).arg(name).arg(7).arg(99).arg(1).arg(u"zzzz"));
            QCOMPARE(detailText(one->view().at(0)), detailText(two->view().at(0)));
        }
    }

    void otherNamesAreSeenAfterForgetting()
    {
        EventQuery query = EventQuery::forPhrase(QStringLiteral("alice"));
        QVERIFY(query.usesNames());
        QCOMPARE(matching(query), QList<int>{});
        query.forgetNames();
        const EventRef first = m_journal->view().at(1);
        QVERIFY(query.matches(first, [](EndpointId) { return QStringLiteral("Alice"); }));
    }

    void needleIsFoundWhereverItLies()
    {
        const QByteArray hay("aaabaaaBX\0xyz", 13);
        const Bytes bytes(reinterpret_cast<const std::uint8_t *>(hay.constData()), std::size_t(hay.size()));
        QVERIFY(ByteNeedle(QStringLiteral("aab")).isIn(bytes));
        QVERIFY(ByteNeedle(QStringLiteral("AABX")).isIn(bytes));
        QVERIFY(ByteNeedle(QStringLiteral("Z")).isIn(bytes));
        QVERIFY(ByteNeedle(QStringLiteral("aaab")).isIn(bytes));
        QVERIFY(!ByteNeedle(QStringLiteral("xyza")).isIn(bytes));
        QVERIFY(!ByteNeedle(QStringLiteral("bb")).isIn(bytes));
        QVERIFY(!ByteNeedle(QStringLiteral("aaabaaabx.xyzlonger")).isIn(bytes));
    }

private:
    QList<int> matching(const EventQuery &query) const
    {
        QList<int> rows;
        const JournalView view = m_journal->view();
        for (EventIndex i = 0; i < view.size(); ++i) {
            if (query.matches(view.at(i), nameOf))
                rows.append(int(i));
        }
        return rows;
    }

    std::unique_ptr<Journal> m_journal;
};

QTEST_GUILESS_MAIN(EventQueryTest)
#include "tst_eventquery.moc"
