// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/drawing.h"
#include "ui/looks/theme.h"

#include <QFontMetricsF>

#include <array>
#include <vector>

class QPainter;

namespace wl {

/// Fonts and measures of the stage's drawings at one zoom.
class DrawingLook
{
public:
    static constexpr double leastPointSize = 10.5; ///< at 100 %: readable on a projector

    DrawingLook(const Theme &theme, const QFont &base, int zoomPercent);

    const QFont &font(TextStyle style) const { return m_fonts[std::size_t(style)]; }
    Ruler ruler() const;

private:
    std::array<QFont, 6> m_fonts;
    std::vector<QFontMetricsF> m_metrics; ///< of each font: making one takes longer than asking it
    double m_line = 0;
};

/// Replays the marks of a drawing on a painter; decides nothing.
void paintDrawing(QPainter &painter, const Drawing &drawing, const Theme &theme, const DrawingLook &look);

} // namespace wl
