// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/programs/scriptbuilder.h"

#include "app/models/callarguments.h"
#include "app/models/eventtext.h"

#include <QCoreApplication>

#include <algorithm>
#include <cerrno>

#include <sys/socket.h>

namespace wl {

namespace {

constexpr std::size_t mostActions = 2000;
constexpr qint64 mostBytes = 256 * 1024;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(wl)
};

/// Nothing happened yet: the call is made again later.
bool isNotYet(const Event &e)
{
    return e.result < 0
        && (e.error == EAGAIN || e.error == EWOULDBLOCK || e.error == EINTR || e.error == EINPROGRESS
            || e.error == EALREADY);
}

bool sameHost(const PackedAddress &a, const PackedAddress &b)
{
    PackedAddress other = b;
    other.port = a.port;
    return a == other;
}

} // namespace

ScriptBuilder::ScriptBuilder(EndpointId endpoint, const SocketTable &table)
    : m_table(table)
    , m_endpoint(endpoint)
{
    if (const EndpointFacts *facts = table.endpoint(endpoint)) {
        m_script.name = facts->name;
        m_script.server = facts->settings.role == Role::Server;
    }
}

void ScriptBuilder::add(const EventRef &event)
{
    if (event->endpoint != m_endpoint || m_full)
        return;
    if (event->step == Step::NoteOptionSet)
        note(event);
    if (event->kind() != wl::Kind::Call || event->has(Event::Housekeeping) || event->has(Event::Probe))
        return;
    if (!isFull())
        call(event);
}

bool ScriptBuilder::isFull()
{
    if (m_script.actions.size() < mostActions && m_bytes < mostBytes)
        return false;
    m_full = true;
    remark(Text::tr("The session is long: only its first %L1 steps are in the program.")
               .arg(m_script.actions.size()));
    return true;
}

void ScriptBuilder::note(const EventRef &event)
{
    // The call's row has only the switch of struct linger; the note has the seconds.
    if (event.text() != "linger" || m_script.actions.empty())
        return;
    for (auto action = m_script.actions.rbegin(); action != m_script.actions.rend(); ++action) {
        if (action->kind == Kind::Option && isLinger(action->option)) {
            action->value = std::int64_t(event->arg);
            return;
        }
    }
}

void ScriptBuilder::call(const EventRef &event)
{
    if (event->step == Step::CallSocket)
        return open(event);
    const auto socket = socketOf(event->socket);
    if (!socket || (isNotYet(event.event()) && event->step != Step::CallConnect))
        return;
    Action action;
    action.socket = *socket;
    action.error = event->failed() ? event->error : 0;
    switch (event->step) {
    case Step::CallAccept:
    case Step::CallAccept4:
        return accept(event);
    case Step::CallSetsockopt:
        return option(event, action);
    case Step::CallBind:
        return bind(event, action);
    case Step::CallConnect:
        return connect(event, action);
    case Step::CallListen:
    case Step::CallShutdown:
        action.kind = event->step == Step::CallListen ? Kind::Listen : Kind::Shutdown;
        action.value = std::int64_t(event->arg);
        return push(action);
    case Step::CallClose:
        action.kind = Kind::Close;
        m_script.sockets[*socket].isClosed = true;
        return push(action);
    default:
        break;
    }
    if (isSendCall(event->step))
        send(event, action);
    else if (isRecvCall(event->step))
        receive(event, action);
}

void ScriptBuilder::open(const EventRef &event)
{
    if (event->result < 0 || event->socket == 0)
        return;
    Action action;
    action.kind = Kind::Open;
    action.socket = addSocket(event->socket, event->arg == AF_INET6, event->has(Event::Datagram));
    push(action);
}

void ScriptBuilder::accept(const EventRef &event)
{
    if (event->result < 0 || event->arg == 0)
        return;
    Action action;
    action.kind = Kind::Accept;
    action.socket = *socketOf(event->socket);
    const bool v6 = m_script.sockets[action.socket].v6;
    action.other = addSocket(SocketId(event->arg), v6, false);
    push(action);
}

