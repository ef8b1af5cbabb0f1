// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// One writer, two readers and a spool that takes chunks out of memory, all at once: what a session does all
// day.

#include "app/journal/journal.h"
#include "app/journal/spool.h"
#include "tests/tsan/check.h"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <random>
#include <string>
#include <thread>

#include <unistd.h>

namespace {

using namespace wl;

constexpr EventIndex eventCount = 20 * Chunk::capacity + 123;

std::uint8_t byteAt(EventIndex index, std::size_t place)
{
    return static_cast<std::uint8_t>(index * 31 + place * 7);
}

std::size_t payloadSize(EventIndex index)
{
    return index % 97;
}

void write(Journal &journal)
{
    std::uint8_t bytes[97];
    for (EventIndex i = 0; i < eventCount; ++i) {
        for (std::size_t k = 0; k < payloadSize(i); ++k)
            bytes[k] = byteAt(i, k);
        Event event;
        event.step = Step::CallSend;
        event.time = static_cast<std::int64_t>(i);
        event.result = static_cast<std::int64_t>(payloadSize(i));
        const PackedAddress peer{4, 0, static_cast<std::uint16_t>(i), 0, {127, 0, 0, 1}};
        journal.append(event, Bytes(bytes, payloadSize(i)), nullptr, i % 3 == 0 ? &peer : nullptr);
    }
}

void requireWhole(const EventRef &ref)
{
    require(bool(ref), "every event below the published size can be read");
    const EventIndex i = ref.index();
    require(ref->time == static_cast<std::int64_t>(i), "an event is the one that was appended at its place");
    const Bytes payload = ref.payload();
    require(payload.size() == payloadSize(i), "an event keeps all its bytes");
    for (std::size_t k = 0; k < payload.size(); ++k)
        require(payload[k] == byteAt(i, k), "an event keeps its own bytes");
    if (i % 3 == 0)
        require(ref.peer().port == static_cast<std::uint16_t>(i), "an event keeps its peer's address");
}

/// Follows the newest events, as the log does.
void follow(const Journal &journal)
{
    EventIndex seen = 0;
    while (seen < eventCount) {
        const JournalView view = journal.view();
        require(view.size() >= seen, "the journal never shrinks");
        view.forEach(seen, view.size(), requireWhole);
        seen = view.size();
        std::this_thread::yield();
    }
}

/// Jumps about, as a scroll bar does; most of what it wants has left memory.
void jump(const Journal &journal, const std::atomic<bool> &done)
{
    std::mt19937_64 random(42);
    while (!done) {
        const JournalView view = journal.view();
        if (view.size() > 0)
            requireWhole(view.at(random() % view.size()));
    }
}

void waitUntilSpooled(const Spool &spool)
{
    for (int i = 0; i < 600 && spool.written() < eventCount; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    require(spool.written() == eventCount, "the spool's thread writes everything by itself");
}

void requireOnDisk(const std::string &path)
{
    SpoolReader reader;
    require(reader.open(path), "the spool can be read");
    require(reader.size() == eventCount && !reader.isDamaged(), "the spool holds every event, whole");
    Journal recovered;
    reader.replayInto(recovered);
    recovered.view().forEach(0, eventCount, requireWhole);
}

} // namespace

int main()
{
    const std::string path =
        (std::filesystem::temp_directory_path() / ("wireladder-tsan-" + std::to_string(::getpid()))).string();
    Journal journal;
    Spool::Options options;
    options.memoryBudget = 4 * Chunk::capacity * sizeof(Event);
    Spool spool(journal, path, options, [](const std::string &) {});
    require(spool.start() == 0, "the spool starts");

    std::atomic<bool> done = false;
    std::thread follower([&] { follow(journal); });
    std::thread jumper([&] { jump(journal, done); });
    std::thread writer([&] { write(journal); });
    writer.join();
    follower.join();
    waitUntilSpooled(spool);
    const std::size_t before = journal.footprint();
    journal.evict(spool.written() / Chunk::capacity, 0, &spool);
    require(journal.footprint() < before || before <= options.memoryBudget, "spooled chunks leave memory");
    journal.view().forEach(0, eventCount, requireWhole);
    done = true;
    jumper.join();
    spool.stop(true);
    requireOnDisk(path);
    std::filesystem::remove(path);
    std::puts("PASS: journal and spool under one writer and two readers");
    return 0;
}
