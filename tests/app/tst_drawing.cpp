// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/drawing.h"

#include <QStringList>
#include <QTest>

using namespace wl;

namespace {

/// Every letter is ten pixels wide, those of a title eleven.
double tenEach(const QString &text, TextStyle style)
{
    return double(text.size()) * (style == TextStyle::Title ? 11 : 10);
}

QString shortened(const char *text, double room, TextStyle style = TextStyle::Detail)
{
    return elided(QString::fromUtf8(text), room, style, tenEach);
}

QStringList lines(const char *text, double room, int mostLines)
{
    return wrapped(QString::fromUtf8(text), room, TextStyle::Detail, tenEach, mostLines);
}

int channel(std::uint32_t colour, int shift)
{
    return int((colour >> shift) & 0xFF);
}

} // namespace

class TestDrawing final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPaintIsTheColourOfItsInkInBothThemes();
    void aPaintOfAStateIsItsGroundOrItsText();
    void aShareIsMixedIntoTheSurface();
    void opacityIsTheHighestByteAndNothingIsNone();
    void everyInkHasItsOwnName();
    void aDrawingIsToldMarkByMark();
    void emptyTextsLeaveNoMark();
    void whatFitsIsNotCut();
    void whatIsTooLongEndsInAnEllipsisWithinItsRoom();
    void noHalfOfACharacterIsLeft();
    void textsBreakAtSpacesAndTheLastLineIsCut();
    void aWordWiderThanTheRoomIsCut();
};

void TestDrawing::aPaintIsTheColourOfItsInkInBothThemes()
{
    for (int i = 0; i < int(Ink::Count); ++i) {
        for (const bool dark : {false, true})
            QCOMPARE(paintColour(Paint::with(Ink(i)), dark), 0xFF000000 | inkColour(Ink(i), dark));
    }
    QVERIFY(paintColour(Paint::with(Ink::Text), false) != paintColour(Paint::with(Ink::Text), true));
}

void TestDrawing::aPaintOfAStateIsItsGroundOrItsText()
{
    for (const bool dark : {false, true}) {
        const TcpState state = TcpState::Established;
        QCOMPARE(paintColour(Paint::ofState(state), dark), 0xFF000000 | stateColour(state, dark));
        QCOMPARE(paintColour(Paint::onState(state), dark), 0xFF000000 | stateTextColour(state, dark));
    }
}

void TestDrawing::aShareIsMixedIntoTheSurface()
{
    for (const bool dark : {false, true}) {
        const std::uint32_t ground = inkColour(Ink::Surface, dark);
        const std::uint32_t over = stateColour(TcpState::Listen, dark);
        QCOMPARE(paintColour(Paint::ofState(TcpState::Listen, 0), dark), 0xFF000000 | ground);
        const std::uint32_t half = paintColour(Paint::ofState(TcpState::Listen, 0.5), dark);
        for (const int shift : {0, 8, 16}) {
            const double middle = (channel(ground, shift) + channel(over, shift)) / 2.0;
            QVERIFY(std::abs(channel(half, shift) - middle) <= 0.5);
        }
        QCOMPARE(channel(half, 24), 255);
    }
}

void TestDrawing::opacityIsTheHighestByteAndNothingIsNone()
{
    QCOMPARE(channel(paintColour(Paint::with(Ink::Bad, 1, 0.5), false), 24), 128);
    QCOMPARE(channel(paintColour(Paint::with(Ink::Bad, 1, 0), false), 24), 0);
    QCOMPARE(paintColour(Paint::nothing(), false), 0U);
    QVERIFY(Paint::nothing().isNothing());
    QVERIFY(!Paint::with(Ink::Text).isNothing());
}

void TestDrawing::everyInkHasItsOwnName()
{
    Drawing drawing;
    for (int i = 0; i < int(Ink::Count); ++i)
        drawing.box({QRectF(0, 0, 1, 1), Paint::with(Ink(i)), {}});
    QStringList all = told(drawing);
    QCOMPARE(all.removeDuplicates(), 0);
    QCOMPARE(all.first(), QStringLiteral("box 0,0 1x1 window none"));
    QCOMPARE(all.last(), QStringLiteral("box 0,0 1x1 subtle none"));
}

