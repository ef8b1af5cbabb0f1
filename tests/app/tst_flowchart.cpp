// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/flowchartcalls.h"
#include "tests/app/toldflowchart.h"

#include <QTest>

namespace wl {

class TestFlowchart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsSaidOfAnEmptySession();
    void aLiveTalkLightsItsBoxes();
    void aLiveSideWaitsWhereItWouldBlock();
    void callsAreCounted();
    void nothingThereIsNoCall();
    void failuresNameTheirErrno();
    void aConnectUnderWayIsNotDone();
    void aConnectThatTimesOutHasFailed();
    void steppedBoxesAreButtons();
    void anEndpointWithoutSocketOffersItsFirst();
    void aForeignClientIsOneBox();
    void aForeignServerIsOneBox();
    void aLonelyListenerWaits();
    void datagramsHaveTwoColumns();
    void whatWasNotReadHasNoBand();
    void aPartThatWasReadIsSaidSo();
    void finsNeedTheKernelsWord();
    void swappingMirrorsThePicture();
    void loopsLeadBack();
    void boxesTellTheirSentences();
    void theSelectedCallIsOutlined();
    void anOldConversationShowsItsLife();
    void clearingForgetsAll();
    void socketsClosedFirstAreForgottenFirst();
};

namespace {

using Told = ToldFlowchart;

bool has(const QString &texts, const char *line)
{
    return texts.contains(u'\n' + QString::fromUtf8(line) + u'\n');
}

/// How many paths and texts of `told` have this ending.
qsizetype count(const QStringList &lines, const char *part)
{
    return lines.filter(QString::fromUtf8(part)).size();
}

QRectF roomOf(const Drawing &drawing, const char *text)
{
    for (const Mark &mark : drawing.marks) {
        const auto *found = std::get_if<TextMark>(&mark);
        if (found && found->text == QString::fromUtf8(text))
            return found->rect;
    }
    return {};
}

} // namespace

void TestFlowchart::nothingIsSaidOfAnEmptySession()
{
    const Told told("");
    QVERIFY(told.texts().contains(QStringLiteral("no socket yet")));
    QCOMPARE(told.draw().items.size(), std::size_t(1));
}

void TestFlowchart::aLiveTalkLightsItsBoxes()
{
    const QString texts = Told(server + client + accepted + asked + heard).texts();
    for (const char *line : {"Server 1", "Server 1 #1", "Client 1", "listener, fd 10", "connection, fd 12",
             "client, fd 11", "\u2713 socket() 10", "\u2713 bind() :12000", "\u2713 listen() 5",
             "\u2713 accept() = 12", "\u2713 connect() :12000", "\u2713 send() 12 B", "bind() optional",
             "handshake, with the queue", "12 B"})
        QVERIFY2(has(texts, line), qPrintable(QString::fromUtf8(line) + texts));
    QCOMPARE(texts.count(QStringLiteral("shutdown() optional")), 2);
}

void TestFlowchart::aLiveSideWaitsWhereItWouldBlock()
{
    QVERIFY(has(Told(server).texts(), "\u25B6 accept() waits here"));
    const QString greeted = Told(server + client + accepted).texts();
    QVERIFY2(has(greeted, "\u25B6 accept() = 12"), qPrintable(greeted));
    QCOMPARE(greeted.count(QStringLiteral("\u25B6 recv() waits here")), 2);
    const QString waiting = Told(server + client + accepted + asked).texts();
    QCOMPARE(waiting.count(QStringLiteral("\u25B6 recv() waits here")), 2);
    const QString over = Told(server + client + accepted + asked + heard + closed).texts();
    QVERIFY2(!over.contains(QStringLiteral("\u25B6 recv()")), qPrintable(over));
}

