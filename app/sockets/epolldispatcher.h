// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractEventDispatcher>

#include <memory>

namespace wl {

/// The network thread's event loop: what a turn costs does not grow with the number of idle sockets, as it
/// does with Qt's own, which polls every descriptor.
class EpollDispatcher : public QAbstractEventDispatcher
{
    Q_OBJECT

public:
    /// One for QThread::setEventDispatcher(), or null where there is no epoll: Qt's own does the work then.
    static std::unique_ptr<EpollDispatcher> make();

    /// True when the peer of this socket will send no more (end of stream, or the connection is gone). Known
    /// while the socket's Read notifier is told of it, and after, until the socket's last notifier is
    /// disabled.
    virtual bool peerHungUp(int fd) const = 0;
};

/// EpollDispatcher::peerHungUp() of the calling thread; false when its dispatcher is another one.
bool peerHungUp(int fd);

} // namespace wl
