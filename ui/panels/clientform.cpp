// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/panels/clientform.h"

#include "app/core/messagebytes.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace wl {

ClientForm::ClientForm(QWidget *parent)
    : QWidget(parent)
{
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(6);
    createUsual();
    createRare();
    connect(m_protocol, &ProtocolSwitch::switched, this, &ClientForm::showWhatApplies);
    connect(m_protocol, &ProtocolSwitch::switched, this, &ClientForm::protocolSwitched);
    connect(m_preset, &QComboBox::activated, this, &ClientForm::applyPreset);
    connect(m_host, &QLineEdit::returnPressed, this, &ClientForm::submitted);
    letCombosShrink(this);
    letWheelPass(this);
    EndpointSettings s;
    s.role = Role::Client;
    setSettings(s);
}

void ClientForm::createUsual()
{
    auto *grid = new QGridLayout;
    grid->setColumnStretch(1, 1);
    m_protocol = new ProtocolSwitch(this);
    addRow(grid, 0, tr("Protocol"), m_protocol);
    m_host = new QLineEdit(this);
    m_host->setMaxLength(300);
    m_host->setToolTip(tr("A name such as localhost, or an address such as 127.0.0.1 or ::1."));
    addRow(grid, 1, tr("Server"), m_host);
    m_port = makePortBox(this, false);
    addRow(grid, 2, tr("Port"), m_port);
    static_cast<QVBoxLayout *>(layout())->addLayout(grid);
}

void ClientForm::createRare()
{
    m_rare = new QWidget(this);
    auto *grid = new QGridLayout(m_rare);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setColumnStretch(1, 1);
    m_preset = new QComboBox(m_rare);
    m_preset->addItems({tr("choose…"), tr("Echo, port 10000"), tr("Capitals, port 12000")});
    m_preset->setToolTip(tr("Fills the form with the numbers of the classic textbook programs."));
    addRow(grid, 0, tr("Preset"), m_preset);
    m_bind = new QCheckBox(tr("Bind first"), m_rare);
    m_bind->setToolTip(tr("Call bind() with this address and port; without it the kernel chooses both."));
    grid->addWidget(m_bind, 1, 1);
    m_localAddress = new QLineEdit(m_rare);
    m_localAddress->setPlaceholderText(tr("any address"));
    addRow(grid, 2, tr("From"), m_localAddress);
    m_localPort = makePortBox(m_rare, true);
    m_localPort->setAccessibleName(tr("Local port"));
    addRow(grid, 3, tr("From port"), m_localPort);
    m_readSize = new ReadSizeBox(m_rare);
    addRow(grid, 4, tr("Read"), m_readSize);
    m_prefix = new QLineEdit(m_rare);
    m_prefix->setPlaceholderText(tr("nothing"));
    m_prefix->setToolTip(tr("Shown before what comes back, for example “From server: ”."));
    addRow(grid, 5, tr("Before"), m_prefix);
    m_broadcast = new QCheckBox(tr("Allow broadcast"), m_rare);
    m_broadcast->setToolTip(
        tr("Sets SO_BROADCAST, without which the kernel refuses to send to a broadcast address."));
    grid->addWidget(m_broadcast, 6, 1);
    m_peerEnd = new PeerEndBox(m_rare);
    m_tcpOnly << addRow(grid, 7, tr("Peer finishes"), m_peerEnd) << m_peerEnd;
    m_first = new QLineEdit(m_rare);
    m_first->setMaxLength(4096);
    m_first->setPlaceholderText(tr("nothing"));
    m_first->setToolTip(
        tr("Sent as soon as it is connected, with C escapes; for a relay: name bob\\nfetch\\n"));
    m_tcpOnly << addRow(grid, 8, tr("Sends first"), m_first) << m_first;
    m_firstWrong = new QLabel(m_rare);
    m_firstWrong->setTextFormat(Qt::PlainText);
    m_firstWrong->setWordWrap(true);
    m_firstWrong->setProperty("error", true);
    m_firstWrong->hide();
    grid->addWidget(m_firstWrong, 9, 1);
    m_idle = makeSecondsBox(m_rare, tr("never"));
    m_idle->setToolTip(tr("Close when nothing has moved for so long."));
    m_tcpOnly << addRow(grid, 10, tr("Close when idle"), m_idle) << m_idle;
    m_reconnect = makeSecondsBox(m_rare, tr("never"));
    m_reconnect->setToolTip(tr("Connect again by itself, so long after the connection has ended."));
    m_tcpOnly << addRow(grid, 11, tr("Reconnect after"), m_reconnect) << m_reconnect;
    m_options = new OptionsForm(Role::Client, m_rare);
    grid->addWidget(m_options, grid->rowCount(), 0, 1, 2);
    m_rare->hide();
    layout()->addWidget(m_rare);
    connect(m_bind, &QCheckBox::toggled, this, &ClientForm::showWhatApplies);
}

