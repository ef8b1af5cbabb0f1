// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/journal/chunk.h"

#include <cstring>

namespace wl {

Chunk::Chunk()
    // Not value-initialised: 288 KiB of zeros would be written only to be written again.
    : m_events(std::make_unique_for_overwrite<Event[]>(capacity))
{
}

std::uint8_t *Chunk::reserve(std::size_t bytes, std::uint32_t &place)
{
    std::size_t blocks = m_blocks.load(std::memory_order_relaxed);
    if (m_used + bytes > blockSize) {
        m_arena[blocks] = std::make_unique_for_overwrite<std::uint8_t[]>(blockSize);
        m_blocks.store(++blocks, std::memory_order_relaxed);
        m_used = 0;
    }
    place = static_cast<std::uint32_t>((blocks - 1) * blockSize + m_used);
    std::uint8_t *at = m_arena[blocks - 1].get() + m_used;
    m_used += bytes;
    return at;
}

void Chunk::append(const Event &event, Bytes head, Bytes body)
{
    Event &e = m_events[m_size];
    e = event;
    e.blobSize = static_cast<std::uint16_t>(head.size() + body.size());
    e.blob = 0;
    if (e.blobSize) {
        std::uint8_t *to = reserve(e.blobSize, e.blob);
        if (!head.empty())
            std::memcpy(to, head.data(), head.size());
        if (!body.empty())
            std::memcpy(to + head.size(), body.data(), body.size());
    }
    ++m_size;
}

Bytes Chunk::blob(const Event &event) const
{
    if (event.blobSize == 0)
        return {};
    return {m_arena[event.blob / blockSize].get() + event.blob % blockSize, event.blobSize};
}

} // namespace wl
