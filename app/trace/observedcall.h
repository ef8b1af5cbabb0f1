// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/trace/recorder.h"

namespace wl {

/// One interposed call on its way: made just before the real call, ended by done() just after it.
class ObservedCall
{
public:
    /// When the state is to be read: around the calls that can change it, and only there.
    enum class Reads : std::uint8_t { Nothing, After, AroundIt };

    ObservedCall(Recorder &recorder, Step step, int fd, Reads reads = Reads::Nothing);

    ObservedCall &arg(std::uint64_t value)
    {
        m_event.arg = value;
        return *this;
    }
    ObservedCall &extra(std::uint32_t value)
    {
        m_event.extra = value;
        return *this;
    }
    ObservedCall &housekeeping(bool is = true);
    ObservedCall &peer(const PackedAddress &address)
    {
        m_peer = address;
        return *this;
    }

    /// Takes the result and errno right after the real call; errno is put back by the event's completion.
    void returned(long result);
    /// Bytes that went out or came in; counts them into the socket's stream unless it was a peek.
    void payload(const void *data, std::size_t size, bool isPeek);
    void local(const PackedAddress &address) { m_local = address; }
    /// A read that ended or broke the stream changes the state: read it then, and only then.
    void readStateIfOver(long result);
    void truncated() { m_event.flags |= Event::Truncated; }

    /// Appends the event (and the state's probe after it) and restores errno.
    void record();
    /// Of a call that made a descriptor: what socket() and accept() return is ours from now on.
    void opened(int fd, bool datagram);
    void accepted(int fd);
    /// close(): reads what the kernel keeps of the socket, then forgets the descriptor.
    void closed();

    SocketEntry *entry() { return m_recorder.entry(m_event.fd); }
    Event &event() { return m_event; }

private:
    Recorder &m_recorder;
    Event m_event;
    PackedAddress m_local;
    PackedAddress m_peer;
    Bytes m_body;
    Reads m_reads;
    int m_errno = 0;
};

} // namespace wl
