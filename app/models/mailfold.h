// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/sockettable.h"

#include <map>
#include <unordered_map>

namespace wl {

/// What a relay's notes tell of one name (or address): its mail, how long mail took, and what its connections
/// cost on the relay's side.
struct MailFacts {
    EndpointId server = 0;
    QString name;
    std::uint64_t waiting = 0; ///< messages in the mailbox
    std::uint64_t bytesWaiting = 0;
    std::uint64_t underWay = 0; ///< passed on, not acknowledged
    std::uint64_t delivered = 0;
    std::uint64_t returned = 0;
    std::uint64_t lost = 0;
    std::uint64_t refused = 0;
    std::uint64_t delays = 0; ///< of all that were delivered, nanoseconds, from taken to acknowledged
    std::uint64_t longestDelay = 0;
    std::uint32_t connections = 0;
    std::uint64_t calls = 0;
    std::uint64_t segments = 0; ///< both ways, as the kernel counted them
    SocketId holder = 0; ///< the latest connection with this name
    std::optional<EventIndex> latest; ///< what was told of it last
};

/// All mailboxes of a session, as a fold of its journal.
class MailFold
{
public:
    static constexpr std::size_t mostNames = 4096;
    static constexpr std::size_t mostMessages = 65536; ///< not delivered, of all relays

    void advance(const JournalView &view, const SocketTable &table);
    void clear() { *this = MailFold(); }
    EventIndex position() const { return m_position; }
    /// In the order in which they were first heard of.
    const std::vector<MailFacts> &all() const { return m_facts; }
    std::uint64_t unlisted() const { return m_unlisted; } ///< names that there was no room for

private:
    struct Message {
        std::size_t box = 0;
        std::uint64_t bytes = 0;
        std::int64_t taken = 0;
        bool waits = false;
    };
    struct Cost {
        std::uint64_t calls = 0;
        std::uint64_t segments = 0;
        std::optional<std::size_t> box;
    };

    void take(const EventRef &event, const SocketTable &table);
    void takeMail(const EventRef &event);
    void takeName(const EventRef &event);
    void takeCost(const EventRef &event);
    void settle(const EventRef &event, std::size_t box);
    void toWaiting(Message &message, std::size_t box);
    void toUnderWay(Message &message, std::size_t box);
    void leave(const Message &message);
    std::optional<std::size_t> boxOf(EndpointId server, const QString &name);

    std::vector<MailFacts> m_facts;
    std::map<std::pair<EndpointId, QString>, std::size_t> m_places;
    std::map<std::pair<EndpointId, std::uint64_t>, Message> m_messages;
    std::unordered_map<SocketId, Cost> m_costs; ///< of connections to a relay
    std::uint64_t m_unlisted = 0;
    EventIndex m_position = 0;
};

} // namespace wl
