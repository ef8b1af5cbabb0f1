// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/panels/serverform.h"

#include "app/services/servicecatalogue.h"

#include <QGridLayout>
#include <QNetworkInterface>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace wl {

namespace {

void selectData(QComboBox *box, const QVariant &value, const QString &otherwise)
{
    const int i = box->findData(value);
    if (i >= 0) {
        box->setCurrentIndex(i);
        return;
    }
    box->addItem(otherwise, value);
    box->setCurrentIndex(box->count() - 1);
}

} // namespace

ServerForm::ServerForm(QWidget *parent)
    : QWidget(parent)
{
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(6);
    createUsual();
    createRare();
    connect(m_protocol, &ProtocolSwitch::switched, this, &ServerForm::showWhatApplies);
    connect(m_service, &QComboBox::currentIndexChanged, this, &ServerForm::showWhatApplies);
    connect(m_preset, &QComboBox::activated, this, &ServerForm::applyPreset);
    letCombosShrink(this);
    letWheelPass(this);
    setSettings({});
}

void ServerForm::createUsual()
{
    auto *grid = new QGridLayout;
    grid->setColumnStretch(1, 1);
    m_protocol = new ProtocolSwitch(this);
    addRow(grid, 0, tr("Protocol"), m_protocol);
    m_address = new QComboBox(this);
    m_address->setToolTip(tr("Where others reach this server. 127.0.0.1 is this machine alone."));
    fillAddresses();
    addRow(grid, 1, tr("Address"), m_address);
    m_port = makePortBox(this, true);
    addRow(grid, 2, tr("Port"), m_port);
    m_service = new QComboBox(this);
    fillServices();
    addRow(grid, 3, tr("Service"), m_service);
    m_reply = new QLineEdit(this);
    m_reply->setMaxLength(4096);
    m_replyLabel = addRow(grid, 4, tr("Reply"), m_reply);
    m_serviceSays = new QLabel(this);
    m_serviceSays->setTextFormat(Qt::PlainText);
    m_serviceSays->setWordWrap(true);
    m_serviceSays->setProperty("weak", true);
    grid->addWidget(m_serviceSays, 5, 1);
    m_idle = makeSecondsBox(this, tr("never"));
    m_idle->setToolTip(tr("A connection on which nothing moves for so long is closed."));
    m_idleLabel = addRow(grid, 6, tr("Close when idle"), m_idle);
    m_mailbox = new QSpinBox(this);
    m_mailbox->setRange(1, 10'000);
    m_mailbox->setToolTip(tr("How many messages the relay keeps for one name; the rest are refused."));
    m_mailboxLabel = addRow(grid, 7, tr("Mailbox holds"), m_mailbox);
    static_cast<QVBoxLayout *>(layout())->addLayout(grid);
    connect(m_reply, &QLineEdit::returnPressed, this, &ServerForm::submitted);
}

void ServerForm::createRare()
{
    m_rare = new QWidget(this);
    auto *grid = new QGridLayout(m_rare);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setColumnStretch(1, 1);
    m_preset = new QComboBox(m_rare);
    m_preset->addItems(
        {tr("choose…"), tr("Echo, port 10000"), tr("Capitals, port 12000"), tr("Hello and HI, port 12000")});
    m_preset->setToolTip(tr("Fills the form with the numbers of the classic textbook programs."));
    addRow(grid, 0, tr("Preset"), m_preset);
    m_backlog = new QComboBox(m_rare);
    m_backlog->addItem(tr("default (4096)"), -1);
    for (const int n : {1, 5, 50})
        m_backlog->addItem(QString::number(n), n);
    m_backlog->setToolTip(tr("How many connections the kernel may keep waiting for accept()."));
    m_tcpOnly << addRow(grid, 1, tr("Backlog"), m_backlog) << m_backlog;
    m_readSize = new ReadSizeBox(m_rare);
    addRow(grid, 2, tr("Read"), m_readSize);
    m_after = new QComboBox(m_rare);
    m_after->addItems({tr("keep open"), tr("close")});
    m_tcpOnly << addRow(grid, 3, tr("After a reply"), m_after) << m_after;
    m_clients = new QComboBox(m_rare);
    m_clients->addItems({tr("all at once"), tr("one at a time")});
    m_clients->setToolTip(
        tr("One at a time is the classic loop: the next client waits in the kernel's queue."));
    m_tcpOnly << addRow(grid, 4, tr("Clients"), m_clients) << m_clients;
    m_announce = new QLineEdit(m_rare);
    m_announce->setPlaceholderText(tr("nothing"));
    m_announce->setToolTip(tr("What the server says in the log when it is ready."));
    addRow(grid, 5, tr("Says"), m_announce);
    m_groups = new QLineEdit(m_rare);
    m_groups->setPlaceholderText(tr("for example 239.255.0.1"));
    m_groups->setToolTip(tr("Multicast groups to join, separated by commas."));
    m_udpOnly << addRow(grid, 6, tr("Groups"), m_groups) << m_groups;
    m_peerEnd = new PeerEndBox(m_rare);
    m_tcpOnly << addRow(grid, 7, tr("Peer finishes"), m_peerEnd) << m_peerEnd;
    m_options = new OptionsForm(Role::Server, m_rare);
    grid->addWidget(m_options, grid->rowCount(), 0, 1, 2);
    m_rare->hide();
    layout()->addWidget(m_rare);
}

void ServerForm::fillAddresses()
{
    m_address->addItem(tr("127.0.0.1 — this machine only"), QStringLiteral("127.0.0.1"));
    m_address->addItem(tr("::1 — this machine only, IPv6"), QStringLiteral("::1"));
    m_address->addItem(tr("All addresses, IPv4 and IPv6"), QStringLiteral("*"));
    m_address->addItem(tr("0.0.0.0 — all IPv4 addresses"), QStringLiteral("0.0.0.0"));
    m_address->addItem(tr(":: — all IPv6 addresses"), QStringLiteral("::"));
    const auto all = QNetworkInterface::allAddresses();
    for (const QHostAddress &address : all) {
        if (address.isLoopback())
            continue;
        const QString text = address.toString();
        m_address->addItem(text, text);
    }
}

void ServerForm::fillServices()
{
    const auto kinds = serviceKinds();
    for (const ServiceKind &kind : kinds) {
        m_service->addItem(kind.title, kind.id);
        m_service->setItemData(m_service->count() - 1, kind.says, Qt::ToolTipRole);
    }
}

EndpointSettings ServerForm::settings() const
{
    EndpointSettings s = m_base;
    s.role = Role::Server;
    s.protocol = m_protocol->protocol();
    s.address = m_address->currentData().toString();
    s.port = quint16(m_port->value());
    s.service = m_service->currentData().toString();
    s.reply = m_reply->text();
    s.backlog = m_backlog->currentData().toInt();
    s.readSize = m_readSize->bytes();
    s.closeAfterReply = m_after->currentIndex() == 1;
    s.oneClient = m_clients->currentIndex() == 1;
    s.idle = s.protocol == Protocol::Tcp ? m_idle->value() : 0;
    s.mailbox = m_mailbox->value();
    s.announce = m_announce->text();
    s.groups.clear();
    const auto groups = m_groups->text().split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString &group : groups)
        s.groups.append(group.trimmed());
    s.peerEnd = s.protocol == Protocol::Tcp ? m_peerEnd->peerEnd() : PeerEnd::Answer;
    m_options->fill(s);
    return s;
}

