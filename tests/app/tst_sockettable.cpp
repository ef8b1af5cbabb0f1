// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/sockettable.h"
#include "tests/kit/journalbuilder.h"

#include <QTest>

namespace wl {

class TestSocketTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void createdEndpointsHaveTheirSettings();
    void aServersLifeIsFollowed();
    void aRefusedClientShowsBothTries();
    void acceptedConnectionsAreNumbered();
    void ownEndsFindEachOther();
    void aMappedAddressIsTheSameMachine();
    void aClosedConnectionIsNobodysPartner();
    void chipsOfAServer();
    void chipsOfAClient();
    void chipsOfDatagramSockets();
    void acceptedConnectionsMarkNoChip();
    void troubleIsClearedByTheNextTry();
    void anAbortedConnectIsOver();
    void aConnectThatWasNotCarriedOutIsOver();
    void lookupsAreShown();
    void datagramsAreCounted();
    void bytesAreCountedInTheirTrueSize();
    void peeksAndProbesAreNotCounted();
    void filesAreFollowed();
    void peersEndIsKept();
    void removedEndpointsKeepTheirName();
    void foldingInStepsIsTheSame();
    void hostileSocketNumbersTouchNothing_data();
    void hostileSocketNumbersTouchNothing();
    void hostileSocketNumbersDoNotBecomeMemory();
    void eventsOfUnknownEndpointsAreHarmless();
};

namespace {

SocketTable fold(const QByteArray &text)
{
    SocketTable table;
    table.advance(kit::journalFrom(text.constData())->view());
    return table;
}

QStringList marks(const EndpointFacts &endpoint)
{
    static const char *const names[] = {"to come", "next", "done", "failed"};
    QStringList words;
    for (const Chip &chip : endpoint.chips)
        words +=
            QStringLiteral("%1 %2").arg(QLatin1String(chip.family), QLatin1String(names[int(chip.mark)]));
    return words;
}

QStringList list(const char *text)
{
    return QString::fromLatin1(text).split(QStringLiteral(", "));
}

const QByteArray server = "1 command create ep=1 \"server tcp://127.0.0.1:0?name=Server%201\"\n"
                          "2 command listen ep=1 \"tcp://127.0.0.1:0\"\n"
                          "3 call socket ep=1 sock=1 fd=10 arg=2 extra=1 cause=1 after=CLOSED = 10\n"
                          "4 call bind ep=1 sock=1 fd=10 peer=127.0.0.1:0 = 0\n"
                          "5 call listen ep=1 sock=1 fd=10 arg=50 before=CLOSED after=LISTEN read = 0\n"
                          "6 call getsockname ep=1 sock=1 fd=10 local=127.0.0.1:12000 housekeeping = 0\n";

const QByteArray client = "10 command create ep=2 \"client tcp://127.0.0.1:12000?name=Client%201\"\n"
                          "11 command connect ep=2 \"tcp://127.0.0.1:12000\"\n";

const QByteArray connected = client
    + "12 call socket ep=2 sock=2 fd=11 arg=2 extra=1 = 11\n"
      "13 call connect ep=2 sock=2 fd=11 extra=1 peer=127.0.0.1:12000 after=SYN-SENT = -1 EINPROGRESS\n"
      "14 call connect ep=2 sock=2 fd=11 extra=2 peer=127.0.0.1:12000 after=ESTABLISHED = 0\n"
      "15 call getsockname ep=2 sock=2 fd=11 local=127.0.0.1:40000 housekeeping = 0\n"
      "16 signal connected ep=2 sock=2\n";

const QByteArray accepted =
    "20 call accept4 ep=1 sock=1 fd=10 arg=3 peer=127.0.0.1:40000 after=ESTABLISHED = 12\n"
    "21 call getsockname ep=1 sock=3 fd=12 local=127.0.0.1:12000 housekeeping = 0\n";

} // namespace

