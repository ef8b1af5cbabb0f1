// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/sequencedrawing.h"

namespace wl {

void SequenceDrawing::advance(const JournalView &, const SocketTable &) { }

void SequenceDrawing::clear() { }

Drawing SequenceDrawing::draw(const StageFrame &) const
{
    return {};
}

} // namespace wl
