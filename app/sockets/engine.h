// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/sockets/endpoint.h"

#include <map>
#include <memory>

namespace wl {

/// Carries out commands: writes each into the journal, then hands it to its endpoint. Lives in the network
/// thread.
class Engine final : public QObject
{
    Q_OBJECT

public:
    explicit Engine(NetworkContext &context);
    ~Engine() override;

    void execute(const Command &command);
    /// The journal cannot be kept (a full disk, the spool's limit): reading from sockets stops until `reason`
    /// is empty.
    void setJournalTrouble(const QString &reason);
    /// Closes everything, for the end of the session.
    void closeAll();

private:
    EventIndex append(const Command &command);
    void dispatch(Endpoint &endpoint, const Command &command);
    Endpoint *endpointFor(EndpointId id, const EndpointSettings &settings);
    void setPace(EndpointId id, const Pace &pace);
    void refuse(EndpointId id, const QString &why);

    struct Kept {
        std::unique_ptr<Endpoint> endpoint;
        Role role = Role::Server;
        Protocol protocol = Protocol::Tcp;
    };

    NetworkContext &m_context;
    std::map<EndpointId, Kept> m_endpoints;
    Pace m_pace; ///< of all that have none of their own
    std::map<EndpointId, Pace> m_paces;
};

} // namespace wl
