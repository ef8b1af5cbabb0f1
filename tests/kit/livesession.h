// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/sockettable.h"
#include "app/sockets/session.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <functional>
#include <thread>

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace wl::kit {

/// A session without a spool, the fold of its journal, and words for what a test asks of them.
class Live
{
public:
    Live() { session.start(); }
    ~Live() { session.stop(false); }

    EndpointId server(EndpointSettings s = {})
    {
        s.role = Role::Server;
        const EndpointId id = create(s);
        post(id, Command::Listen{s});
        return id;
    }
    EndpointId client(quint16 port, EndpointSettings s = {})
    {
        s.role = Role::Client;
        s.port = port;
        const EndpointId id = create(s);
        post(id, Command::Connect{s});
        return id;
    }
    EndpointId create(const EndpointSettings &s)
    {
        const EndpointId id = session.nextEndpoint();
        post(id, Command::Create{s});
        return id;
    }
    void post(EndpointId id, Command::Body body) { session.post({id, std::move(body)}); }
    void send(EndpointId id, const QByteArray &bytes) { post(id, Command::Send{bytes, 0, {}}); }

    const SocketTable &table()
    {
        m_table.advance(session.journal().view());
        return m_table;
    }
    const SocketFacts *main(EndpointId id)
    {
        const EndpointFacts *e = table().endpoint(id);
        return e ? m_table.socket(e->main) : nullptr;
    }
    /// The port on which this endpoint's socket is; waits for it, 0 when there is none.
    quint16 port(EndpointId id)
    {
        const auto known = [&] {
            return main(id) && main(id)->local.port != 0 && events(Step::CallListen, id) > 0;
        };
        const auto bound = [&] {
            return main(id) && main(id)->local.port != 0 && main(id)->role == SocketRole::Datagram;
        };
        return QTest::qWaitFor([&] { return known() || bound(); }) ? main(id)->local.port : 0;
    }
    /// The events of one step that `wanted` takes.
    QList<EventRef> all(Step step, EndpointId id = 0, const std::function<bool(const Event &)> &wanted = {})
    {
        QList<EventRef> found;
        const JournalView view = session.journal().view();
        view.forEach(0, view.size(), [&](const EventRef &e) {
            if (e->step == step && (!id || e->endpoint == id) && (!wanted || wanted(e.event())))
                found += e;
        });
        return found;
    }
    int events(Step step, EndpointId id = 0) { return int(all(step, id).size()); }
    int accepts(EndpointId id)
    {
        return int(all(Step::CallAccept4, id, [](const Event &e) { return e.result >= 0; }).size());
    }
    EventRef first(Step step, EndpointId id = 0) { return all(step, id).value(0); }

    Session session{Session::Options{}};

private:
    SocketTable m_table;
};

/// A socket of the test's own thread, which no recorder sees; it waits ten seconds at most.
class Peer
{
public:
    explicit Peer(int type = SOCK_STREAM)
        : fd(::socket(AF_INET, type | SOCK_CLOEXEC, 0))
    {
        const timeval limit = {10, 0};
        ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        ::setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    }
    ~Peer() { close(); }
    Peer(Peer &&other) noexcept
        : fd(std::exchange(other.fd, -1))
    {
    }

    static Peer connected(quint16 port, int type = SOCK_STREAM)
    {
        Peer peer(type);
        const sockaddr_in to = address(port);
        if (::connect(peer.fd, reinterpret_cast<const sockaddr *>(&to), sizeof to) != 0)
            peer.close();
        return peer;
    }
    /// Bound to a free port; `backlog` below 0 does not listen.
    static Peer bound(int backlog)
    {
        Peer peer;
        const sockaddr_in at = address(0);
        if (::bind(peer.fd, reinterpret_cast<const sockaddr *>(&at), sizeof at) != 0
            || (backlog >= 0 && ::listen(peer.fd, backlog) != 0))
            peer.close();
        return peer;
    }
    Peer accept() const
    {
        Peer peer;
        peer.close();
        peer.fd = ::accept4(fd, nullptr, nullptr, SOCK_CLOEXEC);
        return peer;
    }

    quint16 port() const
    {
        sockaddr_in at = {};
        socklen_t size = sizeof at;
        ::getsockname(fd, reinterpret_cast<sockaddr *>(&at), &size);
        return ntohs(at.sin_port);
    }
    bool send(const QByteArray &bytes) const
    {
        return ::send(fd, bytes.constData(), size_t(bytes.size()), MSG_NOSIGNAL) == bytes.size();
    }
    /// What one recv takes; "error" when it fails.
    QByteArray take() const
    {
        QByteArray bytes(65536, '\0');
        const ssize_t n = ::recv(fd, bytes.data(), size_t(bytes.size()), 0);
        return n < 0 ? QByteArray("error") : bytes.left(n);
    }
    QByteArray takeToTheEnd() const
    {
        QByteArray bytes;
        for (QByteArray part = take(); !part.isEmpty(); part = take()) {
            if (part == "error")
                return bytes + part;
            bytes += part;
        }
        return bytes;
    }
    void finish() const { ::shutdown(fd, SHUT_WR); }
    void reset()
    {
        const linger now = {1, 0};
        ::setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
        close();
    }
    void close()
    {
        if (fd >= 0)
            ::close(fd);
        fd = -1;
    }

    int fd;

private:
    static sockaddr_in address(quint16 port)
    {
        sockaddr_in a = {};
        a.sin_family = AF_INET;
        a.sin_port = htons(port);
        a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return a;
    }
};

inline EndpointSettings serving(const char *service, Protocol protocol = Protocol::Tcp)
{
    EndpointSettings s;
    s.service = QLatin1String(service);
    s.protocol = protocol;
    s.port = 0;
    return s;
}

/// Sends without waiting, as much as the kernel takes, until it is over; how many bytes the kernel took.
inline qint64 floodUntil(const Peer &peer, const std::function<bool()> &over)
{
    const QByteArray block(65536, 'f');
    qint64 sent = 0;
    const auto flood = [&] {
        for (ssize_t n = 1; n > 0 && sent < (64 << 20);) {
            n = ::send(peer.fd, block.constData(), size_t(block.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
            sent += std::max<ssize_t>(n, 0);
        }
        return over();
    };
    return QTest::qWaitFor(flood, 20000) ? sent : -1;
}

/// The command or signal at the root of what this event stands under.
inline EventRef root(const JournalView &view, EventRef event)
{
    while (event && event->cause)
        event = view.at(event.index() - event->cause);
    return event;
}

} // namespace wl::kit
