// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/gauge.h"

#include <functional>

namespace wl {

/// One socket as the kernel holds it now.
struct KernelLook {
    bool asked = false; ///< false: the kernel could not be asked
    bool found = false; ///< false: it holds no such socket (any more)
    bool hasDescriptor = false; ///< false: closed by its program, or not yet accepted
    TcpState state = TcpState::Unknown;
    std::uint64_t cookie = 0;
    Gauge gauge; ///< a listener's ReceiveQueue and SendQueue are its accept queue and its backlog
};

/// Asks sock_diag(7) for single TCP sockets by their exact addresses (2 microseconds; never by dump), and
/// hears of sockets that the kernel frees. One thread only; sees the sockets of its network namespace.
class SockDiag
{
public:
    static constexpr std::uint64_t anyCookie = ~0ull;

    SockDiag() = default;
    ~SockDiag();
    SockDiag(const SockDiag &) = delete;
    SockDiag &operator=(const SockDiag &) = delete;

    /// The socket with these addresses; with a cookie only that one, and not its port's listener.
    KernelLook look(const PackedAddress &local, const PackedAddress &peer, std::uint64_t cookie);
    /// True after a look that the system refused; `error` says why.
    bool isRefused() const { return m_refused; }
    int error() const { return m_error; }

    /// Subscribes to the sockets that the kernel frees; the descriptor to wait on, or -1.
    int hearFreed();
    /// Hands over what has come, at most `most` of them; false when some were lost (ENOBUFS).
    bool takeFreed(int most, const std::function<void(const KernelLook &)> &take);

private:
    bool open();

    int m_asking = -1;
    int m_freed = -1;
    int m_error = 0;
    bool m_refused = false;
};

} // namespace wl
