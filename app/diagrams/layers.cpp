// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/layers.h"

#include "app/diagrams/layerstacks.h"
#include "app/diagrams/layertable.h"

#include <QCoreApplication>

#include <algorithm>

namespace wl {

void Layers::advance(const JournalView &view, const SocketTable &table)
{
    m_messages.advance(view, table);
}

void Layers::clear()
{
    m_messages.clear();
}

Drawing Layers::draw(const StageFrame &frame) const
{
    Drawing drawing;
    if (frame.table.sockets().size() <= 1)
        return drawing;
    Conversation conversation = conversationOf(frame.table, frame.view, frame.selected);
    const LayerMessage message = m_messages.find(frame.view, frame.table, frame.selected, conversation);
    const double line = frame.ruler.line;
    const double width = std::clamp(frame.room.width(), 20 * line, 110 * line);
    const QRectF page(line, 0.8 * line, width - 2 * line, 0);
    const bool twoColumns = width >= 58 * line && !message.isEmpty();
    const double gap = 2 * line;
    const double column = twoColumns ? (page.width() - gap) / 2 : std::min(page.width(), 60 * line);
    double bottom = drawStacks(drawing, frame, message, {page.left(), page.top(), column, 0});
    if (!message.isEmpty()) {
        QRectF beside(page.left() + column + gap, page.top(), column, 0);
        if (!twoColumns)
            beside.moveTo(page.left(), bottom + 0.8 * line);
        beside.moveTop(drawWrapping(drawing, frame, message, beside) + 0.8 * line);
        const double end = drawFields(drawing, frame, layerFields(message, frame.view, frame.table), beside);
        bottom = std::max(bottom, end);
    }
    drawing.size = {std::max(width, frame.room.width()), bottom + 0.8 * line};
    // The message knows its ends better: a datagram socket talks to many.
    conversation.accepted = message.server.socket;
    conversation.server = message.server.endpoint;
    conversation.caller = message.client.socket;
    conversation.client = message.client.endpoint;
    drawing.title =
        QCoreApplication::translate("wl", "Layers: %1").arg(conversationTitle(frame.table, conversation));
    return drawing;
}

} // namespace wl
