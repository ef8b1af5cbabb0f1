// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/sequenceoptions.h"

namespace wl {

bool SequenceOptions::shows(const SocketFacts &socket) const
{
    if (only) {
        // A client's earlier tries belong to its story.
        const bool ofCaller =
            socket.role != SocketRole::Accepted && only->client && socket.endpoint == only->client;
        return ofCaller || socket.id == only->accepted || socket.id == only->listener;
    }
    if (hiddenSockets.contains(socket.id))
        return false;
    return socket.role == SocketRole::Accepted || !hiddenEndpoints.contains(socket.endpoint);
}

} // namespace wl
