// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/window/panelwindows.h"
#include "ui/window/sidecolumn.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>

#include <map>

namespace wl {

/// Makes a panel for each endpoint that the journal has, on its side, and takes it away when the endpoint is
/// removed.
class PanelSet final : public QObject
{
    Q_OBJECT

public:
    PanelSet(const PanelContext &context, SideColumn *servers, SideColumn *clients, QObject *parent);

    /// Follows the fold: new, changed and removed endpoints.
    void refresh();
    void clear();
    void setReadOnly(bool readOnly);
    EndpointPanel *panel(EndpointId id) const;
    /// What all panels are set to, in the order in which they were made.
    QList<EndpointSettings> settings() const;
    EndpointPanel *lastOf(Role role) const;
    /// The endpoint of the panel that has the keyboard or had it last; 0 before there is one.
    EndpointId current() const { return m_current ? m_current->id() : 0; }
    /// The pace that every endpoint has unless it was given its own.
    void setCommonPace(const Pace &pace);
    bool isEmpty() const { return m_panels.empty(); }
    PanelWindows &windows() { return m_windows; }

Q_SIGNALS:
    void created(EndpointPanel *panel);
    void used(const EndpointSettings &settings);

private:
    EndpointPanel *make(const EndpointFacts &facts);
    void follow(QWidget *focus);
    void onSecond();
    std::int64_t now() const;
    void watchCountdowns();
    void drop(EndpointPanel *panel);
    void putAside();
    void refreshPanel(const EndpointFacts &facts);
    EndpointPanel *takeBack(const EndpointFacts &facts);

    const PanelContext &m_context;
    SideColumn *m_servers;
    SideColumn *m_clients;
    PanelWindows m_windows;
    std::map<EndpointId, EndpointPanel *> m_panels;
    /// Of endpoints that are still to come at the moment shown: what was typed into them is kept.
    std::map<EndpointId, EndpointPanel *> m_aside;
    QPointer<EndpointPanel> m_current;
    Pace m_commonPace;
    EventIndex m_seen = 0;
    std::int64_t m_newest = 0; ///< the time of the newest event…
    QElapsedTimer m_since; ///< …and how long ago it was read
    QTimer m_second; ///< runs only while something counts down
    bool m_readOnly = false;
};

} // namespace wl
