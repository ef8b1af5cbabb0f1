// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/sequenceoptions.h"
#include "app/diagrams/sequencerows.h"

#include <deque>

namespace wl {

/// Where each row of a sequence diagram lies: one under the other or by time, and what is hidden takes no
/// room. Measured in heights of a row from the first row that is kept; 8 bytes a row.
class RowScale
{
public:
    /// A stretch of time that was cut short: nothing happened in it.
    struct Break {
        double y = 0; ///< its middle
        std::int64_t nanoseconds = 0;
    };

    /// Forgets all places; the next advance() makes them anew.
    void set(const SequenceOptions &options);
    const SequenceOptions &options() const { return m_options; }
    void advance(const SequenceRows &rows, const JournalView &view, const SocketTable &table);

    double height() const; ///< of all rows
    double forgotten() const { return m_begin; } ///< height of the rows that are kept no more
    double top(RowNumber n) const;
    bool isShown(RowNumber n) const { return bottom(n) > top(n); }
    double y(Place place) const; ///< also beyond the last row
    /// The shown row that lies there, or the next one below a gap; one past the last row below all of them.
    RowNumber rowAt(double y) const;
    std::vector<Break> breaksBetween(double from, double to) const;
    /// Time that a row's height stands for, nanoseconds; 0 when rows are spaced by order.
    std::int64_t unit() const { return m_options.byTime ? m_unit : 0; }

    static constexpr double mostGap = 6; ///< rows; longer ones are broken

private:
    struct Cut {
        double y = 0;
        std::int64_t nanoseconds = 0;
    };

    double bottom(RowNumber n) const;
    void append(const SequenceRow &row, const JournalView &view, const SocketTable &table);
    void chooseUnit(const SequenceRows &rows, const JournalView &view, const SocketTable &table);
    bool shows(const SequenceRow &row, const SocketTable &table) const;

    SequenceOptions m_options;
    std::deque<double> m_ends; ///< of each kept row, from a zero that stays when old ones go
    std::deque<Cut> m_cuts;
    double m_begin = 0; ///< where the first kept row begins, from that zero
    RowNumber m_first = 0;
    std::int64_t m_unit = 0;
    std::int64_t m_lastTime = -1;
};

} // namespace wl
