// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/statemachine.h"

#include "app/diagrams/statedrawing.h"

namespace wl {

void StateMachine::advance(const JournalView &view, const SocketTable &)
{
    m_tracks.advance(view);
}

void StateMachine::clear()
{
    m_tracks = {};
}

Drawing StateMachine::draw(const StageFrame &frame) const
{
    return StateDrawing(m_tracks, frame).draw();
}

} // namespace wl
