// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <cstdint>
#include <functional>

namespace wl {

/// What a text in a diagram is. Title: bold, a tenth larger. State and Message: bold. Call: fixed pitch.
/// Detail and Remark: plain.
enum class TextStyle : std::uint8_t { Title, Detail, Call, State, Message, Remark };

/// How wide a text comes out, in pixels; given by whoever paints.
using TextWidth = std::function<double(const QString &, TextStyle)>;

/// The measures that a diagram is laid out by: every size in it is a multiple of the line, so it grows with
/// text size and zoom.
struct Ruler {
    TextWidth width;
    double line = 18; ///< the height of a line of any style but Title, which may take 1.1 of it
};

/// The text, or as much of it as fits, with an ellipsis; empty when nothing does.
QString elided(const QString &text, double room, TextStyle style, const TextWidth &width);
/// The text in at most `mostLines` lines broken at spaces, the last one elided.
QStringList wrapped(const QString &text, double room, TextStyle style, const TextWidth &width, int mostLines);

} // namespace wl
