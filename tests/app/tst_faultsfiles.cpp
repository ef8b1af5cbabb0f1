// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/exporters/sessionappender.h"
#include "app/exporters/sessionfile.h"
#include "tests/kit/sessionfiles.h"
#include "tests/kit/spoolkit.h"

#include <QElapsedTimer>
#include <QRandomGenerator>

#include <fcntl.h>

namespace wl {

using namespace kit;

/// Rows 30, 55, 56, 58 and 63 of docs/faults.md: each prints its figure.
class TestFaultsFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void row30HugeLengthsAreRefusedBeforeAnythingIsAllocated();
    void row55KilledWhileSaving();
    void row56KilledWhileAppending();
    void row56KilledWhileSpooling();
    void row58SpoolCutAtEveryByte();
    void row58SpoolWithEveryBitFlipped();
    void row63SpoolStaysBelowItsLimit();

private:
    std::string path() const { return m_folder->filePath(QStringLiteral("s")).toStdString(); }
    QString fileName() const { return QString::fromStdString(path()); }
    /// A spool of some kilobytes in several batches; the events in it.
    EventIndex makeSpool() const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

constexpr qint64 started = 1'790'000'000'123;

/// A number that a killed child leaves behind.
class Shared
{
public:
    Shared()
        : m_page(::mmap(nullptr, sizeof(std::atomic<EventIndex>), PROT_READ | PROT_WRITE,
            MAP_SHARED | MAP_ANONYMOUS, -1, 0))
        , number(new (m_page) std::atomic<EventIndex>(0))
    {
    }
    ~Shared() { ::munmap(m_page, sizeof(std::atomic<EventIndex>)); }
    Q_DISABLE_COPY_MOVE(Shared)

private:
    void *m_page;

public:
    std::atomic<EventIndex> *const number;
};

/// Kills a child that does this work after as many microseconds; false when it ended by itself.
bool killedAfter(quint32 microseconds, const std::function<void()> &work)
{
    const pid_t child = ::fork();
    if (child == 0) {
        ::alarm(60); // its own end, should the parent be gone
        work();
        ::_exit(0);
    }
    ::usleep(microseconds);
    ::kill(child, SIGKILL);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) { }
    return WIFSIGNALED(status);
}

bool save(const Journal &journal, const QString &path)
{
    SessionWriter writer(journal.view(), {}, started);
    if (!writer.begin(path))
        return false;
    for (;;) {
        const auto done = writer.step(100);
        if (!done)
            return false;
        if (*done)
            return true;
    }
}

long residentKiB()
{
    rusage usage = {};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

} // namespace

void TestFaultsFiles::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

EventIndex TestFaultsFiles::makeSpool() const
{
    Journal journal;
    Spool spool(journal, path(), {}, {});
    if (spool.start() != 0)
        return 0;
    for (const EventIndex events : {30, 60, 90}) {
        fill(journal, events);
        if (!comes([&] { return spool.written() == events; }))
            return 0;
    }
    spool.stop(true);
    return journal.size();
}

void TestFaultsFiles::row30HugeLengthsAreRefusedBeforeAnythingIsAllocated()
{
    QVERIFY(makeSpool() > 0);
    const QByteArray whole = fileBytes(fileName());
    const long before = residentKiB();
    int refused = 0;
    // Each four bytes of the first batch's head in turn: among them are its number of events and its size.
    for (int at = headerSize; at + 4 <= headerSize + 28; ++at) {
        QByteArray bytes = whole;
        bytes.replace(at, 4, QByteArray(4, '\xff'));
        kit::writeFile(fileName(), bytes);
        SpoolReader reader;
        refused += reader.open(path()) && reader.isDamaged() && reader.size() == 0 ? 1 : 0;
    }
    QCOMPARE(refused, 25);
    const long grew = residentKiB() - before;
    QVERIFY2(grew < 64 * 1024, qPrintable(QString::number(grew)));
    qInfo("row 30: pass: 25/25 heads with 0xFFFFFFFF refused, memory grew by at most %ld KiB", grew);
}

void TestFaultsFiles::row55KilledWhileSaving()
{
    Journal journal;
    fill(journal, 500);
    const QByteArray old("old and good");
    QVERIFY(save(journal, fileName()));
    const QByteArray whole = fileBytes(fileName());
    QElapsedTimer once;
    once.start();
    QVERIFY(save(journal, fileName()));
    // Some of them end before they are killed, whatever this machine's speed.
    const auto longest = quint32(3 * once.nsecsElapsed() / 1000);
    int killed = 0;
    int saved = 0;
    for (int i = 0; i < 500; ++i) {
        kit::writeFile(fileName(), old);
        killed +=
            killedAfter(QRandomGenerator::global()->bounded(longest), [&] { save(journal, fileName()); });
        const QByteArray now = fileBytes(fileName());
        QVERIFY2(now == old || now == whole, qPrintable(QString::number(now.size())));
        saved += now == whole;
    }
    QVERIFY2(saved > 0 && saved < 500, qPrintable(QStringLiteral("%1 %2").arg(killed).arg(saved)));
    qInfo("row 55: pass: %d of 500 saves killed, %d files new, the others old, mixed 0", killed, saved);
}

