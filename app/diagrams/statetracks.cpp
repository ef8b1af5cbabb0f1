// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/statetracks.h"

#include <cerrno>

namespace wl {

namespace {

bool tellsReset(const Event &e)
{
    const bool refused = e.failed() && (e.error == ECONNRESET || e.error == ECONNREFUSED);
    return refused || e.step == Step::NoteReset || e.step == Step::Reset || e.step == Step::CloseUnread;
}

} // namespace

void StateTracks::advance(const JournalView &view)
{
    view.forEach(m_position, view.size(), [this](const EventRef &event) {
        m_position = event.index() + 1;
        add(event);
    });
}

const StateTrack *StateTracks::track(SocketId socket) const
{
    const auto it = m_tracks.find(socket);
    return it == m_tracks.end() ? nullptr : &it->second;
}

void StateTracks::add(const EventRef &event)
{
    const Event &e = event.event();
    // Of a connection in the accept queue the event's socket is the listener.
    if (e.socket == 0 || e.has(Event::Datagram) || e.step == Step::KernelWaiting)
        return;
    if (e.step == Step::CallAccept || e.step == Step::CallAccept4) {
        const bool made = e.result >= 0 && e.arg > 0 && e.arg <= 0xFFFFFFFF && e.arg != e.socket;
        if (!made || e.after == TcpState::Unknown || m_tracks.contains(SocketId(e.arg)))
            return;
        StateTrack &track = m_tracks[SocketId(e.arg)];
        track.accepted = true;
        track.changes.push_back({TcpState::Listen, event.index()});
        change(SocketId(e.arg), e.after, event.index());
        return;
    }
    if (e.after != TcpState::Unknown)
        change(e.socket, e.after, event.index());
    const auto it = m_tracks.find(e.socket);
    if (it == m_tracks.end())
        return;
    it->second.reset |= tellsReset(e);
    // Refused on this machine, SYN-SENT is over before anybody can look.
    if (e.step == Step::CallConnect && e.failed() && e.error == ECONNREFUSED)
        it->second.refused = event.index();
    it->second.readEnd |= isRecvCall(e.step) && e.result == 0 && e.arg > 0;
    // With bytes of the peer unread close() sends RST, not FIN.
    it->second.reset |= e.step == Step::CallClose && e.before == TcpState::CloseWait
        && e.after == TcpState::Closed && !it->second.readEnd;
    it->second.closed |= e.step == Step::CallClose || e.step == Step::KernelGone;
    if (e.step == Step::KernelGone || (it->second.closed && it->second.now() == TcpState::Closed))
        letGo(e.socket);
}

void StateTracks::change(SocketId socket, TcpState state, EventIndex event)
{
    StateTrack &track = m_tracks[socket];
    if (track.now() == state)
        return;
    if (track.changes.size() == mostChanges)
        track.changes.erase(track.changes.begin());
    track.changes.push_back({state, event});
}

void StateTracks::letGo(SocketId socket)
{
    StateTrack &track = m_tracks.at(socket);
    if (track.gone)
        return;
    track.gone = true;
    m_gone.push_back(socket);
    while (m_tracks.size() > mostSockets && m_gone.size() > 1) {
        m_tracks.erase(m_gone.front());
        m_gone.pop_front();
    }
}

} // namespace wl
