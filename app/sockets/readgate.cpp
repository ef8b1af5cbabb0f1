// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/sockets/readgate.h"

#include <QCoreApplication>
#include <QEvent>

namespace wl {

ReadGate::ReadGate(QObject *socket)
    : QObject(socket)
{
    const auto notifiers = socket->findChildren<QSocketNotifier *>();
    for (QSocketNotifier *notifier : notifiers) {
        if (notifier->type() != QSocketNotifier::Read)
            continue;
        notifier->installEventFilter(this);
        m_notifiers += notifier;
    }
}

void ReadGate::setNotifiersEnabled(bool enabled)
{
    for (const auto &notifier : std::as_const(m_notifiers)) {
        if (notifier)
            notifier->setEnabled(enabled);
    }
}

void ReadGate::hold()
{
    m_holding = true;
    rearm();
}

void ReadGate::release()
{
    m_holding = false;
    m_readable = false;
    setNotifiersEnabled(true);
}

void ReadGate::rearm()
{
    m_readable = false;
    setNotifiersEnabled(true);
}

void ReadGate::pulse()
{
    const QPointer<ReadGate> self(this);
    m_pulsing = true;
    const auto notifiers = m_notifiers;
    for (const auto &notifier : notifiers) {
        QEvent activation(QEvent::SockAct);
        if (notifier)
            QCoreApplication::sendEvent(notifier, &activation);
    }
    // What was read may have ended the socket, and us with it.
    if (!self)
        return;
    m_pulsing = false;
    if (m_holding)
        rearm();
}

bool ReadGate::eventFilter(QObject *watched, QEvent *event)
{
    if (!m_holding || m_pulsing || event->type() != QEvent::SockAct)
        return false;
    // Left enabled it would come again and again.
    static_cast<QSocketNotifier *>(watched)->setEnabled(false);
    if (!m_readable) {
        m_readable = true;
        Q_EMIT readable();
    }
    return true;
}

} // namespace wl
