// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/panels/clientpanel.h"

#include "app/core/safetext.h"
#include "app/sockets/addresses.h"

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
    box()->addLayout(line);
    connect(m_connect, &QPushButton::clicked, this, &ClientPanel::open);
    connect(m_disconnect, &QPushButton::clicked, this, [this] { post(Command::Disconnect{}); });
    connect(m_abort, &QPushButton::clicked, this, [this] { post(Command::Abort{}); });
}

void ClientPanel::open()
{
    if (isReadOnly())
        return;
    const EndpointSettings settings = m_form->settings();
    post(Command::Connect{settings});
    Q_EMIT used(settings);
}

void ClientPanel::showFacts(const EndpointFacts &facts, const SocketFacts *main)
{
    const bool tcp = facts.settings.protocol == Protocol::Tcp;
    const bool busy = facts.active || facts.connecting || facts.lookingUp;
    m_form->setVisible(!busy && !isReadOnly());
    setMoreVisible(!busy && !isReadOnly());
    m_connect->setVisible(!busy && !isReadOnly());
    m_connect->setText(m_form->settings().protocol == Protocol::Udp ? tr("Open socket") : tr("Connect"));
    m_disconnect->setVisible(busy && !isReadOnly());
    m_disconnect->setText(!tcp ? tr("Close socket") : facts.connecting ? tr("Cancel") : tr("Disconnect"));
    m_abort->setVisible(busy && tcp && !facts.connecting && !isReadOnly());
    showSummary(facts, main);
    m_transcript->refresh(id(), facts.settings.prefix);
    m_transcript->setVisible(main != nullptr);
    m_message->setVisible(!isReadOnly());
    m_message->setFileButtonVisible(tcp);
    const bool connected = facts.active && !facts.connecting && main && main->isOpen()
        && (!tcp || main->state == TcpState::Established || main->state == TcpState::CloseWait);
    m_message->setSendable(
        connected, tcp ? tr("Connect first, then send.") : tr("Open the socket first, then send."));
}

void ClientPanel::showSummary(const EndpointFacts &facts, const SocketFacts *main)
{
    const bool tcp = facts.settings.protocol == Protocol::Tcp;
    const bool busy = facts.active || facts.connecting || facts.lookingUp;
    QString words = tr("not connected");
    TcpState state = TcpState::Unknown;
    if (facts.lookingUp) {
        words = tr("looking up");
    } else if (facts.active && main && tcp) {
        state = main->state;
        words = state == TcpState::Unknown ? tr("connecting") : QString();
    } else if (facts.connecting) {
        words = tr("connecting");
    } else if (!tcp) {
        words = facts.active ? tr("open") : tr("closed");
    }
    pill()->setState(state, words);
    summary()->setVisible(busy);
    if (!busy)
        return;
    QString text = tr("to %1, port %2").arg(safeText(facts.settings.address, 60)).arg(facts.settings.port);
    if (main && main->local.port)
        text += tr(", from port %1").arg(main->local.port);
    if (summary()->text() != text)
        summary()->setText(text);
}

} // namespace wl
