// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/exporters/jsonlines.h"
#include "app/exporters/sessionappender.h"
#include "app/exporters/sessionfile.h"
#include "app/exporters/sessionreader.h"
#include "app/journal/gauge.h"
#include "tests/kit/journalbuilder.h"
#include "tests/kit/sessionfiles.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstring>
#include <limits>

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace wl;
using kit::fileBytes;
using kit::header;
using kit::readAll;
using kit::writeFile;

namespace {

constexpr qint64 started = 1'790'000'000'123;

/// Runs a writer to its end; the sentence of its failure, empty when there was none.
template <typename Writer> QString runToEnd(Writer &writer, const QString &path, int slice = 1000)
{
    if (const auto begun = writer.begin(path); !begun)
        return begun.error();
    for (;;) {
        const auto done = writer.step(slice);
        if (!done)
            return done.error();
        if (*done)
            return {};
    }
}

/// Byte for byte, but for the place in the arena, which is not part of the fact.
bool sameEvent(const EventRef &a, const EventRef &b)
{
    Event x = a.event();
    Event y = b.event();
    x.blob = y.blob = 0;
    const Bytes p = a.blob();
    const Bytes q = b.blob();
    return std::memcmp(&x, &y, sizeof x) == 0 && std::equal(p.begin(), p.end(), q.begin(), q.end());
}

} // namespace

class TestSessionFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyFieldOfEveryStepComesBackExactly();
    void extremeNumbersComeBackExactly();
    void textThatIsNotUtf8ComesBackExactly();
    void aLineHasTheDocumentedKeys();
    void theHeaderSaysWhenTheSessionBegan();
    void filesOfTheFirstFormatAreRead();
    void gaugesAreReadableAndComeBackExactly();
    void gaugesOfAnySizeAreHarmless();
    void proposedBytesAreDataAndNoWords();
    void whatIsNoOrdinaryFileIsRefusedWithoutWaiting();
    void savedFilesArePrivate();
    void aFullDiskLeavesTheOldFileWhole();
    void aCancelledSaveLeavesNothing();
    void aLinkStaysALink();
    void theAppenderWritesWhatTheReaderReads();
    void theAppenderEndsWithAWholeLineOnAFullDisk();
    void twoSessionsNeverWriteOneFile();

