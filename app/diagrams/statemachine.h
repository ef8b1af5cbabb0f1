// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/diagram.h"
#include "app/diagrams/statetracks.h"

namespace wl {

/// The state diagram of RFC 9293 with a token for every TCP endpoint.
class StateMachine final : public Diagram
{
public:
    void advance(const JournalView &view, const SocketTable &table) override;
    void clear() override;
    Drawing draw(const StageFrame &frame) const override;

private:
    StateTracks m_tracks;
};

} // namespace wl
