// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/event.h"

#include <cstdint>

namespace wl {

/// What a colour is for; the one table behind the window's theme and the exported pictures. Hue means TCP
/// state and nothing else; the table is colour-blind safe, with text at 4.5:1 and lines at 3:1 on their
/// ground.
enum class Ink : std::uint8_t {
    Window, ///< behind panels
    Surface, ///< cards, log, stage
    Border, ///< hairlines that only please the eye
    Text,
    WeakText,
    Accent, ///< the one dark primary button
    AccentText,
    Selection,
    SelectionText,
    Good, ///< done: ground
    GoodText,
    Next, ///< next: ground
    NextText,
    Bad, ///< failed: ground
    BadText,
    Signal, ///< signal letters
    Note, ///< banner ground
    NoteLine,
    Lane, ///< a lane before it has a state
    BandOut, ///< bytes on their way, first hue
    BandIn,
    ControlBorder, ///< around what can be typed into or pressed, and lines that must be seen
    Subtle, ///< ground of headers and of what the mouse is over
    Count
};

/// 0xffrrggbb.
std::uint32_t inkColour(Ink ink, bool dark);
/// The ground of a state's pill and band.
std::uint32_t stateColour(TcpState state, bool dark);
/// Text on that ground.
std::uint32_t stateTextColour(TcpState state, bool dark);

} // namespace wl
