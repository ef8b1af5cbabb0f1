// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/exporters/svg.h"
#include "ui/exporters/picturedialog.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFile>
#include <QMimeData>
#include <QTemporaryDir>
#include <QTest>

using namespace wl;

namespace {

/// A box with a label in the middle of 200 × `height`.
Drawing drawingOf(const Ruler &ruler, double height = 100)
{
    Drawing d;
    d.size = QSizeF(200, height);
    d.title = QStringLiteral("Sample");
    BoxMark box;
    box.rect = QRectF(50, 25, 100, 50);
    box.fill = Paint::ofState(TcpState::Established);
    d.box(box);
    for (double y = 80; y + ruler.line < height; y += ruler.line) {
        TextMark text;
        text.rect = QRectF(10, y, 180, ruler.line);
        text.text = QStringLiteral("a line");
        d.text(text);
    }
    return d;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

int pagesOf(const QByteArray &pdf)
{
    return int(pdf.count("/Type /Page\n"));
}

PictureSource source(double height = 100)
{
    return {QStringLiteral("sequence"), [height](const Ruler &ruler) { return drawingOf(ruler, height); },
        [] { return QByteArrayLiteral("sequenceDiagram\n"); },
        [] { return QByteArrayLiteral("@startuml\n@enduml\n"); }};
}

} // namespace

class TestPictures final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPngHasItsScaleAndGround();
    void aTransparentPngHasNoGround();
    void aPictureOfTooManyPixelsIsRefusedWithAWayOut();
    void anEmptyPictureIsRefused();
    void aPdfOfAShortPictureIsOnePage();
    void aLongPictureBecomesPagesCutBetweenItsTexts();
    void aPictureOfTooManyPagesIsRefused();
    void whatCannotBeWrittenLeavesTheOldFile();
    void theClipboardGetsPixelsAndSvg();
    void theDialogWritesEveryFormat_data();
    void theDialogWritesEveryFormat();
    void theDialogOffersOnlyWhatThereIs();
    void theDialogShowsWhyItCouldNotSave();
};

void TestPictures::aPngHasItsScaleAndGround()
{
    const Theme theme;
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.png"));
    QVERIFY(writePng(drawingOf(pictureRuler(theme)), theme, {3, false}, path));
    const QImage image(path);
    QCOMPARE(image.size(), QSize(600, 300));
    QCOMPARE(image.pixelColor(3, 3), theme.colour(Theme::Colour::Surface));
    QCOMPARE(image.pixelColor(300, 150), theme.state(TcpState::Established));
}

void TestPictures::aTransparentPngHasNoGround()
{
    const Theme theme;
    const auto image = pictureImage(drawingOf(pictureRuler(theme)), theme, {1, true});
    QVERIFY(image);
    QCOMPARE(image->pixelColor(3, 3).alpha(), 0);
    QCOMPARE(image->pixelColor(100, 50), theme.state(TcpState::Established));
}

void TestPictures::aPictureOfTooManyPixelsIsRefusedWithAWayOut()
{
    const Theme theme;
    Drawing d;
    d.size = QSizeF(100, 10000);
    QVERIFY(pictureImage(d, theme, {1, false}));
    const auto tooLong = pictureImage(d, theme, {2, false});
    QVERIFY(!tooLong);
    QVERIFY2(tooLong.error().contains(QStringLiteral("200 × 20000")), qPrintable(tooLong.error()));
    QVERIFY(tooLong.error().contains(QLatin1String("SVG")));
    d.size = QSizeF(16000, 16000);
    QVERIFY(!pictureImage(d, theme, {1, false}));
    d.size = QSizeF(1e12, 1e12);
    QVERIFY(!pictureImage(d, theme, {4, false}));
}

void TestPictures::anEmptyPictureIsRefused()
{
    const Theme theme;
    const QTemporaryDir folder;
    QVERIFY(!writePng({}, theme, {}, folder.filePath(QStringLiteral("a.png"))));
    QVERIFY(!writePdf({}, theme, false, folder.filePath(QStringLiteral("a.pdf"))));
    QVERIFY(QDir(folder.path()).isEmpty());
}

void TestPictures::aPdfOfAShortPictureIsOnePage()
{
    const Theme theme;
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.pdf"));
    QVERIFY(writePdf(drawingOf(pictureRuler(theme)), theme, false, path));
    const QByteArray pdf = contentOf(path);
    QVERIFY(pdf.startsWith("%PDF-"));
    QVERIFY(pdf.trimmed().endsWith("%%EOF"));
    QCOMPARE(pagesOf(pdf), 1);
}

