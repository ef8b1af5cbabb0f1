// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/sequencerows.h"

#include <algorithm>

namespace wl {

namespace {

constexpr std::uint64_t mostStrangers = 4; ///< lanes for those that are only counted
constexpr std::size_t mostWaiting = 512; ///< connections in accept queues that are drawn
constexpr std::size_t mostStates = 64; ///< of one lane; a hostile session could flip one for ever

bool isAccept(const Event &e)
{
    return e.step == Step::CallAccept || e.step == Step::CallAccept4;
}

/// These tell of a connection that has no socket of ours yet: the event's socket is the other one.
bool isOfAnother(const Event &e)
{
    return e.step == Step::CallAccept || e.step == Step::CallAccept4 || e.step == Step::KernelWaiting;
}

bool belongs(const Event &e)
{
    if (e.socket == 0 || e.has(Event::Probe))
        return false;
    // The picture tells the conversation; which options are set is in the log.
    if (e.step == Step::CallSetsockopt && e.result == 0)
        return false;
    return (e.kind() == Kind::Call && !e.has(Event::Housekeeping)) || e.step == Step::KernelState
        || e.step == Step::KernelRefusal || e.kind() == Kind::Signal;
}

bool isSameAddress(const PackedAddress &a, const PackedAddress &b)
{
    return a.isValid() && b.isValid() && a.port == b.port && isSameHost(a, b);
}

} // namespace

void SequenceRows::advance(const JournalView &view, const SocketTable &table)
{
    m_view = view;
    view.forEach(m_position, view.size(), [&](const EventRef &event) {
        m_position = event.index() + 1;
        add(event, table);
        if (belongs(event.event()) && (isSendCall(event->step) || isRecvCall(event->step)))
            m_matcher.take(m_rows.end() - 1, event, m_rows, view, table);
    });
    settleWaiting(table);
}

void SequenceRows::add(const EventRef &event, const SocketTable &table)
{
    const Event &e = event.event();
    if (belongs(e)) {
        addRow(event, table);
        return;
    }
    takeOther(event, table);
    if (e.socket && !isOfAnother(e) && m_lanes.contains(e.socket) && m_rows.end() > 0) {
        takeState(e.socket, e.after, 2 * (m_rows.end() - 1) + 1, table);
    }
}

void SequenceRows::takeOther(const EventRef &event, const SocketTable &table)
{
    const auto it = event->step == Step::KernelGone ? m_lanes.find(event->socket) : m_lanes.end();
    if (it != m_lanes.end() && m_rows.end() > 0)
        it->second.gone = 2 * (m_rows.end() - 1) + 1;
    if (event->step == Step::KernelWaiting)
        takeWaiting(event, table);
    else if (event->step == Step::KernelQueue)
        takeQueue(event);
    else if (event->step == Step::NoteDatagramsDropped && event->socket)
        m_drops[event->socket] = event.index();
}

const Handshake *SequenceRows::handshakeOf(SocketId client) const
{
    constexpr std::size_t newest = 512;
    const auto end = m_handshakes.rbegin() + std::ptrdiff_t(std::min(newest, m_handshakes.size()));
    const auto it = std::find_if(
        m_handshakes.rbegin(), end, [&](const Handshake &handshake) { return handshake.client == client; });
    return it == end ? nullptr : &*it;
}

/// How many connections wait in a listener's queue: the kernel counts them and names none of a stranger.
void SequenceRows::takeQueue(const EventRef &event)
{
    if (!lane(event->socket) || m_rows.end() == 0)
        return;
    const RowNumber last = m_rows.end() - 1;
    const auto ofListener = [&](std::uint64_t serial) {
        return m_handshakes[serial - m_handshakesForgotten].listener == event->socket;
    };
    auto known = std::uint64_t(std::count_if(m_waiting.begin(), m_waiting.end(), ofListener));
    const std::uint64_t waiting = std::min<std::uint64_t>(event->arg, mostStrangers);
    for (; known < waiting && m_waiting.size() < mostWaiting; ++known) {
        const std::uint64_t serial = m_handshakesForgotten + m_handshakes.size();
        m_waiting.push_back(serial);
        m_handshakes.push_back({0, event->socket, 0, last, 2 * last + 1, {}, {}, serial});
    }
    // Fewer than before, and no accept(): whoever waited has gone.
    for (auto it = m_waiting.begin(); it != m_waiting.end() && known > event->arg;) {
        Handshake &handshake = m_handshakes[*it - m_handshakesForgotten];
        if (handshake.listener != event->socket || handshake.client != 0) {
            ++it;
            continue;
        }
        handshake.to = 2 * last + 1;
        it = m_waiting.erase(it);
        --known;
    }
}

std::optional<EventIndex> SequenceRows::dropsOf(SocketId socket) const
{
    const auto it = m_drops.find(socket);
    return it == m_drops.end() ? std::nullopt : std::optional(it->second);
}

/// A connection that waits in a listener's queue. Those of our own clients are known by their connect().
void SequenceRows::takeWaiting(const EventRef &event, const SocketTable &table)
{
    const PackedAddress peer = event.peer();
    if (!lane(event->socket) || m_rows.end() == 0 || m_waiting.size() >= mostWaiting)
        return;
    for (const std::uint64_t serial : m_waiting) {
        const Handshake &known = m_handshakes[serial - m_handshakesForgotten];
        const SocketFacts *client = table.socket(known.client);
        if (known.listener == event->socket
            && ((known.client == 0 && !known.peer.isValid()) || isSameAddress(known.peer, peer)
                || (client && isSameAddress(client->local, peer))))
            return;
    }
    const std::uint64_t serial = m_handshakesForgotten + m_handshakes.size();
    const RowNumber last = m_rows.end() - 1;
    m_waiting.push_back(serial);
    m_handshakes.push_back({0, event->socket, 0, last, 2 * last + 1, {}, peer, serial});
}

void SequenceRows::addRow(const EventRef &event, const SocketTable &table)
{
    const Event &e = event.event();
    const RowNumber n = m_rows.end();
    const Place place = 2 * n;
    m_rows.rows.push_back({event.index(), 0, 0, 0, 0, e.kind() == Kind::Signal, e.socket, 0});
    LaneLife &lane = laneFor(e.socket, place);
    lane.lastRow = n;
    if (e.kind() != Kind::Signal)
        lane.lastStep = n;
    lane.readEnd |= isRecvCall(e.step) && e.result == 0 && e.arg > 0 && !e.has(Event::Datagram);
    // The kernel's row comes right after the look that saw the change: it is the same moment.
    if (e.step == Step::KernelState && !lane.states.empty() && lane.states.back().place + 1 == place
        && lane.states.back().state == e.after)
        lane.states.back().place = place;
    if (e.step == Step::CallConnect)
        lane.connectRow = n;
    if (isAccept(e))
        accepted(event, table);
    else
        takeState(e.socket, e.after, place, table);
    if (e.step == Step::CallBind && e.result == 0 && e.has(Event::Datagram))
        m_matcher.bound(e.socket);
    if (e.step == Step::KernelRefusal)
        m_matcher.refused(e.socket, event.peer(), m_rows, m_view);
    if (e.step == Step::CallListen && e.result == 0)
        m_listeners.push_back(e.socket);
    if (e.step == Step::CallClose)
        closed(e.socket);
    if (m_rows.rows.size() > m_mostRows)
        forgetOldest();
}

LaneLife &SequenceRows::laneFor(SocketId socket, Place begin)
{
    const auto [it, isNew] = m_lanes.try_emplace(socket);
    if (isNew) {
        it->second.socket = socket;
        it->second.begin = begin;
        it->second.lastRow = begin / 2;
        it->second.lastStep = begin / 2;
        m_open.push_back(socket);
    }
    return it->second;
}

const LaneLife *SequenceRows::lane(SocketId socket) const
{
    const auto it = m_lanes.find(socket);
    return it == m_lanes.end() ? nullptr : &it->second;
}

std::optional<RowNumber> SequenceRows::rowOf(EventIndex event) const
{
    const auto it = std::lower_bound(m_rows.rows.begin(), m_rows.rows.end(), event,
        [](const SequenceRow &row, EventIndex index) { return row.event < index; });
    if (it == m_rows.rows.end() || it->event != event)
        return {};
    return m_rows.first + RowNumber(it - m_rows.rows.begin());
}

std::optional<RowNumber> SequenceRows::rowNear(EventIndex event) const
{
    const auto it = std::upper_bound(m_rows.rows.begin(), m_rows.rows.end(), event,
        [](EventIndex index, const SequenceRow &row) { return index < row.event; });
    if (it == m_rows.rows.begin())
        return {};
    return m_rows.first + RowNumber(it - m_rows.rows.begin()) - 1;
}

bool SequenceRows::hasWaited(SocketId accepted) const
{
    constexpr std::size_t newest = 512;
    const auto end = m_handshakes.rbegin() + std::ptrdiff_t(std::min(newest, m_handshakes.size()));
    return std::any_of(m_handshakes.rbegin(), end,
        [&](const Handshake &handshake) { return accepted && handshake.accepted == accepted; });
}

void SequenceRows::takeState(SocketId socket, TcpState state, Place place, const SocketTable &table)
{
    LaneLife &lane = m_lanes.at(socket);
    if (state == TcpState::Unknown || (!lane.states.empty() && lane.states.back().state == state))
        return;
    if (lane.states.size() == mostStates)
        lane.states.erase(lane.states.begin());
    lane.states.push_back({place, state});
    if (state == TcpState::Established && lane.connectRow)
        established(socket, place, table);
}

void SequenceRows::established(SocketId client, Place place, const SocketTable &table)
{
    const SocketFacts *facts = table.socket(client);
    if (!facts)
        return;
    const LaneLife *made = facts->partner ? lane(facts->partner) : nullptr;
    const SocketId listener = made ? SocketId(0) : listenerFor(*facts, table);
    if (!made && listener == 0)
        return;
    // The kernel may have told of it before: then it was taken for a stranger's.
    for (const std::uint64_t serial : m_waiting) {
        Handshake &known = m_handshakes[serial - m_handshakesForgotten];
        const bool mayBe = !known.peer.isValid() || isSameAddress(known.peer, facts->local);
        if (known.client == 0 && known.listener == listener && mayBe) {
            known.client = client;
            known.connectRow = *lane(client)->connectRow;
            return;
        }
    }
    Handshake handshake{client, listener, 0, *lane(client)->connectRow, place, {}, {},
        m_handshakesForgotten + m_handshakes.size()};
    if (made) {
        handshake.accepted = facts->partner;
        handshake.from = std::min(place, made->begin);
        handshake.to = made->begin;
    } else if (m_waiting.size() < mostWaiting) {
        m_waiting.push_back(m_handshakesForgotten + m_handshakes.size());
    }
    m_handshakes.push_back(handshake);
}

SocketId SequenceRows::listenerFor(const SocketFacts &client, const SocketTable &table) const
{
    const PackedAddress &to = client.peer;
    for (const SocketId id : m_listeners) {
        const SocketFacts *listener = table.socket(id);
        if (!listener || !to.isValid() || listener->local.port != to.port)
            continue;
        const bool isHere = isLoopback(to) || (client.local.isValid() && isSameHost(client.local, to));
        if (isAnyAddress(listener->local) ? isHere : isSameHost(listener->local, to))
            return id;
    }
    return 0;
}

void SequenceRows::accepted(const EventRef &event, const SocketTable &table)
{
    const auto made = SocketId(event->arg);
    if (event->result < 0 || made == 0 || made == event->socket)
        return;
    const Place place = 2 * (m_rows.end() - 1);
    laneFor(made, place);
    takeState(made, event->after, place, table);
    const PackedAddress caller = event.peer();
    for (auto it = m_waiting.begin(); it != m_waiting.end(); ++it) {
        Handshake &handshake = m_handshakes[*it - m_handshakesForgotten];
        const SocketFacts *client = table.socket(handshake.client);
        // The client's own address is asked for a little later than its state: until then, first come, first
        // served.
        const bool known = client && client->local.isValid() && client->local.port != 0;
        const bool isOther = known ? client->local.port != caller.port
                                   : handshake.peer.isValid() && !isSameAddress(handshake.peer, caller);
        if (handshake.listener != event->socket || isOther)
            continue;
        handshake.accepted = made;
        handshake.to = place;
        m_waiting.erase(it);
        return;
    }
}

void SequenceRows::settleWaiting(const SocketTable &table)
{
    std::erase_if(m_waiting, [&](std::uint64_t serial) {
        Handshake &handshake = m_handshakes[serial - m_handshakesForgotten];
        const SocketFacts *client = table.socket(handshake.client);
        const LaneLife *made = client && client->partner ? lane(client->partner) : nullptr;
        if (!made)
            return false;
        handshake.accepted = client->partner;
        handshake.to = made->begin;
        return true;
    });
}

void SequenceRows::closed(SocketId socket)
{
    const Place place = 2 * (m_rows.end() - 1);
    m_lanes.at(socket).end = place;
    std::erase(m_open, socket);
    std::erase(m_listeners, socket);
    std::erase_if(m_waiting, [&](std::uint64_t serial) {
        Handshake &handshake = m_handshakes[serial - m_handshakesForgotten];
        if (handshake.listener == socket)
            handshake.to = place;
        return handshake.listener == socket;
    });
}

bool SequenceRows::isOver(const Handshake &handshake) const
{
    // One that is never accepted must not keep all that came after it.
    return (handshake.to && *handshake.to < 2 * m_rows.first) || m_handshakes.size() > m_mostRows;
}

void SequenceRows::forgetOldest()
{
    const SequenceRow row = m_rows.rows.front();
    m_matcher.forget(m_rows.first, row);
    const LaneLife &lane = m_lanes.at(row.socket);
    if (lane.end && lane.lastRow == m_rows.first) {
        m_drops.erase(row.socket);
        m_lanes.erase(row.socket);
    }
    m_rows.rows.pop_front();
    ++m_rows.first;
    while (!m_handshakes.empty() && isOver(m_handshakes.front())) {
        std::erase(m_waiting, m_handshakesForgotten);
        m_handshakes.pop_front();
        ++m_handshakesForgotten;
    }
}

} // namespace wl
