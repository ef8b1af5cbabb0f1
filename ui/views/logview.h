// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/rowindex.h"
#include "ui/views/logcolumns.h"
#include "ui/views/logfinder.h"

#include <QAbstractScrollArea>
#include <QTimer>

#include <functional>
#include <optional>

class QMenu;
class QPushButton;

namespace wl {

class Feed;
class LogHeader;
class LogPainter;
class Selection;
class Theme;

/// The log: every event of the journal that the filter lets through, a row each, painted straight from the
/// journal. Only what is on the screen is read; nothing is kept for a row. It follows the end until the user
/// looks elsewhere.
class LogView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    /// Makes the bytes of these events in a format of the exporters: "text", "csv", "jsonl".
    using Copier = std::function<QByteArray(const QString &format, const QList<EventIndex> &events)>;

    /// The most rows that are copied at once.
    static constexpr EventIndex mostCopied = 50'000;

    LogView(const Feed &feed, Selection &selection, const Theme &theme, QWidget *parent = nullptr);
    ~LogView() override;

    const EventQuery &query() const { return m_index.query(); }
    /// Shows what this query lets through; judged in slices, see progressChanged().
    void setQuery(const EventQuery &query);
    /// Without one, rows are copied as the text of their cells.
    void setCopier(Copier copier) { m_copier = std::move(copier); }

    bool isFollowing() const { return m_isFollowing; }
    EventIndex hidden() const { return m_index.hidden(); }
    EventIndex hiddenHousekeeping() const { return m_index.hiddenHousekeeping(); }
    /// How much of the journal is judged, in percent.
    int progress() const;
    /// The widths of the columns.
    QByteArray saveState() const;
    bool restoreState(const QByteArray &state);

    EventIndex rows() const { return m_index.rows(); }
    /// The row with what depends on its neighbours; its event is null when it cannot be read.
    LogRow row(EventIndex number) const;
    QString text(EventIndex number, LogColumn column) const;
    std::optional<EventIndex> currentRow() const;
    bool isRowSelected(EventIndex number) const;
    EventIndex selectedRowCount() const;
    EventIndex firstSelectedRow() const;
    void selectRow(EventIndex number, bool extend = false);
    void selectAll();
    /// In the viewport; may lie outside it.
    QRect rowRect(EventIndex number) const;
    QRect cellRect(EventIndex number, LogColumn column) const;
    std::optional<EventIndex> rowAt(const QPoint &place) const;
    LogColumn columnAt(int x) const;
    /// Empties a menu and fills it with what can be done with the selected rows.
    void fillMenu(QMenu &menu);

public Q_SLOTS:
    void setFollowing(bool following);
    /// Selects the next (previous) shown row with this text; findFinished() tells how it went.
    void find(const QString &text, bool forward);
    void copy(const QString &format);

Q_SIGNALS:
    /// Somebody wants to write about the selected event.
    void noteWanted();
    void followChanged(bool following);
    /// hidden() or hiddenHousekeeping() is another.
    void hiddenChanged();
    void progressChanged(int percent);
    void findFinished(bool found, bool wrapped);
    /// A sentence for the status line.
    void told(const QString &sentence);

protected:
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void connectFeed(const Feed &feed);
    void makeFollowHint();
    void onReset();
    void onRewound();
    void onAdvanced();
    void onSelectionChanged();
    void onThemeChanged();
    void work();
    void workOnFilter();
    void workOnFind();
    void tellHidden();
    bool areNamesOther();
    EndpointNames names() const;

    EventIndex firstRow() const;
    EventIndex fullRows() const;
    void updateScroll();
    void updateFollowHint();
    void scrollToRow(EventIndex number);
    void keepOnScreen(EventIndex event);
    void moveTo(EventIndex number, bool extend);
    bool moveByKey(const QKeyEvent &event);
    int depth(const EventRef &event) const;
    QList<EventIndex> selectedEvents() const;
    QString plainRows(const QList<EventIndex> &events) const;
    QString emptyText() const;
    QString toolTip(EventIndex number, LogColumn column) const;
    void tellCurrentToReaders();

    const Feed &m_feed;
    Selection &m_selection;
    const Theme &m_theme;
    LogHeader *m_header;
    std::unique_ptr<LogPainter> m_painter;
    QPushButton *m_followHint = nullptr;
    Copier m_copier;
    RowIndex m_index;
    LogFinder m_finder;
    QTimer m_work; ///< the next slice of a filter or a search
    QStringList m_names; ///< of the endpoints, as they were judged
    std::optional<EventIndex> m_anchor; ///< where the selected range begins
    std::optional<EventIndex> m_current; ///< where it ends: the selection that all views share
    std::optional<EventIndex> m_kept; ///< stays on the screen while a filter is judged
    std::pair<EventIndex, EventIndex> m_toldHidden{0, 0};
    bool m_isFollowing = true;
    bool m_isOurScroll = false;
    bool m_isJudging = false;
};

} // namespace wl
