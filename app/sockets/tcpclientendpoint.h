// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/sockets/endpoint.h"
#include "app/sockets/filesender.h"

namespace wl {

/// A TCP client: one connection at a time, a fresh QTcpSocket for each Connect.
class TcpClientEndpoint final : public Endpoint
{
    Q_OBJECT

public:
    TcpClientEndpoint(NetworkContext &context, EndpointId id);

    void open(const EndpointSettings &settings) override;
    void close() override;
    void abort() override;
    void send(const Command::Send &command) override;
    void sendFile(const QString &path, SocketId socket) override;
    void cancelFile() override;
    void closeConnection(SocketId socket) override;
    void setReadingPaused(bool paused) override;
    bool isIdle() const override { return !m_stream; }

private:
    bool bindLocal(QTcpSocket *socket);
    void onEnded(int error);
    void dropStream();

    EndpointSettings m_settings;
    QPointer<StreamSocket> m_stream; ///< child
    QPointer<FileSender> m_file;
    bool m_wasConnected = false;
};

} // namespace wl
