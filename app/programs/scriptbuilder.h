// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/programs/script.h"

#include <map>
#include <optional>
#include <set>

namespace wl {

/// Folds the calls of one endpoint into the actions of a program.
class ScriptBuilder
{
public:
    ScriptBuilder(EndpointId endpoint, const SocketTable &table);

    void add(const EventRef &event);
    Script finish();

private:
    using Kind = Action::Kind;

    void note(const EventRef &event);
    void call(const EventRef &event);
    void open(const EventRef &event);
    void accept(const EventRef &event);
    void option(const EventRef &event, Action action);
    void bind(const EventRef &event, Action action);
    void connect(const EventRef &event, Action action);
    void send(const EventRef &event, Action action);
    void receive(const EventRef &event, Action action);
    void leaveOutRetry(SocketId socket);
    void leaveOut(std::size_t socket, const QByteArray &comment, const QString &remark);
    std::optional<std::size_t> socketOf(SocketId id) const;
    std::size_t addSocket(SocketId id, bool v6, bool datagram);
    std::size_t peerAt(const PackedAddress &address, bool learned);
    QByteArray nameFor(SocketRole role) const;
    bool isTarget(const PackedAddress &asked) const;
    bool isFull();
    void push(Action action) { m_script.actions.push_back(std::move(action)); }
    void remark(const QString &sentence);

    const SocketTable &m_table;
    EndpointId m_endpoint;
    Script m_script;
    std::map<SocketId, std::size_t> m_sockets;
    std::set<std::size_t> m_leftOut; ///< Qt's own second tries
    std::map<SocketId, std::size_t> m_connects; ///< the first connect of each socket, among the actions
    std::map<SocketId, PackedAddress> m_connected;
    PackedAddress m_asked; ///< the target as it was asked for: perhaps with port 0
    quint64 m_sent = 0;
    quint64 m_missing = 0;
    qint64 m_bytes = 0; ///< in literals so far
    bool m_full = false;
};

} // namespace wl
