// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/sequencediagram.h"

#include "app/diagrams/sequencepicture.h"

#include <algorithm>
#include <cmath>

namespace wl {

SequenceDiagram::SequenceDiagram(std::size_t keptRows)
    : m_keptRows(keptRows)
    , m_rows(keptRows)
{
}

void SequenceDiagram::advance(const JournalView &view, const SocketTable &table)
{
    m_view = view;
    m_rows.advance(view, table);
    m_scale.advance(m_rows, m_view, table);
}

void SequenceDiagram::clear()
{
    m_rows = SequenceRows(m_keptRows);
    m_view = {};
    m_scale.set(m_scale.options());
}

void SequenceDiagram::setOptions(const SequenceOptions &options, const SocketTable &table)
{
    if (options == m_scale.options())
        return;
    m_scale.set(options);
    m_scale.advance(m_rows, m_view, table);
}

std::optional<EventIndex> SequenceDiagram::shownFrom(RowNumber row, int step) const
{
    for (; row >= m_rows.first() && row < m_rows.end(); row += RowNumber(std::int64_t(step))) {
        if (m_scale.isShown(row))
            return m_rows.row(row).event;
    }
    return {};
}

std::optional<EventIndex> SequenceDiagram::eventAt(double y) const
{
    if (y < 0 || y >= height())
        return {};
    return shownFrom(m_scale.rowAt(y), 1);
}

std::optional<double> SequenceDiagram::placeOf(EventIndex event) const
{
    const auto row = m_rows.rowOf(event);
    return row && m_scale.isShown(*row) ? std::optional(m_scale.top(*row)) : std::nullopt;
}

std::optional<EventIndex> SequenceDiagram::after(EventIndex event) const
{
    const auto row = m_rows.rowNear(event);
    return row ? shownFrom(*row + 1, 1) : first();
}

std::optional<EventIndex> SequenceDiagram::before(EventIndex event) const
{
    const auto row = m_rows.rowNear(event);
    if (!row)
        return {};
    const RowNumber from = m_rows.row(*row).event == event ? *row - 1 : *row;
    return *row > m_rows.first() || from == *row ? shownFrom(from, -1) : std::nullopt;
}

std::optional<EventIndex> SequenceDiagram::first() const
{
    return shownFrom(m_rows.first(), 1);
}

std::optional<EventIndex> SequenceDiagram::last() const
{
    return isEmpty() ? std::nullopt : shownFrom(m_rows.end() - 1, -1);
}

Picture SequenceDiagram::picture(const Sight &sight, const SocketTable &table) const
{
    const RowNumber from = m_scale.rowAt(std::max(0.0, sight.top));
    const double below = std::max(0.0, sight.bottom - height());
    const RowNumber to =
        m_scale.rowAt(std::max(0.0, sight.bottom)) + RowNumber(std::min(64.0, std::ceil(below)));
    return SequencePicture(
        {m_rows, m_scale, m_view, table}, from, to, {sight.width, sight.textWidth, sight.swapped, sight.unit})
        .take();
}

} // namespace wl
