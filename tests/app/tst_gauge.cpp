// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/exporters/csv.h"
#include "app/models/gaugetext.h"
#include "app/models/icmptext.h"
#include "tests/kit/journalbuilder.h"

#include <QSet>
#include <QTest>

#include <limits>
#include <vector>

using namespace wl;
using enum GaugeField;

class TestGauge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersComeBackFromTheirBytes();
    void bytesOfAnySizeAreHarmless();
    void everyFieldHasItsOwnWords();
    void everyFieldStandsInOneGroup();
    void datagramSocketsHaveOnlyQueuesBuffersAndDrops();
    void valuesHaveUnits();
    void timersAreToldInWords_data();
    void timersAreToldInWords();
    void theLineNamesWhatIsNotZero();
    void theFinalLineNamesTheCounters();
    void pairsLeaveZerosOut();
    void numbersOutOfReachStayReadable();
    void durationsAreShort();
    void icmpNamesDifferBetweenTheFamilies();
    void spreadsheetsGetNamesAndNoBytes();

private:
    const Words m_words = Words::english();
};

void TestGauge::numbersComeBackFromTheirBytes()
{
    Gauge gauge;
    for (std::size_t i = 0; i < gaugeFields; ++i)
        gauge[GaugeField(i)] = i * 0x0102030405060708;
    QCOMPARE(gauge.bytes().size(), gaugeFields * 8);
    QVERIFY(Gauge::fromBytes(gauge.bytes()) == gauge);
}

void TestGauge::bytesOfAnySizeAreHarmless()
{
    std::vector<std::uint8_t> bytes(gaugeFields * 8 + 100, 0xFF);
    const auto cut = [&bytes](std::size_t size) { return Gauge::fromBytes(Bytes(bytes).first(size)); };
    QVERIFY(cut(0) == Gauge());
    QCOMPARE(cut(3)[SendQueue], 0xFFFFFFull);
    QCOMPARE(cut(8)[NotSent], 0ull);
    QCOMPARE(cut(bytes.size())[Drops], std::numeric_limits<std::uint64_t>::max());
}

void TestGauge::everyFieldHasItsOwnWords()
{
    QSet<QString> titles;
    QSet<QString> names;
    QSet<QString> hints;
    for (std::size_t i = 0; i < gaugeFields; ++i) {
        const GaugeField field = GaugeField(i);
        titles << gaugeTitle(field, m_words);
        names << QLatin1String(gaugeFieldName(field));
        hints << gaugeHint(field, m_words);
        QVERIFY(gaugeHint(field, m_words).endsWith(QLatin1Char('.')));
        QVERIFY(!gaugeValue(Gauge(), field, m_words).isEmpty());
    }
    for (const QSet<QString> &words : {titles, names, hints}) {
        QCOMPARE(words.size(), qsizetype(gaugeFields));
        QVERIFY(!words.contains(QString()));
    }
}

void TestGauge::everyFieldStandsInOneGroup()
{
    std::vector<int> seen(gaugeFields, 0);
    for (const GaugeGroup &group : gaugeGroups()) {
        QVERIFY(!gaugeGroupTitle(group, m_words).isEmpty());
        for (const GaugeField field : group.fields)
            ++seen[std::size_t(field)];
    }
    for (std::size_t i = 0; i < gaugeFields; ++i)
        QVERIFY2(seen[i] == (GaugeField(i) == TimerMs ? 0 : 1), gaugeFieldName(GaugeField(i)));
}

void TestGauge::datagramSocketsHaveOnlyQueuesBuffersAndDrops()
{
    QVERIFY(gaugeFieldApplies(ReceiveQueue, true) && gaugeFieldApplies(Drops, true));
    QVERIFY(!gaugeFieldApplies(Rtt, true) && !gaugeFieldApplies(SendWindow, true));
    QVERIFY(gaugeFieldApplies(Rtt, false) && !gaugeFieldApplies(Drops, false));
}

void TestGauge::valuesHaveUnits()
{
    Gauge gauge;
    gauge[SendQueue] = 1;
    gauge[Rtt] = 34;
    gauge[RetransmissionTimeout] = 204'000;
    gauge[CongestionWindow] = 10;
    QCOMPARE(gaugeValue(gauge, SendQueue, m_words), QStringLiteral("1 byte"));
    QCOMPARE(gaugeValue(gauge, NotSent, m_words), QStringLiteral("0 bytes"));
    QCOMPARE(gaugeValue(gauge, Rtt, m_words), QStringLiteral("0.034 ms"));
    QCOMPARE(gaugeValue(gauge, RetransmissionTimeout, m_words), QStringLiteral("204 ms"));
    QCOMPARE(gaugeValue(gauge, CongestionWindow, m_words), QStringLiteral("10"));
    QCOMPARE(gaugeUnit(SendQueue, m_words), QStringLiteral("bytes"));
    QCOMPARE(gaugeUnit(CongestionWindow, m_words), QStringLiteral("segments"));
    QCOMPARE(gaugeUnit(Rtt, m_words), QStringLiteral("ms"));
    QCOMPARE(gaugeUnit(Backoff, m_words), QString());
}

