// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/sockets/kernelwatch.h"

#include "app/sockets/streamsocket.h"

#include <algorithm>
#include <cstring>

#include <netinet/in.h>
#include <sys/socket.h>

namespace wl {

namespace {

constexpr std::int64_t millisecond = 1'000'000;
constexpr std::int64_t shortest = 4 * millisecond;
constexpr std::int64_t busyPause =
    25 * millisecond; ///< between two looks at a socket that is called all the time
constexpr std::int64_t longest = 1000 * millisecond;
/// A state that a packet can end at any moment is looked at at least this often.
constexpr std::int64_t longestInPassing = 100 * millisecond;
/// About one percent of a processor at 3 microseconds a look, however many sockets there are.
constexpr int looksInTurn = 48;
constexpr int turnPauseMs = 5;
constexpr int freedInTurn = 256;
constexpr std::size_t mostClientsSearched = 512; ///< for those that stand in an accept queue
constexpr std::size_t mostWaitingTold = 256;

bool isPassing(TcpState state)
{
    switch (state) {
    case TcpState::SynSent:
    case TcpState::SynReceived:
    case TcpState::FinWait1:
    case TcpState::FinWait2:
    case TcpState::Closing:
    case TcpState::LastAck:
        return true;
    default:
        return false;
    }
}

/// The kernel counts a SYN or FIN that waits as a byte; nobody has sent it, and nobody can read it.
void leaveOutSynAndFin(TcpState state, Gauge &gauge)
{
    const auto less = [&gauge](GaugeField f) { gauge[f] -= gauge[f] > 0 ? 1 : 0; };
    if (state == TcpState::SynSent || state == TcpState::FinWait1 || state == TcpState::Closing
        || state == TcpState::LastAck)
        less(GaugeField::SendQueue);
    if (state == TcpState::CloseWait || state == TcpState::LastAck || state == TcpState::Closing)
        less(GaugeField::ReceiveQueue);
}

} // namespace

KernelWatch::KernelWatch(NetworkContext &context)
    : m_context(context)
{
    m_context.recorder.setFollowed(true);
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &KernelWatch::look);
    const int freed = m_context.recorder.kernel().diag().hearFreed();
    if (freed < 0)
        return;
    m_freed = std::make_unique<QSocketNotifier>(freed, QSocketNotifier::Read);
    connect(m_freed.get(), &QSocketNotifier::activated, this, &KernelWatch::onFreed);
}

KernelWatch::~KernelWatch()
{
    m_context.recorder.setFollowed(false);
}

void KernelWatch::takeNews()
{
    Recorder &recorder = m_context.recorder;
    if (!recorder.hasMoved())
        return;
    const Nanoseconds soon = recorder.now() + shortest;
    for (const int fd : recorder.takeMoved()) {
        const SocketEntry *e = recorder.entry(fd);
        if (!e)
            continue;
        Watched &w = m_watched[e->id];
        w.id = e->id;
        w.endpoint = e->endpoint;
        w.fd = fd;
        w.interval = shortest;
        const Nanoseconds next = w.lookedAt == 0 ? soon : std::max(soon, w.lookedAt + busyPause);
        schedule(w, w.due == 0 ? next : std::min(w.due, next));
    }
    for (const ClosedSocket &closed : recorder.takeClosed())
        followClosed(closed);
    arm();
}

void KernelWatch::schedule(Watched &w, Nanoseconds due)
{
    if (w.due == due)
        return;
    m_plan.erase({w.due, w.id});
    w.due = due;
    if (due != 0)
        m_plan.insert({due, w.id});
}

void KernelWatch::drop(SocketId id)
{
    const auto it = m_watched.find(id);
    if (it == m_watched.end())
        return;
    if (const auto known = m_byCookie.find(it->second.cookie);
        known != m_byCookie.end() && known->second == id) {
        m_byCookie.erase(known);
        --m_closed;
    }
    m_queues.erase(id);
    m_listeners.erase(id);
    m_unpaired.erase(id);
    m_plan.erase({it->second.due, id});
    m_watched.erase(it);
}

void KernelWatch::followClosed(const ClosedSocket &closed)
{
    if (!closed.peer.isValid() || closed.cookie == 0) {
        drop(closed.id);
        return;
    }
    Watched &w = m_watched[closed.id];
    w.id = closed.id;
    w.endpoint = closed.endpoint;
    w.fd = -1;
    w.cookie = closed.cookie;
    w.state = closed.state;
    w.local = closed.local;
    w.peer = closed.peer;
    w.lookedAt = m_context.recorder.now();
    w.interval = shortest;
    // One that is gone already stays for its last numbers, which come when the kernel frees it.
    schedule(w, w.lookedAt + (closed.state == TcpState::Closed ? longest : shortest));
    m_byCookie[closed.cookie] = closed.id;
    if (++m_closed <= mostClosed)
        return;
    if (!m_limitSaid)
        m_context.recorder.note(Step::NoteKernelSilent, 0, 0,
            "more closed connections than are followed; the oldest are given up", mostClosed);
    m_limitSaid = true;
    const auto oldest = std::find_if(
        m_watched.begin(), m_watched.end(), [](const auto &entry) { return entry.second.fd < 0; });
    drop(oldest->first);
}

