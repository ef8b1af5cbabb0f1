// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/drawing.h"

#include <QByteArray>

namespace wl {

/// How an exported picture looks.
struct SvgLook {
    bool dark = false;
    bool transparent = false; ///< no ground under the drawing
};

/// Measures of text without a display: a table of widths of a common sans-serif and a common fixed-pitch
/// font, a little generous.
Ruler builtInRuler(double line = 18);

/// The drawing as an SVG 1.1 file that needs nothing else. Its labels carry textLength, so that they keep
/// their room in any font.
QByteArray svgOf(const Drawing &drawing, const SvgLook &look);

} // namespace wl