EndpointSettings ClientForm::settings() const
{
    EndpointSettings s = m_base;
    s.role = Role::Client;
    s.protocol = m_protocol->protocol();
    s.address = m_host->text().trimmed();
    s.port = quint16(m_port->value());
    s.bindLocal = m_bind->isChecked();
    s.localAddress = m_localAddress->text().trimmed();
    s.localPort = quint16(m_localPort->value());
    s.readSize = m_readSize->bytes();
    s.prefix = m_prefix->text();
    s.broadcast = m_broadcast->isChecked();
    s.peerEnd = s.protocol == Protocol::Tcp ? m_peerEnd->peerEnd() : PeerEnd::Answer;
    const bool tcp = s.protocol == Protocol::Tcp;
    s.first = tcp ? m_first->text() : QString();
    s.idle = tcp ? m_idle->value() : 0;
    s.reconnect = tcp ? m_reconnect->value() : 0;
    m_options->fill(s);
    return s;
}

void ClientForm::setSettings(const EndpointSettings &s)
{
    m_base = s;
    m_protocol->setProtocol(s.protocol);
    m_host->setText(s.address);
    m_port->setValue(s.port);
    m_bind->setChecked(s.bindLocal);
    m_localAddress->setText(s.localAddress);
    m_localPort->setValue(s.localPort);
    m_readSize->setBytes(s.readSize);
    m_prefix->setText(s.prefix);
    m_broadcast->setChecked(s.broadcast);
    m_peerEnd->setPeerEnd(s.peerEnd);
    m_first->setText(s.first);
    m_idle->setValue(s.idle);
    m_reconnect->setValue(s.reconnect);
    m_options->setSettings(s);
    showWhatApplies();
}

void ClientForm::applyPreset(int index)
{
    if (index == 0)
        return;
    EndpointSettings s = settings();
    s.address = QStringLiteral("localhost");
    const bool echo = index == 1;
    s.port = echo ? 10000 : 12000;
    s.readSize = echo ? 4096 : s.protocol == Protocol::Tcp ? 1024 : 2048;
    s.prefix = echo ? QString() : QStringLiteral("From server: ");
    setSettings(s);
    Q_EMIT messageProposed(
        echo ? QStringLiteral("This is the message. It will be repeated.") : QStringLiteral("hello"));
}

void ClientForm::showWhatApplies()
{
    m_options->setProtocol(m_protocol->protocol());
    const bool tcp = m_protocol->protocol() == Protocol::Tcp;
    m_broadcast->setVisible(!tcp);
    for (QWidget *widget : std::as_const(m_tcpOnly))
        widget->setVisible(tcp);
    m_localAddress->setEnabled(m_bind->isChecked());
    m_localPort->setEnabled(m_bind->isChecked());
}

bool ClientForm::check()
{
    const auto first = bytesFromEscapes(m_first->text());
    m_firstWrong->setVisible(!first);
    if (first)
        return true;
    m_firstWrong->setText(first.error());
    setMoreVisible(true);
    m_first->setFocus();
    return false;
}

void ClientForm::setMoreVisible(bool visible)
{
    m_rare->setVisible(visible);
}

} // namespace wl
