// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/sockets/networkcontext.h"

#include <QObject>
#include <QPointer>
#include <QSocketNotifier>
#include <QTimer>

#include <map>
#include <memory>
#include <set>
#include <unordered_map>

namespace wl {

/// TcpExt TCPTimeWaitOverflow: how often the system kept no TIME-WAIT because its table was full.
std::uint64_t timeWaitOverflows();
/// True when anything but a running timer differs.
bool gaugeMoved(Gauge a, const Gauge &b);

/// Writes into the journal what the kernel does by itself between our calls: states, queues and counters of
/// our TCP sockets, those whose descriptors are closed included, until the kernel lets go of them. It looks
/// at single sockets, soon after a call was made on them and then ever more rarely, and stops when nothing
/// moves. Lives in the network thread.
class KernelWatch final : public QObject
{
    Q_OBJECT

public:
    explicit KernelWatch(NetworkContext &context);
    ~KernelWatch() override;

    /// At the end of a turn of the event loop: takes up what moved in it. Costs nothing when nothing did.
    void takeNews();

    /// Most closed sockets followed at a time; of those beyond it the oldest are given up, and a note says
    /// so.
    static constexpr std::size_t mostClosed = 2048;

private:
    using Nanoseconds = std::int64_t;

    struct Watched {
        SocketId id = 0;
        EndpointId endpoint = 0;
        int fd = -1; ///< -1: closed
        std::uint64_t cookie = 0;
        TcpState state = TcpState::Unknown; ///< of a closed socket; an open one's is the recorder's
        PackedAddress local;
        PackedAddress peer;
        Gauge seen; ///< at the last look
        Gauge told; ///< in the journal
        Nanoseconds lookedAt = 0;
        Nanoseconds toldAt = 0;
        Nanoseconds due = 0; ///< of the next look, 0: none planned
        Nanoseconds interval = 0;
        bool countdownTold = false;
        bool paired = false; ///< a client whose server's end has a descriptor
    };
    /// Of a connection that stands in an accept queue.
    struct Waiting {
        PackedAddress local;
        PackedAddress peer;
        TcpState state = TcpState::Unknown;
        std::uint64_t bytes = 0;
        friend bool operator==(const Waiting &, const Waiting &) = default;
    };

    void look();
    void lookAt(Watched &watched);
    void lookAtOpen(Watched &watched);
    void lookAtListener(Watched &watched, const KernelLook &look);
    void lookAtClosed(Watched &watched);
    void lookAtQueue(const Watched &listener);
    void findServer(const Watched &client);
    bool fillAddresses(Watched &watched);
    void addBuffers(const Watched &watched, Gauge &gauge) const;
    void tellState(Watched &watched, const KernelLook &look);
    void tellGauge(Watched &watched, const Gauge &gauge);
    void tellGone(Watched &watched);
    void tellWaiting(const Watched &listener, std::uint64_t cookie, const Waiting &waiting);
    void explainMissingTimeWait(const Watched &watched);
    void plan(Watched &watched, bool changed);
    void schedule(Watched &watched, Nanoseconds due);
    void drop(SocketId id);
    bool isQuiet(const Watched &watched) const;
    void arm();
    void onFreed();
    void followClosed(const ClosedSocket &closed);
    Event eventOf(const Watched &watched, Step step, Evidence evidence) const;
    std::uint32_t millisecondsSince(Nanoseconds then) const;

    NetworkContext &m_context;
    QTimer m_timer;
    std::unique_ptr<QSocketNotifier> m_freed;
    std::map<SocketId, Watched> m_watched;
    std::set<std::pair<Nanoseconds, SocketId>> m_plan; ///< those with a look to come, the next one first
    std::map<SocketId, std::map<std::uint64_t, Waiting>> m_queues; ///< by listener, then cookie
    std::unordered_map<std::uint64_t, SocketId> m_byCookie; ///< closed ones
    std::set<SocketId> m_listeners;
    std::set<SocketId> m_unpaired; ///< clients of a listener of ours whom nobody has accepted yet
    std::size_t m_closed = 0;
    std::uint64_t m_timeWaitOverflows = timeWaitOverflows(); ///< of the system, at the last look
    bool m_limitSaid = false;
    bool m_refusalSaid = false;
};

} // namespace wl
