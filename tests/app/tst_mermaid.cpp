// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/exporters/mermaid.h"
#include "tests/kit/sequencesample.h"

#include <QRegularExpression>
#include <QTest>

using namespace wl;
using namespace wl::kit;

namespace {

QStringList linesOf(const QByteArray &text)
{
    return QString::fromUtf8(text).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
}

/// The one line that has all these words.
int countOf(const QStringList &lines, const char *part)
{
    return int(lines.filter(QString::fromUtf8(part)).size());
}

} // namespace

class TestMermaid final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyLineIsAStatementOfTheLanguage();
    void participantsAreServersThenClientsThenTheOutside();
    void callsStatesAndMessagesStandInTheirOrder();
    void oneSendTakenByTwoRecvsIsTwoArrows();
    void whatNobodyObservedIsDashed();
    void hostileTextIsWrittenAsNumbers();
    void bytesForAForeignPeerGoOutside();
    void aDatagramThatNobodyReadEndsInACross();
    void aLimitIsSaidInARemark();
    void lifelinesAreLimitedToo();
    void anEmptySessionIsADiagramWithoutStatements();
};

void TestMermaid::everyLineIsAStatementOfTheLanguage()
{
    // Strict: a text of plain characters and numbered ones only; nothing in it can end the statement.
    const QString text = QStringLiteral("(?:[^#;%<>&\"{}\\\\`$\\n\\r\\t\\x00-\\x1f]|#\\d+;)+");
    const QString id = QStringLiteral("(?:S\\d+|Outside)");
    const QRegularExpression statement(QStringLiteral(
        "^    (?:participant %1 as %2|%1(?:->>|-x|-\\)|-->>)%1: %2|Note (?:left of|right of) %1: %2"
        "|Note over %1(?:,%1)?: %2)$")
                                           .arg(id, text));
    const QStringList lines = linesOf(mermaidOf(sequenceFrom(hostileConversation)));
    QCOMPARE(lines.first(), QStringLiteral("sequenceDiagram"));
    QVERIFY(lines.size() > 15);
    for (const QString &line : lines.mid(1))
        QVERIFY2(statement.match(line).hasMatch(), qPrintable(line));
}

void TestMermaid::participantsAreServersThenClientsThenTheOutside()
{
    const QStringList lines =
        linesOf(mermaidOf(sequenceFrom(hostileConversation))).filter(QStringLiteral(" as "));
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines[0].startsWith(QLatin1String("    participant S1 as ")));
    QVERIFY(lines[1].startsWith(QLatin1String("    participant S3 as ")));
    QCOMPARE(lines[2], QStringLiteral("    participant S2 as Client 1"));
}

void TestMermaid::callsStatesAndMessagesStandInTheirOrder()
{
    const QStringList lines = linesOf(mermaidOf(sequenceFrom(hostileConversation)));
    const auto at = [&](const char *line) {
        return lines.indexOf(QLatin1String("    ") + QLatin1String(line));
    };
    QVERIFY(at("Note left of S1: bind() :12000") > 0);
    QVERIFY(at("Note left of S1: listen() 5") > at("Note left of S1: bind() :12000"));
    QVERIFY(at("Note over S1: LISTEN") == at("Note left of S1: listen() 5") + 1);
    QVERIFY(at("S1-)S3: accept() = 15") > at("Note right of S2: connect()"));
    QVERIFY(at("Note right of S2: close()") > at("Note right of S2: send 30 B"));
}

void TestMermaid::oneSendTakenByTwoRecvsIsTwoArrows()
{
    const QStringList arrows =
        linesOf(mermaidOf(sequenceFrom(hostileConversation))).filter(QStringLiteral("S2->>S3"));
    QCOMPARE(arrows.size(), 2);
    QVERIFY2(arrows[0].endsWith(QLatin1String(" 10 B")), qPrintable(arrows[0]));
    QVERIFY2(arrows[1].endsWith(QLatin1String(" 20 B")), qPrintable(arrows[1]));
}

void TestMermaid::whatNobodyObservedIsDashed()
{
    const QStringList lines = linesOf(mermaidOf(sequenceFrom(hostileConversation)));
    QCOMPARE(countOf(lines, "S2-->>S1: handshake by the kernels (inferred)"), 1);
    QCOMPARE(countOf(lines, "S2-->>S3: #101;nd of the stream (inferred)"), 1);
    for (const QString &line : lines.filter(QStringLiteral("inferred")))
        QVERIFY2(line.contains(QLatin1String("-->>")), qPrintable(line));
}

