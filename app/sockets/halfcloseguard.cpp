// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/sockets/halfcloseguard.h"

#include <QEvent>

#include <sys/socket.h>

namespace wl {

HalfCloseGuard::HalfCloseGuard(NetworkContext &context, QTcpSocket *socket)
    : QObject(socket)
    , m_context(context)
{
    const auto notifiers = socket->findChildren<QSocketNotifier *>();
    for (QSocketNotifier *notifier : notifiers) {
        if (notifier->type() != QSocketNotifier::Read)
            continue;
        m_notifier = notifier;
        notifier->installEventFilter(this);
    }
}

bool HalfCloseGuard::streamIsOver(int fd)
{
    // A peek on every read would be one more system call for each message; epoll says for free when it is
    // needed.
    if (m_context.peerHungUp && !m_context.peerHungUp(fd))
        return false;
    // Only the first time: the FIN may be here long before the last byte in front of it is read.
    if (m_stateBefore == TcpState::Unknown)
        m_stateBefore = m_context.recorder.stateOf(fd);
    // After a reset the peek itself would take the errno that Qt, and the log, have yet to see: only an
    // orderly end is ours.
    if (m_context.recorder.probeState(fd) == TcpState::Closed)
        return false;
    const Recorder::Probing probing(m_context.recorder);
    char byte;
    return ::recv(fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

bool HalfCloseGuard::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_notifier || m_released || event->type() != QEvent::SockAct)
        return false;
    if (!streamIsOver(int(m_notifier->socket())))
        return false;
    m_holding = true;
    m_notifier->setEnabled(false);
    if (!m_told) {
        m_told = true;
        Q_EMIT peerFinished();
    }
    return true;
}

void HalfCloseGuard::release()
{
    m_released = true;
    if (!m_holding)
        return;
    m_holding = false;
    if (m_notifier)
        m_notifier->setEnabled(true);
}

} // namespace wl
