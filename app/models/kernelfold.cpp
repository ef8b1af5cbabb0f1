// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// What the socket table makes of the kernel's own word, of the pace and of the steps.

#include "app/models/chips.h"
#include "app/models/sockettable.h"

#include <algorithm>

namespace wl {

namespace {

/// A listener's seats are at most its backlog and one; a file from elsewhere may say anything.
constexpr std::size_t mostSeats = 5000;

QByteArray textOf(const EventRef &event)
{
    const auto text = event.text();
    return QByteArray(text.data(), qsizetype(text.size()));
}

} // namespace

std::vector<QueueSeat> SocketTable::seats(SocketId listener) const
{
    const auto it = m_seats.find(listener);
    return it == m_seats.end() ? std::vector<QueueSeat>() : it->second;
}

void SocketTable::kernel(const EventRef &event)
{
    if (event->socket == 0)
        return;
    SocketFacts &s = entry(event->socket);
    if (s.id == 0)
        return;
    switch (event->step) {
    case Step::KernelState:
        s.stateUntil = event->arg ? event->time + std::int64_t(event->arg) * 1'000'000 : 0;
        break;
    case Step::KernelGone:
        s.gone = true;
        s.stateUntil = 0;
        break;
    case Step::KernelWaiting:
        takeSeat(event);
        break;
    default:
        kernelNumbers(event, s);
        break;
    }
}

void SocketTable::kernelNumbers(const EventRef &event, SocketFacts &s)
{
    switch (event->step) {
    case Step::KernelQueue:
        s.waiting = std::uint32_t(event->arg);
        s.backlog = std::uint32_t(std::max<std::int64_t>(event->result, 0));
        if (s.waiting == 0)
            m_seats.erase(s.id);
        break;
    case Step::KernelGauge:
    case Step::KernelFinal:
        s.gauge = event.index();
        break;
    case Step::KernelAcked:
        s.acked = std::max(s.acked, event->offset);
        break;
    default:
        break;
    }
}

void SocketTable::takeSeat(const EventRef &event)
{
    std::vector<QueueSeat> &seats = m_seats[event->socket];
    const auto known = std::find_if(
        seats.begin(), seats.end(), [&event](const QueueSeat &seat) { return seat.cookie == event->arg; });
    if (event->after == TcpState::Closed) {
        if (known != seats.end())
            seats.erase(known);
        return;
    }
    if (known == seats.end() && seats.size() >= mostSeats)
        return;
    QueueSeat &seat = known == seats.end() ? seats.emplace_back() : *known;
    seat = {event->arg, event.peer(), event->after, std::uint64_t(std::max<std::int64_t>(event->result, 0)),
        event.index()};
}

void SocketTable::leaveSeat(SocketId listener, const PackedAddress &peer)
{
    const auto it = m_seats.find(listener);
    if (it != m_seats.end())
        std::erase_if(it->second, [&peer](const QueueSeat &seat) { return seat.peer == peer; });
}

void SocketTable::setPace(const EventRef &event)
{
    const auto pace = paceFromText(QString::fromUtf8(textOf(event)));
    if (!pace)
        return;
    if (event->endpoint != 0) {
        if (const auto it = m_endpoints.find(event->endpoint); it != m_endpoints.end())
            it->second.pace = *pace;
        return;
    }
    m_pace = *pace;
    for (auto &[id, e] : m_endpoints)
        e.pace = *pace;
}

void SocketTable::takeWait(const EventRef &event)
{
    const QByteArray text = textOf(event);
    std::optional<StepWait> wait;
    if (!text.isEmpty())
        wait = StepWait{text.split(','), event->arg != 0,
            std::uint64_t(std::max<std::int64_t>(event->result, 0)), event.index()};
    const auto e = m_endpoints.find(event->endpoint);
    if (event->socket == 0) {
        if (e != m_endpoints.end())
            e->second.wait = wait;
    } else {
        SocketFacts &s = entry(event->socket);
        s.wait = wait;
        if (e == m_endpoints.end() || s.role == SocketRole::Accepted)
            return;
        e->second.wait.reset();
    }
    if (e != m_endpoints.end())
        markWaiting(e->second.chips, wait ? wait->families.constFirst() : QByteArray());
}

void SocketTable::socketNote(const EventRef &event)
{
    if (event->step == Step::NoteWaits) {
        takeWait(event);
        return;
    }
    if (event->socket == 0)
        return;
    if (event->step == Step::NoteReadingHeld || event->step == Step::NoteReadingReleased)
        entry(event->socket).held = event->step == Step::NoteReadingHeld;
}

} // namespace wl