void ServerForm::setSettings(const EndpointSettings &s)
{
    m_base = s;
    m_protocol->setProtocol(s.protocol);
    selectData(m_address, s.address, s.address);
    m_port->setValue(s.port);
    selectData(m_service, s.service, s.service);
    m_reply->setText(s.reply);
    selectData(m_backlog, s.backlog, QString::number(s.backlog));
    m_readSize->setBytes(s.readSize);
    m_after->setCurrentIndex(s.closeAfterReply ? 1 : 0);
    m_clients->setCurrentIndex(s.oneClient ? 1 : 0);
    m_idle->setValue(s.idle);
    m_mailbox->setValue(s.mailbox);
    m_announce->setText(s.announce);
    m_peerEnd->setPeerEnd(s.peerEnd);
    m_options->setSettings(s);
    m_groups->setText(s.groups.join(QStringLiteral(", ")));
    showWhatApplies();
}

void ServerForm::applyPreset(int index)
{
    EndpointSettings s = settings();
    if (index == 1) {
        s.address = QStringLiteral("127.0.0.1");
        s.port = 10000;
        s.readSize = 4096;
        s.service = s.protocol == Protocol::Tcp ? QStringLiteral("echo") : QStringLiteral("fixed-reply");
        s.reply = EndpointSettings().reply;
        s.closeAfterReply = s.oneClient = false;
        s.announce.clear();
    } else if (index == 2 || index == 3) {
        s.address = QStringLiteral("*");
        s.port = 12000;
        s.readSize = s.protocol == Protocol::Tcp ? 1024 : 2048;
        s.backlog = 1;
        s.service = index == 2 ? QStringLiteral("uppercase") : QStringLiteral("hello");
        s.closeAfterReply = s.oneClient = index == 2;
        s.announce = QStringLiteral("The server is ready to receive");
    }
    setSettings(s);
}

void ServerForm::showWhatApplies()
{
    m_options->setProtocol(m_protocol->protocol());
    const bool tcp = m_protocol->protocol() == Protocol::Tcp;
    for (QWidget *widget : std::as_const(m_tcpOnly))
        widget->setVisible(tcp);
    for (QWidget *widget : std::as_const(m_udpOnly))
        widget->setVisible(!tcp);
    showServices();
    const bool relay = m_service->currentData().toString() == QLatin1String("relay");
    const bool more = !m_rare->isHidden();
    m_idle->setVisible(tcp && (relay || more));
    m_idleLabel->setVisible(tcp && (relay || more));
    m_mailbox->setVisible(tcp && relay);
    m_mailboxLabel->setVisible(tcp && relay);
    const bool fixed = m_service->currentData().toString() == QLatin1String("fixed-reply");
    m_reply->setVisible(fixed);
    m_replyLabel->setVisible(fixed);
    m_serviceSays->setText(m_service->currentData(Qt::ToolTipRole).toString());
}

void ServerForm::setMoreVisible(bool visible)
{
    m_rare->setVisible(visible);
    showWhatApplies();
}

/// Greys what UDP can not do.
void ServerForm::showServices()
{
    const bool tcp = m_protocol->protocol() == Protocol::Tcp;
    auto *model = qobject_cast<QStandardItemModel *>(m_service->model());
    for (int i = 0; model && i < m_service->count(); ++i)
        model->item(i)->setEnabled(tcp || !needsTcp(m_service->itemData(i).toString()));
    if (!tcp && needsTcp(m_service->currentData().toString())) {
        const QSignalBlocker quiet(m_service);
        m_service->setCurrentIndex(0);
    }
}

} // namespace wl
