// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/journal/journal.h"

#include <algorithm>
#include <cstring>

namespace wl {

namespace {

std::size_t addressesSize(const Event &e)
{
    return (e.has(Event::HasLocal) ? sizeof(PackedAddress) : 0)
        + (e.has(Event::HasPeer) ? sizeof(PackedAddress) : 0);
}

} // namespace

PackedAddress EventRef::address(Event::Flag flag) const
{
    const Event &e = event();
    PackedAddress a;
    if (!e.has(flag))
        return a;
    const std::size_t skip = flag == Event::HasPeer && e.has(Event::HasLocal) ? sizeof a : 0;
    const Bytes blob = m_chunk->blob(e);
    if (blob.size() >= skip + sizeof a)
        std::memcpy(&a, blob.data() + skip, sizeof a);
    return a;
}

PackedAddress EventRef::local() const
{
    return address(Event::HasLocal);
}

PackedAddress EventRef::peer() const
{
    return address(Event::HasPeer);
}

Bytes EventRef::payload() const
{
    const Bytes blob = m_chunk->blob(event());
    return blob.subspan(std::min(blob.size(), addressesSize(event())));
}

std::string_view EventRef::text() const
{
    const Bytes b = payload();
    return {reinterpret_cast<const char *>(b.data()), b.size()};
}

std::shared_ptr<const Chunk> JournalView::chunk(std::size_t number) const
{
    const Place &place = (*m_table)[number];
    if (place.inMemory)
        return place.inMemory;
    return m_source ? m_source->fetch(number) : nullptr;
}

JournalView JournalView::upTo(EventIndex size) const
{
    JournalView earlier = *this;
    earlier.m_size = std::min(m_size, size);
    return earlier;
}

EventRef JournalView::at(EventIndex index) const
{
    if (index >= m_size)
        return {};
    return {chunk(index / Chunk::capacity), index};
}

void JournalView::forEach(
    EventIndex from, EventIndex to, const std::function<void(const EventRef &)> &visit) const
{
    to = std::min(to, m_size);
    while (from < to) {
        const EventIndex end = std::min(to, (from / Chunk::capacity + 1) * Chunk::capacity);
        // One reference for the whole chunk: a shared_ptr copied for each event would cost more than most
        // visitors do.
        EventRef ref(chunk(from / Chunk::capacity), from);
        for (; ref && ref.m_index < end; ++ref.m_index)
            visit(ref);
        from = end;
    }
}

Journal::Journal(std::size_t keptBytes)
    : m_table(std::make_shared<JournalView::Table>())
{
    setKeptBytes(keptBytes);
}

void Journal::setKeptBytes(std::size_t bytes)
{
    m_kept = std::min(bytes, Chunk::maxBlob - 2 * sizeof(PackedAddress));
}

void Journal::beginChunk()
{
    auto chunk = std::make_shared<Chunk>();
    m_current = chunk.get();
    const std::lock_guard lock(m_tableMutex);
    // Copied, not changed in place: readers hold the old table for as long as they draw from it.
    auto table = std::make_shared<JournalView::Table>(*m_table);
    table->push_back({std::move(chunk)});
    m_table = std::move(table);
}

EventIndex Journal::append(
    const Event &event, Bytes body, const PackedAddress *local, const PackedAddress *peer)
{
    const EventIndex index = m_size.load(std::memory_order_relaxed);
    if (index % Chunk::capacity == 0)
        beginChunk();
    Event e = event;
    std::uint8_t head[2 * sizeof(PackedAddress)];
    std::size_t headSize = 0;
    e.flags = static_cast<std::uint8_t>(e.flags & ~(Event::HasLocal | Event::HasPeer));
    for (const auto &[address, flag] : {std::pair{local, Event::HasLocal}, std::pair{peer, Event::HasPeer}}) {
        if (!address || !address->isValid())
            continue;
        e.flags = static_cast<std::uint8_t>(e.flags | flag);
        std::memcpy(head + headSize, address, sizeof *address);
        headSize += sizeof *address;
    }
    m_current->append(e, {head, headSize}, body.first(std::min(body.size(), m_kept)));
    m_size.store(index + 1, std::memory_order_release);
    return index;
}

EventIndex Journal::append(const Event &event, std::string_view text, const PackedAddress *peer)
{
    // Words are not payload: "keep no payloads" must not take a command's settings away.
    const std::size_t kept = m_kept;
    m_kept = std::max<std::size_t>(m_kept, 4096);
    const EventIndex i =
        append(event, Bytes(reinterpret_cast<const std::uint8_t *>(text.data()), text.size()), nullptr, peer);
    m_kept = kept;
    return i;
}

JournalView Journal::view() const
{
    JournalView v;
    // The size first: the table read after it holds at least as many chunks.
    v.m_size = size();
    const std::lock_guard lock(m_tableMutex);
    v.m_table = m_table;
    v.m_source = m_source;
    return v;
}

void Journal::evict(std::size_t spooledChunks, std::size_t budget, ChunkSource *source)
{
    const std::lock_guard lock(m_tableMutex);
    m_source = source;
    std::size_t held = 0;
    for (const auto &place : *m_table)
        held += place.inMemory ? place.inMemory->footprint() : 0;
    if (held <= budget)
        return;
    auto table = std::make_shared<JournalView::Table>(*m_table);
    for (std::size_t i = 0; i < spooledChunks && i + 1 < table->size() && held > budget; ++i) {
        if (!(*table)[i].inMemory)
            continue;
        held -= (*table)[i].inMemory->footprint();
        (*table)[i].inMemory.reset();
    }
    m_table = std::move(table);
}

std::size_t Journal::footprint() const
{
    const std::lock_guard lock(m_tableMutex);
    std::size_t held = 0;
    for (const auto &place : *m_table)
        held += place.inMemory ? place.inMemory->footprint() : 0;
    return held;
}

} // namespace wl
