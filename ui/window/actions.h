// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/looks/theme.h"

#include <QAction>
#include <QActionGroup>

class QMainWindow;
class QMenu;
class QToolBar;

namespace wl {

/// Every action of the window with its words and shortcut, in menus and on the toolbar; what they do is
/// connected by the window.
class Actions final : public QObject
{
    Q_OBJECT

public:
    explicit Actions(QMainWindow *window);

    QAction *newSession;
    QAction *open;
    QAction *save;
    QAction *exportLog;
    QAction *takePicture;
    QAction *report;
    QMenu *programs; ///< an entry for each endpoint, made when it opens
    QAction *quit;
    QMenu *editMenu; ///< the log's own find actions go there
    QAction *note; ///< about the selected event
    QAction *messages;
    QAction *openSetup;
    QAction *saveSetup;
    QAction *showMe;
    QAction *tcpServer;
    QAction *tcpClient;
    QAction *udpReceiver;
    QAction *udpSender;
    QAction *swapSides;
    QAction *showServers;
    QAction *showClients;
    QAction *showLog;
    QAction *showInspector;
    QAction *replay;
    QAction *lecture;
    QAction *largerText;
    QAction *smallerText;
    QAction *usualText;
    QAction *about;
    QActionGroup *paces; ///< Live, Step, Slow; data: Pace::Mode
    QActionGroup *pauses; ///< of Slow; data: milliseconds
    QAction *pauseOrGoOn;
    QAction *nextStep;
    QAction *skipStep;
    QToolBar *toolBar; ///< the pace bar goes there
    QActionGroup *themes; ///< data: Theme::Choice

private:
    QAction *make(const QString &text, const QKeySequence &shortcut = {}, const QString &tip = {});
    QAction *makeToggle(const QString &text, const QKeySequence &shortcut);
    void makeThemes();
    void makePaces();
    void fillMenus();
    void fillToolBar();

    QMainWindow *m_window;
};

} // namespace wl
