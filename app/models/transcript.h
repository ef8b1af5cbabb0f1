// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/journal.h"

#include <deque>
#include <map>

namespace wl {

/// What each endpoint sent and received, in order, as places in the journal; the last 2,000 of each, the rest
/// is in the log.
class Transcripts
{
public:
    static constexpr std::size_t mostEntries = 2000;

    struct Transcript {
        std::deque<EventIndex> entries; ///< send and recv calls that moved bytes or met the end, and remarks
        std::uint64_t dropped = 0; ///< older entries no longer listed
        std::uint64_t revision = 0; ///< grows with each change
    };

    void advance(const JournalView &view);
    void clear() { *this = Transcripts(); }
    /// Null while the endpoint has said and heard nothing.
    const Transcript *of(EndpointId endpoint) const;

private:
    static bool belongs(const Event &event);

    std::map<EndpointId, Transcript> m_transcripts;
    EventIndex m_position = 0;
};

} // namespace wl
