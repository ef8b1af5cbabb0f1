// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/sequencedrawing.h"
#include "ui/views/drawingaccessible.h"
#include "ui/views/drawingpainter.h"
#include "ui/views/zoominput.h"
#include "ui/window/feed.h"
#include "ui/window/selection.h"

#include <QAbstractScrollArea>

class QMenu;

namespace wl {

/// The sequence diagram of the session: paints the rows that are in sight and shares the selected event. It
/// follows the newest step until the user scrolls up.
class SequenceView final : public QAbstractScrollArea, public PartsHolder
{
    Q_OBJECT

public:
    static constexpr int smallestZoom = 50;
    static constexpr int largestZoom = 300;

    /// All three are not owned and must outlive the view.
    SequenceView(const Theme &theme, const Feed &feed, Selection &selection, QWidget *parent = nullptr);

    /// Servers on the right instead of the left.
    void setSwapped(bool swapped);
    void setOptions(const SequenceOptions &options);
    const SequenceOptions &options() const { return m_diagram.options(); }
    void setZoom(int percent);
    int zoom() const { return m_zoom; }
    /// The largest zoom at which all rows are in sight, as far as that can be.
    void fit();
    bool isFollowing() const { return m_following; }
    void follow();
    const SequenceDiagram &diagram() const { return m_diagram; }
    /// The two events between which time is measured; none: nothing is.
    std::optional<std::pair<EventIndex, EventIndex>> measured() const { return m_measured; }
    QString measuredText() const;
    /// What is in sight.
    const std::vector<Drawing::Item> &parts() const override;
    QPointF partsOrigin() const override { return {}; }
    int currentPart() const override;
    void usePart(int index) override;
    /// Where row 0 begins, in the viewport.
    double rowsTop() const;
    const SequenceMetrics &metrics() const { return m_metrics; }

    QSize sizeHint() const override { return {640, 420}; }
    QSize minimumSizeHint() const override { return {260, 160}; }

Q_SIGNALS:
    void followingChanged(bool following);
    void zoomChanged(int percent);
    void optionsChanged();
    /// Return on the selected event.
    void explanationWanted();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void onReset();
    void onRewound();
    void onAdvanced();
    void onSelected();
    void onScrolled();

    void updateLook();
    void updateScrollBar();
    void setFollowing(bool following);
    void reveal(double place);
    void select(std::optional<EventIndex> event);
    bool handleZoomKey(const QKeyEvent &event);
    void walk(int key, bool measures);
    void addHideActions(QMenu &menu, const QPoint &position);
    void hide(SocketId socket);
    std::optional<EventIndex> eventAt(const QPointF &position) const;
    std::optional<double> selectedPlace() const;
    QString explanation(EventIndex index) const;
    void showExplanation(const QPoint &position, const QPoint &global);
    int rowsHeight() const;
    Picture picture() const;
    void paintEmpty(QPainter &painter);
    void paintSelection(QPainter &painter);
    void paintNotes(QPainter &painter, const QList<EventIndex> &noted);
    void paintMeasure(QPainter &painter);
    void paintLegend(QPainter &painter, const Picture &picture);
    QStringList legend(const Picture &picture) const;

    const Theme &m_theme;
    const Feed &m_feed;
    Selection &m_selection;
    SequenceDiagram m_diagram;
    DrawingLook m_look;
    Ruler m_ruler;
    SequenceMetrics m_metrics;
    double m_legendHeight = 0;
    ZoomInput m_wheel;
    int m_zoom = ZoomInput::usual;
    double m_forgotten = 0;
    std::optional<std::pair<EventIndex, EventIndex>> m_measured;
    mutable std::vector<Drawing::Item> m_parts; ///< made when somebody asks
    mutable bool m_partsAreOld = true;
    std::optional<EventIndex> m_pressed; ///< where a drag began
    bool m_swapped = false;
    bool m_following = true;
    bool m_adjusting = false; ///< the scroll bar moves because of us
};

} // namespace wl
