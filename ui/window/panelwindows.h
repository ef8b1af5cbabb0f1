// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QPointer>
#include <QWidget>

#include <vector>

namespace wl {

class EndpointPanel;
class SideColumn;

/// A window around one panel; closing it gives the panel back.
class PanelWindow final : public QWidget
{
    Q_OBJECT

public:
    PanelWindow(EndpointPanel *panel, QWidget *parent);
    EndpointPanel *panel() const { return m_panel; }

Q_SIGNALS:
    void closed();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    QPointer<EndpointPanel> m_panel;
};

/// Panels that were taken out of their column into windows of their own, and which ones they were the last
/// time, by role and name.
class PanelWindows final : public QObject
{
    Q_OBJECT

public:
    PanelWindows(SideColumn *servers, SideColumn *clients, QObject *parent);
    ~PanelWindows() override;

    /// Shows the panel: in its column, or in a window when it had one.
    void place(EndpointPanel *panel, bool isServer, const QString &name);
    /// Takes it from where it is shown.
    void remove(EndpointPanel *panel);
    bool isTornOff(const EndpointPanel *panel) const { return find(panel) != nullptr; }
    void tearOff(EndpointPanel *panel);
    void giveBack(EndpointPanel *panel);
    /// Names the window after its panel, which may have been renamed.
    void refresh(const EndpointPanel *panel);

private:
    PanelWindow *find(const EndpointPanel *panel) const;
    SideColumn *columnOf(const EndpointPanel *panel) const;
    void release(PanelWindow *window);
    static void keepGeometry(const PanelWindow &window);

    SideColumn *m_servers;
    SideColumn *m_clients;
    std::vector<PanelWindow *> m_windows; ///< children of the main window
};

} // namespace wl