private:
    QString path(const char *name) const { return m_folder->filePath(QLatin1String(name)); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSessionFile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestSessionFile::everyFieldOfEveryStepComesBackExactly()
{
    Journal journal(Chunk::maxBlob);
    PackedAddress local = addressFromText(QStringLiteral("127.0.0.1:12000"));
    PackedAddress peer = addressFromText(QStringLiteral("[fe80::1]:65535"));
    peer.scope = 4'000'000'000;
    int steps = 0;
    for (int i = 1; i < 1000; ++i) {
        Event e;
        e.step = Step(i);
        if (*stepName(e.step) == '\0')
            continue;
        ++steps;
        e.time = 1'000'000'007LL * i;
        e.result = i % 3 - 1;
        e.arg = std::uint64_t(i) * 977;
        e.offset = std::uint64_t(i) << 33;
        e.endpoint = EndpointId(i % 4);
        e.socket = SocketId(i % 5);
        e.fd = i % 7 - 1;
        e.took = std::uint32_t(i) * 4'000'001u;
        e.cause = std::uint32_t(journal.size() ? i % int(journal.size()) : 0);
        e.extra = 0xFFFFFFFFu - std::uint32_t(i);
        e.error = std::uint16_t(i % 150);
        e.evidence = Evidence(i % 6);
        e.before = TcpState(i % 12);
        e.after = TcpState((i + 5) % 12);
        e.flags = std::uint8_t(i * 4 & 0x7C);
        e.slot = Slot(i % int(Slot::Count));
        e.stateRead = i % 2;
        const QByteArray body =
            i % 4 ? QByteArray(i % 40, char(i)) : QByteArray("Grüße \xF0\x9F\x8C\x8D \"q\"\n\0x", 19);
        journal.append(e,
            Bytes(reinterpret_cast<const std::uint8_t *>(body.constData()), std::size_t(body.size())),
            i % 2 ? &local : nullptr, i % 3 ? &peer : nullptr);
    }
    QVERIFY(steps > 60);
    SessionWriter writer(journal.view(), kit::testName, started);
    QCOMPARE(runToEnd(writer, path("a.jsonl"), 5), QString());
    QCOMPARE(writer.progress(), 1.0);

    Journal again;
    SessionReader reader(again);
    QCOMPARE(readAll(reader, path("a.jsonl")), QString());
    QCOMPARE(reader.warning(), QString());
    QCOMPARE(reader.progress(), 1.0);
    QCOMPARE(reader.startedAtMs(), started);
    QCOMPARE(again.size(), journal.size());
    for (EventIndex i = 0; i < journal.size(); ++i)
        QVERIFY2(sameEvent(journal.view().at(i), again.view().at(i)), stepName(journal.view().at(i)->step));
}

void TestSessionFile::extremeNumbersComeBackExactly()
{
    Journal journal(Chunk::maxBlob);
    using L64 = std::numeric_limits<std::int64_t>;
    for (const std::int64_t n : {L64::min(), L64::max(), (std::int64_t(1) << 53) + 1, std::int64_t(-1)}) {
        Event e;
        e.step = Step::CallFcntl;
        e.time = n;
        e.result = n;
        e.arg = std::uint64_t(n);
        e.offset = std::uint64_t(n);
        e.endpoint = e.socket = e.took = e.extra = std::numeric_limits<std::uint32_t>::max();
        e.fd = n < 0 ? std::numeric_limits<int>::min() : std::numeric_limits<int>::max();
        e.error = 0xFFFF;
        journal.append(e);
    }
    const std::vector<std::uint8_t> full(Chunk::maxBlob - 2 * sizeof(PackedAddress), 0xFF);
    journal.append(Event{.step = Step::CallRead}, Bytes(full));
    SessionWriter writer(journal.view(), {}, started);
    QCOMPARE(runToEnd(writer, path("a.jsonl")), QString());
    Journal again;
    SessionReader reader(again);
    QCOMPARE(readAll(reader, path("a.jsonl")), QString());
    for (EventIndex i = 0; i < journal.size(); ++i)
        QVERIFY(sameEvent(journal.view().at(i), again.view().at(i)));
}

void TestSessionFile::textThatIsNotUtf8ComesBackExactly()
{
    for (const QByteArray &text : {QByteArray("\xFF\xFE half \xC3"), QByteArray("\xEF\xBB\xBFmark"),
             QByteArray("\xE2\x80\xAE"), QByteArray("\0\x1b[2J", 5), QByteArray("\xED\xA0\x80")}) {
        Journal journal;
        journal.append(
            Event{.step = Step::NoteText}, std::string_view(text.constData(), std::size_t(text.size())));
        const QByteArray line = jsonLine(journal.view().at(0), {});
        QVERIFY(!line.contains('\x1b') && line.count('\n') == 1 && !line.contains("\xE2\x80\xAE"));
        writeFile(path("t.jsonl"), header + line);
        Journal again;
        SessionReader reader(again);
        QCOMPARE(readAll(reader, path("t.jsonl")), QString());
        QVERIFY(sameEvent(journal.view().at(0), again.view().at(0)));
    }
}

void TestSessionFile::aLineHasTheDocumentedKeys()
{
    const auto journal = kit::journalFrom("41 call read ep=1 sock=2 fd=15 arg=19 offset=7 took=500 "
                                          "local=127.0.0.1:12000 peer=127.0.0.1:5 before=ESTABLISHED "
                                          "after=CLOSE-WAIT = 19 \"hello\"");
    const QByteArray line = jsonLine(journal->view().at(0), kit::testName);
    const QJsonObject o = QJsonDocument::fromJson(line).object();
    QCOMPARE(o[QLatin1String("n")].toInt(), 1);
    QCOMPARE(o[QLatin1String("t")].toDouble(), 0.000041);
    QCOMPARE(o[QLatin1String("took")].toDouble(), 0.0000005);
    QCOMPARE(o[QLatin1String("bytes")].toInt(), 19);
    QCOMPARE(o[QLatin1String("kept")].toInt(), 5);
    QCOMPARE(o[QLatin1String("offset")].toInt(), 7);
    const std::pair<const char *, const char *> words[] = {{"endpoint", "Server 1"}, {"kind", "call"},
        {"step", "read"}, {"family", "recv"}, {"before", "ESTABLISHED"}, {"state", "CLOSE-WAIT"},
        {"evidence", "observed"}, {"local", "127.0.0.1:12000"}, {"peer", "127.0.0.1:5"}, {"data", "aGVsbG8="},
        {"text", "The kernel gave Server 1 what had arrived: 19 bytes."}};
    for (const auto &[key, value] : words)
        QCOMPARE(o[QLatin1String(key)].toString(), QLatin1String(value));
    QCOMPARE(o[QLatin1String("args")].toArray(), QJsonArray({QStringLiteral("15"), QStringLiteral("19")}));
    QVERIFY(!o.contains(QLatin1String("errno")) && !o.contains(QLatin1String("slot")));
    const auto failed = kit::journalFrom("1 call bind ep=1 fd=12 peer=127.0.0.1:1 = -1 EADDRINUSE");
    QVERIFY(jsonLine(failed->view().at(0), kit::testName).contains("\"errno\":\"EADDRINUSE\""));
}

void TestSessionFile::theHeaderSaysWhenTheSessionBegan()
{
    const QJsonObject o = QJsonDocument::fromJson(jsonHeader(started)).object();
    QCOMPARE(o[QLatin1String("wireladder")].toInt(), 2);
    QVERIFY(o[QLatin1String("started")].toString().endsWith(QStringLiteral(".123Z")));
}

void TestSessionFile::filesOfTheFirstFormatAreRead()
{
    for (const auto &[format, isRead] :
        {std::pair{0, false}, std::pair{1, true}, std::pair{2, true}, std::pair{3, false}}) {
        const auto journal = kit::journalFrom("1 note text \"hello\"");
        writeFile(path("f.jsonl"),
            "{\"wireladder\":" + QByteArray::number(format) + "}\n" + jsonLine(journal->view().at(0), {}));
        Journal again;
        SessionReader reader(again);
        QCOMPARE(readAll(reader, path("f.jsonl")).isEmpty(), isRead);
        QCOMPARE(again.size(), isRead ? 1u : 0u);
    }
}

void TestSessionFile::gaugesAreReadableAndComeBackExactly()
{
    Gauge gauge;
    gauge[GaugeField::SendQueue] = 0x68656C6C6F; // ASCII, and yet no words.
    gauge[GaugeField::Rtt] = 34;
    gauge[GaugeField::Drops] = std::numeric_limits<std::uint64_t>::max();
    for (const Step step : {Step::KernelGauge, Step::KernelFinal}) {
        Journal journal;
        journal.append(Event{.endpoint = 1, .socket = 2, .step = step}, gauge.bytes());
        const QByteArray line = jsonLine(journal.view().at(0), kit::testName);
        const QJsonObject o = QJsonDocument::fromJson(line).object();
        QCOMPARE(o[QLatin1String("gauge")].toArray(),
            QJsonArray({QStringLiteral("send-queue=448378203247"), QStringLiteral("rtt-us=34"),
                QStringLiteral("drops=18446744073709551615")}));
        QVERIFY(o.contains(QLatin1String("data")) && !o.contains(QLatin1String("words")));
        QVERIFY(!o.contains(QLatin1String("bytes")));
        writeFile(path("g.jsonl"), header + line);
        Journal again;
        SessionReader reader(again);
        QCOMPARE(readAll(reader, path("g.jsonl")), QString());
        QVERIFY(sameEvent(journal.view().at(0), again.view().at(0)));
        QVERIFY(Gauge::fromBytes(again.view().at(0).payload()) == gauge);
    }
}

void TestSessionFile::gaugesOfAnySizeAreHarmless()
{
    for (const int size : {0, 1, 7, 8, 215, 217, 16'000}) {
        const QByteArray data = QByteArray(size, '\xFF').toBase64();
        const QByteArray body = size == 0 ? QByteArray() : ",\"data\":\"" + data + '"';
        const QByteArray line = R"({"n":1,"kind":"kernel","step":"gauge","evidence":"polled","ns":5)";
        writeFile(path("g.jsonl"), header + line + R"(,"gauge":["rtt-us=1"])" + body + "}\n");
        Journal again;
        SessionReader reader(again);
        QCOMPARE(readAll(reader, path("g.jsonl")), QString());
        const EventRef event = again.view().at(0);
        QCOMPARE(event.payload().size(), std::size_t(size));
        const QByteArray written = jsonLine(event, {});
        QVERIFY(QJsonDocument::fromJson(written).isObject());
        QCOMPARE(written.contains("send-queue="), size > 0);
        QVERIFY(!written.contains("rtt-us=1\""));
    }
}

void TestSessionFile::proposedBytesAreDataAndNoWords()
{
    const auto journal = kit::journalFrom("1 note proposal ep=1 sock=2 arg=6 \"HELLO\\n\"");
    const QByteArray line = jsonLine(journal->view().at(0), kit::testName);
    const QJsonObject o = QJsonDocument::fromJson(line).object();
    QCOMPARE(o[QLatin1String("data")].toString(), QStringLiteral("SEVMTE8K"));
    QVERIFY(!o.contains(QLatin1String("words")));
    QCOMPARE(o[QLatin1String("bytes")].toInt(), 6);
    QCOMPARE(o[QLatin1String("kept")].toInt(), 6);
    writeFile(path("p.jsonl"), header + line);
    Journal again;
    SessionReader reader(again);
    QCOMPARE(readAll(reader, path("p.jsonl")), QString());
    QVERIFY(sameEvent(journal->view().at(0), again.view().at(0)));
}

void TestSessionFile::whatIsNoOrdinaryFileIsRefusedWithoutWaiting()
{
    QCOMPARE(::mkfifo(QFile::encodeName(path("pipe")).constData(), 0600), 0);
    Journal journal;
    journal.append(Event{.step = Step::NoteText}, std::string_view("x"));
    for (const QString &place : {path("pipe"), m_folder->path(), QStringLiteral("/dev/zero"),
             QStringLiteral("/dev/full"), QString(), path("no/such")}) {
        SessionReader reader(journal);
        QVERIFY(!reader.open(place));
        SessionWriter writer(journal.view(), {}, started);
        QVERIFY(!writer.begin(place));
        SessionAppender appender;
        QVERIFY(!appender.open(place, started));
    }
}

void TestSessionFile::savedFilesArePrivate()
{
    writeFile(path("s.jsonl"), "old");
    QFile::setPermissions(path("s.jsonl"), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
    Journal journal;
    journal.append(Event{.step = Step::NoteText}, std::string_view("x"));
    SessionWriter writer(journal.view(), {}, started);
    QCOMPARE(runToEnd(writer, path("s.jsonl")), QString());
    writeFile(path("l.jsonl"), "old");
    SessionAppender appender;
    QVERIFY(appender.open(path("l.jsonl"), started));
    for (const char *name : {"s.jsonl", "l.jsonl"}) {
        struct stat status;
        QCOMPARE(::stat(QFile::encodeName(path(name)).constData(), &status), 0);
        QCOMPARE(status.st_mode & 0777, 0600u);
    }
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden).size(), 2);
}

void TestSessionFile::aFullDiskLeavesTheOldFileWhole()
{
    writeFile(path("s.jsonl"), "old and good");
    Journal journal;
    for (int i = 0; i < 4000; ++i)
        journal.append(Event{.step = Step::NoteText}, std::string_view("a row of the session"));
    const pid_t child = ::fork();
    if (child == 0) {
        // A limit on the size of files fails where a full disk fails: in the middle of a write.
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{300'000, 300'000};
        SessionWriter writer(journal.view(), {}, started);
        const bool limited = ::setrlimit(RLIMIT_FSIZE, &limit) == 0;
        ::_exit(limited && !runToEnd(writer, path("s.jsonl")).isEmpty() ? 0 : 1);
    }
    int status = -1;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), 0);
    QCOMPARE(fileBytes(path("s.jsonl")), QByteArray("old and good"));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
}

