// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/core/messagebytes.h"
#include "app/core/safetext.h"
#include "app/core/utf8.h"

#include <QRandomGenerator>
#include <QTest>

namespace wl {

class TestSafeText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytesBecomeOneHarmlessLine_data();
    void bytesBecomeOneHarmlessLine();
    void decodedTextIsEscapedAsBytesAre();
    void loneSurrogateIsEscaped();
    void everyActiveCharacterIsUnsafe();
    void ordinaryCharactersAreSafe();
    void aFewCombiningMarksStay();
    void floodOfCombiningMarksIsEscaped();
    void longTextEndsWithEllipsisAndNeverInsideAnEscape();
    void textThatFitsExactlyHasNoEllipsis();
    void millionBytesAreCutWithoutReadingThemAll();
    void escapedBytesReadBackAsTheSame();
    void utf8StepTellsInvalidFromIncomplete_data();
    void utf8StepTellsInvalidFromIncomplete();
};

void TestSafeText::bytesBecomeOneHarmlessLine_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain") << QByteArray("Hello, world!") << QStringLiteral("Hello, world!");
    QTest::newRow("empty") << QByteArray() << QString();
    QTest::newRow("line ends") << QByteArray("a\r\nb\tc") << QStringLiteral("a\\r\\nb\\tc");
    QTest::newRow("nul") << QByteArray("a\0b", 3) << QStringLiteral("a\\0b");
    QTest::newRow("nul before a digit") << QByteArray("\0001", 2) << QStringLiteral("\\x001");
    QTest::newRow("terminal escape") << QByteArray("\x1b[31m\x7f") << QStringLiteral("\\x1b[31m\\x7f");
    QTest::newRow("backslash") << QByteArray("a\\nb") << QStringLiteral("a\\\\nb");
    QTest::newRow("letters") << QByteArray("é 漢 😀") << QStringLiteral("é 漢 😀");
    QTest::newRow("C1 control") << QByteArray("\xc2\x85") << QStringLiteral("\\u{85}");
    QTest::newRow("invalid byte") << QByteArray("a\xff"
                                                "b")
                                  << QStringLiteral("a\\xffb");
    QTest::newRow("overlong slash") << QByteArray("\xc0\xaf") << QStringLiteral("\\xc0\\xaf");
    QTest::newRow("cut character") << QByteArray("\xe2\x82") << QStringLiteral("\\xe2\\x82");
    QTest::newRow("encoded surrogate") << QByteArray("\xed\xa0\x80") << QStringLiteral("\\xed\\xa0\\x80");
    QTest::newRow("above Unicode") << QByteArray("\xf4\x90\x80\x80")
                                   << QStringLiteral("\\xf4\\x90\\x80\\x80");
    QTest::newRow("right to left override")
        << QByteArray("a\u202Etxt.exe") << QStringLiteral("a\\u{202E}txt.exe");
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbfx") << QStringLiteral("\\u{FEFF}x");
    QTest::newRow("tags are text") << QByteArray("<img src=x><b>") << QStringLiteral("<img src=x><b>");
}

void TestSafeText::bytesBecomeOneHarmlessLine()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, expected);
    QCOMPARE(safeText(bytes), expected);
}

void TestSafeText::decodedTextIsEscapedAsBytesAre()
{
    const QString text = QStringLiteral("é\n\u202E😀\u200B\\") + QChar(0) + u'7';
    QCOMPARE(safeText(text), safeText(text.toUtf8()));
    QCOMPARE(safeText(text), QStringLiteral("é\\n\\u{202E}😀\\u{200B}\\\\\\x007"));
}

void TestSafeText::loneSurrogateIsEscaped()
{
    QCOMPARE(safeText(QString(QChar(0xd83d))), QStringLiteral("\\u{D83D}"));
    QCOMPARE(safeText(QString(QString(QChar(0xde00)) + u'a')), QStringLiteral("\\u{DE00}a"));
}

void TestSafeText::everyActiveCharacterIsUnsafe()
{
    const std::pair<char32_t, char32_t> ranges[] = {{0, 0x1f}, {0x7f, 0x9f}, {0xad, 0xad}, {0x61c, 0x61c},
        {0x200b, 0x200f}, {0x2028, 0x202e}, {0x2060, 0x2064}, {0x2066, 0x2069}, {0xfeff, 0xfeff},
        {0xd800, 0xdfff}, {0xe000, 0xf8ff}, {0xfff9, 0xfffb}, {0xfffe, 0xffff}, {0x3164, 0x3164},
        {0xe0000, 0xe007f}, {0xf0000, 0x10ffff}};
    for (const auto &[first, last] : ranges) {
        for (char32_t c = first; c <= last; ++c)
            QVERIFY2(isUnsafe(c), qPrintable(QString::number(static_cast<uint>(c), 16)));
    }
}

