// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/exporters/fontwidths.h"
#include "app/exporters/svg.h"

#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace wl;

namespace {

struct Element {
    QString name;
    QXmlStreamAttributes attributes;
    QString text;
};

/// All elements in order; the test fails when the file is no XML.
QList<Element> elementsOf(const QByteArray &svg)
{
    QList<Element> elements;
    QXmlStreamReader reader(svg);
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isStartElement())
            elements << Element{reader.name().toString(), reader.attributes(), {}};
        else if (reader.isCharacters() && !elements.isEmpty() && !reader.isWhitespace())
            elements.last().text += reader.text();
    }
    if (reader.hasError())
        QTest::qFail(qPrintable(reader.errorString()), __FILE__, __LINE__);
    return elements;
}

QList<Element> named(const QList<Element> &elements, const char *name)
{
    QList<Element> found;
    for (const Element &element : elements) {
        if (element.name == QLatin1String(name))
            found << element;
    }
    return found;
}

Drawing drawing()
{
    Drawing d;
    d.size = QSizeF(300, 120);
    d.title = QStringLiteral("A & B");
    return d;
}

TextMark textMark(const QString &text, TextStyle style = TextStyle::Detail)
{
    TextMark mark;
    mark.rect = QRectF(10, 20, 200, 18);
    mark.text = text;
    mark.style = style;
    return mark;
}

QString valueOf(const Element &element, const char *name)
{
    return element.attributes.value(QLatin1String(name)).toString();
}

} // namespace

class TestSvg final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDrawingBecomesOneSvgOfItsSize();
    void anEmptyDrawingIsStillAnSvg();
    void hostileTextStaysText_data();
    void hostileTextStaysText();
    void whatXmlForbidsIsLeftOut();
    void aLabelCarriesItsMeasuredWidth();
    void aLabelNeverGetsMoreThanItsRoom();
    void labelsKeepTheirSideAndDirection();
    void headsOfArrowsArePolygonsAtTheTip();
    void hatchedBoxesShareOnePatternOfTheirColour();
    void aPrefixKeepsIdsOfTwoPicturesApart();
    void darkAndTransparentAreObeyed();
    void opacityAndDashesAreKept();
    void itemsCarryTheirSentences();
    void numbersThatAreNoneBreakNothing();
    void piecesMakeTheSameFile();
    void widthsAreThoseOfTheFontAndWideCharactersAreWide();
    void rendersWithRsvgConvert();
};

void TestSvg::aDrawingBecomesOneSvgOfItsSize()
{
    const auto elements = elementsOf(svgOf(drawing(), {}));
    QCOMPARE(elements.first().name, QStringLiteral("svg"));
    QCOMPARE(valueOf(elements.first(), "version"), QStringLiteral("1.1"));
    QCOMPARE(valueOf(elements.first(), "viewBox"), QStringLiteral("0 0 300 120"));
    QCOMPARE(valueOf(elements.first(), "width"), QStringLiteral("300"));
    QCOMPARE(named(elements, "title").value(0).text, QStringLiteral("A & B"));
    QCOMPARE(named(elements, "desc").size(), 1);
}

void TestSvg::anEmptyDrawingIsStillAnSvg()
{
    QCOMPARE(valueOf(elementsOf(svgOf({}, {})).first(), "viewBox"), QStringLiteral("0 0 1 1"));
}

void TestSvg::hostileTextStaysText_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("markup") << QStringLiteral("</text><script>alert(1)</script>");
    QTest::newRow("entity") << QStringLiteral("&amp;&#x41;&bogus;");
    QTest::newRow("quotes") << QStringLiteral("\" onload='x'");
    QTest::newRow("end of data") << QStringLiteral("]]> <!-- -->");
    QTest::newRow("two spaces") << QStringLiteral("a  b");
    QTest::newRow("pair") << QStringLiteral("\U0001F600 \u4F60");
}

void TestSvg::hostileTextStaysText()
{
    QFETCH(QString, text);
    Drawing d = drawing();
    d.title = text;
    d.text(textMark(text));
    d.items.push_back({QRectF(0, 0, 9, 9), {}, text, {}});
    const auto elements = elementsOf(svgOf(d, {}));
    QVERIFY(named(elements, "script").isEmpty());
    QCOMPARE(named(elements, "text").value(0).text, text);
    QCOMPARE(named(elements, "title").value(0).text, text);
    QCOMPARE(named(elements, "title").value(1).text, text);
}

void TestSvg::whatXmlForbidsIsLeftOut()
{
    const QString text = QStringLiteral("a") + QChar(0) + QChar(0x1B) + QChar(0x85) + QChar(0xD800)
        + QChar(0xFFFE) + QChar(0xDC00) + QStringLiteral("b");
    Drawing d = drawing();
    d.text(textMark(text));
    QCOMPARE(named(elementsOf(svgOf(d, {})), "text").value(0).text, QStringLiteral("ab"));
}

