// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/flowchartplan.h"

namespace wl {

/// Places a flowchart's columns in a room and draws them.
class FlowchartDrawing
{
public:
    FlowchartDrawing(const FlowPlan &plan, const StageFrame &frame);
    Drawing draw();

private:
    void place();
    void placeDown();
    void drawEmpty();
    void drawHead(std::size_t column);
    void drawBoxes(std::size_t column);
    void drawBox(std::size_t column, const FlowBox &box);
    void drawBoxText(const QRectF &rect, const FlowBox &box);
    void drawOutside(std::size_t column);
    void drawLoop(std::size_t column, FlowCall first, FlowCall last, const QStringList &labels);
    void drawLoops();
    void drawAccept();
    void drawHandshake();
    void drawBytes(const FlowLink &link);
    void drawFin(const FlowLink &link, int number);
    void drawLinkLabel(const QRectF &rect, const FlowLink &link, const QStringList &labels);
    void drawLegend();

    QRectF columnRect(std::size_t column, double top, double height) const;
    QRectF boxRect(std::size_t column, int row) const;
    QRectF outsideRect(std::size_t column) const;
    QRectF middle(double top, double height) const;
    QString fitting(const QStringList &texts, double room, TextStyle style) const;
    double mirrored(double x) const { return m_frame.swapped ? m_drawing.size.width() - x : x; }
    QRectF mirrored(const QRectF &rect) const;
    QStringList legendLines(double room) const;
    std::size_t server() const { return m_plan.columns.size() - 2; } ///< the server's side of the middle
    std::size_t client() const { return m_plan.columns.size() - 1; }

    const FlowPlan &m_plan;
    const StageFrame &m_frame;
    Drawing m_drawing;
    double m_line;
    double m_width = 0; ///< of a column
    std::vector<double> m_lefts; ///< of the columns, as if nothing were swapped
    double m_top = 0; ///< of the heads
    double m_firstRow = 0;
    double m_box = 0; ///< height of a box
    double m_gap = 0; ///< between two boxes
    bool m_isTall = false; ///< boxes have two lines
};

} // namespace wl
