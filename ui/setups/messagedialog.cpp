// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/setups/messagedialog.h"

#include "app/core/safetext.h"
#include "ui/panels/formparts.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace wl {

MessageDialog::MessageDialog(const PanelContext &context, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
{
    setWindowTitle(tr("Messages"));
    auto *box = new QVBoxLayout(this);
    auto *to = new QGridLayout;
    to->setColumnStretch(1, 1);
    m_target = new QComboBox(this);
    addRow(to, 0, tr("To"), m_target);
    box->addLayout(to);
    auto *sides = new QHBoxLayout;
    sides->addWidget(makeList(), 1);
    sides->addWidget(makeFields(), 2);
    box->addLayout(sides, 1);
    m_state = new QLabel(this);
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);
    box->addWidget(m_state);
    makeButtons();
    connect(&m_sender, &MessageSender::due, this, &MessageDialog::sendBytes);
    connect(&m_sender, &MessageSender::progressed, this, &MessageDialog::showProgress);
    connect(&m_sender, &MessageSender::finished, this, &MessageDialog::onFinished);
    connect(m_target, &QComboBox::currentIndexChanged, this, &MessageDialog::updateButtons);
    showCurrent();
    resize(640, 360);
}

QWidget *MessageDialog::makeList()
{
    auto *side = new QWidget(this);
    auto *box = new QVBoxLayout(side);
    box->setContentsMargins(0, 0, 0, 0);
    m_list = new QListWidget(side);
    m_list->setAccessibleName(tr("Messages"));
    box->addWidget(m_list, 1);
    auto *line = new QHBoxLayout;
    const auto button = [&](const QString &text, const QString &tip) {
        auto *made = new QPushButton(text, side);
        made->setToolTip(tip);
        made->setAccessibleName(tip);
        made->setAutoDefault(false);
        line->addWidget(made);
        return made;
    };
    auto *fresh = button(tr("New"), tr("A new message at the end of the list"));
    m_remove = button(tr("Remove"), tr("Remove the selected message"));
    m_up = button(QStringLiteral("\u2191"), tr("Earlier in the list"));
    m_down = button(QStringLiteral("\u2193"), tr("Later in the list"));
    box->addLayout(line);
    connect(fresh, &QPushButton::clicked, this, &MessageDialog::add);
    connect(m_remove, &QPushButton::clicked, this, &MessageDialog::remove);
    connect(m_up, &QPushButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { move(1); });
    connect(m_list, &QListWidget::currentRowChanged, this, &MessageDialog::showCurrent);
    return side;
}

