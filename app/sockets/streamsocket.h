// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/core/result.h"
#include "app/services/service.h"
#include "app/sockets/endpointsettings.h"
#include "app/sockets/errorqueue.h"
#include "app/sockets/halfcloseguard.h"
#include "app/sockets/readgate.h"
#include "app/sockets/stepdesk.h"

#include <QTcpSocket>
#include <QTimer>

#include <memory>

namespace wl {

/// One TCP connection of ours, accepted or opened: journals its Qt signals, reads in the size asked for,
/// gives what it reads to the service, holds a half-closed connection open until the answer is out, and
/// bounds what waits for a slow reader.
class StreamSocket final : public QObject
{
    Q_OBJECT

public:
    struct Options {
        int readSize = 0; ///< most bytes a recv may take, 0: what fits
        qint64 maxUnread = 4 << 20; ///< bytes waiting for the peer before reading from it pauses
        bool closeAfterReply = false;
        PeerEnd peerEnd = PeerEnd::Answer;
        Role role = Role::Client;
        Pace pace = {};
        int idle = 0; ///< seconds without a byte after which we close; 0: never
        QByteArray first = {}; ///< sent as soon as it is connected
    };

    StreamSocket(NetworkContext &context, EndpointId endpoint, QTcpSocket *socket, const Options &options,
        QObject *parent);
    ~StreamSocket() override;

    void setService(std::unique_ptr<Service> service);
    QTcpSocket *socket() const { return m_socket; }
    /// The number of the present descriptor's life; 0 before there is one.
    SocketId id() const { return m_id; }
    bool isConnected() const { return m_socket->state() == QAbstractSocket::ConnectedState; }

    /// Hands bytes to Qt and flushes, or keeps them for the send step; false when they can not be sent.
    bool send(const QByteArray &bytes);
    /// Sends what waits, then closes (FIN).
    void finish();
    /// Closes at once; what waits is thrown away.
    void abort();
    /// Stops and resumes taking bytes from the kernel (the journal is full).
    void setReadingPaused(bool paused);
    /// shutdown(SHUT_WR): the peer reads the end of the stream, and can still send. The failure is a
    /// sentence.
    Result<Done> shutdownWrite();
    /// Closes with RST instead of FIN (SO_LINGER with 0 s).
    void reset();
    /// Closes while bytes of the peer lie unread in the kernel, which then sends RST; fails when none do.
    Result<Done> closeUnread();
    /// The program stops calling recv, until it is released.
    Result<Done> setHeld(bool held);
    void setPace(const Pace &pace);
    /// Makes one call, as chosen; the failure is a sentence.
    Result<Done> step(const StepOrder &order);
    /// The QTcpSocket has taken over a descriptor that is connected already.
    void onAdopted();
    /// The kernel has ended the connection (reset, timed out) although nobody was reading.
    void onKernelClosed();
    /// True keeps a half-closed connection open although nothing waits: a file is still on its way.
    void setBusySending(bool busy);

Q_SIGNALS:
    void connected();
    /// The descriptor is gone, or the attempt failed; `error` is Qt's, or -1 for an end without error.
    void ended(int error);
    /// The kernel took bytes: there may be room for more.
    void written();

private:
    static constexpr qint64 readBuffer = 64 * 1024;

    void wire();
    void attach();
    void askForStamps();
    void greet();
    void onConnected();
    void onHostFound();
    void onStateChanged(QAbstractSocket::SocketState state);
    void onReadyRead();
    void onBytesWritten(qint64 bytes);
    void onError(QAbstractSocket::SocketError error);
    void onDisconnected();
    void onPeerFinished();

    void readAvailable();
    void answer(const ServiceAnswer &answer);
    void askAcknowledged();
    void moved();
    void lookWhetherIdle();
    int idleMs() const;
    void watchBudget();
    void closeWhenDone();
    void lookWhilePaused();
    void abandon();
    void endAttachment();

    void offerNext();
    StepDesk::Offer nextOffer() const;
    void stepSend(int size);
    void stepRecv(int size);
    void stepRecvByQt(int size);
    void took(QByteArrayView bytes);
    void sawEnd();
    void writeOnce();
    void setStepping(bool stepping);
    void propose(const QByteArray &bytes);
    bool isPaused() const { return m_slowReader || m_context.readingPaused; }
    SignalScope signal(Step step, Slot slot, std::int64_t number = 0, const QString &text = {});
    EventIndex note(Step step, quint64 arg = 0, std::int64_t result = 0, const QString &text = {});

    /// What the service sees of this connection.
    class Line final : public ServiceLine
    {
    public:
        explicit Line(StreamSocket &stream)
            : m_stream(stream)
        {
        }
        QString peer() const override;
        bool send(const QByteArray &bytes) override;
        quint64 given() const override;
        void remark(const ServiceNote &note) override;
        void awaitAcknowledgement() override;

    private:
        StreamSocket &m_stream;
    };

    NetworkContext &m_context;
    const EndpointId m_endpoint;
    QTcpSocket *m_socket; ///< child
    Line m_line{*this};
    const Options m_options;
    std::unique_ptr<Service> m_service;
    QPointer<HalfCloseGuard> m_guard;
    QPointer<ReadGate> m_gate;
    std::unique_ptr<ErrorQueue> m_errors; ///< while acknowledgements are stamped
    StepDesk m_desk;
    QByteArrayList m_toSend; ///< waits for send steps
    std::optional<QByteArray> m_greeting; ///< what a stepped client offers to send until the user says more
    QTimer m_pausedLook; ///< a full buffer hides RST from Qt: look at the state ourselves
    QTimer m_acknowledgedLook; ///< while the service awaits an acknowledgement
    QTimer m_idleLook;
    std::int64_t m_lastMoved = 0; ///< nanoseconds of the journal
    SocketId m_id = 0;
    int m_error = -1;
    bool m_slowReader = false;
    bool m_peerFinished = false;
    bool m_serviceHeardEnd = false;
    bool m_replied = false;
    bool m_busySending = false;
    bool m_held = false; ///< by the user
    bool m_writeShut = false;
    bool m_sawEnd = false; ///< a stepped recv returned 0
    bool m_received = false;
    bool m_broken = false; ///< a stepped recv met a reset or another end of all
};

} // namespace wl
