// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/cli/runlimits.h"

namespace wl {

namespace {

int milliseconds(double seconds)
{
    return int(seconds * 1000);
}

} // namespace

RunLimits::RunLimits(const CliOptions &options, QObject *parent)
    : QObject(parent)
    , m_forSeconds(options.forSeconds)
    , m_idleSeconds(options.untilIdleSeconds)
    , m_untilClosed(options.untilClosed)
{
    for (QTimer *timer : {&m_deadline, &m_idle}) {
        timer->setSingleShot(true);
        connect(timer, &QTimer::timeout, this, &RunLimits::reach);
    }
}

void RunLimits::start()
{
    if (m_forSeconds)
        m_deadline.start(milliseconds(*m_forSeconds));
    if (m_idleSeconds)
        m_idle.start(milliseconds(*m_idleSeconds));
}

void RunLimits::sawEvents(const Script &script, const SocketTable &table)
{
    if (m_idleSeconds && !m_reached)
        m_idle.start(milliseconds(*m_idleSeconds));
    if (m_untilClosed && script.allClosed(table))
        QMetaObject::invokeMethod(this, &RunLimits::reach, Qt::QueuedConnection);
}

void RunLimits::reach()
{
    if (m_reached)
        return;
    m_reached = true;
    Q_EMIT reached();
}

} // namespace wl
