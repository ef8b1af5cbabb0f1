// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/conversation.h"
#include "tests/kit/journalbuilder.h"

#include <QTest>

using namespace wl;

namespace {

const QString waiting =
    QStringLiteral("1 command create ep=1 \"server tcp://127.0.0.1:12000?name=Server%201\"\n"
                   "2 command create ep=2 \"client tcp://127.0.0.1:12000?name=Client%201\"\n");

const QString listening = waiting
    + QStringLiteral("3 call socket ep=1 sock=1 fd=12 arg=2 extra=1 after=CLOSED = 12\n"
                     "4 call bind ep=1 sock=1 fd=12 peer=127.0.0.1:12000 after=CLOSED = 0\n"
                     "5 call getsockname ep=1 sock=1 fd=12 local=127.0.0.1:12000 housekeeping = 0\n"
                     "6 call listen ep=1 sock=1 fd=12 arg=5 before=CLOSED after=LISTEN = 0\n");

const QString calling = listening
    + QStringLiteral("7 call socket ep=2 sock=2 fd=14 arg=2 extra=1 after=CLOSED = 14\n"
                     "8 call connect ep=2 sock=2 fd=14 local=127.0.0.1:40000 peer=127.0.0.1:12000 "
                     "after=ESTABLISHED = 0\n");

/// Event 8 is the accept, event 9 tells the addresses.
const QString accepted = calling
    + QStringLiteral("9 call accept4 ep=1 sock=1 fd=12 arg=3 peer=127.0.0.1:40000 after=ESTABLISHED = 15\n"
                     "9 call getsockname ep=1 sock=3 fd=15 local=127.0.0.1:12000 peer=127.0.0.1:40000 "
                     "housekeeping = 0\n");

/// Event 10: somebody else's client is accepted too.
const QString foreign = accepted
    + QStringLiteral("20 call accept4 ep=1 sock=1 fd=12 arg=4 peer=127.0.0.1:50000 after=ESTABLISHED = 16\n"
                     "21 call read ep=1 sock=4 fd=16 arg=9 offset=0 = 5 \"hello\"\n");

const QString datagrams = QStringLiteral(
    "1 command create ep=1 \"server udp://127.0.0.1:12000?name=Receiver%201\"\n"
    "2 command create ep=2 \"client udp://127.0.0.1:12000?name=Sender%201\"\n"
    "3 call socket ep=1 sock=1 fd=12 arg=2 extra=2 datagram = 12\n"
    "4 call bind ep=1 sock=1 fd=12 peer=127.0.0.1:12000 local=127.0.0.1:12000 datagram = 0\n"
    "5 call socket ep=2 sock=2 fd=14 arg=2 extra=2 datagram = 14\n"
    "6 call sendto ep=2 sock=2 fd=14 peer=127.0.0.1:12000 local=127.0.0.1:40000 arg=2 datagram "
    "= 2 \"hi\"\n");

QString told(const Conversation &found)
{
    if (found.isEmpty())
        return QStringLiteral("nothing");
    return QStringLiteral("%1 server %2:%3/%4 client %5:%6")
        .arg(found.protocol == Protocol::Tcp ? QStringLiteral("tcp") : QStringLiteral("udp"))
        .arg(found.server)
        .arg(found.listener)
        .arg(found.accepted)
        .arg(found.client)
        .arg(found.caller);
}

struct Scene {
    explicit Scene(const QString &text)
        : journal(kit::JournalBuilder::build(text))
    {
        table.advance(journal->view());
    }
    Conversation at(int selected) const
    {
        return conversationOf(
            table, journal->view(), selected < 0 ? std::optional<EventIndex>() : EventIndex(selected));
    }

    std::unique_ptr<Journal> journal;
    SocketTable table;
};

} // namespace

class TestConversation final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theConversationOfAnEvent_data();
    void theConversationOfAnEvent();
    void aTitleNamesBothEnds();
    void aSelectionBeyondTheEndIsNone();
};

