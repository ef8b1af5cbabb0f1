// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/panels/openoptions.h"

#include "app/core/safetext.h"
#include "app/models/eventtext.h"
#include "ui/panels/optionsdialog.h"

#include <QWidget>

namespace wl {

namespace {

QString textOf(const EventRef &event)
{
    const auto text = event.text();
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

} // namespace

OpenOptions::OpenOptions(
    const PanelContext &context, std::function<void(const Command::Body &)> post, QWidget *panel)
    : QObject(panel)
    , m_context(context)
    , m_post(std::move(post))
    , m_panel(panel)
{
}

void OpenOptions::open(SocketId socket)
{
    const SocketTable &table = m_context.feed.table();
    const SocketFacts *s = table.socket(socket);
    const EndpointFacts *e = s ? table.endpoint(s->endpoint) : nullptr;
    if (!e)
        return;
    if (m_dialog && m_socket != socket)
        delete m_dialog;
    if (!m_dialog) {
        const auto set = [this, socket](const QString &option) {
            m_post(Command::SetOption{option, socket});
        };
        m_dialog = new OptionsDialog(
            e->settings.protocol, e->settings.role, safeText(table.socketName(socket), 60), set, m_panel);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        m_socket = socket;
        m_read = m_context.feed.view().size();
    }
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

void OpenOptions::refresh()
{
    if (!m_dialog)
        return;
    const JournalView &view = m_context.feed.view();
    view.forEach(m_read, view.size(), [this](const EventRef &event) { takeOutcome(event); });
    m_read = view.size();
}

void OpenOptions::takeOutcome(const EventRef &event)
{
    const auto words = [this, &event] {
        return sentence(event, [this](EndpointId id) { return m_context.feed.table().endpointName(id); });
    };
    if (event->step == Step::NoteOptionSet && event->socket == m_socket)
        m_dialog->showOutcome(textOf(event), words());
    if (event->step != Step::NoteCommandFailed || event->cause == 0 || event->cause > event.index())
        return;
    const EventRef asked = m_context.feed.view().at(event.index() - event->cause);
    if (asked && asked->step == Step::SetOption && asked->socket == m_socket)
        m_dialog->showOutcome(textOf(asked), words());
}

} // namespace wl
