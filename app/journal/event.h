// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/step.h"

#include <cstdint>
#include <span>
#include <type_traits>

namespace wl {

/// A panel's number; 0 is the program itself.
using EndpointId = std::uint32_t;
/// One descriptor's life; 0 is "no socket".
using SocketId = std::uint32_t;
/// A row of the journal, counted from 0; people see it plus one.
using EventIndex = std::uint64_t;

/// How an event is known.
enum class Evidence : std::uint8_t { Observed, Read, Polled, KernelEvent, Expected, Inferred };

/// TCP states with the numbers that Linux uses (include/net/tcp_states.h); names are those of RFC 9293.
enum class TcpState : std::uint8_t {
    Unknown,
    Established,
    SynSent,
    SynReceived,
    FinWait1,
    FinWait2,
    TimeWait,
    Closed,
    CloseWait,
    LastAck,
    Listen,
    Closing
};

/// RFC 9293 name ("CLOSE-WAIT"), empty for Unknown.
const char *stateName(TcpState state);
/// The state with this name; Unknown when there is none.
TcpState stateFromName(const char *name);

/// Which of our slots took a signal.
enum class Slot : std::uint8_t {
    None,
    ServerTakesConnection,
    ServerReportsError,
    StreamConnected,
    StreamReads,
    StreamCountsWritten,
    StreamReportsError,
    StreamChangesState,
    StreamEnds,
    StreamFoundHost,
    DatagramReads,
    DatagramReportsError,
    DatagramCountsWritten,
    Count
};

/// "TcpServerEndpoint::takeConnection", empty for None.
const char *slotName(Slot slot);

/// An internet address and port in 24 bytes, as it lies in a blob.
struct PackedAddress {
    std::uint8_t family = 0; ///< 0 none, 4 or 6
    std::uint8_t reserved = 0;
    std::uint16_t port = 0; ///< host byte order
    std::uint32_t scope = 0; ///< IPv6 zone index
    std::uint8_t bytes[16] = {}; ///< network byte order; IPv4 uses the first four

    bool isValid() const { return family != 0; }
    friend bool operator==(const PackedAddress &, const PackedAddress &) = default;
};
static_assert(sizeof(PackedAddress) == 24);

/// One row of the journal: facts only, a fixed size; what it carries (addresses, bytes, text) lies in its
/// blob.
struct Event {
    enum Flag : std::uint8_t {
        HasLocal = 1, ///< the blob begins with the local address
        HasPeer = 2, ///< the blob has the peer's address (after the local one)
        Housekeeping = 4, ///< a call that only informs Qt or us
        Probe = 8, ///< a call of our own that the conversation does not need
        Retry = 16, ///< Qt's own second try after a refusal
        Truncated = 32, ///< a datagram larger than the read (MSG_TRUNC)
        Datagram = 64 ///< the socket is a datagram socket
    };

    std::int64_t time = 0; ///< nanoseconds since the session began, monotonic
    std::int64_t result = 0; ///< what the call returned; a signal's number
    std::uint64_t arg = 0; ///< bytes asked, backlog, option value: see step.h
    std::uint64_t offset = 0; ///< place of the first byte in its stream (send, recv)
    EndpointId endpoint = 0;
    SocketId socket = 0;
    std::int32_t fd = -1;
    std::uint32_t took = 0; ///< nanoseconds in the call, saturated
    std::uint32_t cause =
        0; ///< how many rows back the command or signal stands inside which this happened; 0 none
    std::uint32_t blob = 0; ///< place in the chunk's arena
    std::uint32_t extra =
        0; ///< second small argument: level and name of an option, flags, how often connect was called
    std::uint16_t blobSize = 0; ///< kept bytes, addresses included
    Step step = Step::None;
    std::uint16_t error = 0; ///< errno when result is negative
    Evidence evidence = Evidence::Observed;
    TcpState before = TcpState::Unknown;
    TcpState after = TcpState::Unknown;
    std::uint8_t flags = 0;
    Slot slot = Slot::None;
    std::uint8_t stateRead =
        0; ///< 1 when `after` was read around this very event, 0 when it is the last known one

    Kind kind() const { return stepKind(step); }
    bool has(Flag flag) const { return (flags & flag) != 0; }
    bool failed() const { return kind() == Kind::Call && result < 0; }
};
static_assert(sizeof(Event) == 72);
static_assert(std::is_trivially_copyable_v<Event>);

using Bytes = std::span<const std::uint8_t>;

} // namespace wl
