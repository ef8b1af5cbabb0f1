// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractEventDispatcher>

#include <chrono>
#include <optional>
#include <set>
#include <unordered_map>

namespace wl {

/// The timers of one event dispatcher, in the order in which they are due; all of them to the millisecond.
class TimerQueue
{
public:
    using Time = std::chrono::steady_clock::time_point;

    void add(int id, std::chrono::milliseconds interval, Qt::TimerType type, QObject *receiver, Time now);
    bool remove(int id);
    bool removeAll(QObject *receiver);

    QList<QAbstractEventDispatcher::TimerInfo> timersOf(QObject *receiver) const;
    /// Time left until the timer fires, not negative; nothing when there is no such timer.
    std::optional<std::chrono::milliseconds> remaining(int id, Time now) const;
    /// When the next timer fires; those whose event is being handled do not count, as they do not fire again
    /// within.
    std::optional<Time> nextDue() const;

    /// Fires each timer that was due at `now` once; returns how many of them had an interval above zero.
    int fire(Time now);

private:
    /// Place in the queue: what is due first, then what was put in first.
    struct Place {
        Time due;
        quint64 number = 0;
        int id = 0;

        friend auto operator<=>(const Place &, const Place &) = default;
    };
    struct Timer {
        std::chrono::milliseconds interval;
        Qt::TimerType type;
        QObject *receiver;
        Place place;
        quint64 registration; ///< tells a timer from a later one with the same id
        bool firing = false;
    };

    void requeue(Timer &timer, Time now);

    std::unordered_map<int, Timer> m_timers;
    std::set<Place> m_queue;
    quint64 m_count = 0;
};

} // namespace wl
