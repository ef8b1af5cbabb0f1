// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/views/drawingview.h"

namespace wl {

DrawingView::DrawingView(
    const DiagramKind &kind, const Theme &theme, const Feed &feed, Selection &selection, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_kind(kind)
    , m_theme(theme)
    , m_feed(feed)
    , m_selection(selection)
    , m_diagram(makeDiagram(kind.id))
{
}

DrawingView::~DrawingView() = default;

void DrawingView::setSwapped(bool swapped)
{
    m_swapped = swapped;
}

void DrawingView::setZoom(int percent)
{
    m_zoom = percent;
}

void DrawingView::fit()
{
    m_fitted = true;
}

} // namespace wl
