// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/panels/bytesgauge.h"

#include "app/core/safetext.h"
#include "ui/panels/kerneltable.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

namespace wl {

BytesGauge::BytesGauge(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(4);
    m_out = new ByteFlow(context.theme, Theme::Colour::BandOut, this);
    m_in = new ByteFlow(context.theme, Theme::Colour::BandIn, this);
    box->addWidget(m_out);
    box->addWidget(m_in);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    m_line = new QLabel(this);
    m_line->setTextFormat(Qt::PlainText);
    m_line->setWordWrap(true);
    m_line->setProperty("weak", true);
    m_all = new QPushButton(tr("All numbers"), this);
    m_all->setProperty("link", true);
    m_all->setToolTip(tr("Opens a table of all numbers that the kernel gives of this socket."));
    line->addWidget(m_line, 1);
    line->addWidget(m_all, 0, Qt::AlignTop);
    box->addLayout(line);
    connect(m_all, &QPushButton::clicked, this, &BytesGauge::openTable);
    hide();
}

std::optional<Gauge> BytesGauge::gaugeOf(const SocketFacts *socket) const
{
    return socket ? gaugeAt(m_context.feed.view(), socket->gauge) : std::nullopt;
}

void BytesGauge::showSocket(const SocketFacts *socket)
{
    m_socket = socket ? socket->id : 0;
    const auto gauge = gaugeOf(socket);
    setVisible(gauge.has_value() || (socket && socket->held));
    m_all->setVisible(gauge.has_value());
    if (m_table)
        m_table->refresh();
    if (!socket)
        return;
    showFlows(*socket, gauge.value_or(Gauge()));
    const QString words = lineWords(*socket, gauge.value_or(Gauge()));
    if (m_line->text() != words)
        m_line->setText(words);
}

void BytesGauge::showFlows(const SocketFacts &socket, const Gauge &gauge)
{
    const bool stream = socket.role == SocketRole::Client || socket.role == SocketRole::Accepted;
    if (!stream || !socket.isOpen()) {
        m_out->hide();
        m_in->hide();
        return;
    }
    const SocketTable &table = m_context.feed.table();
    const SocketFacts *partner = socket.partner ? table.socket(socket.partner) : nullptr;
    const QString us = safeText(table.socketName(socket.id), 40);
    const QString peer = partner ? safeText(table.socketName(partner->id), 40) : tr("peer");
    const auto far = gaugeOf(partner);
    const ByteFlow::Places out{us, peer, gauge, far};
    const ByteFlow::Places in{peer, us, far, gauge};
    m_out->setVisible(!out.isEmpty());
    m_in->setVisible(!in.isEmpty());
    m_out->showPlaces(out);
    m_in->showPlaces(in);
}

QString BytesGauge::lineWords(const SocketFacts &socket, const Gauge &g) const
{
    const QLocale locale;
    QString words;
    if (socket.role == SocketRole::Datagram) {
        words = tr("%1 B waiting, %2 datagrams dropped")
                    .arg(shortBytes(g[GaugeField::ReceiveQueue]),
                        locale.toString(qulonglong(g[GaugeField::Drops])));
    } else if (g[GaugeField::Rtt] == 0) {
        // In SYN-SENT and in TIME-WAIT the kernel gives no such numbers.
        words = tr("no round trip measured");
    } else {
        words = tr("rtt %1 ms, window %2")
                    .arg(locale.toString(double(g[GaugeField::Rtt]) / 1000.0, 'f', 2),
                        shortBytes(g[GaugeField::SendWindow]));
        if (g[GaugeField::TotalRetransmits] > 0)
            words = tr("%1, sent again %2")
                        .arg(words, locale.toString(qulonglong(g[GaugeField::TotalRetransmits])));
    }
    if (!socket.held)
        return words;
    return socket.gauge ? tr("Reading is held. %1").arg(words) : tr("Reading is held.");
}

QString BytesGauge::words() const
{
    return m_line->text();
}

KernelTable *BytesGauge::openTable()
{
    if (!m_table)
        m_table = new KernelTable(m_context, this);
    m_table->setSocket(m_socket);
    m_table->show();
    m_table->raise();
    m_table->activateWindow();
    return m_table;
}

} // namespace wl
