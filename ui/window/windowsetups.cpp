// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// The window: notes about events, lists of messages, and setups.

#include "app/core/safetext.h"
#include "app/models/eventtext.h"
#include "app/setups/setup.h"
#include "ui/panels/endpointpanel.h"
#include "ui/setups/messagedialog.h"
#include "ui/views/logview.h"
#include "ui/window/actions.h"
#include "ui/window/banner.h"
#include "ui/window/mainwindow.h"
#include "ui/window/panelset.h"

#include <QFileDialog>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>

namespace wl {

namespace {

const QLatin1String messagesKey("messages");

QString setupFilter()
{
    return MainWindow::tr("Setups (*.wireladder-setup)");
}

} // namespace

void MainWindow::connectSetups()
{
    m_messages = new MessageDialog(m_context, this);
    if (const auto kept = messagesFromJson(QSettings().value(messagesKey).toByteArray()))
        m_messages->setMessages(*kept);
    connect(m_messages, &MessageDialog::edited, this,
        [this] { QSettings().setValue(messagesKey, messagesJson(m_messages->messages())); });
    for (const auto changed : {&Feed::advanced, &Feed::reset})
        connect(&m_feed, changed, m_messages, [this] {
            if (m_messages->isVisible())
                m_messages->refresh();
        });
    connect(m_actions->messages, &QAction::triggered, this, [this] {
        m_messages->refresh();
        m_messages->show();
        m_messages->raise();
        m_messages->activateWindow();
    });
    connect(m_actions->note, &QAction::triggered, this, &MainWindow::editNote);
    connect(m_log, &LogView::noteWanted, this, &MainWindow::editNote);
    connect(&m_selection, &Selection::changed, this,
        [this] { m_actions->note->setEnabled(m_selection.current().has_value()); });
    m_actions->note->setEnabled(false);
    connect(m_actions->openSetup, &QAction::triggered, this, [this] {
        const QString path = QFileDialog::getOpenFileName(this, tr("Open setup"), {}, setupFilter());
        if (!path.isEmpty())
            openSetup(path);
    });
    connect(m_actions->saveSetup, &QAction::triggered, this, [this] {
        // Not the function that asks for a name: it would ask about the name before the suffix is added.
        auto *dialog = new QFileDialog(this, tr("Save setup"), {}, setupFilter());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setDefaultSuffix(QStringLiteral("wireladder-setup"));
        connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::saveSetup);
        dialog->open();
    });
}

void MainWindow::editNote()
{
    const auto event = m_selection.current();
    if (!event)
        return;
    const EventRef row = m_feed.view().at(*event);
    if (!row)
        return;
    const auto names = [this](EndpointId id) { return m_feed.table().endpointName(id); };
    QInputDialog dialog(this);
    dialog.setWindowTitle(tr("Note on row %1").arg(*event + 1));
    dialog.setLabelText(sentence(row, names).left(200) + QLatin1Char('\n') + tr("Your note (empty: none):"));
    dialog.setTextValue(m_feed.notes().of(*event));
    dialog.resize(560, dialog.sizeHint().height());
    if (auto *label = dialog.findChild<QLabel *>()) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    if (auto *edit = dialog.findChild<QLineEdit *>())
        edit->setMaxLength(int(EventNotes::longest));
    if (dialog.exec() == QDialog::Accepted)
        m_session->addNote(*event, dialog.textValue().trimmed());
}

void MainWindow::saveSetup(const QString &path)
{
    Setup setup{QFileInfo(path).completeBaseName(), m_panels->settings(), m_messages->messages()};
    if (setup.panels.size() > mostPanels) {
        m_banner->say(tr("The setup was not saved."),
            tr("It would have %1 panels, and at most %2 can be kept. Remove some.")
                .arg(setup.panels.size())
                .arg(mostPanels));
        return;
    }
    const auto saved = writeSetup(setup, path);
    if (saved)
        m_banner->say(tr("Setup saved."),
            tr("Panels: %1, messages: %2.").arg(setup.panels.size()).arg(setup.messages.size()));
    else
        m_banner->say(tr("The setup was not saved."), saved.error());
}

void MainWindow::openSetup(const QString &path)
{
    const auto setup = readSetup(path);
    if (!setup) {
        m_banner->say(tr("The setup was not opened."), setup.error());
        return;
    }
    const auto show = [this, setup = *setup] {
        if (!m_session->isLive() || !m_panels->isEmpty())
            m_session->startNew();
        for (const EndpointSettings &settings : setup.panels)
            m_session->create(settings);
        // Shown, and kept as the usual list only when somebody changes it.
        if (!setup.messages.isEmpty())
            m_messages->setMessages(setup.messages);
        m_banner->say(tr("Setup “%1”.").arg(safeText(QStringView(setup.name), 60)),
            tr("Panels: %1, messages: %2. Start what you want to run.")
                .arg(setup.panels.size())
                .arg(setup.messages.size()));
    };
    // Beside panels with the same names and ports nobody could tell which is which.
    if (m_session->isLive() && m_panels->isEmpty())
        show();
    else
        leaveSession(show);
}

} // namespace wl
