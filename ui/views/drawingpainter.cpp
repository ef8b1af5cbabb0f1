// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/views/drawingpainter.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace wl {

DrawingLook::DrawingLook(const Theme &theme, const QFont &base, int zoomPercent)
{
    const double points = std::max(leastPointSize, base.pointSizeF()) * zoomPercent / 100.0;
    for (std::size_t i = 0; i < std::size(m_fonts); ++i) {
        const auto style = TextStyle(i);
        QFont &font = m_fonts[i];
        font = style == TextStyle::Call ? theme.mono() : base;
        font.setPointSizeF(style == TextStyle::Title ? points * 1.1 : points);
        font.setBold(style == TextStyle::Title || style == TextStyle::Message || style == TextStyle::State);
        if (style != TextStyle::Title)
            m_line = std::max(m_line, std::ceil(QFontMetricsF(font).height()));
    }
}

Ruler DrawingLook::ruler() const
{
    const DrawingLook copy = *this;
    const auto width = [copy](const QString &text, TextStyle style) {
        return QFontMetricsF(copy.font(style)).horizontalAdvance(text);
    };
    return {width, m_line};
}

void paintDrawing(QPainter &, const Drawing &, const Theme &, const DrawingLook &) { }

} // namespace wl