void TestMermaid::hostileTextIsWrittenAsNumbers()
{
    QCOMPARE(mermaidEscaped(u"end END send ender"), QByteArray("#101;nd #69;ND send ender"));
    QCOMPARE(mermaidEscaped(u"a;b#c%%<br>&\"\\"), QByteArray("a#59;b#35;c#37;#37;#60;br#62;#38;#34;#92;"));
    QCOMPARE(mermaidEscaped(u"a\nb\rc\u202Ed"), QByteArray("a b c d"));
    QCOMPARE(mermaidEscaped(u"\u00DF\u00B0\u00B6\uFB02"), QByteArray("#223;#176;#182;#64258;"));
    QCOMPARE(mermaidEscaped(u"style: wrap:"), QByteArray("#115;tyle: #119;rap:"));
    QCOMPARE(mermaidEscaped(u"\u4F60\U0001F600"), QByteArray("\xE4\xBD\xA0\xF0\x9F\x98\x80"));
    QCOMPARE(mermaidEscaped(QString(QChar(0xD800))), QByteArray(" "));
}

void TestMermaid::bytesForAForeignPeerGoOutside()
{
    const QStringList lines = linesOf(mermaidOf(
        sequenceFrom("1 command create ep=2 \"client tcp://127.0.0.1:9?name=C\"\n"
                     "2 call socket ep=2 sock=1 fd=14 after=CLOSED = 14\n"
                     "3 call connect ep=2 sock=1 fd=14 peer=127.0.0.1:9 extra=1 after=ESTABLISHED = 0\n"
                     "4 call write ep=2 sock=1 fd=14 arg=2 offset=0 = 2 \"hi\"\n"
                     "5 call read ep=2 sock=1 fd=14 arg=9 offset=0 = 2 \"yo\"\n")));
    QCOMPARE(lines.filter(QStringLiteral("participant")).last(),
        QStringLiteral("    participant Outside as Outside"));
    QCOMPARE(countOf(lines, "S1->>Outside: “hi” 2 B"), 1);
    QCOMPARE(countOf(lines, "Outside->>S1: “yo” 2 B"), 1);
}

void TestMermaid::aDatagramThatNobodyReadEndsInACross()
{
    const QStringList lines = linesOf(mermaidOf(
        sequenceFrom("1 command create ep=1 \"server udp://127.0.0.1:12000?name=R\"\n"
                     "2 command create ep=2 \"client udp://127.0.0.1:12000?name=C\"\n"
                     "3 call socket ep=1 sock=1 fd=12 datagram = 12\n"
                     "4 call bind ep=1 sock=1 fd=12 peer=127.0.0.1:12000 datagram = 0\n"
                     "5 call getsockname ep=1 sock=1 fd=12 local=127.0.0.1:12000 housekeeping datagram = 0\n"
                     "6 call socket ep=2 sock=2 fd=14 datagram = 14\n"
                     "7 call sendto ep=2 sock=2 fd=14 arg=1 peer=127.0.0.1:12000 datagram = 1 \"x\"\n")));
    QCOMPARE(countOf(lines, "S2-xS1: “x” 1 B, not read"), 1);
}

void TestMermaid::aLimitIsSaidInARemark()
{
    SequenceTextLimits limits;
    limits.messages = 1;
    const QStringList lines = linesOf(mermaidOf(sequenceFrom(hostileConversation, limits)));
    QCOMPARE(countOf(lines, "S2->>S3"), 1);
    QVERIFY2(lines.last().contains(QLatin1String("left out")), qPrintable(lines.last()));
    QVERIFY2(lines.last().startsWith(QLatin1String("    Note over S1,S2: ")), qPrintable(lines.last()));
}

void TestMermaid::lifelinesAreLimitedToo()
{
    SequenceTextLimits limits;
    limits.participants = 1;
    const QStringList lines = linesOf(mermaidOf(sequenceFrom(hostileConversation, limits)));
    QCOMPARE(countOf(lines, "participant "), 1);
    QCOMPARE(countOf(lines, "S2"), 0);
    QVERIFY(lines.last().contains(QLatin1String("left out")));
}

void TestMermaid::anEmptySessionIsADiagramWithoutStatements()
{
    QCOMPARE(mermaidOf(sequenceFrom("")), QByteArray("sequenceDiagram\n"));
}

QTEST_GUILESS_MAIN(TestMermaid)
#include "tst_mermaid.moc"
