// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/panels/optionsform.h"

#include "ui/panels/formparts.h"

#include <QGridLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace wl {

OptionsForm::OptionsForm(QWidget *parent)
    : QWidget(parent)
    , m_toggle(new QToolButton(this))
    , m_rows(new QWidget(this))
    , m_end(new QComboBox(m_rows))
{
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    m_toggle->setText(tr("Socket options"));
    m_toggle->setArrowType(Qt::RightArrow);
    m_toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toggle->setCheckable(true);
    m_toggle->setAutoRaise(true);
    m_toggle->setToolTip(tr("What setsockopt() sets before the socket is used"));
    box->addWidget(m_toggle, 0, Qt::AlignLeft);
    box->addWidget(m_rows);
    auto *grid = new QGridLayout(m_rows);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setColumnStretch(1, 1);
    m_end->addItems({tr("answer, then close"), tr("stay open"), tr("as Qt does it")});
    m_end->setToolTip(tr("When the peer shuts down its writing side: close after the answer; stay in "
                         "CLOSE-WAIT until you close; or let QTcpSocket close at once."));
    m_endLabel = addRow(grid, 0, tr("Peer finishes"), m_end);
    for (const SocketOptionKind &kind : socketOptionKinds()) {
        // The form's own box stands for this one.
        if (qstrcmp(kind.key, "broadcast") == 0)
            continue;
        auto *field = new OptionField(kind, tr("as the system does"), m_rows);
        m_fields += {field, addRow(grid, grid->rowCount(), field->title(), field), &kind};
    }
    letCombosShrink(m_rows);
    m_rows->hide();
    connect(m_toggle, &QToolButton::toggled, this, [this](bool on) {
        m_toggle->setArrowType(on ? Qt::DownArrow : Qt::RightArrow);
        m_rows->setVisible(on);
    });
}

void OptionsForm::setProtocol(Protocol protocol)
{
    m_protocol = protocol;
    showWhatApplies();
}

void OptionsForm::showWhatApplies()
{
    const bool tcp = m_protocol == Protocol::Tcp;
    m_end->setVisible(tcp);
    m_endLabel->setVisible(tcp);
    for (const Row &row : std::as_const(m_fields)) {
        const bool applies = tcp ? row.kind->tcp : row.kind->udp;
        row.field->setVisible(applies);
        row.label->setVisible(applies);
    }
}

void OptionsForm::fill(EndpointSettings &settings) const
{
    settings.options.clear();
    settings.peerEnd = m_protocol == Protocol::Tcp ? PeerEnd(m_end->currentIndex()) : PeerEnd::Answer;
    for (const Row &row : m_fields) {
        const bool applies = m_protocol == Protocol::Tcp ? row.kind->tcp : row.kind->udp;
        const QString value = row.field->value();
        if (applies && !value.isEmpty())
            settings.options += OptionChoice{row.field->key(), value};
    }
}

void OptionsForm::setSettings(const EndpointSettings &settings)
{
    m_end->setCurrentIndex(int(settings.peerEnd));
    for (const Row &row : std::as_const(m_fields)) {
        QString value;
        for (const OptionChoice &choice : settings.options) {
            if (choice.key == row.field->key())
                value = choice.value;
        }
        row.field->setValue(value);
    }
    setProtocol(settings.protocol);
    // What is set must be seen.
    if (!settings.options.isEmpty() || settings.peerEnd != PeerEnd::Answer)
        m_toggle->setChecked(true);
}

} // namespace wl