void TestConversation::theConversationOfAnEvent_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("selected");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &text, int selected, const char *expected) {
        QTest::newRow(name) << text << selected << QString::fromLatin1(expected);
    };
    row("an empty session", QString(), -1, "nothing");
    row("both wait for their first step", waiting, -1, "tcp server 1:0/0 client 2:0");
    row("the creation of the server", waiting, 0, "tcp server 1:0/0 client 2:0");
    row("a server that listens", listening, -1, "tcp server 1:1/0 client 2:0");
    row("a client in the queue", calling, -1, "tcp server 1:1/0 client 2:2");
    row("the connect of a client in the queue", calling, 7, "tcp server 1:1/0 client 2:2");
    row("accepted, nothing selected", accepted, -1, "tcp server 1:1/3 client 2:2");
    row("the accept", accepted, 8, "tcp server 1:1/3 client 2:2");
    row("the connect of an accepted one", accepted, 7, "tcp server 1:1/3 client 2:2");
    row("the listener", accepted, 5, "tcp server 1:1/3 client 2:2");
    row("a command without socket", accepted, 1, "tcp server 1:1/3 client 2:2");
    row("a foreign client", foreign, 11, "tcp server 1:1/4 client 0:0");
    row("the accept of a foreign client", foreign, 10, "tcp server 1:1/4 client 0:0");
    row("ours beside a foreign one", foreign, 7, "tcp server 1:1/3 client 2:2");
    row("the accept of ours beside a foreign one", foreign, 8, "tcp server 1:1/3 client 2:2");
    const QString leaving = QStringLiteral("30 command remove ep=2\n");
    row("the client is removed", accepted + leaving, -1, "tcp server 1:1/3 client 2:2");
    row("an event of a removed client", accepted + leaving, 7, "tcp server 1:1/3 client 2:2");
    row("a removed client is met no more", waiting + leaving, -1, "tcp server 1:0/0 client 0:0");
    row("all removed", waiting + leaving + QStringLiteral("31 command remove ep=1\n"), -1, "nothing");
    row("an accept in vain", calling + QStringLiteral("9 call accept4 ep=1 sock=1 fd=12 errno=EAGAIN = -1\n"),
        8, "tcp server 1:1/0 client 2:2");
    const QString abroad =
        QStringLiteral("7 command connect ep=2 \"tcp://192.0.2.1:12000?name=Client%201\"\n"
                       "7 call socket ep=2 sock=2 fd=14 arg=2 extra=1 after=CLOSED = 14\n"
                       "8 call connect ep=2 sock=2 fd=14 local=192.0.2.9:40000 peer=192.0.2.1:12000 "
                       "after=ESTABLISHED = 0\n");
    row("a server of somebody else with the same port", listening + abroad, 8, "tcp server 0:0/0 client 2:2");
    const QString chosen =
        QStringLiteral("1 command create ep=1 \"server tcp://127.0.0.1:0?name=Server%201\"\n"
                       "2 command create ep=2 \"client tcp://127.0.0.1:45000?name=Client%201\"\n"
                       "3 call socket ep=1 sock=1 fd=12 arg=2 extra=1 after=CLOSED = 12\n"
                       "4 call getsockname ep=1 sock=1 fd=12 local=127.0.0.1:45000 housekeeping = 0\n"
                       "5 call listen ep=1 sock=1 fd=12 arg=5 before=CLOSED after=LISTEN = 0\n");
    row("a port that the system chose", chosen, -1, "tcp server 1:1/0 client 2:0");
    row("a client at a port that the system chose",
        chosen
            + QStringLiteral("7 call socket ep=2 sock=2 fd=14 arg=2 extra=1 after=CLOSED = 14\n"
                             "8 call connect ep=2 sock=2 fd=14 local=127.0.0.1:40000 peer=127.0.0.1:45000 "
                             "after=ESTABLISHED = 0\n"),
        6, "tcp server 1:1/0 client 2:2");
    row("two servers, one of which listens there",
        listening + QStringLiteral("6 command create ep=3 \"server tcp://127.0.0.1:12000?name=Server%202\"\n")
            + calling.mid(listening.size()),
        8, "tcp server 1:1/0 client 2:2");
    row("a datagram", datagrams, 5, "udp server 1:0/1 client 2:2");
    row("the receiver of datagrams", datagrams, 3, "udp server 1:0/1 client 2:2");
    row("datagrams, nothing selected", datagrams, -1, "udp server 1:0/1 client 2:2");
    const QString second =
        QStringLiteral("7 command create ep=3 \"client udp://127.0.0.1:12000?name=Sender%202\"\n"
                       "8 call socket ep=3 sock=3 fd=15 arg=2 extra=2 datagram = 15\n"
                       "9 call sendto ep=3 sock=3 fd=15 peer=127.0.0.1:12000 local=127.0.0.1:41000 arg=2 "
                       "datagram = 2 \"ho\"\n"
                       "10 call recvmsg ep=1 sock=1 fd=12 peer=127.0.0.1:40000 arg=9 datagram = 2 \"hi\"\n"
                       "11 call recvmsg ep=1 sock=1 fd=12 peer=127.0.0.1:41000 arg=9 datagram = 2 \"ho\"\n");
    row("a datagram of the first sender", datagrams + second, 9, "udp server 1:0/1 client 2:2");
    row("a datagram of the second sender", datagrams + second, 10, "udp server 1:0/1 client 3:3");
}

void TestConversation::theConversationOfAnEvent()
{
    QFETCH(const QString, text);
    QFETCH(const int, selected);
    QFETCH(const QString, expected);
    QCOMPARE(told(Scene(text).at(selected)), expected);
}

void TestConversation::aTitleNamesBothEnds()
{
    const Scene scene(foreign);
    QCOMPARE(conversationTitle(scene.table, scene.at(8)), QStringLiteral("Client 1 \u21C4 Server 1 #1"));
    QCOMPARE(conversationTitle(scene.table, scene.at(10)), QStringLiteral("? \u21C4 Server 1 #2"));
    QVERIFY(conversationTitle(scene.table, {}).isEmpty());
    const Scene before(waiting);
    QCOMPARE(conversationTitle(before.table, before.at(-1)), QStringLiteral("Client 1 \u21C4 Server 1"));
}

void TestConversation::aSelectionBeyondTheEndIsNone()
{
    const Scene scene(accepted);
    QCOMPARE(told(scene.at(9999)), told(scene.at(-1)));
}

QTEST_GUILESS_MAIN(TestConversation)
#include "tst_conversation.moc"
