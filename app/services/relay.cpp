// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/services/relay.h"

#include "app/services/relaywords.h"

#include <utility>

namespace wl {

Relay::Relay(std::shared_ptr<RelayRoom> room)
    : m_room(std::move(room))
{
}

Relay::~Relay()
{
    ended();
}

void Relay::began(ServiceLine &line)
{
    m_member = m_room->enter(line);
}

void Relay::ended()
{
    if (m_member != 0)
        m_room->leave(std::exchange(m_member, 0));
}

ServiceAnswer Relay::received(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const qsizetype end = bytes.indexOf('\n');
        takePart(end < 0 ? bytes : bytes.first(end));
        if (end < 0)
            break;
        if (!std::exchange(m_skipping, false))
            takeLine(std::exchange(m_held, {}));
        bytes = bytes.sliced(end + 1);
    }
    return {};
}

ServiceAnswer Relay::peerFinished()
{
    // A last line without its end is a line all the same: echo -n is a common client.
    if (!m_held.isEmpty())
        takeLine(std::exchange(m_held, {}));
    return {};
}

void Relay::takePart(QByteArrayView part)
{
    if (m_skipping)
        return;
    if (m_held.size() + part.size() <= relayLongestLine + 1) {
        m_held += part;
        return;
    }
    m_held.clear();
    m_skipping = true;
    refuseLong();
}

void Relay::refuseLong()
{
    m_room->refuse(m_member,
        "a line has at most " + QByteArray::number(relayLongestLine) + " bytes; this one was not taken");
}

void Relay::takeLine(QByteArray line)
{
    if (line.endsWith('\r'))
        line.chop(1);
    if (line.size() > relayLongestLine)
        refuseLong();
    else
        m_room->take(m_member, line.trimmed());
}

} // namespace wl