void TestFlowchart::callsAreCounted()
{
    const Told told(server + client + accepted + asked + heard
        + "32 call read ep=1 sock=3 fd=12 arg=4096 offset=12 = 3 \"abc\"\n"
          "33 call read ep=1 sock=3 fd=12 arg=4096 offset=15 = 3 \"def\"\n");
    QVERIFY(has(told.texts(), "\u25B6 recv() \u00D73, last 3 B"));
    QVERIFY(has(told.texts(), "\u2713 connect() :12000"));
    QVERIFY(told.sentence("was called 3 times").contains(QStringLiteral("waits here now")));
}

void TestFlowchart::nothingThereIsNoCall()
{
    const QString texts = Told(server + client + accepted
        + "32 call read ep=1 sock=3 fd=12 arg=4096 = -1 EAGAIN\n"
          "33 call recv ep=1 sock=3 fd=12 arg=1 probe = 0\n"
          "34 call setsockopt ep=1 sock=3 fd=12 arg=1 extra=65538 = 0\n")
                              .texts();
    QVERIFY(has(texts, "\u25B6 recv() waits here"));
    QVERIFY(!texts.contains(QStringLiteral("setsockopt")));
}

void TestFlowchart::failuresNameTheirErrno()
{
    const Told told("1 command create ep=1 \"server tcp://127.0.0.1:12000?name=Server%201\"\n"
                    "3 call socket ep=1 sock=1 fd=10 = 10\n"
                    "4 call bind ep=1 sock=1 fd=10 peer=127.0.0.1:12000 = -1 EADDRINUSE\n");
    const QString texts = told.texts();
    QVERIFY2(has(texts, "\u2717 bind() EADDRINUSE"), qPrintable(texts));
    QVERIFY(texts.contains(QStringLiteral("\u2717 failed")));
    QCOMPARE(count(wl::told(told.draw()), "bad bad-text"), 1);
    QVERIFY(!texts.contains(QStringLiteral("\u25B6 accept()")));
}

void TestFlowchart::aConnectUnderWayIsNotDone()
{
    const QString texts = Told(server + create
        + "13 call connect ep=2 sock=2 fd=11 peer=127.0.0.1:12000 after=SYN-SENT read = -1 EINPROGRESS\n")
                              .texts();
    QVERIFY2(has(texts, "\u25B6 connect() :12000"), qPrintable(texts));
    QVERIFY(!texts.contains(QStringLiteral("handshake")));
    QVERIFY(!texts.contains(QStringLiteral("EINPROGRESS")));
}

void TestFlowchart::aConnectThatTimesOutHasFailed()
{
    const Told told(server + create
        + "13 call connect ep=2 sock=2 fd=11 peer=127.0.0.1:12000 after=SYN-SENT read = -1 EINPROGRESS\n"
          "99 note connect-timeout ep=2 arg=5000 errno=ETIMEDOUT \"127.0.0.1\"\n");
    QVERIFY2(has(told.texts(), "\u2717 connect() ETIMEDOUT"), qPrintable(told.texts()));
}

void TestFlowchart::steppedBoxesAreButtons()
{
    const Told told("0 command pace \"step\"\n" + server + "7 note waits ep=1 sock=1 arg=0 \"accept,close\"\n"
        + client + accepted
        + "22 note waits ep=1 sock=3 arg=0 \"recv,send,shutdown,close\"\n"
          "23 note waits ep=2 sock=2 arg=1 = 12 \"send,recv,shutdown,close\"\n");
    QCOMPARE(told.buttons(),
        (QStringList{QStringLiteral("1.1 accept"), QStringLiteral("1.1 close"), QStringLiteral("1.3 recv"),
            QStringLiteral("1.3 send"), QStringLiteral("1.3 shutdown"), QStringLiteral("1.3 close"),
            QStringLiteral("2.2 send"), QStringLiteral("2.2 recv"), QStringLiteral("2.2 shutdown"),
            QStringLiteral("2.2 close")}));
    const QString texts = told.texts();
    QVERIFY2(has(texts, "\u25B6 recv()") && has(texts, "\u25B6 send()"), qPrintable(texts));
    QVERIFY(has(texts, "\u25B7 recv()") && has(texts, "\u25B7 close()"));
    QVERIFY(texts.contains(QStringLiteral("possible too")));
    QVERIFY(told.sentence("recv() has not").contains(QStringLiteral("It would block now")));
    QVERIFY(!told.sentence("send() has not been called yet. Click").isEmpty());
    const Told talked("0 command pace \"step\"\n" + server + client + accepted + asked + heard
        + "32 note waits ep=1 sock=3 arg=1 = 12 \"send,recv,shutdown,close\"\n");
    QVERIFY2(has(talked.texts(), "\u25B7 recv() 12 B"), qPrintable(talked.texts()));
}

