// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/flowchartplan.h"

#include "app/core/safetext.h"
#include "app/diagrams/flowchartfacts.h"
#include "app/models/words.h"
#include "app/sockets/addresses.h"

#include <algorithm>
#include <set>

namespace wl {

namespace {

using Part = FlowColumn::Part;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(wl)
};

constexpr qsizetype mostName = 60;

/// Where a box stands among all that there can be; send and recv face each other.
int rowKey(FlowCall call, bool isServerSide)
{
    switch (call) {
    case FlowCall::Socket:
    case FlowCall::Option:
    case FlowCall::Bind:
        return int(call);
    case FlowCall::Listen:
    case FlowCall::Connect:
        return 3;
    case FlowCall::Accept:
        return 4;
    case FlowCall::Recv:
        return isServerSide ? 5 : 6;
    case FlowCall::Send:
        return isServerSide ? 6 : 5;
    default:
        return call == FlowCall::Shutdown ? 7 : 8;
    }
}

/// Brings the facts of one moment together.
class Planner
{
public:
    Planner(const FlowCalls &calls, const LayerMessages &messages, const StageFrame &frame,
        const Conversation &conversation)
        : m_calls(calls)
        , m_messages(messages)
        , m_frame(frame)
        , m_table(frame.table)
        , m_conversation(conversation)
        , m_selected(frame.selected ? frame.view.at(*frame.selected) : EventRef())
    {
    }

    FlowPlan plan()
    {
        m_plan.isTcp = m_conversation.protocol == Protocol::Tcp;
        if (m_conversation.isEmpty())
            return m_plan;
        addServerSide();
        addClientSide();
        addHandshake();
        addBytes(m_conversation.caller, m_conversation.accepted, false);
        addBytes(m_conversation.accepted, m_conversation.caller, true);
        addFin(m_conversation.caller, m_conversation.accepted, false);
        addFin(m_conversation.accepted, m_conversation.caller, true);
        giveRows();
        return m_plan;
    }

private:
    void addServerSide()
    {
        const auto &[protocol, server, client, listener, accepted, caller] = m_conversation;
        if (server == 0)
            addOutside(caller, client);
        else if (m_plan.isTcp) {
            addColumn(Part::Listener, server, listener,
                {FlowCall::Socket, FlowCall::Option, FlowCall::Bind, FlowCall::Listen, FlowCall::Accept,
                    FlowCall::Close});
            addColumn(Part::Connection, server, accepted,
                {FlowCall::Accept, FlowCall::Recv, FlowCall::Send, FlowCall::Shutdown, FlowCall::Close});
        } else {
            addColumn(Part::Receiver, server, accepted,
                {FlowCall::Socket, FlowCall::Option, FlowCall::Bind, FlowCall::Recv, FlowCall::Send,
                    FlowCall::Close});
        }
    }

    void addClientSide()
    {
        const auto &[protocol, server, client, listener, accepted, caller] = m_conversation;
        if (client == 0)
            addOutside(accepted, server);
        else if (m_plan.isTcp)
            addColumn(Part::Client, client, caller,
                {FlowCall::Socket, FlowCall::Option, FlowCall::Bind, FlowCall::Connect, FlowCall::Send,
                    FlowCall::Recv, FlowCall::Shutdown, FlowCall::Close});
        else
            addColumn(Part::Sender, client, caller,
                {FlowCall::Socket, FlowCall::Option, FlowCall::Bind, FlowCall::Connect, FlowCall::Send,
                    FlowCall::Recv, FlowCall::Close});
    }

    void addOutside(SocketId ours, EndpointId endpoint)
    {
        FlowColumn column;
        const QString address = addressText(peerOf(ours));
        const SocketFacts *socket = m_table.socket(ours);
        const bool isMet =
            !m_plan.isTcp || (socket && (socket->established || ours == m_conversation.accepted));
        if (!address.isEmpty() && !isMet)
            column.outside = Text::tr("outside: %1, no connection was made").arg(address);
        else if (!address.isEmpty())
            column.outside = Text::tr("outside: %1, not ours: its calls are unknown").arg(address);
        else if (endpoint == m_conversation.server)
            column.outside = m_plan.isTcp ? Text::tr("Nobody has connected yet.")
                                          : Text::tr("Nobody has sent anything yet.");
        else
            column.outside = Text::tr("outside: not ours: its calls are unknown");
        column.title = Text::tr("Outside");
        column.detail = flowDetail(column, m_table, false);
        m_plan.columns.push_back(std::move(column));
    }