void KernelWatch::arm()
{
    if (m_plan.empty()) {
        m_timer.stop();
        return;
    }
    const Nanoseconds wait = std::max<Nanoseconds>(m_plan.begin()->first - m_context.recorder.now(), 0);
    const auto ms = int(std::min<Nanoseconds>((wait + millisecond - 1) / millisecond, 60'000));
    if (!m_timer.isActive() || m_timer.remainingTime() > ms)
        m_timer.start(ms);
}

void KernelWatch::look()
{
    const Nanoseconds now = m_context.recorder.now();
    for (int looks = 0; looks < looksInTurn && !m_plan.empty() && m_plan.begin()->first <= now; ++looks)
        lookAt(m_watched[m_plan.begin()->second]);
    arm();
    if (!m_plan.empty() && m_plan.begin()->first <= now)
        m_timer.start(turnPauseMs);
    const SockDiag &diag = m_context.recorder.kernel().diag();
    if (diag.isRefused() && !m_refusalSaid) {
        m_refusalSaid = true;
        m_context.recorder.note(Step::NoteKernelSilent, 0, 0, "sock_diag", 0, -1, diag.error());
    }
}

void KernelWatch::lookAt(Watched &w)
{
    schedule(w, 0);
    const SocketEntry *e = w.fd >= 0 ? m_context.recorder.entry(w.fd) : nullptr;
    if (e && e->id == w.id)
        lookAtOpen(w);
    else if (w.fd < 0)
        lookAtClosed(w);
    if ((w.fd < 0 && w.due == 0) || (w.fd >= 0 && !e))
        drop(w.id);
}

bool KernelWatch::fillAddresses(Watched &w)
{
    Recorder &recorder = m_context.recorder;
    const TcpState state = recorder.stateOf(w.fd);
    if (state == TcpState::Closed || state == TcpState::Unknown)
        return false;
    SocketEntry *e = recorder.entry(w.fd);
    if (!e->local.isValid() || e->local.port == 0) {
        // A port that the kernel chose, before Qt has asked for it.
        const Recorder::Probing probing(recorder);
        sockaddr_storage address = {};
        socklen_t size = sizeof address;
        ::getsockname(w.fd, reinterpret_cast<sockaddr *>(&address), &size);
    }
    w.cookie = recorder.cookieOf(w.fd);
    w.local = e->local;
    w.peer = e->peer;
    w.peer.family = w.peer.isValid() ? w.peer.family : w.local.family;
    return w.cookie != 0 && w.local.isValid();
}

void KernelWatch::lookAtOpen(Watched &w)
{
    if (!fillAddresses(w))
        return;
    const KernelLook look = m_context.recorder.kernel().diag().look(w.local, w.peer, w.cookie);
    if (!look.asked)
        return;
    if (!look.found) {
        // Reset: the kernel has taken it out of its tables, and only the descriptor knows it still.
        const TcpState before = m_context.recorder.stateOf(w.fd);
        KernelLook closed = look;
        closed.state = m_context.recorder.probeState(w.fd);
        m_context.recorder.entry(w.fd)->state = before;
        if (closed.state != TcpState::Unknown)
            tellState(w, closed);
        w.lookedAt = m_context.recorder.now();
        const auto stream = m_context.streams.find(w.id);
        if (closed.state == TcpState::Closed && stream != m_context.streams.end())
            stream->second->onKernelClosed();
        return;
    }
    tellState(w, look);
    if (look.state == TcpState::Listen) {
        lookAtListener(w, look);
        return;
    }
    findServer(w);
    Gauge gauge = look.gauge;
    leaveOutSynAndFin(look.state, gauge);
    addBuffers(w, gauge);
    const bool changed = gaugeMoved(gauge, w.seen);
    tellGauge(w, gauge);
    w.seen = gauge;
    w.lookedAt = m_context.recorder.now();
    plan(w, changed);
}

void KernelWatch::addBuffers(const Watched &w, Gauge &gauge) const
{
    const auto stream = m_context.streams.find(w.id);
    if (stream == m_context.streams.end())
        return;
    gauge[GaugeField::WriteBuffer] = std::uint64_t(stream->second->socket()->bytesToWrite());
    gauge[GaugeField::ReadBuffer] = std::uint64_t(stream->second->socket()->bytesAvailable());
}

void KernelWatch::lookAtListener(Watched &w, const KernelLook &look)
{
    const std::uint64_t waiting = look.gauge[GaugeField::ReceiveQueue];
    const std::uint64_t backlog = look.gauge[GaugeField::SendQueue];
    const bool changed = waiting != w.seen[GaugeField::ReceiveQueue] || w.lookedAt == 0;
    w.seen = look.gauge;
    w.lookedAt = m_context.recorder.now();
    if (changed) {
        Event e = eventOf(w, Step::KernelQueue, Evidence::Polled);
        e.arg = waiting;
        e.result = std::int64_t(backlog);
        m_context.recorder.add(e);
    }
    m_listeners.insert(w.id);
    if (waiting > 0 || m_queues.contains(w.id) || !m_unpaired.empty())
        lookAtQueue(w);
    plan(w, changed);
}

void KernelWatch::findServer(const Watched &client)
{
    if (client.paired || !client.peer.isValid() || client.peer.port == 0)
        return;
    for (const SocketId id : m_listeners) {
        const auto listener = m_watched.find(id);
        if (listener == m_watched.end() || listener->second.local.port != client.peer.port)
            continue;
        m_unpaired.insert(client.id);
        listener->second.interval = shortest;
        schedule(listener->second, m_context.recorder.now());
    }
}

void KernelWatch::lookAtQueue(const Watched &listener)
{
    std::map<std::uint64_t, Waiting> now;
    auto &told = m_queues[listener.id];
    std::size_t searched = 0;
    for (auto it = m_unpaired.begin(); it != m_unpaired.end() && searched < mostClientsSearched;) {
        const auto found = m_watched.find(*it);
        if (found == m_watched.end() || found->second.fd < 0) {
            it = m_unpaired.erase(it);
            continue;
        }
        Watched &client = found->second;
        if (client.peer.port != listener.local.port) {
            ++it;
            continue;
        }
        ++searched;
        const KernelLook other =
            m_context.recorder.kernel().diag().look(client.peer, client.local, SockDiag::anyCookie);
        client.paired = other.found && other.hasDescriptor && other.state != TcpState::Listen;
        const bool waits = other.found && !other.hasDescriptor && other.state != TcpState::Listen;
        if (waits && now.size() < mostWaitingTold)
            now[other.cookie] = {
                client.peer, client.local, other.state, other.gauge[GaugeField::ReceiveQueue]};
        // Accepted: it did not end, it has a row of its own now.
        if (client.paired)
            told.erase(other.cookie);
        it = client.paired ? m_unpaired.erase(it) : std::next(it);
    }
    for (const auto &[cookie, waiting] : now) {
        if (!told.contains(cookie) || told[cookie] != waiting)
            tellWaiting(listener, cookie, waiting);
    }
    for (auto &[cookie, waiting] : told) {
        if (now.contains(cookie))
            continue;
        waiting.state = TcpState::Closed;
        waiting.bytes = 0;
        tellWaiting(listener, cookie, waiting);
    }
    if (now.empty())
        m_queues.erase(listener.id);
    else
        told = now;
}

void KernelWatch::lookAtClosed(Watched &w)
{
    if (w.state == TcpState::Closed)
        return;
    const KernelLook look = m_context.recorder.kernel().diag().look(w.local, w.peer, w.cookie);
    if (!look.asked)
        return;
    if (!look.found) {
        tellGone(w);
        return;
    }
    const bool changed = look.state != w.state;
    tellState(w, look);
    w.state = look.state;
    w.seen = look.gauge;
    w.lookedAt = m_context.recorder.now();
    if (look.state == TcpState::TimeWait)
        schedule(w, w.lookedAt + Nanoseconds(look.gauge[GaugeField::TimerMs] + 20) * millisecond);
    else
        plan(w, changed);
}

bool KernelWatch::isQuiet(const Watched &w) const
{
    const bool waitsForNobody = w.seen[GaugeField::SendQueue] == 0 && w.seen[GaugeField::ReceiveQueue] == 0;
    if (m_context.unattended.contains(w.id))
        return false;
    switch (m_context.recorder.stateOf(w.fd)) {
    case TcpState::Listen:
        return w.seen[GaugeField::ReceiveQueue] == 0 && m_unpaired.empty() && !m_queues.contains(w.id);
    case TcpState::Established:
        return waitsForNobody && w.seen[GaugeField::WriteBuffer] == 0;
    default:
        return false;
    }
}

void KernelWatch::plan(Watched &w, bool changed)
{
    const TcpState state = w.fd < 0 ? w.state : m_context.recorder.stateOf(w.fd);
    const bool inPassing = isPassing(state);
    w.interval = changed ? shortest : std::min(w.interval * 2, inPassing ? longestInPassing : longest);
    const bool settled = w.interval >= longest / 2;
    // Nothing is missed: whatever comes to a socket that is read wakes it by a call.
    if (w.fd >= 0 && settled && isQuiet(w) && !gaugeMoved(w.told, w.seen))
        return;
    schedule(w, w.lookedAt + w.interval);
}

void KernelWatch::onFreed()
{
    const auto take = [this](const KernelLook &look) {
        const auto it = m_byCookie.find(look.cookie);
        const auto watched = it == m_byCookie.end() ? m_watched.end() : m_watched.find(it->second);
        if (watched == m_watched.end())
            return;
        Watched &w = watched->second;
        Event e = eventOf(w, Step::KernelFinal, Evidence::KernelEvent);
        e.flags = Event::Housekeeping;
        m_context.recorder.addText(e, look.gauge.text());
        // The whole socket goes either for good or to be a TIME-WAIT: look which.
        schedule(w, m_context.recorder.now());
    };
    m_context.recorder.kernel().diag().takeFreed(freedInTurn, take);
    arm();
}

} // namespace wl
