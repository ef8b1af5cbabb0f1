// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/window/feed.h"

#include <algorithm>

namespace wl {

Feed::Feed(QObject *parent)
    : QObject(parent)
{
    m_timer.setInterval(16);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Feed::tick);
}

void Feed::setJournal(const Journal *journal)
{
    const bool wasPast = isPast();
    m_journal = journal;
    m_moment.reset();
    m_view = {};
    m_whole = {};
    m_present.clear();
    m_notes.clear();
    m_past.clear();
    m_moments.clear();
    m_timer.stop();
    Q_EMIT reset();
    if (wasPast)
        Q_EMIT momentChanged();
    tick();
}

EventIndex Feed::newest() const
{
    return m_journal ? m_journal->size() : 0;
}

void Feed::showMoment(std::optional<EventIndex> events)
{
    if (!m_journal)
        return;
    if (events)
        goTo(std::min(*events, m_whole.size()));
    else
        returnToNow();
}

void Feed::goTo(EventIndex events)
{
    if (m_moment == events)
        return;
    const EventIndex before = m_view.size();
    m_moment = events;
    m_view = m_whole.upTo(events);
    m_moments.moveTo(m_past, m_view, events);
    if (events < before)
        Q_EMIT rewound();
    if (events != before)
        Q_EMIT advanced();
    Q_EMIT momentChanged();
}

void Feed::returnToNow()
{
    if (!m_moment)
        return;
    const EventIndex before = m_view.size();
    m_moment.reset();
    m_past.clear();
    m_view = m_whole;
    if (m_view.size() != before)
        Q_EMIT advanced();
    Q_EMIT momentChanged();
}

void Feed::wake()
{
    if (!m_timer.isActive())
        m_timer.start();
}

void Feed::catchUp()
{
    tick();
    returnToNow();
    m_timer.stop();
}

void Feed::tick()
{
    if (!m_journal)
        return;
    if (m_whole.size() == m_journal->size()) {
        m_timer.stop();
        Q_EMIT drained();
        // Who asks again because view() is behind would ask as long as the past is shown.
        if (m_moment && m_journal && m_whole.size() == m_journal->size())
            m_timer.stop();
        return;
    }
    m_whole = m_journal->view();
    m_moments.advance(m_present, m_whole);
    m_notes.advance(m_whole);
    // Also in the past: an old snapshot would keep chunks in memory that the spool has already.
    m_view = m_whole.upTo(m_moment.value_or(m_whole.size()));
    if (!m_moment)
        Q_EMIT advanced();
    Q_EMIT newestChanged();
    m_timer.start();
}

} // namespace wl
