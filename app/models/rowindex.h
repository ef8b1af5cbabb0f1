// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/eventquery.h"
#include "app/models/rowbits.h"

#include <chrono>
#include <limits>

namespace wl {

/// Which rows of the journal a filter lets through: row to event and back in O(log n). It holds nothing while
/// every row is shown, otherwise a bit an event. A filter is judged in slices; taking its terms away again is
/// instant.
class RowIndex
{
public:
    /// How much one call of advance() may do.
    struct Budget {
        EventIndex events = std::numeric_limits<EventIndex>::max();
        std::chrono::nanoseconds time = std::chrono::nanoseconds::max();
    };

    const EventQuery &query() const { return m_query; }
    /// Begins to judge anew, as far as this query differs from the one before.
    void setQuery(EventQuery query);
    /// Judges the terms again: an endpoint has another name.
    void judgeAgain();
    /// Another journal; the query stays.
    void clear();
    /// Forgets what was judged of all events but the first `size`; `view` still has the others.
    void truncate(const JournalView &view, EventIndex size);
    /// Judges what is new in the view; true when nothing is left to judge.
    bool advance(const JournalView &view, const EndpointNames &names, Budget budget);

    EventIndex rows() const;
    /// How many events are judged so far.
    EventIndex judged() const;
    /// The event of a row below rows().
    EventIndex eventAt(EventIndex row) const;
    /// The row of this event; of the next shown one when it is hidden.
    EventIndex rowOf(EventIndex event) const;
    bool isShown(EventIndex event) const;

    EventIndex hidden() const { return judged() - rows(); }
    /// How many of the hidden ones are housekeeping.
    EventIndex hiddenHousekeeping() const;
    std::size_t footprint() const { return m_plain.bits.footprint() + m_found.bits.footprint(); }

private:
    /// The bits of one half of the query.
    struct Layer {
        RowBits bits;
        EventIndex housekeeping = 0; ///< hidden ones
        void append(bool shown, const Event *event);
        void truncate(const JournalView &view, EventIndex size);
    };

    bool isSearching() const { return m_query.hasTerms(); }
    template <typename Judge>
    bool fill(Layer &layer, const JournalView &view, const Judge &judge, Budget &budget) const;

    EventQuery m_query;
    Layer m_plain; ///< what kinds and housekeeping let through; empty when that is everything
    Layer m_found; ///< what the terms let through as well; empty without terms
    EventIndex m_size = 0; ///< judged, while m_plain is not needed
};

} // namespace wl
