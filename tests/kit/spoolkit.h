// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/spool.h"
#include "app/sockets/addresses.h"
#include "tests/kit/sessionfiles.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <functional>
#include <mutex>

#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace wl::kit {

constexpr int headerSize = int(sizeof(SpoolHeader));

inline Event numbered(EventIndex i)
{
    Event e;
    e.step = i % 2 ? Step::CallWrite : Step::CallRead;
    e.time = std::int64_t(i) * 1000;
    e.result = std::int64_t(i) - 3;
    e.arg = i;
    e.endpoint = 1;
    e.socket = SocketId(i % 9);
    e.error = std::uint16_t(i % 5);
    e.after = TcpState(i % 12);
    return e;
}

inline void fill(Journal &journal, EventIndex events)
{
    static const PackedAddress local = addressFromText(QStringLiteral("127.0.0.1:12000"));
    static const PackedAddress peer = addressFromText(QStringLiteral("[::1]:7"));
    for (EventIndex i = journal.size(); i < events; ++i) {
        const std::vector<std::uint8_t> body(i % 50, std::uint8_t(i));
        journal.append(numbered(i), body, i % 3 ? nullptr : &local, i % 4 ? nullptr : &peer);
    }
}

inline bool sameEvent(const EventRef &a, const EventRef &b)
{
    if (!a || !b)
        return false;
    Event x = a.event();
    Event y = b.event();
    x.blob = y.blob = 0;
    const Bytes p = a.blob();
    const Bytes q = b.blob();
    return std::memcmp(&x, &y, sizeof x) == 0 && std::equal(p.begin(), p.end(), q.begin(), q.end());
}

/// Whether `found` is what `journal` begins with, and not longer.
inline bool isPrefix(const Journal &found, const Journal &journal)
{
    if (found.size() > journal.size())
        return false;
    for (EventIndex i = 0; i < found.size(); ++i) {
        if (!sameEvent(found.view().at(i), journal.view().at(i)))
            return false;
    }
    return true;
}

/// Runs `work` in a child of this process; what it returned, or minus the signal that ended it.
inline int inChild(const std::function<int()> &work)
{
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(work());
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) { }
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

/// What the spool has told, from its own thread.
class Ear
{
public:
    Spool::Told told()
    {
        return [this](const std::string &reason) {
            const std::lock_guard lock(m_mutex);
            m_heard.push_back(QString::fromStdString(reason));
        };
    }
    QStringList heard() const
    {
        const std::lock_guard lock(m_mutex);
        return m_heard;
    }

private:
    mutable std::mutex m_mutex;
    QStringList m_heard;
};

/// Waits in a child, where there is no event loop; false after twenty seconds.
inline bool comes(const std::function<bool()> &that)
{
    for (int i = 0; i < 2000; ++i) {
        if (that())
            return true;
        ::usleep(10000);
    }
    return false;
}

} // namespace wl::kit
