// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/eventtext.h"
#include "app/models/sentences.h"
#include "tests/kit/journalbuilder.h"

#include <QTest>
#include <QTranslator>

#include <limits>

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

using namespace wl;

namespace {

/// Answers every text with "~" before it, as a language of its own.
class Tilde final : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *source, const char *, int) const override
    {
        return QLatin1Char('~') + QString::fromUtf8(source);
    }
};

std::unique_ptr<Journal> journalOf(const QString &line)
{
    return kit::JournalBuilder::build(line);
}

} // namespace

class TestEventText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void callsReadAsTheyWereMade_data();
    void callsReadAsTheyWereMade();
    void signalsTellTheirNumberAndTheirSlot();
    void commandsTellTheirArgument();
    void statesAreShownAsAChangeOnlyWhenTheyChange();
    void timesAreGroupedSeconds();
    void stepsHaveTheNameALearnerKnows();
    void sentencesSayWhatHappened_data();
    void sentencesSayWhatHappened();
    void everyStepHasASentence();
    void extremeNumbersMakeNoNonsense();
    void remoteTextIsOneHarmlessLine();
    void namesThatLookLikePlaceholdersStayNames();
    void filesAreEnglishWhateverTheUserSpeaks();
};

void TestEventText::callsReadAsTheyWereMade_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char *name, const QString &line, const char *detail) {
        QTest::newRow(name) << line << QString::fromUtf8(detail);
    };
    const auto option = [](int level, int name) { return QString::number((level << 16) | name); };
    row("socket",
        QStringLiteral("1 call socket ep=1 sock=1 fd=12 arg=%1 extra=%2 = 12")
            .arg(AF_INET)
            .arg(SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK | IPPROTO_TCP << 24),
        "socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC|SOCK_NONBLOCK, IPPROTO_TCP) = 12");
    row("bind", QStringLiteral("1 call bind ep=1 fd=12 peer=[::1]:80 = -1 EADDRINUSE"),
        "bind(12, [::1]:80) = -1 EADDRINUSE");
    row("listen", QStringLiteral("1 call listen fd=12 arg=50 = 0"), "listen(12, 50) = 0");
    row("accept4",
        QStringLiteral("1 call accept4 fd=12 arg=2 extra=%1 peer=127.0.0.1:52814 = 15").arg(SOCK_CLOEXEC),
        "as accept4(12, SOCK_CLOEXEC) = 15, peer 127.0.0.1:52814");
    row("connect", QStringLiteral("1 call connect fd=14 extra=1 peer=127.0.0.1:12000 = -1 EINPROGRESS"),
        "connect(14, 127.0.0.1:12000) = -1 EINPROGRESS");
    row("connect again", QStringLiteral("1 call connect fd=14 extra=2 peer=127.0.0.1:12000 = 0"),
        "connect(14, 127.0.0.1:12000) = 0 (asks how it ended)");
    row("Qt's retry", QStringLiteral("1 call connect fd=14 extra=1 peer=127.0.0.1:1 retry = -1 ECONNREFUSED"),
        "connect(14, 127.0.0.1:1) = -1 ECONNREFUSED (Qt's own second try)");
    row("read", QStringLiteral("1 call read fd=15 arg=19 = 19 \"x\""), "as read(15, 19) = 19");
    row("recv", QStringLiteral("1 call recv fd=15 arg=1 extra=%1 = 1").arg(MSG_PEEK),
        "recv(15, 1, MSG_PEEK) = 1");
    row("recvmsg", QStringLiteral("1 call recvmsg fd=15 arg=4 peer=127.0.0.1:9 datagram truncated = 4"),
        "as recvmsg(15, 4, 0) = 4, peer 127.0.0.1:9 (MSG_TRUNC)");
    row("sendto", QStringLiteral("1 call sendto fd=15 arg=4 peer=127.0.0.1:9 datagram = 4"),
        "as sendto(15, 4, 0, 127.0.0.1:9) = 4");
    row("shutdown", QStringLiteral("1 call shutdown fd=15 arg=1 = 0"), "shutdown(15, SHUT_WR) = 0");
    row("close", QStringLiteral("1 call close fd=15 = 0"), "close(15) = 0");
    row("setsockopt",
        QStringLiteral("1 call setsockopt fd=12 arg=1 extra=%1 = 0").arg(option(SOL_SOCKET, SO_REUSEADDR)),
        "setsockopt(12, SOL_SOCKET, SO_REUSEADDR, 1) = 0");
    row("SO_ERROR",
        QStringLiteral("1 call getsockopt fd=12 arg=%1 extra=%2 = 0")
            .arg(ECONNREFUSED)
            .arg(option(SOL_SOCKET, SO_ERROR)),
        "getsockopt(12, SOL_SOCKET, SO_ERROR, [ECONNREFUSED]) = 0");
    row("unknown option", QStringLiteral("1 call setsockopt fd=12 arg=7 extra=%1 = 0").arg(option(77, 99)),
        "setsockopt(12, 77, 99, 7) = 0");
    row("probe",
        QStringLiteral("1 call getsockopt fd=12 arg=1 extra=%1 probe = 0").arg(option(IPPROTO_TCP, TCP_INFO)),
        "getsockopt(12, IPPROTO_TCP, TCP_INFO, [ESTABLISHED]) = 0 (probe)");
    row("ioctl", QStringLiteral("1 call ioctl fd=12 arg=19 extra=%1 = 0").arg(FIONREAD),
        "ioctl(12, FIONREAD, [19]) = 0");
    row("fcntl",
        QStringLiteral("1 call fcntl fd=12 arg=%1 extra=%2 = 0").arg(O_RDWR | O_NONBLOCK).arg(F_SETFL),
        "fcntl(12, F_SETFL, O_RDWR|O_NONBLOCK) = 0");
}

