// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/sockets/timerqueue.h"

#include <QCoreApplication>
#include <QTimerEvent>

#include <algorithm>

namespace wl {

using std::chrono::milliseconds;

void TimerQueue::add(int id, milliseconds interval, Qt::TimerType type, QObject *receiver, Time now)
{
    remove(id);
    const Place place{.due = now + interval, .number = m_count++, .id = id};
    m_queue.insert(place);
    m_timers.emplace(id,
        Timer{.interval = interval,
            .type = type,
            .receiver = receiver,
            .place = place,
            .registration = place.number});
}

bool TimerQueue::remove(int id)
{
    const auto found = m_timers.find(id);
    if (found == m_timers.end())
        return false;
    m_queue.erase(found->second.place);
    m_timers.erase(found);
    return true;
}

bool TimerQueue::removeAll(QObject *receiver)
{
    const auto removed = std::erase_if(m_timers, [this, receiver](const auto &entry) {
        if (entry.second.receiver != receiver)
            return false;
        m_queue.erase(entry.second.place);
        return true;
    });
    return removed > 0;
}

QList<QAbstractEventDispatcher::TimerInfo> TimerQueue::timersOf(QObject *receiver) const
{
    QList<QAbstractEventDispatcher::TimerInfo> timers;
    for (const auto &[id, timer] : m_timers) {
        if (timer.receiver == receiver)
            timers.append({id, static_cast<int>(timer.interval.count()), timer.type});
    }
    return timers;
}

std::optional<milliseconds> TimerQueue::remaining(int id, Time now) const
{
    const auto found = m_timers.find(id);
    if (found == m_timers.end())
        return std::nullopt;
    return std::max(milliseconds(0), std::chrono::ceil<milliseconds>(found->second.place.due - now));
}

std::optional<TimerQueue::Time> TimerQueue::nextDue() const
{
    for (const Place &place : m_queue) {
        if (!m_timers.at(place.id).firing)
            return place.due;
    }
    return std::nullopt;
}

int TimerQueue::fire(Time now)
{
    // What is put in from here on, by the handlers too, waits for the next turn: no timer can starve the
    // sockets.
    const quint64 end = m_count;
    int fired = 0;
    while (!m_queue.empty() && m_queue.begin()->due <= now && m_queue.begin()->number < end) {
        const int id = m_queue.begin()->id;
        Timer &timer = m_timers.at(id);
        const quint64 registration = timer.registration;
        requeue(timer, now);
        if (timer.interval.count() > 0)
            ++fired;
        if (timer.firing)
            continue;
        timer.firing = true;
        QTimerEvent event(id);
        QCoreApplication::sendEvent(timer.receiver, &event);
        const auto found = m_timers.find(id);
        if (found != m_timers.end() && found->second.registration == registration)
            found->second.firing = false;
    }
    return fired;
}

void TimerQueue::requeue(Timer &timer, Time now)
{
    auto node = m_queue.extract(timer.place);
    timer.place.due += timer.interval;
    if (timer.place.due < now)
        timer.place.due = now + timer.interval;
    timer.place.number = m_count++;
    node.value() = timer.place;
    m_queue.insert(std::move(node));
}

} // namespace wl
