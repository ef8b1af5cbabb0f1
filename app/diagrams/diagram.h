// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/conversation.h"
#include "app/diagrams/drawing.h"

namespace wl {

/// What a diagram is asked for: this moment of the journal, in about this room, by these measures.
struct StageFrame {
    const JournalView &view;
    const SocketTable &table; ///< folded up to exactly this view
    QSizeF room; ///< of the visible area; a drawing may be larger, but not wider where that can be helped
    Ruler ruler;
    std::optional<EventIndex> selected;
    bool swapped = false; ///< servers on the right instead of the left
    double phase = 1; ///< 0 to 1: how far a short motion has come; 1 is rest
};

/// A picture of the stage: folds events and draws a moment of them as plain values. It knows no widget.
class Diagram
{
public:
    virtual ~Diagram() = default;
    /// Takes what is new in the view since the last time; the table must have been fed the same view.
    virtual void advance(const JournalView &view, const SocketTable &table) = 0;
    /// Begins again: another session, or an earlier moment of this one.
    virtual void clear() = 0;
    virtual Drawing draw(const StageFrame &frame) const = 0;
    /// Whether choosing another event starts a short motion (`phase` runs from 0 to 1).
    virtual bool moves() const { return false; }
};

} // namespace wl
