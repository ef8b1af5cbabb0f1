// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/spool.h"

#include <functional>
#include <vector>

/// The bytes of a spool file: batches of a 28-byte head (magic, first event, count, body size, CRC) and a
/// body (the events, then their blobs in the same order), in the machine's own byte order: a spool never
/// travels.
namespace wl::spoolformat {

constexpr std::size_t headSize = 28;
constexpr std::uint32_t maxBody = 4096u * (sizeof(Event) + 16 * 1024);

/// The checksum of a file's first bytes.
std::uint32_t headerCrc(const SpoolHeader &header);
/// Head and body of the events [from, to).
std::vector<std::uint8_t> encode(const JournalView &view, EventIndex from, EventIndex to);
/// Fills everything but the offset; false when this is no head.
bool readHead(Bytes bytes, SpoolBatch &batch);
/// Checks the CRC, then visits each event with its blob (addresses included); a null visitor only checks.
bool readBatch(int fd, const SpoolBatch &batch, const std::function<void(const Event &, Bytes)> &visit);
/// Appends an event as it was stored, addresses and all.
void appendStored(Journal &journal, const Event &event, Bytes blob);

} // namespace wl::spoolformat
