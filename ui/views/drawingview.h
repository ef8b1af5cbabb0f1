// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/diagramcatalogue.h"
#include "ui/views/drawingaccessible.h"
#include "ui/views/drawingpainter.h"
#include "ui/views/zoominput.h"
#include "ui/window/feed.h"
#include "ui/window/selection.h"

#include <QAbstractScrollArea>
#include <QVariantAnimation>

namespace wl {

/// A diagram of the stage in the window: folds what the feed brings, paints, scrolls and zooms it, shares the
/// selected event, walks from part to part by keys and reads them aloud.
class DrawingView final : public QAbstractScrollArea, public PartsHolder
{
    Q_OBJECT

public:
    static constexpr int smallestZoom = 50;
    static constexpr int largestZoom = 300;

    /// Theme, feed and selection are not owned and must outlive the view.
    DrawingView(const DiagramKind &kind, const Theme &theme, const Feed &feed, Selection &selection,
        QWidget *parent = nullptr);
    /// With a diagram that is not in the catalogue.
    DrawingView(std::unique_ptr<Diagram> diagram, const QString &title, const Theme &theme, const Feed &feed,
        Selection &selection, QWidget *parent = nullptr);
    ~DrawingView() override;

    void setSwapped(bool swapped);
    void setZoom(int percent);
    int zoom() const { return m_zoom; }
    /// The largest zoom at which all of the drawing is seen; stays so until another zoom is chosen.
    void fit();
    bool isFitted() const { return m_fitted; }
    /// The drawing as it is shown now.
    const Drawing &drawing();
    bool isMoving() const { return m_motion.state() == QAbstractAnimation::Running; }

    const std::vector<Drawing::Item> &parts() const override { return m_drawing.items; }
    QPointF partsOrigin() const override { return origin(); }
    int currentPart() const override { return m_current; }
    void usePart(int index) override;

    QSize sizeHint() const override { return {640, 420}; }
    QSize minimumSizeHint() const override { return {260, 160}; }

Q_SIGNALS:
    void zoomChanged(int percent);
    /// A part that is a button was clicked, or chosen with Return.
    void pressed(const Drawing::Item::Press &press);
    /// Return on a part that is no button: what is selected shall be explained.
    void explanationWanted();

protected:
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void connectParts();
    void onAdvanced();
    void onRewound();
    void onSelected();
    void catchUp();
    void redraw();
    void layOut();
    void updateLook();
    void updateScrollBars();
    void useZoom(int percent);
    void findFit();
    Drawing drawn(const QSizeF &room, const DrawingLook &look) const;
    void keepCurrent(const std::optional<Drawing::Item> &current);
    void revealSelected();
    void zoomAt(const QPointF &position, int percent);
    void reveal(const QRectF &area);
    void startMotion();
    void hover(int part);
    void walk(int to);
    bool handleZoomKey(const QKeyEvent &event);
    QPointF origin() const;
    int partAt(const QPointF &position) const;
    void paintEmpty(QPainter &painter);
    void paintMarks(QPainter &painter);

    const Theme &m_theme;
    const Feed &m_feed;
    Selection &m_selection;
    std::unique_ptr<Diagram> m_diagram;
    DrawingLook m_look;
    Drawing m_drawing;
    QVariantAnimation m_motion;
    double m_phase = 1;
    ZoomInput m_wheel;
    int m_zoom = ZoomInput::usual;
    int m_current = -1; ///< the part that keys have reached
    int m_hovered = -1;
    bool m_stale = true; ///< the drawing is older than what it shows
    bool m_behind = true; ///< the diagram has not taken what the feed has
    bool m_fitted = false;
    bool m_swapped = false;
};

} // namespace wl
