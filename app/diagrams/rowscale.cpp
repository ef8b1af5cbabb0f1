// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/rowscale.h"

#include <algorithm>

namespace wl {

namespace {

constexpr std::size_t mostSamples = 4096;
constexpr std::int64_t usualUnit = 100000; ///< nanoseconds, before there is anything to measure

} // namespace

void RowScale::set(const SequenceOptions &options)
{
    const RowNumber first = m_first;
    *this = RowScale();
    m_first = first;
    m_options = options;
}

bool RowScale::shows(const SequenceRow &row, const SocketTable &table) const
{
    if (row.signal && !m_options.showsSignals)
        return false;
    const SocketFacts *socket = m_options.hidesAny() ? table.socket(row.socket) : nullptr;
    return !socket || m_options.shows(*socket);
}

void RowScale::advance(const SequenceRows &rows, const JournalView &view, const SocketTable &table)
{
    while (m_first < rows.first() && !m_ends.empty()) {
        m_begin = m_ends.front();
        m_ends.pop_front();
        ++m_first;
    }
    while (!m_cuts.empty() && m_cuts.front().y < m_begin)
        m_cuts.pop_front();
    if (m_ends.empty()) {
        // In order each one that was forgotten before it was placed here had its row.
        m_begin += double(rows.first() - m_first);
        m_first = rows.first();
        m_unit = 0;
    }
    if (m_options.byTime && m_unit == 0)
        chooseUnit(rows, view, table);
    while (m_first + m_ends.size() < rows.end())
        append(rows.row(m_first + m_ends.size()), view, table);
}

void RowScale::chooseUnit(const SequenceRows &rows, const JournalView &view, const SocketTable &table)
{
    // The middle one of all distances: half of the rows then lie close together, half further apart.
    std::vector<std::int64_t> distances;
    std::int64_t last = -1;
    for (RowNumber n = rows.first(); n < rows.end() && distances.size() < mostSamples; ++n) {
        const EventRef event = shows(rows.row(n), table) ? view.at(rows.row(n).event) : EventRef();
        if (!event)
            continue;
        if (last >= 0)
            distances.push_back(std::max<std::int64_t>(1, event->time - last));
        last = event->time;
    }
    m_unit = usualUnit;
    if (distances.empty())
        return;
    const auto middle = distances.begin() + std::ptrdiff_t(distances.size() / 2);
    std::nth_element(distances.begin(), middle, distances.end());
    m_unit = std::max<std::int64_t>(1, *middle);
}

void RowScale::append(const SequenceRow &row, const JournalView &view, const SocketTable &table)
{
    const double end = m_ends.empty() ? m_begin : m_ends.back();
    if (!shows(row, table)) {
        m_ends.push_back(end);
        return;
    }
    // By order the journal need not be asked: this is done for every row.
    const EventRef event = m_options.byTime ? view.at(row.event) : EventRef();
    double gap = 0;
    if (event && m_lastTime >= 0) {
        const std::int64_t passed = std::max<std::int64_t>(0, event->time - m_lastTime);
        gap = std::max(0.0, double(passed) / double(m_unit) - 1);
        if (gap > mostGap) {
            gap = mostGap / 2;
            m_cuts.push_back({end + gap / 2, passed});
        }
    }
    m_lastTime = event ? event->time : m_lastTime;
    m_ends.push_back(end + gap + 1);
}

double RowScale::height() const
{
    return m_ends.empty() ? 0 : m_ends.back() - m_begin;
}

double RowScale::bottom(RowNumber n) const
{
    if (n < m_first)
        return 0;
    const auto index = std::size_t(n - m_first);
    // There is a moment after the last row: what is still open goes on there.
    return index < m_ends.size() ? m_ends[index] - m_begin : height() + double(index - m_ends.size() + 1);
}

double RowScale::top(RowNumber n) const
{
    const double end = bottom(n);
    const double before = n > m_first ? bottom(n - 1) : 0;
    return end > before ? end - 1 : before;
}

double RowScale::y(Place place) const
{
    const RowNumber n = place / 2;
    if (n < m_first)
        return 0;
    return place % 2 ? bottom(n) : (top(n) + bottom(n)) / 2;
}

RowNumber RowScale::rowAt(double y) const
{
    const auto it = std::upper_bound(m_ends.begin(), m_ends.end(), y + m_begin);
    return m_first + RowNumber(std::min(it, m_ends.end()) - m_ends.begin());
}

std::vector<RowScale::Break> RowScale::breaksBetween(double from, double to) const
{
    std::vector<Break> found;
    auto it = std::lower_bound(
        m_cuts.begin(), m_cuts.end(), from + m_begin, [](const Cut &cut, double y) { return cut.y < y; });
    for (; it != m_cuts.end() && it->y <= to + m_begin; ++it)
        found.push_back({it->y - m_begin, it->nanoseconds});
    return found;
}

} // namespace wl
