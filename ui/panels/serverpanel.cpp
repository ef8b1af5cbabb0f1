// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/panels/serverpanel.h"

#include "app/core/safetext.h"
#include "app/models/words.h"
#include "app/services/servicecatalogue.h"
#include "app/sockets/addresses.h"
#include "ui/panels/bytesgauge.h"
#include "ui/panels/connectionmenu.h"
#include "ui/panels/seatsrow.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QNetworkInterface>

#include <algorithm>

namespace wl {

namespace {

/// The address by which another machine would reach us: the first that is neither loopback nor link-local.
QString outsideAddress(bool v4Only)
{
    const auto all = QNetworkInterface::allAddresses();
    for (const QHostAddress &a : all) {
        if (!a.isLoopback() && !a.isLinkLocal() && !(v4Only && a.protocol() != QAbstractSocket::IPv4Protocol))
            return a.protocol() == QAbstractSocket::IPv6Protocol ? QStringLiteral("[%1]").arg(a.toString())
                                                                 : a.toString();
    }
    return {};
}

} // namespace

ServerPanel::ServerPanel(const PanelContext &context, EndpointId id, QWidget *parent)
    : EndpointPanel(context, id, parent)
{
    m_form = new ServerForm(this);
    box()->insertWidget(1, m_form);
    addTrouble();
    createButtons();
    addMore();
    m_seats = new SeatsRow(context.theme, this);
    box()->addWidget(m_seats);
    createConnections();
    m_mail = makeLabel("wide");
    m_mail->setToolTip(
        tr("What the relay keeps for clients that are absent; the tab “Mailboxes” tells more."));
    box()->addWidget(m_mail);
    m_gauge = new BytesGauge(context, this);
    box()->addWidget(m_gauge);
    m_transcript = new TranscriptView(context, this);
    box()->addWidget(m_transcript, 1);
    createMessage();
    addFileProgress();
    connect(m_form, &ServerForm::submitted, this, &ServerPanel::start);
}

void ServerPanel::createButtons()
{
    m_start = new QPushButton(tr("Start listening"), this);
    m_start->setProperty("primary", true);
    m_stop = new QPushButton(tr("Stop listening"), this);
    m_stop->setToolTip(tr("Closes the listening socket. Connections that are open stay open."));
    m_reach = new QWidget(this);
    auto *line = new QHBoxLayout(m_reach);
    line->setContentsMargins(0, 0, 0, 0);
    m_reachWords = makeLabel("wide");
    auto *copy = new QPushButton(tr("Copy"), m_reach);
    copy->setToolTip(tr("Copy the address and port"));
    line->addWidget(m_reachWords, 1);
    line->addWidget(copy);
    m_reach->hide();
    box()->addWidget(m_start);
    m_socketActions = makeConnectionMenu();
    auto *stopping = new QHBoxLayout;
    stopping->setSpacing(6);
    stopping->addWidget(m_stop, 1);
    stopping->addWidget(m_socketActions);
    box()->addLayout(stopping);
    box()->addWidget(m_reach);
    connect(m_start, &QPushButton::clicked, this, &ServerPanel::start);
    connect(m_stop, &QPushButton::clicked, this, [this] { post(Command::StopListening{}); });
    connect(
        copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_reachAddress); });
}

void ServerPanel::createConnections()
{
    m_connections = new QWidget(this);
    auto *inner = new QVBoxLayout(m_connections);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(4);
    m_count = makeLabel("weak");
    inner->addWidget(m_count);
    m_table = new ConnectionTable(context().theme, m_connections);
    m_model = m_table->connections();
    inner->addWidget(m_table);
    m_connectionSteps = makeStepBar(inner);
    m_close = new QPushButton(tr("Close connection"), m_connections);
    m_close->setToolTip(tr("Closes the selected connection: the peer reads the end of the stream."));
    m_actions = makeConnectionMenu();
    auto *line = new QHBoxLayout;
    line->setSpacing(6);
    line->addWidget(m_close, 1);
    line->addWidget(m_actions);
    inner->addLayout(line);
    box()->addWidget(m_connections);
    connect(m_close, &QPushButton::clicked, this,
        [this] { post(Command::CloseConnection{selectedConnection()}); });
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex &index) {
        if (const SocketFacts *s = context().feed.table().socket(m_model->socketAt(index.row())))
            context().selection.select(s->openedBy);
        refresh();
    });
}

