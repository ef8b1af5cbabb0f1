// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/statesentences.h"

#include "app/models/eventtext.h"
#include "app/models/words.h"

namespace wl {

namespace {

QString moveText(const QString &who, const StateHop &hop)
{
    return QStringLiteral("%1: %2 \u2192 %3")
        .arg(who, QLatin1String(stateName(hop.from)), QLatin1String(stateName(hop.to)));
}

QString causeText(const StateEdge &edge, const Words &w)
{
    const QString label = w.translate("wl", edge.label);
    switch (edge.by) {
    case MoveBy::Call:
        return w.translate("wl", "Cause: a call of the program, %1.").arg(label);
    case MoveBy::Packet:
        return w.translate("wl", "Cause: a packet (%1).").arg(label);
    case MoveBy::Timer:
        return w.translate("wl", "Cause: a timer (%1).").arg(label);
    case MoveBy::CallOrPacket:
        break;
    }
    return w.translate("wl", "Cause: a call or a packet (%1).").arg(label);
}

QString jumpReason(const StateHop &hop, bool wasReset, const Words &w)
{
    if (hop.to == TcpState::Closed && wasReset)
        return w.translate("wl", "a reset (RST)");
    if (hop.to == TcpState::Closed && (hop.from == TcpState::FinWait1 || hop.from == TcpState::FinWait2))
        return w.translate("wl", "no TIME-WAIT was seen");
    if (hop.to == TcpState::Closed)
        return w.translate("wl", "a reset, or an end too quick to be seen");
    return w.translate("wl", "the way there was not seen");
}

} // namespace

QString stateEvidence(const Event &event)
{
    const Words w = Words::translated();
    if (event.kind() == Kind::Call && event.stateRead)
        return w.translate("wl", "the kernel's state read right after %1")
            .arg(stepText(event) + QLatin1String("()"));
    if (event.kind() == Kind::Call)
        return w.translate("wl", "%1, observed").arg(stepText(event) + QLatin1String("()"));
    return w.translate("wl", "the kernel's state, %1").arg(evidenceText(event));
}

QString jumpText(const QString &who, const StateHop &hop, bool wasReset)
{
    return moveText(who, hop) + QLatin1String(", ") + jumpReason(hop, wasReset, Words::translated());
}

QString hopSentence(const QString &who, const StateHop &hop, const EventRef &shownBy, bool wasReset)
{
    const Words w = Words::translated();
    QString said = jumpText(who, hop, wasReset) + QLatin1Char('.');
    if (hop.edge)
        said = moveText(who, hop) + QLatin1String(". ") + causeText(stateEdges()[*hop.edge], w);
    if (hop.inferred)
        said +=
            QLatin1Char(' ') + w.translate("wl", "Inferred: it went too quickly for each state to be seen.");
    if (shownBy)
        said += QLatin1Char(' ')
            + w.translate("wl", "Shown by event %1: %2.")
                  .arg(QString::number(shownBy.index() + 1), stateEvidence(shownBy.event()));
    return said;
}

} // namespace wl
