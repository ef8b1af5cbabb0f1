// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/chunk.h"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

namespace wl {

/// One event as a reader holds it: the facts, its place, and the bytes it carries; keeps its chunk alive.
class EventRef
{
public:
    EventRef() = default;
    EventRef(std::shared_ptr<const Chunk> chunk, EventIndex index)
        : m_chunk(std::move(chunk))
        , m_index(index)
    {
    }

    explicit operator bool() const { return m_chunk != nullptr; }
    const Event &event() const { return m_chunk->event(m_index % Chunk::capacity); }
    const Event *operator->() const { return &event(); }
    EventIndex index() const { return m_index; }

    /// The bytes sent or received, or the text of a command or note (UTF-8); addresses are not among them.
    Bytes payload() const;
    std::string_view text() const;
    Bytes blob() const { return m_chunk->blob(event()); } ///< all that is stored: addresses, then payload
    PackedAddress local() const; ///< invalid when the event has none
    PackedAddress peer() const; ///< invalid when the event has none

private:
    friend class JournalView; ///< steps one reference through a chunk

    PackedAddress address(Event::Flag flag) const;

    std::shared_ptr<const Chunk> m_chunk;
    EventIndex m_index = 0;
};

/// Fetches chunks that are no longer in memory; implemented by the spool.
class ChunkSource
{
public:
    virtual ~ChunkSource() = default;
    /// The chunk with this number whole, or null when it cannot be read. Any thread.
    virtual std::shared_ptr<const Chunk> fetch(std::size_t number) = 0;
};

/// A moment of the journal: a size, and access to every event below it. Cheap to copy, any thread.
class JournalView
{
public:
    JournalView() = default;

    EventIndex size() const { return m_size; }
    /// The same journal when it had at most this many events.
    JournalView upTo(EventIndex size) const;
    EventRef at(EventIndex index) const;
    /// Calls visit for each event from `from` up to, not including, `to`; one chunk is held at a time, and
    /// the reference moves on after each call: a visitor that wants to keep it copies it.
    void forEach(EventIndex from, EventIndex to, const std::function<void(const EventRef &)> &visit) const;

private:
    friend class Journal;

    /// A chunk in memory, or only its number when it was evicted.
    struct Place {
        std::shared_ptr<const Chunk> inMemory;
    };
    using Table = std::vector<Place>;

    std::shared_ptr<const Chunk> chunk(std::size_t number) const;

    std::shared_ptr<const Table> m_table;
    ChunkSource *m_source = nullptr;
    EventIndex m_size = 0;
};

/// The append-only list of everything that happened. One thread appends, any thread reads up to the published
/// size.
class Journal
{
public:
    explicit Journal(std::size_t keptBytes = 4096);
    Journal(const Journal &) = delete;
    Journal &operator=(const Journal &) = delete;

    /// Appends a row and returns its place; `body` is cut to the kept payload. Writer's thread only.
    EventIndex append(const Event &event, Bytes body = {}, const PackedAddress *local = nullptr,
        const PackedAddress *peer = nullptr);
    EventIndex append(const Event &event, std::string_view text, const PackedAddress *peer = nullptr);

    EventIndex size() const { return m_size.load(std::memory_order_acquire); }
    JournalView view() const;

    /// Most bytes of payload kept of one event; 0 keeps none. At most Chunk::maxBlob less the addresses.
    void setKeptBytes(std::size_t bytes);
    std::size_t keptBytes() const { return m_kept; }

    /// Lets chunks below `spooledChunks` leave memory until `budget` bytes are held; they come back through
    /// `source`.
    void evict(std::size_t spooledChunks, std::size_t budget, ChunkSource *source);
    /// Bytes held by chunks in memory.
    std::size_t footprint() const;

private:
    void beginChunk();

    std::size_t m_kept;
    Chunk *m_current = nullptr; ///< the last chunk; owned by the table
    std::atomic<EventIndex> m_size{0};
    mutable std::mutex m_tableMutex; ///< protects m_table and m_source
    std::shared_ptr<const JournalView::Table> m_table;
    ChunkSource *m_source = nullptr;
};

} // namespace wl
