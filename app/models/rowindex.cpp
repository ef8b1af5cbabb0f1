// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/rowindex.h"

#include <algorithm>

namespace wl {

namespace {

/// Asking the clock costs more than judging one event.
constexpr EventIndex eventsPerLook = 256;

} // namespace

void RowIndex::Layer::append(bool shown, const Event *event)
{
    bits.append(shown);
    if (!shown && event && event->has(Event::Housekeeping))
        ++housekeeping;
}

void RowIndex::Layer::truncate(const JournalView &view, EventIndex size)
{
    if (size >= bits.size())
        return;
    view.forEach(size, std::min(bits.size(), view.size()), [this](const EventRef &ref) {
        if (ref->has(Event::Housekeeping) && !bits.at(ref.index()))
            --housekeeping;
    });
    bits.truncate(size);
}

void RowIndex::setQuery(EventQuery query)
{
    if (!query.showsSameKinds(m_query)) {
        m_plain = {};
        m_size = 0;
    }
    m_query = std::move(query);
    m_found = {};
}

void RowIndex::judgeAgain()
{
    m_query.forgetNames();
    m_found = {};
}

void RowIndex::clear()
{
    m_query.forgetNames();
    m_plain = {};
    m_found = {};
    m_size = 0;
}

void RowIndex::truncate(const JournalView &view, EventIndex size)
{
    m_plain.truncate(view, size);
    m_found.truncate(view, size);
    m_size = std::min(m_size, size);
}

template <typename Judge>
bool RowIndex::fill(Layer &layer, const JournalView &view, const Judge &judge, Budget &budget) const
{
    const auto start = std::chrono::steady_clock::now();
    const auto visit = [&](const EventRef &ref) {
        // A chunk that can no longer be read is hidden as a whole.
        while (layer.bits.size() < ref.index())
            layer.append(false, nullptr);
        layer.append(judge(ref), &ref.event());
    };
    while (layer.bits.size() < view.size()) {
        if (budget.events == 0 || std::chrono::steady_clock::now() - start >= budget.time)
            return false;
        const EventIndex from = layer.bits.size();
        const EventIndex to = std::min({from + std::min(eventsPerLook, budget.events), view.size()});
        view.forEach(from, to, visit);
        while (layer.bits.size() < to)
            layer.append(false, nullptr);
        budget.events -= to - from;
    }
    budget.time -= std::min<std::chrono::nanoseconds>(budget.time, std::chrono::steady_clock::now() - start);
    return true;
}

bool RowIndex::advance(const JournalView &view, const EndpointNames &names, Budget budget)
{
    bool done = true;
    if (m_query.showsAllKinds()) {
        m_size = view.size();
    } else {
        done = fill(
            m_plain, view, [this](const EventRef &e) { return m_query.matchesKind(e.event()); }, budget);
    }
    if (!done || !isSearching())
        return done;
    return fill(
        m_found, view, [&](const EventRef &e) { return m_query.matches(e, names); }, budget);
}

EventIndex RowIndex::rows() const
{
    if (isSearching())
        return m_found.bits.count();
    return m_query.showsAllKinds() ? m_size : m_plain.bits.count();
}

EventIndex RowIndex::judged() const
{
    if (isSearching())
        return m_found.bits.size();
    return m_query.showsAllKinds() ? m_size : m_plain.bits.size();
}

EventIndex RowIndex::eventAt(EventIndex row) const
{
    if (isSearching())
        return m_found.bits.place(row);
    return m_query.showsAllKinds() ? row : m_plain.bits.place(row);
}

EventIndex RowIndex::rowOf(EventIndex event) const
{
    if (isSearching())
        return m_found.bits.countBelow(event);
    return m_query.showsAllKinds() ? std::min(event, m_size) : m_plain.bits.countBelow(event);
}

bool RowIndex::isShown(EventIndex event) const
{
    if (event >= judged())
        return false;
    if (isSearching())
        return m_found.bits.at(event);
    return m_query.showsAllKinds() || m_plain.bits.at(event);
}

EventIndex RowIndex::hiddenHousekeeping() const
{
    return isSearching() ? m_found.housekeeping : m_plain.housekeeping;
}

} // namespace wl
