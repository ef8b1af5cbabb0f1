// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/runlimits.h"
#include "app/exporters/exporter.h"
#include "app/exporters/sessionappender.h"

#include <cstdio>
#include <memory>

namespace wl {

/// wireladder-cli's main object: the same engine as the window's, its journal printed line by line.
class CliRunner final : public QObject
{
    Q_OBJECT

public:
    explicit CliRunner(const CliOptions &options);
    ~CliRunner() override;

    /// Starts session and script; false when a file cannot be written (said on stderr).
    bool start();
    /// What the program should exit with.
    int exitStatus() const;
    /// Ends in order: closes all sockets, prints what that brought, emits finished().
    void finish();

Q_SIGNALS:
    void finished();

private:
    void onGrew();
    void print(const EventRef &event);
    /// The demonstration's client has its answer: it says goodbye.
    void closeDemo();
    bool openSessionFile();

    const CliOptions m_options;
    Session m_session;
    Script m_script;
    SocketTable m_table;
    std::unique_ptr<Exporter> m_exporter;
    std::unique_ptr<SessionAppender> m_file;
    EventIndex m_printed = 0;
    RunLimits m_limits;
    bool m_ended = false;
    bool m_broken = false;
    bool m_demoClosed = false;
};

/// Prints a saved session; the exit status.
int printSession(const CliOptions &options);

} // namespace wl
