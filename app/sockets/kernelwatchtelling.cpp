// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// How the watch puts what it saw into the journal.

#include "app/sockets/kernelwatch.h"

#include <QFile>

#include <algorithm>

namespace wl {

namespace {

constexpr std::int64_t millisecond = 1'000'000;
constexpr std::int64_t gaugePause = 100 * millisecond; ///< ten gauges a second at most
constexpr std::int64_t usualPause = 4 * millisecond; ///< between a call and the first look after it

/// What a person watches; the rest of the numbers moves with every segment.
constexpr GaugeField shownAtOnce[] = {GaugeField::SendQueue, GaugeField::NotSent, GaugeField::ReceiveQueue,
    GaugeField::WriteBuffer, GaugeField::ReadBuffer, GaugeField::Retransmits, GaugeField::TotalRetransmits,
    GaugeField::Backoff, GaugeField::Drops};

bool movedVisibly(const Gauge &a, const Gauge &b)
{
    return std::any_of(
        std::begin(shownAtOnce), std::end(shownAtOnce), [&](GaugeField f) { return a[f] != b[f]; });
}

} // namespace

std::uint64_t timeWaitOverflows()
{
    QFile file(QStringLiteral("/proc/net/netstat"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (qsizetype i = 0; i + 1 < lines.size(); ++i) {
        const qsizetype at = lines[i].split(' ').indexOf("TCPTimeWaitOverflow");
        if (at > 0)
            return lines[i + 1].split(' ').value(at).toULongLong();
    }
    return 0;
}

bool gaugeMoved(Gauge a, const Gauge &b)
{
    a[GaugeField::TimerMs] = b[GaugeField::TimerMs];
    return a != b;
}

Event KernelWatch::eventOf(const Watched &w, Step step, Evidence evidence) const
{
    Event e;
    e.step = step;
    e.endpoint = w.endpoint;
    e.socket = w.id;
    e.fd = w.fd;
    e.evidence = evidence;
    e.after = w.fd < 0 ? w.state : m_context.recorder.stateOf(w.fd);
    return e;
}

std::uint32_t KernelWatch::millisecondsSince(Nanoseconds then) const
{
    const Nanoseconds past = m_context.recorder.now() - then;
    return std::uint32_t(std::clamp<Nanoseconds>((past + millisecond - 1) / millisecond, 1, 3'600'000));
}

void KernelWatch::tellState(Watched &w, const KernelLook &look)
{
    SocketEntry *open = w.fd >= 0 ? m_context.recorder.entry(w.fd) : nullptr;
    const TcpState before = open ? open->state : w.state;
    const bool counts = look.state == TcpState::TimeWait && !w.countdownTold;
    if (before == look.state && !counts)
        return;
    Event e = eventOf(w, Step::KernelState, Evidence::Polled);
    e.before = before;
    e.after = look.state;
    e.stateRead = 1;
    e.extra = millisecondsSince(w.lookedAt ? w.lookedAt : m_context.recorder.now() - usualPause);
    if (look.state == TcpState::TimeWait) {
        e.arg = look.gauge[GaugeField::TimerMs];
        w.countdownTold = true;
    }
    if (open)
        open->state = look.state;
    m_context.recorder.add(e);
}

void KernelWatch::tellGauge(Watched &w, const Gauge &gauge)
{
    const Nanoseconds now = m_context.recorder.now();
    const bool settled = !gaugeMoved(gauge, w.seen);
    const bool due = movedVisibly(gauge, w.told) || (settled && gaugeMoved(gauge, w.told));
    if (!due || (w.toldAt != 0 && now - w.toldAt < gaugePause))
        return;
    Event e = eventOf(w, Step::KernelGauge, Evidence::Polled);
    e.flags = Event::Housekeeping;
    m_context.recorder.addText(e, gauge.text());
    w.told = gauge;
    w.toldAt = now;
}

void KernelWatch::tellGone(Watched &w)
{
    Event e = eventOf(w, Step::KernelGone, Evidence::Polled);
    e.before = w.state;
    e.after = TcpState::Closed;
    e.stateRead = 1;
    e.extra = millisecondsSince(w.lookedAt);
    m_context.recorder.add(e);
    explainMissingTimeWait(w);
    w.state = TcpState::Closed;
}

void KernelWatch::explainMissingTimeWait(const Watched &w)
{
    if (w.state != TcpState::FinWait1 && w.state != TcpState::FinWait2 && w.state != TcpState::Closing)
        return;
    const std::uint64_t overflows = timeWaitOverflows();
    if (overflows > m_timeWaitOverflows)
        m_context.recorder.note(Step::NoteTimeWaitFull, w.endpoint, w.id);
    m_timeWaitOverflows = overflows;
}

void KernelWatch::tellWaiting(const Watched &listener, std::uint64_t cookie, const Waiting &waiting)
{
    Event e = eventOf(listener, Step::KernelWaiting, Evidence::Polled);
    e.arg = cookie;
    e.result = std::int64_t(waiting.bytes);
    e.after = waiting.state;
    m_context.recorder.add(e, {}, &waiting.local, &waiting.peer);
}

} // namespace wl
