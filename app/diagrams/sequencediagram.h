// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/picture.h"
#include "app/diagrams/rowscale.h"

namespace wl {

/// The journal as a sequence diagram: a lane for each socket, time downwards, one row for each call. It folds
/// new events in and gives any stretch of it as plain values; it knows no fonts and no painter. Places are
/// measured in heights of a row from the oldest row that is kept.
class SequenceDiagram
{
public:
    static constexpr std::size_t mostRows = 400000;

    explicit SequenceDiagram(std::size_t keptRows = mostRows);

    /// Takes what is new in the view; the table must have been fed the same view.
    void advance(const JournalView &view, const SocketTable &table);
    void clear();
    /// Shows something else of the same session.
    void setOptions(const SequenceOptions &options, const SocketTable &table);
    const SequenceOptions &options() const { return m_scale.options(); }

    bool isEmpty() const { return m_rows.end() == m_rows.first(); }
    double height() const { return m_scale.height(); }
    /// How far the kept rows have moved up since the session began, as older ones were folded away.
    double forgotten() const { return m_scale.forgotten(); }
    std::optional<EventIndex> eventAt(double y) const;
    /// The top of an event's row; none when it is hidden, forgotten or has no row.
    std::optional<double> placeOf(EventIndex event) const;
    /// The event of the next shown row below (or above) this one's.
    std::optional<EventIndex> after(EventIndex event) const;
    std::optional<EventIndex> before(EventIndex event) const;
    std::optional<EventIndex> first() const;
    std::optional<EventIndex> last() const;
    /// Nanoseconds for which a row's height stands; 0 when rows are spaced by order.
    std::int64_t unit() const { return m_scale.unit(); }

    /// What is asked for: from top to bottom (both drawn) across `width` pixels.
    struct Sight {
        double top = 0;
        double bottom = 0;
        double width = 0;
        const TextWidth &textWidth;
        bool swapped = false;
        double unit = 1; ///< by which distances grow with the text
    };
    Picture picture(const Sight &sight, const SocketTable &table) const;

    const SequenceRows &rows() const { return m_rows; }

private:
    std::optional<EventIndex> shownFrom(RowNumber row, int step) const;

    std::size_t m_keptRows;
    SequenceRows m_rows;
    RowScale m_scale;
    JournalView m_view;
};

} // namespace wl