void TestFaultsFiles::row56KilledWhileAppending()
{
    constexpr EventIndex events = 20000;
    Journal journal;
    fill(journal, events);
    EventIndex lost = 0;
    int torn = 0;
    for (int i = 0; i < 500; ++i) {
        Shared written;
        QVERIFY(killedAfter(1000 + QRandomGenerator::global()->bounded(10000u), [&] {
            SessionAppender appender;
            if (!appender.open(fileName(), started))
                ::_exit(1);
            for (EventIndex n = 0; n < events && appender.append(journal.view().at(n), {}); ++n)
                written.number->store(n + 1);
            ::pause();
        }));
        const QByteArray bytes = QFile::exists(fileName()) ? fileBytes(fileName()) : QByteArray();
        const EventIndex lines = EventIndex(std::max<qsizetype>(bytes.count('\n') - 1, 0));
        lost += written.number->load() > lines ? written.number->load() - lines : 0;
        torn += !bytes.isEmpty() && !bytes.endsWith('\n');
    }
    QCOMPARE(lost, EventIndex(0));
    qInfo("row 56: pass: 500 kills while appending, events lost 0, lines torn %d", torn);
}

void TestFaultsFiles::row56KilledWhileSpooling()
{
    EventIndex lost = 0;
    EventIndex kept = 0;
    for (int i = 0; i < 30; ++i) {
        QFile::remove(fileName());
        Shared written;
        QVERIFY(killedAfter(100'000 + QRandomGenerator::global()->bounded(400'000u), [&] {
            Journal journal;
            Spool spool(journal, path(), {}, {});
            if (spool.start() != 0)
                ::_exit(1);
            for (;;) {
                fill(journal, journal.size() + 100);
                ::usleep(200);
                written.number->store(spool.written());
            }
        }));
        SpoolReader reader;
        QVERIFY(reader.open(path()));
        lost += written.number->load() > reader.size() ? written.number->load() - reader.size() : 0;
        kept += reader.size();
        Journal again;
        reader.replayInto(again);
        Journal reference;
        fill(reference, again.size());
        QVERIFY(isPrefix(again, reference));
    }
    QCOMPARE(lost, EventIndex(0));
    QVERIFY(kept > 0);
    qInfo("row 56: pass: 30 kills while spooling, %llu events kept, written events lost 0",
        static_cast<unsigned long long>(kept));
}

void TestFaultsFiles::row58SpoolCutAtEveryByte()
{
    const EventIndex events = makeSpool();
    QVERIFY(events > 0);
    Journal reference;
    fill(reference, events);
    const qsizetype size = fileBytes(fileName()).size();
    int accepted = 0;
    for (qsizetype length = size - 1; length >= 0; --length) {
        QCOMPARE(::truncate(path().c_str(), length), 0);
        SpoolReader reader;
        if (!reader.open(path()))
            continue;
        // Cut between two batches it is a whole file that ends earlier.
        QVERIFY(reader.isDamaged() || reader.size() % 30 == 0);
        Journal again;
        reader.replayInto(again);
        QVERIFY(again.size() < events && isPrefix(again, reference));
        ++accepted;
    }
    qInfo("row 58: pass: cut at each of %lld bytes, %d opened with their good prefix, wrong events 0",
        static_cast<long long>(size), accepted);
}

void TestFaultsFiles::row58SpoolWithEveryBitFlipped()
{
    const EventIndex events = makeSpool();
    QVERIFY(events > 0);
    const QByteArray whole = fileBytes(fileName());
    const int fd = ::open(path().c_str(), O_WRONLY | O_CLOEXEC);
    QVERIFY(fd >= 0);
    int silent = 0;
    for (qsizetype bit = 0; bit < whole.size() * 8; ++bit) {
        const char flipped = char(whole[bit / 8] ^ (1 << (bit % 8)));
        QCOMPARE(::pwrite(fd, &flipped, 1, bit / 8), ssize_t(1));
        SpoolReader reader;
        silent += reader.open(path()) && !reader.isDamaged();
        QCOMPARE(::pwrite(fd, whole.constData() + bit / 8, 1, bit / 8), ssize_t(1));
    }
    ::close(fd);
    QCOMPARE(silent, 0);
    qInfo("row 58: pass: %lld flipped bits, crashes 0, silently accepted 0",
        static_cast<long long>(whole.size() * 8));
}

void TestFaultsFiles::row63SpoolStaysBelowItsLimit()
{
    constexpr std::uint64_t limit = 8u << 20;
    Journal journal;
    Ear ear;
    Spool spool(journal, path(), {.diskLimit = limit, .memoryBudget = 16u << 20}, ear.told());
    QCOMPARE(spool.start(), 0);
    fill(journal, 500'000);
    QTRY_COMPARE(ear.heard().size(), 1);
    QVERIFY(ear.heard().at(0).contains(QStringLiteral("limit")));
    spool.stop(true);
    const qint64 size = QFileInfo(fileName()).size();
    QVERIFY(size <= qint64(limit));
    SpoolReader reader;
    QVERIFY(reader.open(path()));
    QVERIFY(!reader.isDamaged() && reader.size() > 0);
    qInfo(
        "row 63: pass: %llu events, %lld bytes on disk, limit %llu, said once; %llu events can be read back",
        static_cast<unsigned long long>(journal.size()), static_cast<long long>(size),
        static_cast<unsigned long long>(limit), static_cast<unsigned long long>(reader.size()));
}

} // namespace wl

QTEST_GUILESS_MAIN(wl::TestFaultsFiles)
#include "tst_faultsfiles.moc"
