// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

class QKeyEvent;

namespace wl {

/// What keys and wheel ask of a picture's zoom, the same in every view of the stage.
class ZoomInput
{
public:
    static constexpr int usual = 100;
    static constexpr int fit = 0; ///< all in sight

    /// Ctrl and plus, minus, 0 or 9: the percent that they ask for, or `fit`; nothing for other keys.
    static std::optional<int> byKey(const QKeyEvent &event, int percent);
    /// A turn of the wheel; what is less than a percent is kept for the next one.
    int byWheel(int turned, int percent);

private:
    int m_turned = 0;
};

} // namespace wl
