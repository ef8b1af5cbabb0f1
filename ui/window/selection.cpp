// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/window/selection.h"

namespace wl {

void Selection::select(std::optional<EventIndex> event)
{
    if (event == m_event)
        return;
    m_event = event;
    Q_EMIT changed();
}

} // namespace wl
