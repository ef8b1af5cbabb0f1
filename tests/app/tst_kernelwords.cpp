// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/journal/gauge.h"
#include "app/models/eventtext.h"
#include "tests/kit/journalbuilder.h"

#include <QTest>

using namespace wl;

namespace {

std::unique_ptr<Journal> journalOf(const QString &line)
{
    return kit::JournalBuilder::build(line);
}

} // namespace

class TestKernelWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theKernelsWordIsOneSentence_data();
    void theKernelsWordIsOneSentence();
    void stepsAndOptionsAreToldInSentences_data();
    void stepsAndOptionsAreToldInSentences();
    void numbersOfTheKernelAreNamed();
    void icmpOfMappedAddressesIsThatOfIpv4();
    void whatWasPolledSaysHowOften();
    void detailsSpeakOfThisSocket();
};

void TestKernelWords::theKernelsWordIsOneSentence_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *line, const char *said) {
        QTest::newRow(line) << QString::fromUtf8(line) << QString::fromUtf8(said);
    };
    row("1 kernel state ep=2 evidence=2 extra=5 before=FIN-WAIT-1 after=FIN-WAIT-2",
        "Client 1: The kernel moved this socket from FIN-WAIT-1 to FIN-WAIT-2 (seen within 5 ms). So the "
        "peer's kernel has acknowledged our FIN.");
    row("1 kernel state ep=2 evidence=2 extra=5 arg=60000 before=FIN-WAIT-2 after=TIME-WAIT",
        "Client 1: The kernel moved this socket from FIN-WAIT-2 to TIME-WAIT (seen within 5 ms); it stays so "
        "for 60 s more. So the peer's FIN has arrived.");
    row("1 kernel state ep=2 evidence=1 extra=5 before=SYN-SENT after=ESTABLISHED",
        "Client 1: The kernel moved this socket from SYN-SENT to ESTABLISHED. So the peer's kernel has "
        "answered with SYN-ACK.");
    row("1 kernel state evidence=3 before=ESTABLISHED after=CLOSED",
        "The kernel moved this socket from ESTABLISHED to CLOSED.");
    row("1 kernel state ep=2 arg=204 before=TIME-WAIT after=TIME-WAIT",
        "Client 1: The kernel has this socket in TIME-WAIT; it stays so for 204 ms more.");
    row("1 kernel state ep=2", "Client 1: The kernel says nothing about this socket.");
    row("1 kernel gone ep=2 before=TIME-WAIT",
        "Client 1: The kernel let go of this socket: TIME-WAIT is over, and its two addresses can meet "
        "again.");
    row("1 kernel gone ep=1 before=LAST-ACK",
        "Server 1: The kernel let go of this socket, last seen in LAST-ACK; the side that closes second has "
        "no "
        "TIME-WAIT.");
    row("1 kernel gone ep=1 before=FIN-WAIT-1",
        "Server 1: The kernel let go of this socket, last seen in FIN-WAIT-1; no TIME-WAIT was seen.");
    row("1 kernel gone ep=1", "Server 1: The kernel let go of this socket.");
    row("1 kernel accept-queue ep=1 arg=1 = 2",
        "Server 1: 1 of 3 seats taken: connections that the kernel has made and that nobody has accepted "
        "(backlog 2; Linux holds one more).");
    row("1 kernel accept-queue ep=1 arg=2 = 1",
        "Server 1: 2 of 2 seats taken: connections that the kernel has made and that nobody has accepted "
        "(backlog 1; Linux holds one more). The queue is full: further clients get no answer and try again.");
    row("1 kernel accept-queue ep=1 = 2",
        "Server 1: All 3 seats for connections that nobody has accepted are free (backlog 2; Linux holds one "
        "more).");
    row("1 kernel waiting-connection ep=1 arg=77 peer=127.0.0.1:5 after=ESTABLISHED = 19",
        "Server 1: The connection from 127.0.0.1:5 is in ESTABLISHED, and nobody has accepted it; bytes that "
        "wait in it: 19.");
    row("1 kernel waiting-connection ep=1 arg=77 peer=[fe80::1%3]:5 after=CLOSE-WAIT",
        "Server 1: The connection from [fe80::1%3]:5 is in CLOSE-WAIT, and nobody has accepted it.");
    row("1 kernel waiting-connection ep=1 arg=77 peer=127.0.0.1:5 after=CLOSED",
        "Server 1: The connection from 127.0.0.1:5 no longer waits to be accepted.");
    row("1 kernel icmp ep=2 arg=771 errno=ECONNREFUSED local=127.0.0.1:0 peer=127.0.0.1:9",
        "Client 1: A datagram to 127.0.0.1:9 came to nothing, although send had succeeded: ICMP type 3, code "
        "3 "
        "from 127.0.0.1 (port unreachable), reported as ECONNREFUSED.");
    row("1 kernel icmp ep=2 arg=769 local=10.0.0.1:0 peer=10.0.0.7:9",
        "Client 1: A datagram to 10.0.0.7:9 came to nothing, although send had succeeded: ICMP type 3, code "
        "1 "
        "from 10.0.0.1 (host unreachable).");
    row("1 kernel icmp ep=2 arg=772 local=10.0.0.1:0 peer=10.0.0.7:9",
        "Client 1: A datagram to 10.0.0.7:9 came to nothing, although send had succeeded: ICMP type 3, code "
        "4 "
        "from 10.0.0.1 (too large for a link on the way, and must not be fragmented).");
    row("1 kernel icmp ep=2 arg=260 local=[::1]:0 peer=[::1]:9",
        "Client 1: A datagram to [::1]:9 came to nothing, although send had succeeded: ICMP type 1, code 4 "
        "from ::1 (port unreachable).");
    row("1 kernel icmp ep=2 arg=51967 peer=10.0.0.7:9",
        "Client 1: A datagram to 10.0.0.7:9 came to nothing, although send had succeeded: ICMP type 202, "
        "code "
        "255 from an unknown address.");
    row("1 kernel acknowledged ep=2 offset=19",
        "Client 1: The peer's kernel has acknowledged all bytes up to 19; whether its program has read them "
        "is not known.");
}

