// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/panels/connectionmenu.h"

#include <QMenu>

namespace wl {

namespace {

bool canStillSend(TcpState state)
{
    return state == TcpState::Established || state == TcpState::CloseWait;
}

/// The peer's end is there to hear of it.
bool isSynchronized(TcpState state)
{
    return canStillSend(state) || state == TcpState::FinWait1 || state == TcpState::FinWait2
        || state == TcpState::Closing || state == TcpState::LastAck || state == TcpState::SynReceived;
}

} // namespace

ConnectionMenu::ConnectionMenu(std::function<void(const Command::Body &)> post, QWidget *parent)
    : QToolButton(parent)
    , m_post(std::move(post))
{
    setText(QStringLiteral("▾"));
    setAccessibleName(tr("More that can be done to this connection"));
    setToolTip(tr("Shut down writing, reset, hold reading, socket options"));
    setPopupMode(InstantPopup);
    setProperty("menu", true);
    setFocusPolicy(Qt::StrongFocus);
    auto *menu = new QMenu(this);
    menu->setToolTipsVisible(true);
    setMenu(menu);
    m_close = add(tr("Close"), tr("FIN after what waits to be sent: the peer reads the end of the stream."),
        [this] { m_post(m_closeIt); });
    m_shutDown = add(tr("Shut down writing"),
        tr("FIN now, but the socket stays open: the peer reads the end of the stream and can still send."),
        [this] { m_post(Command::ShutdownWrite{m_socket}); });
    m_reset = add(tr("Reset"),
        tr("RST instead of FIN (SO_LINGER with 0 seconds): what is under way is lost, the peer's next call "
           "fails."),
        [this] { m_post(Command::Reset{m_socket}); });
    m_closeUnread = add(tr("Close with unread data"),
        tr("Closes without reading what has arrived: the kernel answers with RST when bytes lie unread, with "
           "FIN "
           "when none do."),
        [this] { m_post(Command::CloseUnread{m_socket}); });
    menu->addSeparator();
    m_hold = add({}, {}, [this] {
        m_post(m_held ? Command::Body(Command::ReleaseReading{m_socket})
                      : Command::Body(Command::HoldReading{m_socket}));
    });
    menu->addSeparator();
    m_options = add(tr("Socket options…"), tr("Sets options of this open socket (setsockopt)."),
        [this] { Q_EMIT optionsRequested(m_socket); });
    setTarget(nullptr, {});
}

QAction *ConnectionMenu::add(const QString &text, const QString &tip, std::function<void()> act)
{
    QAction *action = menu()->addAction(text);
    action->setToolTip(tip);
    connect(action, &QAction::triggered, this, std::move(act));
    return action;
}

void ConnectionMenu::setTarget(const SocketFacts *socket, const Command::Body &closeIt)
{
    const bool open = socket && socket->isOpen();
    m_socket = open ? socket->id : 0;
    m_held = open && socket->held;
    m_closeIt = closeIt;
    const bool datagram = open && socket->role == SocketRole::Datagram;
    const TcpState state = open ? socket->state : TcpState::Unknown;
    setEnabled(open);
    m_close->setEnabled(open);
    m_shutDown->setEnabled(canStillSend(state));
    m_reset->setEnabled(isSynchronized(state));
    m_closeUnread->setEnabled(isSynchronized(state));
    for (QAction *action : {m_shutDown, m_reset, m_closeUnread})
        action->setVisible(!datagram);
    m_hold->setEnabled(datagram || isSynchronized(state));
    m_hold->setText(m_held ? tr("Release reading") : tr("Hold reading"));
    m_hold->setToolTip(m_held
            ? tr("The program calls recv again.")
            : tr("The program calls recv no more: bytes wait in the kernel, and its window closes."));
    m_options->setEnabled(open);
}

} // namespace wl
