// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/sockettable.h"

#include "app/models/chips.h"
#include "app/sockets/commandtext.h"

#include <QAbstractSocket>

#include <algorithm>
#include <cstring>

namespace wl {

namespace {

/// An address as a key; an IPv4 address met on a dual-stack socket (::ffff:1.2.3.4) is the same machine
/// as 1.2.3.4.
QByteArray key(const PackedAddress &a)
{
    static const std::uint8_t mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    const bool isMapped = a.family == 6 && std::memcmp(a.bytes, mapped, sizeof mapped) == 0;
    const bool v4 = a.family == 4 || isMapped;
    QByteArray k(reinterpret_cast<const char *>(isMapped ? a.bytes + 12 : a.bytes), v4 ? 4 : 16);
    k.append(char(a.port & 0xFF)).append(char(a.port >> 8));
    return k;
}

bool isWildcard(const PackedAddress &a)
{
    static const std::uint8_t zero[16] = {};
    return std::memcmp(a.bytes, zero, sizeof zero) == 0;
}

QString wordsOf(const EventRef &event)
{
    const auto text = event.text();
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

bool isConnection(const SocketFacts &s)
{
    return s.role == SocketRole::Accepted || s.role == SocketRole::Client;
}

} // namespace

void SocketTable::advance(const JournalView &view)
{
    view.forEach(m_position, view.size(), [this](const EventRef &event) { add(event); });
}

void SocketTable::add(const EventRef &event)
{
    m_position = event.index() + 1;
    switch (event->kind()) {
    case Kind::Command:
        command(event);
        break;
    case Kind::Call:
        call(event);
        break;
    case Kind::Signal:
        signal(event);
        break;
    case Kind::Note:
        note(event);
        socketNote(event);
        break;
    case Kind::Kernel:
        kernel(event);
        break;
    default:
        break;
    }
    takeState(event);
}

const EndpointFacts *SocketTable::endpoint(EndpointId id) const
{
    const auto it = m_endpoints.find(id);
    return it == m_endpoints.end() ? nullptr : &it->second;
}

const SocketFacts *SocketTable::socket(SocketId id) const
{
    return id > 0 && id < m_sockets.size() && m_sockets[id].id ? &m_sockets[id] : nullptr;
}

QString SocketTable::endpointName(EndpointId id) const
{
    const EndpointFacts *e = endpoint(id);
    return e ? e->name : QString();
}

QString SocketTable::socketName(SocketId id) const
{
    const SocketFacts *s = socket(id);
    if (!s)
        return {};
    const QString name = endpointName(s->endpoint);
    return s->role == SocketRole::Accepted ? QStringLiteral("%1 #%2").arg(name).arg(s->number) : name;
}

SocketFacts &SocketTable::entry(SocketId id)
{
    // Numbers come from the journal, which may be a file from elsewhere: a wild one must not become memory.
    constexpr EventIndex mostAhead = 1u << 16;
    if (id >= m_sockets.size()) {
        if (id > m_position + mostAhead) {
            m_scratch = {};
            return m_scratch;
        }
        m_sockets.resize(id + 1);
    }
    m_sockets[id].id = id;
    return m_sockets[id];
}

void SocketTable::command(const EventRef &event)
{
    if (event->step == Step::Create) {
        EndpointFacts &created = m_endpoints[event->endpoint];
        created = {};
        created.id = event->endpoint;
        if (const auto settings = settingsFromCommandText(Step::Create, wordsOf(event)))
            created.settings = *settings;
        created.name = created.settings.name;
        created.chips = chipsFor(created.settings);
        created.pace = m_pace;
        return;
    }
    if (event->step == Step::SetPace)
        setPace(event);
    const auto it = m_endpoints.find(event->endpoint);
    if (it == m_endpoints.end())
        return;
    EndpointFacts &e = it->second;
    if (event->step == Step::Rename) {
        e.name = wordsOf(event);
        e.settings.name = e.name;
    } else if (event->step == Step::Remove) {
        e.removed = true;
    } else if (event->step == Step::Listen || event->step == Step::Connect) {
        if (const auto settings = settingsFromCommandText(event->step, wordsOf(event)))
            e.settings = *settings;
        e.settings.name = e.name;
        e.chips = chipsFor(e.settings, !e.pace.isLive());
        e.trouble.reset();
        e.opening = event.index();
        e.againAt = 0;
        e.connecting = event->step == Step::Connect && e.settings.protocol == Protocol::Tcp;
    }
}

void SocketTable::call(const EventRef &event)
{
    switch (event->step) {
    case Step::CallSocket:
        openSocket(event);
        break;
    case Step::CallAccept:
    case Step::CallAccept4:
        acceptSocket(event);
        break;
    default:
        break;
    }
    if (event->socket == 0)
        return;
    SocketFacts &s = entry(event->socket);
    if (s.id == 0)
        return;
    if (event->step == Step::CallListen && event->result == 0)
        s.role = SocketRole::Listener;
    if (event->step == Step::CallConnect && s.role == SocketRole::Unknown)
        s.role = SocketRole::Client;
    if (event->has(Event::HasLocal))
        s.local = event.local();
    if (event->step == Step::CallBind && event->result == 0 && event.peer().port)
        s.local = event.peer();
    if (event->step == Step::CallGetpeername || event->step == Step::CallConnect)
        s.peer = event->has(Event::HasPeer) ? event.peer() : s.peer;
    if (event->has(Event::HasLocal) || event->has(Event::HasPeer))
        findPartner(s);
    count(event, s);
    if (event->step == Step::CallClose)
        closeSocket(event);
    const auto e = m_endpoints.find(s.endpoint);
    if (e != m_endpoints.end() && s.role != SocketRole::Accepted && !event->has(Event::Housekeeping))
        markChip(e->second.chips, event);
    if (e != m_endpoints.end() && s.wait && s.role != SocketRole::Accepted)
        markWaiting(e->second.chips, s.wait->families.constFirst());
}

void SocketTable::openSocket(const EventRef &event)
{
    if (event->result < 0 || event->socket == 0)
        return;
    SocketFacts &s = entry(event->socket);
    if (s.id == 0)
        return;
    s.endpoint = event->endpoint;
    s.fd = int(event->result);
    s.openedBy = event.index();
    s.role = event->has(Event::Datagram) ? SocketRole::Datagram : SocketRole::Unknown;
    ++m_openSockets;
    const auto e = m_endpoints.find(event->endpoint);
    if (e == m_endpoints.end())
        return;
    e->second.main = event->socket;
    e->second.active = true;
}

void SocketTable::acceptSocket(const EventRef &event)
{
    if (event->result < 0 || event->arg == 0)
        return;
    const PackedAddress listening = entry(event->socket).local;
    SocketFacts &s = entry(SocketId(event->arg));
    if (s.id == 0)
        return;
    leaveSeat(event->socket, event.peer());
    s.endpoint = event->endpoint;
    s.fd = int(event->result);
    s.openedBy = event.index();
    s.role = SocketRole::Accepted;
    s.listener = event->socket;
    s.peer = event.peer();
    s.state = event->after;
    s.established = event.index();
    s.lastMoved = event->time;
    if (!isWildcard(listening))
        s.local = listening;
    ++m_openSockets;
    ++m_openConnections;
    const auto e = m_endpoints.find(event->endpoint);
    if (e != m_endpoints.end()) {
        e->second.accepted.push_back(s.id);
        ++e->second.openConnections;
        s.number = std::uint32_t(e->second.accepted.size());
    }
    findPartner(s);
}

void SocketTable::closeSocket(const EventRef &event)
{
    SocketFacts &s = entry(event->socket);
    if (!s.isOpen() || s.fd < 0)
        return;
    s.closedBy = event.index();
    s.wait.reset();
    m_seats.erase(s.id);
    m_openSockets -= m_openSockets ? 1 : 0;
    m_byAddresses.erase({key(s.local), key(s.peer)});
    const bool accepted = s.role == SocketRole::Accepted;
    m_openConnections -= accepted && m_openConnections ? 1 : 0;
    const auto e = m_endpoints.find(s.endpoint);
    if (e == m_endpoints.end())
        return;
    e->second.openConnections -= accepted && e->second.openConnections ? 1 : 0;
    if (e->second.main == s.id)
        e->second.active = false;
}

void SocketTable::count(const EventRef &event, SocketFacts &s)
{
    // A peek takes nothing.
    if (event->result < 0 || event->has(Event::Housekeeping))
        return;
    if (event->result > 0 && (isSendCall(event->step) || isRecvCall(event->step)))
        s.lastMoved = event->time;
    if (isSendCall(event->step)) {
        s.bytesOut += std::uint64_t(event->result);
        s.datagramsOut += event->has(Event::Datagram);
    } else if (isRecvCall(event->step)) {
        s.bytesIn += std::uint64_t(event->result);
        s.datagramsIn += event->has(Event::Datagram);
    }
}

void SocketTable::signal(const EventRef &event)
{
    const auto e = m_endpoints.find(event->endpoint);
    if (e == m_endpoints.end())
        return;
    if (event->step == Step::Connected || event->step == Step::Disconnected)
        e->second.connecting = false;
    if (event->step == Step::ErrorOccurred && e->second.settings.role == Role::Client)
        e->second.connecting = false;
    if (event->step != Step::StateChanged || e->second.settings.role != Role::Client)
        return;
    e->second.lookingUp = event->result == QAbstractSocket::HostLookupState;
    if (event->result == QAbstractSocket::UnconnectedState
        || event->result == QAbstractSocket::ConnectedState)
        e->second.connecting = false;
}

void SocketTable::note(const EventRef &event)
{
    const auto it = m_endpoints.find(event->endpoint);
    if (it == m_endpoints.end())
        return;
    EndpointFacts &e = it->second;
    switch (event->step) {
    case Step::NoteListenFailed:
    case Step::NoteConnectFailed:
    case Step::NoteLookupFailed:
    case Step::NoteConnectTimeout:
        e.connecting = false;
        markFailed(e.chips, "connect");
        [[fallthrough]];
    case Step::NoteCommandFailed:
        // The Connect itself was refused, and not another command given meanwhile.
        if (event->cause && e.opening == event.index() - event->cause)
            e.connecting = false;
        [[fallthrough]];
    case Step::NoteSendFailed:
    case Step::NoteFileFailed:
    case Step::NoteConnectionLimit:
    case Step::NoteDescriptorLimit:
        e.trouble = event.index();
        break;
    case Step::NotePeerFinished:
        if (event->socket)
            entry(event->socket).peerFinished = true;
        break;
    default:
        break;
    }
    takeReconnect(event, e);
    if (event->step == Step::NoteFileStarted)
        e.file = EndpointFacts::File{wordsOf(event), event->arg, 0, true};
    else if (event->step >= Step::NoteFileProgress && event->step <= Step::NoteFileFailed && e.file) {
        e.file->sent = std::uint64_t(event->result);
        e.file->running = event->step == Step::NoteFileProgress;
    }
}

void SocketTable::takeReconnect(const EventRef &event, EndpointFacts &e)
{
    if (event->step == Step::NoteReconnect) {
        // The number may come from a file: bounded, so that it stays a time.
        constexpr std::uint64_t longest = 48ull * 3600 * 1000;
        const std::uint64_t wait = std::min<std::uint64_t>(event->arg, longest) * 1'000'000;
        e.againAt = wait ? std::int64_t(std::uint64_t(event->time) + wait) : 0;
    } else if (event->step == Step::NoteReconnecting) {
        e.againAt = 0;
        e.connecting = true;
        e.trouble.reset();
        e.chips = chipsFor(e.settings, !e.pace.isLive());
    }
}

void SocketTable::takeState(const EventRef &event)
{
    const bool accepting = event->step == Step::CallAccept || event->step == Step::CallAccept4;
    // Of a connection in the accept queue the event's socket is the listener.
    const bool ofAnother = event->step == Step::KernelWaiting;
    if (event->socket == 0 || accepting || ofAnother || event->after == TcpState::Unknown)
        return;
    SocketFacts &s = entry(event->socket);
    s.state = event->after;
    if (s.state == TcpState::Established && !s.established) {
        s.established = event.index();
        s.lastMoved = event->time;
    }
    const auto e = m_endpoints.find(s.endpoint);
    if (s.established == event.index() && s.role == SocketRole::Client && e != m_endpoints.end())
        markDone(e->second.chips, "connect");
    if (s.state == TcpState::Established && e != m_endpoints.end() && isConnection(s))
        e->second.connecting = e->second.connecting && event->kind() == Kind::Call;
}

void SocketTable::findPartner(SocketFacts &s)
{
    if (s.partner || !isConnection(s) || !s.local.isValid() || !s.peer.isValid() || !s.isOpen())
        return;
    const QByteArray local = key(s.local);
    const QByteArray peer = key(s.peer);
    m_byAddresses[{local, peer}] = s.id;
    const auto other = m_byAddresses.find({peer, local});
    if (other == m_byAddresses.end() || other->second == s.id)
        return;
    s.partner = other->second;
    m_sockets[other->second].partner = s.id;
}

} // namespace wl