void TestKernelWords::theKernelsWordIsOneSentence()
{
    QFETCH(QString, line);
    QFETCH(QString, said);
    QCOMPARE(sentence(journalOf(line)->view().at(0), kit::testName), said);
}

void TestKernelWords::stepsAndOptionsAreToldInSentences_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *line, const char *said) {
        QTest::newRow(line) << QString::fromUtf8(line) << QString::fromUtf8(said);
    };
    row("1 note waits ep=2 arg=1 \"connect,close\"", "Client 1 waits for the user before connect().");
    row("1 note waits ep=2 arg=1 = 5 \"send,recv,close\"",
        "Client 1 waits for the user before send() of 5 bytes.");
    row("1 note waits ep=1 \"accept,close\"",
        "Server 1 waits for the user before accept(), which would block now: nobody has connected.");
    row("1 note waits ep=2", "Client 1 waits no more.");
    row("1 note would-block ep=2 \"recv\"", "recv would block: nothing has arrived.");
    row("1 note would-block ep=1 \"accept\"", "accept would block: nobody has connected.");
    row("1 note would-block ep=1 \"send\"", "send would block: the kernel's send buffer is full.");
    row("1 note would-block ep=1 \"close\"", "close would block.");
    row("1 note partial-send ep=2 arg=90 = 40",
        "The kernel took only 40 of the 90 bytes that Client 1 gave to send; its send buffer is full, and "
        "the "
        "rest stays with the program.");
    row("1 note proposal ep=1 arg=6 \"HELLO\\n\"",
        "The service of Server 1 proposes to send 6 bytes: \"HELLO\\n\".");
    row("1 note proposal ep=1", "The service of Server 1 proposes to send nothing.");
    row("1 note reading-held ep=1", "Server 1 calls recv no more; what arrives waits in the kernel.");
    row("1 note reading-released ep=1", "Server 1 calls recv again.");
    row("1 note option-set ep=1 arg=1 = 2304 \"sndbuf\"",
        "The option sndbuf of Server 1: asked 1, granted 2304.");
    row("1 note option-set ep=1 arg=300 errno=EINVAL = 64 \"ttl\"",
        "The kernel refused the option ttl of Server 1 (EINVAL): asked 300, it stays 64.");
    row("1 note option-set ep=1 arg=60 = 60 \"keepalive=TCP_KEEPIDLE\"",
        "The option TCP_KEEPIDLE of Server 1 is now 60, as asked.");
    row("1 note option-set ep=1 arg=1 = 1 \"nodelay\"", "The option nodelay of Server 1 is now 1, as asked.");
    row("1 note time-wait-full ep=2",
        "The system kept no TIME-WAIT for the connection of Client 1, because its table for them is full.");
    row("1 note stamps-off ep=2 arg=1200",
        "Acknowledgements to Client 1 are no longer stamped, because it sends too often for that (1200 times "
        "a second).");
    row("1 note kernel-silent \"netlink is refused.\"",
        "The kernel's own word can not be had here: netlink is refused.");
    row("1 command shutdown-write ep=2", "Client 1 is asked to shut down writing: it can still receive.");
    row("1 command set-option ep=2 \"nodelay=on\"", "Client 1 is asked to set a socket option (nodelay=on).");
    row("1 command pace ep=2 \"step\"", "Client 1 is asked to wait for the user before each call.");
    row("1 command pace \"live\"", "Every endpoint is asked to make its calls by itself.");
    row("1 command pace ep=2 \"slow 500\"", "Client 1 is asked to pause for 500 ms before each call.");
    row("1 command pace ep=2 \"fast\"", "Client 1 is asked to change its pace (fast).");
    row("1 command step ep=2", "Client 1 is asked to make the next call.");
    row("1 command step ep=2 arg=5 \"recv\"", "Client 1 is asked to make recv() with 5 bytes.");
    row("1 command skip ep=1 \"bind\"", "Server 1 is asked to leave out bind().");
    row("1 command step-when-ready ep=1 \"accept\"",
        "Server 1 is asked to make accept() as soon as it does not block.");
}