void TestEventText::callsReadAsTheyWereMade()
{
    QFETCH(QString, line);
    QFETCH(QString, detail);
    QCOMPARE(detailText(journalOf(line)->view().at(0)), detail);
}

void TestEventText::signalsTellTheirNumberAndTheirSlot()
{
    const auto journal = kit::journalFrom(R"(
1 signal readyRead ep=1 slot=StreamSocket::read = 19
2 signal stateChanged ep=2 slot=StreamSocket::changeState = 3
3 signal errorOccurred ep=2 = 0 "Connection refused\n"
4 signal newConnection ep=1 slot=TcpServerEndpoint::takeConnection = 0
5 signal bytesWritten ep=1 = 1)");
    const JournalView view = journal->view();
    QCOMPARE(detailText(view.at(0)), QString::fromUtf8("19 bytes available → StreamSocket::read"));
    QCOMPARE(detailText(view.at(1)), QString::fromUtf8("ConnectedState → StreamSocket::changeState"));
    QCOMPARE(detailText(view.at(2)), QStringLiteral("ConnectionRefusedError: Connection refused\\n"));
    QCOMPARE(detailText(view.at(3)), QString::fromUtf8("→ TcpServerEndpoint::takeConnection"));
    QCOMPARE(detailText(view.at(4)), QStringLiteral("1 byte written"));
}

void TestEventText::commandsTellTheirArgument()
{
    const auto journal = kit::journalFrom(R"(
1 command listen ep=1 "tcp://127.0.0.1:12000"
2 command send ep=2 arg=5 peer=127.0.0.1:9 "hello")");
    QCOMPARE(detailText(journal->view().at(0)), QStringLiteral("tcp://127.0.0.1:12000"));
    QCOMPARE(detailText(journal->view().at(1)), QStringLiteral("5 bytes to 127.0.0.1:9"));
}

void TestEventText::statesAreShownAsAChangeOnlyWhenTheyChange()
{
    Event e;
    QCOMPARE(stateText(e), QString());
    e.after = TcpState::Listen;
    QCOMPARE(stateText(e), QStringLiteral("LISTEN"));
    e.before = TcpState::Listen;
    QCOMPARE(stateText(e), QStringLiteral("LISTEN"));
    e.before = TcpState::Closed;
    QCOMPARE(stateText(e), QString::fromUtf8("CLOSED → LISTEN"));
}

