// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/cli/script.h"

#include <QCoreApplication>

namespace wl {

namespace {

bool isOwnFailure(const Event &e)
{
    switch (e.step) {
    case Step::NoteListenFailed:
    case Step::NoteConnectFailed:
    case Step::NoteLookupFailed:
    case Step::NoteConnectTimeout:
    case Step::NoteCommandFailed:
    case Step::NoteSendFailed:
    case Step::NoteFileFailed:
        return true;
    default:
        return false;
    }
}

/// Where this machine itself reaches a listener that was asked to listen there.
QString reachableAddress(const QString &listening)
{
    if (listening == QLatin1String("*") || listening == QLatin1String("0.0.0.0"))
        return QStringLiteral("127.0.0.1");
    return listening == QLatin1String("::") ? QStringLiteral("::1") : listening;
}

} // namespace

QString defaultName(Role role, int number)
{
    return (role == Role::Server ? QCoreApplication::translate("wl", "Server %1")
                                 : QCoreApplication::translate("wl", "Client %1"))
        .arg(number);
}

CliOptions demoOptions()
{
    CliOptions o;
    EndpointSettings server;
    server.port = 0;
    server.service = QStringLiteral("uppercase");
    server.announce = QStringLiteral("The server is ready to receive");
    o.actions.push_back(CliOptions::Listen{server});
    EndpointSettings client;
    client.role = Role::Client;
    client.address = QStringLiteral("@1");
    client.port = 0;
    client.prefix = QStringLiteral("From server: ");
    o.actions.push_back(CliOptions::Connect{client});
    o.actions.push_back(CliOptions::Send{QByteArrayLiteral("hello")});
    return o;
}

Script::Script(Session &session, const CliOptions &options, Namer namer)
    : m_session(session)
    , m_actions(options.actions)
    , m_namer(std::move(namer))
{
}

void Script::advance(const JournalView &view, const SocketTable &table)
{
    view.forEach(
        m_seen, view.size(), [this](const EventRef &e) { m_failed = m_failed || isOwnFailure(e.event()); });
    m_seen = view.size();
    while (!isDone() && carryOut(m_actions[m_next], table))
        ++m_next;
}

EndpointId Script::create(EndpointSettings &settings)
{
    auto &list = settings.role == Role::Server ? m_listeners : m_clients;
    const EndpointId id = m_session.nextEndpoint();
    list.push_back(id);
    if (settings.name.isEmpty())
        settings.name = m_namer ? m_namer(settings.role) : defaultName(settings.role, int(list.size()));
    m_session.post({id, Command::Create{settings}});
    return id;
}

bool Script::carryOut(const CliOptions::Action &action, const SocketTable &table)
{
    if (const auto *listen = std::get_if<CliOptions::Listen>(&action)) {
        EndpointSettings settings = listen->settings;
        const EndpointId id = create(settings);
        m_session.post({id, Command::Listen{settings}});
        return true;
    }
    if (const auto *connect = std::get_if<CliOptions::Connect>(&action))
        return connectTo(connect->settings, table);
    if (const auto *send = std::get_if<CliOptions::Send>(&action))
        return whenConnected(table, Command::Send{send->bytes, 0, {}});
    return whenConnected(table, Command::SendFile{std::get<CliOptions::SendFile>(action).path, 0});
}

bool Script::connectTo(EndpointSettings settings, const SocketTable &table)
{
    if (settings.address.startsWith(QLatin1Char('@'))) {
        const int number = settings.address.mid(1).toInt();
        if (number < 1 || number > int(m_listeners.size())) {
            m_failed = true;
            return true;
        }
        const EndpointFacts *listener = table.endpoint(m_listeners[std::size_t(number - 1)]);
        const SocketFacts *socket = listener ? table.socket(listener->main) : nullptr;
        if (listener && listener->trouble)
            return true;
        if (!socket || socket->local.port == 0)
            return false;
        settings.address = reachableAddress(listener->settings.address);
        settings.port = socket->local.port;
    }
    const EndpointId id = create(settings);
    m_session.post({id, Command::Connect{settings}});
    return true;
}

bool Script::whenConnected(const SocketTable &table, const Command::Body &body)
{
    if (m_clients.empty())
        return true;
    const EndpointFacts *client = table.endpoint(m_clients.back());
    if (!client)
        return false;
    // Refused: what was to be sent on it is left out; the refusal itself is the failure.
    if (client->trouble && !client->active)
        return true;
    const SocketFacts *socket = table.socket(client->main);
    const bool tcp = client->settings.protocol == Protocol::Tcp;
    if (!socket || (tcp && (client->connecting || socket->state != TcpState::Established)))
        return socket && !socket->isOpen() && !client->connecting;
    m_session.post({client->id, body});
    return true;
}

bool Script::allClosed(const SocketTable &table) const
{
    if (!isDone())
        return false;
    for (const EndpointId id : m_clients) {
        const EndpointFacts *client = table.endpoint(id);
        if (!client || client->active || client->connecting || client->lookingUp)
            return false;
    }
    if (!m_clients.empty())
        return table.openConnections() == 0;
    // Servers alone: closed once somebody has come and everybody has gone.
    for (const EndpointId id : m_listeners) {
        const EndpointFacts *server = table.endpoint(id);
        if (!server || (!server->trouble && server->accepted.empty()))
            return false;
    }
    return table.openConnections() == 0;
}

} // namespace wl
