// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/setups/savedmessage.h"

#include <QObject>
#include <QTimer>

namespace wl {

/// Sends messages of a list one after the other, each as often and as far apart as it says.
class MessageSender final : public QObject
{
    Q_OBJECT

public:
    explicit MessageSender(QObject *parent = nullptr);

    /// Begins with the first; what ran before is stopped.
    void start(const QList<SavedMessage> &messages);
    void stop();
    bool isRunning() const { return m_place < m_messages.size(); }
    /// How often the present message has been sent, and which one it is.
    qint64 sent() const { return m_sent; }
    qsizetype place() const { return m_place; }

Q_SIGNALS:
    /// To be sent now.
    void due(const QByteArray &bytes);
    void progressed();
    /// All is sent, or it was stopped; or, with a sentence, a message can not be sent.
    void finished(const QString &error);

private:
    void sendNext();
    void end(const QString &error);

    QList<SavedMessage> m_messages;
    MessageVariables m_variables;
    QTimer m_timer;
    qsizetype m_place = 0;
    qint64 m_sent = 0;
};

} // namespace wl
