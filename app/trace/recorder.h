// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/journal.h"
#include "app/trace/kernelprobe.h"

#include <functional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <sys/socket.h>

namespace wl {

/// What the recorder remembers of an open descriptor.
struct SocketEntry {
    SocketId id = 0; ///< 0: not ours
    EndpointId endpoint = 0;
    TcpState state = TcpState::Unknown; ///< as last read
    bool datagram = false;
    bool retry = false;
    bool moved = false; ///< stands in the list of movedSockets()
    std::uint32_t connects = 0;
    std::uint64_t sent = 0; ///< bytes handed to the kernel so far
    std::uint64_t received = 0; ///< bytes taken from the kernel so far
    std::uint64_t cookie = 0; ///< the kernel's own number (SO_COOKIE), 0: not asked yet
    PackedAddress local;
    PackedAddress peer;
};

/// A TCP socket whose descriptor was closed; the kernel may hold it for a while yet.
struct ClosedSocket {
    SocketId id = 0;
    EndpointId endpoint = 0;
    std::uint64_t cookie = 0;
    TcpState state = TcpState::Unknown; ///< right after close()
    PackedAddress local;
    PackedAddress peer;
};

/// Writes the socket calls, signals, states and notes of the network thread into the journal, in the order in
/// which they happen. It belongs to that thread alone: calls of other threads and of descriptors that are not
/// ours pass unrecorded.
class Recorder
{
public:
    using Clock = std::int64_t (*)(); ///< nanoseconds, monotonic

    explicit Recorder(Journal &journal, Clock clock = monotonicNow);
    ~Recorder();
    Recorder(const Recorder &) = delete;
    Recorder &operator=(const Recorder &) = delete;

    /// Makes this the calling thread's recorder; the interposed calls find it from now on.
    void install();
    void remove();
    static Recorder *current() { return s_current; }
    static std::int64_t monotonicNow();

    std::int64_t now() const { return m_clock() - m_origin; }
    Journal &journal() { return m_journal; }

    /// The entry of a descriptor of ours, or null.
    SocketEntry *entry(int fd);
    SocketId socketOf(int fd);
    TcpState stateOf(int fd);
    /// Begins to record a descriptor under a new number.
    SocketEntry &open(int fd, EndpointId endpoint, bool datagram);
    void forget(int fd);
    /// The endpoint that a socket() made now belongs to: that of the scope, or of the latest event.
    EndpointId opener() const { return m_scopeEndpoint ? m_scopeEndpoint : m_lastEndpoint; }
    /// A new Connect: what Qt tries from now on is a first try again.
    void beginTries(EndpointId endpoint) { m_tried.erase(endpoint); }
    /// Remembers a first connect to this address; false when the endpoint tried it before.
    bool isFirstTry(EndpointId endpoint, const PackedAddress &address);

    /// Completes the event (time, cause, known state) and appends it. Times before `now` are kept when given.
    EventIndex add(Event event, Bytes body = {}, const PackedAddress *local = nullptr,
        const PackedAddress *peer = nullptr);
    EventIndex addText(Event event, std::string_view text, const PackedAddress *peer = nullptr);
    /// Reads the state by TCP_INFO and appends the read as the probe call that it is; Unknown when it cannot
    /// be read.
    TcpState probeState(int fd);
    /// As probeState, but leaves the appending to the caller (`probe` then holds the event).
    TcpState readState(int fd, Event &probe);
    /// A note about an endpoint or one of its sockets.
    EventIndex note(Step step, EndpointId endpoint, SocketId socket, std::string_view text = {},
        std::uint64_t arg = 0, std::int64_t result = 0, int error = 0, const PackedAddress *peer = nullptr);

    /// The latest failure of a call of this endpoint ("would block" and "in progress" are none).
    struct CallFailure {
        Step step = Step::None;
        int error = 0;
        PackedAddress peer;
        SocketId socket = 0;
    };
    CallFailure lastFailure(EndpointId endpoint) const;
    void setLastFailure(EndpointId endpoint, const CallFailure &failure) { m_failures[endpoint] = failure; }
    void clearLastFailure(EndpointId endpoint) { m_failures.erase(endpoint); }
    /// The socket that this endpoint opened last, open or not.
    SocketId lastSocket(EndpointId endpoint) const;