void TestSocketTable::createdEndpointsHaveTheirSettings()
{
    const SocketTable table =
        fold("1 command create ep=4 \"client udp://127.0.0.1:7?name=A%20b&broadcast=on\"\n"
             "2 command rename ep=4 \"Z\"\n"
             "3 command connect ep=4 \"udp://127.0.0.1:8\"");
    QVERIFY(!table.endpoint(1) && table.endpointName(1).isEmpty());
    const EndpointFacts *e = table.endpoint(4);
    QVERIFY(e);
    QCOMPARE(e->id, EndpointId(4));
    QCOMPARE(e->settings.role, Role::Client);
    QCOMPARE(e->settings.protocol, Protocol::Udp);
    QCOMPARE(e->settings.port, quint16(8));
    QVERIFY(!e->settings.broadcast);
    QCOMPARE(e->name, QStringLiteral("Z"));
    QCOMPARE(e->settings.name, QStringLiteral("Z"));
    QVERIFY(!e->active && !e->removed && !e->connecting && e->main == 0 && !e->trouble && !e->file);
}

void TestSocketTable::aServersLifeIsFollowed()
{
    SocketTable table = fold(server);
    const SocketFacts *s = table.socket(1);
    QVERIFY(s && s->isOpen());
    QCOMPARE(s->role, SocketRole::Listener);
    QCOMPARE(s->endpoint, EndpointId(1));
    QCOMPARE(s->fd, 10);
    QCOMPARE(s->state, TcpState::Listen);
    QCOMPARE(addressText(s->local), QStringLiteral("127.0.0.1:12000"));
    QCOMPARE(s->openedBy, EventIndex(2));
    QVERIFY(table.endpoint(1)->active);
    QCOMPARE(table.endpoint(1)->main, SocketId(1));
    QCOMPARE(table.openSockets(), std::size_t(1));
    QCOMPARE(table.socketName(1), QStringLiteral("Server 1"));

    table = fold(server + "7 call close ep=1 sock=1 fd=10 before=LISTEN after=CLOSED = 0");
    QCOMPARE(table.socket(1)->closedBy.value_or(0), EventIndex(6));
    QCOMPARE(table.socket(1)->state, TcpState::Closed);
    QVERIFY(!table.endpoint(1)->active);
    QCOMPARE(table.endpoint(1)->main, SocketId(1));
    QCOMPARE(table.openSockets(), std::size_t(0));
}

void TestSocketTable::aRefusedClientShowsBothTries()
{
    const QByteArray text = client
        + "12 call socket ep=2 sock=1 fd=11 = 11\n"
          "13 call connect ep=2 sock=1 fd=11 extra=1 peer=127.0.0.1:12000 after=CLOSED = -1 ECONNREFUSED\n"
          "14 call close ep=2 sock=1 fd=11 = 0\n"
          "15 call socket ep=2 sock=2 fd=11 = 11\n"
          "16 call connect ep=2 sock=2 fd=11 extra=1 peer=127.0.0.1:12000 after=CLOSED retry = -1 "
          "ECONNREFUSED\n"
          "17 call close ep=2 sock=2 fd=11 = 0\n";
    QVERIFY(fold(text).endpoint(2)->connecting);
    const SocketTable table =
        fold(text + "18 note connect-failed ep=2 sock=2 errno=ECONNREFUSED \"127.0.0.1\"");
    const EndpointFacts *e = table.endpoint(2);
    QVERIFY(!e->connecting && !e->active);
    QCOMPARE(e->main, SocketId(2));
    QCOMPARE(e->trouble.value_or(0), EventIndex(8));
    QVERIFY(!table.socket(1)->isOpen() && !table.socket(2)->isOpen());
    QCOMPARE(table.socket(1)->role, SocketRole::Client);
    QVERIFY(!table.socket(2)->established);
    QVERIFY(marks(*e).contains(QStringLiteral("connect failed")));
}

