// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/core/result.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace wl {

enum class Role { Server, Client };
enum class Protocol { Tcp, Udp };

/// One option of setsockopt(2) in the words of a settings URL: "nodelay", "on" (see socketoptions.h).
struct OptionChoice {
    QString key;
    QString value;

    friend bool operator==(const OptionChoice &, const OptionChoice &) = default;
};

/// What happens when the peer shuts down its writing side.
enum class PeerEnd {
    Answer, ///< the answer goes out, then we close; Manual waits for the person
    Hold, ///< ours stays in CLOSE-WAIT until the user closes
    AsQtDoes ///< QTcpSocket closes at once by itself
};

/// All that a panel can be set to. A server listens (TCP) or receives (UDP) at address:port; a client
/// connects (TCP) or sends (UDP) to address:port, from localAddress:localPort when bindLocal is set.
struct EndpointSettings {
    Role role = Role::Server;
    Protocol protocol = Protocol::Tcp;
    QString name; ///< shown; empty lets the program choose "Server 1"
    QString address = QStringLiteral("127.0.0.1"); ///< "*" is all addresses, IPv4 and IPv6
    quint16 port = 12000; ///< a server's 0 lets the system choose
    bool bindLocal = false;
    QString localAddress; ///< empty: any
    quint16 localPort = 0;
    int backlog = -1; ///< -1: the program's default (4096)
    QString service = QStringLiteral("echo"); ///< id in the service catalogue
    QString reply = QStringLiteral("Received your message!"); ///< of fixed-reply
    int readSize = 0; ///< bytes a recv may take; 0: any
    bool closeAfterReply = false;
    bool oneClient = false; ///< the classic loop: the next client is accepted when this one is done
    int maxConnections = 10000;
    qint64 maxUnread = 4 << 20; ///< bytes waiting for a slow reader before reading from it pauses
    bool broadcast = false; ///< UDP: SO_BROADCAST stays on
    QStringList groups; ///< UDP: multicast groups to join
    QList<OptionChoice> options; ///< set before bind, listen or connect, in the catalogue's order
    PeerEnd peerEnd = PeerEnd::Answer;
    int idle = 0; ///< TCP: seconds without a byte after which a connection is closed; 0: never
    int mailbox = 100; ///< relay: messages kept for one name
    int reconnect = 0; ///< TCP client: seconds after its end until it connects again; 0: not by itself
    QString first = {}; ///< TCP client: sent as soon as it is connected; text with C escapes
    QString prefix; ///< shown before what comes back, for example "From server: "
    QString announce; ///< said when it listens, for example "The server is ready to receive"

    friend bool operator==(const EndpointSettings &, const EndpointSettings &) = default;
};

/// "tcp://127.0.0.1:12000?service=uppercase&backlog=5": the command line's and the journal's form. Only what
/// differs from the defaults is written after the question mark, in a fixed order; text is percent-encoded.
QString settingsUrl(const EndpointSettings &settings);
/// The other way; unknown or repeated keys, wrong values, ports out of range and hosts that are neither a
/// strict address nor a name are refused with a sentence. Keys: name, service, reply, backlog, read (number
/// or any), close (after-reply or keep), clients (one or all), max-clients, max-unread, local (ADDRESS:PORT),
/// broadcast (on/off), group (repeatable), prefix, announce, idle (seconds; TCP), mailbox (relay), reconnect
/// (seconds) and first (of a TCP client), peer-end (hold or qt; TCP), and socket options
/// as checkOption() takes them: reuseaddr, v6only, sndbuf, rcvbuf, nodelay, keepalive, linger, user-timeout,
/// syn-retries, ttl. `host` may be "@N" (the N-th listener's port on 127.0.0.1) only for clients: it stays so
/// in `address`, with port 0.
Result<EndpointSettings> settingsFromUrl(Role role, const QString &url);

} // namespace wl
