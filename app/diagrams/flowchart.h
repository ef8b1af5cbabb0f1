// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/diagram.h"
#include "app/diagrams/flowchartcalls.h"
#include "app/diagrams/layermessage.h"

namespace wl {

/// The classic columns of socket calls of one conversation, lit as they happen.
class Flowchart final : public Diagram
{
public:
    void advance(const JournalView &view, const SocketTable &table) override;
    void clear() override;
    Drawing draw(const StageFrame &frame) const override;

private:
    FlowCalls m_calls;
    LayerMessages m_messages;
};

} // namespace wl