void ServerPanel::createMessage()
{
    m_writing = new QWidget(this);
    auto *inner = new QVBoxLayout(m_writing);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(6);
    m_to = new QComboBox(m_writing);
    m_to->setAccessibleName(tr("To whom"));
    m_to->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_to->setMinimumContentsLength(12);
    inner->addWidget(m_to);
    m_message = new MessageField(m_writing);
    inner->addWidget(m_message);
    box()->addWidget(m_writing);
    connect(m_message, &MessageField::sendRequested, this, &ServerPanel::send);
    connect(m_message, &MessageField::fileRequested, this, [this](const QString &path) {
        post(Command::SendFile{path, selectedConnection()});
    });
    connect(m_to, &QComboBox::activated, this, [this] { refresh(); });
}

void ServerPanel::start()
{
    if (isReadOnly())
        return;
    const EndpointSettings settings = m_form->settings();
    post(Command::Listen{settings});
    Q_EMIT used(settings);
}

SocketId ServerPanel::selectedConnection() const
{
    if (const SocketId chosen = m_table->selected()) {
        const SocketFacts *s = context().feed.table().socket(chosen);
        return s && s->isOpen() ? chosen : 0;
    }
    // With one client there is nothing to choose.
    const EndpointFacts *f = facts();
    return f && f->openConnections == 1 && m_model->isOpenAt(0) ? m_model->socketAt(0) : 0;
}

PackedAddress ServerPanel::chosenSender() const
{
    if (m_senders.empty())
        return {};
    // By address, not by place: the list moves with each datagram that arrives.
    const PackedAddress chosen = addressFromText(m_to->currentData().toString());
    return chosen.isValid() ? chosen : m_senders.front();
}

void ServerPanel::send(const QByteArray &bytes)
{
    const EndpointFacts *f = facts();
    if (!f)
        return;
    if (f->settings.protocol == Protocol::Udp)
        post(Command::Send{bytes, 0, chosenSender()});
    else if (m_to->currentIndex() == 1)
        post(Command::SendToAll{bytes});
    else
        post(Command::Send{bytes, selectedConnection(), {}});
}

void ServerPanel::showFacts(const EndpointFacts &facts, const SocketFacts *main)
{
    const bool active = facts.active || facts.wait;
    const bool tcp = facts.settings.protocol == Protocol::Tcp;
    const bool ever = main != nullptr;
    m_form->setVisible(!active && !isReadOnly());
    setMoreVisible(!active && !isReadOnly());
    m_start->setVisible(!active && !isReadOnly());
    m_stop->setVisible(active && !isReadOnly());
    const bool before = facts.wait || (main && main->wait && main->role == SocketRole::Unknown);
    m_stop->setText(before ? tr("Cancel") : tcp ? tr("Stop listening") : tr("Close socket"));
    showSummary(facts, main);
    showReach(facts, main);
    showQueue(facts, main);
    m_connections->setVisible(tcp && ever);
    m_transcript->setVisible(ever);
    m_writing->setVisible(!isReadOnly() && (facts.active || facts.openConnections > 0));
    if (m_connections->isVisibleTo(this))
        showConnections(facts);
    showMail(facts);
    showConnection(facts, main);
    if (ever)
        m_transcript->refresh(id(), QString());
    if (m_writing->isVisibleTo(this))
        showRecipients(facts, main);
}

