// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>

namespace wl {

/// How fast an endpoint makes its calls: by itself, one at each click, or one after each pause.
struct Pace {
    enum class Mode { Live, Step, Slow };
    Mode mode = Mode::Live;
    int pauseMs = 1000; ///< of Slow, 250 to 5000

    bool isLive() const { return mode == Mode::Live; }
    friend bool operator==(const Pace &, const Pace &) = default;
};

/// "live", "step" or "slow 500".
QString paceText(const Pace &pace);
/// The other way; nothing for other words and for pauses out of range.
std::optional<Pace> paceFromText(const QString &text);

} // namespace wl
