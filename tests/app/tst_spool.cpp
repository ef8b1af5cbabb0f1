// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/journal/spool.h"
#include "app/sockets/addresses.h"
#include "tests/kit/sessionfiles.h"
#include "tests/kit/spoolkit.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <functional>
#include <mutex>

#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace wl {

using namespace kit;

class TestSpool : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theChecksumIsThatOfZlib();
    void everythingComesBackFromTheFile();
    void fullPayloadsComeBackInAnOrdinaryJournal();
    void theFileIsPrivateAndSaysWhenAndByWhom();
    void anExistingFileIsLeftAlone();
    void anUnwantedFileIsRemoved();
    void growingEventsReachTheFileWithoutAStop();
    void whatIsNoSpoolIsRefused();
    void anotherVersionIsRefused();
    void tornAnywhereInTheLastBatchLeavesThePrefix();
    void aFlippedBitIsNeverAccepted();
    void theDiskLimitIsSaidOnce();
    void aFullDiskIsSaidAndWritingGoesOn();
    void isLockedWhileItRuns();
    void whatWasWrittenSurvivesKill();
    void evictedChunksComeBackTheSame();

private:
    std::string path() const { return m_folder->filePath(QStringLiteral("s.wlspool")).toStdString(); }
    QString fileName() const { return QString::fromStdString(path()); }
    QByteArray spoolBytes() const { return kit::fileBytes(fileName()); }
    /// Two batches of events in a file of ours; returns where the second begins.
    qsizetype makeTwoBatches() const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSpool::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

qsizetype TestSpool::makeTwoBatches() const
{
    Journal journal;
    fill(journal, 12);
    Spool spool(journal, path(), {}, {});
    if (spool.start() != 0 || !comes([&] { return spool.written() == 12; }))
        return -1;
    const qsizetype second = spoolBytes().size();
    fill(journal, 20);
    spool.stop(true);
    return second;
}

void TestSpool::theChecksumIsThatOfZlib()
{
    const std::string_view text = "123456789";
    QCOMPARE(
        crc32({reinterpret_cast<const std::uint8_t *>(text.data()), text.size()}), std::uint32_t(0xCBF43926));
    QCOMPARE(crc32({}), std::uint32_t(0));
}

void TestSpool::everythingComesBackFromTheFile()
{
    Journal journal;
    fill(journal, 100);
    Spool spool(journal, path(), {}, {});
    QCOMPARE(spool.start(), 0);
    fill(journal, 2 * Chunk::capacity + 33);
    spool.stop(true);
    QCOMPARE(spool.written(), journal.size());

    SpoolReader reader;
    QVERIFY2(reader.open(path()), reader.error().c_str());
    QVERIFY(!reader.isDamaged());
    QCOMPARE(reader.size(), journal.size());
    Journal again;
    reader.replayInto(again);
    QCOMPARE(again.size(), journal.size());
    QVERIFY(isPrefix(again, journal));
}

void TestSpool::fullPayloadsComeBackInAnOrdinaryJournal()
{
    Journal journal(Chunk::maxBlob);
    const std::vector<std::uint8_t> body(Chunk::maxBlob - 2 * sizeof(PackedAddress), 0x5A);
    journal.append(numbered(1), body);
    Journal words(0);
    words.append(Event{.step = Step::Create}, std::string_view("server tcp://127.0.0.1:1"));
    for (const Journal *one : {&journal, &words}) {
        Spool spool(const_cast<Journal &>(*one), path(), {}, {});
        QCOMPARE(spool.start(), 0);
        QTRY_COMPARE(spool.written(), EventIndex(1));
        spool.stop(true);
        SpoolReader reader;
        QVERIFY(reader.open(path()));
        Journal again;
        reader.replayInto(again);
        QCOMPARE(again.view().at(0).payload().size(), one->view().at(0).payload().size());
        QVERIFY(isPrefix(again, *one));
        QVERIFY(QFile::remove(fileName()));
    }
}

void TestSpool::theFileIsPrivateAndSaysWhenAndByWhom()
{
    const mode_t before = ::umask(0);
    Journal journal;
    Spool spool(journal, path(), {.startedAt = 1'790'000'000'123}, {});
    const int error = spool.start();
    ::umask(before);
    QCOMPARE(error, 0);
    struct stat status = {};
    QCOMPARE(::stat(path().c_str(), &status), 0);
    QCOMPARE(status.st_mode & 07777, 0600u);
    SpoolReader reader;
    QVERIFY(reader.open(path()));
    QCOMPARE(reader.header().startedAt, std::int64_t(1'790'000'000'123));
    QCOMPARE(reader.header().pid, std::uint32_t(::getpid()));
    QCOMPARE(reader.size(), EventIndex(0));
}

void TestSpool::anExistingFileIsLeftAlone()
{
    kit::writeFile(fileName(), "older session");
    QVERIFY(
        QFile::link(m_folder->filePath(QStringLiteral("nowhere")), m_folder->filePath(QStringLiteral("l"))));
    Journal journal;
    Spool spool(journal, path(), {}, {});
    QCOMPARE(spool.start(), EEXIST);
    spool.stop(false);
    QCOMPARE(spoolBytes(), QByteArray("older session"));
    Spool link(journal, m_folder->filePath(QStringLiteral("l")).toStdString(), {}, {});
    QVERIFY(link.start() != 0);
    QVERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("nowhere"))));
}

