// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/layers.h"

namespace wl {

void Layers::advance(const JournalView &, const SocketTable &) { }

void Layers::clear() { }

Drawing Layers::draw(const StageFrame &) const
{
    return {};
}

} // namespace wl
