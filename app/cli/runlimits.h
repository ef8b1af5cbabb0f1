// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/script.h"

#include <QTimer>

namespace wl {

/// Ends a run as --for, --until-idle and --until-closed ask for.
class RunLimits final : public QObject
{
    Q_OBJECT

public:
    explicit RunLimits(const CliOptions &options, QObject *parent = nullptr);

    void start();
    /// Something happened: the idle time begins anew; and perhaps everything is closed now.
    void sawEvents(const Script &script, const SocketTable &table);

Q_SIGNALS:
    /// Said once, from the event loop.
    void reached();

private:
    void reach();

    const std::optional<double> m_forSeconds;
    const std::optional<double> m_idleSeconds;
    const bool m_untilClosed;
    QTimer m_deadline;
    QTimer m_idle;
    bool m_reached = false;
};

} // namespace wl
