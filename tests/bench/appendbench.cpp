// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// What one Journal::append costs, and how many bytes an event takes, beside a push_back of the same struct.
#include "app/journal/journal.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <memory>
#include <vector>

using namespace wl;

namespace {

constexpr int rounds = 7;

wl::Event sample(std::uint64_t number)
{
    wl::Event event;
    event.time = static_cast<std::int64_t>(number) * 1000;
    event.result = 64;
    event.arg = 64;
    event.endpoint = 1;
    event.socket = static_cast<SocketId>(number % 32);
    event.fd = 12;
    return event;
}

template <typename Work> double nanosecondsEach(std::size_t count, const Work &work)
{
    const auto start = std::chrono::steady_clock::now();
    for (std::size_t i = 0; i < count; ++i)
        work(i);
    const std::chrono::duration<double, std::nano> spent = std::chrono::steady_clock::now() - start;
    return spent.count() / static_cast<double>(count);
}

template <std::size_t size> double median(std::array<double, size> values)
{
    std::sort(values.begin(), values.end());
    return values[size / 2];
}

double pushBack(std::size_t count)
{
    std::vector<wl::Event> events;
    const double each = nanosecondsEach(count, [&](std::size_t i) { events.push_back(sample(i)); });
    return events.size() == count ? each : 0;
}

void measure(std::size_t payload, std::size_t count)
{
    const std::vector<std::uint8_t> bytes(payload, 0x6d);
    std::array<double, rounds> appends{};
    std::array<double, rounds> ratios{};
    double footprint = 0;
    for (int round = 0; round < rounds; ++round) {
        const auto place = static_cast<std::size_t>(round);
        const auto journal = std::make_unique<Journal>();
        appends[place] =
            nanosecondsEach(count, [&](std::size_t i) { journal->append(sample(i), Bytes(bytes)); });
        footprint = static_cast<double>(journal->footprint()) / static_cast<double>(count);
        ratios[place] = appends[place] / pushBack(count);
    }
    std::printf("payload %4zu: %6.1f ns an append, %.2f x push_back, %.1f bytes an event\n", payload,
        median(appends), median(ratios), footprint);
}

} // namespace

int main()
{
    std::printf("Journal::append, medians of %d rounds, an event is %zu bytes\n", rounds, sizeof(wl::Event));
    measure(0, 1000000);
    measure(64, 1000000);
    measure(1024, 200000);
    return 0;
}
