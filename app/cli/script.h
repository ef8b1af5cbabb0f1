// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/options.h"
#include "app/models/sockettable.h"
#include "app/sockets/session.h"

namespace wl {

/// Carries the command line's actions out on a session, in order, each as soon as it can be: a Send waits for
/// its connection, a Connect to "@1" for that listener's port. Told of what is new through advance().
class Script
{
public:
    using Namer = std::function<QString(Role)>;

    /// `namer` names endpoints that the options leave without a name; null: "Server 1", "Client 1" ….
    Script(Session &session, const CliOptions &options, Namer namer = {});

    /// Goes on as far as the journal allows.
    void advance(const JournalView &view, const SocketTable &table);
    bool isDone() const { return m_next == m_actions.size(); }
    /// True once every socket that this script opened is closed, or none could be opened.
    bool allClosed(const SocketTable &table) const;
    /// The last client that this script made; 0 before there is one.
    EndpointId lastClient() const { return m_clients.empty() ? 0 : m_clients.back(); }
    /// True when one of our own commands failed (refused, port in use …), not for what a peer did.
    bool hasFailed() const { return m_failed; }

private:
    bool carryOut(const CliOptions::Action &action, const SocketTable &table);
    bool connectTo(EndpointSettings settings, const SocketTable &table);
    bool whenConnected(const SocketTable &table, const Command::Body &body);
    EndpointId create(EndpointSettings &settings);

    Session &m_session;
    const std::vector<CliOptions::Action> m_actions;
    const Namer m_namer;
    std::size_t m_next = 0;
    std::vector<EndpointId> m_listeners;
    std::vector<EndpointId> m_clients;
    EventIndex m_seen = 0;
    bool m_failed = false;
};

/// "Server 1", "Client 2": the name of the next endpoint of that role and number.
QString defaultName(Role role, int number);
/// The prepared conversation of --demo and of "Show me": an uppercase server and a client that says hello.
CliOptions demoOptions();

} // namespace wl
