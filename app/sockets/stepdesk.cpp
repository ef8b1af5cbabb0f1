// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/sockets/stepdesk.h"

namespace wl {

StepDesk::StepDesk(NetworkContext &context, EndpointId endpoint, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_endpoint(endpoint)
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (!m_offer.families.isEmpty() && m_offer.ready && m_offer.automatic)
            Q_EMIT due({m_socket, {}, 0, false, false});
    });
}

void StepDesk::setPace(const Pace &pace)
{
    m_pace = pace;
    m_pause.stop();
    if (pace.isLive()) {
        withdraw();
        m_awaited.reset();
    } else {
        consider();
    }
}

void StepDesk::offer(SocketId socket, const Offer &offer)
{
    if (!isStepping())
        return;
    if (socket == m_socket && offer == m_offer) {
        consider();
        return;
    }
    m_socket = socket;
    m_offer = offer;
    const QByteArray words = offer.families.join(',');
    Event e;
    e.step = Step::NoteWaits;
    e.endpoint = m_endpoint;
    e.socket = socket;
    e.arg = offer.ready ? 1 : 0;
    e.result = std::int64_t(offer.bytes);
    e.flags = Event::Housekeeping;
    m_context.recorder.addText(e, {words.constData(), std::size_t(words.size())});
    consider();
}

void StepDesk::withdraw()
{
    m_pause.stop();
    m_awaited.reset();
    if (m_offer.families.isEmpty())
        return;
    m_offer = {};
    Event e;
    e.step = Step::NoteWaits;
    e.endpoint = m_endpoint;
    e.socket = m_socket;
    e.flags = Event::Housekeeping;
    m_context.recorder.addText(e, {});
}

void StepDesk::consider()
{
    if (m_offer.families.isEmpty() || !m_offer.ready)
        return;
    if (m_awaited && (m_awaited->family.isEmpty() || m_offer.families.constFirst() == m_awaited->family)) {
        const StepOrder order = *m_awaited;
        m_awaited.reset();
        // Not from inside the slot that offers: the call would stand under its signal.
        QMetaObject::invokeMethod(
            this, [this, order] { Q_EMIT due(order); }, Qt::QueuedConnection);
        return;
    }
    if (m_pace.mode == Pace::Mode::Slow && m_offer.automatic && !m_pause.isActive())
        m_pause.start(m_pace.pauseMs);
}

QByteArray StepDesk::chosen(const StepOrder &order)
{
    // Whoever takes another step no longer waits for the one he asked for.
    m_awaited.reset();
    if (m_offer.families.isEmpty())
        return {};
    const QByteArray family = order.family.isEmpty() ? m_offer.families.constFirst() : order.family;
    return m_offer.families.contains(family) ? family : QByteArray();
}

void StepDesk::await(const StepOrder &order)
{
    m_awaited = order;
    m_awaited->whenReady = false;
    if (m_awaited->family.isEmpty() && !m_offer.families.isEmpty())
        m_awaited->family = m_offer.families.constFirst();
    consider();
}

} // namespace wl
