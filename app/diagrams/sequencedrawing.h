// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/diagram.h"

namespace wl {

/// The whole sequence diagram as one drawing, for files; the window paints only the rows in sight.
class SequenceDrawing final : public Diagram
{
public:
    void advance(const JournalView &view, const SocketTable &table) override;
    void clear() override;
    Drawing draw(const StageFrame &frame) const override;
};

} // namespace wl
