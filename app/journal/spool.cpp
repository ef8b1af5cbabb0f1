// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/journal/spool.h"

#include "app/journal/spoolformat.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <limits>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace wl {

Spool::Spool(Journal &journal, std::string path, const Options &options, Told told)
    : m_journal(journal)
    , m_path(std::move(path))
    , m_options(options)
    , m_told(std::move(told))
{
}

Spool::~Spool()
{
    stop(true);
}

int Spool::start()
{
    // A file size limit must come back as EFBIG, like a full disk, and not end the program.
    std::signal(SIGXFSZ, SIG_IGN);
    m_fd = ::open(m_path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW | O_APPEND, 0600);
    if (m_fd < 0)
        return errno;
    if (::flock(m_fd, LOCK_EX | LOCK_NB) != 0)
        return errno;
    SpoolHeader header;
    header.startedAt = m_options.startedAt;
    header.pid = static_cast<std::uint32_t>(::getpid());
    header.crc = spoolformat::headerCrc(header);
    std::vector<std::uint8_t> bytes(sizeof header);
    std::memcpy(bytes.data(), &header, sizeof header);
    if (!put(bytes))
        return errno;
    m_thread = std::thread([this] { run(); });
    return 0;
}

void Spool::stop(bool keep)
{
    if (m_thread.joinable()) {
        {
            const std::lock_guard lock(m_stopMutex);
            m_stopping = true;
        }
        m_wake.notify_one();
        m_thread.join();
    }
    if (m_fd >= 0) {
        // New views must not come here for chunks any more.
        m_journal.evict(0, std::numeric_limits<std::size_t>::max(), nullptr);
        ::close(m_fd);
        m_fd = -1;
        if (!keep)
            ::unlink(m_path.c_str());
    }
}

void Spool::run()
{
    using namespace std::chrono_literals;
    std::unique_lock lock(m_stopMutex);
    while (!m_stopping) {
        m_wake.wait_for(lock, 200ms, [this] { return m_stopping; });
        lock.unlock();
        if (writeNew())
            m_journal.evict(written() / Chunk::capacity, m_options.memoryBudget, this);
        lock.lock();
    }
    writeNew();
}

bool Spool::writeNew()
{
    const JournalView view = m_journal.view();
    EventIndex from = written();
    const bool any = from < view.size();
    while (from < view.size()) {
        // A batch never crosses a chunk: fetch() then finds a chunk's batches side by side.
        const EventIndex end = std::min(view.size(), (from / Chunk::capacity + 1) * Chunk::capacity);
        if (!writeBatch(view, from, end))
            return any;
        from = end;
        m_written.store(from, std::memory_order_release);
    }
    return any;
}

bool Spool::writeBatch(const JournalView &view, EventIndex from, EventIndex to)
{
    std::vector<std::uint8_t> bytes = spoolformat::encode(view, from, to);
    if (m_size + bytes.size() > m_options.diskLimit) {
        report("the spool has reached its limit of " + std::to_string(m_options.diskLimit >> 20) + " MiB");
        return false;
    }
    const std::uint64_t at = m_size;
    if (!put(bytes)) {
        report(std::string("the spool cannot be written: ") + std::strerror(errno));
        return false;
    }
    report({});
    SpoolBatch batch;
    spoolformat::readHead(bytes, batch);
    batch.offset = at + spoolformat::headSize;
    const std::lock_guard lock(m_batchMutex);
    m_batches.push_back(batch);
    return true;
}

bool Spool::put(const std::vector<std::uint8_t> &bytes)
{
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t n = ::write(m_fd, bytes.data() + done, bytes.size() - done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            // A torn batch would end the good prefix for ever: take it back.
            const int why = n < 0 ? errno : ENOSPC;
            if (::ftruncate(m_fd, static_cast<off_t>(m_size)) != 0)
                m_size += done;
            errno = why;
            return false;
        }
        done += static_cast<std::size_t>(n);
    }
    m_size += bytes.size();
    return true;
}

void Spool::report(const std::string &reason)
{
    const bool pausing = !reason.empty();
    if (pausing == m_paused)
        return;
    m_paused = pausing;
    if (m_told)
        m_told(reason);
}

std::shared_ptr<const Chunk> Spool::fetch(std::size_t number)
{
    const std::lock_guard lock(m_batchMutex);
    for (const auto &[n, chunk] : m_recent) {
        if (n == number)
            return chunk;
    }
    const EventIndex first = EventIndex(number) * Chunk::capacity;
    auto it = std::lower_bound(m_batches.begin(), m_batches.end(), first,
        [](const SpoolBatch &b, EventIndex i) { return b.first < i; });
    auto chunk = std::make_shared<Chunk>();
    for (; it != m_batches.end() && it->first < first + Chunk::capacity; ++it) {
        if (!spoolformat::readBatch(
                m_fd, *it, [&](const Event &e, Bytes blob) { chunk->append(e, {}, blob); }))
            return nullptr;
    }
    constexpr std::size_t kept = 16;
    if (m_recent.size() >= kept)
        m_recent.erase(m_recent.begin());
    m_recent.emplace_back(number, chunk);
    return chunk;
}

SpoolReader::~SpoolReader()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

bool SpoolReader::open(const std::string &path)
{
    m_fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat st = {};
    if (m_fd < 0 || ::fstat(m_fd, &st) != 0) {
        m_error = std::strerror(errno);
        return false;
    }
    const SpoolHeader expected;
    if (!S_ISREG(st.st_mode) || ::pread(m_fd, &m_header, sizeof m_header, 0) != ssize_t(sizeof m_header)
        || std::memcmp(m_header.magic, expected.magic, sizeof expected.magic) != 0) {
        m_error = "not a Wireladder spool";
        return false;
    }
    if (m_header.version != expected.version || m_header.eventSize != expected.eventSize) {
        m_error = "a spool of another version of Wireladder";
        return false;
    }
    if (m_header.crc != spoolformat::headerCrc(m_header)) {
        m_error = "its first bytes are damaged";
        return false;
    }
    return index();
}

bool SpoolReader::index()
{
    std::uint64_t at = sizeof(SpoolHeader);
    std::vector<std::uint8_t> head(spoolformat::headSize);
    for (;;) {
        const ssize_t n = ::pread(m_fd, head.data(), head.size(), static_cast<off_t>(at));
        if (n == 0)
            return true;
        SpoolBatch batch;
        const bool sound =
            n == ssize_t(head.size()) && spoolformat::readHead(head, batch) && batch.first == m_size;
        batch.offset = at + spoolformat::headSize;
        if (!sound || !spoolformat::readBatch(m_fd, batch, {})) {
            m_damagedAt = at;
            return true;
        }
        m_size += batch.count;
        m_batches.push_back(batch);
        at = batch.offset + batch.bytes;
    }
}

void SpoolReader::replayInto(Journal &journal) const
{
    // What the session kept is all to come back, whatever this journal would keep of its own.
    journal.setKeptBytes(Chunk::maxBlob);
    for (const SpoolBatch &batch : m_batches) {
        spoolformat::readBatch(
            m_fd, batch, [&](const Event &e, Bytes blob) { spoolformat::appendStored(journal, e, blob); });
    }
}

bool SpoolReader::isLocked(const std::string &path)
{
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return false;
    const bool locked = ::flock(fd, LOCK_SH | LOCK_NB) != 0;
    ::close(fd);
    return locked;
}

} // namespace wl
