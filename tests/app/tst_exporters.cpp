// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/exporters/csv.h"
#include "app/exporters/exportercatalogue.h"
#include "app/exporters/exportjob.h"
#include "tests/kit/journalbuilder.h"

#include <QTemporaryDir>
#include <QTest>

using namespace wl;

namespace {

const char *const conversation =
    "10 command listen ep=1 \"tcp://127.0.0.1:12000\"\n"
    "20 call socket ep=1 sock=1 fd=12 arg=2 extra=1 after=CLOSED = 12\n"
    "30 call getsockname ep=1 sock=1 fd=12 local=127.0.0.1:12000 housekeeping = 0\n"
    "40 call connect ep=2 sock=2 fd=14 extra=1 peer=127.0.0.1:12001 = -1 ECONNREFUSED\n"
    "50 call read ep=1 sock=3 fd=15 arg=99 before=ESTABLISHED after=ESTABLISHED = 6 \"hello\\n\"\n"
    "60 signal readyRead ep=1 sock=3 slot=StreamSocket::read = 6\n"
    "70 kernel state ep=1 sock=3 before=ESTABLISHED after=CLOSE-WAIT\n"
    "80 note text \"=1+1\\n2 call forged <script>alert(1)</script> & \\\"quoted\\\"\"\n";

QByteArray exported(
    const QString &format, const JournalView &view, const EndpointNames &names = kit::testName)
{
    const auto exporter = makeExporter(format, 0);
    QByteArray all = exporter->head();
    view.forEach(0, view.size(), [&](const EventRef &event) { all += exporter->line(event, names); });
    return all + exporter->tail();
}

/// Reads CSV as RFC 4180 says, quotes and line breaks in cells included.
QList<QStringList> parseCsv(const QByteArray &csv)
{
    QList<QStringList> rows{{}};
    QByteArray cell;
    bool quoted = false;
    for (qsizetype i = 0; i < csv.size(); ++i) {
        const char c = csv[i];
        if (quoted && c == '"' && i + 1 < csv.size() && csv[i + 1] == '"') {
            cell += csv[++i];
        } else if (c == '"') {
            quoted = !quoted;
        } else if (quoted || (c != ',' && c != '\r' && c != '\n')) {
            cell += c;
        } else if (c != '\r') {
            rows.last() << QString::fromUtf8(cell);
            cell.clear();
            if (c == '\n')
                rows << QStringList();
        }
    }
    rows.removeLast();
    return rows;
}

} // namespace

class TestExporters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFormatOfTheCatalogueCanBeMade();
    void everyEventIsOneLineInEveryFormat_data();
    void everyEventIsOneLineInEveryFormat();
    void textHasAlignedColumns();
    void csvParsesBackToItsCells();
    void cellsThatASpreadsheetWouldComputeAreDefused_data();
    void cellsThatASpreadsheetWouldComputeAreDefused();
    void htmlEscapesEverythingFromOutside();
    void endpointNamesAreAsHostileAsBytes();
    void housekeepingAndKindsAreChosen();
    void anUnwritablePlaceIsSaid();
};

void TestExporters::everyFormatOfTheCatalogueCanBeMade()
{
    QStringList ids;
    for (const ExporterKind &kind : exporterKinds()) {
        ids << kind.id;
        QVERIFY(makeExporter(kind.id) != nullptr);
        QVERIFY(!kind.title.isEmpty() && !kind.suffix.isEmpty());
    }
    QCOMPARE(ids,
        QStringList({QStringLiteral("text"), QStringLiteral("csv"), QStringLiteral("html"),
            QStringLiteral("jsonl")}));
    QVERIFY(makeExporter(QStringLiteral("exe")) == nullptr);
}

void TestExporters::everyEventIsOneLineInEveryFormat_data()
{
    QTest::addColumn<QString>("format");
    for (const ExporterKind &kind : exporterKinds())
        QTest::newRow(qPrintable(kind.id)) << kind.id;
}

void TestExporters::everyEventIsOneLineInEveryFormat()
{
    QFETCH(QString, format);
    const auto journal = kit::journalFrom(conversation);
    const auto exporter = makeExporter(format);
    const JournalView view = journal->view();
    view.forEach(0, view.size(), [&](const EventRef &event) {
        const QByteArray line = exporter->line(event, kit::testName);
        QCOMPARE(line.count('\n'), 1);
        QVERIFY(line.endsWith('\n'));
        QVERIFY(line.contains(stepFamily(event->step)));
    });
}

void TestExporters::textHasAlignedColumns()
{
    const auto journal = kit::journalFrom(conversation);
    const QList<QByteArray> lines = exported(QStringLiteral("text"), journal->view()).split('\n');
    QCOMPARE(lines.size(), 10);
    QCOMPARE(lines[2].trimmed(),
        QByteArray("2    0.000 020 Server 1     C call    socket               CLOSED"
                   "                     socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 12"));
    QVERIFY(lines[4].contains(
        "connect(14, 127.0.0.1:12001) = -1 ECONNREFUSED  # Client 1 was refused: nobody listens"));
    QVERIFY(lines[5].endsWith("as read(15, 99) = 6 \"hello\\n\""));
    const qsizetype column = lines[0].indexOf("step");
    for (const int i : {2, 4, 5})
        QCOMPARE(lines[i].mid(column - 1, 1), QByteArray(" "));
    QVERIFY(lines[8].contains("=1+1\\n2 call forged"));
}

