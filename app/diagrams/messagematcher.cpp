// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/messagematcher.h"

#include <algorithm>
#include <cstring>
#include <span>

namespace wl {

namespace {

constexpr std::uint8_t mappedPrefix[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
constexpr int mostSteps = 64; ///< how far one recv looks for its datagram
constexpr std::size_t mostSenders = 256;

std::span<const std::uint8_t> hostBytes(const PackedAddress &a)
{
    if (a.family == 4)
        return {a.bytes, 4};
    const bool mapped = std::memcmp(a.bytes, mappedPrefix, sizeof mappedPrefix) == 0;
    return mapped ? std::span(a.bytes + 12, 4) : std::span<const std::uint8_t>(a.bytes, 16);
}

bool isForEverybody(const PackedAddress &a)
{
    const auto bytes = hostBytes(a);
    return bytes.size() == 4 ? bytes[0] >= 224 : bytes[0] == 0xFF;
}

/// True when a packet with this destination reaches a socket bound there.
bool reaches(const PackedAddress &destination, const PackedAddress &bound)
{
    return destination.isValid() && bound.isValid() && destination.port == bound.port
        && !isForEverybody(destination) && (isAnyAddress(bound) || isSameHost(destination, bound));
}

bool sameBytes(const EventRef &sent, const EventRef &received)
{
    const bool truncated = received->has(Event::Truncated);
    if (truncated ? sent->result < received->result : sent->result != received->result)
        return false;
    const Bytes a = sent.payload();
    const Bytes b = received.payload();
    return std::equal(a.begin(), a.begin() + std::ptrdiff_t(std::min(a.size(), b.size())), b.begin());
}

} // namespace

bool isSameHost(const PackedAddress &a, const PackedAddress &b)
{
    const auto x = hostBytes(a);
    const auto y = hostBytes(b);
    return std::equal(x.begin(), x.end(), y.begin(), y.end());
}

bool isAnyAddress(const PackedAddress &a)
{
    const auto bytes = hostBytes(a);
    return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t b) { return b == 0; });
}

bool isLoopback(const PackedAddress &a)
{
    const auto bytes = hostBytes(a);
    if (bytes.size() == 4)
        return bytes[0] == 127;
    return bytes[15] == 1
        && std::all_of(bytes.begin(), bytes.end() - 1, [](std::uint8_t b) { return b == 0; });
}

void MessageMatcher::take(
    RowNumber n, const EventRef &event, RowStore &rows, const JournalView &view, const SocketTable &table)
{
    const bool datagram = event->has(Event::Datagram);
    if (event->result < 0 || (event->result == 0 && !datagram))
        return;
    if (isSendCall(event->step)) {
        takeSend(n, event->socket, rows);
        if (!datagram)
            return;
        remember(event->socket, m_datagramSenders);
        rows.at(n).foreign = !hasReceiver(event, table);
    } else if (datagram) {
        takeDatagram(n, event, rows, view, table);
        rows.at(n).foreign = !rows.at(n).linked;
    } else if (const SocketFacts *facts = table.socket(event->socket); facts && facts->partner) {
        takeStream(n, event, facts->partner, rows, view);
    }
}

void MessageMatcher::remember(SocketId socket, std::vector<SocketId> &list)
{
    if (std::find(list.begin(), list.end(), socket) != list.end())
        return;
    if (list.size() == mostSenders) {
        m_learnt.erase(list.front());
        list.erase(list.begin());
    }
    list.push_back(socket);
}

void MessageMatcher::bound(SocketId socket)
{
    remember(socket, m_datagramReceivers);
}

bool MessageMatcher::hasReceiver(const EventRef &sent, const SocketTable &table) const
{
    const SocketFacts *sender = table.socket(sent->socket);
    const PackedAddress to = sent->has(Event::HasPeer) ? sent.peer()
        : sender                                       ? sender->peer
                                                       : PackedAddress();
    const auto isReached = [&](SocketId id) {
        const SocketFacts *socket = table.socket(id);
        return socket && (!socket->closedBy || *socket->closedBy > sent.index())
            && reaches(to, addressOf(id, table));
    };
    return std::any_of(m_datagramReceivers.begin(), m_datagramReceivers.end(), isReached)
        || std::any_of(m_datagramSenders.begin(), m_datagramSenders.end(), isReached);
}

void MessageMatcher::refused(
    SocketId sender, const PackedAddress &to, RowStore &rows, const JournalView &view)
{
    const auto it = m_chains.find(sender);
    if (it == m_chains.end())
        return;
    // The message quotes no bytes of ours, only whereto: the oldest one that is still unanswered.
    RowNumber at = it->second.head;
    for (int step = 0; step < mostSteps; ++step) {
        SequenceRow &row = rows.at(at);
        const EventRef sent = view.at(row.event);
        const bool goesThere = sent && (!sent->has(Event::HasPeer) || sent.peer() == to);
        if (goesThere && !row.linked && !row.refused) {
            row.refused = 1;
            return;
        }
        if (row.nextSend == 0)
            return;
        at += row.nextSend;
    }
}

