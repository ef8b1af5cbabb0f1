// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/flowchart.h"

namespace wl {

void Flowchart::advance(const JournalView &, const SocketTable &) { }

void Flowchart::clear() { }

Drawing Flowchart::draw(const StageFrame &) const
{
    return {};
}

} // namespace wl
