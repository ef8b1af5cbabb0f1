// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QElapsedTimer>
#include <QString>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

#include <unistd.h>

namespace wl::bench {

/// The value below which this share of them lies; 0 of none.
inline double quantile(std::vector<double> values, double share)
{
    if (values.empty())
        return 0;
    const auto place = std::ptrdiff_t(share * double(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + place, values.end());
    return values[std::size_t(place)];
}

inline double median(const std::vector<double> &values)
{
    return quantile(values, 0.5);
}

template <typename Work> double milliseconds(const Work &work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return double(timer.nsecsElapsed()) / 1e6;
}

/// Bytes of this process that are in memory.
inline std::size_t residentBytes()
{
    std::size_t pages = 0;
    std::size_t resident = 0;
    if (std::FILE *file = std::fopen("/proc/self/statm", "r")) {
        if (std::fscanf(file, "%zu %zu", &pages, &resident) != 2)
            resident = 0;
        std::fclose(file);
    }
    return resident * std::size_t(::sysconf(_SC_PAGESIZE));
}

} // namespace wl::bench
