// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// What one connection is to the service behind it, and when it ends by itself.

#include "app/sockets/addresses.h"
#include "app/sockets/streamsocket.h"

#include <linux/sockios.h>
#include <sys/ioctl.h>

namespace wl {

namespace {

// Loopback acknowledges at once, unless the peer delays it for 40 ms; a network takes longer.
constexpr int firstLook = 2; ///< milliseconds
constexpr int longestLook = 250;

} // namespace

QString StreamSocket::Line::peer() const
{
    const QTcpSocket &socket = *m_stream.m_socket;
    return addressText(packAddress(socket.peerAddress(), socket.peerPort()));
}

bool StreamSocket::Line::send(const QByteArray &bytes)
{
    if (m_stream.m_desk.isStepping())
        m_stream.propose(bytes);
    const bool taken = m_stream.send(bytes);
    if (taken && m_stream.isConnected())
        m_stream.watchBudget();
    return taken;
}

quint64 StreamSocket::Line::given() const
{
    const SocketEntry *entry = m_stream.m_context.recorder.entry(int(m_stream.m_socket->socketDescriptor()));
    quint64 bytes = (entry ? entry->sent : 0) + quint64(m_stream.m_socket->bytesToWrite());
    for (const QByteArray &waiting : m_stream.m_toSend)
        bytes += quint64(waiting.size());
    return bytes;
}

void StreamSocket::Line::remark(const ServiceNote &note)
{
    m_stream.note(note.step, note.number, note.amount, note.text);
}

void StreamSocket::Line::awaitAcknowledgement()
{
    m_stream.m_acknowledgedLook.start(firstLook);
}

void StreamSocket::setService(std::unique_ptr<Service> service)
{
    m_service = std::move(service);
    if (m_service && isConnected())
        m_service->began(m_line);
}

void StreamSocket::askAcknowledged()
{
    const int fd = int(m_socket->socketDescriptor());
    const SocketEntry *entry = m_context.recorder.entry(fd);
    if (!m_service || !entry)
        return;
    int unacknowledged = 0;
    {
        const Recorder::Probing probing(m_context.recorder);
        if (::ioctl(fd, SIOCOUTQ, &unacknowledged) != 0)
            return;
    }
    const quint64 waits = quint64(qMax(unacknowledged, 0));
    const int next = qMin(m_acknowledgedLook.interval() * 2, longestLook);
    // What it sends now may end this connection.
    const QPointer<StreamSocket> alive(this);
    const bool more = m_service->acknowledged(entry->sent - qMin<quint64>(waits, entry->sent));
    if (!alive || !isConnected())
        return;
    if (!more)
        closeWhenDone();
    else if (!m_acknowledgedLook.isActive())
        m_acknowledgedLook.start(next);
}

void StreamSocket::took(QByteArrayView bytes)
{
    m_received = true;
    moved();
    if (m_service && !m_replied)
        answer(m_service->received(bytes));
}

void StreamSocket::answer(const ServiceAnswer &answer)
{
    if (answer.note)
        m_line.remark(*answer.note);
    if (!answer.send.isEmpty() && m_desk.isStepping())
        propose(answer.send);
    if (!answer.send.isEmpty())
        send(answer.send);
    watchBudget();
    if (answer.close || (answer.complete && m_options.closeAfterReply)) {
        m_replied = true;
        closeWhenDone();
    }
}

void StreamSocket::moved()
{
    m_lastMoved = m_context.recorder.now();
}

int StreamSocket::idleMs() const
{
    constexpr int longest = 24 * 3600;
    return qMin(m_options.idle, longest) * 1000;
}

void StreamSocket::lookWhetherIdle()
{
    constexpr std::int64_t millisecond = 1'000'000;
    const std::int64_t quiet = (m_context.recorder.now() - m_lastMoved) / millisecond;
    const std::int64_t most = idleMs();
    // Held or stepped, it is a person who makes it wait; a full journal is no fault of the peer's either.
    const bool excused = m_desk.isStepping() || m_held || m_context.readingPaused;
    if (quiet < most || excused) {
        m_idleLook.start(int(quiet < most ? most - quiet : most));
        return;
    }
    note(Step::NoteIdleClosed, quint64(most));
    // What the peer has not read for so long would keep an orderly end waiting for ever.
    if (m_socket->bytesToWrite() > 0)
        abort();
    else
        finish();
}

void StreamSocket::closeWhenDone()
{
    if (m_desk.isStepping())
        return;
    if (m_peerFinished && m_service && !m_serviceHeardEnd && !m_replied && m_socket->bytesAvailable() == 0) {
        m_serviceHeardEnd = true;
        answer(m_service->peerFinished());
    }
    if (m_socket->bytesToWrite() > 0 || m_busySending || (m_service && !m_replied && m_service->isBusy()))
        return;
    if (m_replied) {
        finish();
        return;
    }
    const bool personAnswers =
        m_options.peerEnd == PeerEnd::Hold || (m_service && m_service->waitsForPerson());
    if (m_peerFinished && m_guard && m_guard->isHolding() && !personAnswers
        && m_socket->bytesAvailable() == 0) {
        m_errors.reset();
        m_guard->release();
    }
}

} // namespace wl
