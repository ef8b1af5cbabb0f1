// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/exporters/report.h"
#include "tests/kit/sequencesample.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace wl;
using namespace wl::kit;

namespace {

/// The file that an export makes of a journal, in small slices.
QByteArray exported(
    const Journal &journal, const QString &name, const ExportLook &look = {}, qint64 startedAtMs = 0)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(name);
    const auto target = exportTargetOf(path);
    if (!target)
        return {};
    PictureExport work(journal.view(), startedAtMs, *target, look);
    if (!work.begin())
        return {};
    double before = 0;
    for (;;) {
        const auto done = work.step(7);
        if (!done || work.progress() < before)
            return {};
        before = work.progress();
        if (*done)
            break;
    }
    QFile file(path);
    return before == 1 && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray reportOf(const char *text, const ExportLook &look = {})
{
    return exported(*journalFrom(text), QStringLiteral("report.html"), look);
}

/// The page as XML, where its few void elements are closed.
QString wellFormed(QByteArray page)
{
    page.replace("<!DOCTYPE html>\n", "");
    const qsizetype styles = page.indexOf("<style>");
    QByteArray metas = page.left(styles);
    metas.replace("\">\n<", "\"/>\n<").replace("lang=\"en\"/>", "lang=\"en\">");
    QXmlStreamReader reader(metas + page.mid(styles));
    while (!reader.atEnd())
        reader.readNext();
    return reader.hasError() ? QStringLiteral("%1:%2").arg(reader.lineNumber()).arg(reader.errorString())
                             : QString();
}

} // namespace

class TestReport final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsOneWellFormedPageThatLoadsAndRunsNothing();
    void itTellsWhoTookPartAndHowMuch();
    void hostileNamesAndBytesStayText();
    void everyPictureIsInline();
    void onlyWhatOccurredIsExplainedAndOnce();
    void theLogIsThereAndItsLimitIsSaid();
    void anEmptySessionIsAPageToo();
    void namesOfFilesSayWhatIsMade_data();
    void namesOfFilesSayWhatIsMade();
    void whatCannotBeMadeIsToldWithWhatCan_data();
    void whatCannotBeMadeIsToldWithWhatCan();
    void everyNameOfTheListCanBeMade();
    void aCancelledExportLeavesNothing();
    void anExportThatCannotBeWrittenSaysSo();
};

void TestReport::itIsOneWellFormedPageThatLoadsAndRunsNothing()
{
    const QByteArray page = reportOf(hostileConversation);
    QVERIFY(page.startsWith("<!DOCTYPE html>"));
    QCOMPARE(wellFormed(page), QString());
    QVERIFY(page.contains("default-src 'none'; style-src 'unsafe-inline'"));
    for (const char *word : {"<script", "src=", "href=", "url(http", "@import", "<iframe", "<link", "<img"})
        QVERIFY2(!page.contains(word), word);
}

void TestReport::itTellsWhoTookPartAndHowMuch()
{
    const QByteArray page = reportOf(hostileConversation);
    QVERIFY(page.contains(
        "<td>Client 1</td><td>TCP client</td><td>127.0.0.1:12000</td><td>1</td><td>30</td><td>0</td>"));
    QVERIFY(page.contains("<td>TCP server</td><td>127.0.0.1:12000</td><td>2</td><td>0</td><td>30</td>"));
    QVERIFY(page.contains("11 socket calls"));
    const QByteArray dated =
        exported(*journalFrom(hostileConversation), QStringLiteral("report.html"), {}, 86400000);
    QVERIFY(dated.contains("Recorded on 1970-01-02 at 00:00:00 UTC."));
}

void TestReport::hostileNamesAndBytesStayText()
{
    const QByteArray page =
        reportOf("1 command create ep=1 \"server tcp://127.0.0.1:1?name=%3Cscript%3Ealert%3C/script%3E\"\n"
                 "2 call socket ep=1 sock=1 fd=12 after=CLOSED = 12\n"
                 "3 note text ep=1 \"<script>alert(1)</script>\"\n"
                 "4 call write ep=1 sock=1 fd=12 arg=20 = 20 \"</td></table><script>\"\n");
    QVERIFY(!page.contains("<script"));
    QVERIFY(page.contains("&lt;script&gt;"));
    QCOMPARE(wellFormed(page), QString());
}

void TestReport::everyPictureIsInline()
{
    const QByteArray page = reportOf(hostileConversation);
    QVERIFY(page.contains("<h2>Sequence</h2>\n<figure>\n<svg "));
    QCOMPARE(page.count("<svg "), page.count("</svg>"));
    QCOMPARE(page.count("<figure>"), page.count("<svg "));
    QVERIFY(!page.contains("<?xml"));
}