QWidget *MessageDialog::makeFields()
{
    m_fields = new QWidget(this);
    auto *grid = new QGridLayout(m_fields);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setColumnStretch(1, 1);
    m_name = new QLineEdit(m_fields);
    m_name->setMaxLength(200);
    addRow(grid, 0, tr("Name"), m_name);
    m_text = new QLineEdit(m_fields);
    m_text->setMaxLength(longestMessage);
    addRow(grid, 1, tr("Message"), m_text);
    auto *help =
        new QLabel(tr("{{counter}} counts, {{time}} is the time, {{random}} eight random digits."), m_fields);
    help->setTextFormat(Qt::PlainText);
    help->setWordWrap(true);
    help->setProperty("weak", true);
    grid->addWidget(help, 2, 1);
    m_kind = new QComboBox(m_fields);
    m_kind->addItems({tr("text with escapes"), tr("hexadecimal")});
    addRow(grid, 3, tr("Kind"), m_kind);
    m_ending = new QComboBox(m_fields);
    m_ending->addItems({tr("no line ending"), tr("LF"), tr("CR LF"), tr("NUL")});
    addRow(grid, 4, tr("Ends with"), m_ending);
    m_times = new QSpinBox(m_fields);
    m_times->setRange(0, 1'000'000'000);
    m_times->setSpecialValueText(tr("until stopped"));
    addRow(grid, 5, tr("How often"), m_times);
    m_every = new QSpinBox(m_fields);
    m_every->setRange(1, longestWait);
    m_every->setSuffix(tr(" ms"));
    addRow(grid, 6, tr("Every"), m_every);
    grid->setRowStretch(7, 1);
    for (QLineEdit *edit : {m_name, m_text})
        connect(edit, &QLineEdit::textEdited, this, &MessageDialog::takeFields);
    for (QComboBox *combo : {m_kind, m_ending})
        connect(combo, &QComboBox::activated, this, &MessageDialog::takeFields);
    for (QSpinBox *spin : {m_times, m_every})
        connect(spin, &QSpinBox::valueChanged, this, &MessageDialog::takeFields);
    return m_fields;
}

void MessageDialog::makeButtons()
{
    auto *line = new QHBoxLayout;
    m_send = new QPushButton(tr("Send"), this);
    m_send->setProperty("primary", true);
    m_sendAll = new QPushButton(tr("Send all in order"), this);
    m_stop = new QPushButton(tr("Stop"), this);
    auto *close = new QPushButton(tr("Close"), this);
    for (QPushButton *button : {m_send, m_sendAll, m_stop})
        line->addWidget(button);
    line->addStretch(1);
    line->addWidget(close);
    for (QPushButton *button : {m_sendAll, m_stop, close})
        button->setAutoDefault(false);
    static_cast<QVBoxLayout *>(layout())->addLayout(line);
    connect(m_send, &QPushButton::clicked, this, [this] {
        if (current() >= 0)
            send({m_messages[current()]});
    });
    connect(m_sendAll, &QPushButton::clicked, this, [this] { send(m_messages); });
    connect(m_stop, &QPushButton::clicked, &m_sender, &MessageSender::stop);
    connect(close, &QPushButton::clicked, this, &QDialog::hide);
}

int MessageDialog::current() const
{
    const int row = m_list->currentRow();
    return row < m_messages.size() ? row : -1;
}

void MessageDialog::setMessages(const QList<SavedMessage> &messages)
{
    m_sender.stop();
    m_messages = messages;
    m_list->clear();
    for (const SavedMessage &message : messages)
        m_list->addItem(message.name);
    m_list->setCurrentRow(messages.isEmpty() ? -1 : 0);
    showCurrent();
}

void MessageDialog::add()
{
    SavedMessage message;
    message.name = tr("Message %1").arg(m_messages.size() + 1);
    message.everyMs = 1000;
    message.ending = LineEnding::Lf;
    m_messages << message;
    m_list->addItem(message.name);
    m_list->setCurrentRow(int(m_messages.size()) - 1);
    m_text->setFocus();
    Q_EMIT edited();
}

void MessageDialog::remove()
{
    const int row = current();
    if (row < 0)
        return;
    m_messages.removeAt(row);
    delete m_list->takeItem(row);
    showCurrent();
    Q_EMIT edited();
}

void MessageDialog::move(int by)
{
    const int row = current();
    const int to = row + by;
    if (row < 0 || to < 0 || to >= m_messages.size())
        return;
    m_messages.swapItemsAt(row, to);
    m_list->insertItem(to, m_list->takeItem(row));
    m_list->setCurrentRow(to);
    Q_EMIT edited();
}

void MessageDialog::showCurrent()
{
    const int row = current();
    m_filling = true;
    const SavedMessage message = row < 0 ? SavedMessage() : m_messages[row];
    m_fields->setEnabled(row >= 0);
    if (m_messages.isEmpty())
        m_state->setText(tr("No message yet: “New” makes one."));
    else if (m_count == 0)
        m_state->clear();
    m_name->setText(message.name);
    m_text->setText(message.text);
    m_kind->setCurrentIndex(message.hex ? 1 : 0);
    m_ending->setCurrentIndex(int(message.ending));
    m_times->setValue(message.times);
    m_every->setValue(message.everyMs);
    m_filling = false;
    updateButtons();
}

void MessageDialog::takeFields()
{
    const int row = current();
    if (m_filling || row < 0)
        return;
    m_messages[row] = {m_name->text(), m_text->text(), m_kind->currentIndex() == 1,
        static_cast<LineEnding>(m_ending->currentIndex()), m_every->value(), m_times->value()};
    m_list->item(row)->setText(m_name->text());
    updateButtons();
    Q_EMIT edited();
}

void MessageDialog::refresh()
{
    const QVariant chosen = m_target->currentData();
    QList<std::pair<QString, EndpointId>> targets;
    for (const auto &[id, facts] : m_context.feed.table().endpoints()) {
        const bool server = facts.settings.role == Role::Server;
        if (facts.removed || (server && facts.settings.protocol == Protocol::Udp))
            continue;
        const QString name = safeText(QStringView(facts.name), 60);
        targets << std::pair(server ? tr("all clients of %1").arg(name) : name, id);
    }
    bool same = targets.size() == m_target->count();
    for (int i = 0; same && i < m_target->count(); ++i)
        same =
            m_target->itemData(i).toUInt() == targets[i].second && m_target->itemText(i) == targets[i].first;
    if (!same) {
        m_target->clear();
        for (const auto &[name, id] : targets)
            m_target->addItem(name, id);
        // A person rather means one client than all of a server's.
        int usual = 0;
        while (usual + 1 < m_target->count() && isServer(m_target->itemData(usual).toUInt()))
            ++usual;
        const int again = m_target->findData(chosen);
        m_target->setCurrentIndex(again >= 0 ? again : usual);
    }
    updateButtons();
}

bool MessageDialog::isServer(EndpointId id) const
{
    const EndpointFacts *facts = m_context.feed.table().endpoint(id);
    return facts && facts->settings.role == Role::Server;
}

void MessageDialog::hideEvent(QHideEvent *event)
{
    m_sender.stop();
    QDialog::hideEvent(event);
}

QString MessageDialog::troubleWith(EndpointId id) const
{
    const EndpointFacts *facts = m_context.feed.table().endpoint(id);
    if (facts && facts->removed)
        return tr("This panel was removed.");
    if (!facts)
        return tr("There is nobody to send to yet: make a client.");
    if (facts->settings.role == Role::Server)
        return facts->openConnections > 0 ? QString() : tr("No client is connected to this server.");
    return facts->active && !facts->connecting ? QString()
                                               : tr("This client is not connected: connect it first.");
}

void MessageDialog::send(const QList<SavedMessage> &messages)
{
    m_count = 0;
    m_sendsTo = m_target->currentData().toUInt();
    m_trouble.clear();
    m_sender.start(messages);
    updateButtons();
}

void MessageDialog::sendBytes(const QByteArray &bytes)
{
    m_trouble = m_context.feed.isPast() ? tr("An earlier moment is shown now.") : troubleWith(m_sendsTo);
    if (!m_trouble.isEmpty()) {
        m_sender.stop();
        return;
    }
    ++m_count;
    if (isServer(m_sendsTo))
        m_context.post({m_sendsTo, Command::SendToAll{bytes}});
    else
        m_context.post({m_sendsTo, Command::Send{bytes, 0, {}}});
}

void MessageDialog::showProgress()
{
    m_state->setText(tr("Messages sent: %1").arg(m_count));
}

void MessageDialog::onFinished(const QString &error)
{
    const QString why = error.isEmpty() ? m_trouble : error;
    const QString sent = tr("Messages sent: %1").arg(m_count);
    m_state->setText(why.isEmpty() ? sent : tr("%1. %2").arg(sent, why));
    updateButtons();
}

void MessageDialog::updateButtons()
{
    const bool runs = m_sender.isRunning();
    const QString trouble = troubleWith(m_target->currentData().toUInt());
    const bool can = trouble.isEmpty() && !runs;
    m_send->setEnabled(can && current() >= 0);
    m_sendAll->setEnabled(can && !m_messages.isEmpty());
    m_send->setToolTip(trouble);
    m_sendAll->setToolTip(trouble);
    m_stop->setEnabled(runs);
    m_target->setEnabled(!runs && m_target->count() > 0);
    m_remove->setEnabled(current() >= 0);
    m_up->setEnabled(current() > 0);
    m_down->setEnabled(current() >= 0 && current() + 1 < m_messages.size());
    m_every->setEnabled(m_times->value() != 1);
}

} // namespace wl
