// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/conversation.h"
#include "app/diagrams/messagematcher.h"

#include <map>

namespace wl {

/// One end of a message. It is not ours when it has neither socket nor endpoint.
struct LayerEnd {
    SocketId socket = 0;
    EndpointId endpoint = 0;
    PackedAddress address;
    QString addressSource; ///< how the address is known; empty when it is not
    bool isOurs() const { return socket != 0 || endpoint != 0; }
};

/// What is known of where a message is.
enum class MessagePlace : std::uint8_t {
    None, ///< nothing was sent
    Read,
    PartlyRead,
    InReceiveBuffer, ///< the receiver's kernel has it, nobody has read it
    Unread, ///< nobody has read it; where it waits was not seen
    Lost, ///< datagrams sent after it were read, it was not
    Refused, ///< an ICMP message answered it
    InForeignKernel, ///< the receiver is not ours, its kernel has acknowledged it
    Foreign ///< the receiver is not ours
};

/// The bytes of one send or recv on their way between two ends.
struct LayerMessage {
    EventRef sent; ///< null when the sender is not ours
    EventRef received; ///< null when nobody was seen reading it; the last one of several
    bool isDatagram = false;
    LayerEnd server;
    LayerEnd client;
    bool fromServer = false;
    std::uint32_t sends = 0;
    std::uint32_t recvs = 0;
    std::uint64_t begin = 0; ///< in the stream
    std::uint64_t size = 0;
    EventRef carrier; ///< the event whose bytes are shown
    MessagePlace place = MessagePlace::None;

    bool isEmpty() const { return place == MessagePlace::None; }
    const LayerEnd &sender() const { return fromServer ? server : client; }
    const LayerEnd &receiver() const { return fromServer ? client : server; }
};

/// The sends and recvs of a session and which belong together; keeps the latest `mostRows`.
class LayerMessages
{
public:
    static constexpr std::size_t mostRows = 65536;

    void advance(const JournalView &view, const SocketTable &table);
    void clear() { *this = LayerMessages(); }
    /// The selected event's message, or the newest one of its conversation.
    LayerMessage find(const JournalView &view, const SocketTable &table, std::optional<EventIndex> selected,
        const Conversation &conversation) const;

private:
    void add(const EventRef &event, const SocketTable &table);
    std::optional<RowNumber> rowOf(EventIndex event) const;
    std::optional<RowNumber> newestOf(const Conversation &conversation) const;
    void takeRow(LayerMessage &message, RowNumber n, const JournalView &view, const SocketTable &table) const;
    void takeLinks(LayerMessage &message, RowNumber n, const JournalView &view) const;
    void settlePlace(
        LayerMessage &message, RowNumber n, const JournalView &view, const SocketTable &table) const;
    void takeAddresses(LayerMessage &message, const SocketTable &table) const;
    QString sourceOf(const SocketFacts &socket) const;

    RowStore m_rows;
    MessageMatcher m_matcher;
    std::map<SocketId, Step> m_localBy; ///< the call that told a socket's own address
    JournalView m_view;
    EventIndex m_position = 0;
};

} // namespace wl
