// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/sockets/networkcontext.h"

#include <QObject>
#include <QPointer>
#include <QSocketNotifier>
#include <QTcpSocket>

namespace wl {

/// Keeps QTcpSocket from closing when its peer has only finished sending: it stands before Qt's own read
/// notifier, and when the next read would return 0 it holds that read back until release(). The kernel stays
/// in CLOSE-WAIT meanwhile, and what we still have to say can be said. (Qt 6.4 has no half close: it closes
/// on read() = 0.)
class HalfCloseGuard final : public QObject
{
    Q_OBJECT

public:
    /// For a connected socket; becomes its child.
    HalfCloseGuard(NetworkContext &context, QTcpSocket *socket);

    bool isHolding() const { return m_holding; }
    /// What the kernel's state was known to be before the peer's end was seen.
    TcpState stateBefore() const { return m_stateBefore; }
    /// Lets Qt read the end of the stream, and so close.
    void release();

Q_SIGNALS:
    /// The peer has shut down its writing side and all its bytes are read; said once.
    void peerFinished();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool streamIsOver(int fd);

    NetworkContext &m_context;
    QPointer<QSocketNotifier> m_notifier;
    bool m_holding = false;
    bool m_released = false;
    bool m_told = false;
    TcpState m_stateBefore = TcpState::Unknown;
};

} // namespace wl
