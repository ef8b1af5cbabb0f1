// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/sockettable.h"

#include <deque>
#include <unordered_map>
#include <vector>

namespace wl {

/// A row of a sequence diagram, counted from the session's first.
using RowNumber = std::uint64_t;

/// What is kept of a row: 16 bytes.
struct SequenceRow {
    std::uint64_t event : 59;
    std::uint64_t linked : 1; ///< a message begins or ends here
    std::uint64_t foreign : 1; ///< a datagram whose other end is no socket of ours
    std::uint64_t lost : 1; ///< a datagram to a socket of ours that later ones have overtaken
    std::uint64_t refused : 1; ///< a datagram that an ICMP message answered
    std::uint64_t signal : 1; ///< a Qt signal's, shown only when asked for
    SocketId socket;
    std::uint32_t nextSend; ///< rows to the socket's next send; 0 none
};
static_assert(sizeof(SequenceRow) == 16);

/// The rows that are kept.
struct RowStore {
    std::deque<SequenceRow> rows;
    RowNumber first = 0;

    RowNumber end() const { return first + rows.size(); }
    SequenceRow &at(RowNumber n) { return rows[n - first]; }
    const SequenceRow &at(RowNumber n) const { return rows[n - first]; }
};

/// Bytes that one of our sockets sent in row `from` and another one of ours took in row `to`.
struct MessageLink {
    RowNumber from = 0;
    RowNumber to = 0;
};

/// Finds for each recv the sends whose bytes it took: in a TCP stream by place, among datagrams by addresses,
/// order and bytes. It holds row numbers only.
class MessageMatcher
{
public:
    /// Row `n` is this send or recv; the last row of the store.
    void take(RowNumber n, const EventRef &event, RowStore &rows, const JournalView &view,
        const SocketTable &table);
    /// A datagram socket of ours has an address from now on.
    void bound(SocketId socket);
    /// An ICMP message came for what this socket had sent to that address.
    void refused(SocketId sender, const PackedAddress &to, RowStore &rows, const JournalView &view);
    /// The store is about to drop its first row.
    void forget(RowNumber n, const SequenceRow &row);

    const std::deque<MessageLink> &links() const { return m_links; } ///< ascending by `to`

private:
    /// A socket's sends that were not taken whole, chained through the rows.
    struct Chain {
        RowNumber head = 0;
        RowNumber last = 0;
    };

    void remember(SocketId socket, std::vector<SocketId> &list);
    void takeSend(RowNumber n, SocketId socket, RowStore &rows);
    bool hasReceiver(const EventRef &sent, const SocketTable &table) const;
    void takeStream(
        RowNumber n, const EventRef &recv, SocketId sender, RowStore &rows, const JournalView &view);
    void takeDatagram(
        RowNumber n, const EventRef &recv, RowStore &rows, const JournalView &view, const SocketTable &table);
    bool takeDatagramFrom(SocketId sender, RowNumber n, const EventRef &recv, RowStore &rows,
        const JournalView &view, const SocketTable &table);
    PackedAddress addressOf(SocketId socket, const SocketTable &table) const;
    void advanceHead(SocketId socket, Chain &chain, const RowStore &rows);
    void link(RowNumber from, RowNumber to, RowStore &rows);

    std::unordered_map<SocketId, Chain> m_chains;
    std::vector<SocketId> m_datagramSenders;
    std::vector<SocketId> m_datagramReceivers;
    std::unordered_map<SocketId, PackedAddress>
        m_learnt; ///< of senders that the system gave a port on their first send
    std::deque<MessageLink> m_links;
};

/// The same host: an IPv4 address met on an IPv6 socket counts as what it is.
bool isSameHost(const PackedAddress &a, const PackedAddress &b);
/// 0.0.0.0 or ::
bool isAnyAddress(const PackedAddress &a);
/// 127.0.0.0/8 or ::1
bool isLoopback(const PackedAddress &a);

} // namespace wl
