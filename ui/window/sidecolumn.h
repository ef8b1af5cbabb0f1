// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/endpointpanel.h"

#include <QScrollArea>
#include <QStackedWidget>

namespace wl {

/// One side of the window: the panels of one role under each other, or, where there is no room, a rail of
/// buttons with each endpoint's letter and number.
class SideColumn final : public QWidget
{
    Q_OBJECT

public:
    /// `hint` is what an empty column says.
    SideColumn(const QString &title, const QString &hint, QWidget *parent = nullptr);

    void addPanel(EndpointPanel *panel);
    void removePanel(EndpointPanel *panel);
    void clear();
    /// A saved session: an empty column has nothing to propose.
    void setReadOnly(bool readOnly);
    /// Updates the rail's buttons from the fold.
    void refreshRail(const SocketTable &table);
    bool isCollapsed() const { return m_collapsed; }
    void setCollapsed(bool collapsed);
    /// Scrolls the panel into view and opens the column if it is a rail.
    void reveal(EndpointPanel *panel);

Q_SIGNALS:
    void collapsedChanged(bool collapsed);

private:
    void createPanels(const QString &title, const QString &hint);
    void createRail(const QString &title);

    QWidget *m_wide = nullptr;
    QScrollArea *m_scroll = nullptr;
    QVBoxLayout *m_list = nullptr;
    QLabel *m_hint = nullptr;
    QWidget *m_rail = nullptr;
    QVBoxLayout *m_railList = nullptr;
    std::vector<EndpointPanel *> m_panels; ///< not owned; children of the scroll area
    std::vector<QToolButton *> m_railButtons;
    bool m_collapsed = false;
    bool m_readOnly = false;
};

} // namespace wl