void TestPictures::aLongPictureBecomesPagesCutBetweenItsTexts()
{
    const Theme theme;
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.pdf"));
    QVERIFY(writePdf(drawingOf(pictureRuler(theme), 3000), theme, false, path));
    QVERIFY2(pagesOf(contentOf(path)) > 8, qPrintable(QString::number(pagesOf(contentOf(path)))));
    QVERIFY(pagesOf(contentOf(path)) < 20);
}

void TestPictures::aPictureOfTooManyPagesIsRefused()
{
    const Theme theme;
    const QTemporaryDir folder;
    Drawing d;
    d.size = QSizeF(100, 1e7);
    const auto written = writePdf(d, theme, false, folder.filePath(QStringLiteral("a.pdf")));
    QVERIFY(!written);
    QVERIFY2(written.error().contains(QLatin1String("pages")), qPrintable(written.error()));
}

void TestPictures::whatCannotBeWrittenLeavesTheOldFile()
{
    const Theme theme;
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("a.png")));
    const auto written =
        writePng(drawingOf(pictureRuler(theme)), theme, {}, folder.filePath(QStringLiteral("a.png")));
    QVERIFY(!written);
    QVERIFY(written.error().contains(QLatin1String("a.png")));
    QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).size(), 1);
}

void TestPictures::theClipboardGetsPixelsAndSvg()
{
    const Theme theme;
    PictureDialog dialog(source(), theme, nullptr);
    dialog.setFormat(PictureDialog::Format::Svg);
    QVERIFY(dialog.copy());
    const QMimeData *data = QApplication::clipboard()->mimeData();
    QVERIFY(data->hasImage());
    QVERIFY(data->data(QStringLiteral("image/svg+xml")).contains("<svg "));
    dialog.setFormat(PictureDialog::Format::Mermaid);
    QVERIFY(dialog.copy());
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("sequenceDiagram\n"));
}

void TestPictures::theDialogWritesEveryFormat_data()
{
    QTest::addColumn<int>("format");
    QTest::addColumn<QByteArray>("begins");
    QTest::newRow("svg") << int(PictureDialog::Format::Svg) << QByteArray("<?xml");
    QTest::newRow("png") << int(PictureDialog::Format::Png) << QByteArray("\x89PNG");
    QTest::newRow("pdf") << int(PictureDialog::Format::Pdf) << QByteArray("%PDF-");
    QTest::newRow("mermaid") << int(PictureDialog::Format::Mermaid) << QByteArray("sequenceDiagram");
    QTest::newRow("plantuml") << int(PictureDialog::Format::PlantUml) << QByteArray("@startuml");
}

void TestPictures::theDialogWritesEveryFormat()
{
    QFETCH(int, format);
    QFETCH(QByteArray, begins);
    const Theme theme;
    const QTemporaryDir folder;
    PictureDialog dialog(source(), theme, nullptr);
    dialog.setFormat(PictureDialog::Format(format));
    const QString path = folder.filePath(QStringLiteral("a"));
    const auto saved = dialog.saveTo(path);
    QVERIFY2(saved, qPrintable(saved.error()));
    QVERIFY(contentOf(path).startsWith(begins));
}

void TestPictures::theDialogOffersOnlyWhatThereIs()
{
    const Theme theme;
    PictureSource other = source();
    other.mermaid = {};
    other.plantUml = {};
    const PictureDialog dialog(other, theme, nullptr);
    const auto *formats = dialog.findChild<QComboBox *>();
    QVERIFY(formats);
    QCOMPARE(formats->count(), 3);
}

void TestPictures::theDialogShowsWhyItCouldNotSave()
{
    const Theme theme;
    PictureDialog dialog(source(9000), theme, nullptr);
    dialog.setFormat(PictureDialog::Format::Png);
    const QTemporaryDir folder;
    const auto saved = dialog.saveTo(folder.filePath(QStringLiteral("a.png")));
    QVERIFY(!saved);
    bool isShown = false;
    for (const QLabel *label : dialog.findChildren<QLabel *>())
        isShown = isShown || label->text() == saved.error();
    QVERIFY(isShown);
}

QTEST_MAIN(TestPictures)
#include "tst_pictures.moc"
