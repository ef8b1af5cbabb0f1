// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/transcript.h"

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

const Transcripts::Transcript *Transcripts::of(EndpointId endpoint) const
{
    const auto it = m_transcripts.find(endpoint);
    return it == m_transcripts.end() ? nullptr : &it->second;
}

} // namespace wl