    KernelProbe &kernel() { return m_kernel; }
    bool isProbing() const { return m_probing; }

    /// SO_COOKIE, asked once for each socket; 0 when unknown.
    std::uint64_t cookieOf(int fd);
    /// Notes that a call was made on the descriptor: its state or numbers may be different now.
    void move(int fd);
    /// The descriptors that moved, and the sockets that were closed, since the last time; for the one that
    /// follows the kernel. Nobody asks: nothing is kept.
    std::vector<int> takeMoved();
    std::vector<ClosedSocket> takeClosed();
    bool hasMoved() const { return !m_moved.empty() || !m_closed.empty(); }
    void addClosed(const ClosedSocket &closed);
    void setFollowed(bool followed) { m_followed = followed; }

    /// While it lives, what is recorded stands under the given command or signal.
    class Cause
    {
    public:
        Cause(Recorder &recorder, EventIndex cause, EndpointId endpoint);
        ~Cause();
        Cause(const Cause &) = delete;
        Cause &operator=(const Cause &) = delete;

    private:
        Recorder &m_recorder;
        const EventIndex m_before;
        const EndpointId m_endpointBefore;
    };

    /// While it lives, calls are our own looks at the kernel and marked so.
    class Probing
    {
    public:
        explicit Probing(Recorder &recorder)
            : m_recorder(recorder)
            , m_before(recorder.m_probing)
        {
            m_recorder.m_probing = true;
        }
        ~Probing() { m_recorder.m_probing = m_before; }
        Probing(const Probing &) = delete;
        Probing &operator=(const Probing &) = delete;

    private:
        Recorder &m_recorder;
        const bool m_before;
    };

    /// While it lives, a call that finds nothing is what the user asked for, and no housekeeping.
    class Deliberate
    {
    public:
        explicit Deliberate(Recorder &recorder)
            : m_recorder(recorder)
        {
            m_recorder.m_deliberate = true;
        }
        ~Deliberate() { m_recorder.m_deliberate = false; }
        Deliberate(const Deliberate &) = delete;
        Deliberate &operator=(const Deliberate &) = delete;

    private:
        Recorder &m_recorder;
    };
    bool isDeliberate() const { return m_deliberate; }

    /// Told of each accept() that failed for want of something (EMFILE, ENOMEM …); called inside it.
    std::function<void(EndpointId, int error)> acceptFailed;

    /// While it lives, options are what Qt sets on a socket that it takes over, and housekeeping.
    class Adopting
    {
    public:
        explicit Adopting(Recorder &recorder)
            : m_recorder(recorder)
        {
            m_recorder.m_adopting = true;
        }
        ~Adopting() { m_recorder.m_adopting = false; }
        Adopting(const Adopting &) = delete;
        Adopting &operator=(const Adopting &) = delete;

    private:
        Recorder &m_recorder;
    };
    bool isAdopting() const { return m_adopting; }

private:
    void complete(Event &event) const;
    void remember(const Event &event);
    TcpState stateBehind(const SocketEntry &entry);

    static thread_local Recorder *s_current;

    Journal &m_journal;
    const Clock m_clock;
    const std::int64_t m_origin;
    KernelProbe m_kernel;
    std::vector<SocketEntry> m_entries; ///< by descriptor
    std::unordered_map<EndpointId, std::vector<PackedAddress>> m_tried;
    std::unordered_map<EndpointId, CallFailure> m_failures;
    std::unordered_map<EndpointId, SocketId> m_lastOf;
    SocketId m_lastSocket = 0;
    EndpointId m_lastEndpoint = 0;
    EndpointId m_scopeEndpoint = 0;
    EventIndex m_cause = 0; ///< place + 1; 0 none
    bool m_probing = false;
    bool m_deliberate = false;
    bool m_adopting = false;
    bool m_followed = false;
    std::vector<int> m_moved;
    std::vector<ClosedSocket> m_closed;
};

/// An address as the kernel takes it; invalid for other families and null.
PackedAddress packAddress(const sockaddr *address, socklen_t size);

} // namespace wl
