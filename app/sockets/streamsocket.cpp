// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/sockets/streamsocket.h"

#include <algorithm>
#include <cerrno>

#include <sys/socket.h>

namespace wl {

StreamSocket::StreamSocket(
    NetworkContext &context, EndpointId endpoint, QTcpSocket *socket, const Options &options, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_endpoint(endpoint)
    , m_socket(socket)
    , m_options(options)
    , m_desk(context, endpoint, this)
{
    m_desk.setPace(options.pace);
    m_socket->setParent(this);
    // Bounds what Qt takes in one read: exactly one read(fd, n) a turn, and no more than this waits in user
    // space.
    m_socket->setReadBufferSize(options.readSize > 0 ? options.readSize : readBuffer);
    m_pausedLook.setInterval(250);
    m_acknowledgedLook.setSingleShot(true);
    m_idleLook.setSingleShot(true);
    wire();
    if (m_socket->state() == QAbstractSocket::ConnectedState)
        attach();
}

void StreamSocket::wire()
{
    connect(&m_desk, &StepDesk::due, this, &StreamSocket::step);
    connect(&m_pausedLook, &QTimer::timeout, this, &StreamSocket::lookWhilePaused);
    connect(&m_acknowledgedLook, &QTimer::timeout, this, &StreamSocket::askAcknowledged);
    connect(&m_idleLook, &QTimer::timeout, this, &StreamSocket::lookWhetherIdle);
    connect(m_socket, &QTcpSocket::hostFound, this, &StreamSocket::onHostFound);
    connect(m_socket, &QTcpSocket::stateChanged, this, &StreamSocket::onStateChanged);
    connect(m_socket, &QTcpSocket::connected, this, &StreamSocket::onConnected);
    connect(m_socket, &QTcpSocket::readyRead, this, &StreamSocket::onReadyRead);
    connect(m_socket, &QTcpSocket::bytesWritten, this, &StreamSocket::onBytesWritten);
    connect(m_socket, &QTcpSocket::errorOccurred, this, &StreamSocket::onError);
    connect(m_socket, &QTcpSocket::disconnected, this, &StreamSocket::onDisconnected);
}

void StreamSocket::attach()
{
    m_id = m_context.recorder.socketOf(int(m_socket->socketDescriptor()));
    m_context.streams[m_id] = this;
    if (m_options.peerEnd != PeerEnd::AsQtDoes) {
        m_guard = new HalfCloseGuard(m_context, m_socket);
        connect(m_guard, &HalfCloseGuard::peerFinished, this, &StreamSocket::onPeerFinished);
    }
    // After the guard, and so before it in Qt's order: what the gate holds back the guard does not see.
    m_gate = new ReadGate(m_socket);
    connect(m_gate, &ReadGate::readable, this, [this] {
        m_context.recorder.move(int(m_socket->socketDescriptor()));
        offerNext();
    });
    askForStamps();
    moved();
    if (m_options.idle > 0)
        m_idleLook.start(idleMs());
    if (m_desk.isStepping())
        setStepping(true);
}

void StreamSocket::askForStamps()
{
    // They cost an eighth of a round trip: for the few connections that a person can look at.
    constexpr int mostStamped = 16;
    if (m_context.openConnections > mostStamped)
        return;
    m_errors = std::make_unique<ErrorQueue>(m_context, int(m_socket->socketDescriptor()), nullptr);
    if (!m_errors->askForStamps())
        m_errors.reset();
}

void StreamSocket::endAttachment()
{
    m_errors.reset();
    m_desk.withdraw();
    m_idleLook.stop();
    m_acknowledgedLook.stop();
    if (m_service)
        m_service->ended();
    m_context.streams.erase(m_id);
    m_context.unattended.erase(m_id);
}

StreamSocket::~StreamSocket()
{
    // Now, while what it speaks through is whole.
    m_service.reset();
    m_context.streams.erase(m_id);
    m_context.unattended.erase(m_id);
}

SignalScope StreamSocket::signal(Step step, Slot slot, std::int64_t number, const QString &text)
{
    const SocketId id = m_id ? m_id : m_context.recorder.lastSocket(m_endpoint);
    const int fd = int(m_socket->socketDescriptor());
    return SignalScope(m_context.recorder, {step, slot, m_endpoint, id, number, fd, text, false});
}

EventIndex StreamSocket::note(Step step, quint64 arg, std::int64_t result, const QString &text)
{
    const QByteArray words = text.toUtf8();
    return m_context.recorder.note(
        step, m_endpoint, m_id, {words.constData(), std::size_t(words.size())}, arg, result);
}

bool StreamSocket::send(const QByteArray &bytes)
{
    if (!isConnected() || m_writeShut)
        return false;
    if (m_desk.isStepping()) {
        m_greeting.reset();
        m_toSend += bytes;
        offerNext();
        return true;
    }
    m_socket->write(bytes);
    // Qt would wait for the next turn of the event loop: two calls more for each message.
    m_socket->flush();
    return true;
}

void StreamSocket::finish()
{
    m_errors.reset();
    if (m_guard)
        m_guard->release();
    // A stepped close() is close() alone; what waits in the program was not sent.
    if (m_desk.isStepping()) {
        abort();
        return;
    }
    if (m_held)
        m_gate->release();
    if (m_socket->state() == QAbstractSocket::ConnectedState)
        m_socket->disconnectFromHost();
    else
        abort();
}

void StreamSocket::abort()
{
    m_errors.reset();
    const auto state = m_socket->state();
    const bool connecting =
        state == QAbstractSocket::HostLookupState || state == QAbstractSocket::ConnectingState;
    m_socket->abort();
    // While it only looks up or connects, Qt emits no disconnected().
    if (connecting)
        Q_EMIT ended(-1);
}

void StreamSocket::setBusySending(bool busy)
{
    m_busySending = busy;
    if (!busy)
        closeWhenDone();
}

void StreamSocket::onHostFound()
{
    const auto scope = signal(Step::HostFound, Slot::StreamFoundHost);
}

void StreamSocket::onStateChanged(QAbstractSocket::SocketState state)
{
    if (state != QAbstractSocket::ConnectedState)
        m_errors.reset();
    const auto scope = signal(Step::StateChanged, Slot::StreamChangesState, state);
}

void StreamSocket::onConnected()
{
    m_id = m_context.recorder.socketOf(int(m_socket->socketDescriptor()));
    const auto scope = signal(Step::Connected, Slot::StreamConnected);
    attach();
    greet();
    Q_EMIT connected();
}

void StreamSocket::onAdopted()
{
    attach();
    greet();
}

void StreamSocket::greet()
{
    if (m_options.role != Role::Client)
        return;
    if (m_desk.pace().mode != Pace::Mode::Step) {
        if (!m_options.first.isEmpty())
            send(m_options.first);
        return;
    }
    m_greeting = m_options.first.isEmpty() ? QByteArrayLiteral("hello") : m_options.first;
    propose(*m_greeting);
    offerNext();
}

void StreamSocket::onReadyRead()
{
    const auto scope = signal(Step::ReadyRead, Slot::StreamReads, m_socket->bytesAvailable());
    readAvailable();
}

void StreamSocket::readAvailable()
{
    QByteArray &buffer = m_context.readBuffer;
    while (!isPaused() && m_socket->bytesAvailable() > 0) {
        const qsizetype most = m_service ? m_service->mostAtOnce() : buffer.size();
        const qint64 n = m_socket->read(buffer.data(), qMin(most, buffer.size()));
        if (n <= 0)
            break;
        took(QByteArrayView(buffer.constData(), n));
    }
}

void StreamSocket::watchBudget()
{
    const qint64 waiting = m_socket->bytesToWrite();
    if (!m_slowReader && waiting > m_options.maxUnread) {
        m_slowReader = true;
        note(Step::NoteSlowReader, quint64(waiting), m_options.maxUnread);
        m_pausedLook.start();
    } else if (m_slowReader && waiting <= m_options.maxUnread / 2) {
        m_slowReader = false;
        note(Step::NoteSlowReaderOver, quint64(waiting), m_options.maxUnread);
        m_pausedLook.stop();
        readAvailable();
    }
}

void StreamSocket::lookWhilePaused()
{
    const int fd = int(m_socket->socketDescriptor());
    if (m_context.recorder.probeState(fd) != TcpState::Closed)
        return;
    abandon();
}

void StreamSocket::abandon()
{
    const int fd = int(m_socket->socketDescriptor());
    m_pausedLook.stop();
    int error = 0;
    socklen_t size = sizeof error;
    {
        const Recorder::Probing probing(m_context.recorder);
        ::getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size);
    }
    if (error == 0 || error == ECONNRESET || error == EPIPE)
        note(Step::NoteReset);
    else
        m_context.recorder.note(Step::NoteSendFailed, m_endpoint, m_id, {}, 0, -1, error);
    abort();
}

void StreamSocket::setReadingPaused(bool paused)
{
    if (!paused && !m_slowReader)
        readAvailable();
}

void StreamSocket::onBytesWritten(qint64 bytes)
{
    const auto scope = signal(Step::BytesWritten, Slot::StreamCountsWritten, bytes);
    moved();
    watchBudget();
    Q_EMIT written();
    closeWhenDone();
}

void StreamSocket::onPeerFinished()
{
    if (m_peerFinished) {
        closeWhenDone();
        return;
    }
    m_peerFinished = true;
    // The guard has just read the state, before it looked whether the stream is over.
    const int fd = int(m_socket->socketDescriptor());
    Event e;
    e.before = m_guard->stateBefore();
    e.after = m_context.recorder.stateOf(fd);
    e.step = Step::KernelState;
    e.endpoint = m_endpoint;
    e.socket = m_id;
    e.fd = fd;
    e.evidence = Evidence::Read;
    e.stateRead = 1;
    // The watch may have told it already.
    if (e.before != e.after)
        m_context.recorder.add(e);
    note(Step::NotePeerFinished);
    closeWhenDone();
}

void StreamSocket::onKernelClosed()
{
    // Held or stepped, the user finds out when he reads; a half-closed connection would never be read again.
    if (!m_held && !m_desk.isStepping() && m_guard && m_guard->isHolding())
        abandon();
}

void StreamSocket::onError(QAbstractSocket::SocketError error)
{
    if (!isConnected())
        m_errors.reset();
    const auto scope = signal(Step::ErrorOccurred, Slot::StreamReportsError, error, m_socket->errorString());
    m_error = error;
    const auto failure = m_context.recorder.lastFailure(m_endpoint);
    const bool reset = failure.error == ECONNRESET || failure.error == EPIPE;
    // Qt says "the remote host closed" for FIN and RST alike; the observed errno tells them apart.
    if (m_id && reset && failure.socket == m_id)
        note(Step::NoteReset);
    if (m_id == 0)
        Q_EMIT ended(error);
}

void StreamSocket::onDisconnected()
{
    m_pausedLook.stop();
    endAttachment();
    const auto scope = signal(Step::Disconnected, Slot::StreamEnds);
    Q_EMIT ended(m_error);
}

} // namespace wl