void TestKernelWords::stepsAndOptionsAreToldInSentences()
{
    QFETCH(QString, line);
    QFETCH(QString, said);
    QCOMPARE(sentence(journalOf(line)->view().at(0), kit::testName), said);
}

void TestKernelWords::numbersOfTheKernelAreNamed()
{
    Gauge gauge;
    gauge[GaugeField::SendQueue] = 19;
    gauge[GaugeField::Rtt] = 34;
    gauge[GaugeField::SegmentsOut] = 5;
    Journal journal;
    journal.append(Event{.endpoint = 2, .step = Step::KernelGauge}, gauge.bytes());
    journal.append(Event{.endpoint = 2, .step = Step::KernelFinal}, gauge.bytes());
    journal.append(Event{.endpoint = 2, .step = Step::KernelGauge});
    journal.append(Event{.endpoint = 2, .step = Step::KernelFinal}, std::string_view("cut"));
    const JournalView view = journal.view();
    QCOMPARE(sentence(view.at(0), kit::testName),
        QStringLiteral("Client 1: The kernel's numbers of this socket: send queue 19 bytes; rtt 0.034 ms."));
    QCOMPARE(sentence(view.at(1), kit::testName),
        QStringLiteral("Client 1: The kernel freed this socket; its last numbers: segments sent 5; rtt 0.034 "
                       "ms."));
    QCOMPARE(detailText(view.at(2)), QStringLiteral("The kernel's numbers of this socket were not kept."));
    QVERIFY(sentence(view.at(3), kit::testName).endsWith(QLatin1Char('.')));
    QCOMPARE(detailText(view.at(0)), QStringLiteral("send queue 19 bytes; rtt 0.034 ms"));
    QCOMPARE(detailText(view.at(1)), QStringLiteral("segments sent 5; rtt 0.034 ms"));
}

void TestKernelWords::icmpOfMappedAddressesIsThatOfIpv4()
{
    const auto journal = journalOf(
        QStringLiteral("1 kernel icmp arg=771 local=[::ffff:127.0.0.1]:0 peer=[::ffff:127.0.0.1]:9"));
    QVERIFY(detailText(journal->view().at(0)).contains(QStringLiteral("(port unreachable)")));
}

void TestKernelWords::whatWasPolledSaysHowOften()
{
    const auto journal = kit::journalFrom(R"(
1 kernel state ep=1 evidence=2 extra=5 before=ESTABLISHED after=CLOSE-WAIT
2 kernel state ep=1 evidence=2 after=CLOSE-WAIT
3 kernel state ep=1 evidence=3 extra=5 after=CLOSE-WAIT
4 call connect ep=1 evidence=2 extra=2 = 0)");
    const char *const expected[] = {"polled ±5 ms", "polled", "kernel event", "polled"};
    for (EventIndex i = 0; i < 4; ++i)
        QCOMPARE(evidenceText(journal->view().at(i).event()), QString::fromUtf8(expected[i]));
}

void TestKernelWords::detailsSpeakOfThisSocket()
{
    const auto journal = kit::journalFrom(R"(
1 kernel gone ep=1
2 note would-block ep=1 "recv"
3 note reading-held ep=1
4 command step ep=1 arg=5 "recv"
5 command step ep=1
6 command pace ep=1 "slow 500")");
    const char *const expected[] = {"The kernel let go of this socket.",
        "recv would block: nothing has arrived.",
        "This endpoint calls recv no more; what arrives waits in the kernel.", "recv, 5 bytes", "",
        "slow 500"};
    for (EventIndex i = 0; i < std::size(expected); ++i)
        QCOMPARE(detailText(journal->view().at(i)), QString::fromUtf8(expected[i]));
}

QTEST_GUILESS_MAIN(TestKernelWords)
#include "tst_kernelwords.moc"
