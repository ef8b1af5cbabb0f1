// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/sockets/epolldispatcher.h"

#include <QEventLoop>
#include <QStringList>
#include <QThread>
#include <QTimer>

#include <functional>
#include <utility>

#include <time.h>

namespace wl {

/// Whose event loop a scene runs in.
enum class Loop { Qts, Ours };

/// Runs a scene in a thread of its own and keeps what the scene wrote down.
class SceneThread final : public QThread
{
public:
    using Scene = std::function<QStringList()>;

    static QStringList lines(Loop loop, const Scene &scene)
    {
        SceneThread thread(scene);
        if (loop == Loop::Ours)
            thread.setEventDispatcher(EpollDispatcher::make().release());
        thread.start();
        thread.wait();
        return thread.m_lines;
    }

protected:
    void run() override { m_lines = m_scene(); }

private:
    explicit SceneThread(Scene scene)
        : m_scene(std::move(scene))
    {
    }

    Scene m_scene;
    QStringList m_lines;
};

/// One remark of a scene: "answered 300".
inline QString line(const char *what, qint64 number)
{
    return QString::fromLatin1(what) % u' ' % QString::number(number);
}

/// Turns the loop until its sockets and timers have brought about `done`, or gives up after ten seconds.
inline bool turnUntil(const std::function<bool()> &done)
{
    bool late = false;
    QEventLoop loop;
    QTimer limit;
    limit.setSingleShot(true);
    QObject::connect(&limit, &QTimer::timeout, &loop, [&late] { late = true; });
    limit.start(10000);
    while (!done() && !late)
        loop.processEvents(QEventLoop::WaitForMoreEvents);
    return !late;
}

/// Turns the loop for this long.
inline void turnFor(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

/// Processor time in milliseconds that the thread's loop takes in 300 ms in which it has nothing to do.
inline qint64 idleProcessorTime()
{
    const auto spent = [] {
        timespec time{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return time.tv_sec * 1000 + time.tv_nsec / 1000000;
    };
    const qint64 before = spent();
    turnFor(300);
    return spent() - before;
}

} // namespace wl
