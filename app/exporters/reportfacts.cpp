// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/exporters/reportfacts.h"

#include "app/diagrams/sequencelabels.h"
#include "app/models/callarguments.h"
#include "app/models/eventtext.h"

#include <algorithm>

namespace wl {

namespace {

QString headingOf(const Event &event)
{
    const QString family = stepText(event);
    switch (event.kind()) {
    case Kind::Call: {
        const QString call = QLatin1String(stepName(event.step));
        const bool isOption = event.step == Step::CallSetsockopt || event.step == Step::CallGetsockopt;
        const QString name = QString(family + QStringLiteral("()"));
        if (isOption)
            return QString(name + QLatin1Char(' ') + optionName(event.extra));
        return call == family ? name : QStringLiteral("%1, called as %2()").arg(name, call);
    }
    case Kind::Command:
        return QStringLiteral("command: %1").arg(family);
    case Kind::Kernel:
        return event.step == Step::KernelState
            ? QStringLiteral("state %1").arg(QLatin1String(stateName(event.after)))
            : QStringLiteral("kernel: %1").arg(family);
    case Kind::Note:
        return QStringLiteral("note: %1").arg(family);
    default:
        return family;
    }
}

} // namespace

ReportFacts::ReportFacts()
    : m_explanations(Explanations::load(Words::english()))
{
}

void ReportFacts::add(const EventRef &event)
{
    const Event &e = event.event();
    m_lastTime = std::max(m_lastTime, e.time);
    if (e.has(Event::Housekeeping))
        return;
    ++m_counts[std::size_t(e.kind())];
    if (e.kind() == Kind::Call && isFailure(e))
        ++m_failures;
    const Explanation *explanation = m_explanations ? m_explanations->of(e) : nullptr;
    if (!explanation)
        return;
    const auto known = std::find_if(
        m_sorts.begin(), m_sorts.end(), [&](const Sort &sort) { return sort.explanation == explanation; });
    if (known != m_sorts.end())
        ++known->count;
    else
        m_sorts.push_back({explanation, e.step, headingOf(e), 1});
}

} // namespace wl
