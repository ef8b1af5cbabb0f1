// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/conversation.h"

#include "app/core/safetext.h"

#include <algorithm>
#include <tuple>

namespace wl {

namespace {

bool isServer(const EndpointFacts &endpoint)
{
    return endpoint.settings.role == Role::Server;
}

/// How well an endpoint of ours fits as the other end before anything was observed between the two.
bool mayMeet(const EndpointFacts &server, const EndpointFacts &client)
{
    return !server.removed && !client.removed && server.settings.protocol == client.settings.protocol
        && server.settings.port == client.settings.port;
}

class Finder
{
public:
    explicit Finder(const SocketTable &table)
        : m_table(table)
    {
    }

    Conversation ofSocket(SocketId id) const
    {
        const SocketFacts *socket = m_table.socket(id);
        if (!socket)
            return {};
        if (socket->role == SocketRole::Datagram)
            return ofDatagrams(*socket);
        if (socket->role == SocketRole::Accepted)
            return ofConnection(socket->partner, id);
        const EndpointFacts *endpoint = m_table.endpoint(socket->endpoint);
        if (endpoint && isServer(*endpoint))
            return ofEndpoint(*endpoint);
        return ofConnection(id, socket->partner);
    }

    Conversation ofEndpoint(const EndpointFacts &endpoint) const
    {
        if (endpoint.settings.protocol == Protocol::Udp || !isServer(endpoint)) {
            const SocketFacts *main = m_table.socket(endpoint.main);
            return main && main->role != SocketRole::Unknown ? ofSocket(endpoint.main) : unmet(endpoint);
        }
        if (!endpoint.accepted.empty() && m_table.socket(endpoint.accepted.back())) {
            const SocketId last = endpoint.accepted.back();
            return ofConnection(m_table.socket(last)->partner, last);
        }
        return unmet(endpoint);
    }

    Conversation newest() const
    {
        const EndpointFacts *best = nullptr;
        const auto worth = [&](const EndpointFacts &e) {
            const SocketFacts *main = m_table.socket(e.main);
            const bool meets = main && (main->partner || !e.accepted.empty());
            return std::tuple(e.active, meets, !isServer(e), e.id);
        };
        for (const auto &[id, endpoint] : m_table.endpoints()) {
            if (!endpoint.removed && (!best || worth(endpoint) > worth(*best)))
                best = &endpoint;
        }
        return best ? ofEndpoint(*best) : Conversation();
    }

private:
    Conversation ofConnection(SocketId caller, SocketId accepted) const
    {
        Conversation found;
        const SocketFacts *client = m_table.socket(caller);
        const SocketFacts *server = m_table.socket(accepted);
        found.caller = caller;
        found.accepted = accepted;
        found.client = client ? client->endpoint : 0;
        found.server = server ? server->endpoint : 0;
        found.listener = server ? server->listener : 0;
        if (client && !server)
            addServerFor(*client, found);
        return found;
    }

    /// A client that is not accepted yet: the listener that it calls, if it is ours.
    void addServerFor(const SocketFacts &client, Conversation &found) const
    {
        const EndpointFacts *caller = m_table.endpoint(client.endpoint);
        for (const auto &[id, endpoint] : m_table.endpoints()) {
            if (!caller || !isServer(endpoint) || !mayMeet(endpoint, *caller))
                continue;
            found.server = id;
            found.listener = endpoint.main;
        }
    }

    Conversation ofDatagrams(const SocketFacts &socket) const
    {
        Conversation found;
        found.protocol = Protocol::Udp;
        const EndpointFacts *endpoint = m_table.endpoint(socket.endpoint);
        const bool receives = endpoint && isServer(*endpoint);
        (receives ? found.server : found.client) = socket.endpoint;
        (receives ? found.accepted : found.caller) = socket.id;
        addOther(found, endpoint);
        return found;
    }

    Conversation unmet(const EndpointFacts &endpoint) const
    {
        Conversation found;
        found.protocol = endpoint.settings.protocol;
        const bool server = isServer(endpoint);
        (server ? found.server : found.client) = endpoint.id;
        const bool udp = found.protocol == Protocol::Udp;
        (server ? udp ? found.accepted : found.listener : found.caller) = endpoint.main;
        addOther(found, &endpoint);
        return found;
    }

    void addOther(Conversation &found, const EndpointFacts *one) const
    {
        for (const auto &[id, other] : m_table.endpoints()) {
            if (!one || isServer(other) == isServer(*one))
                continue;
            if (!(isServer(other) ? mayMeet(other, *one) : mayMeet(*one, other)))
                continue;
            const bool server = isServer(other);
            (server ? found.server : found.client) = id;
            const bool udp = found.protocol == Protocol::Udp;
            (server ? udp ? found.accepted : found.listener : found.caller) = other.main;
        }
    }

    const SocketTable &m_table;
};

} // namespace

Conversation conversationOf(
    const SocketTable &table, const JournalView &view, std::optional<EventIndex> selected)
{
    const Finder finder(table);
    const EventRef event = selected ? view.at(*selected) : EventRef();
    Conversation found;
    if (event && event->socket) {
        const bool accepts = event->step == Step::CallAccept || event->step == Step::CallAccept4;
        const bool made = accepts && event->result >= 0 && event->arg <= 0xFFFFFFFF;
        found = finder.ofSocket(made ? SocketId(event->arg) : event->socket);
    } else if (const EndpointFacts *endpoint = event ? table.endpoint(event->endpoint) : nullptr) {
        found = finder.ofEndpoint(*endpoint);
    }
    return found.isEmpty() ? finder.newest() : found;
}

QString conversationTitle(const SocketTable &table, const Conversation &conversation)
{
    const auto name = [&](SocketId socket, EndpointId endpoint) {
        const QString known = socket ? table.socketName(socket) : table.endpointName(endpoint);
        return known.isEmpty() ? QStringLiteral("?") : safeText(QStringView(known), 40);
    };
    if (conversation.isEmpty())
        return {};
    return name(conversation.caller, conversation.client) + QStringLiteral(" \u21C4 ")
        + name(conversation.accepted ? conversation.accepted : conversation.listener, conversation.server);
}

} // namespace wl
