// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/sockets/endpoint.h"
#include "app/sockets/filesender.h"
#include "app/sockets/preparedsocket.h"

#include <QHostInfo>
#include <QTimer>

namespace wl {

/// A TCP client: one connection at a time, a fresh QTcpSocket for each Connect, and, when it is set so, for
/// each time that it connects again by itself.
class TcpClientEndpoint final : public Endpoint
{
    Q_OBJECT

public:
    TcpClientEndpoint(NetworkContext &context, EndpointId id);
    ~TcpClientEndpoint() override;

    void open(const EndpointSettings &settings) override;
    void close() override;
    void abort() override;
    void send(const Command::Send &command) override;
    void sendFile(const QString &path, SocketId socket) override;
    void cancelFile() override;
    void closeConnection(SocketId socket) override;
    void setReadingPaused(bool paused) override;
    void setPace(const Pace &pace) override;
    void step(const StepOrder &order) override;
    bool isIdle() const override { return !isOpen() && !m_again.isActive(); }

protected:
    StreamSocket *stream(SocketId socket) const override;
    int descriptor(SocketId socket) const override;

private:
    bool isOpen() const { return m_stream || m_prepared || m_lookup >= 0; }
    void begin();
    void connectLater();
    void stayDisconnected();
    void openAtOnce(const QString &host);
    void prepare(const QString &host);
    void onLookedUp(const QHostInfo &info);
    void prepareFor(const QHostAddress &peer);
    void offerNext();
    void runPrepared();
    bool makeCall(const QByteArray &family);
    bool bindPrepared();
    void connectPrepared();
    void onConnectEnded(int error);
    void makeStream(QTcpSocket *socket);
    void cancelPrepared();
    bool bindLocal(QTcpSocket *socket);
    void onEnded(int error);
    void dropStream();

    EndpointSettings m_settings;
    QPointer<StreamSocket> m_stream; ///< child
    StepDesk m_desk; ///< until there is a connection
    std::unique_ptr<PreparedSocket> m_prepared; ///< of a connection in steps, or with options
    QHostAddress m_peer;
    bool m_bound = false;
    bool m_failed = false; ///< connect failed, and the descriptor is still open
    std::unique_ptr<QSocketNotifier> m_writable; ///< while a connect of ours is under way
    int m_lookup = -1; ///< QHostInfo's number, -1: none under way
    QPointer<FileSender> m_file;
    bool m_wasConnected = false;
    bool m_told = false; ///< to end by the user, and not to connect again
    QTimer m_again; ///< runs until it connects by itself
};

} // namespace wl
