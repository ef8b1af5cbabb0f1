// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/gaugetext.h"

#include <algorithm>
#include <iterator>
#include <limits>

namespace wl {

namespace {

using enum GaugeField;

enum class Unit : std::uint8_t { Bytes, Segments, Count, Microseconds, Milliseconds, Timer };

struct FieldWords {
    Unit unit;
    const char *title;
    const char *brief; ///< in a line, with its value for %1
    const char *hint;
};

/// In the order of GaugeField.
const FieldWords fieldWords[] = {
    {Unit::Bytes, QT_TRANSLATE_NOOP("wl", "Kernel's send queue"), QT_TRANSLATE_NOOP("wl", "send queue %1"),
        QT_TRANSLATE_NOOP("wl",
            "Bytes that our kernel has taken from the program and that the peer's kernel has not yet "
            "acknowledged.")},
    {Unit::Bytes, QT_TRANSLATE_NOOP("wl", "Of it not yet sent"),
        QT_TRANSLATE_NOOP("wl", "of it not yet sent %1"),
        QT_TRANSLATE_NOOP("wl", "Bytes of the send queue that have not left this machine yet.")},
    {Unit::Bytes, QT_TRANSLATE_NOOP("wl", "Kernel's receive queue"),
        QT_TRANSLATE_NOOP("wl", "receive queue %1"),
        QT_TRANSLATE_NOOP("wl", "Bytes that have arrived and wait in our kernel for the program's recv.")},
    {Unit::Bytes, QT_TRANSLATE_NOOP("wl", "Program's write buffer"),
        QT_TRANSLATE_NOOP("wl", "write buffer %1"),
        QT_TRANSLATE_NOOP("wl", "Bytes that wait in the program (Qt) until the kernel takes them.")},
    {Unit::Bytes, QT_TRANSLATE_NOOP("wl", "Program's read buffer"), QT_TRANSLATE_NOOP("wl", "read buffer %1"),
        QT_TRANSLATE_NOOP("wl", "Bytes that the program (Qt) has received and nobody has taken yet.")},
    {Unit::Bytes, QT_TRANSLATE_NOOP("wl", "Peer's window"), QT_TRANSLATE_NOOP("wl", "peer's window %1"),
        QT_TRANSLATE_NOOP("wl", "Bytes that the peer's kernel is willing to take; 0 stops the sender.")},
    {Unit::Bytes, QT_TRANSLATE_NOOP("wl", "Our window"), QT_TRANSLATE_NOOP("wl", "our window %1"),
        QT_TRANSLATE_NOOP("wl", "Bytes that our kernel is willing to take.")},
    {Unit::Count, QT_TRANSLATE_NOOP("wl", "Retransmissions now"),
        QT_TRANSLATE_NOOP("wl", "retransmissions now %1"),
        QT_TRANSLATE_NOOP("wl", "How often the segment that waits for its answer was sent again.")},
    {Unit::Count, QT_TRANSLATE_NOOP("wl", "Retransmissions in all"),
        QT_TRANSLATE_NOOP("wl", "retransmissions %1"),
        QT_TRANSLATE_NOOP("wl", "Segments that were sent again since the socket was made.")},
    {Unit::Count, QT_TRANSLATE_NOOP("wl", "Doublings of the timeout"),
        QT_TRANSLATE_NOOP("wl", "doublings of the timeout %1"),
        QT_TRANSLATE_NOOP("wl", "How often the time until the next attempt was doubled (backoff).")},
    {Unit::Timer, QT_TRANSLATE_NOOP("wl", "Timer"), QT_TRANSLATE_NOOP("wl", "timer: %1"),
        QT_TRANSLATE_NOOP("wl", "What the kernel does next by itself, and when.")},
    {Unit::Milliseconds, QT_TRANSLATE_NOOP("wl", "Timer fires in"),
        QT_TRANSLATE_NOOP("wl", "timer fires in %1"),
        QT_TRANSLATE_NOOP("wl", "The time that is left until the timer fires.")},
    {Unit::Microseconds, QT_TRANSLATE_NOOP("wl", "Round trip time"), QT_TRANSLATE_NOOP("wl", "rtt %1"),
        QT_TRANSLATE_NOOP(
            "wl", "How long the peer's kernel takes to acknowledge, averaged by our kernel (smoothed RTT).")},
    {Unit::Microseconds, QT_TRANSLATE_NOOP("wl", "Its variation"),
        QT_TRANSLATE_NOOP("wl", "rtt variation %1"),
        QT_TRANSLATE_NOOP("wl", "How much the round trip time varies.")},
    {Unit::Microseconds, QT_TRANSLATE_NOOP("wl", "Retransmission timeout"),
        QT_TRANSLATE_NOOP("wl", "retransmission timeout %1"),
        QT_TRANSLATE_NOOP(
            "wl", "How long the kernel waits for an acknowledgement before it sends again (RTO).")},
    {Unit::Segments, QT_TRANSLATE_NOOP("wl", "Congestion window"),
        QT_TRANSLATE_NOOP("wl", "congestion window %1"),
        QT_TRANSLATE_NOOP("wl", "Segments that our kernel lets be under way at once.")},
    {Unit::Bytes, QT_TRANSLATE_NOOP("wl", "Segment size"), QT_TRANSLATE_NOOP("wl", "segment size %1"),
        QT_TRANSLATE_NOOP("wl", "The most bytes of the stream that go into one segment (MSS).")},
    {Unit::Segments, QT_TRANSLATE_NOOP("wl", "Segments sent"), QT_TRANSLATE_NOOP("wl", "segments sent %1"),
        QT_TRANSLATE_NOOP("wl", "All segments that were sent; Linux leaves out a SYN-ACK.")},
    {Unit::Segments, QT_TRANSLATE_NOOP("wl", "Segments received"),
        QT_TRANSLATE_NOOP("wl", "segments received %1"),
        QT_TRANSLATE_NOOP("wl", "All segments that have arrived.")},
    {Unit::Segments, QT_TRANSLATE_NOOP("wl", "With data, sent"), QT_TRANSLATE_NOOP("wl", "with data sent %1"),
        QT_TRANSLATE_NOOP("wl", "Segments with bytes of the stream that were sent.")},
    {Unit::Segments, QT_TRANSLATE_NOOP("wl", "With data, received"),
        QT_TRANSLATE_NOOP("wl", "with data received %1"),
        QT_TRANSLATE_NOOP("wl", "Segments with bytes of the stream that have arrived.")},
    {Unit::Bytes, QT_TRANSLATE_NOOP("wl", "Acknowledged by the peer"),
        QT_TRANSLATE_NOOP("wl", "acknowledged by the peer %1"),
        QT_TRANSLATE_NOOP(
            "wl", "Bytes that the peer's kernel has acknowledged; our SYN and our FIN count as one each.")},
    {Unit::Bytes, QT_TRANSLATE_NOOP("wl", "Received by the kernel"), QT_TRANSLATE_NOOP("wl", "received %1"),
        QT_TRANSLATE_NOOP("wl", "Bytes that have arrived in order; the peer's FIN counts as one.")},
    {Unit::Bytes, QT_TRANSLATE_NOOP("wl", "Sent again"), QT_TRANSLATE_NOOP("wl", "sent again %1"),
        QT_TRANSLATE_NOOP("wl", "Bytes that were sent more than once.")},
    {Unit::Bytes, QT_TRANSLATE_NOOP("wl", "Send buffer, granted"), QT_TRANSLATE_NOOP("wl", "send buffer %1"),
        QT_TRANSLATE_NOOP("wl", "What the kernel grants to the send queue and its bookkeeping (SO_SNDBUF).")},
    {Unit::Bytes, QT_TRANSLATE_NOOP("wl", "Receive buffer, granted"),
        QT_TRANSLATE_NOOP("wl", "receive buffer %1"),
        QT_TRANSLATE_NOOP(
            "wl", "What the kernel grants to the receive queue and its bookkeeping (SO_RCVBUF).")},
    {Unit::Count, QT_TRANSLATE_NOOP("wl", "Datagrams dropped"),
        QT_TRANSLATE_NOOP("wl", "datagrams dropped %1"),
        QT_TRANSLATE_NOOP("wl", "Datagrams that were thrown away because the receive buffer was full.")},
};
static_assert(std::size(fieldWords) == gaugeFields);

constexpr GaugeField placeFields[] = {WriteBuffer, SendQueue, NotSent, ReceiveQueue, ReadBuffer};
constexpr GaugeField windowFields[] = {
    SendWindow, ReceiveWindow, CongestionWindow, SegmentSize, SendBuffer, ReceiveBuffer};
constexpr GaugeField timeFields[] = {Timer, Rtt, RttVariation, RetransmissionTimeout, Backoff};
constexpr GaugeField counterFields[] = {SegmentsOut, SegmentsIn, DataSegmentsOut, DataSegmentsIn, BytesAcked,
    BytesReceived, Retransmits, TotalRetransmits, BytesRetransmitted, Drops};

const GaugeGroup groups[] = {
    {QT_TRANSLATE_NOOP("wl", "Where the bytes are"), placeFields},
    {QT_TRANSLATE_NOOP("wl", "Windows and buffers"), windowFields},
    {QT_TRANSLATE_NOOP("wl", "Time"), timeFields},
    {QT_TRANSLATE_NOOP("wl", "Counters"), counterFields},
};

constexpr GaugeField lineFields[] = {WriteBuffer, SendQueue, NotSent, ReceiveQueue, ReadBuffer, SendWindow,
    ReceiveWindow, Retransmits, TotalRetransmits, Drops, Timer, Rtt};
constexpr GaugeField finalFields[] = {SegmentsOut, SegmentsIn, BytesAcked, BytesReceived, TotalRetransmits,
    BytesRetransmitted, ReceiveQueue, Drops, Rtt};

const FieldWords &wordsOfField(GaugeField field)
{
    return fieldWords[std::min(std::size_t(field), gaugeFields - 1)];
}

/// Numbers from a file may be anything; none of them becomes negative.
qint64 countable(std::uint64_t value)
{
    return qint64(std::min(value, std::uint64_t(std::numeric_limits<qint64>::max())));
}

/// A number of thousandths, without zeros at its end: 34 is "0.034", 204000 is "204".
QString thousandths(std::uint64_t value)
{
    QString text = QString::number(value / 1000);
    QString places = QString::number(value % 1000).rightJustified(3, QLatin1Char('0'));
    while (places.endsWith(QLatin1Char('0')))
        places.chop(1);
    return places.isEmpty() ? text : text + QLatin1Char('.') + places;
}

QString timerName(std::uint64_t timer, Words w)
{
    switch (timer) {
    case 1:
        return w.translate("wl", "retransmission");
    case 2:
        return w.translate("wl", "keepalive or another");
    case 3:
        return w.translate("wl", "end of TIME-WAIT");
    case 4:
        return w.translate("wl", "probe of the closed window");
    default:
        return w.translate("wl", "number %1").arg(timer);
    }
}

QString timerText(const Gauge &gauge, Words w)
{
    if (gauge[Timer] == 0)
        return w.translate("wl", "none");
    return w.translate("wl", "%1 in %2").arg(timerName(gauge[Timer], w), durationText(gauge[TimerMs], w));
}

QString line(const Gauge &gauge, std::span<const GaugeField> fields, Words w)
{
    QStringList parts;
    for (const GaugeField field : fields) {
        if (gauge[field] != 0)
            parts << w.translate("wl", wordsOfField(field).brief).arg(gaugeValue(gauge, field, w));
    }
    return parts.isEmpty() ? w.translate("wl", "nothing waits") : parts.join(QLatin1String("; "));
}

} // namespace

std::span<const GaugeGroup> gaugeGroups()
{
    return groups;
}

QString gaugeGroupTitle(const GaugeGroup &group, Words words)
{
    return words.translate("wl", group.title);
}

bool gaugeFieldApplies(GaugeField field, bool isDatagram)
{
    static constexpr GaugeField ofDatagrams[] = {
        SendQueue, ReceiveQueue, WriteBuffer, ReadBuffer, SendBuffer, ReceiveBuffer, Drops};
    if (!isDatagram)
        return field != Drops;
    return std::find(std::begin(ofDatagrams), std::end(ofDatagrams), field) != std::end(ofDatagrams);
}

QString gaugeTitle(GaugeField field, Words words)
{
    return words.translate("wl", wordsOfField(field).title);
}

QString gaugeHint(GaugeField field, Words words)
{
    return words.translate("wl", wordsOfField(field).hint);
}

QString gaugeUnit(GaugeField field, Words words)
{
    switch (wordsOfField(field).unit) {
    case Unit::Bytes:
        return words.translate("wl", "bytes");
    case Unit::Segments:
        return words.translate("wl", "segments");
    case Unit::Microseconds:
    case Unit::Milliseconds:
        return words.translate("wl", "ms");
    case Unit::Count:
    case Unit::Timer:
        break;
    }
    return {};
}

QString gaugeValue(const Gauge &gauge, GaugeField field, Words words)
{
    const std::uint64_t value = gauge[field];
    switch (wordsOfField(field).unit) {
    case Unit::Bytes:
        return words.bytes(countable(value));
    case Unit::Microseconds:
        return words.translate("wl", "%1 ms").arg(thousandths(value));
    case Unit::Milliseconds:
        return durationText(value, words);
    case Unit::Timer:
        return timerText(gauge, words);
    case Unit::Segments:
    case Unit::Count:
        break;
    }
    return QString::number(value);
}

QString gaugeLine(const Gauge &gauge, Words words)
{
    return line(gauge, lineFields, words);
}

QString gaugeFinalLine(const Gauge &gauge, Words words)
{
    return line(gauge, finalFields, words);
}

QStringList gaugePairs(const Gauge &gauge)
{
    QStringList pairs;
    for (std::size_t i = 0; i < gaugeFields; ++i) {
        const GaugeField field = GaugeField(i);
        if (gauge[field] != 0)
            pairs << QLatin1String(gaugeFieldName(field)) + QLatin1Char('=') + QString::number(gauge[field]);
    }
    return pairs;
}

QString durationText(std::uint64_t milliseconds, Words words)
{
    if (milliseconds < 1000)
        return words.translate("wl", "%1 ms").arg(milliseconds);
    return words.translate("wl", "%1 s").arg(thousandths(milliseconds / 100 * 100));
}

} // namespace wl
