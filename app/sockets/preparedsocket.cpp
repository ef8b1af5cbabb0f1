// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/sockets/preparedsocket.h"

#include "app/sockets/addresses.h"
#include "app/sockets/socketoptions.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace wl {

namespace {

bool isV6(const QHostAddress &address)
{
    return address.protocol() == QAbstractSocket::IPv6Protocol
        || address.protocol() == QAbstractSocket::AnyIPProtocol;
}

/// What the program sets by itself, as Qt does, unless the user says otherwise; then what the user chose.
QList<OptionChoice> optionsOf(const EndpointSettings &settings, const QHostAddress &family)
{
    QList<OptionChoice> options = settings.options;
    const auto chosen = [&options](QLatin1String key) {
        return std::any_of(
            options.begin(), options.end(), [key](const OptionChoice &o) { return o.key == key; });
    };
    const QLatin1String reuse("reuseaddr");
    const QLatin1String v6only("v6only");
    const bool tcpServer = settings.role == Role::Server && settings.protocol == Protocol::Tcp;
    if (tcpServer && !chosen(reuse))
        options.prepend({reuse, QStringLiteral("on")});
    if (settings.role == Role::Server && isV6(family) && !chosen(v6only)) {
        const bool dual = family.protocol() == QAbstractSocket::AnyIPProtocol;
        options.prepend({v6only, dual ? QStringLiteral("off") : QStringLiteral("on")});
    }
    if (settings.protocol == Protocol::Udp && settings.broadcast)
        options += OptionChoice{QStringLiteral("broadcast"), QStringLiteral("on")};
    return options;
}

/// A sockaddr of the right family.
struct SocketAddress {
    sockaddr_storage storage = {};
    socklen_t size = 0;
    const sockaddr *pointer() const { return reinterpret_cast<const sockaddr *>(&storage); }
};

SocketAddress socketAddress(const QHostAddress &address, quint16 port, bool v6)
{
    const bool any = address.protocol() == QAbstractSocket::AnyIPProtocol;
    const PackedAddress packed = packAddress(any ? QHostAddress(QHostAddress::AnyIPv6) : address, port);
    SocketAddress made;
    if (v6) {
        auto *in6 = reinterpret_cast<sockaddr_in6 *>(&made.storage);
        in6->sin6_family = AF_INET6;
        in6->sin6_port = htons(port);
        in6->sin6_scope_id = packed.scope;
        std::memcpy(&in6->sin6_addr, packed.bytes, sizeof in6->sin6_addr);
        made.size = sizeof *in6;
    } else {
        auto *in = reinterpret_cast<sockaddr_in *>(&made.storage);
        in->sin_family = AF_INET;
        in->sin_port = htons(port);
        std::memcpy(&in->sin_addr, packed.bytes, sizeof in->sin_addr);
        made.size = sizeof *in;
    }
    return made;
}

} // namespace

PreparedSocket::PreparedSocket(NetworkContext &context, EndpointId endpoint, const EndpointSettings &settings,
    const QHostAddress &family)
    : m_context(context)
    , m_endpoint(endpoint)
    , m_protocol(settings.protocol)
    , m_v6(isV6(family))
    , m_options(optionsOf(settings, family))
{
}

PreparedSocket::~PreparedSocket()
{
    close();
}

bool PreparedSocket::open()
{
    const int type = m_protocol == Protocol::Tcp ? SOCK_STREAM : SOCK_DGRAM;
    m_fd = ::socket(m_v6 ? AF_INET6 : AF_INET, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    return m_fd >= 0;
}

void PreparedSocket::setNextOption()
{
    const OptionChoice choice = m_options.takeFirst();
    applyOption(m_context, m_endpoint, m_fd, m_v6, choice);
}

bool PreparedSocket::bind(const QHostAddress &address, quint16 port)
{
    const SocketAddress at = socketAddress(address, port, m_v6);
    return ::bind(m_fd, at.pointer(), at.size) == 0;
}

int PreparedSocket::connect(const QHostAddress &address, quint16 port)
{
    const SocketAddress to = socketAddress(address, port, m_v6);
    return ::connect(m_fd, to.pointer(), to.size) == 0 ? 0 : errno;
}

int PreparedSocket::outcome() const
{
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(m_fd, SOL_SOCKET, SO_ERROR, &error, &size);
    return error;
}

bool PreparedSocket::listen(int backlog)
{
    return ::listen(m_fd, backlog) == 0;
}

int PreparedSocket::take()
{
    return std::exchange(m_fd, -1);
}

void PreparedSocket::close()
{
    if (m_fd >= 0)
        ::close(take());
}

void applyOption(NetworkContext &context, EndpointId endpoint, int fd, bool v6, const OptionChoice &choice)
{
    const SocketId socket = context.recorder.socketOf(fd);
    for (const OptionOutcome &outcome : setSocketOption(fd, v6, choice)) {
        const QByteArray part(outcome.part);
        const QByteArray words = choice.key.toUtf8() + (part.isEmpty() ? QByteArray() : '=' + part);
        context.recorder.note(Step::NoteOptionSet, endpoint, socket,
            {words.constData(), std::size_t(words.size())}, std::uint64_t(outcome.asked), outcome.granted,
            outcome.error);
    }
}

} // namespace wl
