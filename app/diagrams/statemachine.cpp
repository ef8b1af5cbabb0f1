// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/statemachine.h"

namespace wl {

void StateMachine::advance(const JournalView &, const SocketTable &) { }

void StateMachine::clear() { }

Drawing StateMachine::draw(const StageFrame &) const
{
    return {};
}

} // namespace wl
