// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/exporters/jsonlines.h"
#include "app/exporters/sessionreader.h"
#include "tests/kit/journalbuilder.h"
#include "tests/kit/sessionfiles.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstring>

using namespace wl;
using kit::header;
using kit::readAll;
using kit::writeFile;

class TestSessionReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hostileLinesAreRefusedWithTheirNumber_data();
    void hostileLinesAreRefusedWithTheirNumber();
    void badHeadersAreRefused_data();
    void badHeadersAreRefused();
    void everyTruncationKeepsTheGoodPrefix();
    void everyFlippedBitIsReadOrRefusedInPeace();
    void byteOrderMarkInWordsStays();
    void rowsThatWereLeftOutAreSaidAndCausesStillFit();

private:
    QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }

    QTemporaryDir m_folder;
};

void TestSessionReader::hostileLinesAreRefusedWithTheirNumber_data()
{
    QTest::addColumn<QByteArray>("line");
    const QByteArray good = R"({"n":1,"kind":"note","step":"text","evidence":"observed","ns":5)";
    const auto row = [&](const char *more) { QTest::newRow(more) << good + "," + more + "}"; };
    for (const char *more :
        {R"("n":1)", R"("ns":5)", R"("result":"x")", R"("result":1.5)", R"("result":1e999)",
            R"("result":9223372036854775808)", R"("result":01)", R"("result":-)", R"("sock":-1)",
            R"("sock":4294967296)", R"("fd":true)", R"("flags":"probe")", R"("flags":["wild"])",
            R"("flags":[1])", R"("state":"OPEN")", R"("before":7)", R"("slot":"system")",
            R"("errno":"EWILD")", R"("local":"nowhere")", R"("peer":"1.2.3:4")", R"("data":"***")",
            R"("data":"aGk=","words":"hi")", R"("words":"\ud800")", R"("words":"\ud800\u2000")",
            R"("words":"\x41")", R"("words":"open)", R"("cause":1)", R"("stateRead":1)", R"("x":{"y":1})",
            R"("x":[[1]])", R"("x":nul)", R"("x":)", R"("words":"\)", R"("words":"\u12)"})
        row(more);
    QTest::newRow("unknown step") << QByteArray(
        R"({"n":1,"kind":"note","step":"read","evidence":"observed","ns":5})");
    QTest::newRow("unknown kind") << QByteArray(
        R"({"n":1,"kind":"wish","step":"text","evidence":"observed","ns":5})");
    QTest::newRow("cut by NUL") << QByteArray(
        R"({"n":1,"kind":"note","step":"text\u0000x","evidence":"observed","ns":5})");
    QTest::newRow("no n") << QByteArray(R"({"kind":"note","step":"text","evidence":"observed","ns":5})");
    QTest::newRow("n of 0") << QByteArray(
        R"({"n":0,"kind":"note","step":"text","evidence":"observed","ns":5})");
    QTest::newRow("no ns") << QByteArray(R"({"n":1,"kind":"note","step":"text","evidence":"observed"})");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("array") << QByteArray("[1]");
    QTest::newRow("two objects") << good + "}{}";
    QTest::newRow("deep") << QByteArray(500'000, '[');
    QTest::newRow("deeper") << QByteArray(R"({"x":)") + QByteArray(500'000, '{');
    QTest::newRow("not UTF-8") << good + ",\"x\":\"\xFF\"}";
    QTest::newRow("control") << good + ",\"x\":\"\t\"}";
    QTest::newRow("more than an event holds")
        << good + ",\"data\":\"" + QByteArray(17'000, 'x').toBase64() + "\"}";
    QTest::newRow("too long") << good + ",\"x\":\"" + QByteArray(2 << 20, 'x') + "\"}";
}

void TestSessionReader::hostileLinesAreRefusedWithTheirNumber()
{
    QFETCH(QByteArray, line);
    writeFile(path("h.jsonl"), header + line + "\n" + header);
    Journal journal;
    SessionReader reader(journal);
    const QString error = readAll(reader, path("h.jsonl"));
    QVERIFY2(error.startsWith(QStringLiteral("Line 2 of the session can not be read: ")), qPrintable(error));
    QVERIFY2(error.size() < 250, qPrintable(error));
    QCOMPARE(journal.size(), 0u);
}

void TestSessionReader::badHeadersAreRefused_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("reason");
    QTest::newRow("empty file") << QByteArray() << QStringLiteral("is empty");
    QTest::newRow("other JSON") << QByteArray("{\"a\":1}\n") << QStringLiteral("does not begin like");
    QTest::newRow("picture") << QByteArray("\x89PNG\r\n\x1a\n\0\0", 10) << QStringLiteral("Line 1");
    QTest::newRow("newer") << QByteArray("{\"wireladder\":3,\"future\":[1]}\n")
                           << QStringLiteral("newer Wireladder");
    QTest::newRow("no number") << QByteArray("{\"wireladder\":\"x\"}\n") << QStringLiteral("\"wireladder\"");
    QTest::newRow("no time") << QByteArray("{\"wireladder\":1,\"started\":\"soon\"}\n")
                             << QStringLiteral("\"started\"");
    QTest::newRow("endless") << QByteArray(3 << 20, 'x') << QStringLiteral("longer");
}

void TestSessionReader::badHeadersAreRefused()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, reason);
    writeFile(path("b.jsonl"), file);
    Journal journal;
    SessionReader reader(journal);
    const auto opened = reader.open(path("b.jsonl"));
    QVERIFY(!opened);
    QVERIFY2(opened.error().contains(reason), qPrintable(opened.error()));
}

void TestSessionReader::everyTruncationKeepsTheGoodPrefix()
{
    const auto journal =
        kit::journalFrom("1 note text \"one\"\n2 note text \"two\"\n3 call read fd=3 arg=3 = 3 \"abc\"");
    QByteArray whole = header;
    std::vector<qsizetype> ends;
    for (EventIndex i = 0; i < 3; ++i) {
        whole += jsonLine(journal->view().at(i), {});
        ends.push_back(whole.size());
    }
    for (qsizetype size = qsizetype(std::strlen(header)); size < whole.size(); ++size) {
        writeFile(path("t.jsonl"), whole.left(size));
        Journal again;
        SessionReader reader(again);
        QCOMPARE(readAll(reader, path("t.jsonl")), QString());
        // A line that lacks only its end is whole.
        const auto lines =
            std::count_if(ends.begin(), ends.end(), [size](qsizetype end) { return end - 1 <= size; });
        QCOMPARE(again.size(), EventIndex(lines));
        const bool torn = size != qsizetype(std::strlen(header))
            && std::none_of(
                ends.begin(), ends.end(), [size](qsizetype end) { return end == size || end - 1 == size; });
        QCOMPARE(reader.warning().contains(QStringLiteral("torn")), torn);
    }
}

void TestSessionReader::everyFlippedBitIsReadOrRefusedInPeace()
{
    const auto journal =
        kit::journalFrom("1 note text \"one\"\n2 call read fd=3 arg=3 peer=[::1]:5 = 3 \"abc\"");
    const QByteArray whole =
        header + jsonLine(journal->view().at(0), {}) + jsonLine(journal->view().at(1), {});
    int refused = 0;
    for (qsizetype i = 0; i < whole.size(); ++i) {
        QByteArray flipped = whole;
        flipped[i] = char(flipped[i] ^ (1 << (i % 8)));
        writeFile(path("f.jsonl"), flipped);
        Journal again;
        SessionReader reader(again);
        refused += readAll(reader, path("f.jsonl")).isEmpty() ? 0 : 1;
        QVERIFY(again.size() <= 2);
    }
    QVERIFY(refused > whole.size() / 4);
}

void TestSessionReader::byteOrderMarkInWordsStays()
{
    writeFile(path("m.jsonl"),
        header
            + QByteArray(
                R"({"n":1,"kind":"note","step":"text","evidence":"observed","ns":5,"words":"\ufeffa\ufeff"})"));
    Journal journal;
    SessionReader reader(journal);
    QCOMPARE(readAll(reader, path("m.jsonl")), QString());
    QCOMPARE(journal.size(), EventIndex(1));
    QCOMPARE(journal.view().at(0).text(),
        std::string_view("\xef\xbb\xbf"
                         "a"
                         "\xef\xbb\xbf"));
}

void TestSessionReader::rowsThatWereLeftOutAreSaidAndCausesStillFit()
{
    const auto journal =
        kit::journalFrom("1 note text \"a\"\n2 command listen ep=1\n3 note text \"b\"\n"
                         "4 call socket ep=1 fd=3 cause=2 = 3\n5 call close ep=1 fd=3 cause=2 = 0");
    QByteArray file = header;
    for (const EventIndex i : {1, 3, 4})
        file += jsonLine(journal->view().at(i), {});
    writeFile(path("p.jsonl"), file);
    Journal again;
    SessionReader reader(again);
    QCOMPARE(readAll(reader, path("p.jsonl")), QString());
    QVERIFY(reader.warning().contains(QStringLiteral("leaves rows out")));
    QCOMPARE(again.size(), 3u);
    QCOMPARE(again.view().at(1)->cause, 1u); // the command, two rows back before, now one
    QCOMPARE(again.view().at(2)->cause, 0u); // the note that is not there any more
}

QTEST_GUILESS_MAIN(TestSessionReader)
#include "tst_sessionreader.moc"
