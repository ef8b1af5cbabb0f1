// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/journal/spoolformat.h"

#include <array>
#include <cstddef>
#include <cstring>

#include <unistd.h>

namespace wl {

std::uint32_t crc32(Bytes bytes)
{
    static const auto table = [] {
        std::array<std::uint32_t, 256> t{};
        for (std::uint32_t i = 0; i < 256; ++i) {
            std::uint32_t c = i;
            for (int k = 0; k < 8; ++k)
                c = (c & 1) ? 0xEDB88320u ^ (c >> 1) : c >> 1;
            t[i] = c;
        }
        return t;
    }();
    std::uint32_t c = 0xFFFFFFFFu;
    for (const std::uint8_t b : bytes)
        c = table[(c ^ b) & 0xFF] ^ (c >> 8);
    return c ^ 0xFFFFFFFFu;
}

namespace spoolformat {

namespace {

constexpr std::uint32_t batchMagic = 0x42574C31; // "1LWB" in memory: easy to see in a hex dump

template <typename T> void putAt(std::vector<std::uint8_t> &to, std::size_t at, T value)
{
    std::memcpy(to.data() + at, &value, sizeof value);
}

template <typename T> T getAt(Bytes from, std::size_t at)
{
    T value;
    std::memcpy(&value, from.data() + at, sizeof value);
    return value;
}

} // namespace

std::uint32_t headerCrc(const SpoolHeader &header)
{
    return crc32(Bytes(reinterpret_cast<const std::uint8_t *>(&header), offsetof(SpoolHeader, crc)));
}

std::vector<std::uint8_t> encode(const JournalView &view, EventIndex from, EventIndex to)
{
    std::vector<std::uint8_t> events;
    std::vector<std::uint8_t> blobs;
    events.reserve(headSize + (to - from) * sizeof(Event));
    events.resize(headSize);
    view.forEach(from, to, [&](const EventRef &ref) {
        const auto *raw = reinterpret_cast<const std::uint8_t *>(&ref.event());
        events.insert(events.end(), raw, raw + sizeof(Event));
        const Bytes blob = ref.blob();
        blobs.insert(blobs.end(), blob.begin(), blob.end());
    });
    events.insert(events.end(), blobs.begin(), blobs.end());
    putAt(events, 0, batchMagic);
    putAt(events, 4, from);
    putAt(events, 12, static_cast<std::uint32_t>(to - from));
    putAt(events, 16, static_cast<std::uint32_t>(events.size() - headSize));
    putAt(events, 20, crc32(Bytes(events).subspan(headSize)));
    // The head guards itself too: a flipped count must not read as a valid, shorter batch.
    putAt(events, 24, crc32(Bytes(events).first(24)));
    return events;
}

bool readHead(Bytes bytes, SpoolBatch &batch)
{
    if (bytes.size() < headSize || getAt<std::uint32_t>(bytes, 0) != batchMagic
        || getAt<std::uint32_t>(bytes, 24) != crc32(bytes.first(24)))
        return false;
    batch.first = getAt<EventIndex>(bytes, 4);
    batch.count = getAt<std::uint32_t>(bytes, 12);
    batch.bytes = getAt<std::uint32_t>(bytes, 16);
    batch.crc = getAt<std::uint32_t>(bytes, 20);
    return batch.count > 0 && batch.count <= Chunk::capacity && batch.bytes <= maxBody
        && batch.bytes >= batch.count * sizeof(Event);
}

bool readBatch(int fd, const SpoolBatch &batch, const std::function<void(const Event &, Bytes)> &visit)
{
    std::vector<std::uint8_t> body(batch.bytes);
    if (::pread(fd, body.data(), body.size(), static_cast<off_t>(batch.offset)) != ssize_t(body.size()))
        return false;
    if (crc32(body) != batch.crc)
        return false;
    std::size_t blobAt = batch.count * sizeof(Event);
    for (std::uint32_t i = 0; i < batch.count; ++i) {
        Event e;
        std::memcpy(&e, body.data() + i * sizeof(Event), sizeof e);
        if (blobAt + e.blobSize > body.size() || e.blobSize > Chunk::maxBlob)
            return false;
        if (visit)
            visit(e, Bytes(body).subspan(blobAt, e.blobSize));
        blobAt += e.blobSize;
    }
    return true;
}

void appendStored(Journal &journal, const Event &event, Bytes blob)
{
    PackedAddress addresses[2];
    std::size_t at = 0;
    for (const auto &[flag, i] : {std::pair{Event::HasLocal, 0}, std::pair{Event::HasPeer, 1}}) {
        if (!event.has(flag) || blob.size() < at + sizeof(PackedAddress))
            continue;
        std::memcpy(&addresses[i], blob.data() + at, sizeof(PackedAddress));
        at += sizeof(PackedAddress);
    }
    journal.append(event, blob.subspan(at), &addresses[0], &addresses[1]);
}

} // namespace spoolformat
} // namespace wl
