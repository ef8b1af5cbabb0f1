// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/sockets/networkcontext.h"

namespace wl {

namespace {

EventIndex appendSignal(Recorder &recorder, const SignalFacts &facts)
{
    Event e;
    e.step = facts.signal;
    e.slot = facts.slot;
    e.endpoint = facts.endpoint;
    e.socket = facts.socket;
    e.result = facts.number;
    e.fd = facts.fd;
    e.flags = facts.housekeeping ? Event::Housekeeping : 0;
    e.after = recorder.stateOf(facts.fd);
    const QByteArray words = facts.text.toUtf8();
    return recorder.addText(e, {words.constData(), std::size_t(words.size())});
}

} // namespace

SignalScope::SignalScope(Recorder &recorder, const SignalFacts &facts)
    : m_cause(recorder, appendSignal(recorder, facts), facts.endpoint)
{
}

} // namespace wl
