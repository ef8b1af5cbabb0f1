// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/eventquery.h"

#include <QTimer>
#include <QWidget>

#include <vector>

class QAction;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QToolButton;

namespace wl {

class LogView;
class Theme;

/// What stands over the log: switches for the kinds, the filter line, how many rows are hidden, follow mode,
/// and a second line for Find. It hands the log its query and shows what the log tells.
class FilterBar final : public QWidget
{
    Q_OBJECT

public:
    FilterBar(LogView &log, const Theme &theme, QWidget *parent = nullptr);

    QString filterText() const;
    /// As if it had been typed.
    void setFilterText(const QString &text);
    /// Ctrl+F and F3, for a menu; they work wherever the window has the keyboard.
    QAction *findAction() const { return m_find; }
    QAction *findNextAction() const { return m_findNext; }
    /// Follow mode as a switch, for a menu.
    QAction *followAction() const { return m_follow; }

    /// Which kinds are shown.
    QByteArray saveState() const;
    bool restoreState(const QByteArray &state);

    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeTop();
    QWidget *makeKinds();
    QWidget *makeFindLine();
    void makeFilterLine();
    void makeActions();
    void addKind(Kind kind, const QString &text, const QString &hint);
    void connectLog();
    void drawMarks();
    void applyFilter();
    void showHidden();
    void openFind();
    void closeFind();
    void findText(bool forward);
    void showFindResult(bool found, bool wrapped);

    LogView &m_log;
    const Theme &m_theme;
    std::vector<std::pair<Kind, QAction *>> m_kinds;
    QAction *m_housekeeping = nullptr;
    QAction *m_follow = nullptr;
    QAction *m_find = nullptr;
    QAction *m_findNext = nullptr;
    QWidget *m_switches = nullptr; ///< one button a kind, where there is room
    QToolButton *m_menu = nullptr; ///< the same behind one button, where there is not
    QLineEdit *m_filter = nullptr;
    QLabel *m_error = nullptr;
    QLabel *m_hidden = nullptr;
    QWidget *m_findLine = nullptr;
    QLineEdit *m_findText = nullptr;
    QLabel *m_findResult = nullptr;
    QTimer m_typing; ///< waits for a pause in typing
    bool m_isForward = true; ///< the way of the last search
};

} // namespace wl