void ScriptBuilder::option(const EventRef &event, Action action)
{
    action.kind = Kind::Option;
    action.option = event->extra;
    action.value = std::int32_t(event->arg);
    if (isLinger(event->extra))
        action.value = event->arg ? 0 : -1;
    const QString name = optionName(event->extra);
    if (!optionLevel(event->extra).isEmpty())
        return push(action);
    leaveOut(action.socket, "setsockopt with " + name.toLatin1() + " was called here",
        Text::tr("The option %1 is left out: the journal does not hold its whole value.").arg(name));
}

void ScriptBuilder::bind(const EventRef &event, Action action)
{
    action.kind = Kind::Bind;
    action.address = event.peer();
    if (m_script.server && !m_script.target.isValid() && action.address.isValid()) {
        m_asked = action.address;
        m_script.target = action.address;
        const SocketFacts *facts = m_table.socket(event->socket);
        m_script.chosenPort = m_asked.port == 0 && facts && sameHost(facts->local, m_asked);
        if (m_script.chosenPort)
            m_script.target.port = facts->local.port;
    }
    action.atTarget = isTarget(action.address);
    push(action);
}

bool ScriptBuilder::isTarget(const PackedAddress &asked) const
{
    return m_asked.isValid() && asked == m_asked;
}

void ScriptBuilder::connect(const EventRef &event, Action action)
{
    const bool undecided = isNotYet(event.event());
    if (const auto first = m_connects.find(event->socket); first != m_connects.end()) {
        if (!undecided && event->error != EISCONN)
            m_script.actions[first->second].error = action.error;
        return;
    }
    const SocketFacts *facts = m_table.socket(event->socket);
    if (event->has(Event::Retry) && facts && !facts->established)
        return leaveOutRetry(event->socket);
    action.kind = Kind::Connect;
    action.address = event.peer();
    if (!m_script.server && !m_asked.isValid())
        m_asked = m_script.target = action.address;
    action.atTarget = isTarget(action.address);
    // Until its outcome is seen it may still fail; what never was decided is waited for no longer.
    action.error = !undecided ? action.error : facts && facts->established ? 0 : ETIMEDOUT;
    m_connects[event->socket] = m_script.actions.size();
    m_connected[event->socket] = action.address;
    push(action);
}

void ScriptBuilder::leaveOutRetry(SocketId socket)
{
    const auto index = socketOf(socket);
    m_script.sockets[*index].isClosed = true;
    m_leftOut.insert(*index);
    m_sockets.erase(socket);
    remark(Text::tr("Qt tried a refused address a second time; the program tries once."));
}

void ScriptBuilder::leaveOut(std::size_t socket, const QByteArray &comment, const QString &sentence)
{
    Action action;
    action.socket = socket;
    action.bytes = comment;
    push(action);
    remark(sentence);
}

void ScriptBuilder::send(const EventRef &event, Action action)
{
    if (event->failed()) {
        const QString name = errnoName(event->error);
        return leaveOut(action.socket,
            "a send of " + QByteArray::number(quint64(event->arg)) + " bytes failed here with "
                + name.toLatin1(),
            Text::tr("A send that failed with %1 is left out: the journal does not hold its bytes.")
                .arg(name));
    }
    const Bytes payload = event.payload();
    const auto whole = quint64(event->result);
    const auto kept = std::min<quint64>(payload.size(), whole);
    action.bytes = QByteArray(reinterpret_cast<const char *>(payload.data()), qsizetype(kept));
    action.kind = Kind::Send;
    m_sent += whole;
    m_missing += whole - kept;
    m_bytes += action.bytes.size();
    if (event->has(Event::Datagram)) {
        action.kind = Kind::SendTo;
        const auto connected = m_connected.find(event->socket);
        const PackedAddress to = event->has(Event::HasPeer) ? event.peer()
            : connected != m_connected.end()                ? connected->second
                                                            : PackedAddress();
        action.other = peerAt(to, false);
        m_script.peers[action.other].answered = true;
    }
    push(action);
    if (whole > kept) {
        Action comment;
        comment.socket = action.socket;
        comment.bytes = QByteArray::number(whole - kept) + " more bytes were sent here; they were not kept";
        push(comment);
    }
}

