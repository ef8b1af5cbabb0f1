// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/trace/sockdiag.h"

#include <cstdint>

namespace wl {

/// Asks the kernel for a socket's state: TCP_INFO while the descriptor is open, an exact sock_diag lookup by
/// cookie afterwards (never a dump, never /proc). Not thread-safe; costs 0.4 and 2 microseconds.
class KernelProbe
{
public:
    /// tcp(7), TCP_INFO; Unknown and errno in `error` when the kernel does not say.
    TcpState state(int fd, int &error) const;
    /// SO_COOKIE: the kernel's own number of this socket, which outlives the descriptor; 0 when unknown.
    std::uint64_t cookie(int fd, int &error) const;
    /// sock_diag(7) after close(): Closed when the kernel holds no such socket any more, Unknown when it
    /// cannot be asked.
    TcpState stateAfterClose(const PackedAddress &local, const PackedAddress &peer, std::uint64_t cookie);
    SockDiag &diag() { return m_diag; }

private:
    SockDiag m_diag;
};

} // namespace wl
