// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/window/sidecolumn.h"

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
    EndpointPanel *lastOf(Role role) const;
    bool isEmpty() const { return m_panels.empty(); }

Q_SIGNALS:
    void created(EndpointPanel *panel);
    void used(const EndpointSettings &settings);

private:
    EndpointPanel *make(const EndpointFacts &facts);

    const PanelContext &m_context;
    SideColumn *m_servers;
    SideColumn *m_clients;
    std::map<EndpointId, EndpointPanel *> m_panels;
    bool m_readOnly = false;
};

} // namespace wl
