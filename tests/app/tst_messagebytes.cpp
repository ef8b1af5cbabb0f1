// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/core/messagebytes.h"

#include <QTest>

namespace wl {

class TestMessageBytes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void escapesBecomeBytes_data();
    void escapesBecomeBytes();
    void wrongEscapesAreRefusedWithTheirPlace_data();
    void wrongEscapesAreRefusedWithTheirPlace();
    void everyByteSurvivesEscaping();
    void hexIsReadInAllItsSpellings_data();
    void hexIsReadInAllItsSpellings();
    void wrongHexIsRefusedWithItsPlace_data();
    void wrongHexIsRefusedWithItsPlace();
    void lineEndingsHaveNamesAndBytes();
    void unknownLineEndingIsRefused();
    void dumpHasSixteenBytesALine();
    void dumpIsBoundedAndSaysSo();
};

void TestMessageBytes::escapesBecomeBytes_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QString() << QByteArray();
    QTest::newRow("plain") << QStringLiteral("Grüße 😀") << QByteArray("Grüße 😀");
    QTest::newRow("C") << QStringLiteral("\\n\\r\\t\\a\\b\\e\\f\\v\\\\\\\"\\'")
                       << QByteArray("\n\r\t\a\b\x1b\f\v\\\"'");
    QTest::newRow("hex") << QStringLiteral("\\x41\\xffg\\x1bb")
                         << QByteArray("\x41\xffg\x1b"
                                       "b");
    QTest::newRow("one hex digit") << QStringLiteral("\\x7 \\xaz") << QByteArray("\x07 \x0az");
    QTest::newRow("octal") << QStringLiteral("\\0\\101\\3778\\18")
                           << QByteArray("\0A\xff"
                                         "8\1"
                                         "8",
                                  6);
    QTest::newRow("unicode") << QStringLiteral("\\u00e9\\u{1F600}\\u{a}") << QByteArray("é😀\n");
    QTest::newRow("byte order mark") << QStringLiteral("\\u{FEFF}a\\ufeff")
                                     << QByteArray("\xef\xbb\xbf"
                                                   "a"
                                                   "\xef\xbb\xbf");
}

void TestMessageBytes::escapesBecomeBytes()
{
    QFETCH(QString, typed);
    QFETCH(QByteArray, bytes);
    const auto read = bytesFromEscapes(typed);
    QVERIFY2(read, qPrintable(read.error()));
    QCOMPARE(*read, bytes);
}

void TestMessageBytes::wrongEscapesAreRefusedWithTheirPlace_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("place");
    for (const char *typed : {"\\", "\\q", "\\xg", "\\x", "\\400", "\\9", "\\u12", "\\u{}", "\\u{1F600",
             "\\u{1234567}", "\\u{110000}", "\\ud83d", "\\%1"})
        QTest::newRow(typed) << QString(u"abc" + QLatin1String(typed)) << QStringLiteral("character 4");
}

void TestMessageBytes::wrongEscapesAreRefusedWithTheirPlace()
{
    QFETCH(QString, typed);
    QFETCH(QString, place);
    const auto read = bytesFromEscapes(typed);
    QVERIFY(!read);
    QVERIFY2(read.error().contains(place), qPrintable(read.error()));
    QVERIFY(read.error().endsWith(u'.'));
}

void TestMessageBytes::everyByteSurvivesEscaping()
{
    QByteArray all;
    for (int first = 0; first < 256; ++first) {
        all += static_cast<char>(first);
        all += "0aé";
    }
    const auto read = bytesFromEscapes(escapesFromBytes(all));
    QVERIFY2(read, qPrintable(read.error()));
    QCOMPARE(*read, all);
}

void TestMessageBytes::hexIsReadInAllItsSpellings_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QString() << QByteArray();
    QTest::newRow("spaces") << QStringLiteral(" 48 65\t6c\n") << QByteArray("Hel");
    QTest::newRow("together") << QStringLiteral("48656C") << QByteArray("Hel");
    QTest::newRow("prefixes") << QStringLiteral("0x48,0X65, 0x6c6c") << QByteArray("Hell");
    QTest::newRow("colons") << QStringLiteral("00:ff:7F") << QByteArray("\0\xff\x7f", 3);
}