void TestSocketTable::acceptedConnectionsAreNumbered()
{
    const QByteArray text = server + accepted
        + "22 call accept4 ep=1 sock=1 fd=10 arg=4 peer=127.0.0.1:40001 after=ESTABLISHED = 13\n"
          "23 call accept4 ep=1 sock=1 fd=10 housekeeping = -1 EAGAIN\n";
    SocketTable table = fold(text);
    const EndpointFacts *e = table.endpoint(1);
    QVERIFY(e->accepted == std::vector<SocketId>({3, 4}));
    QCOMPARE(e->openConnections, 2u);
    QCOMPARE(e->main, SocketId(1));
    QCOMPARE(table.openConnections(), std::size_t(2));
    QCOMPARE(table.socket(3)->role, SocketRole::Accepted);
    QCOMPARE(table.socket(3)->listener, SocketId(1));
    QCOMPARE(table.socket(3)->fd, 12);
    QVERIFY(table.socket(3)->established);
    QCOMPARE(addressText(table.socket(3)->peer), QStringLiteral("127.0.0.1:40000"));
    QCOMPARE(addressText(table.socket(4)->local), QStringLiteral("127.0.0.1:12000"));
    QCOMPARE(table.socketName(4), QStringLiteral("Server 1 #2"));

    table = fold(text
        + "24 call close ep=1 sock=3 fd=12 before=CLOSE-WAIT after=LAST-ACK = 0\n"
          "25 call accept4 ep=1 sock=1 fd=10 arg=5 peer=127.0.0.1:40002 after=ESTABLISHED = 12");
    QCOMPARE(table.endpoint(1)->openConnections, 2u);
    QCOMPARE(table.openConnections(), std::size_t(2));
    QVERIFY(table.endpoint(1)->active);
    QCOMPARE(table.socket(3)->state, TcpState::LastAck);
    QCOMPARE(table.socketName(5), QStringLiteral("Server 1 #3"));
    QCOMPARE(table.socket(5)->fd, 12);
}

void TestSocketTable::ownEndsFindEachOther()
{
    const SocketTable table = fold(server + connected + accepted);
    QCOMPARE(table.socket(2)->partner, SocketId(3));
    QCOMPARE(table.socket(3)->partner, SocketId(2));
    QCOMPARE(table.socket(1)->partner, SocketId(0));
    QVERIFY(!table.endpoint(2)->connecting && table.endpoint(2)->active);
    QCOMPARE(table.socket(2)->established.value_or(0), EventIndex(10));
}

void TestSocketTable::aMappedAddressIsTheSameMachine()
{
    QByteArray dual = server + accepted;
    dual.replace("bind ep=1 sock=1 fd=10 peer=127.0.0.1:0", "bind ep=1 sock=1 fd=10 peer=[::]:0")
        .replace("local=127.0.0.1:12000", "local=[::]:12000")
        .replace("sock=3 fd=12 local=[::]:12000", "sock=3 fd=12 local=[::ffff:127.0.0.1]:12000")
        .replace("peer=127.0.0.1:40000", "peer=[::ffff:127.0.0.1]:40000");
    const SocketTable table = fold(dual + connected);
    QCOMPARE(table.socket(2)->partner, SocketId(3));
    QCOMPARE(table.socket(3)->partner, SocketId(2));
}

void TestSocketTable::aClosedConnectionIsNobodysPartner()
{
    const SocketTable table = fold(server + connected + "17 call close ep=2 sock=2 fd=11 = 0\n" + accepted);
    QCOMPARE(table.socket(3)->partner, SocketId(0));
}

void TestSocketTable::chipsOfAServer()
{
    QCOMPARE(marks(*fold(server.left(server.indexOf("2 command"))).endpoint(1)),
        list("socket next, bind to come, listen to come, accept to come, close to come"));
    QCOMPARE(marks(*fold(server).endpoint(1)),
        list("socket done, bind done, listen done, accept next, close to come"));
    const QByteArray one = server + accepted + "22 call accept4 ep=1 sock=1 fd=10 housekeeping = -1 EAGAIN\n";
    QCOMPARE(
        marks(*fold(one).endpoint(1)), list("socket done, bind done, listen done, accept done, close next"));
    QCOMPARE(marks(*fold(one + "23 call close ep=1 sock=1 fd=10 = 0").endpoint(1)),
        list("socket done, bind done, listen done, accept done, close done"));
    const QByteArray inUse = server.left(server.indexOf("4 call bind"))
        + "4 call bind ep=1 sock=1 fd=10 peer=127.0.0.1:12000 = -1 EADDRINUSE\n";
    const SocketTable failed = fold(inUse);
    QCOMPARE(marks(*failed.endpoint(1)),
        list("socket done, bind failed, listen to come, accept to come, close to come"));
    QCOMPARE(failed.endpoint(1)->chips.at(1).event.value_or(0), EventIndex(3));
    QCOMPARE(marks(*fold(inUse + "9 command listen ep=1 \"tcp://127.0.0.1:1\"").endpoint(1)).first(),
        QStringLiteral("socket next"));
}