void TestFlowchart::anEndpointWithoutSocketOffersItsFirst()
{
    const Told told("0 command pace \"step\"\n"
                    "1 command create ep=1 \"server tcp://127.0.0.1:0?name=Server%201\"\n"
                    "2 command listen ep=1 \"tcp://127.0.0.1:0\"\n"
                    "3 note waits ep=1 arg=1 \"socket\"\n");
    QCOMPARE(told.buttons(), QStringList{QStringLiteral("1.0 socket")});
    const Told next("0 command pace \"step\"\n"
                    "1 command create ep=1 \"server tcp://127.0.0.1:0?name=Server%201\"\n"
                    "3 call socket ep=1 sock=1 fd=10 = 10\n"
                    "4 note waits ep=1 sock=1 arg=1 \"setsockopt,bind,listen,close\"\n");
    QCOMPARE(next.buttons().size(), 4);
    QCOMPARE(next.buttons().front(), QStringLiteral("1.1 setsockopt"));
}

void TestFlowchart::aForeignClientIsOneBox()
{
    const Told told(server + accepted + heard);
    const QString texts = told.texts();
    QVERIFY2(has(texts, "Outside") && !texts.contains(QStringLiteral("connect()")), qPrintable(texts));
    QVERIFY(!told.sentence("outside: 127.0.0.1:40000, not ours: its calls are unknown").isEmpty());
    QVERIFY(has(texts, "handshake, with the queue"));
    QVERIFY(!has(texts, "12 B"));
}

void TestFlowchart::aForeignServerIsOneBox()
{
    const Told told(client + asked);
    const QString texts = told.texts();
    QVERIFY2(!texts.contains(QStringLiteral("accept()")), qPrintable(texts));
    QVERIFY(!told.sentence("outside: 127.0.0.1:12000, not ours").isEmpty());
    QVERIFY(has(texts, "handshake"));
    const Told refused(
        create + "13 call connect ep=2 sock=2 fd=11 peer=127.0.0.1:9 after=CLOSED read = -1 ECONNREFUSED\n");
    QVERIFY(!refused.sentence("outside: 127.0.0.1:9, no connection was made").isEmpty());
    QVERIFY(!refused.texts().contains(QStringLiteral("handshake")));
}

void TestFlowchart::aLonelyListenerWaits()
{
    const Told told(server);
    QVERIFY(has(told.texts(), "Nobody has connected yet."));
    QVERIFY(has(told.texts(), "not accepted yet"));
    QVERIFY(!told.texts().contains(QStringLiteral("handshake")));
}

void TestFlowchart::datagramsHaveTwoColumns()
{
    const Told told(receiver + udpSender
        + "13 call recvfrom ep=1 sock=1 fd=10 arg=65535 peer=127.0.0.1:41000 datagram = 4 \"ping\"\n");
    const QString texts = told.texts();
    for (const char *line : {"Receiver", "Sender", "receiver, fd 10", "sender, fd 11", "\u2713 bind() :13000",
             "\u25B6 recvfrom() 4 B", "\u2713 sendto() 4 B", "\u25B6 recvfrom() waits here", "4 B", "again"})
        QVERIFY2(has(texts, line), qPrintable(QString::fromUtf8(line) + texts));
    QVERIFY(!texts.contains(QStringLiteral("connect()")) && !texts.contains(QStringLiteral("handshake")));
    QVERIFY(Told(receiver
        + "10 command create ep=2 \"client udp://127.0.0.1:13000?name=Sender\"\n"
          "11 call socket ep=2 sock=2 fd=11 datagram = 11\n"
          "12 call connect ep=2 sock=2 fd=11 peer=127.0.0.1:13000 datagram = 0\n")
                .texts()
                .contains(QStringLiteral("\u2713 connect() :13000")));
}

