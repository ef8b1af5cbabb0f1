// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/sockets/engine.h"

#include "app/sockets/commandtext.h"
#include "app/sockets/tcpclientendpoint.h"
#include "app/sockets/tcpserverendpoint.h"
#include "app/sockets/udpendpoint.h"

namespace wl {

namespace {

std::unique_ptr<Endpoint> makeEndpoint(
    NetworkContext &context, EndpointId id, const EndpointSettings &settings)
{
    if (settings.protocol == Protocol::Udp)
        return std::make_unique<UdpEndpoint>(context, id);
    if (settings.role == Role::Server)
        return std::make_unique<TcpServerEndpoint>(context, id);
    return std::make_unique<TcpClientEndpoint>(context, id);
}

SocketId socketOf(const Command &command)
{
    return std::visit(
        [](const auto &c) -> SocketId {
            if constexpr (requires { c.socket; })
                return c.socket;
            else
                return 0;
        },
        command.body);
}

/// How many bytes a step is to send or receive.
int sizeOf(const Command &command)
{
    return std::visit(
        [](const auto &c) -> int {
            if constexpr (requires { c.size; })
                return c.size;
            else
                return 0;
        },
        command.body);
}

StepOrder orderFrom(SocketId socket, const QString &family, int size)
{
    return {socket, family.toUtf8(), size, false, false};
}

const QByteArray *bytesOf(const Command &command)
{
    if (const auto *c = std::get_if<Command::Send>(&command.body))
        return &c->bytes;
    if (const auto *c = std::get_if<Command::SendToAll>(&command.body))
        return &c->bytes;
    return nullptr;
}

const EndpointSettings *settingsOf(const Command &command)
{
    if (const auto *c = std::get_if<Command::Listen>(&command.body))
        return &c->settings;
    if (const auto *c = std::get_if<Command::Connect>(&command.body))
        return &c->settings;
    return nullptr;
}

/// What a user does to one socket beyond opening, sending and closing.
template <class T> void control(Endpoint &e, const T &c)
{
    if constexpr (std::is_same_v<T, Command::ShutdownWrite>)
        e.shutdownWrite(c.socket);
    else if constexpr (std::is_same_v<T, Command::Reset>)
        e.reset(c.socket);
    else if constexpr (std::is_same_v<T, Command::CloseUnread>)
        e.closeUnread(c.socket);
    else if constexpr (std::is_same_v<T, Command::SetOption>)
        e.setOption(c.socket, c.option);
    else if constexpr (std::is_same_v<T, Command::HoldReading>)
        e.setHeld(c.socket, true);
    else if constexpr (std::is_same_v<T, Command::ReleaseReading>)
        e.setHeld(c.socket, false);
    else if constexpr (std::is_same_v<T, Command::NextStep>)
        e.step(orderFrom(c.socket, c.family, c.size));
    else if constexpr (std::is_same_v<T, Command::SkipStep>)
        e.step({c.socket, c.family.toUtf8(), 0, true, false});
    else if constexpr (std::is_same_v<T, Command::StepWhenReady>)
        e.step({c.socket, c.family.toUtf8(), c.size, false, true});
}

} // namespace

Engine::Engine(NetworkContext &context)
    : m_context(context)
{
    // Qt says nothing, and calls accept again and again; not from inside that call.
    context.recorder.acceptFailed = [this](EndpointId id, int) {
        QMetaObject::invokeMethod(
            this,
            [this, id] {
                const auto it = m_endpoints.find(id);
                if (it != m_endpoints.end())
                    it->second.endpoint->pauseAccepting();
            },
            Qt::QueuedConnection);
    };
}

Engine::~Engine()
{
    m_context.recorder.acceptFailed = nullptr;
}

EventIndex Engine::append(const Command &command)
{
    Event e;
    e.step = commandStep(command);
    e.endpoint = command.endpoint;
    e.socket = socketOf(command);
    if (const QByteArray *bytes = bytesOf(command)) {
        e.arg = std::uint64_t(bytes->size());
        const auto *send = std::get_if<Command::Send>(&command.body);
        const Bytes body(
            reinterpret_cast<const std::uint8_t *>(bytes->constData()), std::size_t(bytes->size()));
        return m_context.recorder.add(e, body, nullptr, send ? &send->peer : nullptr);
    }
    e.arg = std::uint64_t(std::max(sizeOf(command), 0));
    const QByteArray text = commandText(command);
    return m_context.recorder.addText(e, {text.constData(), std::size_t(text.size())});
}

void Engine::execute(const Command &command)
{
    if (const auto *added = std::get_if<Command::AddNote>(&command.body)) {
        const QByteArray words = added->text.toUtf8();
        m_context.recorder.note(Step::NoteText, command.endpoint, added->socket,
            {words.constData(), std::size_t(words.size())}, added->about + 1);
        return;
    }
    const EventIndex index = append(command);
    const Recorder::Cause cause(m_context.recorder, index, command.endpoint);
    const Step step = commandStep(command);
    if (step == Step::Create || step == Step::Rename)
        return;
    if (const auto *pace = std::get_if<Command::SetPace>(&command.body)) {
        setPace(command.endpoint, pace->pace);
        return;
    }
    if (step == Step::Remove) {
        const auto it = m_endpoints.find(command.endpoint);
        if (it == m_endpoints.end())
            return;
        it->second.endpoint->abort();
        // Not now: the call may come from inside one of its own slots.
        it->second.endpoint.release()->deleteLater();
        m_endpoints.erase(it);
        return;
    }
    Endpoint *endpoint = nullptr;
    if (const EndpointSettings *settings = settingsOf(command)) {
        endpoint = endpointFor(command.endpoint, *settings);
    } else if (const auto it = m_endpoints.find(command.endpoint); it != m_endpoints.end()) {
        endpoint = it->second.endpoint.get();
    }
    if (endpoint)
        dispatch(*endpoint, command);
    else
        refuse(command.endpoint, tr("There is no open socket here. Start or connect it first."));
}

void Engine::dispatch(Endpoint &e, const Command &command)
{
    std::visit(
        [&e](const auto &c) {
            using T = std::decay_t<decltype(c)>;
            if constexpr (std::is_same_v<T, Command::Listen> || std::is_same_v<T, Command::Connect>)
                e.open(c.settings);
            else if constexpr (std::is_same_v<T,
                                   Command::StopListening> || std::is_same_v<T, Command::Disconnect>)
                e.close();
            else if constexpr (std::is_same_v<T, Command::Abort>)
                e.abort();
            else if constexpr (std::is_same_v<T, Command::Send>)
                e.send(c);
            else if constexpr (std::is_same_v<T, Command::SendToAll>)
                e.sendToAll(c.bytes);
            else if constexpr (std::is_same_v<T, Command::SendFile>)
                e.sendFile(c.path, c.socket);
            else if constexpr (std::is_same_v<T, Command::CancelFile>)
                e.cancelFile();
            else if constexpr (std::is_same_v<T, Command::CloseConnection>)
                e.closeConnection(c.socket);
            else if constexpr (std::is_same_v<T, Command::JoinGroup>)
                e.joinGroup(c.group);
            else if constexpr (std::is_same_v<T, Command::LeaveGroup>)
                e.leaveGroup(c.group);
            else
                control(e, c);
        },
        command.body);
}

void Engine::setPace(EndpointId id, const Pace &pace)
{
    if (id == 0) {
        m_pace = pace;
        m_paces.clear();
        for (const auto &[each, kept] : m_endpoints)
            kept.endpoint->setPace(pace);
        return;
    }
    m_paces[id] = pace;
    if (const auto it = m_endpoints.find(id); it != m_endpoints.end())
        it->second.endpoint->setPace(pace);
}

Endpoint *Engine::endpointFor(EndpointId id, const EndpointSettings &settings)
{
    Kept &kept = m_endpoints[id];
    const bool other = kept.endpoint && (kept.role != settings.role || kept.protocol != settings.protocol);
    if (other && !kept.endpoint->isIdle()) {
        refuse(id, tr("Close the open sockets of this panel before you switch between TCP and UDP."));
        return nullptr;
    }
    if (!kept.endpoint || other) {
        kept = {makeEndpoint(m_context, id, settings), settings.role, settings.protocol};
        const auto own = m_paces.find(id);
        kept.endpoint->setPace(own == m_paces.end() ? m_pace : own->second);
    }
    return kept.endpoint.get();
}

void Engine::refuse(EndpointId id, const QString &why)
{
    const QByteArray words = why.toUtf8();
    m_context.recorder.note(
        Step::NoteCommandFailed, id, 0, {words.constData(), std::size_t(words.size())}, 0, -1);
}

void Engine::setJournalTrouble(const QString &reason)
{
    const bool paused = !reason.isEmpty();
    m_context.readingPaused = paused;
    const QByteArray words = reason.toUtf8();
    m_context.recorder.note(paused ? Step::NoteJournalPaused : Step::NoteJournalResumed, 0, 0,
        {words.constData(), std::size_t(words.size())});
    for (const auto &[id, kept] : m_endpoints)
        kept.endpoint->setReadingPaused(paused);
}

void Engine::closeAll()
{
    for (const auto &[id, kept] : m_endpoints)
        kept.endpoint->abort();
    m_endpoints.clear();
}

} // namespace wl
