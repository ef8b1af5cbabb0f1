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

namespace {

/// These are looked at when a socket is bound or connects, and never again.
bool comesTooLate(const SocketOptionKind &kind, Role role)
{
    const QLatin1String key(kind.key);
    return key == QLatin1String("v6only") || key == QLatin1String("syn-retries")
        || (key == QLatin1String("reuseaddr") && role == Role::Client);
}

} // namespace

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
    for (const SocketOptionKind &kind : socketOptionKinds()) {
        if (isOffered(kind, protocol, role) && !comesTooLate(kind, role))
            addOption(kind, grid);
    }
    grid->setRowStretch(grid->rowCount(), 1);
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(m_rows);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    box->addWidget(scroll, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    // Enter sets the option in whose row it is pressed; it must not close the dialog.
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    box->addWidget(buttons);
    resize(480, 460);
}

void OptionsDialog::addOption(const SocketOptionKind &kind, QGridLayout *grid)
{
    const int at = int(m_options.size()) * 2;
    auto *field = new OptionField(kind, tr("choose…"), m_rows);
    QLabel *label = addRow(grid, at, field->title(), field);
    label->setToolTip(field->toolTip());
    auto *button = new QPushButton(tr("Set"), m_rows);
    button->setAutoDefault(false);
    button->setEnabled(false);
    button->setAccessibleName(tr("Set %1").arg(field->title()));
    button->setToolTip(tr("Calls setsockopt() now, then asks what the kernel granted."));
    grid->addWidget(button, at, 2);
    const bool hasParts =
        kind.value == SocketOptionKind::Value::Keepalive || kind.value == SocketOptionKind::Value::Linger;
    if (hasParts) {
        // Beside the choice, not beside the middle of the numbers under it.
        grid->setAlignment(label, Qt::AlignTop);
        grid->setAlignment(button, Qt::AlignTop);
        label->setMinimumHeight(field->sizeHint().height());
    }
    auto *outcome = new QLabel(m_rows);
    outcome->setTextFormat(Qt::PlainText);
    outcome->setWordWrap(true);
    outcome->setTextInteractionFlags(Qt::TextSelectableByMouse);
    outcome->setProperty("weak", true);
    outcome->hide();
    grid->addWidget(outcome, at + 1, 1, 1, 2);
    const QString key = field->key();
    // SO_KEEPALIVE and its three times.
    m_options.insert(key, {field, outcome, {}, kind.value == SocketOptionKind::Value::Keepalive ? 4 : 1});
    connect(button, &QPushButton::clicked, this, [this, key] { set(key); });
    connect(field, &OptionField::submitted, this, [this, key] { set(key); });
    connect(field, &OptionField::changed, button,
        [field, button] { button->setEnabled(!field->value().isEmpty()); });
}

void OptionsDialog::set(const QString &key)
{
    Row &row = m_options[key];
    const QString value = row.field->value();
    if (value.isEmpty())
        return;
    row.lines.clear();
    showLines(row);
    m_set(optionText({key, value}));
}

void OptionsDialog::showOutcome(const QString &option, const QString &words)
{
    const auto row = m_options.find(option.section(u'=', 0, 0));
    if (row == m_options.end())
        return;
    row->lines += words;
    if (row->lines.size() > row->calls)
        row->lines.removeFirst();
    showLines(*row);
}

void OptionsDialog::showLines(const Row &row)
{
    const QString text = row.lines.join(u'\n');
    row.outcome->setText(text);
    row.outcome->setVisible(!text.isEmpty());
    row.field->setAccessibleDescription(text);
}

} // namespace wl
