// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/sockettable.h"
#include "app/sockets/command.h"

#include <QToolButton>

#include <functional>

namespace wl {

/// All that can be done to one open socket besides sending: every way to end it, holding its reads, its
/// options. The tool tips say what the peer will see.
class ConnectionMenu final : public QToolButton
{
    Q_OBJECT

public:
    ConnectionMenu(std::function<void(const Command::Body &)> post, QWidget *parent);

    /// `closeIt`: the role's own way to close it. Null: nothing is chosen.
    void setTarget(const SocketFacts *socket, const Command::Body &closeIt);
    SocketId socket() const { return m_socket; }
    QAction *closeAction() const { return m_close; }
    QAction *shutDownAction() const { return m_shutDown; }
    QAction *resetAction() const { return m_reset; }
    QAction *closeUnreadAction() const { return m_closeUnread; }
    QAction *holdAction() const { return m_hold; }
    QAction *optionsAction() const { return m_options; }

Q_SIGNALS:
    void optionsRequested(SocketId socket);

private:
    QAction *add(const QString &text, const QString &tip, std::function<void()> act);

    std::function<void(const Command::Body &)> m_post;
    Command::Body m_closeIt;
    SocketId m_socket = 0;
    bool m_held = false;
    QAction *m_close;
    QAction *m_shutDown;
    QAction *m_reset;
    QAction *m_closeUnread;
    QAction *m_hold;
    QAction *m_options;
};

} // namespace wl
