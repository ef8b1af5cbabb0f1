// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/cli/signalwatcher.h"

#include <csignal>

#include <sys/signalfd.h>
#include <unistd.h>

namespace wl {

namespace {

sigset_t watched()
{
    sigset_t set;
    sigemptyset(&set);
    for (const int s : {SIGTERM, SIGINT, SIGHUP})
        sigaddset(&set, s);
    return set;
}

} // namespace

void SignalWatcher::block()
{
    const sigset_t set = watched();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

SignalWatcher::SignalWatcher(QObject *parent)
    : QObject(parent)
{
    block();
    const sigset_t set = watched();
    const int fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    m_notifier = std::make_unique<QSocketNotifier>(fd, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this, fd] {
        signalfd_siginfo info;
        if (::read(fd, &info, sizeof info) == sizeof info)
            Q_EMIT terminated();
    });
}

} // namespace wl
