// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/window/panelset.h"

#include "ui/panels/clientpanel.h"
#include "ui/panels/serverpanel.h"

#include <QApplication>

#include <algorithm>

namespace wl {

PanelSet::PanelSet(const PanelContext &context, SideColumn *servers, SideColumn *clients, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_servers(servers)
    , m_clients(clients)
    , m_windows(servers, clients, this)
{
    for (SideColumn *side : {servers, clients}) {
        connect(side, &SideColumn::collapsedChanged, this,
            [this, side] { side->refreshRail(m_context.feed.table()); });
    }
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &PanelSet::onSecond);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { follow(now); });
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
    panel->setCommonPace(m_commonPace);
    panel->setNow(now());
    panel->setReadOnly(m_readOnly);
    connect(panel, &EndpointPanel::used, this, &PanelSet::used);
    connect(panel, &EndpointPanel::windowWanted, this, [this, panel](bool own) {
        if (own)
            m_windows.tearOff(panel);
        else
            m_windows.giveBack(panel);
    });
    m_windows.place(panel, server, facts.name);
    return panel;
}

void PanelSet::follow(QWidget *focus)
{
    for (const auto &[id, panel] : m_panels) {
        if (focus && (panel == focus || panel->isAncestorOf(focus)))
            m_current = panel;
    }
}

void PanelSet::setCommonPace(const Pace &pace)
{
    if (pace == m_commonPace)
        return;
    m_commonPace = pace;
    for (const auto &[id, panel] : m_panels) {
        panel->setCommonPace(pace);
        panel->refresh();
    }
}

std::int64_t PanelSet::now() const
{
    return m_newest + (m_readOnly || !m_since.isValid() ? 0 : m_since.nsecsElapsed());
}

void PanelSet::onSecond()
{
    for (const auto &[id, panel] : m_panels) {
        if (!panel->isCounting())
            continue;
        panel->setNow(now());
        panel->refresh();
    }
    watchCountdowns();
}

void PanelSet::watchCountdowns()
{
    const bool any = std::any_of(
        m_panels.begin(), m_panels.end(), [](const auto &entry) { return entry.second->isCounting(); });
    if (!any || m_readOnly)
        m_second.stop();
    else if (!m_second.isActive())
        m_second.start();
}

void PanelSet::drop(EndpointPanel *panel)
{
    m_windows.remove(panel);
}

void PanelSet::putAside()
{
    const auto &endpoints = m_context.feed.table().endpoints();
    for (auto it = m_panels.begin(); it != m_panels.end();) {
        if (endpoints.contains(it->first)) {
            ++it;
            continue;
        }
        drop(it->second);
        m_aside.insert(*it);
        it = m_panels.erase(it);
    }
}

EndpointPanel *PanelSet::takeBack(const EndpointFacts &facts)
{
    const auto it = m_aside.find(facts.id);
    if (it == m_aside.end())
        return nullptr;
    EndpointPanel *panel = it->second;
    m_aside.erase(it);
    panel->setCommonPace(m_commonPace);
    panel->setReadOnly(m_readOnly);
    m_windows.place(panel, facts.settings.role == Role::Server, facts.name);
    return panel;
}

void PanelSet::refreshPanel(const EndpointFacts &facts)
{
    if (EndpointPanel *back = takeBack(facts))
        m_panels[facts.id] = back;
    const auto it = m_panels.find(facts.id);
    if (facts.removed) {
        if (it == m_panels.end())
            return;
        drop(it->second);
        it->second->deleteLater();
        m_panels.erase(it);
    } else if (it == m_panels.end()) {
        m_panels[facts.id] = make(facts);
        Q_EMIT created(m_panels[facts.id]);
    } else {
        it->second->setNow(now());
        it->second->refresh();
        m_windows.refresh(it->second);
    }
}

void PanelSet::refresh()
{
    const JournalView &view = m_context.feed.view();
    if (view.size() != m_seen) {
        m_seen = view.size();
        const EventRef last = m_seen > 0 ? view.at(m_seen - 1) : EventRef();
        m_newest = last ? last->time : 0;
        m_since.start();
    }
    putAside();
    for (const auto &[id, facts] : m_context.feed.table().endpoints())
        refreshPanel(facts);
    m_servers->refreshRail(m_context.feed.table());
    m_clients->refreshRail(m_context.feed.table());
    watchCountdowns();
}

void PanelSet::clear()
{
    m_second.stop();
    m_seen = 0;
    m_newest = 0;
    m_since.invalidate();
    m_commonPace = {};
    for (const auto &[id, panel] : m_panels)
        m_windows.remove(panel);
    m_servers->clear();
    m_clients->clear();
    for (auto *panels : {&m_panels, &m_aside}) {
        for (const auto &[id, panel] : *panels) {
            panel->hide();
            panel->deleteLater();
        }
        panels->clear();
    }
}

void PanelSet::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    m_servers->setReadOnly(readOnly);
    m_clients->setReadOnly(readOnly);
    for (const auto &[id, panel] : m_panels) {
        panel->setNow(now());
        panel->setReadOnly(readOnly);
    }
    watchCountdowns();
}

EndpointPanel *PanelSet::panel(EndpointId id) const
{
    const auto it = m_panels.find(id);
    return it == m_panels.end() ? nullptr : it->second;
}

QList<EndpointSettings> PanelSet::settings() const
{
    QList<EndpointSettings> all;
    for (const auto &[id, panel] : m_panels) {
        all << panel->settings();
        all.last().name = m_context.feed.table().endpointName(id);
    }
    return all;
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