void ScriptBuilder::receive(const EventRef &event, Action action)
{
    action.kind = Kind::Receive;
    action.value = event->result;
    if (event->has(Event::Datagram)) {
        if (event->failed()) {
            const QString name = errnoName(event->error);
            return leaveOut(action.socket, "a recv failed here with " + name.toLatin1(),
                Text::tr("A recv that failed with %1 is left out: a plain UDP socket is not told that.")
                    .arg(name));
        }
        action.kind = Kind::ReceiveFrom;
        action.value = std::int64_t(std::clamp<std::uint64_t>(event->arg, 1, 65536));
        action.other = peerAt(event.peer(), true);
    } else if (event->result <= 0) {
        action.kind = Kind::End;
        action.value = 0;
    }
    push(action);
}

std::optional<std::size_t> ScriptBuilder::socketOf(SocketId id) const
{
    const auto it = m_sockets.find(id);
    return it == m_sockets.end() ? std::nullopt : std::optional(it->second);
}

std::size_t ScriptBuilder::addSocket(SocketId id, bool v6, bool datagram)
{
    ScriptSocket socket;
    const SocketFacts *facts = m_table.socket(id);
    socket.role = facts ? facts->role : SocketRole::Unknown;
    socket.v6 = v6;
    socket.datagram = datagram;
    // A socket that never got so far is what its endpoint wanted it to be.
    if (socket.role == SocketRole::Unknown)
        socket.role = m_script.server ? SocketRole::Listener : SocketRole::Client;
    if (datagram)
        socket.role = SocketRole::Datagram;
    socket.name = nameFor(socket.role);
    m_script.sockets.push_back(socket);
    m_sockets[id] = m_script.sockets.size() - 1;
    return m_script.sockets.size() - 1;
}

QByteArray ScriptBuilder::nameFor(SocketRole role) const
{
    const auto before = std::count_if(m_script.sockets.begin(), m_script.sockets.end(),
        [role](const ScriptSocket &s) { return s.role == role; });
    if (role == SocketRole::Accepted)
        return "connection" + QByteArray::number(qint64(before) + 1);
    const QByteArray name = role == SocketRole::Listener ? "server"
        : role == SocketRole::Datagram                   ? "udp"
                                                         : "client";
    return before ? name + QByteArray::number(qint64(before) + 1) : name;
}

std::size_t ScriptBuilder::peerAt(const PackedAddress &address, bool learned)
{
    const auto known = std::find_if(m_script.peers.begin(), m_script.peers.end(),
        [&address](const ScriptPeer &p) { return p.address == address; });
    if (known != m_script.peers.end())
        return std::size_t(known - m_script.peers.begin());
    ScriptPeer peer;
    peer.name = "peer" + QByteArray::number(qint64(m_script.peers.size()) + 1);
    peer.address = address;
    peer.learned = learned;
    if (!m_script.server && !learned && !m_asked.isValid())
        m_asked = m_script.target = address;
    peer.atTarget = !m_script.server && isTarget(address);
    m_script.peers.push_back(peer);
    return m_script.peers.size() - 1;
}

void ScriptBuilder::remark(const QString &sentence)
{
    if (!m_script.remarks.contains(sentence))
        m_script.remarks.append(sentence);
}

Script ScriptBuilder::finish()
{
    std::erase_if(m_script.actions, [this](const Action &a) { return m_leftOut.contains(a.socket); });
    if (m_missing > 0)
        remark(Text::tr("The journal did not keep %L1 of the %L2 bytes that were sent; the program leaves "
                        "them out, and its peer waits for them in vain.")
                   .arg(m_missing)
                   .arg(m_sent));
    if (m_script.actions.empty())
        remark(Text::tr("This endpoint has not made a call yet: there is no program to show."));
    return std::move(m_script);
}

} // namespace wl
