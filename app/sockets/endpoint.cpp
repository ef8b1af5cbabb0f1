// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/sockets/endpoint.h"

#include "app/sockets/addresses.h"
#include "app/sockets/preparedsocket.h"
#include "app/sockets/socketoptions.h"
#include "app/sockets/streamsocket.h"

#include <sys/socket.h>

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

void Endpoint::shutdownWrite(SocketId socket)
{
    StreamSocket *connection = stream(socket);
    const auto done = connection ? connection->shutdownWrite() : Failure{tr("That connection is closed.")};
    if (!done)
        refuse(done.error());
}

void Endpoint::reset(SocketId socket)
{
    if (StreamSocket *connection = stream(socket))
        connection->reset();
    else
        refuse(tr("Only an open TCP connection can be reset."));
}

void Endpoint::closeUnread(SocketId socket)
{
    StreamSocket *connection = stream(socket);
    const auto done = connection ? connection->closeUnread() : Failure{tr("That connection is closed.")};
    if (!done)
        refuse(done.error());
}

void Endpoint::setHeld(SocketId socket, bool held)
{
    StreamSocket *connection = stream(socket);
    const auto done = connection ? connection->setHeld(held) : Failure{tr("That connection is closed.")};
    if (!done)
        refuse(done.error());
}

void Endpoint::setOption(SocketId socket, const QString &option)
{
    const auto choice = optionFromText(option);
    const int fd = descriptor(socket);
    if (!choice || fd < 0) {
        refuse(choice ? tr("This socket is not open.") : choice.error());
        return;
    }
    sockaddr_storage address = {};
    socklen_t size = sizeof address;
    {
        const Recorder::Probing probing(recorder());
        ::getsockname(fd, reinterpret_cast<sockaddr *>(&address), &size);
    }
    applyOption(context(), m_id, fd, address.ss_family == AF_INET6, *choice);
}

void Endpoint::stepStream(StreamSocket *stream, const StepOrder &order)
{
    const auto done = stream ? stream->step(order) : Failure{tr("There is nothing to step here now.")};
    if (!done)
        refuse(done.error());
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
