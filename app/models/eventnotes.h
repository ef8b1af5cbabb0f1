// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/journal.h"

#include <QString>

#include <map>

namespace wl {

/// What people wrote about events (NoteText with a row number): a fold of the journal. The latest note about
/// an event counts; an empty one takes it back.
class EventNotes
{
public:
    static constexpr std::size_t most = 10'000;
    static constexpr qsizetype longest = 2000; ///< characters of a note

    void advance(const JournalView &view);
    void clear() { *this = EventNotes(); }
    EventIndex position() const { return m_position; }
    /// The note about this event, harmless and on one line; empty: there is none.
    QString of(EventIndex event) const;
    const std::map<EventIndex, QString> &all() const { return m_notes; }

private:
    std::map<EventIndex, QString> m_notes;
    EventIndex m_position = 0;
};

/// The event that this note is about; nothing when it is no such note.
std::optional<EventIndex> notedEvent(const Event &event);

} // namespace wl