void TestSessionFile::aCancelledSaveLeavesNothing()
{
    writeFile(path("s.jsonl"), "old");
    const auto journal = kit::journalFrom("1 note text \"a\"\n2 note text \"b\"");
    SessionWriter writer(journal->view(), {}, started);
    QVERIFY(writer.begin(path("s.jsonl")));
    QVERIFY(writer.step(1));
    writer.cancel();
    QVERIFY(!writer.step(1));
    QCOMPARE(fileBytes(path("s.jsonl")), QByteArray("old"));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
}

void TestSessionFile::aLinkStaysALink()
{
    writeFile(path("real.jsonl"), "old");
    QVERIFY(QFile::link(path("real.jsonl"), path("link.jsonl")));
    Journal journal;
    SessionWriter writer(journal.view(), {}, started);
    QCOMPARE(runToEnd(writer, path("link.jsonl")), QString());
    QVERIFY(QFileInfo(path("link.jsonl")).isSymLink());
    QCOMPARE(fileBytes(path("real.jsonl")), jsonHeader(started));
}

void TestSessionFile::theAppenderWritesWhatTheReaderReads()
{
    const auto journal = kit::journalFrom("1 note text \"a\"\n2 note text \"b\"\n3 note text \"c\"");
    SessionAppender appender;
    QVERIFY(appender.open(path("l.jsonl"), started));
    QVERIFY(appender.append(journal->view().at(0), kit::testName));
    QCOMPARE(fileBytes(path("l.jsonl")).count('\n'), 2);
    QVERIFY(appender.append(journal->view(), kit::testName));
    QVERIFY(appender.append(journal->view(), kit::testName));
    QCOMPARE(appender.position(), 3u);
    Journal again;
    SessionReader reader(again);
    QCOMPARE(readAll(reader, path("l.jsonl")), QString());
    QCOMPARE(again.size(), 3u);
    for (EventIndex i = 0; i < 3; ++i)
        QVERIFY(sameEvent(journal->view().at(i), again.view().at(i)));
}

