// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/gauge.h"
#include "app/models/words.h"

#include <QStringList>

#include <span>

namespace wl {

/// True for the events whose blob is a gauge.
constexpr bool isGaugeStep(Step step)
{
    return step == Step::KernelGauge || step == Step::KernelFinal;
}

/// Fields of a gauge that belong under one heading of the full table.
struct GaugeGroup {
    const char *title; ///< English; gaugeGroupTitle() translates it
    std::span<const GaugeField> fields;
};

/// All groups in the order of the full table. TimerMs is in none: it is part of the timer's value.
std::span<const GaugeGroup> gaugeGroups();
/// "Where the bytes are".
QString gaugeGroupTitle(const GaugeGroup &group, Words words);

/// False for a number that this kind of socket never has: windows for datagrams, drops for TCP.
bool gaugeFieldApplies(GaugeField field, bool isDatagram);
/// "Kernel's send queue".
QString gaugeTitle(GaugeField field, Words words);
/// One sentence on what the number counts, for a tool tip.
QString gaugeHint(GaugeField field, Words words);
/// "bytes", "segments", "ms"; empty for what is only counted.
QString gaugeUnit(GaugeField field, Words words);
/// The number with its unit: "19 bytes", "0.034 ms", "retransmission in 204 ms", "none".
QString gaugeValue(const Gauge &gauge, GaugeField field, Words words);
/// What is not zero and worth a line: "send queue 5 bytes; of it not yet sent 2 bytes; rtt 0.034 ms".
QString gaugeLine(const Gauge &gauge, Words words);
/// The last counters of a socket as a line: "segments sent 5; segments received 4; rtt 0.034 ms".
QString gaugeFinalLine(const Gauge &gauge, Words words);

/// For files: "send-queue=5" for each number that is not zero.
QStringList gaugePairs(const Gauge &gauge);
/// "204 ms", "59.8 s".
QString durationText(std::uint64_t milliseconds, Words words);

} // namespace wl
