// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/trace/kernelprobe.h"

#include <cerrno>
#include <cstring>

#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace wl {

namespace {

/// Past the interposed getsockopt: the recorder writes these reads down itself.
int rawGetsockopt(int fd, int level, int option, void *value, socklen_t *size)
{
    return int(syscall(SYS_getsockopt, fd, level, option, value, size));
}

TcpState fromKernel(unsigned state)
{
    constexpr unsigned newSynReceived = 12; // include/net/tcp_states.h
    if (state == newSynReceived)
        return TcpState::SynReceived;
    return state >= 1 && state <= 11 ? static_cast<TcpState>(state) : TcpState::Unknown;
}

void copyAddress(const PackedAddress &from, __be32 (&to)[4], __be16 &port)
{
    std::memcpy(to, from.bytes, from.family == 6 ? 16 : 4);
    port = htons(from.port);
}

} // namespace

KernelProbe::~KernelProbe()
{
    if (m_netlink >= 0)
        ::close(m_netlink);
}

TcpState KernelProbe::state(int fd, int &error) const
{
    // tcpi_state is the first byte: asking for one byte keeps the kernel from gathering the rest.
    std::uint8_t state = 0;
    socklen_t size = sizeof state;
    error = rawGetsockopt(fd, IPPROTO_TCP, TCP_INFO, &state, &size) == 0 ? 0 : errno;
    return error ? TcpState::Unknown : fromKernel(state);
}

std::uint64_t KernelProbe::cookie(int fd, int &error) const
{
    std::uint64_t cookie = 0;
    socklen_t size = sizeof cookie;
    error = rawGetsockopt(fd, SOL_SOCKET, SO_COOKIE, &cookie, &size) == 0 ? 0 : errno;
    return error ? 0 : cookie;
}

bool KernelProbe::openNetlink()
{
    if (m_netlink >= 0 || m_refused)
        return m_netlink >= 0;
    m_netlink = ::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
    m_refused = m_netlink < 0;
    return !m_refused;
}

TcpState KernelProbe::stateAfterClose(
    const PackedAddress &local, const PackedAddress &peer, std::uint64_t cookie)
{
    if (!local.isValid() || !peer.isValid() || cookie == 0 || !openNetlink())
        return TcpState::Unknown;
    struct {
        nlmsghdr head;
        inet_diag_req_v2 body;
    } request = {};
    request.head.nlmsg_len = sizeof request;
    request.head.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    request.head.nlmsg_flags = NLM_F_REQUEST;
    request.body.sdiag_family = local.family == 6 ? AF_INET6 : AF_INET;
    request.body.sdiag_protocol = IPPROTO_TCP;
    request.body.idiag_states = ~0u;
    copyAddress(local, request.body.id.idiag_src, request.body.id.idiag_sport);
    copyAddress(peer, request.body.id.idiag_dst, request.body.id.idiag_dport);
    request.body.id.idiag_cookie[0] = std::uint32_t(cookie);
    request.body.id.idiag_cookie[1] = std::uint32_t(cookie >> 32);
    alignas(nlmsghdr) char reply[8192];
    if (::send(m_netlink, &request, sizeof request, 0) < 0)
        return TcpState::Unknown;
    const ssize_t n = ::recv(m_netlink, reply, sizeof reply, MSG_DONTWAIT);
    nlmsghdr head;
    if (n < ssize_t(sizeof head))
        return TcpState::Unknown;
    std::memcpy(&head, reply, sizeof head);
    if (head.nlmsg_type == NLMSG_ERROR) {
        nlmsgerr error;
        std::memcpy(&error, reply + NLMSG_HDRLEN, sizeof error);
        // ESTALE: the lookup met another socket, for example the listener of this port.
        return error.error == -ENOENT || error.error == -ESTALE ? TcpState::Closed : TcpState::Unknown;
    }
    if (n < ssize_t(NLMSG_HDRLEN + sizeof(inet_diag_msg)))
        return TcpState::Unknown;
    inet_diag_msg message;
    std::memcpy(&message, reply + NLMSG_HDRLEN, sizeof message);
    const std::uint64_t found = std::uint64_t(message.id.idiag_cookie[1]) << 32 | message.id.idiag_cookie[0];
    return found == cookie ? fromKernel(message.idiag_state) : TcpState::Closed;
}

} // namespace wl