void TestEventText::timesAreGroupedSeconds()
{
    QCOMPARE(timeText(0), QStringLiteral("0.000 000"));
    QCOMPARE(timeText(41'400), QStringLiteral("0.000 041"));
    QCOMPARE(timeText(2'114'870'500), QStringLiteral("2.114 871"));
    QCOMPARE(timeText(999'999'600), QStringLiteral("1.000 000"));
    QCOMPARE(timeText(-1'500'000), QStringLiteral("-0.001 500"));
    QCOMPARE(timeText(std::numeric_limits<std::int64_t>::min()), QStringLiteral("-9223372036.854 776"));
}

void TestEventText::stepsHaveTheNameALearnerKnows()
{
    const auto journal = kit::journalFrom("1 call read = 1\n2 signal readyRead\n3 note peer-finished");
    QCOMPARE(stepText(journal->view().at(0).event()), QStringLiteral("recv"));
    QCOMPARE(stepText(journal->view().at(1).event()), QStringLiteral("readyRead()"));
    QCOMPARE(stepText(journal->view().at(2).event()), QStringLiteral("peer-finished"));
    QCOMPARE(evidenceText(journal->view().at(0).event()), QStringLiteral("observed"));
}

void TestEventText::sentencesSayWhatHappened_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *line, const char *said) {
        QTest::newRow(line) << QString::fromUtf8(line) << QString::fromUtf8(said);
    };
    row("1 note connect-failed ep=2 peer=127.0.0.1:12000 = -1 ECONNREFUSED",
        "Client 1 was refused: nobody listens at 127.0.0.1:12000. Start a server there, or check the port.");
    row("1 note listen-failed ep=1 peer=127.0.0.1:80 = -1 EACCES",
        "Server 1 can not listen at 127.0.0.1:80 (EACCES). This program may not do that. Ports below 1024 "
        "belong to the "
        "administrator: use a higher port.");
    row("1 note lookup-failed ep=2 \"nowhere.example\"",
        "Client 1 found no address for the name nowhere.example. Check the spelling and the name server.");
    row("1 note listening ep=1 arg=12000 \"The server is ready to receive\"",
        "Server 1 is ready at port 12000. “The server is ready to receive”");
    row("1 note hello-wrong ep=1 arg=4 \"o\"",
        "Server 1 expected Hello, but byte 5 is wrong. There should be o.");
    row("1 note file-progress ep=2 arg=100 = 1", "Client 1 has sent 1 byte of 100 bytes of the file.");
    row("1 call connect ep=2 fd=14 peer=127.0.0.1:12000 = -1 EINPROGRESS",
        "Client 1 began to connect to 127.0.0.1:12000; the kernel carries on in the background.");
    row("1 call connect ep=2 fd=14 peer=127.0.0.1:12000 = -1 ETIMEDOUT",
        "Client 1 can not connect to 127.0.0.1:12000 (ETIMEDOUT). No answer came in time. The machine may be "
        "off, or a "
        "firewall drops what is sent to it: check address and network.");
    row("1 call read ep=1 fd=15 arg=9 = 19 \"x\"", "The kernel gave Server 1 what had arrived: 19 bytes.");
    row("1 call read ep=1 fd=15 arg=9 = 0",
        "Server 1 read the end of the stream: the peer has sent everything it wanted to.");
    row("1 call read ep=1 fd=15 arg=9 = -1 EAGAIN",
        "Server 1 called recv and got EAGAIN. This is no failure: nothing more has arrived yet.");
    row("1 call write ep=1 fd=15 arg=90 = 40",
        "The kernel had room for only 40 of the 90 bytes that Server 1 wanted to send.");
    row("1 call recvmsg ep=1 fd=15 arg=9 datagram peer=127.0.0.1:9 = 0",
        "Server 1 received a datagram of 0 bytes from 127.0.0.1:9.");
    row("1 call close ep=1 fd=15 after=TIME-WAIT = 0",
        "Server 1 gave descriptor 15 back. The kernel still keeps the connection, in TIME-WAIT.");
    row("1 kernel state ep=1 before=ESTABLISHED after=CLOSE-WAIT",
        "Server 1: The kernel moved this socket from ESTABLISHED to CLOSE-WAIT. So the peer's FIN has "
        "arrived.");
    row("1 command send ep=2 arg=-1 \"x\"", "Client 1 is asked to send -1 bytes.");
    row("1 command send ep=2 arg=9000000000", "Client 1 is asked to send 9000000000 bytes.");
    row("1 note text \"Look here\"", "Look here");
}

void TestEventText::sentencesSayWhatHappened()
{
    QFETCH(QString, line);
    QFETCH(QString, said);
    QCOMPARE(sentence(journalOf(line)->view().at(0), kit::testName), said);
}

void TestEventText::extremeNumbersMakeNoNonsense()
{
    for (int i = 0; i < 1000; ++i) {
        for (const std::int64_t n : {std::numeric_limits<std::int64_t>::min(),
                 std::numeric_limits<std::int64_t>::max(), std::int64_t(-1)}) {
            Event e{.result = n, .arg = std::uint64_t(n), .offset = std::uint64_t(n), .endpoint = 1};
            e.step = Step(i);
            e.extra = 0xFFFFFFFF;
            e.evidence = Evidence::Polled;
            e.before = TcpState(250);
            e.after = TcpState(n < 0 ? 250 : 6);
            if (*stepName(e.step) == '\0')
                continue;
            Journal journal;
            journal.append(e, std::string_view("\xFF\n,%1%2\x1b"));
            const QString said = sentence(journal.view().at(0), kit::testName)
                + detailText(journal.view().at(0)) + evidenceText(e);
            QVERIFY2(!said.contains(QLatin1Char('\n')) && !said.contains(QChar(0x1b)), stepName(e.step));
        }
    }
}

void TestEventText::everyStepHasASentence()
{
    for (int i = 0; i < 1000; ++i) {
        Event e;
        e.step = Step(i);
        e.endpoint = 1;
        if (*stepName(e.step) == '\0')
            continue;
        Journal journal;
        journal.append(e, std::string_view("words"));
        const EventRef ref = journal.view().at(0);
        const QString said = sentence(ref, kit::testName);
        QVERIFY2(!said.isEmpty(), stepName(e.step));
        QVERIFY2(!said.contains(QLatin1Char('%')), qPrintable(said));
        QVERIFY2(e.step == Step::NoteText || e.step == Step::NoteObservationOff
                || said.endsWith(QLatin1Char('.')) || said.endsWith(QStringLiteral("words"))
                || said.endsWith(QString::fromUtf8("”")),
            qPrintable(said));
        e.flags = Event::Probe;
        Journal probes;
        probes.append(e);
        QVERIFY(!detailText(probes.view().at(0)).contains(QLatin1Char('%')));
    }
}

void TestEventText::remoteTextIsOneHarmlessLine()
{
    const auto journal = kit::journalFrom(R"(
1 note text ep=1 "a\n1 call forged\x1b[2J\xe2\x80\xae"
2 call read ep=1 fd=3 arg=9 = 5 "a\nb\x1b\"")");
    for (const QString &text : {sentence(journal->view().at(0), {}), detailText(journal->view().at(0)),
             payloadText(journal->view().at(1))}) {
        QVERIFY2(!text.contains(QLatin1Char('\n')), qPrintable(text));
        QVERIFY2(!text.contains(QChar(0x1b)), qPrintable(text));
        QVERIFY2(!text.contains(QChar(0x202e)), qPrintable(text));
    }
    QVERIFY(payloadText(journal->view().at(0), 3).size() <= 3 + 3);
    Journal empty;
    empty.append(Event{.step = Step::CallRead});
    QCOMPARE(payloadText(empty.view().at(0)), QString());
}

void TestEventText::namesThatLookLikePlaceholdersStayNames()
{
    const auto journal = kit::journalFrom("1 call sendto ep=1 fd=3 arg=4 datagram peer=127.0.0.1:9 = 4");
    const QString said =
        sentence(journal->view().at(0), [](EndpointId) { return QStringLiteral("%3 %2 %n"); });
    QCOMPARE(said, QStringLiteral("%3 %2 %n sent a datagram of 4 bytes to 127.0.0.1:9."));
}

void TestEventText::filesAreEnglishWhateverTheUserSpeaks()
{
    Tilde tilde;
    QVERIFY(QCoreApplication::installTranslator(&tilde));
    const auto journal = kit::journalFrom("1 note accept-resumed ep=1\n2 call read ep=1 fd=3 arg=1 = 1");
    const JournalView view = journal->view();
    const QString translated = sentence(view.at(0), kit::testName);
    const QString english = englishSentence(view.at(0), kit::testName);
    const QString detail = englishDetail(view.at(1));
    QCoreApplication::removeTranslator(&tilde);
    QCOMPARE(translated, QStringLiteral("~Server 1 accepts connections again."));
    QCOMPARE(english, QStringLiteral("Server 1 accepts connections again."));
    QCOMPARE(detail, QStringLiteral("as read(3, 1) = 1"));
}

QTEST_GUILESS_MAIN(TestEventText)
#include "tst_eventtext.moc"
