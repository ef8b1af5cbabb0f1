// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/setups/messagesender.h"

namespace wl {

MessageSender::MessageSender(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &MessageSender::sendNext);
}

void MessageSender::start(const QList<SavedMessage> &messages)
{
    stop();
    m_messages = messages;
    m_place = 0;
    m_sent = 0;
    if (!m_messages.isEmpty())
        m_timer.start(0);
}

void MessageSender::stop()
{
    if (isRunning())
        end({});
}

void MessageSender::end(const QString &error)
{
    m_timer.stop();
    m_messages.clear();
    m_place = 0;
    Q_EMIT finished(error);
}

void MessageSender::sendNext()
{
    const SavedMessage message = m_messages[m_place];
    const auto bytes = bytesOf(message, m_variables, QDateTime::currentDateTimeUtc());
    if (!bytes) {
        end(bytes.error());
        return;
    }
    ++m_sent;
    // Whoever sends it may stop us.
    Q_EMIT due(*bytes);
    if (!isRunning())
        return;
    Q_EMIT progressed();
    // A thousand a second are enough for a list; more would only pile up on their way.
    int wait = qMax(1, message.everyMs);
    if (message.times != 0 && m_sent >= message.times) {
        ++m_place;
        m_sent = 0;
        wait = 1;
    }
    if (isRunning())
        m_timer.start(wait);
    else
        end({});
}

} // namespace wl
