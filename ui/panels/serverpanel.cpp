// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/panels/serverpanel.h"

#include "app/core/safetext.h"
#include "app/services/servicecatalogue.h"
#include "app/sockets/addresses.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
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
    createConnections();
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
    box()->addWidget(m_stop);
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
    m_model = new ConnectionModel(this);
    m_table = new QTableView(m_connections);
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Accepted connections"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setHighlightSections(false);
    // Measuring ten thousand rows for a column's width would stall the window.
    m_table->horizontalHeader()->setResizeContentsPrecision(20);
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.9);
    m_table->setFont(small);
    m_table->horizontalHeader()->setMinimumSectionSize(24);
    m_table->setShowGrid(false);
    m_table->setFixedHeight(5 * (fontMetrics().height() + 6));
    inner->addWidget(m_table);
    m_close = new QPushButton(tr("Close connection"), m_connections);
    m_close->setToolTip(tr("Closes the selected connection: the peer reads the end of the stream."));
    inner->addWidget(m_close);
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
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (!rows.isEmpty())
        return m_model->isOpenAt(rows.constFirst().row()) ? m_model->socketAt(rows.constFirst().row()) : 0;
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
    const bool active = facts.active;
    const bool tcp = facts.settings.protocol == Protocol::Tcp;
    const bool ever = main != nullptr;
    m_form->setVisible(!active && !isReadOnly());
    setMoreVisible(!active && !isReadOnly());
    m_start->setVisible(!active && !isReadOnly());
    m_stop->setVisible(active && !isReadOnly());
    m_stop->setText(tcp ? tr("Stop listening") : tr("Close socket"));
    showSummary(facts, main);
    showReach(facts, main);
    m_connections->setVisible(tcp && ever);
    m_transcript->setVisible(ever);
    m_writing->setVisible(!isReadOnly() && (active || facts.openConnections > 0));
    if (m_connections->isVisibleTo(this))
        showConnections(facts);
    if (ever)
        m_transcript->refresh(id(), QString());
    if (m_writing->isVisibleTo(this))
        showRecipients(facts, main);
}

void ServerPanel::showSummary(const EndpointFacts &facts, const SocketFacts *main)
{
    const bool tcp = facts.settings.protocol == Protocol::Tcp;
    const TcpState state = facts.active && main && tcp ? main->state : TcpState::Unknown;
    pill()->setState(state, facts.active ? (tcp ? QString() : tr("bound")) : tr("stopped"));
    summary()->setVisible(facts.active);
    if (!facts.active || !main)
        return;
    QString service = facts.settings.service;
    const auto kinds = serviceKinds();
    for (const ServiceKind &kind : kinds) {
        if (kind.id == facts.settings.service)
            service = kind.says;
    }
    QString words = tr("%1, %2").arg(addressText(main->local), service);
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
    m_model->refresh(context().feed.table(), id());
    if (before && rowsBefore != m_model->rowCount() && m_table->selectionModel()->selectedRows().isEmpty()) {
        for (int row = 0; row < m_model->rowCount(); ++row) {
            if (m_model->socketAt(row) == before && facts.openConnections > 1) {
                m_table->selectRow(row);
                break;
            }
        }
    }
    m_count->setText(
        tr("Connections: %1 open, %2 in all").arg(facts.openConnections).arg(facts.accepted.size()));
    m_close->setVisible(!isReadOnly());
    m_close->setEnabled(selectedConnection() != 0);
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