void TestSpool::anUnwantedFileIsRemoved()
{
    Journal journal;
    fill(journal, 5);
    Spool spool(journal, path(), {}, {});
    QCOMPARE(spool.start(), 0);
    QVERIFY(QFile::exists(fileName()));
    spool.stop(false);
    QVERIFY(!QFile::exists(fileName()));
    spool.stop(false);
}

void TestSpool::growingEventsReachTheFileWithoutAStop()
{
    Journal journal;
    Spool spool(journal, path(), {}, {});
    QCOMPARE(spool.start(), 0);
    for (const EventIndex size : {EventIndex(3), EventIndex(5), EventIndex(6)}) {
        fill(journal, size);
        QTRY_COMPARE(spool.written(), size);
        SpoolReader reader;
        QVERIFY(reader.open(path()));
        QCOMPARE(reader.size(), size);
        QVERIFY(!reader.isDamaged());
    }
}

void TestSpool::whatIsNoSpoolIsRefused()
{
    QCOMPARE(::mkfifo(m_folder->filePath(QStringLiteral("pipe")).toLocal8Bit().constData(), 0600), 0);
    kit::writeFile(m_folder->filePath(QStringLiteral("empty")), "");
    kit::writeFile(m_folder->filePath(QStringLiteral("text")), QByteArray(1000, 'x'));
    kit::writeFile(m_folder->filePath(QStringLiteral("short")), QByteArray("WLSPOOL1", 8));
    for (const char *name : {"pipe", "empty", "text", "short", ".", "missing"}) {
        SpoolReader reader;
        QVERIFY2(!reader.open(m_folder->filePath(QLatin1String(name)).toStdString()), name);
        QVERIFY2(!reader.error().empty(), name);
    }
}

void TestSpool::anotherVersionIsRefused()
{
    QVERIFY(makeTwoBatches() > headerSize);
    for (const int place : {8, 12}) {
        QByteArray bytes = spoolBytes();
        bytes[place] = char(bytes[place] + 1);
        const QString other = m_folder->filePath(QStringLiteral("other"));
        kit::writeFile(other, bytes);
        SpoolReader reader;
        QVERIFY(!reader.open(other.toStdString()));
        QVERIFY(QString::fromStdString(reader.error()).contains(QStringLiteral("version")));
    }
}

void TestSpool::tornAnywhereInTheLastBatchLeavesThePrefix()
{
    const qsizetype second = makeTwoBatches();
    QVERIFY(second > headerSize);
    Journal journal;
    fill(journal, 20);
    const QByteArray whole = spoolBytes();
    for (qsizetype size = whole.size() - 1; size >= second; --size) {
        QCOMPARE(::truncate(path().c_str(), size), 0);
        SpoolReader reader;
        QVERIFY(reader.open(path()));
        QCOMPARE(reader.size(), EventIndex(12));
        QCOMPARE(reader.isDamaged(), size > second);
        QCOMPARE(reader.damagedAt(), size > second ? std::uint64_t(second) : 0);
        Journal again;
        reader.replayInto(again);
        QCOMPARE(again.size(), EventIndex(12));
        QVERIFY(isPrefix(again, journal));
    }
}

void TestSpool::aFlippedBitIsNeverAccepted()
{
    const qsizetype second = makeTwoBatches();
    QVERIFY(second > headerSize);
    Journal journal;
    fill(journal, 20);
    const QByteArray whole = spoolBytes();
    const QString flipped = m_folder->filePath(QStringLiteral("flipped"));
    for (qsizetype bit = 0; bit < whole.size() * 8; ++bit) {
        QByteArray bytes = whole;
        bytes[bit / 8] = char(bytes[bit / 8] ^ (1 << (bit % 8)));
        kit::writeFile(flipped, bytes);
        SpoolReader reader;
        const bool opened = reader.open(flipped.toStdString());
        const QByteArray where = "byte " + QByteArray::number(bit / 8);
        QVERIFY2(!opened || reader.isDamaged(), where.constData());
        if (!opened)
            continue;
        QCOMPARE(reader.size(), EventIndex(bit / 8 < second ? 0 : 12));
        Journal again;
        reader.replayInto(again);
        QCOMPARE(again.size(), reader.size());
        QVERIFY2(isPrefix(again, journal), where.constData());
    }
}

void TestSpool::theDiskLimitIsSaidOnce()
{
    Journal journal;
    Ear ear;
    Spool spool(journal, path(), {.diskLimit = 4000}, ear.told());
    QCOMPARE(spool.start(), 0);
    fill(journal, 10);
    QTRY_COMPARE(spool.written(), EventIndex(10));
    QCOMPARE(ear.heard(), QStringList());
    fill(journal, 300);
    QTRY_COMPARE(ear.heard().size(), 1);
    QVERIFY(ear.heard().at(0).contains(QStringLiteral("limit")));
    fill(journal, 600);
    spool.stop(true);
    QCOMPARE(ear.heard().size(), 1);
    QVERIFY(spoolBytes().size() <= 4000);
    SpoolReader reader;
    QVERIFY(reader.open(path()));
    QCOMPARE(reader.size(), EventIndex(10));
    QVERIFY(!reader.isDamaged());
}

