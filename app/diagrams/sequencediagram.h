// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/picture.h"
#include "app/diagrams/sequencerows.h"

namespace wl {

/// The journal as a sequence diagram: a lane for each socket, time downwards, one row for each call. It folds
/// new events in and gives any stretch of rows as plain values; it knows no fonts and no painter.
class SequenceDiagram
{
public:
    static constexpr std::size_t mostRows = 200000;

    explicit SequenceDiagram(std::size_t keptRows = mostRows);

    /// Takes what is new in the view; the table must have been fed the same view.
    void advance(const JournalView &view, const SocketTable &table);
    void clear();
    /// Servers on the right instead of the left.
    void setSwapped(bool swapped) { m_swapped = swapped; }
    bool isSwapped() const { return m_swapped; }

    /// Rows that are kept; row 0 of them is the oldest.
    std::int64_t rowCount() const { return std::int64_t(m_rows.end() - m_rows.first()); }
    /// How many older rows were folded away; it grows as the kept rows move up.
    std::uint64_t forgottenRows() const { return m_rows.first(); }
    std::optional<EventIndex> eventAt(std::int64_t row) const;
    std::optional<std::int64_t> rowOf(EventIndex event) const;

    /// Rows `from` to `to` (both drawn) across `width` pixels.
    Picture picture(std::int64_t from, std::int64_t to, double width, const TextWidth &textWidth,
        const SocketTable &table) const;

private:
    std::size_t m_keptRows;
    SequenceRows m_rows;
    JournalView m_view;
    bool m_swapped = false;
};

} // namespace wl
