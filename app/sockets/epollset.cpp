// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/sockets/epollset.h"

#include <QCoreApplication>
#include <QEvent>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include <poll.h>
#include <sys/epoll.h>
#include <unistd.h>

namespace wl {

namespace {

/// A full turn serves so many sockets before posted events and timers have theirs.
constexpr int mostEvents = 256;
/// Regular files are always ready; asked this often they cannot eat a processor.
constexpr std::chrono::milliseconds filePause{10};
constexpr quint32 failures = EPOLLERR | EPOLLHUP;

std::size_t place(int fd)
{
    return static_cast<std::size_t>(fd);
}

int descriptor(const epoll_event &event)
{
    return static_cast<int>(event.data.u64 & 0xffffffffU);
}

epoll_event request(int fd, quint32 life, quint32 events)
{
    epoll_event event{};
    event.events = events;
    event.data.u64 = quint64(life) << 32 | quint32(fd);
    return event;
}

} // namespace

quint32 EpollSet::Slot::wanted() const
{
    quint32 events = 0;
    if (notifiers[QSocketNotifier::Read])
        events |= EPOLLIN | EPOLLRDHUP;
    if (notifiers[QSocketNotifier::Write])
        events |= EPOLLOUT;
    if (notifiers[QSocketNotifier::Exception])
        events |= EPOLLPRI;
    return edge ? events | EPOLLET : events;
}

EpollSet::EpollSet(int wakeDescriptor)
    : m_wake(wakeDescriptor)
{
    open();
}

EpollSet::~EpollSet()
{
    if (m_epoll >= 0)
        ::close(m_epoll);
}

bool EpollSet::open()
{
    const int epoll = ::epoll_create1(EPOLL_CLOEXEC);
    if (epoll < 0)
        return false;
    epoll_event event = request(m_wake, 0, EPOLLIN);
    if (::epoll_ctl(epoll, EPOLL_CTL_ADD, m_wake, &event) != 0) {
        ::close(epoll);
        return false;
    }
    if (m_epoll >= 0)
        ::close(m_epoll);
    m_epoll = epoll;
    return true;
}

void EpollSet::reopen()
{
    if (!open())
        return;
    m_ghost = false;
    for (std::size_t i = 0; i < m_slots.size(); ++i) {
        if (std::exchange(m_slots[i].told, 0) != 0)
            markChanged(static_cast<int>(i));
    }
}

void EpollSet::add(QSocketNotifier *notifier)
{
    const int fd = static_cast<int>(notifier->socket());
    if (place(fd) >= m_slots.size())
        m_slots.resize(std::max(place(fd) + 1, m_slots.size() * 2));
    Slot &slot = m_slots[place(fd)];
    QSocketNotifier *&watcher = slot.notifiers[notifier->type()];
    if (watcher && watcher != notifier) {
        qWarning("Two socket notifiers of one type for descriptor %d; the newer one is served", fd);
        slot.told = 0;
    }
    watcher = notifier;
    markChanged(fd);
}

void EpollSet::remove(QSocketNotifier *notifier)
{
    const int fd = static_cast<int>(notifier->socket());
    if (fd < 0 || place(fd) >= m_slots.size())
        return;
    Slot &slot = m_slots[place(fd)];
    if (slot.notifiers[notifier->type()] != notifier)
        return;
    slot.notifiers[notifier->type()] = nullptr;
    // The descriptor may be closed, and its number given out again, before the turn ends.
    if (slot.isEmpty())
        forget(fd);
    else
        markChanged(fd);
}

bool EpollSet::peerHungUp(int fd) const
{
    return fd >= 0 && place(fd) < m_slots.size() && m_slots[place(fd)].hungUp;
}

void EpollSet::forget(int fd)
{
    Slot &slot = m_slots[place(fd)];
    if (slot.told != 0)
        ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, fd, nullptr);
    if (slot.file)
        std::erase(m_files, fd);
    slot = Slot{.life = slot.life + 1, .lastTurn = m_turn, .changed = slot.changed};
}

void EpollSet::markChanged(int fd)
{
    if (!std::exchange(m_slots[place(fd)].changed, true))
        m_changed.push_back(fd);
}

void EpollSet::tellChanges()
{
    // By index: a notifier that is refused marks further changes.
    for (std::size_t i = 0; i < m_changed.size(); ++i) {
        Slot &slot = m_slots[place(m_changed[i])];
        slot.changed = false;
        if (!slot.file && slot.wanted() != slot.told)
            tell(m_changed[i]);
    }
    m_changed.clear();
}

void EpollSet::tell(int fd)
{
    Slot &slot = m_slots[place(fd)];
    epoll_event event = request(fd, slot.life, slot.wanted());
    int failed = ::epoll_ctl(m_epoll, slot.told != 0 ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, fd, &event);
    // Someone closed the descriptor under its notifiers, and the number stands for another socket now.
    if (failed != 0 && errno == ENOENT)
        failed = ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, fd, &event);
    else if (failed != 0 && errno == EEXIST)
        failed = ::epoll_ctl(m_epoll, EPOLL_CTL_MOD, fd, &event);
    if (failed != 0) {
        refuse(fd, errno);
        return;
    }
    slot.told = event.events;
}

