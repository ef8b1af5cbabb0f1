// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/mailfold.h"

#include "app/core/safetext.h"
#include "app/journal/gauge.h"

#include <algorithm>

namespace wl {

namespace {

bool isMail(Step step)
{
    return step >= Step::NoteMailKept && step <= Step::NoteMailRefused;
}

QString nameIn(const EventRef &event)
{
    constexpr qsizetype most = 80; // an address with its zone is the longest
    const auto text = event.text();
    return safeText(QByteArrayView(text.data(), qsizetype(text.size())), most);
}

} // namespace

void MailFold::advance(const JournalView &view, const SocketTable &table)
{
    const auto &endpoints = table.endpoints();
    const bool hasRelay = std::any_of(endpoints.begin(), endpoints.end(),
        [](const auto &e) { return e.second.settings.service == QLatin1String("relay"); });
    // Without a relay no event matters, and most sessions have none; when there is one, all is looked
    // through.
    if (m_position == 0 && !hasRelay)
        return;
    view.forEach(m_position, view.size(), [this, &table](const EventRef &event) { take(event, table); });
    m_position = view.size();
}

void MailFold::take(const EventRef &event, const SocketTable &table)
{
    if (isMail(event->step))
        takeMail(event);
    else if (event->step == Step::NoteNameTaken)
        takeName(event);
    const Kind kind = event->kind();
    if (kind != Kind::Call && event->step != Step::KernelGauge && event->step != Step::KernelFinal
        && event->step != Step::KernelGone)
        return;
    const EndpointFacts *endpoint = table.endpoint(event->endpoint);
    if (endpoint && endpoint->settings.service == QLatin1String("relay"))
        takeCost(event);
}

std::optional<std::size_t> MailFold::boxOf(EndpointId server, const QString &name)
{
    const auto it = m_places.find({server, name});
    if (it != m_places.end())
        return it->second;
    if (m_facts.size() >= mostNames) {
        ++m_unlisted;
        return std::nullopt;
    }
    m_places[{server, name}] = m_facts.size();
    m_facts.push_back({});
    m_facts.back().server = server;
    m_facts.back().name = name;
    return m_facts.size() - 1;
}

void MailFold::takeName(const EventRef &event)
{
    const auto box = boxOf(event->endpoint, nameIn(event));
    if (!box)
        return;
    MailFacts &facts = m_facts[*box];
    Cost &cost = m_costs[event->socket];
    facts.holder = event->socket;
    facts.latest = event.index();
    if (cost.box == box)
        return;
    // A connection that changes its name takes what it has cost so far along with it.
    if (cost.box) {
        MailFacts &before = m_facts[*cost.box];
        before.calls -= std::min(before.calls, cost.calls);
        before.segments -= std::min(before.segments, cost.segments);
        if (before.holder == event->socket)
            before.holder = 0;
    }
    cost.box = box;
    ++facts.connections;
    facts.calls += cost.calls;
    facts.segments += cost.segments;
}

void MailFold::takeCost(const EventRef &event)
{
    if (event->step == Step::KernelGone) {
        m_costs.erase(event->socket);
        return;
    }
    const bool accepting = event->step == Step::CallAccept || event->step == Step::CallAccept4;
    const SocketId socket = accepting ? SocketId(event->result < 0 ? 0 : event->arg) : event->socket;
    if (socket == 0)
        return;
    Cost &cost = m_costs[socket];
    MailFacts *facts = cost.box ? &m_facts[*cost.box] : nullptr;
    if (event->kind() == Kind::Call) {
        if (event->has(Event::Housekeeping) || event->has(Event::Probe))
            return;
        ++cost.calls;
        if (facts)
            ++facts->calls;
        return;
    }
    const Gauge gauge = Gauge::fromBytes(event.payload());
    const std::uint64_t segments = gauge[GaugeField::SegmentsOut] + gauge[GaugeField::SegmentsIn];
    const std::uint64_t more = segments - std::min(segments, cost.segments);
    cost.segments += more;
    if (facts)
        facts->segments += more;
}

void MailFold::takeMail(const EventRef &event)
{
    const auto box = boxOf(event->endpoint, nameIn(event));
    if (!box)
        return;
    m_facts[*box].latest = event.index();
    if (event->step == Step::NoteMailRefused) {
        ++m_facts[*box].refused;
        return;
    }
    const std::pair<EndpointId, std::uint64_t> key{event->endpoint, event->arg};
    if (event->step == Step::NoteMailDelivered || event->step == Step::NoteMailLost) {
        settle(event, *box);
        return;
    }
    if (!m_messages.contains(key)) {
        if (m_messages.size() >= mostMessages)
            return;
        m_messages[key] = {*box, std::uint64_t(std::max<std::int64_t>(event->result, 0)), event->time, false};
        ++m_facts[*box].underWay;
    }
    Message &message = m_messages[key];
    if (event->step == Step::NoteMailPassed)
        toUnderWay(message, *box);
    else
        toWaiting(message, *box);
    if (event->step == Step::NoteMailReturned)
        ++m_facts[*box].returned;
}

void MailFold::leave(const Message &message)
{
    MailFacts &facts = m_facts[message.box];
    if (message.waits) {
        --facts.waiting;
        facts.bytesWaiting -= message.bytes;
    } else {
        --facts.underWay;
    }
}

void MailFold::toWaiting(Message &message, std::size_t box)
{
    leave(message);
    message.box = box;
    message.waits = true;
    ++m_facts[box].waiting;
    m_facts[box].bytesWaiting += message.bytes;
}

void MailFold::toUnderWay(Message &message, std::size_t box)
{
    leave(message);
    message.box = box;
    message.waits = false;
    ++m_facts[box].underWay;
}

void MailFold::settle(const EventRef &event, std::size_t box)
{
    const auto it = m_messages.find({event->endpoint, event->arg});
    if (it == m_messages.end())
        return;
    leave(it->second);
    MailFacts &facts = m_facts[box];
    if (event->step == Step::NoteMailLost) {
        ++facts.lost;
    } else {
        const std::int64_t taken = it->second.taken;
        const std::uint64_t delay =
            event->time > taken ? std::uint64_t(event->time) - std::uint64_t(taken) : 0;
        ++facts.delivered;
        facts.delays += delay;
        facts.longestDelay = std::max(facts.longestDelay, delay);
    }
    m_messages.erase(it);
}

} // namespace wl
