// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/panels/optionsdialog.h"

#include "ui/panels/formparts.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace wl {

OptionsDialog::OptionsDialog(Protocol protocol, Role role, const QString &socketName,
    std::function<void(const QString &option)> set, QWidget *parent)
    : QDialog(parent)
    , m_set(std::move(set))
    , m_rows(new QWidget)
{
    setWindowTitle(tr("Socket options of %1").arg(socketName));
    setModal(false);
    auto *box = new QVBoxLayout(this);
    auto *grid = new QGridLayout(m_rows);
    grid->setColumnStretch(1, 1);
    const auto kinds = optionsFor(protocol);
    for (const SocketOptionKind *kind : kinds) {
        // Of a client, or of a socket that is bound, these come too late to change anything.
        const bool tooLate = qstrcmp(kind->key, "v6only") == 0
            || (role == Role::Client && qstrcmp(kind->key, "reuseaddr") == 0);
        if (!tooLate)
            addOption(*kind);
    }
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(m_rows);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    box->addWidget(scroll, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    box->addWidget(buttons);
    resize(560, 460);
}

void OptionsDialog::addOption(const SocketOptionKind &kind)
{
    auto *grid = static_cast<QGridLayout *>(m_rows->layout());
    const int row = grid->rowCount();
    auto *field = new OptionField(kind, tr("choose…"), m_rows);
    addRow(grid, row, field->title(), field);
    auto *button = new QPushButton(tr("Set"), m_rows);
    button->setAutoDefault(false);
    button->setAccessibleName(tr("Set %1").arg(field->title()));
    button->setToolTip(tr("Calls setsockopt() now, then asks what the kernel granted."));
    grid->addWidget(button, row, 2);
    auto *outcome = new QLabel(m_rows);
    outcome->setTextFormat(Qt::PlainText);
    outcome->setWordWrap(true);
    outcome->setProperty("weak", true);
    outcome->hide();
    grid->addWidget(outcome, row + 1, 1, 1, 2);
    m_outcomes[field->key()] = outcome;
    connect(button, &QPushButton::clicked, this, [this, field] {
        if (!field->value().isEmpty())
            m_set(QString(field->key() + u'=' + field->value()));
    });
}

void OptionsDialog::showOutcome(const QString &option, const QString &words)
{
    QLabel *label = m_outcomes.value(option.section(u'=', 0, 0));
    if (!label)
        return;
    label->setText(words);
    label->show();
}

} // namespace wl
