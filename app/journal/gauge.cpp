// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/journal/gauge.h"

#include <algorithm>
#include <cstring>
#include <iterator>

namespace wl {

Gauge Gauge::fromBytes(Bytes blob)
{
    Gauge gauge;
    if (!blob.empty())
        std::memcpy(gauge.values.data(), blob.data(), std::min(blob.size(), sizeof gauge.values));
    return gauge;
}

const char *gaugeFieldName(GaugeField field)
{
    static const char *const names[] = {"send-queue", "not-sent", "receive-queue", "write-buffer",
        "read-buffer", "send-window", "receive-window", "retransmits", "total-retransmits", "backoff",
        "timer", "timer-ms", "rtt-us", "rtt-variation-us", "rto-us", "congestion-window", "segment-size",
        "segments-out", "segments-in", "data-segments-out", "data-segments-in", "bytes-acked",
        "bytes-received", "bytes-retransmitted", "send-buffer", "receive-buffer", "drops"};
    static_assert(std::size(names) == gaugeFields);
    return names[std::size_t(field)];
}

} // namespace wl
