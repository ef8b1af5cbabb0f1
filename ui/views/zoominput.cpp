// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/views/zoominput.h"

#include <QKeyEvent>

namespace wl {

std::optional<int> ZoomInput::byKey(const QKeyEvent &event, int percent)
{
    constexpr int step = 10;
    if (!event.modifiers().testFlag(Qt::ControlModifier))
        return {};
    switch (event.key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return percent + step;
    case Qt::Key_Minus:
        return percent - step;
    case Qt::Key_0:
        return usual;
    case Qt::Key_9:
        return fit;
    default:
        return {};
    }
}

int ZoomInput::byWheel(int turned, int percent)
{
    constexpr int unitsPerPercent = 12; // one notch is 120 units: ten percent
    m_turned += turned;
    const int whole = m_turned / unitsPerPercent;
    m_turned %= unitsPerPercent;
    return percent + whole;
}

} // namespace wl
