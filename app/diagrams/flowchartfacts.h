// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/flowchartplan.h"

namespace wl {

/// The short fact of the latest call: "12", ":12000", "= 15", "19 B"; with its errno when it failed, and how
/// often it was made.
QString flowFact(const EventRef &event, FlowCall call, const FlowTally &tally, const SocketFacts *socket);
/// What a box says when it is pointed at.
QString flowSentence(const FlowBox &box, const EventRef &event, const FlowTally &tally,
    const SocketTable &table, bool wouldBlock);
/// "listener, fd 12".
QString flowDetail(const FlowColumn &column, const SocketTable &table, bool isForgotten);

} // namespace wl
