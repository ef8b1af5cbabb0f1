// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/sockettable.h"

namespace wl {

/// The two ends that a picture of one conversation shows. An end that is not ours has neither endpoint nor
/// socket.
struct Conversation {
    Protocol protocol = Protocol::Tcp;
    EndpointId server = 0; ///< TCP server or UDP receiver
    EndpointId client = 0; ///< TCP client or UDP sender
    SocketId listener = 0;
    SocketId accepted = 0; ///< the server's end of the connection; of UDP the receiver's socket
    SocketId caller = 0; ///< the client's end; of UDP the sender's socket

    bool isEmpty() const { return server == 0 && client == 0; }
    friend bool operator==(const Conversation &, const Conversation &) = default;
};

/// The conversation in which the event took part; without one, or with an event of nobody, the newest one
/// that is still open, then the newest at all. An end that is not ours stays empty; endpoints that wait for
/// their first call count.
Conversation conversationOf(
    const SocketTable &table, const JournalView &view, std::optional<EventIndex> selected);

/// The other end of this connection when it is ours: known by both addresses, or, until a client's own
/// address was asked for, the one client of ours that calls there and may be it; 0: there is none.
SocketId otherEnd(const SocketTable &table, const SocketFacts &socket);

/// "Client 1 ⇄ Server 1 #1", for a heading.
QString conversationTitle(const SocketTable &table, const Conversation &conversation);

} // namespace wl
