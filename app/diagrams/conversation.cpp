// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/conversation.h"

#include "app/core/safetext.h"
#include "app/diagrams/messagematcher.h"

#include <QHostAddress>

#include <algorithm>
#include <tuple>

namespace wl {

namespace {

bool isServer(const EndpointFacts &endpoint)
{
    return endpoint.settings.role == Role::Server;
}

/// Whether what is sent from `from` to `to` comes to a socket that is bound to `at`.
bool comesTo(const PackedAddress &at, const PackedAddress &to, const PackedAddress &from)
{
    if (at.port != to.port)
        return false;
    const bool isHere = isLoopback(to) || (from.isValid() && isSameHost(from, to));
    return isAnyAddress(at) ? isHere : isSameHost(at, to);
}

/// Names and "all addresses" may mean any host; two different numbers can not mean the same one.
bool mayBeSameHost(const QString &bound, const QString &called)
{
    const QHostAddress at(bound);
    const QHostAddress to(called);
    const auto isOpen = [](const QHostAddress &a) {
        return a.isNull() || a == QHostAddress(QHostAddress::AnyIPv4)
            || a == QHostAddress(QHostAddress::AnyIPv6);
    };
    return isOpen(at) || isOpen(to) || at == to;
}

class Finder
{
public:
    explicit Finder(const SocketTable &table)
        : m_table(table)
    {
    }

    /// `peer` is the other end's address where the event tells it.
    Conversation ofSocket(SocketId id, const PackedAddress &peer = {}) const
    {
        const SocketFacts *socket = m_table.socket(id);
        if (!socket)
            return {};
        if (socket->role == SocketRole::Datagram)
            return ofDatagrams(*socket, peer);
        if (socket->role == SocketRole::Accepted)
            return ofConnection(otherEnd(m_table, *socket), id);
        const EndpointFacts *endpoint = m_table.endpoint(socket->endpoint);
        if (endpoint && isServer(*endpoint))
            return ofEndpoint(*endpoint);
        return ofConnection(id, otherEnd(m_table, *socket));
    }

    Conversation ofEndpoint(const EndpointFacts &endpoint) const
    {
        if (endpoint.settings.protocol == Protocol::Udp || !isServer(endpoint)) {
            const SocketFacts *main = m_table.socket(endpoint.main);
            return main && main->role != SocketRole::Unknown ? ofSocket(endpoint.main) : unmet(endpoint);
        }
        if (!endpoint.accepted.empty() && m_table.socket(endpoint.accepted.back())) {
            const SocketId last = endpoint.accepted.back();
            return ofConnection(otherEnd(m_table, *m_table.socket(last)), last);
        }
        return unmet(endpoint);
    }