void TestMessageBytes::hexIsReadInAllItsSpellings()
{
    QFETCH(QString, typed);
    QFETCH(QByteArray, bytes);
    const auto read = bytesFromHex(typed);
    QVERIFY2(read, qPrintable(read.error()));
    QCOMPARE(*read, bytes);
}

void TestMessageBytes::wrongHexIsRefusedWithItsPlace_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("place");
    QTest::newRow("no digit") << QStringLiteral("48 zz") << QStringLiteral("“z” at character 4 ");
    QTest::newRow("half a byte at the end") << QStringLiteral("48 6") << QStringLiteral("character 4 ");
    QTest::newRow("half a byte inside") << QStringLiteral("48 656 6c") << QStringLiteral("character 4 ");
    QTest::newRow("half a byte, then no digit") << QStringLiteral("4x8") << QStringLiteral("character 1 ");
    QTest::newRow("prefix alone") << QStringLiteral("48 0x") << QStringLiteral("character 4 ");
    QTest::newRow("other separator") << QStringLiteral("48;65") << QStringLiteral("“;” at character 3 ");
    QTest::newRow("other digits") << QStringLiteral("٤٨") << QStringLiteral("character 1 ");
    QTest::newRow("control character")
        << QStringLiteral("48\x1b") << QStringLiteral("“\\x1b” at character 3 ");
    QTest::newRow("percent") << QStringLiteral("%1") << QStringLiteral("“%” at character 1 ");
}

void TestMessageBytes::wrongHexIsRefusedWithItsPlace()
{
    QFETCH(QString, typed);
    QFETCH(QString, place);
    const auto read = bytesFromHex(typed);
    QVERIFY(!read);
    QVERIFY2(read.error().contains(place), qPrintable(read.error()));
}

void TestMessageBytes::lineEndingsHaveNamesAndBytes()
{
    const std::tuple<LineEnding, QString, QByteArray> endings[] = {
        {LineEnding::None, QStringLiteral("none"), QByteArray()},
        {LineEnding::Lf, QStringLiteral("lf"), QByteArray("\n")},
        {LineEnding::CrLf, QStringLiteral("crlf"), QByteArray("\r\n")},
        {LineEnding::Nul, QStringLiteral("nul"), QByteArray("\0", 1)},
    };
    for (const auto &[ending, name, bytes] : endings) {
        QCOMPARE(lineEndingName(ending), name);
        QCOMPARE(lineEndingBytes(ending), bytes);
        const auto read = lineEndingFromName(name);
        QVERIFY(read);
        QCOMPARE(*read, ending);
    }
}

void TestMessageBytes::unknownLineEndingIsRefused()
{
    const auto read = lineEndingFromName(QStringLiteral("cr"));
    QVERIFY(!read);
    QVERIFY(read.error().contains(QStringLiteral("none, lf, crlf or nul")));
}

void TestMessageBytes::dumpHasSixteenBytesALine()
{
    const QStringList lines = hexDump(QByteArray("Hello, Wireladder\n\x1b\xff"));
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines[0],
        QStringLiteral("00000000  48 65 6c 6c 6f 2c 20 57  69 72 65 6c 61 64 64 65  |Hello, Wireladde|"));
    QCOMPARE(lines[1], QStringLiteral("00000010  72 0a 1b ff                                       |r...|"));
    QCOMPARE(hexDump({}), QStringList());
}

void TestMessageBytes::dumpIsBoundedAndSaysSo()
{
    const QStringList lines = hexDump(QByteArray(1000, 'a'), 20);
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines[1].endsWith(QStringLiteral("|aaaa|")));
    QCOMPARE(lines[2], QStringLiteral("20 of 1000 bytes are shown."));
    QCOMPARE(hexDump(QByteArray(20, 'a'), 20).size(), 2);
}

} // namespace wl

QTEST_GUILESS_MAIN(wl::TestMessageBytes)
#include "tst_messagebytes.moc"
