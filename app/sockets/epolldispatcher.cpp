// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/sockets/epolldispatcher.h"

#ifdef Q_OS_LINUX
#include "app/sockets/epollset.h"
#include "app/sockets/timerqueue.h"

#include <QCoreApplication>
#include <QThread>

#include <atomic>
#include <limits>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>
#endif

namespace wl {

#ifdef Q_OS_LINUX
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

class LinuxDispatcher final : public EpollDispatcher
{
public:
    LinuxDispatcher()
        : m_wake(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
        , m_sockets(m_wake)
    {
    }
    ~LinuxDispatcher() override { ::close(m_wake); }

    bool isValid() const { return m_wake >= 0 && m_sockets.isValid(); }
    bool peerHungUp(int fd) const override { return m_sockets.peerHungUp(fd); }

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;
    void registerSocketNotifier(QSocketNotifier *notifier) override { m_sockets.add(notifier); }
    void unregisterSocketNotifier(QSocketNotifier *notifier) override { m_sockets.remove(notifier); }
    void registerTimer(int id, qint64 interval, Qt::TimerType type, QObject *object) override;
    bool unregisterTimer(int id) override { return m_timers.remove(id); }
    bool unregisterTimers(QObject *object) override { return m_timers.removeAll(object); }
    QList<TimerInfo> registeredTimers(QObject *object) const override { return m_timers.timersOf(object); }
    int remainingTime(int id) override;
    void wakeUp() override;
    void interrupt() override;

private:
    int timeout(bool mayWait, bool withTimers) const;
    int serveSockets(int timeout);
    int awaitWake(int timeout);
    int takeWake();

    const int m_wake;
    std::atomic<bool> m_woken = false; ///< by another thread; its write to m_wake is done or under way
    std::atomic<bool> m_interrupted = false;
    bool m_wokenHere = false; ///< by this thread, which needs no write to be heard
    EpollSet m_sockets;
    TimerQueue m_timers;
};

bool LinuxDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    m_interrupted = false;
    Q_EMIT awake();
    QCoreApplication::sendPostedEvents();
    if (m_interrupted)
        return false;
    const bool mayWait = flags.testFlag(QEventLoop::WaitForMoreEvents);
    const bool withTimers = !flags.testFlag(QEventLoop::X11ExcludeTimers);
    if (timeout(mayWait, withTimers) != 0) {
        Q_EMIT aboutToBlock();
        if (m_interrupted)
            return false;
    }
    const int longest = timeout(mayWait, withTimers);
    // Whoever woke us here has had the posted events above, or has none: this turn must not wait, the next
    // one may.
    int happened = std::exchange(m_wokenHere, false) ? 1 : 0;
    happened +=
        flags.testFlag(QEventLoop::ExcludeSocketNotifiers) ? awaitWake(longest) : serveSockets(longest);
    if (withTimers)
        happened += m_timers.fire(steady_clock::now());
    return happened > 0;
}

int LinuxDispatcher::timeout(bool mayWait, bool withTimers) const
{
    if (!mayWait || m_wokenHere || m_woken)
        return 0;
    const auto due = withTimers ? m_timers.nextDue() : std::nullopt;
    if (!due)
        return -1;
    const auto left = std::chrono::ceil<milliseconds>(*due - steady_clock::now()).count();
    return static_cast<int>(std::clamp<qint64>(left, 0, std::numeric_limits<int>::max()));
}

int LinuxDispatcher::serveSockets(int timeout)
{
    const EpollSet::Turn turn = m_sockets.turn(timeout);
    return turn.delivered + (turn.woken ? takeWake() : 0);
}

int LinuxDispatcher::awaitWake(int timeout)
{
    pollfd wake{.fd = m_wake, .events = POLLIN, .revents = 0};
    return ::poll(&wake, 1, timeout) == 1 ? takeWake() : 0;
}

int LinuxDispatcher::takeWake()
{
    // In this order: a waker that comes between writes once more, or finds its events sent in the turn to
    // come.
    eventfd_t count = 0;
    const int taken = ::eventfd_read(m_wake, &count) == 0 ? 1 : 0;
    m_woken = false;
    return taken;
}

void LinuxDispatcher::registerTimer(int id, qint64 interval, Qt::TimerType type, QObject *object)
{
    m_timers.add(id, milliseconds(interval), type, object, steady_clock::now());
}

int LinuxDispatcher::remainingTime(int id)
{
    const auto left = m_timers.remaining(id, steady_clock::now());
    return left ? static_cast<int>(left->count()) : -1;
}

void LinuxDispatcher::wakeUp()
{
    if (QThread::currentThread() == thread())
        m_wokenHere = true;
    else if (!m_woken.exchange(true))
        ::eventfd_write(m_wake, 1);
}

void LinuxDispatcher::interrupt()
{
    m_interrupted = true;
    wakeUp();
}

} // namespace
#endif

std::unique_ptr<EpollDispatcher> EpollDispatcher::make()
{
#ifdef Q_OS_LINUX
    auto dispatcher = std::make_unique<LinuxDispatcher>();
    if (dispatcher->isValid())
        return dispatcher;
#endif
    return nullptr;
}

bool peerHungUp(int fd)
{
    const auto *dispatcher = qobject_cast<const EpollDispatcher *>(QAbstractEventDispatcher::instance());
    return dispatcher && dispatcher->peerHungUp(fd);
}

} // namespace wl
