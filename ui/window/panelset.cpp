// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/window/panelset.h"

#include "ui/panels/clientpanel.h"
#include "ui/panels/serverpanel.h"

namespace wl {

PanelSet::PanelSet(const PanelContext &context, SideColumn *servers, SideColumn *clients, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_servers(servers)
    , m_clients(clients)
{
    for (SideColumn *side : {servers, clients}) {
        connect(side, &SideColumn::collapsedChanged, this,
            [this, side] { side->refreshRail(m_context.feed.table()); });
    }
}

EndpointPanel *PanelSet::make(const EndpointFacts &facts)
{
    const bool server = facts.settings.role == Role::Server;
    EndpointPanel *panel = nullptr;
    if (server)
        panel = new ServerPanel(m_context, facts.id, m_servers);
    else
        panel = new ClientPanel(m_context, facts.id, m_clients);
    panel->setSettings(facts.settings);
    panel->setReadOnly(m_readOnly);
    connect(panel, &EndpointPanel::used, this, &PanelSet::used);
    (server ? m_servers : m_clients)->addPanel(panel);
    return panel;
}

void PanelSet::refresh()
{
    for (const auto &[id, facts] : m_context.feed.table().endpoints()) {
        const auto it = m_panels.find(id);
        if (facts.removed) {
            if (it == m_panels.end())
                continue;
            m_servers->removePanel(it->second);
            m_clients->removePanel(it->second);
            it->second->hide();
            it->second->deleteLater();
            m_panels.erase(it);
        } else if (it == m_panels.end()) {
            m_panels[id] = make(facts);
            Q_EMIT created(m_panels[id]);
        } else {
            it->second->refresh();
        }
    }
    m_servers->refreshRail(m_context.feed.table());
    m_clients->refreshRail(m_context.feed.table());
}

void PanelSet::clear()
{
    m_servers->clear();
    m_clients->clear();
    for (const auto &[id, panel] : m_panels) {
        panel->hide();
        panel->deleteLater();
    }
    m_panels.clear();
}

void PanelSet::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    m_servers->setReadOnly(readOnly);
    m_clients->setReadOnly(readOnly);
    for (const auto &[id, panel] : m_panels)
        panel->setReadOnly(readOnly);
}

EndpointPanel *PanelSet::panel(EndpointId id) const
{
    const auto it = m_panels.find(id);
    return it == m_panels.end() ? nullptr : it->second;
}

EndpointPanel *PanelSet::lastOf(Role role) const
{
    EndpointPanel *last = nullptr;
    for (const auto &[id, panel] : m_panels) {
        const EndpointFacts *f = m_context.feed.table().endpoint(id);
        if (f && f->settings.role == role)
            last = panel;
    }
    return last;
}

} // namespace wl
