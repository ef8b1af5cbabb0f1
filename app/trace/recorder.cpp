// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/trace/recorder.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <limits>

#include <netinet/in.h>
#include <netinet/tcp.h>

namespace wl {

thread_local Recorder *Recorder::s_current = nullptr;

PackedAddress packAddress(const sockaddr *address, socklen_t size)
{
    PackedAddress a;
    if (!address || size < sizeof(sa_family_t))
        return a;
    if (address->sa_family == AF_INET && size >= sizeof(sockaddr_in)) {
        sockaddr_in in;
        std::memcpy(&in, address, sizeof in);
        a.family = 4;
        a.port = ntohs(in.sin_port);
        std::memcpy(a.bytes, &in.sin_addr, 4);
    } else if (address->sa_family == AF_INET6 && size >= sizeof(sockaddr_in6)) {
        sockaddr_in6 in6;
        std::memcpy(&in6, address, sizeof in6);
        a.family = 6;
        a.port = ntohs(in6.sin6_port);
        a.scope = in6.sin6_scope_id;
        std::memcpy(a.bytes, &in6.sin6_addr, 16);
    }
    return a;
}

Recorder::Recorder(Journal &journal, Clock clock)
    : m_journal(journal)
    , m_clock(clock)
    , m_origin(clock())
{
}

Recorder::~Recorder()
{
    if (s_current == this)
        s_current = nullptr;
}

void Recorder::install()
{
    s_current = this;
}

void Recorder::remove()
{
    s_current = nullptr;
}

std::int64_t Recorder::monotonicNow()
{
    timespec ts;
    clock_gettime(CLOCK_MONOTONIC, &ts);
    return std::int64_t(ts.tv_sec) * 1'000'000'000 + ts.tv_nsec;
}

SocketEntry *Recorder::entry(int fd)
{
    if (fd < 0 || std::size_t(fd) >= m_entries.size() || m_entries[std::size_t(fd)].id == 0)
        return nullptr;
    return &m_entries[std::size_t(fd)];
}

SocketId Recorder::socketOf(int fd)
{
    const SocketEntry *e = entry(fd);
    return e ? e->id : 0;
}

TcpState Recorder::stateOf(int fd)
{
    const SocketEntry *e = entry(fd);
    return e ? e->state : TcpState::Unknown;
}

SocketEntry &Recorder::open(int fd, EndpointId endpoint, bool datagram)
{
    if (std::size_t(fd) >= m_entries.size())
        m_entries.resize(std::size_t(fd) + 64);
    SocketEntry &e = m_entries[std::size_t(fd)];
    e = {};
    e.id = ++m_lastSocket;
    e.endpoint = endpoint;
    e.datagram = datagram;
    m_lastOf[endpoint] = e.id;
    return e;
}

void Recorder::forget(int fd)
{
    if (SocketEntry *e = entry(fd))
        *e = {};
}

Recorder::CallFailure Recorder::lastFailure(EndpointId endpoint) const
{
    const auto it = m_failures.find(endpoint);
    return it == m_failures.end() ? CallFailure() : it->second;
}

SocketId Recorder::lastSocket(EndpointId endpoint) const
{
    const auto it = m_lastOf.find(endpoint);
    return it == m_lastOf.end() ? 0 : it->second;
}

bool Recorder::isFirstTry(EndpointId endpoint, const PackedAddress &address)
{
    auto &tried = m_tried[endpoint];
    if (std::find(tried.begin(), tried.end(), address) != tried.end())
        return false;
    tried.push_back(address);
    return true;
}

void Recorder::complete(Event &event) const
{
    if (event.time == 0)
        event.time = now();
    if (m_cause) {
        const EventIndex back = m_journal.size() - (m_cause - 1);
        event.cause = back <= std::numeric_limits<std::uint32_t>::max() ? std::uint32_t(back) : 0;
    }
}

void Recorder::remember(const Event &event)
{
    // What the kernel says comes at any time: it must not claim the next socket for its endpoint.
    if (event.endpoint && event.kind() != Kind::Kernel)
        m_lastEndpoint = event.endpoint;
}

void Recorder::move(int fd)
{
    SocketEntry *e = entry(fd);
    if (!m_followed || !e || e->moved || e->datagram)
        return;
    e->moved = true;
    m_moved.push_back(fd);
}

std::vector<int> Recorder::takeMoved()
{
    std::vector<int> moved;
    moved.swap(m_moved);
    for (const int fd : moved) {
        if (SocketEntry *e = entry(fd))
            e->moved = false;
    }
    return moved;
}

std::vector<ClosedSocket> Recorder::takeClosed()
{
    std::vector<ClosedSocket> closed;
    closed.swap(m_closed);
    return closed;
}

void Recorder::addClosed(const ClosedSocket &closed)
{
    if (m_followed)
        m_closed.push_back(closed);
}

std::uint64_t Recorder::cookieOf(int fd)
{
    SocketEntry *e = entry(fd);
    if (!e || e->datagram)
        return 0;
    if (e->cookie != 0)
        return e->cookie;
    Event probe;
    probe.step = Step::CallGetsockopt;
    probe.time = now();
    int error = 0;
    e->cookie = m_kernel.cookie(fd, error);
    probe.took = std::uint32_t(now() - probe.time);
    probe.result = error ? -1 : 0;
    probe.error = std::uint16_t(error);
    probe.fd = fd;
    probe.socket = e->id;
    probe.endpoint = e->endpoint;
    probe.arg = e->cookie;
    probe.extra = SOL_SOCKET << 16 | SO_COOKIE;
    probe.flags = Event::Probe | Event::Housekeeping;
    probe.after = e->state;
    add(probe);
    return e->cookie;
}

EventIndex Recorder::add(Event event, Bytes body, const PackedAddress *local, const PackedAddress *peer)
{
    complete(event);
    remember(event);
    return m_journal.append(event, body, local, peer);
}

EventIndex Recorder::addText(Event event, std::string_view text, const PackedAddress *peer)
{
    complete(event);
    remember(event);
    return m_journal.append(event, text, peer);
}

TcpState Recorder::readState(int fd, Event &probe)
{
    SocketEntry *e = entry(fd);
    if (!e || e->datagram)
        return TcpState::Unknown;
    probe.step = Step::CallGetsockopt;
    probe.time = now();
    int error = 0;
    const TcpState state = m_kernel.state(fd, error);
    probe.took = std::uint32_t(now() - probe.time);
    probe.result = error ? -1 : 0;
    probe.error = std::uint16_t(error);
    probe.fd = fd;
    probe.socket = e->id;
    probe.endpoint = e->endpoint;
    probe.arg = std::uint64_t(state);
    probe.extra = IPPROTO_TCP << 16 | TCP_INFO;
    probe.flags = Event::Probe | Event::Housekeeping;
    const TcpState whole = state == TcpState::Closed ? stateBehind(*e) : state;
    if (whole != TcpState::Unknown)
        e->state = whole;
    probe.after = e->state;
    probe.stateRead = whole != TcpState::Unknown;
    return whole;
}

TcpState Recorder::stateBehind(const SocketEntry &entry)
{
    // The descriptor of a connection that both sides have ended says CLOSED at once; the kernel goes on with
    // it, in TIME-WAIT, under the same cookie.
    const bool ending = entry.state == TcpState::FinWait1 || entry.state == TcpState::FinWait2
        || entry.state == TcpState::Closing || entry.state == TcpState::TimeWait;
    if (!ending || entry.cookie == 0)
        return TcpState::Closed;
    const TcpState behind = m_kernel.stateAfterClose(entry.local, entry.peer, entry.cookie);
    return behind == TcpState::Unknown ? TcpState::Closed : behind;
}

TcpState Recorder::probeState(int fd)
{
    Event probe;
    const TcpState state = readState(fd, probe);
    if (probe.step != Step::None)
        add(probe);
    return state;
}

EventIndex Recorder::note(Step step, EndpointId endpoint, SocketId socket, std::string_view text,
    std::uint64_t arg, std::int64_t result, int error, const PackedAddress *peer)
{
    Event e;
    e.step = step;
    e.endpoint = endpoint;
    e.socket = socket;
    e.arg = arg;
    e.result = result;
    e.error = std::uint16_t(error);
    return addText(e, text, peer);
}

Recorder::Cause::Cause(Recorder &recorder, EventIndex cause, EndpointId endpoint)
    : m_recorder(recorder)
    , m_before(recorder.m_cause)
    , m_endpointBefore(recorder.m_scopeEndpoint)
{
    recorder.m_cause = cause + 1;
    recorder.m_scopeEndpoint = endpoint;
}

Recorder::Cause::~Cause()
{
    m_recorder.m_cause = m_before;
    m_recorder.m_scopeEndpoint = m_endpointBefore;
}

} // namespace wl
