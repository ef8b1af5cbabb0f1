// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QSocketNotifier>

#include <array>
#include <chrono>
#include <vector>

struct epoll_event;

namespace wl {

/// The socket notifiers of one thread, kept in an epoll instance; the kernel is told of changes once a turn.
class EpollSet
{
public:
    /// What one turn brought.
    struct Turn {
        int delivered = 0;
        bool woken = false; ///< the wake descriptor is readable
    };

    explicit EpollSet(int wakeDescriptor);
    ~EpollSet();
    Q_DISABLE_COPY_MOVE(EpollSet)

    /// False when the system gave no epoll instance.
    bool isValid() const { return m_epoll >= 0; }

    void add(QSocketNotifier *notifier);
    void remove(QSocketNotifier *notifier);
    bool peerHungUp(int fd) const;

    /// Waits at most `timeout` milliseconds (-1: without end), then tells the notifiers of what is ready.
    Turn turn(int timeout);

private:
    /// A descriptor number and the notifiers that watch it.
    struct Slot {
        std::array<QSocketNotifier *, 3> notifiers{}; ///< by QSocketNotifier::Type
        quint32 told = 0; ///< the events the kernel was told to watch
        quint32 life =
            0; ///< counts the uses of the number: what is said of an earlier one is not for this one
        quint32 lastTurn = 0; ///< when the life before this one ended
        bool changed = false; ///< stands in m_changed
        bool edge = false; ///< an error nobody takes away: told of once, not in every turn
        bool file = false; ///< epoll refuses it; stands in m_files
        bool hungUp = false;

        bool isEmpty() const { return !notifiers[0] && !notifiers[1] && !notifiers[2]; }
        quint32 wanted() const;
    };

    bool open();
    void reopen();
    void markChanged(int fd);
    void tellChanges();
    void tell(int fd);
    void refuse(int fd, int error);
    void forget(int fd);

    int wait(epoll_event *events, int timeout);
    int deliver(const epoll_event &event);
    int deliverTo(int fd, quint32 life, quint32 events);
    int deliverToFiles();
    void rearm(const epoll_event *first, const epoll_event *last);
    bool fire(int fd, quint32 life, QSocketNotifier::Type type);
    bool isAlive(int fd, quint32 life) const { return m_slots[static_cast<std::size_t>(fd)].life == life; }
    bool isBroken(int fd, quint32 life) const;

    int m_epoll = -1;
    int m_wake;
    std::vector<Slot> m_slots; ///< by descriptor number
    std::vector<int> m_changed;
    std::vector<int> m_files;
    std::chrono::steady_clock::time_point m_filesDue;
    quint32 m_turn = 0;
    bool m_fileWarned = false;
    bool m_ghost = false; ///< epoll tells of a descriptor that was closed while a duplicate lived on
};

} // namespace wl