void TestSocketTable::chipsOfAClient()
{
    QByteArray text = connected.left(connected.indexOf("14 call"));
    QCOMPARE(marks(*fold(text).endpoint(2)),
        list("socket done, connect next, send to come, recv to come, close to come"));
    text = connected + "17 call write ep=2 sock=2 fd=11 = 5\n";
    QCOMPARE(marks(*fold(text).endpoint(2)),
        list("socket done, connect done, send done, recv next, close to come"));
    QVERIFY(marks(*fold("1 command create ep=2 \"client tcp://127.0.0.1:1?local=127.0.0.1:0\"").endpoint(2))
                .contains(QStringLiteral("bind to come")));
}

void TestSocketTable::chipsOfDatagramSockets()
{
    QCOMPARE(marks(*fold("1 command create ep=1 \"server udp://127.0.0.1:1\"").endpoint(1)),
        list("socket next, bind to come, recv to come, send to come, close to come"));
    QCOMPARE(marks(*fold("1 command create ep=1 \"client udp://127.0.0.1:1\"").endpoint(1)),
        list("socket next, send to come, recv to come, close to come"));
}

void TestSocketTable::acceptedConnectionsMarkNoChip()
{
    const QStringList before = marks(*fold(server + accepted).endpoint(1));
    const SocketTable table = fold(server + accepted + "30 call close ep=1 sock=3 fd=12 = 0");
    QCOMPARE(marks(*table.endpoint(1)), before);
    QVERIFY(table.endpoint(1)->active);
}

void TestSocketTable::troubleIsClearedByTheNextTry()
{
    for (const char *step : {"listen-failed", "connect-failed", "lookup-failed", "connect-timeout",
             "command-failed", "send-failed", "file-failed", "connection-limit", "descriptor-limit"}) {
        const QByteArray text = server + "7 note " + step + " ep=1\n";
        QCOMPARE(fold(text).endpoint(1)->trouble.value_or(0), EventIndex(6));
        QVERIFY(fold(text + "8 command send ep=1").endpoint(1)->trouble);
        QVERIFY(!fold(text + "8 command listen ep=1 \"tcp://127.0.0.1:0\"").endpoint(1)->trouble);
    }
    // What a peer did is not this endpoint's own failure.
    for (const char *step : {"reset", "peer-finished", "hello-wrong"})
        QVERIFY(!fold(server + "7 note " + step + " ep=1 sock=1").endpoint(1)->trouble);
}

void TestSocketTable::anAbortedConnectIsOver()
{
    const QByteArray text = connected.left(connected.indexOf("14 call"))
        + "14 command abort ep=2\n"
          "15 call close ep=2 sock=2 fd=11 cause=1 = 0\n"
          "16 signal stateChanged ep=2 sock=2 cause=2 = 0\n";
    const EndpointFacts e = *fold(text).endpoint(2);
    QVERIFY(!e.active);
    QVERIFY(!e.connecting);
}

void TestSocketTable::aConnectThatWasNotCarriedOutIsOver()
{
    QVERIFY(!fold(client + "12 note command-failed ep=2 cause=1 \"no port\"").endpoint(2)->connecting);
    // But a Send that comes too early does not end the connect under way.
    QVERIFY(fold(client + "12 command send ep=2\n13 note command-failed ep=2 cause=1 \"not connected\"")
                .endpoint(2)
                ->connecting);
}

void TestSocketTable::lookupsAreShown()
{
    const QByteArray text = client + "12 signal stateChanged ep=2 = 1\n";
    QVERIFY(fold(text).endpoint(2)->lookingUp);
    QVERIFY(!fold(text + "13 signal stateChanged ep=2 = 2").endpoint(2)->lookingUp);
    const EndpointFacts failed =
        *fold(text + "13 signal stateChanged ep=2 = 0\n14 note lookup-failed ep=2 \"nowhere\"").endpoint(2);
    QVERIFY(!failed.lookingUp && !failed.connecting && failed.trouble);
}