void TestSvg::aLabelCarriesItsMeasuredWidth()
{
    for (const TextStyle style : {TextStyle::Title, TextStyle::Detail, TextStyle::Call, TextStyle::State}) {
        Drawing d = drawing();
        d.text(textMark(QStringLiteral("accept()"), style));
        const Element label = named(elementsOf(svgOf(d, {})), "text").value(0);
        const double expected = builtInRuler().width(QStringLiteral("accept()"), style);
        QVERIFY(expected > 30 && expected < 200);
        QVERIFY(std::abs(valueOf(label, "textLength").toDouble() - expected) < 0.01);
        QCOMPARE(valueOf(label, "lengthAdjust"), QStringLiteral("spacingAndGlyphs"));
    }
}

void TestSvg::aLabelNeverGetsMoreThanItsRoom()
{
    Drawing d = drawing();
    d.text(textMark(QString(500, QLatin1Char('W'))));
    QCOMPARE(valueOf(named(elementsOf(svgOf(d, {})), "text").value(0), "textLength"), QStringLiteral("200"));
}

void TestSvg::labelsKeepTheirSideAndDirection()
{
    Drawing d = drawing();
    TextMark mark = textMark(QStringLiteral("x"));
    mark.align = Align::Right;
    d.text(mark);
    mark.align = Align::Centre;
    d.text(mark);
    mark.upwards = true;
    mark.rect = QRectF(10, 20, 18, 80);
    d.text(mark);
    const auto labels = named(elementsOf(svgOf(d, {})), "text");
    QCOMPARE(valueOf(labels[0], "text-anchor"), QStringLiteral("end"));
    QCOMPARE(valueOf(labels[0], "x"), QStringLiteral("210"));
    QCOMPARE(valueOf(labels[1], "text-anchor"), QStringLiteral("middle"));
    QCOMPARE(valueOf(labels[1], "x"), QStringLiteral("110"));
    QCOMPARE(valueOf(labels[2], "transform"), QStringLiteral("translate(10 100) rotate(-90)"));
    QCOMPARE(valueOf(labels[2], "x"), QStringLiteral("40"));
}

void TestSvg::headsOfArrowsArePolygonsAtTheTip()
{
    Drawing d = drawing();
    PathMark path;
    path.points = {QPointF(10, 10), QPointF(110, 10)};
    path.line = Paint::with(Ink::Text);
    path.endHead = true;
    path.head = 10;
    d.path(path);
    const auto elements = elementsOf(svgOf(d, {}));
    QCOMPARE(valueOf(named(elements, "polyline").value(0), "points"), QStringLiteral("10,10 103,10"));
    QCOMPARE(valueOf(named(elements, "polygon").value(0), "points"), QStringLiteral("110,10 100,5 100,15"));
}

void TestSvg::hatchedBoxesShareOnePatternOfTheirColour()
{
    Drawing d = drawing();
    BoxMark box;
    box.rect = QRectF(1, 2, 30, 40);
    box.fill = Paint::with(Ink::Surface);
    box.line = Paint::with(Ink::WeakText);
    box.hatched = true;
    d.box(box);
    d.box(box);
    box.line = Paint::with(Ink::BandIn);
    d.box(box);
    const auto elements = elementsOf(svgOf(d, {}));
    const auto patterns = named(elements, "pattern");
    QCOMPARE(patterns.size(), 2);
    int uses = 0;
    for (const Element &rect : named(elements, "rect"))
        uses += valueOf(rect, "fill") == QStringLiteral("url(#%1)").arg(valueOf(patterns[0], "id")) ? 1 : 0;
    QCOMPARE(uses, 2);
}

void TestSvg::aPrefixKeepsIdsOfTwoPicturesApart()
{
    Drawing d = drawing();
    BoxMark box;
    box.rect = QRectF(1, 2, 30, 40);
    box.line = Paint::with(Ink::WeakText);
    box.hatched = true;
    d.box(box);
    SvgLook look;
    look.prefix = "p1-";
    const QByteArray svg = svgElementOf(d, look);
    QVERIFY(svg.contains("id=\"p1-hatch") && svg.contains("url(#p1-hatch"));
    QVERIFY(!svg.startsWith("<?xml"));
}

void TestSvg::darkAndTransparentAreObeyed()
{
    QVERIFY(svgOf(drawing(), {}).contains("fill=\"#ffffff\""));
    QVERIFY(svgOf(drawing(), {true, false}).contains("fill=\"#1b2129\""));
    QVERIFY(named(elementsOf(svgOf(drawing(), {false, true})), "rect").isEmpty());
}

