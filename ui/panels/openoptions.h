// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/panelcontext.h"

#include <QPointer>

namespace wl {

class OptionsDialog;

/// Opens the options of one open socket and tells the dialog what became of each.
class OpenOptions final : public QObject
{
    Q_OBJECT

public:
    OpenOptions(const PanelContext &context, std::function<void(const Command::Body &)> post, QWidget *panel);

    void open(SocketId socket);
    /// Looks for outcomes among the new events; does nothing while no dialog is open.
    void refresh();

private:
    void takeOutcome(const EventRef &event);

    const PanelContext &m_context;
    std::function<void(const Command::Body &)> m_post;
    QWidget *m_panel;
    QPointer<OptionsDialog> m_dialog;
    SocketId m_socket = 0;
    EventIndex m_read = 0;
};

} // namespace wl
