// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/diagram.h"
#include "app/diagrams/layermessage.h"

namespace wl {

/// Two protocol stacks, and how the selected message travels down one and up the other.
class Layers final : public Diagram
{
public:
    void advance(const JournalView &view, const SocketTable &table) override;
    void clear() override;
    Drawing draw(const StageFrame &frame) const override;
    bool moves() const override { return true; }

private:
    LayerMessages m_messages;
};

} // namespace wl
