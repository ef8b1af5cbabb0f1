// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/transcript.h"

#include <cerrno>

namespace wl {

bool Transcripts::belongs(const Event &event)
{
    switch (event.step) {
    case Step::NoteConnectFailed:
    case Step::NoteLookupFailed:
    case Step::NoteConnectTimeout:
    case Step::NoteReset:
    case Step::NotePeerFinished:
    case Step::NoteHelloWrong:
    case Step::NoteFileDone:
    case Step::NoteFileCancelled:
    case Step::NoteFileFailed:
    case Step::NoteSendFailed:
    case Step::NoteCommandFailed:
    case Step::Reset:
    case Step::CloseUnread:
        return true;
    default:
        break;
    }
    if (event.kind() != Kind::Call || event.result < 0 || event.has(Event::Probe)
        || event.has(Event::Housekeeping))
        return false;
    return isSendCall(event.step) || isRecvCall(event.step);
}

void Transcripts::advance(const JournalView &view)
{
    view.forEach(m_position, view.size(), [this](const EventRef &event) {
        takeBreak(event.event());
        takeProposal(event);
        if (event->endpoint == 0 || !belongs(event.event()))
            return;
        Transcript &t = m_transcripts[event->endpoint];
        t.entries.push_back(event.index());
        ++t.revision;
        if (t.entries.size() > mostEntries) {
            t.entries.pop_front();
            ++t.dropped;
        }
    });
    m_position = view.size();
}

void Transcripts::takeBreak(const Event &event)
{
    const bool told = event.step == Step::Reset;
    if (told && event.socket == 0)
        m_toBreak[event.endpoint] = Break::ByUs;
    else if (told)
        m_breaks.try_emplace(event.socket, Break::ByUs);
    if (event.socket == 0)
        return;
    const bool moves = isSendCall(event.step) || isRecvCall(event.step);
    const bool broken = moves && event.result < 0 && !event.has(Event::Datagram)
        && (event.error == ECONNRESET || event.error == EPIPE);
    if (broken || event.step == Step::NoteReset)
        m_breaks.try_emplace(event.socket, Break::ByPeer);
    if (event.step == Step::CallClose && m_toBreak.erase(event.endpoint) > 0)
        m_breaks.try_emplace(event.socket, Break::ByUs);
}

void Transcripts::takeProposal(const EventRef &event)
{
    if (event->step == Step::NoteProposal) {
        m_proposals[event->socket] = event.index();
        return;
    }
    const bool sent = isSendCall(event->step) && event->result >= 0;
    if (!m_proposals.empty() && (sent || event->step == Step::CallClose))
        m_proposals.erase(event->socket);
}

Break Transcripts::breakOf(SocketId socket) const
{
    const auto it = m_breaks.find(socket);
    return it == m_breaks.end() ? Break::None : it->second;
}

std::optional<EventIndex> Transcripts::proposalOf(SocketId socket) const
{
    const auto it = m_proposals.find(socket);
    return it == m_proposals.end() ? std::nullopt : std::optional(it->second);
}

const Transcripts::Transcript *Transcripts::of(EndpointId endpoint) const
{
    const auto it = m_transcripts.find(endpoint);
    return it == m_transcripts.end() ? nullptr : &it->second;
}

} // namespace wl
