// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/event.h"

#include <array>
#include <cstddef>
#include <string_view>

namespace wl {

/// The numbers that the kernel keeps of a socket, in the order in which a gauge's blob holds them. TCP: from
/// inet_diag and TCP_INFO (tcp(7), sock_diag(7)); UDP: only the queues and the drops. Add at the end.
enum class GaugeField : std::uint8_t {
    SendQueue, ///< bytes the kernel holds that the peer's kernel has not acknowledged
    NotSent, ///< of these, bytes that have not left yet
    ReceiveQueue, ///< bytes that wait for a recv
    WriteBuffer, ///< bytes that wait in the program (Qt) for the kernel
    ReadBuffer, ///< bytes that the program (Qt) has read and nobody has taken
    SendWindow, ///< bytes that the peer's kernel is willing to take
    ReceiveWindow, ///< bytes that our kernel is willing to take
    Retransmits, ///< of the segment that waits now
    TotalRetransmits,
    Backoff,
    Timer, ///< idiag_timer: 0 none, 1 retransmission, 2 keepalive or other, 3 TIME-WAIT, 4 zero window probe
    TimerMs, ///< until it fires
    Rtt, ///< microseconds
    RttVariation, ///< microseconds
    RetransmissionTimeout, ///< microseconds
    CongestionWindow, ///< segments
    SegmentSize, ///< bytes
    SegmentsOut,
    SegmentsIn,
    DataSegmentsOut,
    DataSegmentsIn,
    BytesAcked, ///< the SYN and the FIN count as one each
    BytesReceived,
    BytesRetransmitted,
    SendBuffer, ///< SO_SNDBUF as granted
    ReceiveBuffer, ///< SO_RCVBUF as granted
    Drops, ///< datagrams thrown away because the receive buffer was full
    Count
};

inline constexpr std::size_t gaugeFields = std::size_t(GaugeField::Count);

/// One reading of a socket's numbers.
struct Gauge {
    std::array<std::uint64_t, gaugeFields> values = {};

    std::uint64_t operator[](GaugeField f) const { return values[std::size_t(f)]; }
    std::uint64_t &operator[](GaugeField f) { return values[std::size_t(f)]; }
    friend bool operator==(const Gauge &, const Gauge &) = default;

    /// As it lies in a blob: little endian on every machine that runs this.
    Bytes bytes() const { return {reinterpret_cast<const std::uint8_t *>(values.data()), sizeof values}; }
    /// The same for the journal, which keeps texts whole whatever is kept of payloads.
    std::string_view text() const { return {reinterpret_cast<const char *>(values.data()), sizeof values}; }
    /// The other way; fields that an older writer did not know are 0.
    static Gauge fromBytes(Bytes blob);
};

/// The field's name in session files ("send-queue").
const char *gaugeFieldName(GaugeField field);

} // namespace wl
