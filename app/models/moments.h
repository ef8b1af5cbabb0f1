// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/journal.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace wl {

/// Copies of a fold of the journal, kept as the fold passes them, so that every moment of a session is
/// reached by folding no more than the distance between two of them. When there are too many, every second
/// one goes and the distance doubles. A Fold has position(), advance(view) and can be copied.
template <typename Fold> class Moments
{
public:
    static constexpr EventIndex usualDistance = 65'536;
    static constexpr std::size_t usualMost = 64;

    explicit Moments(EventIndex distance = usualDistance, std::size_t most = usualMost)
        : m_first(std::max<EventIndex>(distance, 1))
        , m_most(std::max<std::size_t>(most, 2))
        , m_distance(m_first)
    {
    }

    /// Another journal.
    void clear()
    {
        m_kept.clear();
        m_distance = m_first;
    }
    /// Feeds the fold what is new in the view and keeps copies on the way.
    void advance(Fold &fold, const JournalView &view);
    /// Makes the fold that of the first `events` of the view, going on from wherever is nearest.
    void moveTo(Fold &fold, const JournalView &view, EventIndex events) const;

    std::size_t size() const { return m_kept.size(); }
    EventIndex distance() const { return m_distance; }

private:
    void keep(const Fold &fold, EventIndex events);

    EventIndex m_first; ///< the distance to begin with
    std::size_t m_most;
    EventIndex m_distance;
    std::vector<std::pair<EventIndex, Fold>> m_kept; ///< by number of events
};

template <typename Fold> void Moments<Fold>::advance(Fold &fold, const JournalView &view)
{
    for (EventIndex next = (fold.position() / m_distance + 1) * m_distance; next <= view.size();
         next += m_distance) {
        fold.advance(view.upTo(next));
        keep(fold, next);
        // The distance may have doubled just now.
        next -= next % m_distance;
    }
    fold.advance(view);
}

template <typename Fold> void Moments<Fold>::keep(const Fold &fold, EventIndex events)
{
    if (!m_kept.empty() && m_kept.back().first >= events)
        return;
    m_kept.emplace_back(events, fold);
    if (m_kept.size() <= m_most)
        return;
    m_distance *= 2;
    std::erase_if(m_kept, [this](const auto &moment) { return moment.first % m_distance != 0; });
}

template <typename Fold>
void Moments<Fold>::moveTo(Fold &fold, const JournalView &view, EventIndex events) const
{
    const auto after = std::upper_bound(m_kept.begin(), m_kept.end(), events,
        [](EventIndex wanted, const auto &moment) { return wanted < moment.first; });
    const bool isAhead = fold.position() > events;
    const EventIndex kept = after == m_kept.begin() ? 0 : std::prev(after)->first;
    if (kept > 0 && (isAhead || fold.position() < kept))
        fold = std::prev(after)->second;
    else if (isAhead)
        fold = Fold();
    fold.advance(view.upTo(events));
}

/// Whether a replay halts at this event: a call, a signal or the kernel's word, and no housekeeping.
bool isReplayStep(const Event &event);
/// How many events to show so that the next such event after `events` is the last one shown.
std::optional<EventIndex> replayStepAfter(const JournalView &view, EventIndex events);
/// How many events to show so that the such event before the last one of `events` is the last one shown.
std::optional<EventIndex> replayStepBefore(const JournalView &view, EventIndex events);

} // namespace wl