    Conversation newest() const
    {
        const EndpointFacts *best = nullptr;
        const auto worth = [&](const EndpointFacts &e) {
            const SocketFacts *main = m_table.socket(e.main);
            const bool meets = main && (main->partner || !e.accepted.empty());
            return std::tuple(e.active, meets, !isServer(e), e.main, e.id);
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

    /// Whether the two could meet, as far as it is known where the server is bound and whom the client calls.
    bool mayMeet(const EndpointFacts &server, const EndpointFacts &client, SocketId caller) const
    {
        if (server.removed || client.removed || server.settings.protocol != client.settings.protocol)
            return false;
        const SocketFacts *from = m_table.socket(caller);
        const SocketFacts *at = m_table.socket(server.main);
        const bool calls = from && from->peer.isValid();
        const bool isBound = at && at->isOpen() && at->local.port != 0;
        if (calls && isBound)
            return comesTo(at->local, from->peer, from->local);
        const quint16 to = calls ? from->peer.port : client.settings.port;
        return to == (isBound ? at->local.port : server.settings.port)
            && mayBeSameHost(server.settings.address, client.settings.address);
    }

    /// A client that is not accepted yet: the listener that it calls, if it is ours.
    void addServerFor(const SocketFacts &client, Conversation &found) const
    {
        const EndpointFacts *caller = m_table.endpoint(client.endpoint);
        bool isActive = false;
        for (const auto &[id, endpoint] : m_table.endpoints()) {
            if (!caller || !isServer(endpoint) || !mayMeet(endpoint, *caller, client.id))
                continue;
            if (isActive && !endpoint.active)
                continue;
            isActive = endpoint.active;
            found.server = id;
            found.listener = endpoint.main;
        }
    }

    Conversation ofDatagrams(const SocketFacts &socket, const PackedAddress &peer) const
    {
        Conversation found;
        found.protocol = Protocol::Udp;
        const EndpointFacts *endpoint = m_table.endpoint(socket.endpoint);
        const bool receives = endpoint && isServer(*endpoint);
        (receives ? found.server : found.client) = socket.endpoint;
        (receives ? found.accepted : found.caller) = socket.id;
        if (!receives || !peer.isValid() || !addSender(found, socket, peer))
            addOther(found, endpoint);
        return found;
    }

    /// Who sent from this address, if it is one of ours; false when that can not be told.
    bool addSender(Conversation &found, const SocketFacts &receiver, const PackedAddress &source) const
    {
        bool isKnown = true;
        for (const auto &[id, other] : m_table.endpoints()) {
            const SocketFacts *sender = m_table.socket(other.main);
            if (isServer(other) || !sender || sender->role != SocketRole::Datagram)
                continue;
            if (comesTo(sender->local, source, receiver.local)) {
                found.client = id;
                found.caller = other.main;
                return true;
            }
            isKnown = isKnown && sender->local.port != 0;
        }
        return isKnown;
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
        bool isActive = false;
        for (const auto &[id, other] : m_table.endpoints()) {
            if (!one || isServer(other) == isServer(*one) || (isActive && !other.active))
                continue;
            const bool server = isServer(other);
            if (!(server ? mayMeet(other, *one, one->main) : mayMeet(*one, other, other.main)))
                continue;
            isActive = other.active;
            (server ? found.server : found.client) = id;
            const bool udp = found.protocol == Protocol::Udp;
            (server ? udp ? found.accepted : found.listener : found.caller) = other.main;
        }
    }

    const SocketTable &m_table;
};

} // namespace

SocketId otherEnd(const SocketTable &table, const SocketFacts &socket)
{
    if (socket.partner || (socket.role != SocketRole::Accepted && socket.role != SocketRole::Client))
        return socket.partner;
    const auto meets = [](const SocketFacts &client, const SocketFacts &server) {
        const bool isUnknown = !client.local.isValid() || client.local.port == 0;
        return client.isOpen() && server.isOpen() && !client.partner && !server.partner
            && client.peer.isValid() && server.local.isValid() && client.peer.port == server.local.port
            && (isUnknown ? isLoopback(server.peer) || isSameHost(server.peer, client.peer)
                          : client.local.port == server.peer.port);
    };
    SocketId found = 0;
    for (const auto &[id, endpoint] : table.endpoints()) {
        const bool serves = endpoint.settings.role == Role::Server;
        if (endpoint.settings.protocol != Protocol::Tcp || serves == (socket.role == SocketRole::Accepted))
            continue;
        const SocketId candidate = !serves ? endpoint.main
            : endpoint.accepted.empty()    ? SocketId(0)
                                           : endpoint.accepted.back();
        const SocketFacts *other = table.socket(candidate);
        if (!other || !(serves ? meets(socket, *other) : meets(*other, socket)))
            continue;
        // Two that may be it: nothing is known.
        if (found)
            return 0;
        found = candidate;
    }
    return found;
}

Conversation conversationOf(
    const SocketTable &table, const JournalView &view, std::optional<EventIndex> selected)
{
    const Finder finder(table);
    const EventRef event = selected ? view.at(*selected) : EventRef();
    Conversation found;
    if (event && event->socket) {
        const bool accepts = event->step == Step::CallAccept || event->step == Step::CallAccept4;
        const bool made = accepts && event->result >= 0 && event->arg <= 0xFFFFFFFF;
        const bool talks = isSendCall(event->step) || isRecvCall(event->step);
        found = finder.ofSocket(
            made ? SocketId(event->arg) : event->socket, talks ? event.peer() : PackedAddress());
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