void TestSessionFile::twoSessionsNeverWriteOneFile()
{
    const auto journal = kit::journalFrom("1 note text \"a\"");
    auto first = std::make_unique<SessionAppender>();
    QVERIFY(first->open(path("l.jsonl"), started));
    QVERIFY(first->append(journal->view(), kit::testName));
    const QByteArray before = fileBytes(path("l.jsonl"));
    SessionAppender second;
    const auto opened = second.open(path("l.jsonl"), started);
    QVERIFY(!opened);
    QVERIFY(opened.error().contains(QStringLiteral("another session")));
    QCOMPARE(fileBytes(path("l.jsonl")), before);
    first.reset();
    QVERIFY(second.open(path("l.jsonl"), started));
    QCOMPARE(fileBytes(path("l.jsonl")), jsonHeader(started));
}

void TestSessionFile::theAppenderEndsWithAWholeLineOnAFullDisk()
{
    const auto journal = kit::journalFrom("1 note text \"a row of the session\"");
    const pid_t child = ::fork();
    if (child == 0) {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{1000, 1000};
        SessionAppender appender;
        bool failed = false;
        if (::setrlimit(RLIMIT_FSIZE, &limit) == 0 && appender.open(path("l.jsonl"), started)) {
            for (int i = 0; i < 100 && !failed; ++i)
                failed = !appender.append(journal->view().at(0), {});
        }
        ::_exit(failed ? 0 : 1);
    }
    int status = -1;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), 0);
    const QByteArray file = fileBytes(path("l.jsonl"));
    QVERIFY(file.count('\n') > 1);
    QVERIFY(file.endsWith("}\n"));
}

QTEST_GUILESS_MAIN(TestSessionFile)
#include "tst_sessionfile.moc"
