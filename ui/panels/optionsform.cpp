// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/panels/optionsform.h"

#include "ui/panels/formparts.h"

#include <QGridLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace wl {

OptionsForm::OptionsForm(Role role, QWidget *parent)
    : QWidget(parent)
    , m_role(role)
    , m_toggle(new QToolButton(this))
    , m_rows(new QWidget(this))
{
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(4);
    m_toggle->setText(tr("Socket options"));
    m_toggle->setArrowType(Qt::RightArrow);
    m_toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toggle->setCheckable(true);
    m_toggle->setAutoRaise(true);
    m_toggle->setToolTip(tr("What setsockopt() sets before the socket is used"));
    box->addWidget(m_toggle, 0, Qt::AlignLeft);
    box->addWidget(m_rows);
    createRows();
    m_rows->hide();
    connect(m_toggle, &QToolButton::toggled, this, [this](bool on) {
        m_toggle->setArrowType(on ? Qt::DownArrow : Qt::RightArrow);
        m_rows->setVisible(on);
    });
    showWhatApplies();
}

void OptionsForm::createRows()
{
    auto *grid = new QGridLayout(m_rows);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setColumnStretch(1, 1);
    for (const SocketOptionKind &kind : socketOptionKinds()) {
        // The client's form has a box of its own for this one.
        if (qstrcmp(kind.key, "broadcast") == 0)
            continue;
        auto *field = new OptionField(kind, tr("as the system does"), m_rows);
        QLabel *label = addRow(grid, int(m_fields.size()), field->title(), field);
        // Beside the choice, not beside the middle of the numbers under it.
        grid->setAlignment(label, Qt::AlignTop);
        label->setMinimumHeight(field->sizeHint().height());
        label->setToolTip(field->toolTip());
        m_fields += {field, label, &kind};
    }
}

void OptionsForm::setProtocol(Protocol protocol)
{
    m_protocol = protocol;
    showWhatApplies();
}

void OptionsForm::showWhatApplies()
{
    for (const Row &row : std::as_const(m_fields)) {
        // What a URL brought along must not be set unseen.
        const bool exists = m_protocol == Protocol::Tcp ? row.kind->tcp : row.kind->udp;
        const bool applies =
            isOffered(*row.kind, m_protocol, m_role) || (exists && !row.field->value().isEmpty());
        row.field->setVisible(applies);
        row.label->setVisible(applies);
    }
}

void OptionsForm::fill(EndpointSettings &settings) const
{
    settings.options.clear();
    for (const Row &row : m_fields) {
        const bool exists = m_protocol == Protocol::Tcp ? row.kind->tcp : row.kind->udp;
        const QString value = row.field->value();
        if (exists && !value.isEmpty())
            settings.options += OptionChoice{row.field->key(), value};
    }
}

void OptionsForm::setSettings(const EndpointSettings &settings)
{
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
    if (!settings.options.isEmpty())
        m_toggle->setChecked(true);
}

} // namespace wl
