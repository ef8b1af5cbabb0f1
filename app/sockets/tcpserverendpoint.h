// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/services/servicecatalogue.h"
#include "app/sockets/endpoint.h"
#include "app/sockets/filesender.h"
#include "app/sockets/preparedsocket.h"
#include "app/sockets/readgate.h"

#include <QTcpServer>

#include <unordered_map>
#include <vector>

namespace wl {

/// QTcpServer that asks before it takes a connection. Counting anywhere else is too late: its accept loop
/// runs until the queue is empty, whatever a newConnection() slot does.
class CountingServer final : public QTcpServer
{
    Q_OBJECT

public:
    using QTcpServer::QTcpServer;
    /// True when one more connection may be taken; called for each.
    std::function<bool()> mayTake;

protected:
    void incomingConnection(qintptr descriptor) override;
};

/// A listening TCP socket and the connections that it accepted, each served by its own service object.
class TcpServerEndpoint final : public Endpoint
{
    Q_OBJECT

public:
    TcpServerEndpoint(NetworkContext &context, EndpointId id);
    ~TcpServerEndpoint() override;

    void open(const EndpointSettings &settings) override;
    void close() override;
    void abort() override;
    void send(const Command::Send &command) override;
    void sendToAll(const QByteArray &bytes) override;
    void sendFile(const QString &path, SocketId socket) override;
    void cancelFile() override;
    void closeConnection(SocketId socket) override;
    void setReadingPaused(bool paused) override;
    void pauseAccepting() override;
    void setPace(const Pace &pace) override;
    void step(const StepOrder &order) override;
    bool isIdle() const override { return !m_server && !m_prepared && m_connections.empty(); }

protected:
    StreamSocket *stream(SocketId socket) const override { return find(socket); }
    int descriptor(SocketId socket) const override;

private:
    void listen(const QHostAddress &address);
    void makeServer();
    void runPrepared();
    void adopt();
    void setStepping(bool stepping);
    void offerNext();
    bool makeCall(const QByteArray &family);
    void acceptOne();
    int backlog() const;
    /// For loops in which one of them may end, and leave m_connections.
    std::vector<QPointer<StreamSocket>> openStreams() const;
    bool mayTakeOneMore();
    void onNewConnection();
    void onAcceptError(QAbstractSocket::SocketError error);
    void takeNext();
    void take(QTcpSocket *socket);
    void onEnded(StreamSocket *stream);
    StreamSocket *find(SocketId socket) const;
    SocketId listenerId();

    EndpointSettings m_settings;
    ServiceSetup m_setup;
    std::unique_ptr<CountingServer> m_server;
    std::unordered_map<SocketId, StreamSocket *> m_connections; ///< children
    QPointer<FileSender> m_file;
    StepDesk m_desk; ///< of the listener
    std::unique_ptr<PreparedSocket> m_prepared; ///< of a listener in steps, or with options
    QPointer<ReadGate> m_gate; ///< of m_server
    QHostAddress m_address;
    bool m_bound = false;
    bool m_served = false; ///< has accepted somebody since it listens
    QTimer m_resumeAccepting;
    bool m_limitSaid = false;
};

} // namespace wl
