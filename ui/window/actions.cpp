// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/window/actions.h"

#include "app/sockets/pace.h"

#include <QLocale>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>
#include <QToolButton>

namespace wl {

Actions::Actions(QMainWindow *window)
    : QObject(window)
    , m_window(window)
{
    newSession =
        make(tr("&New session"), QKeySequence::New, tr("Close all sockets and begin with an empty log"));
    open = make(tr("&Open session…"), QKeySequence::Open);
    save = make(tr("&Save session as…"), QKeySequence::Save);
    exportLog = make(tr("&Export log…"), Qt::CTRL | Qt::Key_E);
    takePicture = make(tr("Save or copy the &picture…"), Qt::CTRL | Qt::SHIFT | Qt::Key_E);
    report = make(tr("Export a &report…"), Qt::CTRL | Qt::SHIFT | Qt::Key_R,
        tr("One web page with pictures, log and explanations (Ctrl+Shift+R)"));
    openSetup = make(tr("Open se&tup…"), {}, tr("Panels and messages that were saved"));
    saveSetup = make(tr("Save set&up as…"), {}, tr("Keep these panels, their options and the messages"));
    note = make(
        tr("&Note…"), Qt::CTRL | Qt::SHIFT | Qt::Key_N, tr("Write about the selected event (Ctrl+Shift+N)"));
    messages =
        make(tr("Message &list…"), Qt::CTRL | Qt::Key_M, tr("Messages to send again and again (Ctrl+M)"));
    quit = make(tr("&Quit"), Qt::CTRL | Qt::Key_Q);
    showMe = make(tr("Show &me"), Qt::Key_F2, tr("Start a server and a client that talk (F2)"));
    tcpServer = make(tr("+ TCP server"), Qt::CTRL | Qt::Key_1, tr("New TCP server (Ctrl+1)"));
    tcpClient = make(tr("+ TCP client"), Qt::CTRL | Qt::Key_2, tr("New TCP client (Ctrl+2)"));
    udpReceiver =
        make(tr("UDP receiver"), Qt::CTRL | Qt::Key_3, tr("New UDP socket that is bound to a port"));
    udpSender = make(tr("UDP sender"), Qt::CTRL | Qt::Key_4, tr("New UDP socket that sends to an address"));
    swapSides = makeToggle(tr("Clients on the &left"), Qt::CTRL | Qt::Key_T);
    showServers = makeToggle(tr("Side of the &servers"), Qt::Key_F6);
    showClients = makeToggle(tr("Side of the &clients"), Qt::Key_F7);
    showLog = makeToggle(tr("&Log"), Qt::Key_F8);
    showInspector = makeToggle(tr("&Inspector"), Qt::Key_F9);
    replay = makeToggle(tr("&Replay"), Qt::Key_F4);
    lecture = makeToggle(tr("L&ecture view"), Qt::Key_F11);
    largerText = make(tr("La&rger text"), QKeySequence::ZoomIn);
    smallerText = make(tr("S&maller text"), QKeySequence::ZoomOut);
    usualText = make(tr("&Usual text size"), Qt::CTRL | Qt::Key_0);
    about = make(tr("&About Wireladder"));
    makeThemes();
    makePaces();
    fillMenus();
    fillToolBar();
}

QAction *Actions::make(const QString &text, const QKeySequence &shortcut, const QString &tip)
{
    auto *action = new QAction(text, m_window);
    action->setShortcut(shortcut);
    if (!tip.isEmpty())
        action->setToolTip(tip);
    return action;
}

QAction *Actions::makeToggle(const QString &text, const QKeySequence &shortcut)
{
    QAction *action = make(text, shortcut);
    action->setCheckable(true);
    return action;
}

void Actions::makeThemes()
{
    themes = new QActionGroup(this);
    const std::pair<QString, Theme::Choice> choices[] = {{tr("As the &system"), Theme::Choice::System},
        {tr("&Light"), Theme::Choice::Light}, {tr("&Dark"), Theme::Choice::Dark}};
    for (const auto &[text, choice] : choices) {
        QAction *action = makeToggle(text, {});
        action->setData(int(choice));
        themes->addAction(action);
    }
}

void Actions::makePaces()
{
    paces = new QActionGroup(this);
    const auto add = [this](const QString &text, int key, const QString &tip, Pace::Mode mode) {
        QAction *action = makeToggle(text, Qt::CTRL | Qt::SHIFT | key);
        action->setToolTip(tip);
        action->setData(int(mode));
        paces->addAction(action);
    };
    add(tr("&Live"), Qt::Key_L, tr("Every call is made at once (Ctrl+Shift+L)"), Pace::Mode::Live);
    add(tr("&Step"), Qt::Key_S, tr("Every call waits for you (Ctrl+Shift+S)"), Pace::Mode::Step);
    add(tr("Slo&w"), Qt::Key_W, tr("Slow motion: a pause before every call (Ctrl+Shift+W)"),
        Pace::Mode::Slow);
    paces->actions().constFirst()->setChecked(true);
    pauses = new QActionGroup(this);
    for (const int ms : {250, 500, 1000, 2000, 5000}) {
        QAction *action = makeToggle(tr("%1 s").arg(QLocale().toString(ms / 1000.0)), {});
        action->setData(ms);
        action->setChecked(ms == Pace().pauseMs);
        pauses->addAction(action);
    }
    pauseOrGoOn = make(tr("&Pause"), Qt::Key_F5);
    nextStep = make(tr("&Next step"), Qt::Key_F10);
    skipStep = make(tr("S&kip"), Qt::SHIFT | Qt::Key_F10,
        tr("Leaves out the call that waits, where that is possible (Shift+F10)"));
}

void Actions::fillMenus()
{
    QMenuBar *bar = m_window->menuBar();
    QMenu *file = bar->addMenu(tr("&File"));
    file->addActions({newSession, open, save, exportLog, takePicture, report});
    file->addSeparator();
    file->addActions({openSetup, saveSetup});
    file->addSeparator();
    programs = file->addMenu(tr("Sho&w as program"));
    file->addSeparator();
    file->addAction(quit);
    editMenu = bar->addMenu(tr("&Edit"));
    editMenu->addAction(note);
    QMenu *view = bar->addMenu(tr("&View"));
    view->addActions({showServers, showClients, showLog, showInspector, replay});
    view->addSeparator();
    view->addAction(lecture);
    view->addSeparator();
    view->addAction(swapSides);
    view->addActions({largerText, smallerText, usualText});
    view->addMenu(tr("&Theme"))->addActions(themes->actions());
    QMenu *sockets = bar->addMenu(tr("&Sockets"));
    sockets->addActions({tcpServer, tcpClient, udpReceiver, udpSender});
    sockets->addSeparator();
    sockets->addActions({messages, showMe});
    QMenu *run = bar->addMenu(tr("&Run"));
    run->addActions(paces->actions());
    run->addMenu(tr("&Time between calls"))->addActions(pauses->actions());
    run->addSeparator();
    run->addActions({pauseOrGoOn, nextStep, skipStep});
    bar->addMenu(tr("&Help"))->addAction(about);
    // In the lecture view there is no menu bar, and a hidden one takes no shortcuts.
    m_window->addActions({lecture, nextStep, skipStep, pauseOrGoOn, replay, quit});
    m_window->addActions(paces->actions());
}

void Actions::fillToolBar()
{
    QToolBar *bar = m_window->addToolBar(tr("Tools"));
    bar->setObjectName(QStringLiteral("tools"));
    toolBar = bar;
    bar->setMovable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->setToolButtonStyle(Qt::ToolButtonTextOnly);
    bar->addActions({tcpServer, tcpClient});
    auto *udp = new QToolButton(bar);
    udp->setText(tr("+ UDP socket"));
    udp->setToolTip(tr("New UDP receiver or sender"));
    udp->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(udp);
    menu->addActions({udpReceiver, udpSender});
    udp->setMenu(menu);
    bar->addWidget(udp);
    bar->addSeparator();
    bar->addAction(showMe);
    bar->addAction(lecture);
    for (QToolButton *button : bar->findChildren<QToolButton *>()) {
        button->setProperty("tool", true);
        button->setFocusPolicy(Qt::TabFocus);
        if (button->defaultAction())
            button->setAccessibleName(button->defaultAction()->toolTip());
    }
}

} // namespace wl
