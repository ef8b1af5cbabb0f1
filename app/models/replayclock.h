// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/journal.h"

namespace wl {

/// Says how far a replay has come: by the journal's own times divided by a speed, where no pause is longer on
/// the screen than two seconds, or a step a second.
class ReplayClock
{
public:
    static constexpr std::int64_t longestPause = 2'000'000'000;
    static constexpr std::int64_t second = 1'000'000'000;
    /// A look at more events than these would hold up the window; the rest comes with the next one.
    static constexpr EventIndex mostAtOnce = 50'000;

    void restart() { *this = ReplayClock(); }
    /// How many events to show when `elapsed` nanoseconds more have passed; a speed of 0 is a step a second.
    EventIndex advance(const JournalView &view, EventIndex shown, std::int64_t elapsed, double speed);
    /// The true length in nanoseconds of a pause that is being shortened, 0 when none is.
    std::int64_t shortened() const { return m_shortened; }

private:
    std::int64_t pauseBefore(const JournalView &view, EventIndex next, double speed);

    std::int64_t m_credit = 0; ///< time that has passed and is not used up by pauses
    std::int64_t m_shortened = 0;
};

} // namespace wl
