// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/diagramcatalogue.h"
#include "ui/views/drawingpainter.h"
#include "ui/window/feed.h"
#include "ui/window/selection.h"

#include <QAbstractScrollArea>

namespace wl {

/// A diagram of the stage in the window: folds what the feed brings, paints, scrolls and zooms it, shares the
/// selected event, walks from part to part by keys and reads them aloud.
class DrawingView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    static constexpr int smallestZoom = 50;
    static constexpr int largestZoom = 300;

    /// Theme, feed and selection are not owned and must outlive the view.
    DrawingView(const DiagramKind &kind, const Theme &theme, const Feed &feed, Selection &selection,
        QWidget *parent = nullptr);
    ~DrawingView() override;

    void setSwapped(bool swapped);
    void setZoom(int percent);
    int zoom() const { return m_zoom; }
    /// The largest zoom at which all of the drawing is seen; stays so until another zoom is chosen.
    void fit();
    bool isFitted() const { return m_fitted; }
    /// The drawing as it is shown now.
    const Drawing &drawing() const { return m_drawing; }

    QSize sizeHint() const override { return {640, 420}; }
    QSize minimumSizeHint() const override { return {260, 160}; }

Q_SIGNALS:
    void zoomChanged(int percent);
    /// A part that is a button was clicked, or chosen with Return.
    void pressed(const Drawing::Item::Press &press);
    /// Return on a part that is no button: what is selected shall be explained.
    void explanationWanted();

private:
    const DiagramKind m_kind;
    const Theme &m_theme;
    const Feed &m_feed;
    Selection &m_selection;
    std::unique_ptr<Diagram> m_diagram;
    Drawing m_drawing;
    int m_zoom = 100;
    bool m_fitted = false;
    bool m_swapped = false;
};

} // namespace wl
