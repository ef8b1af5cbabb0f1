// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/moments.h"

namespace wl {

bool isReplayStep(const Event &event)
{
    if (event.has(Event::Housekeeping) || event.has(Event::Probe))
        return false;
    // The kernel's running numbers change without anything being done.
    if (event.step == Step::KernelGauge)
        return false;
    return event.kind() == Kind::Call || event.kind() == Kind::Signal || event.kind() == Kind::Kernel;
}

std::optional<EventIndex> replayStepAfter(const JournalView &view, EventIndex events)
{
    for (EventIndex i = events; i < view.size(); ++i) {
        const EventRef event = view.at(i);
        if (event && isReplayStep(event.event()))
            return i + 1;
    }
    return std::nullopt;
}

std::optional<EventIndex> replayStepBefore(const JournalView &view, EventIndex events)
{
    for (EventIndex shown = std::min(events, view.size()); shown > 1; --shown) {
        const EventRef event = view.at(shown - 2);
        if (event && isReplayStep(event.event()))
            return shown - 1;
    }
    return std::nullopt;
}

} // namespace wl
