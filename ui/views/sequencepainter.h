// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/picture.h"
#include "ui/looks/theme.h"

#include <QFont>

class QPainter;
class QPointF;
class QRectF;

namespace wl {

/// Fonts and sizes of a sequence diagram at one zoom.
class SequenceLook
{
public:
    static constexpr double leastPointSize = 10.5; ///< at 100 %: readable on a projector

    SequenceLook(const Theme &theme, const QFont &base, int zoomPercent);

    QFont font(TextStyle style) const;
    double textWidth(const QString &text, TextStyle style) const;
    double scale() const { return m_scale; }
    double rowHeight() const { return m_rowHeight; }
    double headHeight() const { return m_headHeight; }
    double legendHeight() const { return m_legendHeight; }
    double laneWidth() const { return 14; }

private:
    QFont m_mono;
    QFont m_plain;
    double m_scale = 1;
    double m_rowHeight = 0;
    double m_headHeight = 0;
    double m_legendHeight = 0;
};

/// Paints a Picture; decides nothing.
class SequencePainter
{
public:
    /// `top`: where row 0 lies.
    SequencePainter(QPainter &painter, const Theme &theme, const SequenceLook &look, double top);

    void paint(const Picture &picture);
    /// The titles over the lanes, across `width` at the top of the view.
    void paintHead(const Picture &picture, double width);
    /// The strip of a row behind everything else.
    void paintStrip(std::int64_t row, double width);

private:
    void paintMessage(const Picture::Message &message);
    void paintHatch(const Picture::Hatch &hatch);
    void paintDash(const Picture::Dash &dash);
    void paintArrow(const Picture::Arrow &arrow);
    void paintLane(const Picture::Lane &lane);
    void paintText(const Picture::Text &text);
    void arrowHead(const QPointF &tip, double direction);
    QRectF rectOf(const Picture::Text &text) const;
    double y(double rows) const { return m_top + rows * m_look.rowHeight(); }

    QPainter &m_painter;
    const Theme &m_theme;
    const SequenceLook &m_look;
    const double m_top;
};

} // namespace wl
