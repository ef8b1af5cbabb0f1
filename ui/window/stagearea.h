// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/panelcontext.h"
#include "ui/views/drawingview.h"
#include "ui/views/sequenceview.h"

#include <QWidget>

class QLabel;
class QMenu;
class QStackedWidget;
class QTabBar;
class QToolButton;

namespace wl {

/// The pictures of the session, one tab each, with what is chosen about them: which conversation, how spaced,
/// how large.
class StageArea final : public QWidget
{
    Q_OBJECT

public:
    explicit StageArea(const PanelContext &context, QWidget *parent = nullptr);

    SequenceView &sequence() { return *m_sequence; }
    /// The picture of this kind; null for the sequence and for unknown ids.
    DrawingView *view(const QString &id) const;
    /// The id of the picture that is seen.
    QString current() const;
    void show(const QString &id);
    void setSwapped(bool swapped);
    /// Of every picture.
    void setZoom(int percent);
    int zoom() const;
    /// Of each picture, in the order of the tabs, 0: all in sight; to be put back.
    QList<int> zooms() const;
    void setZooms(const QList<int> &percents);
    /// Only the picture, without tabs and tools.
    void setBare(bool bare);
    /// The picture that is seen, whole and as it is now, to be laid out by other measures: for a file.
    std::function<Drawing(const Ruler &)> picture(const QSizeF &room) const;

Q_SIGNALS:
    void currentChanged(const QString &id);
    void pressed(const Drawing::Item::Press &press);
    void explanationWanted();
    void takeAwayWanted();

private:
    void addViews();
    void showTabs();
    void addTools();
    QToolButton *addTool(const QString &text, const QString &tip);
    void fillConversations();
    void fillOptions();
    void addSequenceOption(
        const QString &text, bool isOn, const std::function<void(SequenceOptions &)> &change);
    void chooseOnly(const std::optional<Conversation> &only);
    void showTools();
    void zoomBy(int percent);
    void fit();

    PanelContext m_context;
    QWidget *m_bar = nullptr;
    QTabBar *m_tabs = nullptr;
    QStackedWidget *m_stack = nullptr;
    SequenceView *m_sequence = nullptr;
    QList<DrawingView *> m_views; ///< in the order of their tabs; null for the sequence
    QToolButton *m_conversation = nullptr;
    QMenu *m_conversations = nullptr;
    QToolButton *m_options = nullptr;
    QMenu *m_optionsMenu = nullptr;
    QToolButton *m_smaller = nullptr;
    QLabel *m_percent = nullptr;
    QToolButton *m_larger = nullptr;
    bool m_swapped = false;
};

} // namespace wl
