// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/statepath.h"
#include "app/journal/journal.h"

#include <QString>

namespace wl {

/// "Client 1: SYN-SENT → ESTABLISHED. Cause: a packet arrived (SYN+ACK arrives), …", for one travelled arrow.
QString hopSentence(const QString &who, const StateHop &hop, const EventRef &shownBy, bool wasReset);
/// "Client 1: ESTABLISHED → CLOSED, a reset (RST)", for a move that the figure does not have.
QString jumpText(const QString &who, const StateHop &hop, bool wasReset);
/// How the event knows the state: "polled ±5 ms", "read right after connect()".
QString stateEvidence(const Event &event);

} // namespace wl