void TestSocketTable::datagramsAreCounted()
{
    const SocketTable table =
        fold("1 command create ep=1 \"server udp://127.0.0.1:0?name=U\"\n"
             "2 call socket ep=1 sock=1 fd=9 datagram = 9\n"
             "3 call bind ep=1 sock=1 fd=9 peer=127.0.0.1:7 datagram = 0\n"
             "4 call recvmsg ep=1 sock=1 fd=9 peer=127.0.0.1:50 datagram = 5 \"hello\"\n"
             "5 call recvmsg ep=1 sock=1 fd=9 peer=127.0.0.1:51 datagram = 0\n"
             "6 call recvmsg ep=1 sock=1 fd=9 datagram housekeeping = -1 EAGAIN\n"
             "7 call sendto ep=1 sock=1 fd=9 peer=127.0.0.1:50 datagram = 5 \"HELLO\"\n");
    const SocketFacts *s = table.socket(1);
    QCOMPARE(s->role, SocketRole::Datagram);
    QCOMPARE(s->bytesIn, std::uint64_t(5));
    QCOMPARE(s->datagramsIn, std::uint64_t(2));
    QCOMPARE(s->bytesOut, std::uint64_t(5));
    QCOMPARE(s->datagramsOut, std::uint64_t(1));
    QVERIFY(!s->peer.isValid());
    QCOMPARE(addressText(s->local), QStringLiteral("127.0.0.1:7"));
    QVERIFY(table.endpoint(1)->active);
    QCOMPARE(table.openConnections(), std::size_t(0));
}

void TestSocketTable::bytesAreCountedInTheirTrueSize()
{
    const SocketTable table = fold(server + accepted
        + "30 call read ep=1 sock=3 fd=12 = 100000 \"only some\"\n"
          "31 call write ep=1 sock=3 fd=12 = 70000\n"
          "32 call write ep=1 sock=3 fd=12 = -1 EPIPE\n"
          "33 call read ep=1 sock=3 fd=12 = 0\n");
    QCOMPARE(table.socket(3)->bytesIn, std::uint64_t(100000));
    QCOMPARE(table.socket(3)->bytesOut, std::uint64_t(70000));
    QCOMPARE(table.socket(3)->datagramsIn, std::uint64_t(0));
}

void TestSocketTable::peeksAndProbesAreNotCounted()
{
    const SocketTable table = fold(server + accepted
        + "30 call recv ep=1 sock=3 fd=12 extra=66 probe housekeeping = 1 \"h\"\n"
          "31 call recv ep=1 sock=3 fd=12 extra=2 housekeeping = 5 \"hello\"\n"
          "32 call read ep=1 sock=3 fd=12 = 5 \"hello\"\n");
    QCOMPARE(table.socket(3)->bytesIn, std::uint64_t(5));
}

void TestSocketTable::filesAreFollowed()
{
    QByteArray text = client + "20 note file-started ep=2 arg=1000 \"/a/b\"\n";
    QCOMPARE(fold(text).endpoint(2)->file->path, QStringLiteral("/a/b"));
    QVERIFY(fold(text).endpoint(2)->file->running);
    text += "21 note file-progress ep=2 arg=1000 = 400\n";
    QCOMPARE(fold(text).endpoint(2)->file->sent, std::uint64_t(400));
    QVERIFY(fold(text).endpoint(2)->file->running);
    for (const char *end : {"file-done", "file-cancelled", "file-failed"}) {
        const SocketTable table = fold(text + "22 note " + end + " ep=2 arg=1000 = 600");
        QVERIFY(!table.endpoint(2)->file->running);
        QCOMPARE(table.endpoint(2)->file->sent, std::uint64_t(600));
        QCOMPARE(table.endpoint(2)->file->size, std::uint64_t(1000));
    }
    QVERIFY(!fold(client + "20 note file-failed ep=2 \"not there\"").endpoint(2)->file);
}

void TestSocketTable::peersEndIsKept()
{
    const SocketTable table = fold(server + accepted
        + "30 kernel state ep=1 sock=3 before=ESTABLISHED after=CLOSE-WAIT\n31 note peer-finished ep=1 "
          "sock=3");
    QVERIFY(table.socket(3)->peerFinished && !table.socket(1)->peerFinished);
    QCOMPARE(table.socket(3)->state, TcpState::CloseWait);
}

