// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/sockets/networkcontext.h"

namespace wl {

namespace {

EventIndex appendSignal(Recorder &recorder, Step signal, Slot slot, EndpointId endpoint, SocketId socket,
    std::int64_t number, int fd, const QString &text, bool housekeeping)
{
    Event e;
    e.step = signal;
    e.slot = slot;
    e.endpoint = endpoint;
    e.socket = socket;
    e.result = number;
    e.fd = fd;
    e.flags = housekeeping ? Event::Housekeeping : 0;
    e.after = recorder.stateOf(fd);
    const QByteArray words = text.toUtf8();
    return recorder.addText(e, {words.constData(), std::size_t(words.size())});
}

} // namespace

SignalScope::SignalScope(Recorder &recorder, Step signal, Slot slot, EndpointId endpoint, SocketId socket,
    std::int64_t number, int fd, const QString &text, bool housekeeping)
    : m_cause(recorder,
        appendSignal(recorder, signal, slot, endpoint, socket, number, fd, text, housekeeping), endpoint)
{
}

} // namespace wl
