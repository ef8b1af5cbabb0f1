// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/replayclock.h"

#include "app/models/moments.h"

#include <algorithm>

namespace wl {

EventIndex ReplayClock::advance(const JournalView &view, EventIndex shown, std::int64_t elapsed, double speed)
{
    m_credit += elapsed;
    for (EventIndex looked = 0; shown < view.size(); ++looked) {
        if (looked == mostAtOnce) {
            m_credit = 0;
            break;
        }
        const std::int64_t pause = pauseBefore(view, shown, speed);
        if (m_credit < pause)
            break;
        m_credit -= pause;
        m_shortened = 0;
        shown = speed > 0 ? shown + 1 : replayStepAfter(view, shown).value_or(view.size());
    }
    return shown;
}

std::int64_t ReplayClock::pauseBefore(const JournalView &view, EventIndex next, double speed)
{
    m_shortened = 0;
    if (speed <= 0)
        return second;
    const EventRef before = next > 0 ? view.at(next - 1) : EventRef();
    const EventRef event = view.at(next);
    if (!before || !event)
        return 0;
    const std::int64_t pause = std::max<std::int64_t>(0, event->time - before->time);
    if (double(pause) / speed <= double(longestPause))
        return std::int64_t(double(pause) / speed);
    m_shortened = pause;
    return longestPause;
}

} // namespace wl
