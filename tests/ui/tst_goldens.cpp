// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// Each picture of the stage against one that was looked at, with pinned fonts. After a wanted change:
// WIRELADDER_NEW_GOLDENS=1 tst_goldens writes them anew; look at them before they are committed.

#include "app/diagrams/diagramcatalogue.h"
#include "tests/kit/journalbuilder.h"
#include "tests/kit/relaysample.h"
#include "ui/views/drawingpainter.h"

#include <QApplication>
#include <QDir>
#include <QFontDatabase>
#include <QPainter>
#include <QTest>

using namespace wl;
using namespace wl::kit;

namespace {

constexpr double mostDifferent = 0.004; ///< of all pixels
constexpr int mostOff = 40; ///< of a channel, before a pixel counts as different

const char *const talk =
    "1 command create ep=1 \"server tcp://127.0.0.1:12000?name=Server%201\"\n"
    "2 command create ep=2 \"client tcp://127.0.0.1:12000?name=Client%201\"\n"
    "3 call socket ep=1 sock=1 fd=12 arg=2 extra=1 after=CLOSED read = 12\n"
    "4 call bind ep=1 sock=1 fd=12 peer=127.0.0.1:12000 after=CLOSED read = 0\n"
    "5 call getsockname ep=1 sock=1 fd=12 local=127.0.0.1:12000 housekeeping = 0\n"
    "6 call listen ep=1 sock=1 fd=12 arg=5 before=CLOSED after=LISTEN read = 0\n"
    "7 call socket ep=2 sock=2 fd=14 arg=2 extra=1 after=CLOSED read = 14\n"
    "8 call connect ep=2 sock=2 fd=14 peer=127.0.0.1:12000 extra=1 before=CLOSED after=ESTABLISHED read "
    "errno=EINPROGRESS = -1\n"
    "9 call accept4 ep=1 sock=1 fd=12 arg=3 peer=127.0.0.1:40000 after=ESTABLISHED read = 15\n"
    "9 call getsockname ep=2 sock=2 fd=14 local=127.0.0.1:40000 housekeeping = 0\n"
    "9 call getsockname ep=1 sock=3 fd=15 local=127.0.0.1:12000 peer=127.0.0.1:40000 housekeeping = 0\n"
    "10 call write ep=2 sock=2 fd=14 arg=6 offset=0 after=ESTABLISHED = 6 \"hello\\n\"\n"
    "11 call write ep=2 sock=2 fd=14 arg=6 offset=6 after=ESTABLISHED = 6 \"again\\n\"\n"
    "12 call read ep=1 sock=3 fd=15 arg=64 offset=0 after=ESTABLISHED = 12 \"hello\\nagain\\n\"\n"
    "13 call write ep=1 sock=3 fd=15 arg=12 offset=0 after=ESTABLISHED = 12 \"HELLO\\nAGAIN\\n\"\n"
    "14 call read ep=2 sock=2 fd=14 arg=64 offset=0 after=ESTABLISHED = 12 \"HELLO\\nAGAIN\\n\"\n"
    "15 call close ep=2 sock=2 fd=14 before=ESTABLISHED after=FIN-WAIT-2 read = 0\n"
    "16 call read ep=1 sock=3 fd=15 arg=64 offset=12 before=ESTABLISHED after=CLOSE-WAIT read = 0\n";

QFont pinnedFont()
{
    QFont font(QStringLiteral("DejaVu Sans"));
    font.setPointSizeF(10.5);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

QString folder()
{
    return QStringLiteral(WIRELADDER_TEST_DATA "/goldens/");
}

double shareThatDiffers(const QImage &a, const QImage &b)
{
    qint64 different = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y);
            const QRgb q = b.pixel(x, y);
            different += std::abs(qRed(p) - qRed(q)) > mostOff || std::abs(qGreen(p) - qGreen(q)) > mostOff
                || std::abs(qBlue(p) - qBlue(q)) > mostOff;
        }
    }
    return double(different) / double(qint64(a.width()) * a.height());
}

} // namespace

class TestGoldens final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void picturesAreAsTheyWereLookedAt_data();
    void picturesAreAsTheyWereLookedAt();
    void anotherPictureWouldBeNoticed();

private:
    static QImage paint(const QString &id, bool dark);
};

void TestGoldens::initTestCase()
{
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (QFontInfo(pinnedFont()).family() != QLatin1String("DejaVu Sans")
        || QFontInfo(fixed).family() != QLatin1String("DejaVu Sans Mono"))
        QSKIP("Not run here: the pinned fonts, DejaVu Sans and DejaVu Sans Mono, are missing.");
}

QImage TestGoldens::paint(const QString &id, bool dark)
{
    QApplication::setFont(pinnedFont());
    const auto theme = Theme::ofPictures(dark);
    const DrawingLook look(*theme, pinnedFont(), 100);
    const bool relay = id == QLatin1String("mailboxes");
    const auto journal =
        JournalBuilder::build(relay ? QString::fromUtf8(relaySample) : QString::fromUtf8(talk));
    const JournalView view = journal->view();
    SocketTable table;
    table.advance(view);
    const auto diagram = makeDiagram(id);
    diagram->advance(view, table);
    const QSizeF room(900, 560);
    // The recv that took two sends.
    const Drawing drawing = diagram->draw({view, table, room, look.ruler(), EventIndex(13), false, 1});
    QImage image(drawing.size.expandedTo(room).toSize(), QImage::Format_RGB32);
    image.fill(theme->colour(Theme::Colour::Surface));
    QPainter painter(&image);
    paintDrawing(painter, drawing, *theme, look);
    return image;
}

void TestGoldens::picturesAreAsTheyWereLookedAt_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("dark");
    for (const DiagramKind &kind : diagramKinds()) {
        QTest::addRow("%s, light", qPrintable(kind.id)) << kind.id << false;
        QTest::addRow("%s, dark", qPrintable(kind.id)) << kind.id << true;
    }
}

void TestGoldens::picturesAreAsTheyWereLookedAt()
{
    QFETCH(QString, id);
    QFETCH(bool, dark);
    const QString name = id + (dark ? QStringLiteral("-dark.png") : QStringLiteral(".png"));
    const QImage now = paint(id, dark);
    if (qEnvironmentVariableIsSet("WIRELADDER_NEW_GOLDENS")) {
        QVERIFY(now.save(folder() + name));
        return;
    }
    const QImage golden(folder() + name);
    QVERIFY2(!golden.isNull(), qPrintable(folder() + name));
    QCOMPARE(now.size(), golden.size());
    const double share = shareThatDiffers(now, golden.convertToFormat(QImage::Format_RGB32));
    if (share > mostDifferent)
        now.save(QDir::temp().filePath(QStringLiteral("wireladder-") + name));
    QVERIFY2(share <= mostDifferent,
        qPrintable(QStringLiteral("%1 of the pixels differ; the new picture is in %2")
                       .arg(share)
                       .arg(QDir::tempPath())));
}

void TestGoldens::anotherPictureWouldBeNoticed()
{
    const QImage one = paint(QStringLiteral("sequence"), false);
    QImage other = one;
    QPainter painter(&other);
    painter.fillRect(QRect(100, 100, 80, 60), Qt::black);
    painter.end();
    QVERIFY(shareThatDiffers(one, other) > mostDifferent);
}

QTEST_MAIN(TestGoldens)
#include "tst_goldens.moc"
