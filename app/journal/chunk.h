// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/event.h"

#include <array>
#include <atomic>
#include <cstddef>
#include <memory>

namespace wl {

/// 4,096 events and the bytes they carry. Only the journal's writer appends; what lies below the journal's
/// published size never moves and never changes, so readers on other threads need no lock.
class Chunk
{
public:
    static constexpr std::size_t capacity = 4096;
    static constexpr std::size_t maxBlob = 16 * 1024; ///< most bytes one event can keep
    static constexpr std::size_t blockSize = 64 * 1024;

    Chunk();

    /// Copies the event and its blob (head, then body) in. Writer's thread only; the caller keeps to capacity
    /// and maxBlob.
    void append(const Event &event, Bytes head, Bytes body);

    const Event &event(std::size_t i) const { return m_events[i]; }
    Bytes blob(const Event &event) const;
    std::size_t size() const { return m_size; } ///< writer's thread, or a chunk that no longer grows
    /// Memory held: events and blob blocks, in bytes.
    std::size_t footprint() const
    {
        return capacity * sizeof(Event) + m_blocks.load(std::memory_order_relaxed) * blockSize;
    }

private:
    std::uint8_t *reserve(std::size_t bytes, std::uint32_t &place);

    // The worst case is every event with a full blob: four to a block.
    static constexpr std::size_t maxBlocks = capacity / (blockSize / maxBlob) + 1;

    std::unique_ptr<Event[]> m_events;
    std::array<std::unique_ptr<std::uint8_t[]>, maxBlocks> m_arena;
    std::size_t m_size = 0;
    std::atomic<std::size_t> m_blocks{
        0}; ///< atomic only because footprint() is asked from the spool's thread
    std::size_t m_used = blockSize; ///< of the last block
};

} // namespace wl