void TestDrawing::aDrawingIsToldMarkByMark()
{
    Drawing drawing;
    BoxMark box{QRectF(9.6, 20.4, 80, 18), Paint::ofState(TcpState::Listen), Paint::with(Ink::ControlBorder)};
    box.dashed = true;
    box.hatched = true;
    drawing.box(box);
    PathMark arrow;
    arrow.points = {{1, 2}, {30.5, 2}};
    arrow.line = Paint::with(Ink::Text);
    arrow.dashed = true;
    arrow.startHead = true;
    arrow.endHead = true;
    drawing.path(arrow);
    PathMark area;
    area.points = {{0, 0}, {4, 0}, {4, 4}};
    area.line = Paint::with(Ink::Text);
    area.fill = Paint::with(Ink::BandIn);
    area.closed = true;
    drawing.path(area);
    TextMark text;
    text.rect = QRectF(10, 20, 80, 18);
    text.text = QStringLiteral("bind()");
    text.style = TextStyle::Call;
    text.align = Align::Centre;
    drawing.text(text);
    text.style = TextStyle::Remark;
    text.align = Align::Right;
    drawing.text(text);
    const QStringList expected{QStringLiteral("box 10,20 80x18 LISTEN control-border dashed hatched"),
        QStringLiteral("path 1,2 31,2 text dashed < >"), QStringLiteral("area 0,0 4,0 4,4 band-in"),
        QStringLiteral("text 10,20 80x18 call centre \u201Cbind()\u201D"),
        QStringLiteral("text 10,20 80x18 remark right \u201Cbind()\u201D")};
    QCOMPARE(told(drawing), expected);
}

void TestDrawing::emptyTextsLeaveNoMark()
{
    Drawing drawing;
    drawing.text({});
    QVERIFY(drawing.marks.empty());
    QVERIFY(told(drawing).isEmpty());
}

void TestDrawing::whatFitsIsNotCut()
{
    QCOMPARE(shortened("hello", 50), QStringLiteral("hello"));
    QCOMPARE(shortened("hello", 50, TextStyle::Title), QStringLiteral("hel\u2026"));
    QCOMPARE(shortened("", 0), QString());
}

void TestDrawing::whatIsTooLongEndsInAnEllipsisWithinItsRoom()
{
    const char *const text = "Server 1 accepted Client 1";
    for (int room = 0; room < 260; room += 7) {
        const QString cut = shortened(text, room);
        QVERIFY(tenEach(cut, TextStyle::Detail) <= room);
        QVERIFY2(room < 20 ? cut.isEmpty() : cut.endsWith(QChar(0x2026)), qPrintable(cut));
        QVERIFY(room < 20 || tenEach(cut, TextStyle::Detail) > room - 10);
        QVERIFY(QString::fromUtf8(text).startsWith(cut.chopped(cut.isEmpty() ? 0 : 1)));
    }
}

void TestDrawing::noHalfOfACharacterIsLeft()
{
    // Each of these takes two places in a QString.
    const QString text = QStringLiteral("\U0001F600\U0001F601\U0001F602");
    for (int room = 0; room < 60; room += 10) {
        const QString cut = elided(text, room, TextStyle::Detail, tenEach);
        QVERIFY(cut.isEmpty() || !cut.chopped(1).back().isHighSurrogate());
        QVERIFY(cut != QStringLiteral("\u2026"));
    }
}

void TestDrawing::textsBreakAtSpacesAndTheLastLineIsCut()
{
    QCOMPARE(
        lines("one two three", 70, 3), QStringList({QStringLiteral("one two"), QStringLiteral("three")}));
    QCOMPARE(lines("one two three four", 70, 2),
        QStringList({QStringLiteral("one two"), QStringLiteral("three \u2026")}));
    QCOMPARE(lines("  one \n two ", 200, 1), QStringList(QStringLiteral("one two")));
    QVERIFY(lines("", 100, 3).isEmpty());
}

void TestDrawing::aWordWiderThanTheRoomIsCut()
{
    QCOMPARE(lines("uncommunicative day", 60, 3),
        QStringList({QStringLiteral("uncom\u2026"), QStringLiteral("day")}));
    QCOMPARE(lines("uncommunicative", 60, 3), QStringList(QStringLiteral("uncom\u2026")));
}

QTEST_GUILESS_MAIN(TestDrawing)
#include "tst_drawing.moc"