void TestFlowchart::whatWasNotReadHasNoBand()
{
    QVERIFY(!has(Told(server + client + accepted + asked).texts(), "12 B"));
    QVERIFY(!has(Told(receiver + udpSender).texts(), "4 B"));
    const QStringList lines = told(Told(server + client + accepted + asked).draw());
    QCOMPARE(count(lines, "band-out"), 0);
    QCOMPARE(count(told(Told(server + client + accepted + asked + heard).draw()), "band-out"), 1);
}

void TestFlowchart::aPartThatWasReadIsSaidSo()
{
    const Told told(
        server + client + accepted + asked + "31 call read ep=1 sock=3 fd=12 arg=5 offset=0 = 5 \"hello\"\n");
    QVERIFY2(has(told.texts(), "5 of 12 B"), qPrintable(told.texts()));
    QVERIFY(!told.sentence("5 of 12 bytes went from the send() of Client 1 into the recv() of").isEmpty());
}

void TestFlowchart::finsNeedTheKernelsWord()
{
    const QByteArray talk = server + client + accepted;
    QVERIFY(!Told(talk + "40 call close ep=2 sock=2 fd=11 = 0\n").texts().contains(QStringLiteral("FIN")));
    const Told told(talk + closed);
    QVERIFY2(has(told.texts(), "FIN (inferred)"), qPrintable(told.texts()));
    QVERIFY(!told.sentence("The kernel of Client 1 sent a FIN").isEmpty());
    QVERIFY(!told.sentence("The kernel of Server 1 #1 sent a FIN").isEmpty());
    const Told reset(talk
        + "40 call close ep=2 sock=2 fd=11 before=ESTABLISHED after=CLOSED read = 0\n"
          "41 call read ep=1 sock=3 fd=12 before=ESTABLISHED after=CLOSED read = -1 ECONNRESET\n");
    QVERIFY(!reset.texts().contains(QStringLiteral("FIN")));
    QVERIFY(has(reset.texts(), "\u2717 recv() ECONNRESET"));
    const Told half(
        talk + "40 call shutdown ep=2 sock=2 fd=11 arg=1 before=ESTABLISHED after=FIN-WAIT-2 read = 0\n");
    const Drawing drawing = half.draw();
    const double lower = roomOf(drawing, "FIN (inferred)").center().y();
    QVERIFY(lower < roomOf(drawing, "close()").top());
    QVERIFY(has(half.texts(), "\u2713 shutdown() SHUT_WR"));
}

void TestFlowchart::swappingMirrorsThePicture()
{
    const Told talk(server + client + accepted + asked + heard);
    const Drawing plain = talk.draw();
    const Drawing swapped = talk.draw({1280, 620}, 18, {}, true);
    QVERIFY(roomOf(plain, "Server 1").center().x() < roomOf(plain, "Client 1").center().x());
    QVERIFY(roomOf(swapped, "Server 1").center().x() > roomOf(swapped, "Client 1").center().x());
    QCOMPARE(swapped.marks.size(), plain.marks.size());
    QCOMPARE(roomOf(swapped, "Server 1 #1").center().x(),
        plain.size.width() - roomOf(plain, "Server 1 #1").center().x());
}