void MessageMatcher::takeSend(RowNumber n, SocketId socket, RowStore &rows)
{
    const auto [it, isFirst] = m_chains.try_emplace(socket, Chain{n, n});
    if (isFirst)
        return;
    rows.at(it->second.last).nextSend = std::uint32_t(n - it->second.last);
    it->second.last = n;
}

void MessageMatcher::takeStream(
    RowNumber n, const EventRef &recv, SocketId sender, RowStore &rows, const JournalView &view)
{
    const std::uint64_t begin = recv->offset;
    const std::uint64_t end = begin + std::uint64_t(recv->result);
    for (auto it = m_chains.find(sender); it != m_chains.end(); it = m_chains.find(sender)) {
        const RowNumber from = it->second.head;
        const EventRef sent = view.at(rows.at(from).event);
        if (!sent || sent->offset >= end)
            return;
        const std::uint64_t sentEnd = sent->offset + std::uint64_t(sent->result);
        if (sentEnd > begin)
            link(from, n, rows);
        if (sentEnd > end)
            return;
        advanceHead(sender, it->second, rows);
    }
}

void MessageMatcher::takeDatagram(
    RowNumber n, const EventRef &recv, RowStore &rows, const JournalView &view, const SocketTable &table)
{
    const PackedAddress source = recv.peer();
    if (!source.isValid())
        return;
    for (const SocketId sender : m_datagramSenders) {
        const PackedAddress local = addressOf(sender, table);
        const bool isSource = local.port == source.port && (isAnyAddress(local) || isSameHost(local, source));
        // A sender that was never bound gets its port from the system, and nobody asks which: its first
        // datagram that arrives tells.
        if ((isSource || local.port == 0) && takeDatagramFrom(sender, n, recv, rows, view, table)) {
            m_learnt[sender] = source;
            return;
        }
    }
}

bool MessageMatcher::takeDatagramFrom(SocketId sender, RowNumber n, const EventRef &recv, RowStore &rows,
    const JournalView &view, const SocketTable &table)
{
    const auto it = m_chains.find(sender);
    if (it == m_chains.end())
        return false;
    const PackedAddress bound = addressOf(recv->socket, table);
    const SocketFacts *facts = table.socket(sender);
    const auto isForUs = [&](const EventRef &sent) {
        const bool named = sent && sent->has(Event::HasPeer);
        return sent && reaches(named ? sent.peer() : facts ? facts->peer : PackedAddress(), bound);
    };
    RowNumber at = it->second.head;
    for (int step = 0; step < mostSteps; ++step) {
        const SequenceRow &row = rows.at(at);
        const EventRef sent = view.at(row.event);
        if (!row.linked && isForUs(sent) && sameBytes(sent, recv)) {
            link(at, n, rows);
            // What was sent here before and did not arrive is lost.
            while (m_chains.contains(sender) && it->second.head <= at) {
                SequenceRow &head = rows.at(it->second.head);
                if (!head.linked && !isForUs(view.at(head.event)))
                    break;
                head.lost = !head.linked;
                advanceHead(sender, it->second, rows);
            }
            return true;
        }
        if (row.nextSend == 0)
            return false;
        at += row.nextSend;
    }
    advanceHead(sender, it->second, rows);
    return false;
}

PackedAddress MessageMatcher::addressOf(SocketId socket, const SocketTable &table) const
{
    const auto learnt = m_learnt.find(socket);
    if (learnt != m_learnt.end())
        return learnt->second;
    const SocketFacts *facts = table.socket(socket);
    return facts ? facts->local : PackedAddress();
}

void MessageMatcher::advanceHead(SocketId socket, Chain &chain, const RowStore &rows)
{
    const std::uint32_t next = rows.at(chain.head).nextSend;
    if (next == 0)
        m_chains.erase(socket);
    else
        chain.head += next;
}

void MessageMatcher::link(RowNumber from, RowNumber to, RowStore &rows)
{
    rows.at(from).linked = 1;
    rows.at(from).foreign = 0;
    rows.at(to).linked = 1;
    m_links.push_back({from, to});
}

void MessageMatcher::forget(RowNumber n, const SequenceRow &row)
{
    while (!m_links.empty() && m_links.front().to <= n)
        m_links.pop_front();
    const auto it = m_chains.find(row.socket);
    if (it == m_chains.end() || it->second.head != n)
        return;
    if (row.nextSend == 0)
        m_chains.erase(it);
    else
        it->second.head += row.nextSend;
}

} // namespace wl
