// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/services/relayroom.h"

#include <memory>

namespace wl {

/// One client of the relay: cuts what it sends into lines, bounded, for the room that all clients share.
class Relay final : public Service
{
public:
    explicit Relay(std::shared_ptr<RelayRoom> room);
    ~Relay() override;

    void began(ServiceLine &line) override;
    void ended() override;
    ServiceAnswer received(QByteArrayView bytes) override;
    ServiceAnswer peerFinished() override;
    bool acknowledged(quint64 upTo) override { return m_room->acknowledged(m_member, upTo); }
    bool isBusy() const override { return m_room->isOwed(m_member); }
    /// A short line may ask for a long answer: a peer that does not read it must not be given thousands.
    qsizetype mostAtOnce() const override { return 512; }

private:
    void takeLine(QByteArray line);
    void takePart(QByteArrayView part);
    void refuseLong();

    const std::shared_ptr<RelayRoom> m_room;
    RelayRoom::Member m_member = 0;
    QByteArray m_held; ///< the beginning of a line
    bool m_skipping = false; ///< the rest of a line that was too long
};

} // namespace wl