void EpollSet::refuse(int fd, int error)
{
    Slot &slot = m_slots[place(fd)];
    slot.told = 0;
    if (error == EPERM) {
        if (!std::exchange(m_fileWarned, true))
            qWarning("Descriptor %d is a file and always ready; its notifier is served at intervals", fd);
        slot.file = true;
        m_files.push_back(fd);
        return;
    }
    qWarning("Descriptor %d cannot be watched (%s); its notifiers are disabled", fd, std::strerror(error));
    for (QSocketNotifier *notifier : std::array(slot.notifiers)) {
        if (notifier)
            notifier->setEnabled(false);
    }
}

EpollSet::Turn EpollSet::turn(int timeout)
{
    if (m_ghost)
        reopen();
    tellChanges();
    std::array<epoll_event, mostEvents> events;
    const quint32 number = ++m_turn;
    const int count = wait(events.data(), timeout);
    Turn turn;
    for (int i = 0; i < count; ++i) {
        if (descriptor(events[place(i)]) == m_wake) {
            turn.woken = true;
            continue;
        }
        turn.delivered += deliver(events[place(i)]);
        if (m_turn != number) {
            // An event loop inside a handler has waited meanwhile; what else is here may be old, and is told
            // again.
            rearm(events.data() + i + 1, events.data() + count);
            return turn;
        }
    }
    turn.delivered += deliverToFiles();
    return turn;
}

int EpollSet::wait(epoll_event *events, int timeout)
{
    const int longest = static_cast<int>(filePause.count());
    if (!m_files.empty())
        timeout = timeout < 0 ? longest : std::min(timeout, longest);
    return ::epoll_wait(m_epoll, events, mostEvents, timeout);
}

int EpollSet::deliver(const epoll_event &event)
{
    const int fd = descriptor(event);
    const auto life = static_cast<quint32>(event.data.u64 >> 32);
    Slot &slot = m_slots[place(fd)];
    if (slot.life != life) {
        // Forgotten in this turn: late news. Forgotten before: only a new epoll instance gets rid of it.
        m_ghost = m_ghost || slot.lastTurn != m_turn;
        return 0;
    }
    if (event.events & EPOLLRDHUP)
        slot.hungUp = true;
    const int delivered = deliverTo(fd, life, event.events);
    if (!isAlive(fd, life))
        return delivered;
    const bool stuck = (event.events & ~failures) == 0 && isBroken(fd, life);
    // The vector may have grown in a handler: `slot` is not used after it.
    if (std::exchange(m_slots[place(fd)].edge, stuck) != stuck)
        markChanged(fd);
    return delivered;
}

int EpollSet::deliverTo(int fd, quint32 life, quint32 events)
{
    int delivered = 0;
    bool broken = (events & failures) != 0;
    bool excepted = false;
    if ((events & EPOLLERR) && m_slots[place(fd)].notifiers[QSocketNotifier::Exception]) {
        // An error queue (transmit timestamps, ICMP errors) is its reader's; a Read would find nothing there.
        excepted = fire(fd, life, QSocketNotifier::Exception);
        delivered += excepted;
        broken = (events & EPOLLHUP) || (!(events & EPOLLIN) && isBroken(fd, life));
    }
    if ((events & (EPOLLIN | EPOLLRDHUP)) || broken)
        delivered += fire(fd, life, QSocketNotifier::Read);
    if ((events & EPOLLOUT) || broken)
        delivered += fire(fd, life, QSocketNotifier::Write);
    if (!excepted && (events & (EPOLLPRI | failures)))
        delivered += fire(fd, life, QSocketNotifier::Exception);
    return delivered;
}

bool EpollSet::fire(int fd, quint32 life, QSocketNotifier::Type type)
{
    if (!isAlive(fd, life))
        return false;
    QSocketNotifier *notifier = m_slots[place(fd)].notifiers[type];
    if (!notifier)
        return false;
    QEvent event(QEvent::SockAct);
    QCoreApplication::sendEvent(notifier, &event);
    return true;
}

bool EpollSet::isBroken(int fd, quint32 life) const
{
    pollfd state{.fd = fd, .events = 0, .revents = 0};
    return isAlive(fd, life) && ::poll(&state, 1, 0) == 1 && (state.revents & (POLLERR | POLLHUP));
}

void EpollSet::rearm(const epoll_event *first, const epoll_event *last)
{
    for (const epoll_event *event = first; event != last; ++event) {
        const int fd = descriptor(*event);
        if (fd != m_wake && std::exchange(m_slots[place(fd)].edge, false))
            markChanged(fd);
    }
}

int EpollSet::deliverToFiles()
{
    if (m_files.empty() || std::chrono::steady_clock::now() < m_filesDue)
        return 0;
    int delivered = 0;
    for (const int fd : std::vector<int>(m_files)) {
        const quint32 life = m_slots[place(fd)].life;
        delivered += fire(fd, life, QSocketNotifier::Read);
        delivered += fire(fd, life, QSocketNotifier::Write);
    }
    m_filesDue = std::chrono::steady_clock::now() + filePause;
    return delivered;
}

} // namespace wl