void TestSvg::opacityAndDashesAreKept()
{
    Drawing d = drawing();
    PathMark path;
    path.points = {QPointF(0, 0), QPointF(10, 0), QPointF(10, 10)};
    path.closed = true;
    path.dashed = true;
    path.lineWidth = 1.4;
    path.line = Paint::with(Ink::Text);
    path.fill = Paint::with(Ink::BandOut, 1, 0.5);
    d.path(path);
    const Element area = named(elementsOf(svgOf(d, {})), "polygon").value(0);
    QCOMPARE(valueOf(area, "fill"), QStringLiteral("#c45a0c"));
    QCOMPARE(valueOf(area, "fill-opacity"), QStringLiteral("0.5"));
    QCOMPARE(valueOf(area, "stroke-dasharray"), QStringLiteral("7 5.6"));
}

void TestSvg::itemsCarryTheirSentences()
{
    Drawing d = drawing();
    d.items.push_back({QRectF(5, 6, 70, 8), 3, QStringLiteral("Server 1 listens."), {}});
    d.items.push_back({QRectF(5, 6, 70, 8), {}, {}, {}});
    const auto elements = elementsOf(svgOf(d, {}));
    QCOMPARE(named(elements, "title").value(1).text, QStringLiteral("Server 1 listens."));
    QCOMPARE(named(elements, "rect").size(), 2);
    QCOMPARE(valueOf(named(elements, "rect")[1], "fill"), QStringLiteral("none"));
}

void TestSvg::numbersThatAreNoneBreakNothing()
{
    Drawing d = drawing();
    BoxMark box;
    box.rect = QRectF(qQNaN(), 1e300 * 1e300, -5, 4);
    box.fill = Paint::with(Ink::Text);
    d.box(box);
    const Element rect = named(elementsOf(svgOf(d, {})), "rect").value(1);
    QCOMPARE(valueOf(rect, "x"), QStringLiteral("0"));
    QCOMPARE(valueOf(rect, "y"), QStringLiteral("0"));
    QCOMPARE(valueOf(rect, "width"), QStringLiteral("0"));
}

void TestSvg::piecesMakeTheSameFile()
{
    Drawing d = drawing();
    for (int i = 0; i < 5; ++i)
        d.text(textMark(QString::number(i)));
    d.items.push_back({QRectF(5, 6, 70, 8), 3, QStringLiteral("One."), {}});
    const SvgWriter writer(d, {});
    QByteArray parts = writer.head();
    for (std::size_t i = 0; i < writer.size(); i += 2)
        parts += writer.pieces(i, i + 2);
    QCOMPARE(parts + writer.tail(), svgElementOf(d, {}));
}

void TestSvg::widthsAreThoseOfTheFontAndWideCharactersAreWide()
{
    QCOMPARE(widthInEms(u"", FontFace::Plain), 0.0);
    QCOMPARE(widthInEms(u"aA", FontFace::Plain), 0.613 + 0.685);
    QCOMPARE(widthInEms(u"a", FontFace::Bold), 0.675);
    QCOMPARE(widthInEms(u"iW", FontFace::Fixed), 2 * 0.603);
    QCOMPARE(widthInEms(u"\u4F60", FontFace::Plain), 1.0);
    QCOMPARE(widthInEms(u"a\u0301", FontFace::Plain), 0.613);
    QVERIFY(widthInEms(u"\U0001F600", FontFace::Plain) >= 1.0);
    QVERIFY(widthInEms(u"\u042F", FontFace::Plain) > 0.6);
}

void TestSvg::rendersWithRsvgConvert()
{
    const QString program = QStandardPaths::findExecutable(QStringLiteral("rsvg-convert"));
    if (program.isEmpty())
        QSKIP("rsvg-convert is not installed, so rendering was not tried here.");
    Drawing d = drawing();
    BoxMark box;
    box.rect = QRectF(20, 20, 60, 60);
    box.line = Paint::with(Ink::Text);
    box.hatched = true;
    d.box(box);
    d.text(textMark(QStringLiteral("<&>")));
    const QTemporaryDir folder;
    QProcess process;
    process.start(program, {QStringLiteral("-o"), folder.filePath(QStringLiteral("x.png"))});
    process.write(svgOf(d, {}));
    process.closeWriteChannel();
    QSignalSpy ended(&process, &QProcess::finished);
    QVERIFY(process.state() == QProcess::NotRunning || ended.wait(60000));
    QCOMPARE(process.exitCode(), 0);
    QVERIFY(QFile(folder.filePath(QStringLiteral("x.png"))).size() > 100);
}

QTEST_GUILESS_MAIN(TestSvg)
#include "tst_svg.moc"