void TestExporters::csvParsesBackToItsCells()
{
    const auto journal = kit::journalFrom(conversation);
    const QList<QStringList> rows = parseCsv(exported(QStringLiteral("csv"), journal->view()));
    QCOMPARE(rows.size(), 9);
    for (const QStringList &row : rows)
        QCOMPARE(row.size(), rows[0].size());
    const auto cell = [&](int row, const char *column) {
        return rows[row][rows[0].indexOf(QLatin1String(column))];
    };
    QCOMPARE(cell(4, "result"), QStringLiteral("-1"));
    QCOMPARE(cell(4, "errno"), QStringLiteral("ECONNREFUSED"));
    QCOMPARE(cell(4, "args"), QStringLiteral("14, 127.0.0.1:12001"));
    QCOMPARE(cell(5, "data"), QStringLiteral("hello\\n"));
    QCOMPARE(cell(5, "state"), QStringLiteral("ESTABLISHED"));
    QCOMPARE(cell(8, "data"), QStringLiteral("'=1+1\\n2 call forged <script>alert(1)</script> & \"quoted\""));
}

void TestExporters::cellsThatASpreadsheetWouldComputeAreDefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("defused");
    for (const char *text :
        {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "  =1", "\"=1", "'=1", "\" =1", "＝1+1", "＋1",
            "－1", "＠x", "\u00a0=1", "\u200b=1", "\ufeff=1", "\u3000=1", "“=1", "\u22121"})
        QTest::newRow(text) << QString::fromUtf8(text) << true;
    for (const char *text : {"hello", "1+1", "a=b", "127.0.0.1:80", "\"quoted\"", ".=1"})
        QTest::newRow(text) << QString::fromUtf8(text) << false;
}

void TestExporters::cellsThatASpreadsheetWouldComputeAreDefused()
{
    QFETCH(QString, text);
    QFETCH(bool, defused);
    const QList<QStringList> rows = parseCsv(csvCell(text) + "\r\n");
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows[0], QStringList(defused ? QLatin1Char('\'') + text : text));
}

void TestExporters::htmlEscapesEverythingFromOutside()
{
    const auto journal = kit::journalFrom(conversation);
    const QByteArray html = exported(QStringLiteral("html"), journal->view());
    QVERIFY(!html.contains("<script"));
    QVERIFY(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quoted&quot;"));
    QVERIFY(html.contains("Content-Security-Policy\" content=\"default-src 'none'"));
    QVERIFY(html.contains("prefers-color-scheme: dark"));
    QCOMPARE(html.count("<tr"), 1 + 8);
    QCOMPARE(html.count("<td"), 8 * 9);
    QCOMPARE(html.count("</td>"), 8 * 9);
    QVERIFY(html.endsWith("</html>\n"));
}

void TestExporters::endpointNamesAreAsHostileAsBytes()
{
    const auto journal = kit::journalFrom("1 call listen ep=1 fd=3 arg=5 = 0");
    const auto name = [](EndpointId) { return QString::fromUtf8("=x<b>\n\u202e\x1b[2J"); };
    for (const ExporterKind &kind : exporterKinds()) {
        const QByteArray line = makeExporter(kind.id)->line(journal->view().at(0), name);
        QCOMPARE(line.count('\n'), 1);
        QVERIFY2(!line.contains('\x1b') && !line.contains("\u202e"), qPrintable(kind.id));
    }
    QVERIFY(!exported(QStringLiteral("html"), journal->view(), name).contains("<b>"));
    QVERIFY(parseCsv(exported(QStringLiteral("csv"), journal->view(), name))[1][2].startsWith(
        QStringLiteral("'=x")));
}

void TestExporters::housekeepingAndKindsAreChosen()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("log.csv"));
    const auto journal = kit::journalFrom(conversation);
    const auto linesOf = [&](const ExportChoice &choice) {
        ExportJob job(journal->view(), kit::testName, makeExporter(QStringLiteral("csv")), choice);
        if (!job.begin(path))
            return -1;
        for (;;) {
            const auto done = job.step(1);
            if (!done)
                return -1;
            if (*done)
                break;
        }
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? int(file.readAll().count('\n')) - 1 : -1;
    };
    ExportChoice choice;
    QCOMPARE(linesOf(choice), 7);
    choice.housekeeping = true;
    QCOMPARE(linesOf(choice), 8);
    choice.kinds.reset();
    choice.kinds.set(std::size_t(Kind::Call));
    QCOMPARE(linesOf(choice), 4);
}

void TestExporters::anUnwritablePlaceIsSaid()
{
    const auto journal = kit::journalFrom(conversation);
    ExportJob job(journal->view(), kit::testName, makeExporter(QStringLiteral("text")));
    const auto begun = job.begin(QStringLiteral("/proc/no/such/place"));
    QVERIFY(!begun);
    QVERIFY(begun.error().contains(QStringLiteral("/proc/no/such/place could not be written")));
    QVERIFY(!job.step(1));
}

QTEST_GUILESS_MAIN(TestExporters)
#include "tst_exporters.moc"