void TestSpool::aFullDiskIsSaidAndWritingGoesOn()
{
    const auto fillTheDisk = [this] {
        rlimit limit = {3000, RLIM_INFINITY};
        Journal journal;
        Ear ear;
        Spool spool(journal, path(), {}, ear.told());
        if (spool.start() != 0)
            return 1;
        fill(journal, 10);
        if (!comes([&] { return spool.written() == 10; }) || ::setrlimit(RLIMIT_FSIZE, &limit) != 0)
            return 2;
        fill(journal, 500);
        if (!comes([&] { return ear.heard().size() == 1; }) || ear.heard().at(0).isEmpty())
            return 3;
        // A reader meets whole batches only, although the kernel took a part of one.
        SpoolReader reader;
        if (!reader.open(path()) || reader.isDamaged() || reader.size() != 10)
            return 4;
        limit.rlim_cur = RLIM_INFINITY;
        if (::setrlimit(RLIMIT_FSIZE, &limit) != 0 || !comes([&] { return spool.written() == 500; }))
            return 5;
        spool.stop(true);
        return ear.heard().size() == 2 && ear.heard().at(1).isEmpty() ? 0 : 6;
    };
    QCOMPARE(inChild(fillTheDisk), 0);
    Journal journal;
    fill(journal, 500);
    SpoolReader reader;
    QVERIFY(reader.open(path()));
    QVERIFY(!reader.isDamaged());
    Journal again;
    reader.replayInto(again);
    QCOMPARE(again.size(), EventIndex(500));
    QVERIFY(isPrefix(again, journal));
}

void TestSpool::isLockedWhileItRuns()
{
    QVERIFY(!SpoolReader::isLocked(path()));
    Journal journal;
    Spool spool(journal, path(), {}, {});
    QCOMPARE(spool.start(), 0);
    QVERIFY(SpoolReader::isLocked(path()));
    // Looking does not take the lock away, from this process or from another.
    QVERIFY(SpoolReader::isLocked(path()));
    QCOMPARE(inChild([this] { return SpoolReader::isLocked(path()) ? 0 : 1; }), 0);
    spool.stop(true);
    QVERIFY(!SpoolReader::isLocked(path()));
}

void TestSpool::whatWasWrittenSurvivesKill()
{
    void *page = ::mmap(
        nullptr, sizeof(std::atomic<EventIndex>), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    QVERIFY(page != MAP_FAILED);
    auto *written = new (page) std::atomic<EventIndex>(0);
    const pid_t child = ::fork();
    if (child == 0) {
        ::alarm(60); // its own end, should the parent be gone
        Journal journal;
        Spool spool(journal, path(), {}, {});
        if (spool.start() != 0)
            ::_exit(1);
        for (;;) {
            fill(journal, journal.size() + 10);
            ::usleep(2000);
            written->store(spool.written());
        }
    }
    const bool grew = QTest::qWaitFor([&] { return written->load() > 100; }, 30000);
    const bool locked = SpoolReader::isLocked(path());
    QCOMPARE(::kill(child, SIGKILL), 0);
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    const EventIndex least = written->load();
    ::munmap(page, sizeof(std::atomic<EventIndex>));
    QVERIFY(grew && locked);
    QVERIFY(WIFSIGNALED(status));

    QVERIFY(!SpoolReader::isLocked(path()));
    SpoolReader reader;
    QVERIFY(reader.open(path()));
    QVERIFY(reader.size() >= least);
    Journal journal;
    fill(journal, reader.size());
    Journal again;
    reader.replayInto(again);
    QCOMPARE(again.size(), reader.size());
    QVERIFY(isPrefix(again, journal));
}

void TestSpool::evictedChunksComeBackTheSame()
{
    constexpr EventIndex last = 20 * Chunk::capacity + 11;
    Journal reference;
    fill(reference, last);
    Journal journal;
    Spool spool(journal, path(), {.memoryBudget = 1}, {});
    QCOMPARE(spool.start(), 0);
    fill(journal, 5 * Chunk::capacity + 7);
    QTRY_COMPARE(spool.written(), journal.size());
    fill(journal, last);
    QTRY_VERIFY(journal.footprint() < 2 * (Chunk::capacity * sizeof(Event) + 6 * Chunk::blockSize));
    const JournalView view = journal.view();
    for (int pass = 0; pass < 2; ++pass) {
        EventIndex next = 0;
        bool same = true;
        view.forEach(0, last, [&](const EventRef &e) {
            same = same && e.index() == next && sameEvent(e, reference.view().at(next));
            ++next;
        });
        QVERIFY(same);
        QCOMPARE(next, last);
    }
}

} // namespace wl

QTEST_GUILESS_MAIN(wl::TestSpool)
#include "tst_spool.moc"