    /// The other end as a socket of ours knows it.
    PackedAddress peerOf(SocketId ours) const
    {
        const SocketFacts *socket = m_table.socket(ours);
        const FlowLife *life = m_calls.life(ours);
        if (!socket || socket->peer.isValid() || !life)
            return socket ? socket->peer : PackedAddress();
        for (const FlowCall call : {FlowCall::Recv, FlowCall::Send, FlowCall::Connect}) {
            const FlowTally &tally = life->at(call);
            const EventRef event = tally.count > 0 ? m_frame.view.at(tally.latest) : EventRef();
            if (event && event->has(Event::HasPeer))
                return event.peer();
        }
        return {};
    }

    void addColumn(Part part, EndpointId endpoint, SocketId socket, std::initializer_list<FlowCall> possible)
    {
        FlowColumn column{part, endpoint, socket, {}, {}, {}, {}};
        const SocketFacts *facts = m_table.socket(socket);
        const bool isForgotten = facts && facts->closedBy && !m_calls.life(socket);
        const QString name = socket    ? m_table.socketName(socket)
            : part == Part::Connection ? Text::tr("%1, a connection").arg(m_table.endpointName(endpoint))
                                       : m_table.endpointName(endpoint);
        column.title = safeText(QStringView(name), mostName);
        column.detail = flowDetail(column, m_table, isForgotten);
        const std::optional<StepWait> wait = waitOf(column);
        for (const FlowCall call : possible) {
            if (hasBox(column, call, wait))
                column.boxes.push_back(boxOf(column, call, wait));
        }
        m_plan.isStepped |= wait && !wait->families.isEmpty();
        m_plan.columns.push_back(std::move(column));
    }

    /// Where the user's step is waited for; that of an endpoint without a socket stands where its newest one
    /// is shown.
    std::optional<StepWait> waitOf(const FlowColumn &column) const
    {
        const SocketFacts *socket = m_table.socket(column.socket);
        if (socket && socket->wait)
            return socket->wait;
        const EndpointFacts *endpoint = m_table.endpoint(column.endpoint);
        if (!endpoint || endpoint->removed || column.part == Part::Connection)
            return {};
        return column.socket == 0 || column.socket == endpoint->main ? endpoint->wait : std::nullopt;
    }

    const FlowTally &tallyOf(SocketId socket, FlowCall call) const
    {
        static constexpr FlowTally none;
        const FlowLife *life = socket ? m_calls.life(socket) : nullptr;
        return life ? life->at(call) : none;
    }

    bool hasBox(const FlowColumn &column, FlowCall call, const std::optional<StepWait> &wait) const
    {
        const bool isExtra =
            call == FlowCall::Option || (call == FlowCall::Connect && column.part == Part::Sender);
        if (!isExtra)
            return true;
        if (wait && wait->families.contains(flowFamily(call)))
            return true;
        if (tallyOf(column.socket, call).count == 0)
            return false;
        // Qt sets options of its own; only who steps through them wants to see them.
        const EndpointFacts *endpoint = m_table.endpoint(column.endpoint);
        return call == FlowCall::Connect || (endpoint && !endpoint->pace.isLive());
    }

    FlowBox boxOf(const FlowColumn &column, FlowCall call, const std::optional<StepWait> &wait) const
    {
        FlowBox box;
        const FlowTally &tally = tallyOf(column.socket, call);
        box.call = call;
        box.name = nameOf(column, call);
        box.optional = isOptional(column, call) && tally.count == 0;
        const SocketFacts *socket = m_table.socket(column.socket);
        const bool isDone = tally.count > 0 && (!tally.underWay || (socket && socket->established));
        box.look = tally.error != 0 ? FlowBox::Look::Failed
            : isDone                ? FlowBox::Look::Done
                                    : FlowBox::Look::ToCome;
        const EventRef event = tally.count > 0 ? m_frame.view.at(tally.latest) : EventRef();
        if (tally.count > 0) {
            box.event = tally.latest;
            box.fact = flowFact(event, call, tally, socket);
        }
        markWait(box, column, wait);
        box.selected = isSelected(column, call);
        box.sentence = flowSentence(box, event, tally, m_table, wait && !wait->ready);
        return box;
    }

