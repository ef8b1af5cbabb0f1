// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/sequencediagram.h"

#include "app/diagrams/sequencepicture.h"

#include <algorithm>

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
}

void SequenceDiagram::clear()
{
    m_rows = SequenceRows(m_keptRows);
    m_view = {};
}

std::optional<EventIndex> SequenceDiagram::eventAt(std::int64_t row) const
{
    if (row < 0 || row >= rowCount())
        return {};
    return m_rows.row(m_rows.first() + RowNumber(row)).event;
}

std::optional<std::int64_t> SequenceDiagram::rowOf(EventIndex event) const
{
    const auto row = m_rows.rowOf(event);
    return row ? std::optional(std::int64_t(*row - m_rows.first())) : std::nullopt;
}

Picture SequenceDiagram::picture(std::int64_t from, std::int64_t to, double width, const TextWidth &textWidth,
    const SocketTable &table) const
{
    const auto rowNumber = [&](std::int64_t row) {
        return m_rows.first() + RowNumber(std::clamp<std::int64_t>(row, 0, rowCount() + 64));
    };
    return SequencePicture(
        {m_rows, m_view, table}, rowNumber(from), rowNumber(to), {width, m_swapped, textWidth})
        .take();
}

} // namespace wl
