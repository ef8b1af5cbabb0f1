// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/flowchartcalls.h"

#include <cerrno>
#include <limits>

namespace wl {

namespace {

/// "Nothing there yet" is neither a failure nor an answer.
bool isEmptyHanded(const Event &e)
{
    return e.failed() && (e.error == EAGAIN || e.error == EWOULDBLOCK || e.error == EINTR);
}

bool showsFinSent(TcpState state)
{
    return state == TcpState::FinWait1 || state == TcpState::FinWait2 || state == TcpState::Closing
        || state == TcpState::LastAck || state == TcpState::TimeWait;
}

bool showsFinCame(TcpState state)
{
    return state == TcpState::CloseWait || state == TcpState::LastAck || state == TcpState::Closing
        || state == TcpState::TimeWait;
}

} // namespace

std::optional<FlowCall> flowCall(Step step)
{
    if (isSendCall(step))
        return FlowCall::Send;
    if (isRecvCall(step))
        return FlowCall::Recv;
    switch (step) {
    case Step::CallSocket:
        return FlowCall::Socket;
    case Step::CallSetsockopt:
        return FlowCall::Option;
    case Step::CallBind:
        return FlowCall::Bind;
    case Step::CallListen:
        return FlowCall::Listen;
    case Step::CallAccept:
    case Step::CallAccept4:
        return FlowCall::Accept;
    case Step::CallConnect:
        return FlowCall::Connect;
    case Step::CallShutdown:
        return FlowCall::Shutdown;
    case Step::CallClose:
        return FlowCall::Close;
    default:
        return {};
    }
}

const char *flowFamily(FlowCall call)
{
    static constexpr const char *names[] = {
        "socket", "setsockopt", "bind", "listen", "accept", "connect", "send", "recv", "shutdown", "close"};
    static_assert(std::size(names) == std::size_t(FlowCall::Count));
    return names[std::size_t(call)];
}

void FlowCalls::advance(const JournalView &view)
{
    view.forEach(m_position, view.size(), [this](const EventRef &event) {
        m_position = event.index() + 1;
        add(event);
    });
}

const FlowLife *FlowCalls::life(SocketId socket) const
{
    const auto it = m_lives.find(socket);
    return it == m_lives.end() ? nullptr : &it->second;
}

void FlowCalls::add(const EventRef &event)
{
    const Event &e = event.event();
    if (e.step == Step::NoteConnectFailed || e.step == Step::NoteConnectTimeout)
        endConnect(event);
    // Of a connection in the accept queue the event's socket is the listener.
    if (e.socket == 0 || e.step == Step::KernelWaiting)
        return;
    const std::optional<FlowCall> call = flowCall(e.step);
    const bool accepts = call == FlowCall::Accept;
    if (call && !e.has(Event::Probe) && !e.has(Event::Housekeeping) && !isEmptyHanded(e))
        addCall(event, *call);
    if (accepts || e.has(Event::Datagram))
        return;
    takeState(e.socket, e.before, event.index());
    takeState(e.socket, e.after, event.index());
}

void FlowCalls::addCall(const EventRef &event, FlowCall call)
{
    const Event &e = event.event();
    const auto count = [&](SocketId socket) {
        FlowTally &tally = entry(socket).calls[std::size_t(call)];
        // Qt asks a second time how its connect ended: the same attempt.
        if (!tally.underWay && tally.count < std::numeric_limits<std::uint32_t>::max())
            ++tally.count;
        tally.latest = event.index();
        tally.underWay = e.failed() && e.error == EINPROGRESS;
        tally.error = e.failed() && !tally.underWay ? e.error : std::uint16_t(0);
    };
    count(e.socket);
    const bool made = e.result >= 0 && e.arg > 0 && e.arg <= std::numeric_limits<SocketId>::max();
    if (call == FlowCall::Accept && made && e.arg != e.socket) {
        count(SocketId(e.arg));
        takeState(SocketId(e.arg), e.after, event.index());
    } else if (call == FlowCall::Connect) {
        m_connecting.erase(e.endpoint);
        if (e.failed() && e.error == EINPROGRESS)
            m_connecting[e.endpoint] = e.socket;
    } else if (call == FlowCall::Close) {
        FlowLife &life = entry(e.socket);
        if (!life.closed)
            m_closed.push_back(e.socket);
        life.closed = true;
    }
}

void FlowCalls::endConnect(const EventRef &event)
{
    const auto it = m_connecting.find(event->endpoint);
    if (it == m_connecting.end())
        return;
    const auto found = m_lives.find(it->second);
    m_connecting.erase(it);
    if (found == m_lives.end())
        return;
    FlowTally &tally = found->second.calls[std::size_t(FlowCall::Connect)];
    if (!tally.underWay)
        return;
    tally.underWay = false;
    tally.latest = event.index();
    tally.error = event->error != 0 ? event->error : std::uint16_t(ETIMEDOUT);
}

void FlowCalls::takeState(SocketId socket, TcpState state, EventIndex event)
{
    if (!showsFinSent(state) && !showsFinCame(state))
        return;
    FlowLife &life = entry(socket);
    if (showsFinSent(state) && !life.finSent)
        life.finSent = event;
    if (showsFinCame(state) && !life.finCame)
        life.finCame = event;
}

FlowLife &FlowCalls::entry(SocketId socket)
{
    FlowLife &life = m_lives[socket];
    while (m_lives.size() > mostSockets)
        forgetOne(socket);
    return life;
}

void FlowCalls::forgetOne(SocketId keep)
{
    while (!m_closed.empty()) {
        const SocketId oldest = m_closed.front();
        m_closed.pop_front();
        if (oldest != keep && m_lives.erase(oldest) > 0)
            return;
    }
    const auto first = m_lives.begin();
    m_lives.erase(first->first == keep ? std::next(first) : first);
}

} // namespace wl
