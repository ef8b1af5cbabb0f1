// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/sockets/tcpclientendpoint.h"

#include "app/core/messagebytes.h"
#include "app/sockets/addresses.h"

#include <QNetworkProxy>

#include <cerrno>

namespace wl {

namespace {

constexpr int mostSecondsApart = 24 * 3600;

} // namespace

TcpClientEndpoint::TcpClientEndpoint(NetworkContext &context, EndpointId id)
    : Endpoint(context, id)
    , m_desk(context, id, this)
{
    connect(&m_desk, &StepDesk::due, this, &TcpClientEndpoint::step);
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, [this] {
        note(Step::NoteReconnecting);
        begin();
    });
}

TcpClientEndpoint::~TcpClientEndpoint()
{
    if (m_lookup >= 0)
        QHostInfo::abortHostLookup(m_lookup);
}

void TcpClientEndpoint::open(const EndpointSettings &settings)
{
    if (isOpen()) {
        refuse(tr("This client is connected or connecting already. Disconnect it first."));
        return;
    }
    const auto host = hostOrAddress(settings.address);
    if (!host || settings.port == 0) {
        refuse(host ? tr("A port from 1 to 65535 is needed to connect to.") : host.error());
        return;
    }
    m_again.stop();
    m_settings = settings;
    begin();
}

void TcpClientEndpoint::begin()
{
    m_told = false;
    m_wasConnected = false;
    m_failed = false;
    recorder().beginTries(id());
    recorder().clearLastFailure(id());
    const auto host = hostOrAddress(m_settings.address);
    if (m_desk.isStepping() || !m_settings.options.isEmpty())
        prepare(*host);
    else
        openAtOnce(*host);
}

void TcpClientEndpoint::connectLater()
{
    if (m_told || m_settings.reconnect == 0 || m_again.isActive())
        return;
    const int wait = qMin(m_settings.reconnect, mostSecondsApart) * 1000;
    note(Step::NoteReconnect, {}, quint64(wait));
    m_again.start(wait);
}

void TcpClientEndpoint::stayDisconnected()
{
    m_told = true;
    if (!m_again.isActive())
        return;
    m_again.stop();
    note(Step::NoteReconnect);
}

void TcpClientEndpoint::openAtOnce(const QString &host)
{
    auto *socket = new QTcpSocket;
    makeStream(socket);
    if (m_settings.bindLocal && !bindLocal(socket)) {
        dropStream();
        connectLater();
        return;
    }
    socket->connectToHost(host, m_settings.port);
}

void TcpClientEndpoint::makeStream(QTcpSocket *socket)
{
    socket->setProxy(QNetworkProxy::NoProxy);
    const auto first = bytesFromEscapes(m_settings.first);
    const StreamSocket::Options options{m_settings.readSize, m_settings.maxUnread, false, m_settings.peerEnd,
        Role::Client, m_desk.pace(), m_settings.idle, first ? *first : QByteArray()};
    m_stream = new StreamSocket(context(), id(), socket, options, this);
    connect(m_stream, &StreamSocket::connected, this, [this] { m_wasConnected = true; });
    connect(m_stream, &StreamSocket::ended, this, &TcpClientEndpoint::onEnded);
}

bool TcpClientEndpoint::bindLocal(QTcpSocket *socket)
{
    const QString text =
        m_settings.localAddress.isEmpty() ? QStringLiteral("0.0.0.0") : m_settings.localAddress;
    const auto address = strictAddress(text);
    if (!address) {
        refuse(address.error());
        return false;
    }
    if (socket->bind(*address, m_settings.localPort))
        return true;
    noteFailure(Step::NoteConnectFailed, m_settings.address, EADDRNOTAVAIL);
    return false;
}

void TcpClientEndpoint::onEnded(int error)
{
    if (!m_wasConnected && error >= 0) {
        if (error == QAbstractSocket::HostNotFoundError)
            note(Step::NoteLookupFailed, m_settings.address);
        else if (error == QAbstractSocket::SocketTimeoutError)
            noteFailure(Step::NoteConnectTimeout, m_settings.address, ETIMEDOUT);
        else
            noteFailure(Step::NoteConnectFailed, m_settings.address, ECONNREFUSED);
    }
    dropStream();
    connectLater();
}

void TcpClientEndpoint::dropStream()
{
    if (!m_stream)
        return;
    // A bound socket keeps its descriptor after a refusal; only the end of the QTcpSocket closes it.
    m_desk.withdraw();
    m_stream->deleteLater();
    m_stream = nullptr;
}

void TcpClientEndpoint::close()
{
    const bool waited = m_again.isActive();
    stayDisconnected();
    if (waited)
        return;
    if (m_prepared || m_lookup >= 0)
        cancelPrepared();
    else if (m_stream)
        m_stream->finish();
    else
        refuse(tr("This client is not connected."));
}

void TcpClientEndpoint::abort()
{
    stayDisconnected();
    cancelPrepared();
    if (m_stream)
        m_stream->abort();
}

void TcpClientEndpoint::send(const Command::Send &command)
{
    if (!m_stream || !m_stream->send(command.bytes))
        refuse(tr("This client is not connected. Connect it, then send."));
}

void TcpClientEndpoint::sendFile(const QString &path, SocketId)
{
    if (!m_stream || !m_stream->isConnected()) {
        refuse(tr("This client is not connected. Connect it, then send."));
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
    m_file = new FileSender(context(), id(), m_stream);
    connect(m_file, &FileSender::finished, this, [this] { m_file = nullptr; });
    m_file->start(path);
}

void TcpClientEndpoint::cancelFile()
{
    if (m_file)
        m_file->cancel();
    else
        Endpoint::cancelFile();
}

void TcpClientEndpoint::closeConnection(SocketId)
{
    close();
}

void TcpClientEndpoint::setReadingPaused(bool paused)
{
    if (m_stream)
        m_stream->setReadingPaused(paused);
}

} // namespace wl
