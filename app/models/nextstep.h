// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/sockettable.h"

namespace wl {

/// The one call that Next step would make now.
struct StepChoice {
    EndpointId endpoint = 0;
    SocketId socket = 0; ///< 0: before there is a socket
    StepWait wait;
};

/// All that waits for the user: each endpoint, then each of its sockets, in the order of their numbers.
std::vector<StepChoice> waitingSteps(const SocketTable &table);
/// What Next step (F10) does: of the calls that would not block, one of the chosen endpoint's first, closing
/// ones last; when every call would block, that of the chosen endpoint. Endpoint 0: none is chosen.
std::optional<StepChoice> nextStep(const SocketTable &table, EndpointId chosen);

} // namespace wl
