// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/eventnotes.h"

#include "app/core/safetext.h"

namespace wl {

std::optional<EventIndex> notedEvent(const Event &event)
{
    return event.step == Step::NoteText && event.arg > 0 ? std::optional<EventIndex>(event.arg - 1)
                                                         : std::nullopt;
}

void EventNotes::advance(const JournalView &view)
{
    view.forEach(m_position, view.size(), [this](const EventRef &event) {
        const auto about = notedEvent(event.event());
        if (!about)
            return;
        const auto text = event.text();
        if (text.empty())
            m_notes.erase(*about);
        else if (m_notes.size() < most || m_notes.contains(*about))
            m_notes[*about] = safeText(QByteArrayView(text.data(), qsizetype(text.size())), longest);
    });
    m_position = view.size();
}

QString EventNotes::of(EventIndex event) const
{
    const auto it = m_notes.find(event);
    return it == m_notes.end() ? QString() : it->second;
}

} // namespace wl
