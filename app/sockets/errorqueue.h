// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/sockets/networkcontext.h"

#include <QObject>
#include <QSocketNotifier>

struct msghdr;

namespace wl {

/// Drains a socket's error queue (recv(2), MSG_ERRQUEUE): when the peer's kernel acknowledged what was sent
/// (SO_TIMESTAMPING), and which datagram was refused by ICMP (IP_RECVERR). Left full, the queue would keep
/// Qt's read notifier spinning. To be deleted before the descriptor is closed.
class ErrorQueue final : public QObject
{
    Q_OBJECT

public:
    /// Begins to watch; what is asked of the kernel are probes in the journal.
    ErrorQueue(NetworkContext &context, int fd, QObject *parent);

    /// Asks for a stamp of each acknowledgement; false where the system has none. For a connected TCP socket
    /// that has sent nothing yet.
    bool askForStamps();
    /// Asks for refusals with ICMP type and code; for a datagram socket.
    void askForRefusals();

private:
    void drain();
    bool takeOne();
    void takeMessage(const msghdr &message);
    void takeStamp(std::uint32_t lastByte, std::int64_t stamp);
    void countStamp();

    NetworkContext &m_context;
    const int m_fd;
    QSocketNotifier m_notifier;
    std::uint64_t m_base = 0; ///< bytes sent before stamps were asked for
    std::uint64_t m_acked = 0;
    /// More sends a second than stamps are worth their price for: no more are asked for. The queue is emptied
    /// all the same: what lies in it takes room from the socket's receive buffer, until the peer's window is
    /// closed for good.
    bool m_stopped = false;
};

} // namespace wl
