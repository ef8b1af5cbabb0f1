// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/replayclock.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <optional>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QSlider;
class QToolButton;

namespace wl {

class Feed;
class Selection;
class Theme;

/// Chooses the moment of the session that every view shows: a slider over its events, steps, and play. An
/// event that is still to come at that moment is not selected.
class ReplayBar final : public QWidget
{
    Q_OBJECT

public:
    ReplayBar(Feed &feed, Selection &selection, const Theme &theme, QWidget *parent = nullptr);

    bool isPlaying() const { return m_playing.isActive(); }
    /// A live session has a now, a saved one an end.
    void setLive(bool live);
    /// How many times faster than it was the session is played; 0 is a step a second.
    double speed() const;

public Q_SLOTS:
    /// From the moment shown, from the beginning when that is now.
    void play();
    void pause();
    void playOrPause();
    /// To the next call, signal or kernel event; it is selected.
    void stepForward();
    void stepBack();
    void toFirst();
    /// To the end, and on with a session that is live.
    void toNow();

Q_SIGNALS:
    void playingChanged(bool playing);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class Sign { First, Back, Play, Pause, Forward };

    QToolButton *addButton(
        QHBoxLayout &row, const QString &name, const QString &hint, void (ReplayBar::*act)());
    void createSlider();
    void createSpeeds();
    void createLabels();
    void connectParts();
    bool takeKey(int key);
    void stepTo(EventIndex events);
    void showUpTo(EventIndex events);
    void onRewound();
    void onSlider(int value);
    void showWanted();
    void tick();
    void refresh();
    void refreshTexts();
    void refreshPlay();
    void drawSigns();
    QIcon icon(Sign sign) const;
    QString momentText() const;

    Feed &m_feed;
    Selection &m_selection;
    const Theme &m_theme;
    QToolButton *m_first = nullptr;
    QToolButton *m_back = nullptr;
    QToolButton *m_play = nullptr;
    QToolButton *m_forward = nullptr;
    QSlider *m_slider = nullptr;
    QComboBox *m_speed = nullptr;
    QPushButton *m_now = nullptr;
    QLabel *m_where = nullptr;
    QLabel *m_notice = nullptr;
    QTimer m_playing; ///< a frame of play
    QTimer m_frame; ///< a drag shows one moment a frame
    QElapsedTimer m_sinceTick;
    ReplayClock m_clock;
    std::optional<EventIndex> m_wanted; ///< where the slider was dragged
    bool m_isLive = true;
};

} // namespace wl