void TestSocketTable::removedEndpointsKeepTheirName()
{
    const SocketTable table = fold(server + "7 command remove ep=1\n8 call close ep=1 sock=1 fd=10 = 0");
    QVERIFY(table.endpoint(1)->removed && !table.endpoint(1)->active);
    QCOMPARE(table.socketName(1), QStringLiteral("Server 1"));
}

void TestSocketTable::foldingInStepsIsTheSame()
{
    const auto journal = kit::journalFrom(QByteArray(server + connected + accepted).constData());
    SocketTable whole;
    whole.advance(journal->view());
    SocketTable steps;
    for (EventIndex i = 0; i < journal->size(); ++i)
        steps.add(journal->view().at(i));
    steps.advance(journal->view());
    QCOMPARE(steps.position(), journal->size());
    QCOMPARE(steps.openSockets(), whole.openSockets());
    QCOMPARE(steps.sockets().size(), whole.sockets().size());
    QCOMPARE(steps.socket(3)->partner, whole.socket(3)->partner);
    steps.clear();
    QVERIFY(steps.endpoints().empty() && steps.sockets().size() == 1 && steps.position() == 0);
}

void TestSocketTable::hostileSocketNumbersTouchNothing_data()
{
    QTest::addColumn<QByteArray>("line");
    for (const char *line : {"call socket ep=2 sock=4294967295 fd=9 = 9",
             "call connect ep=2 sock=4000000000 peer=127.0.0.1:1 = 0",
             "call bind ep=1 sock=4000000000 peer=127.0.0.1:1 = 0", "call listen ep=1 sock=4000000000 = 0",
             "call accept4 ep=1 sock=1 arg=4294967295 peer=127.0.0.1:5 after=ESTABLISHED = 12",
             "call accept4 ep=1 sock=1 arg=18446744069414584320 peer=127.0.0.1:5 = 12",
             "call read ep=1 sock=4294967295 = 5", "call close ep=1 sock=4294967295 = 0",
             "note peer-finished ep=1 sock=4294967295", "kernel state ep=1 sock=4294967295 after=CLOSING"})
        QTest::newRow(line) << QByteArray(line);
}

void TestSocketTable::hostileSocketNumbersTouchNothing()
{
    QFETCH(QByteArray, line);
    const SocketTable table = fold(server + connected + accepted + "50 " + line + "\n51 " + line);
    QCOMPARE(table.sockets().size(), std::size_t(4));
    QCOMPARE(table.openSockets(), std::size_t(3));
    QCOMPARE(table.openConnections(), std::size_t(1));
    QVERIFY(table.socket(table.endpoint(2)->main));
    const SocketFacts &none = table.sockets().at(0);
    QVERIFY(none.id == 0 && none.endpoint == 0 && none.role == SocketRole::Unknown && none.fd == -1);
    QVERIFY(!none.local.isValid() && !none.peer.isValid() && none.state == TcpState::Unknown);
    QVERIFY(
        none.bytesIn == 0 && none.isOpen() && !none.established && !none.peerFinished && none.partner == 0);
}

void TestSocketTable::hostileSocketNumbersDoNotBecomeMemory()
{
    // Each number lies only a little ahead of the one before; ten lines must not make half a million entries.
    QByteArray text;
    for (int i = 1; i <= 10; ++i)
        text += "1 call socket ep=1 sock=" + QByteArray::number(i * 60000) + " fd=9 = 9\n";
    QVERIFY(fold(text).sockets().size() <= 70000);
}

void TestSocketTable::eventsOfUnknownEndpointsAreHarmless()
{
    const SocketTable table =
        fold("1 command listen ep=9 \"tcp://127.0.0.1:1\"\n2 call socket ep=9 sock=1 fd=3 = 3\n"
             "3 call accept ep=9 sock=1 arg=2 = 4\n4 note file-progress ep=9\n5 signal connected ep=9\n"
             "6 call close ep=9 sock=2 fd=4 = 0\n7 command create ep=8 \"nonsense\"\n");
    QVERIFY(!table.endpoint(9) && table.endpoint(8));
    QCOMPARE(table.openSockets(), std::size_t(1));
    QCOMPARE(table.openConnections(), std::size_t(0));
}

} // namespace wl

QTEST_GUILESS_MAIN(wl::TestSocketTable)
#include "tst_sockettable.moc"
