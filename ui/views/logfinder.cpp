// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/views/logfinder.h"

namespace wl {

void LogFinder::start(
    const QString &text, const RowIndex &index, std::optional<EventIndex> from, bool forward)
{
    m_query = EventQuery::forPhrase(text);
    m_size = index.judged();
    m_left = text.isEmpty() ? 0 : m_size;
    m_forward = forward;
    m_hasWrapped = false;
    m_outcome = m_left == 0 ? Outcome::NotFound : Outcome::Searching;
    if (m_left == 0)
        return;
    const bool isInside = from && *from < m_size;
    m_place = isInside ? *from : (forward ? m_size - 1 : 0);
    step();
    m_hasWrapped = m_hasWrapped && isInside;
}

void LogFinder::step()
{
    const EventIndex last = m_size - 1;
    m_hasWrapped = m_hasWrapped || m_place == (m_forward ? last : 0);
    if (m_forward)
        m_place = m_place == last ? 0 : m_place + 1;
    else
        m_place = m_place == 0 ? last : m_place - 1;
}

LogFinder::Outcome LogFinder::advance(
    const JournalView &view, const EndpointNames &names, const RowIndex &index, std::chrono::nanoseconds time)
{
    const auto start = std::chrono::steady_clock::now();
    constexpr EventIndex eventsPerLook = 128;
    while (m_outcome == Outcome::Searching) {
        if (m_left % eventsPerLook == 0 && std::chrono::steady_clock::now() - start >= time)
            break;
        const EventRef event = index.isShown(m_place) ? view.at(m_place) : EventRef();
        if (event && m_query.matches(event, names))
            m_outcome = Outcome::Found;
        else if (--m_left == 0)
            m_outcome = Outcome::NotFound;
        else
            step();
    }
    return m_outcome;
}

} // namespace wl
