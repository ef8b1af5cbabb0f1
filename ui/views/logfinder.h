// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/rowindex.h"

#include <optional>

namespace wl {

/// Looks for a text among the shown rows in slices, once around from where it began.
class LogFinder
{
public:
    enum class Outcome { Idle, Searching, Found, NotFound };

    /// Looks from the row after (before) `from`; from the first (last) row without one.
    void start(const QString &text, const RowIndex &index, std::optional<EventIndex> from, bool forward);
    void stop() { m_outcome = Outcome::Idle; }
    Outcome advance(const JournalView &view, const EndpointNames &names, const RowIndex &index,
        std::chrono::nanoseconds time);

    bool isSearching() const { return m_outcome == Outcome::Searching; }
    EventIndex found() const { return m_place; }
    bool hasWrapped() const { return m_hasWrapped; }

private:
    void step();

    EventQuery m_query;
    Outcome m_outcome = Outcome::Idle;
    EventIndex m_place = 0;
    EventIndex m_size = 0;
    EventIndex m_left = 0; ///< events not looked at yet
    bool m_forward = true;
    bool m_hasWrapped = false;
};

} // namespace wl
