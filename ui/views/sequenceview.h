// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/sequencediagram.h"
#include "ui/views/sequencepainter.h"
#include "ui/window/feed.h"
#include "ui/window/selection.h"

#include <QAbstractScrollArea>

namespace wl {

/// The sequence diagram of the session: paints the rows that are in sight and shares the selected event. It
/// follows the newest step until the user scrolls up.
class SequenceView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    static constexpr int smallestZoom = 75;
    static constexpr int largestZoom = 250;

    /// All three are not owned and must outlive the view.
    SequenceView(const Theme &theme, const Feed &feed, Selection &selection, QWidget *parent = nullptr);

    /// Servers on the right instead of the left.
    void setSwapped(bool swapped);
    void setZoom(int percent);
    int zoom() const { return m_zoom; }
    bool isFollowing() const { return m_following; }
    void follow();
    const SequenceDiagram &diagram() const { return m_diagram; }

    QSize sizeHint() const override { return {640, 420}; }
    QSize minimumSizeHint() const override { return {260, 160}; }

Q_SIGNALS:
    void followingChanged(bool following);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void onReset();
    void onAdvanced();
    void onSelected();
    void onScrolled();

    void updateLook();
    void updateScrollBar();
    void setFollowing(bool following);
    void reveal(std::int64_t row);
    void selectRow(std::int64_t row);
    bool handleZoomKey(int key);
    std::int64_t rowAt(int y) const;
    std::int64_t selectedRow() const;
    QString explanation(EventIndex index) const;
    void showExplanation(const QPoint &position, const QPoint &global);
    int rowsHeight() const;
    double rowsTop() const;
    Picture picture() const;
    void paintEmpty(QPainter &painter);
    void paintLegend(QPainter &painter, const Picture &picture);

    const Theme &m_theme;
    const Feed &m_feed;
    Selection &m_selection;
    SequenceDiagram m_diagram;
    SequenceLook m_look;
    int m_zoom = 100;
    std::uint64_t m_forgotten = 0;
    bool m_following = true;
    bool m_adjusting = false; ///< the scroll bar moves because of us
};

} // namespace wl
