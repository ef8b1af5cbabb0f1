// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/trace/observedcall.h"

#include <algorithm>
#include <cerrno>
#include <limits>

#include <sys/syscall.h>
#include <unistd.h>

namespace wl {

ObservedCall::ObservedCall(Recorder &recorder, Step step, int fd, Reads reads)
    : m_recorder(recorder)
    , m_reads(reads)
{
    m_event.step = step;
    m_event.fd = fd;
    if (recorder.isProbing())
        m_event.flags |= Event::Probe | Event::Housekeeping;
    if (const SocketEntry *e = recorder.entry(fd)) {
        recorder.move(fd);
        m_event.socket = e->id;
        m_event.endpoint = e->endpoint;
        m_event.flags |= (e->datagram ? Event::Datagram : 0) | (e->retry ? Event::Retry : 0);
        if (e->datagram)
            m_reads = Reads::Nothing;
        if (m_reads == Reads::AroundIt)
            m_event.before = recorder.probeState(fd);
    }
    m_event.time = recorder.now();
}

ObservedCall &ObservedCall::housekeeping(bool is)
{
    if (is)
        m_event.flags |= Event::Housekeeping;
    return *this;
}

void ObservedCall::returned(long result)
{
    m_errno = errno;
    const std::int64_t took = m_recorder.now() - m_event.time;
    m_event.took = std::uint32_t(std::min<std::int64_t>(took, std::numeric_limits<std::uint32_t>::max()));
    m_event.result = result;
    m_event.error = result < 0 ? std::uint16_t(m_errno) : 0;
    if (result < 0 && m_errno != EAGAIN && m_errno != EWOULDBLOCK && m_errno != EINPROGRESS
        && (m_event.flags & Event::Housekeeping) == 0)
        m_recorder.setLastFailure(m_event.endpoint, {m_event.step, m_errno, m_peer, m_event.socket});
    const bool nothingYet = result < 0 && (m_errno == EAGAIN || m_errno == EWOULDBLOCK);
    // accept and read are repeated until nothing is left; that last, empty call tells a learner nothing.
    if (nothingYet && m_event.step != Step::CallConnect && !m_recorder.isDeliberate())
        m_event.flags |= Event::Housekeeping;
}

void ObservedCall::readStateIfOver(long result)
{
    const int error = errno;
    const bool over =
        result == 0 || (result < 0 && error != EAGAIN && error != EWOULDBLOCK && error != EINTR);
    const SocketEntry *e = entry();
    m_reads = over && e && !e->datagram ? Reads::After : Reads::Nothing;
    errno = error;
}

void ObservedCall::payload(const void *data, std::size_t size, bool isPeek)
{
    SocketEntry *e = entry();
    if (!e)
        return;
    std::uint64_t &stream = isSendCall(m_event.step) ? e->sent : e->received;
    m_event.offset = stream;
    if (isPeek)
        m_event.flags |= Event::Housekeeping;
    if (m_event.result < 0)
        return;
    m_body = {static_cast<const std::uint8_t *>(data), size};
    if (!isPeek)
        stream += std::uint64_t(m_event.result);
}

void ObservedCall::record()
{
    Event probe;
    if (m_reads != Reads::Nothing && m_recorder.readState(m_event.fd, probe) != TcpState::Unknown)
        m_event.stateRead = 1;
    if (const SocketEntry *e = entry())
        m_event.after = e->state;
    m_recorder.add(m_event, m_body, &m_local, &m_peer);
    if (probe.step != Step::None)
        m_recorder.add(probe);
    errno = m_errno;
}

void ObservedCall::opened(int fd, bool datagram)
{
    m_event.fd = fd;
    m_event.endpoint = m_recorder.opener();
    m_event.flags |= datagram ? Event::Datagram : 0;
    if (fd >= 0)
        m_event.socket = m_recorder.open(fd, m_event.endpoint, datagram).id;
    m_reads = fd >= 0 && !datagram ? Reads::After : Reads::Nothing;
    record();
}

void ObservedCall::accepted(int fd)
{
    if (fd < 0) {
        record();
        const bool wants = m_errno == EMFILE || m_errno == ENFILE || m_errno == ENOBUFS || m_errno == ENOMEM;
        if (wants && m_recorder.acceptFailed)
            m_recorder.acceptFailed(m_event.endpoint, m_errno);
        errno = m_errno;
        return;
    }
    SocketEntry &made = m_recorder.open(fd, m_event.endpoint, false);
    m_event.arg = made.id;
    m_recorder.move(fd);
    Event state;
    m_event.after = m_recorder.readState(fd, state);
    m_event.stateRead = m_event.after != TcpState::Unknown;
    Event name;
    name.step = Step::CallGetpeername;
    name.time = m_recorder.now();
    sockaddr_storage address = {};
    socklen_t size = sizeof address;
    // accept4(fd, NULL, NULL) does not say who called; asked at once, the row can.
    const long result = ::syscall(SYS_getpeername, fd, &address, &size);
    name.result = result;
    name.error = result < 0 ? std::uint16_t(errno) : 0;
    name.fd = fd;
    name.socket = made.id;
    name.endpoint = made.endpoint;
    name.flags = Event::Probe | Event::Housekeeping;
    name.after = made.state;
    name.took = std::uint32_t(m_recorder.now() - name.time);
    made.peer =
        result == 0 ? packAddress(reinterpret_cast<const sockaddr *>(&address), size) : PackedAddress();
    m_recorder.add(m_event, {}, nullptr, &made.peer);
    m_recorder.add(state);
    m_recorder.add(name, {}, nullptr, &made.peer);
    errno = m_errno;
}

void ObservedCall::closed()
{
    const SocketEntry gone = entry() ? *entry() : SocketEntry();
    // Before anything else: the number is free, and the very next descriptor that the process opens may get
    // it.
    m_recorder.forget(m_event.fd);
    if (!gone.datagram && m_event.result == 0) {
        const bool hadPeer = gone.peer.isValid() && gone.cookie != 0;
        m_event.after = hadPeer ? m_recorder.kernel().stateAfterClose(gone.local, gone.peer, gone.cookie)
                                : TcpState::Closed;
        m_event.stateRead = hadPeer && m_event.after != TcpState::Unknown;
    }
    m_recorder.add(m_event);
    if (!gone.datagram && m_event.result == 0)
        m_recorder.addClosed({gone.id, gone.endpoint, gone.cookie, m_event.after, gone.local, gone.peer});
    errno = m_errno;
}

} // namespace wl
