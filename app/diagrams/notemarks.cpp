// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/notemarks.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>

namespace wl {

namespace {

constexpr int mostLines = 3; ///< of one note
constexpr qsizetype mostListed = 40; ///< notes under a picture

QString markText(EventIndex event)
{
    return QStringLiteral("\u270E ") + QString::number(event + 1);
}

/// Beside the item where there is room in the drawing, over its beginning otherwise.
QRectF markPlace(const Drawing &drawing, const QRectF &area, double width, double height)
{
    constexpr double gap = 4;
    double left = area.left();
    if (area.left() - gap - width >= 0)
        left = area.left() - gap - width;
    else if (area.right() + gap + width <= drawing.size.width())
        left = area.right() + gap;
    const double top = area.height() < 2 * height ? area.center().y() - height / 2 : area.top();
    return {left, top, width, height};
}

} // namespace

QList<EventIndex> addNoteMarks(Drawing &drawing, const EventNotes &notes, const Ruler &ruler)
{
    QList<EventIndex> found;
    std::set<EventIndex> marked;
    if (notes.all().empty())
        return found;
    for (Drawing::Item &item : drawing.items) {
        const QString note = item.event ? notes.of(*item.event) : QString();
        if (note.isEmpty() || !marked.insert(*item.event).second)
            continue;
        found << *item.event;
        item.sentence += QLatin1Char(' ') + QCoreApplication::translate("wl", "Note: %1").arg(note);
        const QString text = markText(*item.event);
        const double height = 0.95 * ruler.line;
        const double width = ruler.width(text, TextStyle::Remark) + 0.7 * ruler.line;
        const QRectF place = markPlace(drawing, item.area, width, height);
        drawing.box({place, Paint::with(Ink::Note), Paint::with(Ink::NoteLine), 3});
        drawing.text({place, text, TextStyle::Remark, Align::Centre, Paint::with(Ink::Text)});
    }
    return found;
}

QStringList noteLines(
    const QList<EventIndex> &events, const EventNotes &notes, double width, const Ruler &ruler)
{
    QStringList lines;
    for (const EventIndex event : events)
        lines += wrapped(markText(event) + QStringLiteral(": ") + notes.of(event), width, TextStyle::Detail,
            ruler.width, mostLines);
    return lines;
}

Drawing drawWithNotes(const Diagram &diagram, const StageFrame &frame, const EventNotes &notes)
{
    Drawing drawing = diagram.draw(frame);
    const double line = frame.ruler.line;
    if (drawing.marks.empty())
        return drawing;
    QList<EventIndex> events = addNoteMarks(drawing, notes, frame.ruler);
    // Also what is about an event that this picture does not show.
    for (const auto &[event, note] : notes.all()) {
        if (events.size() >= mostListed)
            break;
        if (!events.contains(event))
            events << event;
    }
    const QRectF room(line, drawing.size.height(), drawing.size.width() - 2 * line, 0);
    const QStringList lines = noteLines(events, notes, room.width() - line, frame.ruler);
    if (lines.isEmpty())
        return drawing;
    const double height = 1.2 * line * double(lines.size()) + 0.6 * line;
    drawing.box({{room.left(), room.top(), room.width(), height}, Paint::with(Ink::Note),
        Paint::with(Ink::NoteLine), 4});
    double y = room.top() + 0.3 * line;
    for (const QString &text : lines) {
        drawing.text({{room.left() + 0.5 * line, y, room.width() - line, 1.2 * line}, text, TextStyle::Detail,
            Align::Left, Paint::with(Ink::Text)});
        y += 1.2 * line;
    }
    drawing.size.setHeight(room.top() + height + 0.6 * line);
    return drawing;
}

} // namespace wl
