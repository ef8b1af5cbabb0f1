// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// What the user does to one connection: holding, half closing, breaking off, and one call at a time.

#include "app/sockets/streamsocket.h"

#include <QCoreApplication>

#include <cerrno>

#include <sys/ioctl.h>
#include <sys/socket.h>

namespace wl {

namespace {

constexpr int usualRead = 4096; ///< bytes asked by a recv step when nobody says how many

QSocketNotifier *writeNotifier(const QTcpSocket &socket)
{
    const auto notifiers = socket.findChildren<QSocketNotifier *>();
    for (QSocketNotifier *notifier : notifiers) {
        if (notifier->type() == QSocketNotifier::Write)
            return notifier;
    }
    return nullptr;
}

Failure notConnected()
{
    return Failure{StreamSocket::tr("That connection is closed.")};
}

} // namespace

Result<Done> StreamSocket::shutdownWrite()
{
    if (!isConnected())
        return notConnected();
    if (m_writeShut)
        return Failure{tr("The writing side is shut down already.")};
    if (!m_desk.isStepping())
        m_socket->flush();
    if (m_socket->bytesToWrite() > 0)
        return Failure{tr("Bytes still wait to be sent; the peer does not read them yet. Wait, or reset.")};
    if (!m_toSend.isEmpty())
        return Failure{tr("Messages still wait to be sent. Send them first.")};
    m_greeting.reset();
    m_writeShut = ::shutdown(int(m_socket->socketDescriptor()), SHUT_WR) == 0;
    offerNext();
    if (!m_writeShut)
        return Failure{tr("The kernel refused to shut down; the log says why.")};
    return Done();
}

void StreamSocket::reset()
{
    const linger atOnce = {1, 0};
    if (isConnected())
        ::setsockopt(int(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    abort();
}

Result<Done> StreamSocket::closeUnread()
{
    if (!isConnected())
        return notConnected();
    int waiting = 0;
    {
        const Recorder::Probing probing(m_context.recorder);
        ::ioctl(int(m_socket->socketDescriptor()), FIONREAD, &waiting);
    }
    if (waiting == 0)
        return Failure{
            tr("Nothing lies unread in the kernel now, so closing would send an ordinary FIN. Hold "
               "reading, let the peer send, then try again.")};
    abort();
    return Done();
}

Result<Done> StreamSocket::setHeld(bool held)
{
    if (!isConnected() || !m_gate)
        return notConnected();
    if (m_desk.isStepping())
        return Failure{tr("In Step mode each recv waits for you anyway.")};
    if (held == m_held)
        return Failure{held ? tr("Reading is held already.") : tr("Reading is not held.")};
    m_held = held;
    note(held ? Step::NoteReadingHeld : Step::NoteReadingReleased);
    m_context.recorder.move(int(m_socket->socketDescriptor()));
    if (held) {
        m_context.unattended.insert(m_id);
        m_gate->hold();
    } else {
        m_context.unattended.erase(m_id);
        m_gate->release();
    }
    return Done();
}

void StreamSocket::setPace(const Pace &pace)
{
    const bool was = m_desk.isStepping();
    m_desk.setPace(pace);
    if (!m_gate || was == m_desk.isStepping()) {
        offerNext();
        return;
    }
    setStepping(!was);
}

void StreamSocket::setStepping(bool stepping)
{
    if (stepping) {
        m_context.unattended.insert(m_id);
        m_gate->hold();
        offerNext();
        return;
    }
    m_socket->setReadBufferSize(m_options.readSize > 0 ? m_options.readSize : readBuffer);
    if (!m_held) {
        m_context.unattended.erase(m_id);
        m_gate->release();
    }
    const QByteArrayList waiting = std::exchange(m_toSend, {});
    for (const QByteArray &bytes : waiting)
        send(bytes);
    m_socket->flush();
    // A write step may have switched it off.
    if (QSocketNotifier *notifier = writeNotifier(*m_socket); notifier && m_socket->bytesToWrite() > 0)
        notifier->setEnabled(true);
    closeWhenDone();
}

void StreamSocket::propose(const QByteArray &bytes)
{
    Event e;
    e.step = Step::NoteProposal;
    e.endpoint = m_endpoint;
    e.socket = m_id;
    e.arg = std::uint64_t(bytes.size());
    m_context.recorder.add(
        e, {reinterpret_cast<const std::uint8_t *>(bytes.constData()), std::size_t(bytes.size())});
}

StepDesk::Offer StreamSocket::nextOffer() const
{
    const quint64 left = quint64(m_socket->bytesToWrite());
    const QByteArray first = !m_toSend.isEmpty() ? m_toSend.constFirst() : m_greeting.value_or(QByteArray());
    const bool something = !m_writeShut && !m_broken && (left > 0 || !m_toSend.isEmpty() || m_greeting);
    const bool atEnd = m_sawEnd || m_replied || m_broken;
    const bool client = m_options.role == Role::Client;
    const bool person = m_options.peerEnd == PeerEnd::Hold || (m_service && m_service->waitsForPerson());
    StepDesk::Offer offer{{"recv"}, false, left > 0 ? left : quint64(first.size()), true};
    if (something)
        offer = {{"send"}, true, offer.bytes, !m_greeting};
    else if (atEnd)
        offer = {{"close"}, true, 0, !person};
    else if (m_gate->isReadable())
        offer.ready = true;
    else if (client && m_received && !m_writeShut)
        offer = {{"shutdown"}, true, 0, false};
    const auto add = [&offer](const char *family, bool can) {
        if (can && !offer.families.contains(family))
            offer.families += family;
    };
    add("recv", !m_broken);
    add("shutdown", !m_writeShut && !m_broken);
    add("close", true);
    return offer;
}

void StreamSocket::offerNext()
{
    if (!m_desk.isStepping() || !isConnected() || !m_gate)
        return;
    m_desk.offer(m_id, nextOffer());
}

Result<Done> StreamSocket::step(const StepOrder &order)
{
    const QByteArray family = m_desk.chosen(order);
    if (family.isEmpty())
        return Failure{tr("That call can not come now. Choose one of those that are offered.")};
    const bool ready = m_desk.offered().ready && family == m_desk.offered().families.constFirst();
    if (order.whenReady && !ready) {
        m_desk.await(order);
        return Done();
    }
    const Recorder::Deliberate deliberate(m_context.recorder);
    if (family == "shutdown")
        return shutdownWrite();
    if (family == "close")
        finish();
    else if (family == "send")
        stepSend(order.size);
    else
        stepRecv(order.size);
    return Done();
}

void StreamSocket::stepSend(int size)
{
    // What Live has left behind in Qt goes first, by Qt.
    if (m_socket->bytesToWrite() > 0) {
        writeOnce();
        offerNext();
        return;
    }
    if (m_toSend.isEmpty())
        m_toSend += m_greeting.value_or(QByteArray());
    m_greeting.reset();
    QByteArray &first = m_toSend.first();
    const qsizetype asked = size > 0 ? qMin<qsizetype>(size, first.size()) : first.size();
    // Past Qt, which would go on until the kernel takes no more, and close at an error.
    const ssize_t taken =
        ::send(int(m_socket->socketDescriptor()), first.constData(), std::size_t(asked), MSG_NOSIGNAL);
    const int error = errno;
    if (taken >= 0) {
        first.remove(0, taken);
        if (first.isEmpty())
            m_toSend.removeFirst();
    }
    if (taken >= 0 && taken < asked)
        note(Step::NotePartialSend, quint64(asked), taken);
    else if (taken < 0 && (error == EAGAIN || error == EWOULDBLOCK))
        note(Step::NoteWouldBlock, 0, 0, QStringLiteral("send"));
    else if (taken < 0)
        m_broken = true;
    if (m_broken && (error == ECONNRESET || error == EPIPE))
        note(Step::NoteReset);
    offerNext();
}

void StreamSocket::writeOnce()
{
    // As if the notifier had fired: one write().
    QPointer<QSocketNotifier> notifier = writeNotifier(*m_socket);
    QEvent activation(QEvent::SockAct);
    if (notifier)
        QCoreApplication::sendEvent(notifier, &activation);
    if (notifier)
        notifier->setEnabled(false);
}

void StreamSocket::stepRecv(int size)
{
    QByteArray &buffer = m_context.readBuffer;
    const int wanted = size > 0 ? size : m_options.readSize > 0 ? m_options.readSize : usualRead;
    const int most = int(qMin<qsizetype>(wanted, buffer.size()));
    if (m_options.peerEnd == PeerEnd::AsQtDoes) {
        stepRecvByQt(most);
        return;
    }
    // Past Qt, which asks for no more than it sees waiting, and closes as soon as it reads 0 or an error:
    // here exactly n bytes are asked for, and the close is another step.
    const ssize_t n = ::recv(int(m_socket->socketDescriptor()), buffer.data(), std::size_t(most), 0);
    const int error = errno;
    m_gate->rearm();
    if (n > 0)
        took(QByteArrayView(buffer.constData(), n));
    else if (n == 0)
        sawEnd();
    else if (error == EAGAIN || error == EWOULDBLOCK)
        note(Step::NoteWouldBlock, 0, 0, QStringLiteral("recv"));
    else
        m_broken = true;
    if (n < 0 && error == ECONNRESET)
        note(Step::NoteReset);
    offerNext();
}

void StreamSocket::stepRecvByQt(int size)
{
    const int fd = int(m_socket->socketDescriptor());
    const std::uint64_t before = m_context.recorder.entry(fd)->received;
    m_socket->setReadBufferSize(size);
    m_gate->pulse();
    if (!isConnected() || !m_gate)
        return;
    if (m_context.recorder.entry(fd)->received == before)
        note(Step::NoteWouldBlock, 0, 0, QStringLiteral("recv"));
    offerNext();
}

void StreamSocket::sawEnd()
{
    m_sawEnd = true;
    if (!m_peerFinished)
        note(Step::NotePeerFinished);
    m_peerFinished = true;
    if (m_service && !m_serviceHeardEnd) {
        m_serviceHeardEnd = true;
        answer(m_service->peerFinished());
    }
}

} // namespace wl
