// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/sockets/endpoint.h"

#include "app/sockets/addresses.h"

namespace wl {

Endpoint::Endpoint(NetworkContext &context, EndpointId id)
    : m_context(context)
    , m_id(id)
{
}

void Endpoint::note(Step step, const QString &text, quint64 arg, std::int64_t result, SocketId socket)
{
    const QByteArray words = text.toUtf8();
    recorder().note(step, m_id, socket, {words.constData(), std::size_t(words.size())}, arg, result);
}

void Endpoint::noteListening(
    const QString &announce, const QHostAddress &address, quint16 port, SocketId socket)
{
    const QByteArray words = announce.toUtf8();
    const PackedAddress place = packAddress(address, port);
    recorder().note(Step::NoteListening, m_id, socket, {words.constData(), std::size_t(words.size())}, port,
        0, 0, &place);
}

void Endpoint::noteFailure(Step step, const QString &text, int fallback)
{
    const auto failure = recorder().lastFailure(m_id);
    const QByteArray words = text.toUtf8();
    recorder().note(step, m_id, failure.socket, {words.constData(), std::size_t(words.size())}, 0, -1,
        failure.error ? failure.error : fallback, &failure.peer);
}

void Endpoint::refuse(const QString &why)
{
    note(Step::NoteCommandFailed, why);
}

void Endpoint::sendToAll(const QByteArray &)
{
    refuse(tr("Only a TCP server has several connections to send to."));
}

void Endpoint::sendFile(const QString &, SocketId)
{
    refuse(tr("A file goes over a TCP connection; connect one first."));
}

void Endpoint::cancelFile()
{
    refuse(tr("No file is on its way."));
}

void Endpoint::closeConnection(SocketId)
{
    refuse(tr("There is no such connection any more."));
}

void Endpoint::joinGroup(const QString &)
{
    refuse(tr("Only a UDP socket can join a multicast group."));
}

void Endpoint::leaveGroup(const QString &)
{
    refuse(tr("Only a UDP socket can leave a multicast group."));
}

} // namespace wl
