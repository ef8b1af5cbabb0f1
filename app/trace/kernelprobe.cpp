// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/trace/kernelprobe.h"

#include <cerrno>

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
    return state >= 1 && state <= 11 ? static_cast<TcpState>(state) : TcpState::Unknown;
}

} // namespace

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

TcpState KernelProbe::stateAfterClose(
    const PackedAddress &local, const PackedAddress &peer, std::uint64_t cookie)
{
    if (!peer.isValid() || cookie == 0)
        return TcpState::Unknown;
    const KernelLook look = m_diag.look(local, peer, cookie);
    if (!look.asked)
        return TcpState::Unknown;
    return look.found ? look.state : TcpState::Closed;
}

} // namespace wl
