// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/exporters/jsonlines.h"
#include "app/journal/journal.h"
#include "app/models/eventtext.h"
#include "app/models/sentences.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>
#include <cstring>

namespace wl::fuzz {

inline EndpointNames names()
{
    return [](EndpointId id) { return id == 0 ? QString() : QString(u"Server " + QString::number(id)); };
}

inline bool sameEvent(const EventRef &a, const EventRef &b)
{
    Event x = a.event();
    Event y = b.event();
    x.blob = y.blob = 0;
    const Bytes p = a.blob();
    const Bytes q = b.blob();
    return std::memcmp(&x, &y, sizeof x) == 0 && std::equal(p.begin(), p.end(), q.begin(), q.end());
}

inline bool sameEvents(const Journal &a, const Journal &b)
{
    for (EventIndex i = 0; i < std::min(a.size(), b.size()); ++i) {
        if (!sameEvent(a.view().at(i), b.view().at(i)))
            return false;
    }
    return a.size() == b.size();
}

/// Makes every text that the window and the files show of an event.
inline void requireCleanTexts(const Journal &journal)
{
    constexpr EventIndex enough = 64;
    for (EventIndex i = 0; i < std::min(journal.size(), enough); ++i) {
        const EventRef event = journal.view().at(i);
        for (const QString &text : {englishSentence(event, names()), englishDetail(event), detailText(event),
                 sentence(event, names()), payloadText(event), stepText(event.event()),
                 stateText(event.event()), evidenceText(event.event()), timeText(event->time)})
            require(isClean(text), "what is shown of an event holds no unsafe character");
        require(jsonLine(event, names()).count('\n') == 1, "an event is one line of a session file");
    }
}

} // namespace wl::fuzz
