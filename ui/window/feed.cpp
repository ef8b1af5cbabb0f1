// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/window/feed.h"

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
    m_journal = journal;
    m_view = {};
    m_table.clear();
    m_timer.stop();
    Q_EMIT reset();
    tick();
}

EventIndex Feed::newest() const
{
    return m_journal ? m_journal->size() : 0;
}

void Feed::showMoment(std::optional<EventIndex> events)
{
    m_moment = events;
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
    m_timer.stop();
}

void Feed::tick()
{
    if (!m_journal)
        return;
    if (m_view.size() == m_journal->size()) {
        m_timer.stop();
        Q_EMIT drained();
        return;
    }
    m_view = m_journal->view();
    m_table.advance(m_view);
    Q_EMIT advanced();
    m_timer.start();
}

} // namespace wl
