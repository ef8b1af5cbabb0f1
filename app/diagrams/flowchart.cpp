// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/flowchart.h"

#include "app/diagrams/flowchartdrawing.h"
#include "app/diagrams/flowchartplan.h"

#include <QCoreApplication>

namespace wl {

void Flowchart::advance(const JournalView &view, const SocketTable &table)
{
    m_calls.advance(view);
    m_messages.advance(view, table);
}

void Flowchart::clear()
{
    m_calls.clear();
    m_messages.clear();
}

Drawing Flowchart::draw(const StageFrame &frame) const
{
    const Conversation conversation = conversationOf(frame.table, frame.view, frame.selected);
    const FlowPlan plan = flowPlan(m_calls, m_messages, frame, conversation);
    Drawing drawing = FlowchartDrawing(plan, frame).draw();
    const QString title = conversationTitle(frame.table, conversation);
    drawing.title = title.isEmpty()
        ? QCoreApplication::translate("wl", "Flowchart of socket calls")
        : QCoreApplication::translate("wl", "Flowchart of socket calls: %1").arg(title);
    return drawing;
}

} // namespace wl