void TestSafeText::ordinaryCharactersAreSafe()
{
    for (const char32_t c : U" ~aZ\\<é\u00a0\u0301漢ع\u0939😀€\ufffd") {
        if (c != 0)
            QVERIFY2(!isUnsafe(c), qPrintable(QString::number(static_cast<uint>(c), 16)));
    }
}

void TestSafeText::aFewCombiningMarksStay()
{
    const QString text = u'e' + QString(8, QChar(0x301));
    QCOMPARE(safeText(text), text);
}

void TestSafeText::floodOfCombiningMarksIsEscaped()
{
    const QString flood = u'e' + QString(100000, QChar(0x301));
    const QString shown = safeText(flood, 1 << 20);
    QCOMPARE(shown.count(QChar(0x301)), 8);
    QCOMPARE(shown.count(QStringLiteral("\\u{301}")), 100000 - 8);
    QVERIFY(safeText(flood.toUtf8()).size() <= 4097);
}

void TestSafeText::longTextEndsWithEllipsisAndNeverInsideAnEscape()
{
    QCOMPARE(safeText(QByteArray("abcdef"), 3), QStringLiteral("abc…"));
    QCOMPARE(safeText(QByteArray("ab\n"), 3), QStringLiteral("ab…"));
    QCOMPARE(safeText(QByteArray("ab😀"), 3), QStringLiteral("ab…"));
    QCOMPARE(safeText(QStringLiteral("abc"), 0), QStringLiteral("…"));
    QCOMPARE(safeText(QStringLiteral("abc"), -5), QStringLiteral("…"));
}

void TestSafeText::textThatFitsExactlyHasNoEllipsis()
{
    QCOMPARE(safeText(QByteArray("ab\n"), 4), QStringLiteral("ab\\n"));
    QCOMPARE(safeText(QByteArray(), 0), QString());
}

void TestSafeText::millionBytesAreCutWithoutReadingThemAll()
{
    for (const char byte : {'a', '\0', '\xff', '\\'})
        QVERIFY(safeText(QByteArray(1000000, byte)).size() <= 4097);
    QCOMPARE(safeText(QByteArray(1000000, 'a')).size(), 4097);
}

void TestSafeText::escapedBytesReadBackAsTheSame()
{
    QRandomGenerator random(20260101);
    for (int round = 0; round < 500; ++round) {
        QByteArray bytes;
        const int size = random.bounded(60);
        for (int i = 0; i < size; ++i) {
            const char32_t c = static_cast<char32_t>(random.bounded(0x3000));
            bytes += random.bounded(2) ? QByteArray(1, static_cast<char>(random.bounded(256)))
                                       : QString::fromUcs4(&c, 1).toUtf8();
        }
        const QString shown = escapesFromBytes(bytes);
        for (const char32_t c : shown.toUcs4())
            QVERIFY(!isUnsafe(c));
        const auto again = bytesFromEscapes(shown);
        QVERIFY2(again, qPrintable(again.error()));
        QCOMPARE(*again, bytes);
    }
}

void TestSafeText::utf8StepTellsInvalidFromIncomplete_data()
{
    using Kind = Utf8Step::Kind;
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("size");
    QTest::newRow("ascii") << QByteArray("ab") << Kind::Character << 1;
    QTest::newRow("two") << QByteArray("é!") << Kind::Character << 2;
    QTest::newRow("four") << QByteArray("😀") << Kind::Character << 4;
    QTest::newRow("cut after one") << QByteArray("\xc3") << Kind::Incomplete << 1;
    QTest::newRow("cut after three") << QByteArray("\xf0\x9f\x98") << Kind::Incomplete << 3;
    QTest::newRow("cut, never to be whole") << QByteArray("\xe0\x80") << Kind::Invalid << 1;
    QTest::newRow("continuation") << QByteArray("\x80") << Kind::Invalid << 1;
    QTest::newRow("broken inside") << QByteArray("\xe2\x82"
                                                 "a")
                                   << Kind::Invalid << 1;
    QTest::newRow("never a lead") << QByteArray("\xf5\x80\x80\x80") << Kind::Invalid << 1;
}

void TestSafeText::utf8StepTellsInvalidFromIncomplete()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Utf8Step::Kind, kind);
    QFETCH(int, size);
    const Utf8Step step = utf8Step(bytes);
    QCOMPARE(step.kind, kind);
    QCOMPARE(step.size, size);
    if (kind == Utf8Step::Kind::Character)
        QCOMPARE(QString::fromUcs4(&step.character, 1).toUtf8(), bytes.first(size));
}

} // namespace wl

QTEST_GUILESS_MAIN(wl::TestSafeText)
#include "tst_safetext.moc"
