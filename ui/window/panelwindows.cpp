// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/window/panelwindows.h"

#include "ui/panels/endpointpanel.h"
#include "ui/window/sidecolumn.h"

#include <QAction>
#include <QCloseEvent>
#include <QSettings>
#include <QVBoxLayout>

#include <algorithm>

namespace wl {

namespace {

constexpr char keyProperty[] = "layoutKey"; ///< of a panel: its role and name
constexpr char serverProperty[] = "isServer";

QString geometryKey(const QString &key)
{
    return QStringLiteral("panelWindows/") + key + QStringLiteral("/geometry");
}

QString tornKey(const QString &key)
{
    return QStringLiteral("panelWindows/") + key + QStringLiteral("/torn");
}

QString keyOf(const EndpointPanel &panel)
{
    return panel.property(keyProperty).toString();
}

} // namespace

PanelWindow::PanelWindow(EndpointPanel *panel, QWidget *parent)
    // A dialog stays above the main window, which else would bury it.
    : QWidget(parent, Qt::Dialog | Qt::WindowMinMaxButtonsHint | Qt::WindowCloseButtonHint)
    , m_panel(panel)
{
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(6, 6, 6, 6);
    box->addWidget(panel);
    panel->show();
    resize(360, 560);
    // The menus' shortcuts belong to the window that has the menus.
    const auto actions = parent->findChildren<QAction *>(QString(), Qt::FindDirectChildrenOnly);
    for (QAction *action : actions) {
        if (!action->shortcut().isEmpty())
            addAction(action);
    }
}

void PanelWindow::closeEvent(QCloseEvent *event)
{
    event->accept();
    Q_EMIT closed();
}

PanelWindows::PanelWindows(SideColumn *servers, SideColumn *clients, QObject *parent)
    : QObject(parent)
    , m_servers(servers)
    , m_clients(clients)
{
}

PanelWindows::~PanelWindows()
{
    for (const PanelWindow *window : m_windows)
        keepGeometry(*window);
}

PanelWindow *PanelWindows::find(const EndpointPanel *panel) const
{
    const auto it = std::find_if(
        m_windows.begin(), m_windows.end(), [panel](const PanelWindow *w) { return w->panel() == panel; });
    return it == m_windows.end() ? nullptr : *it;
}

SideColumn *PanelWindows::columnOf(const EndpointPanel *panel) const
{
    return panel->property(serverProperty).toBool() ? m_servers : m_clients;
}

void PanelWindows::place(EndpointPanel *panel, bool isServer, const QString &name)
{
    // A slash would begin a group of settings.
    QString key = (isServer ? QStringLiteral("server ") : QStringLiteral("client ")) + name.left(60);
    key.replace(QLatin1Char('/'), QLatin1Char('|')).replace(QLatin1Char('\\'), QLatin1Char('|'));
    panel->setProperty(keyProperty, key);
    panel->setProperty(serverProperty, isServer);
    columnOf(panel)->addPanel(panel);
    if (QSettings().value(tornKey(key)).toBool())
        tearOff(panel);
}

void PanelWindows::tearOff(EndpointPanel *panel)
{
    if (PanelWindow *window = find(panel)) {
        window->raise();
        window->activateWindow();
        return;
    }
    columnOf(panel)->removePanel(panel);
    auto *window = new PanelWindow(panel, m_servers->window());
    m_windows.push_back(window);
    refresh(panel);
    QSettings settings;
    window->restoreGeometry(settings.value(geometryKey(keyOf(*panel))).toByteArray());
    settings.setValue(tornKey(keyOf(*panel)), true);
    panel->setProperty("tornOff", true);
    connect(window, &PanelWindow::closed, this, [this, window] {
        if (EndpointPanel *inside = window->panel())
            giveBack(inside);
    });
    window->show();
}

void PanelWindows::refresh(const EndpointPanel *panel)
{
    PanelWindow *window = find(panel);
    const QString title = tr("%1 — Wireladder").arg(panel->accessibleName());
    if (window && window->windowTitle() != title)
        window->setWindowTitle(title);
}

void PanelWindows::keepGeometry(const PanelWindow &window)
{
    if (window.panel())
        QSettings().setValue(geometryKey(keyOf(*window.panel())), window.saveGeometry());
}

void PanelWindows::release(PanelWindow *window)
{
    keepGeometry(*window);
    std::erase(m_windows, window);
    if (window->panel())
        window->panel()->setProperty("tornOff", false);
    window->hide();
    window->layout()->removeWidget(window->panel());
    window->deleteLater();
}

void PanelWindows::giveBack(EndpointPanel *panel)
{
    PanelWindow *window = find(panel);
    if (!window)
        return;
    QSettings().remove(tornKey(keyOf(*panel)));
    release(window);
    columnOf(panel)->addPanel(panel);
}

void PanelWindows::remove(EndpointPanel *panel)
{
    if (PanelWindow *window = find(panel)) {
        // It goes with its window unless somebody keeps it.
        release(window);
        panel->setParent(m_servers->window());
    }
    m_servers->removePanel(panel);
    m_clients->removePanel(panel);
    panel->hide();
}

} // namespace wl
