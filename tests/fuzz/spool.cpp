// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// A spool, as a crash leaves it behind. Checksums would keep every change away from the reader, so with a
// first byte of 'r' they are made right before it reads.

#include "app/journal/spoolformat.h"
#include "tests/fuzz/events.h"

#include <cstddef>
#include <vector>

using namespace wl;

namespace {

using Buffer = std::vector<std::uint8_t>;

template <typename T> T get(const Buffer &bytes, std::size_t at)
{
    T value;
    std::memcpy(&value, bytes.data() + at, sizeof value);
    return value;
}

void put(Buffer &bytes, std::size_t at, std::uint32_t value)
{
    std::memcpy(bytes.data() + at, &value, sizeof value);
}

void repair(Buffer &bytes)
{
    constexpr std::size_t crcInHeader = offsetof(SpoolHeader, crc);
    if (bytes.size() < sizeof(SpoolHeader))
        return;
    put(bytes, crcInHeader, crc32(Bytes(bytes).first(crcInHeader)));
    std::size_t at = sizeof(SpoolHeader);
    while (bytes.size() - at >= spoolformat::headSize) {
        const std::size_t body = at + spoolformat::headSize;
        const std::size_t size = get<std::uint32_t>(bytes, at + 16);
        if (size <= bytes.size() - body)
            put(bytes, at + 20, crc32(Bytes(bytes).subspan(body, size)));
        put(bytes, at + 24, crc32(Bytes(bytes).subspan(at, 24)));
        if (size > bytes.size() - body)
            return;
        at = body + size;
    }
}

Buffer written(const Journal &journal)
{
    SpoolHeader header;
    header.crc = spoolformat::headerCrc(header);
    Buffer bytes(sizeof header);
    std::memcpy(bytes.data(), &header, sizeof header);
    for (EventIndex from = 0; from < journal.size(); from += Chunk::capacity) {
        const EventIndex to = std::min<EventIndex>(journal.size(), from + Chunk::capacity);
        const Buffer batch = spoolformat::encode(journal.view(), from, to);
        bytes.insert(bytes.end(), batch.begin(), batch.end());
    }
    return bytes;
}

/// True when the file was taken for a spool.
bool read(Journal &journal, const Buffer &bytes)
{
    const fuzz::MemoryFile file(fuzz::view(bytes.data(), bytes.size()));
    SpoolReader reader;
    if (!reader.open(file.path())) {
        fuzz::requireSentence(QString::fromStdString(reader.error()));
        return false;
    }
    fuzz::require(reader.damagedAt() <= bytes.size(), "the damage lies in the file");
    reader.replayInto(journal);
    fuzz::require(journal.size() == reader.size(), "as many events come back as were counted");
    return !reader.isDamaged();
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    Buffer bytes(data + 1, data + size);
    if (data[0] == 'r')
        repair(bytes);
    Journal journal;
    read(journal, bytes);
    fuzz::requireCleanTexts(journal);
    Journal again;
    fuzz::require(read(again, written(journal)), "a written spool is whole");
    fuzz::require(fuzz::sameEvents(journal, again), "a spool survives being written");
    return 0;
}