void TestGauge::timersAreToldInWords_data()
{
    QTest::addColumn<int>("timer");
    QTest::addColumn<int>("ms");
    QTest::addColumn<QString>("words");
    QTest::newRow("none") << 0 << 204 << QStringLiteral("none");
    QTest::newRow("retransmission") << 1 << 204 << QStringLiteral("retransmission in 204 ms");
    QTest::newRow("keepalive") << 2 << 7'200'000 << QStringLiteral("keepalive or another in 7200 s");
    QTest::newRow("TIME-WAIT") << 3 << 59'870 << QStringLiteral("end of TIME-WAIT in 59.8 s");
    QTest::newRow("window") << 4 << 1000 << QStringLiteral("probe of the closed window in 1 s");
    QTest::newRow("unknown") << 9 << 1 << QStringLiteral("number 9 in 1 ms");
}

void TestGauge::timersAreToldInWords()
{
    QFETCH(int, timer);
    QFETCH(int, ms);
    QFETCH(QString, words);
    Gauge gauge;
    gauge[Timer] = std::uint64_t(timer);
    gauge[TimerMs] = std::uint64_t(ms);
    QCOMPARE(gaugeValue(gauge, Timer, m_words), words);
}

void TestGauge::theLineNamesWhatIsNotZero()
{
    Gauge gauge;
    QCOMPARE(gaugeLine(gauge, m_words), QStringLiteral("nothing waits"));
    gauge[SendQueue] = 19;
    gauge[NotSent] = 5;
    gauge[SendWindow] = 65'536;
    gauge[TotalRetransmits] = 2;
    gauge[Timer] = 1;
    gauge[TimerMs] = 204;
    gauge[Rtt] = 34;
    gauge[SegmentsOut] = 7;
    QCOMPARE(gaugeLine(gauge, m_words),
        QStringLiteral("send queue 19 bytes; of it not yet sent 5 bytes; peer's window 65536 bytes; "
                       "retransmissions 2; timer: retransmission in 204 ms; rtt 0.034 ms"));
}

void TestGauge::theFinalLineNamesTheCounters()
{
    Gauge gauge;
    gauge[SegmentsOut] = 5;
    gauge[SegmentsIn] = 4;
    gauge[BytesAcked] = 21;
    gauge[SendWindow] = 65'536;
    QCOMPARE(gaugeFinalLine(gauge, m_words),
        QStringLiteral("segments sent 5; segments received 4; acknowledged by the peer 21 bytes"));
}

void TestGauge::pairsLeaveZerosOut()
{
    Gauge gauge;
    QCOMPARE(gaugePairs(gauge), QStringList());
    gauge[SendQueue] = 19;
    gauge[Drops] = 1;
    QCOMPARE(gaugePairs(gauge), QStringList({QStringLiteral("send-queue=19"), QStringLiteral("drops=1")}));
}

void TestGauge::numbersOutOfReachStayReadable()
{
    Gauge gauge;
    gauge.values.fill(std::numeric_limits<std::uint64_t>::max());
    for (std::size_t i = 0; i < gaugeFields; ++i) {
        const QString value = gaugeValue(gauge, GaugeField(i), m_words);
        QVERIFY2(!value.contains(QLatin1Char('-')), qPrintable(value));
        QVERIFY2(value.size() < 80, qPrintable(value));
    }
    QCOMPARE(gaugeTitle(GaugeField::Count, m_words), gaugeTitle(Drops, m_words));
}

void TestGauge::durationsAreShort()
{
    QCOMPARE(durationText(0, m_words), QStringLiteral("0 ms"));
    QCOMPARE(durationText(999, m_words), QStringLiteral("999 ms"));
    QCOMPARE(durationText(59'999, m_words), QStringLiteral("59.9 s"));
    QCOMPARE(durationText(60'000, m_words), QStringLiteral("60 s"));
}

void TestGauge::icmpNamesDifferBetweenTheFamilies()
{
    QCOMPARE(icmpText(false, 3, 3, m_words), QStringLiteral("port unreachable"));
    QCOMPARE(icmpText(true, 1, 4, m_words), QStringLiteral("port unreachable"));
    QCOMPARE(
        icmpText(true, 3, 0, m_words), QStringLiteral("too many routers on the way (hop limit used up)"));
    QCOMPARE(icmpText(false, 3, 0, m_words), QStringLiteral("network unreachable"));
    QCOMPARE(icmpText(false, 200, 0, m_words), QString());
}

void TestGauge::spreadsheetsGetNamesAndNoBytes()
{
    Gauge gauge;
    gauge[SendQueue] = 19;
    gauge[Rtt] = 34;
    Journal journal;
    journal.append(Event{.step = Step::KernelGauge}, gauge.bytes());
    const QByteArray line = CsvExporter().line(journal.view().at(0), kit::testName);
    QVERIFY2(line.contains(",\"send-queue=19 rtt-us=34\","), line.constData());
    QVERIFY(!line.contains("\\0"));
}

QTEST_GUILESS_MAIN(TestGauge)
#include "tst_gauge.moc"