    QString nameOf(const FlowColumn &column, FlowCall call) const
    {
        const bool isNamed = !m_plan.isTcp && tallyOf(column.socket, FlowCall::Connect).count == 0;
        if (isNamed && call == FlowCall::Send)
            return QStringLiteral("sendto()");
        if (isNamed && call == FlowCall::Recv)
            return QStringLiteral("recvfrom()");
        return QLatin1String(flowFamily(call)) + QStringLiteral("()");
    }

    bool isOptional(const FlowColumn &column, FlowCall call) const
    {
        if (call == FlowCall::Shutdown || call == FlowCall::Option)
            return true;
        const EndpointFacts *endpoint = m_table.endpoint(column.endpoint);
        const bool binds = endpoint && endpoint->settings.bindLocal;
        return !column.isServerSide()
            && ((call == FlowCall::Bind && !binds)
                || (call == FlowCall::Connect && column.part == Part::Sender));
    }

    void markWait(FlowBox &box, const FlowColumn &column, const std::optional<StepWait> &wait) const
    {
        const char *family = flowFamily(box.call);
        if (wait && wait->families.contains(family)) {
            const SocketFacts *socket = m_table.socket(column.socket);
            const bool isOfSocket = socket && socket->wait;
            box.waits = wait->families.constFirst() == family;
            box.offered = !box.waits;
            box.press = {column.endpoint, isOfSocket ? column.socket : 0, QByteArray(family)};
        } else if (!wait) {
            const EndpointFacts *endpoint = m_table.endpoint(column.endpoint);
            const SocketFacts *socket = m_table.socket(column.socket);
            const bool isLive = endpoint && endpoint->pace.isLive() && !endpoint->removed;
            box.waits = isLive && socket && socket->isOpen() && blocksIn(column, *socket) == box.call;
        }
        // A button is not pressed twice: the connection's first box is the listener's accept.
        if (box.call == FlowCall::Accept && column.part == Part::Connection) {
            box.waits = false;
            box.offered = false;
            box.press.reset();
        }
        if (box.fact.isEmpty() && box.waits && !box.press)
            box.fact = Text::tr("waits here");
        else if (box.fact.isEmpty() && box.optional)
            box.fact = Text::tr("optional");
    }

    /// The call that a program with blocking sockets would be in now.
    std::optional<FlowCall> blocksIn(const FlowColumn &column, const SocketFacts &socket) const
    {
        if (column.part == Part::Listener)
            return socket.state == TcpState::Listen || isSure(column, FlowCall::Listen)
                ? std::optional(FlowCall::Accept)
                : std::nullopt;
        if (column.part == Part::Client && tallyOf(column.socket, FlowCall::Connect).underWay
            && !socket.established)
            return FlowCall::Connect;
        const bool isOver = socket.peerFinished || socket.held
            || (socket.state != TcpState::Established && socket.state != TcpState::Unknown);
        if (m_plan.isTcp && (isOver || !(socket.established || column.part == Part::Connection)))
            return {};
        if (column.part == Part::Receiver)
            return isSure(column, FlowCall::Bind) ? std::optional(FlowCall::Recv) : std::nullopt;
        return FlowCall::Recv;
    }

    bool isSure(const FlowColumn &column, FlowCall call) const
    {
        const FlowTally &tally = tallyOf(column.socket, call);
        return tally.count > 0 && tally.error == 0;
    }

    bool isSelected(const FlowColumn &column, FlowCall call) const
    {
        if (!m_selected || column.socket == 0)
            return false;
        if (m_selected.index() == tallyOf(column.socket, call).latest
            && tallyOf(column.socket, call).count > 0)
            return true;
        const bool isOurs = m_selected->socket == column.socket
            || (call == FlowCall::Accept && m_selected->arg == column.socket);
        return isOurs && flowCall(m_selected->step) == call && !m_selected->has(Event::Probe)
            && !m_selected->has(Event::Housekeeping);
    }

