// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/journal.h"

#include <condition_variable>
#include <functional>
#include <string>
#include <thread>

namespace wl {

/// Where a batch of events lies in a spool file.
struct SpoolBatch {
    EventIndex first = 0;
    std::uint32_t count = 0;
    std::uint64_t offset = 0; ///< of the batch's body in the file
    std::uint32_t bytes = 0; ///< of the body
    std::uint32_t crc = 0; ///< CRC-32 (IEEE 802.3) of the body
};

/// What a spool file says of itself.
struct SpoolHeader {
    char magic[8] = {'W', 'L', 'S', 'P', 'O', 'O', 'L', '1'};
    std::uint32_t version = 1;
    std::uint32_t eventSize = sizeof(Event);
    std::int64_t startedAt = 0; ///< milliseconds since 1970, UTC
    std::uint32_t pid = 0;
    std::uint32_t crc = 0; ///< CRC-32 of what stands before it
};

/// Appends the growing journal to a private file from a thread of its own, unbuffered, at least four times a
/// second, and gives evicted chunks back. The file is what a crash leaves behind: it is locked (flock) while
/// its program lives.
class Spool final : public ChunkSource
{
public:
    struct Options {
        std::uint64_t diskLimit = 8ull << 30; ///< bytes
        std::size_t memoryBudget = 512u << 20; ///< bytes of chunks kept in memory
        std::int64_t startedAt = 0; ///< milliseconds since 1970, UTC
    };
    /// Told from the spool's thread that writing stopped (a reason in plain words) or goes on (empty).
    using Told = std::function<void(const std::string &reason)>;

    Spool(Journal &journal, std::string path, const Options &options, Told told);
    ~Spool() override;
    Spool(const Spool &) = delete;
    Spool &operator=(const Spool &) = delete;

    /// Creates the file (0600), locks it and starts the thread; the errno of what failed, or 0.
    int start();
    /// Writes what is left, then ends the thread. `keep` false removes the file: the session was saved or is
    /// not wanted.
    void stop(bool keep);

    std::shared_ptr<const Chunk> fetch(std::size_t number) override;

    /// Events safely in the file.
    EventIndex written() const { return m_written.load(std::memory_order_acquire); }
    const std::string &path() const { return m_path; }

private:
    void run();
    bool writeNew();
    bool writeBatch(const JournalView &view, EventIndex from, EventIndex to);
    bool put(const std::vector<std::uint8_t> &bytes);
    void report(const std::string &reason);

    Journal &m_journal;
    const std::string m_path;
    const Options m_options;
    const Told m_told;
    int m_fd = -1;
    std::uint64_t m_size = 0; ///< bytes in the file; the spool's thread only
    bool m_paused = false; ///< the spool's thread only
    std::atomic<EventIndex> m_written{0};

    std::mutex m_batchMutex; ///< protects m_batches and m_recent
    std::vector<SpoolBatch> m_batches;
    std::vector<std::pair<std::size_t, std::shared_ptr<const Chunk>>> m_recent; ///< a few fetched chunks

    std::mutex m_stopMutex; ///< protects m_stopping
    std::condition_variable m_wake;
    bool m_stopping = false;
    std::thread m_thread;
};

/// Reads what a spool file holds, up to the first damage.
class SpoolReader
{
public:
    /// Opens the file; false when it is no spool of this version or cannot be read. `error()` says why.
    bool open(const std::string &path);
    ~SpoolReader();
    SpoolReader() = default;
    SpoolReader(const SpoolReader &) = delete;
    SpoolReader &operator=(const SpoolReader &) = delete;

    const SpoolHeader &header() const { return m_header; }
    EventIndex size() const { return m_size; } ///< events in the undamaged part
    bool isDamaged() const { return m_damagedAt != 0; }
    std::uint64_t damagedAt() const { return m_damagedAt; } ///< byte offset in the file, 0 when all is well
    const std::string &error() const { return m_error; }

    /// Appends all undamaged events to an empty journal.
    void replayInto(Journal &journal) const;

    /// True when another process holds the spool's lock: its session lives.
    static bool isLocked(const std::string &path);

private:
    bool index();

    int m_fd = -1;
    SpoolHeader m_header;
    std::vector<SpoolBatch> m_batches;
    EventIndex m_size = 0;
    std::uint64_t m_damagedAt = 0;
    std::string m_error;
};

/// CRC-32 as in IEEE 802.3 and zlib.
std::uint32_t crc32(Bytes bytes);

} // namespace wl