void ServerPanel::showQueue(const EndpointFacts &facts, const SocketFacts *main)
{
    const bool listens = main && main->isOpen() && main->role == SocketRole::Listener;
    const bool matters = listens && (main->waiting > 0 || !facts.pace.isLive() || main->wait);
    m_seats->setVisible(matters);
    if (!matters)
        return;
    std::uint32_t backlog = main->backlog;
    // Before the kernel has said how long it made the queue, it is what listen asked for.
    for (const Chip &chip : facts.chips) {
        const bool listen = backlog == 0 && qstrcmp(chip.family, "listen") == 0 && chip.event;
        if (const EventRef call = listen ? context().feed.view().at(*chip.event) : EventRef())
            backlog = std::uint32_t(std::min<std::uint64_t>(call->arg, 65'535));
    }
    m_seats->showQueue(backlog, main->waiting, context().feed.table().seats(main->id));
}

SocketId ServerPanel::shownConnection(const EndpointFacts &facts) const
{
    if (const SocketId chosen = m_table->selected())
        return chosen;
    const SocketId only = selectedConnection();
    if (only || facts.pace.isLive())
        return only;
    // Nobody has chosen: the newest of the last few that wait.
    constexpr std::size_t most = 200;
    const std::size_t count = facts.accepted.size();
    for (std::size_t i = count; i > count - std::min(count, most); --i) {
        const SocketFacts *s = context().feed.table().socket(facts.accepted[i - 1]);
        if (s && s->wait)
            return s->id;
    }
    return 0;
}

void ServerPanel::showConnection(const EndpointFacts &facts, const SocketFacts *main)
{
    const bool tcp = facts.settings.protocol == Protocol::Tcp;
    const SocketFacts *s = tcp ? context().feed.table().socket(shownConnection(facts)) : main;
    const bool accepted = s && s->role == SocketRole::Accepted;
    showStep(m_connectionSteps, accepted ? s->id : 0, accepted ? s->wait : std::nullopt,
        accepted ? QStringLiteral("#%1").arg(s->number) : QString());
    m_gauge->showSocket(s && (s->isOpen() || isKept(*s)) ? s : nullptr);
    const SocketFacts *chosen = context().feed.table().socket(selectedConnection());
    m_actions->setTarget(chosen, Command::CloseConnection{chosen ? chosen->id : 0});
    m_actions->setVisible(!isReadOnly());
    m_socketActions->setTarget(tcp ? nullptr : main, Command::StopListening{});
    m_socketActions->setVisible(!tcp && facts.active && !isReadOnly());
}

void ServerPanel::showSummary(const EndpointFacts &facts, const SocketFacts *main)
{
    const bool tcp = facts.settings.protocol == Protocol::Tcp;
    const TcpState state = facts.active && main && tcp ? main->state : TcpState::Unknown;
    const QString open = tcp       ? (state == TcpState::Unknown ? tr("open") : QString())
        : main && main->local.port ? tr("bound")
                                   : tr("not bound");
    pill()->setState(state, facts.active ? open : facts.wait ? tr("no socket yet") : tr("stopped"));
    summary()->setVisible(facts.active);
    if (!facts.active || !main)
        return;
    QString service = facts.settings.service;
    const auto kinds = serviceKinds();
    for (const ServiceKind &kind : kinds) {
        if (kind.id == facts.settings.service)
            service = kind.says;
    }
    QString words = main->local.isValid() ? tr("%1, %2").arg(addressText(main->local), service) : service;
    for (const Chip &chip : facts.chips) {
        if (qstrcmp(chip.family, "listen") != 0 || !chip.event)
            continue;
        if (const EventRef listen = context().feed.view().at(*chip.event))
            words += tr(", backlog %1").arg(listen->arg);
    }
    if (facts.settings.oneClient && tcp)
        words += tr(", one client at a time");
    if (summary()->text() != words)
        summary()->setText(words);
}

void ServerPanel::showReach(const EndpointFacts &facts, const SocketFacts *main)
{
    const bool wide = facts.active && main && main->local.isValid()
        && !unpackAddress(main->local).isLoopback()
        && !addressText(main->local).contains(QLatin1String("::ffff:127."));
    m_reach->setVisible(wide);
    if (!wide)
        return;
    const QHostAddress local = unpackAddress(main->local);
    const bool any =
        local == QHostAddress(QHostAddress::AnyIPv4) || local == QHostAddress(QHostAddress::AnyIPv6);
    const QString host = any ? outsideAddress(main->local.family == 4)
                             : addressText(main->local).section(QLatin1Char(':'), 0, -2);
    m_reachAddress = host.isEmpty() ? QString() : QStringLiteral("%1:%2").arg(host).arg(main->local.port);
    const QString words = host.isEmpty()
        ? tr("Open to other machines, but this one has no address of its own now.")
        : tr("Others connect to %1").arg(m_reachAddress);
    if (m_reachWords->text() != words)
        m_reachWords->setText(words);
}

void ServerPanel::showConnections(const EndpointFacts &facts)
{
    const SocketId before = selectedConnection();
    const int rowsBefore = m_model->rowCount();
    m_model->refresh(context().feed.table(), context().transcripts, id(), now());
    if (before && rowsBefore != m_model->rowCount() && !m_table->selected() && facts.openConnections > 1)
        m_table->selectSocket(before);
    QString count =
        tr("Connections: %1 open, %2 in all").arg(facts.openConnections).arg(facts.accepted.size());
    if (const int next = m_model->nextIdleEnd(); next >= 0)
        count += tr("; the quietest closes in %1 s").arg(next);
    m_count->setText(count);
    // The rows that wait for the user stand under it: half an empty table would push them out of sight.
    m_table->fit(!facts.pace.isLive());
    m_close->setVisible(!isReadOnly());
    m_close->setEnabled(selectedConnection() != 0);
}

void ServerPanel::showMail(const EndpointFacts &facts)
{
    const bool relay = facts.settings.service == QLatin1String("relay") && facts.main != 0;
    m_mail->setVisible(relay);
    if (!relay)
        return;
    constexpr qsizetype mostNamed = 5;
    QStringList boxes;
    quint64 messages = 0;
    quint64 bytes = 0;
    for (const MailFacts &mail : context().mail.all()) {
        if (mail.server != id() || mail.waiting == 0)
            continue;
        messages += mail.waiting;
        bytes += mail.bytesWaiting;
        if (boxes.size() < mostNamed)
            boxes << tr("%1: %2 of %3").arg(mail.name).arg(mail.waiting).arg(facts.settings.mailbox);
        else if (boxes.size() == mostNamed)
            boxes << QStringLiteral("…");
    }
    const QString words = messages == 0
        ? tr("Mail: none waits")
        : tr("Mail: %1 waiting, %2 (%3)")
              .arg(messages)
              .arg(Words::translated().bytes(qint64(bytes)), boxes.join(QStringLiteral(", ")));
    if (m_mail->text() != words)
        m_mail->setText(words);
}

void ServerPanel::showRecipients(const EndpointFacts &facts, const SocketFacts *main)
{
    const bool tcp = facts.settings.protocol == Protocol::Tcp;
    m_message->setFileButtonVisible(tcp);
    QStringList items;
    if (tcp) {
        const SocketId one = selectedConnection();
        items << (one ? tr("To %1").arg(context().feed.table().socketName(one))
                      : tr("To the selected connection"));
        items << tr("To all %1").arg(facts.openConnections);
        const bool can = m_to->currentIndex() == 1 ? facts.openConnections > 0 : one != 0;
        m_message->setSendable(can,
            facts.openConnections ? tr("Select a connection in the table first.")
                                  : tr("No client is connected yet."));
    } else {
        collectSenders(main);
        items << tr("To the last sender");
        for (const PackedAddress &a : m_senders)
            items << tr("To %1").arg(addressText(a));
        m_message->setSendable(!m_senders.empty(), tr("Nobody to answer yet: no datagram has arrived."));
    }
    fillRecipients(items, !tcp);
}

void ServerPanel::collectSenders(const SocketFacts *main)
{
    const SocketId socket = main ? main->id : 0;
    if (socket != m_sendersOf) {
        m_senders.clear();
        m_sendersOf = socket;
        m_sendersRead = main ? main->openedBy : 0;
    }
    const Transcripts::Transcript *heard = context().transcripts.of(id());
    if (!heard)
        return;
    // The transcript lists the last of them; a flood costs no more than that.
    const auto from = std::lower_bound(heard->entries.begin(), heard->entries.end(), m_sendersRead);
    for (auto it = from; it != heard->entries.end(); ++it) {
        const EventRef e = context().feed.view().at(*it);
        if (!e || e->socket != socket || !isRecvCall(e->step) || !e->has(Event::HasPeer))
            continue;
        const PackedAddress peer = e.peer();
        if (!m_senders.empty() && m_senders.front() == peer)
            continue;
        m_senders.erase(std::remove(m_senders.begin(), m_senders.end(), peer), m_senders.end());
        m_senders.insert(m_senders.begin(), peer);
        constexpr std::size_t most = 50;
        m_senders.resize(std::min(most, m_senders.size()));
    }
    m_sendersRead = context().feed.view().size();
}

void ServerPanel::fillRecipients(const QStringList &items, bool addresses)
{
    QStringList shown;
    for (int i = 0; i < m_to->count(); ++i)
        shown << m_to->itemText(i);
    if (shown == items)
        return;
    const int index = std::max(0, m_to->currentIndex());
    const QString chosen = m_to->currentData().toString();
    m_to->clear();
    for (qsizetype i = 0; i < items.size(); ++i)
        m_to->addItem(items[i], addresses && i > 0 ? addressText(m_senders[std::size_t(i - 1)]) : QString());
    const int again = chosen.isEmpty() ? -1 : m_to->findData(chosen);
    m_to->setCurrentIndex(addresses ? std::max(0, again) : std::min(index, int(items.size()) - 1));
}

} // namespace wl