    void addHandshake()
    {
        const SocketFacts *client = m_table.socket(m_conversation.caller);
        const SocketFacts *server = m_table.socket(m_conversation.accepted);
        if (!m_plan.isTcp || !((client && client->established) || server))
            return;
        const bool withQueue = m_conversation.server != 0;
        m_plan.handshake = {false, FlowCall::Connect,
            withQueue ? Text::tr("handshake, with the queue") : Text::tr("handshake"),
            Text::tr("The two kernels made the connection with a handshake; the server's side is its "
                     "listening queue, and accept() takes the connection from there later. Inferred from the "
                     "state ESTABLISHED."),
            client && client->established ? *client->established : server->openedBy};
    }

    /// The latest bytes that one side sent, when the other side was seen to read them.
    void addBytes(SocketId sender, SocketId receiver, bool fromServer)
    {
        const FlowTally &tally = tallyOf(sender, FlowCall::Send);
        if (tally.count == 0 || tally.error != 0 || receiver == 0)
            return;
        const LayerMessage message = m_messages.find(m_frame.view, m_table, tally.latest, m_conversation);
        if (!message.sent || !message.received || message.received->socket != receiver
            || message.sent.index() != tally.latest)
            return;
        const std::uint64_t read = message.place == MessagePlace::PartlyRead
            ? message.received->offset + std::uint64_t(message.received->result) - message.begin
            : message.size;
        const QString size = read < message.size ? Text::tr("%1 of %2 B").arg(read).arg(message.size)
                                                 : Text::tr("%1 B").arg(message.size);
        const QString what = read < message.size ? Text::tr("%1 of %2 bytes").arg(read).arg(message.size)
                                                 : Words::translated().bytes(qint64(message.size));
        m_plan.bytes.push_back({fromServer, FlowCall::Send, size,
            Text::tr("The latest bytes: %1 went from the send() of %2 into the recv() of %3.")
                .arg(what, name(sender), name(receiver)),
            message.received.index()});
    }

    void addFin(SocketId from, SocketId to, bool fromServer)
    {
        const FlowLife *ours = from ? m_calls.life(from) : nullptr;
        const FlowLife *theirs = to ? m_calls.life(to) : nullptr;
        const std::optional<EventIndex> shown = ours && ours->finSent ? ours->finSent
            : theirs                                                  ? theirs->finCame
                                                                      : std::nullopt;
        if (!m_plan.isTcp || !shown)
            return;
        const FlowTally &shutdown = tallyOf(from, FlowCall::Shutdown);
        const FlowCall by = shutdown.count > 0 && shutdown.error == 0 ? FlowCall::Shutdown : FlowCall::Close;
        const QString who = from ? name(from) : Text::tr("the outside");
        m_plan.fins.push_back({fromServer, by, Text::tr("FIN (inferred)"),
            Text::tr("The kernel of %1 sent a FIN: its stream has ended. Inferred from the kernel's states.")
                .arg(who),
            *shown});
    }

    QString name(SocketId socket) const
    {
        return safeText(QStringView(m_table.socketName(socket)), mostName);
    }

    void giveRows()
    {
        std::set<int> keys;
        for (const FlowColumn &column : m_plan.columns) {
            for (const FlowBox &box : column.boxes)
                keys.insert(rowKey(box.call, column.isServerSide()));
        }
        for (FlowColumn &column : m_plan.columns) {
            for (FlowBox &box : column.boxes)
                box.row =
                    int(std::distance(keys.begin(), keys.find(rowKey(box.call, column.isServerSide()))));
        }
        m_plan.rows = int(keys.size());
    }

    const FlowCalls &m_calls;
    const LayerMessages &m_messages;
    const StageFrame &m_frame;
    const SocketTable &m_table;
    const Conversation &m_conversation;
    const EventRef m_selected;
    FlowPlan m_plan;
};

} // namespace

QString FlowBox::mark() const
{
    if (waits)
        return QStringLiteral("\u25B6");
    if (look == Look::Failed)
        return QStringLiteral("\u2717");
    if (offered)
        return QStringLiteral("\u25B7");
    return look == Look::Done ? QStringLiteral("\u2713") : QString();
}

const FlowBox *FlowColumn::box(FlowCall call) const
{
    const auto found =
        std::find_if(boxes.begin(), boxes.end(), [call](const FlowBox &b) { return b.call == call; });
    return found == boxes.end() ? nullptr : &*found;
}

FlowPlan flowPlan(const FlowCalls &calls, const LayerMessages &messages, const StageFrame &frame,
    const Conversation &conversation)
{
    return Planner(calls, messages, frame, conversation).plan();
}

} // namespace wl