void TestFlowchart::loopsLeadBack()
{
    const Drawing drawing = Told(server + client + accepted).draw();
    int loops = 0;
    for (const Mark &mark : drawing.marks) {
        const auto *path = std::get_if<PathMark>(&mark);
        if (!path || path->points.size() != 4)
            continue;
        ++loops;
        QVERIFY(path->endHead);
        QVERIFY(path->points.front().y() > path->points.back().y());
        QCOMPARE(path->points.front().x(), path->points.back().x());
    }
    QCOMPARE(loops, 3);
    QCOMPARE(count(told(drawing), "until recv = 0"), 2);
    QCOMPARE(count(told(drawing), "again"), 1);
}

void TestFlowchart::boxesTellTheirSentences()
{
    const Told told(server + client + accepted + asked + heard);
    QVERIFY(!told.sentence("shutdown() has not been called yet. It is optional.").isEmpty());
    QVERIFY(!told.sentence("the kernel chooses the port").isEmpty());
    std::vector<EventIndex> events;
    for (const Drawing::Item &item : told.draw().items) {
        QVERIFY(!item.sentence.isEmpty());
        QVERIFY(!item.press);
        if (item.event)
            events.push_back(*item.event);
    }
    QVERIFY(std::find(events.begin(), events.end(), EventIndex(3)) != events.end());
    QVERIFY(told.draw().title.contains(QStringLiteral("Client 1")));
}

void TestFlowchart::theSelectedCallIsOutlined()
{
    const Told talk(server + client + accepted + asked + heard);
    QCOMPARE(count(told(talk.draw()), " selection "), 0);
    QCOMPARE(count(told(talk.draw({1280, 620}, 18, EventIndex(14))), " selection "), 1);
    // accept() is the listener's call and the connection's beginning.
    QCOMPARE(count(told(talk.draw({1280, 620}, 18, EventIndex(12))), " selection "), 2);
}

void TestFlowchart::anOldConversationShowsItsLife()
{
    const Told told(server + client + accepted + asked + heard + closed
        + "70 command connect ep=2 \"tcp://127.0.0.1:12000\"\n"
          "71 call socket ep=2 sock=4 fd=14 after=CLOSED read = 14\n"
          "72 call connect ep=2 sock=4 fd=14 peer=127.0.0.1:12000 after=ESTABLISHED read = 0\n");
    QVERIFY(has(told.texts(EventIndex(22)), "\u2713 socket() 14"));
    const QString old = told.texts(EventIndex(14));
    QVERIFY2(has(old, "\u2713 socket() 11") && has(old, "\u2713 send() 12 B"), qPrintable(old));
    QVERIFY(has(old, "\u2713 recv() \u00D72, last = 0") && has(old, "\u2713 close()"));
}

void TestFlowchart::clearingForgetsAll()
{
    Told told(server + client + accepted + asked + heard);
    told.chart.clear();
    QVERIFY2(!told.texts().contains(QStringLiteral("\u2713 s")), qPrintable(told.texts()));
}

void TestFlowchart::socketsClosedFirstAreForgottenFirst()
{
    Journal journal;
    Event e;
    for (SocketId id = 1; id <= FlowCalls::mostSockets + 2; ++id) {
        e.socket = id;
        e.step = Step::CallSocket;
        e.result = 9;
        journal.append(e);
        e.step = Step::CallClose;
        e.result = 0;
        if (id == 2 || id == 5)
            journal.append(e);
    }
    FlowCalls calls;
    calls.advance(journal.view());
    QCOMPARE(calls.size(), FlowCalls::mostSockets);
    QVERIFY(calls.life(1) && !calls.life(2) && calls.life(3) && !calls.life(5));
    e.socket = FlowCalls::mostSockets + 3;
    e.step = Step::CallSocket;
    journal.append(e);
    calls.advance(journal.view());
    QCOMPARE(calls.size(), FlowCalls::mostSockets);
    QVERIFY(calls.life(e.socket) && !calls.life(1));
}

} // namespace wl

QTEST_GUILESS_MAIN(wl::TestFlowchart)
#include "tst_flowchart.moc"