void TestReport::onlyWhatOccurredIsExplainedAndOnce()
{
    const QByteArray page = reportOf(hostileConversation);
    QCOMPARE(page.count("<h3>bind()</h3>"), 1);
    QCOMPARE(page.count("<h3>recv(), called as read()</h3>"), 1);
    QCOMPARE(page.count("<h3>shutdown()</h3>"), 0);
    QVERIFY(page.indexOf("<h3>bind()") < page.indexOf("<h3>listen()"));
}

void TestReport::theLogIsThereAndItsLimitIsSaid()
{
    const QByteArray page = reportOf(hostileConversation);
    QVERIFY(page.contains("<h2>The log</h2>"));
    QCOMPARE(page.count("<tr class=\"call"), 11);
    QVERIFY(!page.contains("These are the first"));
    QString many;
    for (EventIndex i = 0; i < ReportText::mostRows + 10; ++i)
        many += QStringLiteral("%1 note text ep=1 \"n\"\n").arg(i);
    const auto journal = JournalBuilder::build(many);
    ReportText report(0, {});
    SocketTable table;
    table.advance(journal->view());
    report.fold(journal->view(), table);
    QByteArray all;
    while (!report.isDone()) {
        const auto part = report.next(100000);
        QVERIFY(part);
        all += *part;
    }
    QVERIFY(all.contains("These are the first 20000 of 20010 rows."));
    QCOMPARE(all.count("<tr class=\"note"), int(ReportText::mostRows));
}

void TestReport::anEmptySessionIsAPageToo()
{
    const QByteArray page = reportOf("");
    QCOMPARE(wellFormed(page), QString());
    QVERIFY(page.contains("<h1>"));
}

void TestReport::namesOfFilesSayWhatIsMade_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("made");
    const auto row = [](const char *path, const char *made) {
        QTest::newRow(path) << QString::fromUtf8(path) << QString::fromUtf8(made);
    };
    row("sequence.svg", "sequence svg");
    row("out/Flowchart.SVG", "flowchart svg");
    row("states.svg", "states svg");
    row("layers.svg", "layers svg");
    row("lecture.3.svg", "sequence svg");
    row("lecture.mmd", "sequence mmd");
    row("sequence.puml", "sequence puml");
    row("my page.html", "report html");
    row("report.html", "report html");
    row("log.html", "log html");
    row("anything.csv", "log csv");
    row("x.txt", "log txt");
    row("x.jsonl", "log jsonl");
}

void TestReport::namesOfFilesSayWhatIsMade()
{
    QFETCH(QString, path);
    QFETCH(QString, made);
    const auto target = exportTargetOf(path);
    QVERIFY2(target, qPrintable(target.error()));
    QCOMPARE(target->subject + QLatin1Char(' ') + target->suffix, made);
    QCOMPARE(target->path, path);
}

void TestReport::whatCannotBeMadeIsToldWithWhatCan_data()
{
    QTest::addColumn<QString>("path");
    for (const char *path : {"", "sequence", ".svg/", "flowchart.mmd", "flowchart.html", "report.svg",
             "sequence.png", "sequence.pdf", "log.svg", "a\nb.exe"})
        QTest::newRow(path) << QString::fromUtf8(path);
}

void TestReport::whatCannotBeMadeIsToldWithWhatCan()
{
    QFETCH(QString, path);
    const auto target = exportTargetOf(path);
    QVERIFY(!target);
    QVERIFY2(
        target.error().contains(QLatin1String("sequence.svg, sequence.mmd")), qPrintable(target.error()));
    QVERIFY(!target.error().contains(QLatin1Char('\n')));
}

void TestReport::everyNameOfTheListCanBeMade()
{
    const auto journal = journalFrom(hostileConversation);
    const QList<ExportName> names = exportNames();
    QCOMPARE(names.size(), 12);
    for (const ExportName &name : names) {
        QVERIFY2(!exported(*journal, name.name).isEmpty(), qPrintable(name.name));
        QVERIFY(!name.title.isEmpty());
    }
}

void TestReport::aCancelledExportLeavesNothing()
{
    const auto journal = journalFrom(hostileConversation);
    const QTemporaryDir folder;
    for (int steps = 0; steps < 12; ++steps) {
        PictureExport work(
            journal->view(), 0, *exportTargetOf(folder.filePath(QStringLiteral("report.html"))), {});
        QVERIFY(work.begin());
        for (int i = 0; i < steps; ++i)
            QVERIFY(work.step(2));
        work.cancel();
        QVERIFY(QDir(folder.path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
    }
}

void TestReport::anExportThatCannotBeWrittenSaysSo()
{
    const auto journal = journalFrom(hostileConversation);
    const QTemporaryDir folder;
    PictureExport work(
        journal->view(), 0, *exportTargetOf(folder.filePath(QStringLiteral("none/sequence.svg"))), {});
    const auto begun = work.begin();
    QVERIFY(!begun);
    QVERIFY2(begun.error().contains(QLatin1String("sequence.svg")), qPrintable(begun.error()));
}

QTEST_GUILESS_MAIN(TestReport)
#include "tst_report.moc"
