// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/sockets/tcpserverendpoint.h"

#include "app/sockets/addresses.h"

#include <QNetworkProxy>

#include <algorithm>
#include <cerrno>
#include <vector>

#include <unistd.h>

namespace wl {

namespace {

/// Qt's own 50 is soon full: clients then wait a second and more for their SYN to be sent again.
constexpr int defaultBacklog = 4096;

/// Descriptors kept free for files, timers and name lookups: running out of them makes accept spin. Of very
/// few, half: a server that may have 64 is to serve somebody.
int descriptorReserve(int all)
{
    return std::min(64, all / 2);
}

} // namespace

void CountingServer::incomingConnection(qintptr descriptor)
{
    if (mayTake && !mayTake())
        ::close(int(descriptor));
    else
        QTcpServer::incomingConnection(descriptor);
}

TcpServerEndpoint::TcpServerEndpoint(NetworkContext &context, EndpointId id)
    : Endpoint(context, id)
    , m_desk(context, id, this)
{
    connect(&m_desk, &StepDesk::due, this, &TcpServerEndpoint::step);
    m_resumeAccepting.setSingleShot(true);
    m_resumeAccepting.setInterval(200);
    connect(&m_resumeAccepting, &QTimer::timeout, this, [this] {
        if (m_server && !m_desk.isStepping())
            m_server->resumeAccepting();
        note(Step::NoteAcceptResumed);
    });
}

TcpServerEndpoint::~TcpServerEndpoint()
{
    m_server.reset();
    context().openConnections -= int(m_connections.size());
}

void TcpServerEndpoint::open(const EndpointSettings &settings)
{
    if (m_server || m_prepared) {
        refuse(tr("This server listens already. Stop it first."));
        return;
    }
    const auto address = strictAddress(settings.address);
    if (!address) {
        refuse(address.error());
        return;
    }
    // The room stays: a relay's mail waits for its receivers while the server is stopped.
    m_settings = settings;
    m_setup.reply = settings.reply;
    m_setup.mailbox = settings.mailbox;
    m_address = *address;
    m_bound = false;
    m_served = false;
    recorder().clearLastFailure(id());
    if (!m_desk.isStepping() && settings.options.isEmpty()) {
        listen(*address);
        return;
    }
    m_prepared = std::make_unique<PreparedSocket>(context(), id(), settings, *address);
    if (m_desk.isStepping())
        offerNext();
    else
        runPrepared();
}

int TcpServerEndpoint::backlog() const
{
    return m_settings.backlog >= 0 ? m_settings.backlog : defaultBacklog;
}

void TcpServerEndpoint::makeServer()
{
    m_server = std::make_unique<CountingServer>();
    m_server->setProxy(QNetworkProxy::NoProxy);
    m_server->mayTake = [this] { return mayTakeOneMore(); };
    m_server->setListenBacklogSize(backlog());
    // With one pending connection Qt stops accepting by itself: the classic loop, one client at a time.
    m_server->setMaxPendingConnections(m_settings.oneClient ? 1 : m_settings.maxConnections);
    connect(m_server.get(), &QTcpServer::newConnection, this, &TcpServerEndpoint::onNewConnection);
    connect(m_server.get(), &QTcpServer::acceptError, this, &TcpServerEndpoint::onAcceptError);
}

void TcpServerEndpoint::listen(const QHostAddress &address)
{
    makeServer();
    if (!m_server->listen(address, m_settings.port)) {
        m_server.reset();
        noteFailure(Step::NoteListenFailed, m_settings.address, EADDRNOTAVAIL);
        return;
    }
    noteListening(m_settings.announce, m_server->serverAddress(), m_server->serverPort(), listenerId());
}

SocketId TcpServerEndpoint::listenerId()
{
    return m_server ? recorder().socketOf(int(m_server->socketDescriptor())) : 0;
}

bool TcpServerEndpoint::mayTakeOneMore()
{
    // m_connections does not count those that wait in Qt for a slot; the context counts every one we hold.
    const bool belowLimit = int(m_connections.size()) < m_settings.maxConnections;
    const int all = context().maxDescriptors;
    const bool descriptorsLeft = context().openConnections < all - descriptorReserve(all);
    if (belowLimit && descriptorsLeft) {
        m_limitSaid = false;
        return true;
    }
    if (!m_limitSaid) {
        m_limitSaid = true;
        if (belowLimit)
            note(Step::NoteDescriptorLimit, {}, quint64(all), 0, listenerId());
        else
            note(Step::NoteConnectionLimit, {}, quint64(m_settings.maxConnections), 0, listenerId());
    }
    return false;
}

void TcpServerEndpoint::onNewConnection()
{
    const int fd = int(m_server->socketDescriptor());
    const SocketId listener = listenerId();
    const SignalScope scope(
        recorder(), {Step::NewConnection, Slot::ServerTakesConnection, id(), listener, 0, fd, {}, false});
    if (!m_settings.oneClient) {
        while (QTcpSocket *socket = m_server->nextPendingConnection())
            take(socket);
        return;
    }
    // Taken now, Qt's loop would go on and accept the next one: take it when the loop has returned.
    QMetaObject::invokeMethod(this, &TcpServerEndpoint::takeNext, Qt::QueuedConnection);
}

void TcpServerEndpoint::takeNext()
{
    if (!m_server || !m_connections.empty())
        return;
    if (QTcpSocket *socket = m_server->nextPendingConnection()) {
        m_server->pauseAccepting();
        take(socket);
    }
}

void TcpServerEndpoint::take(QTcpSocket *socket)
{
    const StreamSocket::Options options{m_settings.readSize, m_settings.maxUnread, m_settings.closeAfterReply,
        m_settings.peerEnd, Role::Server, m_desk.pace(), m_settings.idle, {}};
    auto *stream = new StreamSocket(context(), id(), socket, options, this);
    m_connections[stream->id()] = stream;
    m_served = true;
    ++context().openConnections;
    connect(stream, &StreamSocket::ended, this, [this, stream] { onEnded(stream); });
    stream->setService(makeService(m_settings.service, m_setup));
}

void TcpServerEndpoint::onEnded(StreamSocket *stream)
{
    if (m_connections.erase(stream->id()) == 0)
        return;
    --context().openConnections;
    stream->deleteLater();
    offerNext();
    if (m_desk.isStepping() || !m_settings.oneClient || !m_server || !m_connections.empty())
        return;
    if (m_server->hasPendingConnections())
        takeNext();
    else
        m_server->resumeAccepting();
}

void TcpServerEndpoint::onAcceptError(QAbstractSocket::SocketError error)
{
    const int fd = int(m_server->socketDescriptor());
    const SocketId listener = listenerId();
    const SignalScope scope(
        recorder(), {Step::AcceptError, Slot::ServerReportsError, id(), listener, error, fd, {}, false});
    pauseAccepting();
}

void TcpServerEndpoint::pauseAccepting()
{
    if (!m_server || m_desk.isStepping() || m_resumeAccepting.isActive())
        return;
    m_server->pauseAccepting();
    noteFailure(Step::NoteAcceptPaused, {});
    m_resumeAccepting.start();
}

void TcpServerEndpoint::close()
{
    if (!m_server && !m_prepared) {
        refuse(tr("This server does not listen."));
        return;
    }
    m_resumeAccepting.stop();
    m_desk.withdraw();
    m_prepared.reset();
    context().unattended.erase(listenerId());
    if (m_server)
        m_server->close();
    m_server.reset();
}

void TcpServerEndpoint::abort()
{
    m_resumeAccepting.stop();
    m_desk.withdraw();
    m_prepared.reset();
    m_server.reset();
    std::vector<StreamSocket *> streams;
    for (const auto &[socket, stream] : m_connections)
        streams.push_back(stream);
    for (StreamSocket *stream : streams)
        stream->abort();
}

std::vector<QPointer<StreamSocket>> TcpServerEndpoint::openStreams() const
{
    std::vector<QPointer<StreamSocket>> streams;
    for (const auto &[socket, stream] : m_connections)
        streams.emplace_back(stream);
    return streams;
}

StreamSocket *TcpServerEndpoint::find(SocketId socket) const
{
    const auto it = m_connections.find(socket);
    return it == m_connections.end() ? nullptr : it->second;
}

void TcpServerEndpoint::send(const Command::Send &command)
{
    StreamSocket *stream = find(command.socket);
    if (!stream || !stream->send(command.bytes))
        refuse(tr("That connection is closed. Choose another one in the table."));
}

void TcpServerEndpoint::sendToAll(const QByteArray &bytes)
{
    if (m_connections.empty())
        refuse(tr("No client is connected yet."));
    std::vector<StreamSocket *> streams;
    for (const auto &[socket, stream] : m_connections)
        streams.push_back(stream);
    std::sort(streams.begin(), streams.end(), [](auto *a, auto *b) { return a->id() < b->id(); });
    for (StreamSocket *stream : streams)
        stream->send(bytes);
}

void TcpServerEndpoint::sendFile(const QString &path, SocketId socket)
{
    StreamSocket *stream = find(socket);
    if (!stream) {
        refuse(tr("That connection is closed. Choose another one in the table."));
        return;
    }
    if (m_desk.isStepping()) {
        refuse(tr("A file is sent at full speed. Switch this panel to Live first."));
        return;
    }
    if (m_file) {
        refuse(tr("A file is on its way already. Wait for it, or cancel it."));
        return;
    }
    m_file = new FileSender(context(), id(), stream);
    connect(m_file, &FileSender::finished, this, [this] { m_file = nullptr; });
    m_file->start(path);
}

void TcpServerEndpoint::cancelFile()
{
    if (m_file)
        m_file->cancel();
    else
        Endpoint::cancelFile();
}

void TcpServerEndpoint::closeConnection(SocketId socket)
{
    if (StreamSocket *stream = find(socket))
        stream->finish();
    else
        Endpoint::closeConnection(socket);
}

void TcpServerEndpoint::setReadingPaused(bool paused)
{
    const std::vector<QPointer<StreamSocket>> streams = openStreams();
    for (const auto &stream : streams) {
        if (stream)
            stream->setReadingPaused(paused);
    }
}

} // namespace wl
