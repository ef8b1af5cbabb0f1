// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/layermessage.h"

#include "app/journal/gauge.h"

#include <QCoreApplication>

#include <algorithm>

namespace wl {

namespace {

bool isTransfer(const Event &e)
{
    const bool moved = e.result > 0 || (e.result == 0 && e.has(Event::Datagram));
    return moved && !e.has(Event::Probe) && (isSendCall(e.step) || isRecvCall(e.step));
}

std::uint64_t endOf(const EventRef &event)
{
    return event->offset + std::uint64_t(event->result);
}

/// Of several recvs (or sends) of one message the first decides where it began, the last where it is.
void takeOther(LayerMessage &message, const EventRef &other)
{
    if (isSendCall(other->step)) {
        if (!message.sent)
            message.sent = other;
        ++message.sends;
    } else {
        message.received = other;
        ++message.recvs;
    }
}

std::uint64_t waitingBytes(const SocketFacts &socket, const EventRef &sent, const JournalView &view)
{
    const EventRef gauge = socket.gauge ? view.at(*socket.gauge) : EventRef();
    if (!gauge || gauge.index() < sent.index())
        return 0;
    return Gauge::fromBytes(gauge.payload())[GaugeField::ReceiveQueue];
}

} // namespace

void LayerMessages::advance(const JournalView &view, const SocketTable &table)
{
    m_view = view;
    view.forEach(m_position, view.size(), [&](const EventRef &event) {
        m_position = event.index() + 1;
        add(event, table);
    });
}

void LayerMessages::add(const EventRef &event, const SocketTable &table)
{
    const Event &e = event.event();
    if (e.step == Step::CallBind && e.result == 0) {
        m_localBy[e.socket] = e.step;
        if (e.has(Event::Datagram))
            m_matcher.bound(e.socket);
    } else if (e.step == Step::CallGetsockname && e.has(Event::HasLocal)) {
        m_localBy[e.socket] = e.step;
    } else if (e.step == Step::KernelRefusal) {
        m_matcher.refused(e.socket, event.peer(), m_rows, m_view);
    }
    constexpr std::size_t mostKnown = 20'000;
    if (m_localBy.size() > mostKnown)
        m_localBy.erase(m_localBy.begin());
    if (!isTransfer(e))
        return;
    m_rows.rows.push_back({event.index(), 0, 0, 0, 0, 0, e.socket, 0});
    m_matcher.take(m_rows.end() - 1, event, m_rows, m_view, table);
    if (m_rows.rows.size() > mostRows) {
        const SequenceRow row = m_rows.rows.front();
        m_matcher.forget(m_rows.first, row);
        m_rows.rows.pop_front();
        ++m_rows.first;
    }
}

std::optional<RowNumber> LayerMessages::rowOf(EventIndex event) const
{
    const auto it = std::lower_bound(m_rows.rows.begin(), m_rows.rows.end(), event,
        [](const SequenceRow &row, EventIndex wanted) { return row.event < wanted; });
    if (it == m_rows.rows.end() || it->event != event)
        return {};
    return m_rows.first + RowNumber(it - m_rows.rows.begin());
}

std::optional<RowNumber> LayerMessages::newestOf(const Conversation &conversation) const
{
    for (RowNumber n = m_rows.end(); n > m_rows.first; --n) {
        const SocketId socket = m_rows.at(n - 1).socket;
        if (socket != 0 && (socket == conversation.accepted || socket == conversation.caller))
            return n - 1;
    }
    return {};
}

LayerMessage LayerMessages::find(const JournalView &view, const SocketTable &table,
    std::optional<EventIndex> selected, const Conversation &conversation) const
{
    LayerMessage message;
    message.isDatagram = conversation.protocol == Protocol::Udp;
    message.server.socket = conversation.accepted;
    message.server.endpoint = conversation.server;
    message.client.socket = conversation.caller;
    message.client.endpoint = conversation.client;
    std::optional<RowNumber> row = selected ? rowOf(*selected) : std::nullopt;
    if (!row)
        row = newestOf(conversation);
    if (row)
        takeRow(message, *row, view, table);
    takeAddresses(message, table);
    return message;
}

void LayerMessages::takeRow(
    LayerMessage &message, RowNumber n, const JournalView &view, const SocketTable &table) const
{
    const EventRef event = view.at(m_rows.at(n).event);
    if (!event)
        return;
    const bool sends = isSendCall(event->step);
    message.carrier = event;
    message.isDatagram = event->has(Event::Datagram);
    message.fromServer = (event->socket == message.server.socket) == sends;
    message.begin = event->offset;
    message.size = std::uint64_t(event->result);
    takeOther(message, event);
    takeLinks(message, n, view);
    LayerEnd &other = event->socket == message.server.socket ? message.client : message.server;
    const EventRef &far = sends ? message.received : message.sent;
    const SocketFacts *facts = far ? table.socket(far->socket) : nullptr;
    if (facts) {
        other.socket = facts->id;
        other.endpoint = facts->endpoint;
    } else if (message.isDatagram && (m_rows.at(n).foreign || !sends)) {
        other = {};
    }
    settlePlace(message, n, view, table);
}

void LayerMessages::takeLinks(LayerMessage &message, RowNumber n, const JournalView &view) const
{
    for (const MessageLink &link : m_matcher.links()) {
        const RowNumber other = link.from == n ? link.to : link.to == n ? link.from : n;
        const EventRef event =
            other != n && other >= m_rows.first ? view.at(m_rows.at(other).event) : EventRef();
        if (event)
            takeOther(message, event);
    }
}

void LayerMessages::settlePlace(
    LayerMessage &message, RowNumber n, const JournalView &view, const SocketTable &table) const
{
    const SequenceRow &row = m_rows.at(n);
    const LayerEnd &receiver = message.receiver();
    const std::uint64_t end = message.begin + message.size;
    if (message.received) {
        const bool whole = message.isDatagram || endOf(message.received) >= end;
        message.place = whole ? MessagePlace::Read : MessagePlace::PartlyRead;
        return;
    }
    const SocketFacts *theirs = table.socket(receiver.socket);
    const SocketFacts *ours = table.socket(message.sent->socket);
    const bool isAcked = !message.isDatagram && ours && ours->acked >= end;
    const bool waits = !message.isDatagram && theirs && end > theirs->bytesIn
        && theirs->bytesIn + waitingBytes(*theirs, message.sent, view) >= end;
    if (row.refused)
        message.place = MessagePlace::Refused;
    else if (!receiver.isOurs())
        message.place = isAcked ? MessagePlace::InForeignKernel : MessagePlace::Foreign;
    else if (row.lost)
        message.place = MessagePlace::Lost;
    else if (isAcked || waits)
        message.place = MessagePlace::InReceiveBuffer;
    else
        message.place = MessagePlace::Unread;
}

QString LayerMessages::sourceOf(const SocketFacts &socket) const
{
    const auto it = m_localBy.find(socket.id);
    if (it != m_localBy.end())
        return it->second == Step::CallBind ? QStringLiteral("bind()") : QStringLiteral("getsockname()");
    return socket.role == SocketRole::Accepted ? QCoreApplication::translate("wl", "bind() of the listener")
                                               : QString();
}

void LayerMessages::takeAddresses(LayerMessage &message, const SocketTable &table) const
{
    const auto own = [&](LayerEnd &end) {
        const SocketFacts *facts = table.socket(end.socket);
        if (facts && facts->local.isValid() && facts->local.port != 0) {
            end.address = facts->local;
            end.addressSource = sourceOf(*facts);
        }
    };
    own(message.server);
    own(message.client);
    // What one end said of the other one: more exact than "any address", and all there is of a foreign one.
    const auto told = [&](LayerEnd &end, const LayerEnd &other, const EventRef &event) {
        if (end.address.isValid() && !isAnyAddress(end.address))
            return;
        const SocketFacts *facts = table.socket(other.socket);
        const bool named = event && event->has(Event::HasPeer);
        const PackedAddress address = named ? event.peer() : facts ? facts->peer : PackedAddress();
        if (!address.isValid())
            return;
        end.address = address;
        end.addressSource = named ? QLatin1String(stepName(event->step)) + QStringLiteral("()")
            : facts->role == SocketRole::Accepted ? QStringLiteral("accept()")
                                                  : QStringLiteral("connect()");
    };
    told(message.server, message.client, message.fromServer ? message.received : message.sent);
    told(message.client, message.server, message.fromServer ? message.sent : message.received);
}

} // namespace wl
