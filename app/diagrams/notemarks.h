// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/diagram.h"
#include "app/models/eventnotes.h"

namespace wl {

/// Puts a mark with its row number beside each item whose event somebody wrote a note about, and the note
/// into the item's sentence; returns those events in the order of the items.
QList<EventIndex> addNoteMarks(Drawing &drawing, const EventNotes &notes, const Ruler &ruler);
/// The notes about these events as lines of at most this width, the row number first.
QStringList noteLines(
    const QList<EventIndex> &events, const EventNotes &notes, double width, const Ruler &ruler);

/// What a diagram draws, with its marks, and the notes themselves under it.
Drawing drawWithNotes(const Diagram &diagram, const StageFrame &frame, const EventNotes &notes);

} // namespace wl
