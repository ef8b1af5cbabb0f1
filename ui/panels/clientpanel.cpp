// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/panels/clientpanel.h"

#include "app/core/safetext.h"
#include "app/models/connectionmodel.h"
#include "app/sockets/addresses.h"
#include "ui/panels/bytesgauge.h"
#include "ui/panels/connectionmenu.h"

#include <QHBoxLayout>

namespace wl {

ClientPanel::ClientPanel(const PanelContext &context, EndpointId id, QWidget *parent)
    : EndpointPanel(context, id, parent)
{
    m_form = new ClientForm(this);
    box()->insertWidget(1, m_form);
    addTrouble();
    createButtons();
    addMore();
    m_gauge = new BytesGauge(context, this);
    box()->addWidget(m_gauge);
    m_transcript = new TranscriptView(context, this);
    box()->addWidget(m_transcript, 1);
    m_message = new MessageField(this);
    box()->addWidget(m_message);
    addFileProgress();
    connect(m_form, &ClientForm::submitted, this, &ClientPanel::open);
    connect(m_form, &ClientForm::protocolSwitched, this, &ClientPanel::refresh);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    connect(m_form, &ClientForm::messageProposed, m_message, &MessageField::setMessage);
    connect(m_message, &MessageField::sendRequested, this, [this](const QByteArray &bytes) {
        post(Command::Send{bytes, 0, {}});
    });
    connect(m_message, &MessageField::fileRequested, this, [this](const QString &path) {
        post(Command::SendFile{path, 0});
    });
}

void ClientPanel::createButtons()
{
    m_connect = new QPushButton(tr("Connect"), this);
    m_connect->setProperty("primary", true);
    m_disconnect = new QPushButton(tr("Disconnect"), this);
    m_disconnect->setToolTip(tr("Sends what waits, then closes: the server reads the end of the stream."));
    m_abort = new QPushButton(tr("Abort"), this);
    m_abort->setToolTip(tr("Closes at once; what waits to be sent is thrown away."));
    auto *line = new QHBoxLayout;
    line->setSpacing(6);
    line->addWidget(m_connect, 1);
    line->addWidget(m_disconnect, 1);
    line->addWidget(m_abort, 1);
    m_actions = makeConnectionMenu();
    line->addWidget(m_actions);
    box()->addLayout(line);
    connect(m_connect, &QPushButton::clicked, this, &ClientPanel::open);
    connect(m_disconnect, &QPushButton::clicked, this, [this] { post(Command::Disconnect{}); });
    connect(m_abort, &QPushButton::clicked, this, [this] { post(Command::Abort{}); });
}

void ClientPanel::open()
{
    if (isReadOnly() || !m_form->check())
        return;
    const EndpointSettings settings = m_form->settings();
    post(Command::Connect{settings});
    Q_EMIT used(settings);
}

bool ClientPanel::isCounting() const
{
    const EndpointFacts *f = facts();
    const SocketFacts *main = f ? context().feed.table().socket(f->main) : nullptr;
    if (f && f->againAt > 0)
        return true;
    return main
        && ((isKept(*main) && secondsLeft(*main, now()) > 0) || idleSecondsLeft(*main, *f, now()) > 0);
}

void ClientPanel::showFacts(const EndpointFacts &facts, const SocketFacts *main)
{
    const bool tcp = facts.settings.protocol == Protocol::Tcp;
    const bool waits = facts.againAt > 0;
    const bool busy = facts.active || facts.connecting || facts.lookingUp || facts.wait || waits;
    m_form->setVisible(!busy && !isReadOnly());
    setMoreVisible(!busy && !isReadOnly());
    m_connect->setVisible(!busy && !isReadOnly());
    m_connect->setText(m_form->settings().protocol == Protocol::Udp ? tr("Open socket") : tr("Connect"));
    m_disconnect->setVisible(busy && !isReadOnly());
    const bool before = facts.connecting || facts.wait || (waits && !facts.active);
    m_disconnect->setText(before ? tr("Cancel") : !tcp ? tr("Close socket") : tr("Disconnect"));
    m_abort->setVisible(busy && tcp && !before && !isReadOnly());
    const SocketFacts *open = main && main->isOpen() && facts.active ? main : nullptr;
    m_actions->setTarget(open, Command::Disconnect{});
    m_actions->setVisible(open && !isReadOnly());
    m_gauge->showSocket(open || (main && isKept(*main)) ? main : nullptr);
    showState(facts, main);
    showSummary(facts, main);
    m_transcript->refresh(id(), facts.settings.prefix);
    m_transcript->setVisible(main != nullptr);
    showMessageField(facts, main);
}

void ClientPanel::showMessageField(const EndpointFacts &facts, const SocketFacts *main)
{
    const bool tcp = facts.settings.protocol == Protocol::Tcp;
    m_message->setVisible(!isReadOnly());
    m_message->setFileButtonVisible(tcp);
    const bool open = facts.active && !facts.connecting && main && main->isOpen();
    const bool finished = open
        && (main->state == TcpState::FinWait1 || main->state == TcpState::FinWait2
            || main->state == TcpState::Closing || main->state == TcpState::LastAck);
    const bool sendable =
        open && (!tcp || main->state == TcpState::Established || main->state == TcpState::CloseWait);
    QString whyNot = tcp ? tr("Connect first, then send.") : tr("Open the socket first, then send.");
    if (finished)
        whyNot = tr("Writing is shut down: this side can only receive now.");
    m_message->setSendable(sendable, whyNot);
    // A relay waits for the end of a line, and nobody would guess that.
    const SocketFacts *partner =
        sendable && main->id != m_endingFor ? context().feed.table().socket(main->partner) : nullptr;
    const EndpointFacts *server = partner ? context().feed.table().endpoint(partner->endpoint) : nullptr;
    if (!server)
        return;
    m_endingFor = main->id;
    if (server->settings.service == QLatin1String("relay"))
        m_message->setEnding(LineEnding::Lf);
}

QString ClientPanel::idleWords(const SocketFacts *main) const
{
    switch (main ? context().transcripts.breakOf(main->id) : Break::None) {
    case Break::ByPeer:
        return tr("reset by peer");
    case Break::ByUs:
        return tr("reset");
    case Break::None:
        break;
    }
    return tr("not connected");
}

void ClientPanel::showState(const EndpointFacts &facts, const SocketFacts *main)
{
    const bool tcp = facts.settings.protocol == Protocol::Tcp;
    if (facts.lookingUp) {
        pill()->setState(TcpState::Unknown, tr("looking up"));
    } else if (facts.active && main && tcp) {
        pill()->setState(main->state, main->state == TcpState::Unknown ? tr("connecting") : QString());
    } else if (facts.wait) {
        pill()->setState(TcpState::Unknown, tr("no socket yet"));
    } else if (facts.connecting) {
        pill()->setState(TcpState::Unknown, tr("connecting"));
    } else if (!tcp) {
        pill()->setState(TcpState::Unknown, facts.active ? tr("open") : tr("closed"));
    } else if (facts.againAt > 0) {
        pill()->setState(TcpState::Unknown, tr("waits %1 s").arg(secondsUntil(facts.againAt, now())));
    } else if (main && isKept(*main)) {
        pill()->setState(main->state, keptWords(*main), true);
    } else {
        pill()->setState(TcpState::Unknown, idleWords(main));
    }
}

void ClientPanel::showSummary(const EndpointFacts &facts, const SocketFacts *main)
{
    const bool busy = facts.active || facts.connecting || facts.lookingUp || facts.wait || facts.againAt > 0;
    const bool kept = !busy && main && isKept(*main);
    summary()->setVisible(busy || kept);
    QString text = tr("Closed here; the kernel still keeps the socket.");
    if (!kept)
        text = tr("to %1, port %2").arg(safeText(facts.settings.address, 60)).arg(facts.settings.port);
    if (!kept && main && main->isOpen() && main->local.port)
        text += tr(", from port %1").arg(main->local.port);
    if (facts.againAt > 0)
        text += tr(", connects again in %1 s").arg(secondsUntil(facts.againAt, now()));
    const int quiet = main ? idleSecondsLeft(*main, facts, now()) : -1;
    if (facts.active && quiet >= 0)
        text += tr(", closes in %1 s if nothing moves").arg(quiet);
    if (summary()->text() != text)
        summary()->setText(text);
}

} // namespace wl
