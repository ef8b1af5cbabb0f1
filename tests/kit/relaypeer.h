// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/services/relay.h"

#include <functional>
#include <vector>

namespace wl::kit {

/// A connection that keeps what was sent over it; acknowledges, and breaks, when it is told to.
class Wire final : public ServiceLine
{
public:
    explicit Wire(const QString &address)
        : m_address(address)
    {
    }
    QString peer() const override { return m_address; }
    bool send(const QByteArray &bytes) override
    {
        if (isShut)
            return false;
        got += bytes;
        if (onSend)
            onSend();
        return true;
    }
    quint64 given() const override { return quint64(m_cleared + got.size()); }
    void remark(const ServiceNote &note) override { notes.push_back(note); }
    void awaitAcknowledgement() override { awaits = true; }
    void clear() { m_cleared += std::exchange(got, {}).size(); }

    QByteArray got;
    std::vector<ServiceNote> notes;
    bool awaits = false;
    bool isShut = false;
    std::function<void()> onSend;

private:
    const QString m_address;
    qsizetype m_cleared = 0;
};

/// A client of the relay as the server sees it.
struct Peer {
    Peer(const std::shared_ptr<RelayRoom> &room, const QString &address)
        : wire(address)
        , service(room)
    {
        service.began(wire);
    }
    Peer(const std::shared_ptr<RelayRoom> &room, const QString &address, const QByteArray &name)
        : Peer(room, address)
    {
        say("name " + name);
        wire.clear();
    }
    void say(const QByteArray &line) { service.received(QByteArray(line + '\n')); }
    void acknowledgeAll()
    {
        acknowledged = wire.got.size();
        service.acknowledged(wire.given());
    }
    Wire wire;
    Relay service;
    qsizetype acknowledged = 0; ///< of wire.got
};

inline std::shared_ptr<RelayRoom> makeRoom(const RelayRoom::Limits &limits = {})
{
    return std::make_shared<RelayRoom>(limits);
}

} // namespace wl::kit
