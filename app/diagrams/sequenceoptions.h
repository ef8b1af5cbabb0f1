// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/conversation.h"

#include <optional>
#include <set>

namespace wl {

/// What of a session its sequence diagram shows, and how far apart.
struct SequenceOptions {
    bool showsSignals = false;
    bool byTime = false; ///< rows lie as far apart as their times, with breaks; otherwise one after the other
    std::set<EndpointId> hiddenEndpoints; ///< all but their accepted connections
    std::set<SocketId> hiddenSockets;
    std::optional<Conversation> only; ///< nothing else

    bool shows(const SocketFacts &socket) const;
    bool hidesAny() const { return only || !hiddenEndpoints.empty() || !hiddenSockets.empty(); }
    friend bool operator==(const SequenceOptions &, const SequenceOptions &) = default;
};

} // namespace wl
