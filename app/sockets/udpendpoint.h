// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/sockets/endpoint.h"
#include "app/sockets/errorqueue.h"
#include "app/sockets/preparedsocket.h"
#include "app/sockets/readgate.h"

#include <QHostInfo>
#include <QTimer>
#include <QUdpSocket>

#include <memory>

namespace wl {

/// A datagram socket: a server binds and answers each datagram by its service, a client sends to its address,
/// from a bound port or from one that the kernel chooses at the first send.
class UdpEndpoint final : public Endpoint
{
    Q_OBJECT

public:
    UdpEndpoint(NetworkContext &context, EndpointId id);
    ~UdpEndpoint() override;

    void open(const EndpointSettings &settings) override;
    void close() override;
    void abort() override;
    void send(const Command::Send &command) override;
    void joinGroup(const QString &group) override;
    void leaveGroup(const QString &group) override;
    void setReadingPaused(bool paused) override;
    void setHeld(SocketId socket, bool held) override;
    void setPace(const Pace &pace) override;
    void step(const StepOrder &order) override;
    bool isIdle() const override { return !m_socket && !m_prepared; }

protected:
    int descriptor(SocketId socket) const override;

private:
    /// A datagram that waits for a send step.
    struct Outgoing {
        QByteArray bytes;
        QHostAddress to;
        quint16 port = 0;
    };

    void prepare(const QHostAddress &family);
    void runPrepared();
    bool makeCall(const QByteArray &family);
    void adopt();
    void setStepping(bool stepping);
    void offerNext();
    void propose(const QByteArray &bytes, const QHostAddress &to, quint16 port);
    void stepSend(int size);
    void stepRecv(int size);
    void bindTo(const QString &addressText, quint16 port);
    void onLookedUp(const QHostInfo &info);
    void openClient(const QHostAddress &peer);
    bool openUnbound(const QHostAddress &peer);
    void opened();
    void dropSocket();
    void onReadyRead();
    void readSome();
    void readOn();
    /// Asks the kernel what waits and how many datagrams it dropped for a full buffer; says what is new.
    void lookForDrops();
    void tellGauge(const Gauge &gauge);
    void take(const QByteArray &datagram, const QHostAddress &from, quint16 port);
    bool write(const QByteArray &bytes, const QHostAddress &to, quint16 port);
    SocketId socketId();

    EndpointSettings m_settings;
    std::unique_ptr<QUdpSocket> m_socket;
    std::unique_ptr<ErrorQueue> m_errors; ///< goes before m_socket
    StepDesk m_desk;
    std::unique_ptr<PreparedSocket> m_prepared; ///< of a socket in steps, or with options
    QPointer<ReadGate> m_gate;
    QList<Outgoing> m_toSend;
    bool m_held = false; ///< by the user
    bool m_bound = false;
    bool m_greeted = false; ///< a stepped client has been offered something to send
    QHostAddress m_peer;
    QTimer m_dropLook;
    Gauge m_gauge; ///< as last told
    bool m_turnPosted = false;
    int m_lookup = -1; ///< QHostInfo's number, -1: none under way
};

} // namespace wl
