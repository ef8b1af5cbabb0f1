// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/services/relaywords.h"
#include "tests/kit/relaypeer.h"

#include <QTest>

#include <algorithm>

using namespace wl;
using namespace wl::kit;

class TestRelay final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void helpTellsEveryCommand();
    void messageGoesToTheOneWhoIsHere();
    void receiptComesOnlyWithTheAcknowledgement();
    void mailOfAnAbsentOneIsKeptAndComesInOrder();
    void whatWasNotAcknowledgedIsSentAgainAndMarked();
    void nameInUseIsRefusedUntilItsHolderHasGone();
    void clientIsFoundByItsAddress();
    void mailForAnAddressThatGoesIsReportedLost();
    void fullMailboxRefuses();
    void allMailboxesTogetherAreBounded();
    void noMoreThanAWindowIsUnderWay();
    void lineWithoutAnEndIsRefusedOnce();
    void lastLineNeedsNoEnd();
    void anySplitOfTheBytesMeansTheSame();
    void nobodyForgesALineOfAnother();
    void connectionThatEndsWhileItIsSentToKeepsItsMail();
    void receiptFindsASenderThatCameBack();
    void mailThatComesBackGoesToTheNewHolderOfTheName();
    void senderThatHasFinishedStillGetsItsReceipt();
    void whatWasNotTakenIsNeverCalledDelivered();
    void longestLineIsExact();
};

void TestRelay::helpTellsEveryCommand()
{
    Peer p(makeRoom(), QStringLiteral("127.0.0.1:1"));
    p.say("help");
    for (const char *word : {"name NAME", "to NAME: text", "fetch", "who", "help"})
        QVERIFY2(p.wire.got.contains(word), word);
    p.wire.clear();
    p.say("\x1b[2Jdance \xff");
    QVERIFY(p.wire.got.startsWith("error: there is no command "));
    QVERIFY(!p.wire.got.contains('\x1b'));
}

void TestRelay::messageGoesToTheOneWhoIsHere()
{
    const auto room = makeRoom();
    Peer alice(room, QStringLiteral("127.0.0.1:1"), "alice");
    Peer bob(room, QStringLiteral("127.0.0.1:2"), "bob");
    alice.say("to bob: hello: there");
    QCOMPARE(bob.wire.got, "from alice #1: hello: there\n");
    QCOMPARE(alice.wire.got, QByteArray());
}

void TestRelay::receiptComesOnlyWithTheAcknowledgement()
{
    const auto room = makeRoom();
    Peer alice(room, QStringLiteral("127.0.0.1:1"), "alice");
    Peer bob(room, QStringLiteral("127.0.0.1:2"), "bob");
    alice.say("to bob: hello");
    QVERIFY(bob.wire.awaits);
    QVERIFY(bob.service.acknowledged(bob.wire.given() - 1));
    QCOMPARE(alice.wire.got, QByteArray());
    QVERIFY(!bob.service.acknowledged(bob.wire.given()));
    QCOMPARE(alice.wire.got, "delivered #1 to bob\n");
    QCOMPARE(room->mailInAll(), 0);
}

void TestRelay::mailOfAnAbsentOneIsKeptAndComesInOrder()
{
    const auto room = makeRoom();
    Peer alice(room, QStringLiteral("127.0.0.1:1"), "alice");
    alice.say("to bob: one");
    alice.say("to bob: two");
    QCOMPARE(alice.wire.got, "kept #1 for bob (1 message waiting)\nkept #2 for bob (2 messages waiting)\n");
    alice.wire.clear();
    alice.say("who");
    QVERIFY(alice.wire.got.contains("bob absent, 2 messages waiting"));
    Peer bob(room, QStringLiteral("127.0.0.1:2"));
    bob.say("name bob");
    QCOMPARE(bob.wire.got, "ok: you are bob, 2 messages for you\nfrom alice #1: one\nfrom alice #2: two\n");
}

void TestRelay::whatWasNotAcknowledgedIsSentAgainAndMarked()
{
    const auto room = makeRoom();
    Peer alice(room, QStringLiteral("127.0.0.1:1"), "alice");
    quint64 first = 0;
    {
        Peer bob(room, QStringLiteral("127.0.0.1:2"), "bob");
        alice.say("to bob: one");
        first = bob.wire.given();
        alice.say("to bob: two");
        alice.say("to bob: three");
        bob.service.acknowledged(first);
    }
    QCOMPARE(alice.wire.got,
        "delivered #1 to bob\nkept #2 for bob (2 messages waiting)\nkept #3 for bob (2 messages waiting)\n");
    Peer bob(room, QStringLiteral("127.0.0.1:3"));
    bob.say("name bob");
    QCOMPARE(bob.wire.got,
        "ok: you are bob, 2 messages for you\nfrom alice #2 again: two\nfrom alice #3 again: three\n");
}

void TestRelay::nameInUseIsRefusedUntilItsHolderHasGone()
{
    const auto room = makeRoom();
    Peer other(room, QStringLiteral("127.0.0.1:9"));
    {
        Peer bob(room, QStringLiteral("127.0.0.1:2"), "bob");
        other.say("name bob");
        QCOMPARE(other.wire.got, "error: bob is here already, from 127.0.0.1:2\n");
    }
    other.wire.clear();
    other.say("name bob");
    QCOMPARE(other.wire.got, "ok: you are bob, no mail\n");
    other.say("name 127.0.0.1");
    QVERIFY(other.wire.got.contains("error: a name is a letter"));
}

void TestRelay::clientIsFoundByItsAddress()
{
    const auto room = makeRoom();
    Peer alice(room, QStringLiteral("127.0.0.1:1"), "alice");
    Peer named(room, QStringLiteral("127.0.0.1:2"), "bob");
    Peer nameless(room, QStringLiteral("[::1]:3"));
    alice.say("to 127.0.0.1:2: by address");
    QCOMPARE(named.wire.got, "from alice #1: by address\n");
    alice.say("to [::1]:3: hello");
    QCOMPARE(nameless.wire.got, "from alice #2: hello\n");
    nameless.say("to alice: back");
    QVERIFY(alice.wire.got.contains("from [::1]:3 #3: back\n"));
    alice.wire.clear();
    alice.say("to 127.0.0.1:77: nobody");
    QCOMPARE(alice.wire.got, "error: nobody is connected from 127.0.0.1:77; mail is kept for names only\n");
}

void TestRelay::mailForAnAddressThatGoesIsReportedLost()
{
    const auto room = makeRoom();
    Peer alice(room, QStringLiteral("127.0.0.1:1"), "alice");
    {
        Peer nameless(room, QStringLiteral("127.0.0.1:3"));
        alice.say("to 127.0.0.1:3: hello");
    }
    QCOMPARE(alice.wire.got, "lost #1: 127.0.0.1:3 went before its kernel had all of it\n");
    QCOMPARE(room->mailInAll(), 0);
}

void TestRelay::fullMailboxRefuses()
{
    RelayRoom::Limits limits;
    limits.mailPerBox = 2;
    limits.bytesPerBox = 10;
    const auto room = makeRoom(limits);
    Peer alice(room, QStringLiteral("127.0.0.1:1"), "alice");
    alice.say("to bob: 12345678901");
    alice.say("to bob: 1");
    alice.say("to bob: 2");
    alice.say("to bob: 3");
    QVERIFY(alice.wire.got.endsWith(
        "error: the mailbox of bob is full with 2 messages; the message was not taken\n"));
    QCOMPARE(room->waiting("bob"), 2);
    const auto refusals = std::count_if(alice.wire.notes.begin(), alice.wire.notes.end(),
        [](const ServiceNote &n) { return n.step == Step::NoteMailRefused; });
    QCOMPARE(refusals, 2);
}

void TestRelay::allMailboxesTogetherAreBounded()
{
    RelayRoom::Limits limits;
    limits.mailInAll = 3;
    limits.boxes = 2;
    const auto room = makeRoom(limits);
    Peer alice(room, QStringLiteral("127.0.0.1:1"), "alice");
    alice.say("to a: 1");
    alice.say("to b: 1");
    alice.say("to c: 1");
    QVERIFY(alice.wire.got.endsWith(
        "error: this relay has no room for one more mailbox; the message was not taken\n"));
    alice.say("to a: 2");
    alice.say("to b: 2");
    QVERIFY(alice.wire.got.endsWith("has no room for more; the message was not taken\n"));
    QCOMPARE(room->mailInAll(), 3);
}

void TestRelay::noMoreThanAWindowIsUnderWay()
{
    RelayRoom::Limits limits;
    limits.bytesUnderWay = 100;
    const auto room = makeRoom(limits);
    Peer alice(room, QStringLiteral("127.0.0.1:1"), "alice");
    Peer bob(room, QStringLiteral("127.0.0.1:2"), "bob");
    for (int i = 0; i < 5; ++i)
        alice.say("to bob: " + QByteArray(20, 'x'));
    QCOMPARE(bob.wire.got.count('\n'), 2);
    QCOMPARE(room->waiting("bob"), 3);
    for (int i = 0; i < 3; ++i)
        bob.acknowledgeAll();
    QCOMPARE(bob.wire.got.count('\n'), 5);
    QCOMPARE(alice.wire.got.count("delivered"), 5);
    QVERIFY(!bob.service.isBusy());
}

void TestRelay::lineWithoutAnEndIsRefusedOnce()
{
    const auto room = makeRoom();
    Peer alice(room, QStringLiteral("127.0.0.1:1"), "alice");
    for (int i = 0; i < 100; ++i)
        alice.service.received(QByteArray(1000, 'z'));
    QCOMPARE(alice.wire.got.count("error"), 1);
    alice.service.received("z\nwho\n");
    QVERIFY(alice.wire.got.contains("who: 1 here"));
    QCOMPARE(alice.wire.got.count("error"), 1);
}

void TestRelay::lastLineNeedsNoEnd()
{
    const auto room = makeRoom();
    Peer alice(room, QStringLiteral("127.0.0.1:1"), "alice");
    alice.service.received("to bob: hi");
    QCOMPARE(room->waiting("bob"), 0);
    alice.service.peerFinished();
    QCOMPARE(room->waiting("bob"), 1);
}

void TestRelay::anySplitOfTheBytesMeansTheSame()
{
    const QByteArray all = "name alice\r\nto bob: one\n\nwho\nto bob: t\xc3\xa4wo\r\nfetch\nnonsense\n";
    QByteArray expected;
    for (qsizetype cut = 0; cut <= all.size(); ++cut) {
        Peer p(makeRoom(), QStringLiteral("127.0.0.1:1"));
        p.service.received(QByteArrayView(all).first(cut));
        p.service.received(QByteArrayView(all).sliced(cut));
        if (cut == 0)
            expected = p.wire.got;
        QCOMPARE(p.wire.got, expected);
    }
    QVERIFY(expected.contains("kept #2 for bob (2 messages waiting)"));
}

void TestRelay::nobodyForgesALineOfAnother()
{
    const auto room = makeRoom();
    Peer mallory(room, QStringLiteral("127.0.0.1:1"), "mallory");
    Peer bob(room, QStringLiteral("127.0.0.1:2"), "bob");
    for (const char *text : {"x\rfrom alice #9: y", "\x1b[2Jx", "\x7f"})
        mallory.say(QByteArray("to bob: ") + text);
    QCOMPARE(bob.wire.got, QByteArray());
    QCOMPARE(mallory.wire.got.count("error: a message is text"), 3);
    mallory.say("to bob: from alice #9: y\t");
    QCOMPARE(bob.wire.got, "from mallory #1: from alice #9: y\n");
    mallory.say("name alice\x01");
    QVERIFY(mallory.wire.got.contains("error: a name is"));
}

void TestRelay::connectionThatEndsWhileItIsSentToKeepsItsMail()
{
    const auto room = makeRoom();
    Peer alice(room, QStringLiteral("127.0.0.1:1"), "alice");
    Peer bob(room, QStringLiteral("127.0.0.1:2"), "bob");
    bob.wire.onSend = [&bob] { bob.service.ended(); };
    alice.say("to bob: one\nto bob: two");
    QCOMPARE(room->waiting("bob"), 2);
    // Its lines are not read any more.
    bob.wire.onSend = nullptr;
    bob.say("to alice: from the other side");
    QVERIFY(!alice.wire.got.contains("other side"));
}

void TestRelay::receiptFindsASenderThatCameBack()
{
    const auto room = makeRoom();
    {
        Peer alice(room, QStringLiteral("127.0.0.1:1"), "alice");
        alice.say("to bob: hello");
    }
    Peer alice(room, QStringLiteral("127.0.0.1:5"), "alice");
    Peer bob(room, QStringLiteral("127.0.0.1:2"), "bob");
    bob.acknowledgeAll();
    QCOMPARE(alice.wire.got, "delivered #1 to bob\n");
}

void TestRelay::mailThatComesBackGoesToTheNewHolderOfTheName()
{
    const auto room = makeRoom();
    Peer alice(room, QStringLiteral("127.0.0.1:1"), "alice");
    auto first = std::make_unique<Peer>(room, QStringLiteral("127.0.0.1:2"), "bob");
    alice.say("to bob: one");
    first->say("name bert");
    Peer second(room, QStringLiteral("127.0.0.1:3"), "bob");
    first.reset();
    QCOMPARE(second.wire.got, "from alice #1 again: one\n");
}

void TestRelay::senderThatHasFinishedStillGetsItsReceipt()
{
    const auto room = makeRoom();
    Peer bob(room, QStringLiteral("127.0.0.1:2"), "bob");
    Peer alice(room, QStringLiteral("127.0.0.1:1"), "alice");
    alice.service.received("to bob: hello");
    alice.service.peerFinished();
    QVERIFY(alice.service.isBusy());
    bob.acknowledgeAll();
    QVERIFY(!alice.service.isBusy());
    QCOMPARE(alice.wire.got, "delivered #1 to bob\n");
    alice.say("to nobody: hello");
    QVERIFY2(!alice.service.isBusy(), "what waits in a mailbox may wait for ever");
}

void TestRelay::whatWasNotTakenIsNeverCalledDelivered()
{
    const auto room = makeRoom();
    Peer alice(room, QStringLiteral("127.0.0.1:1"), "alice");
    {
        Peer bob(room, QStringLiteral("127.0.0.1:2"), "bob");
        bob.wire.isShut = true;
        alice.say("to bob: hello");
        bob.acknowledgeAll();
        QCOMPARE(alice.wire.got, QByteArray());
    }
    QCOMPARE(alice.wire.got, "kept #1 for bob (1 message waiting)\n");
    Peer bob(room, QStringLiteral("127.0.0.1:3"));
    bob.say("name bob");
    QVERIFY2(bob.wire.got.endsWith("from alice #1: hello\n"), "it was never sent before");
}

void TestRelay::longestLineIsExact()
{
    Peer alice(makeRoom(), QStringLiteral("127.0.0.1:1"));
    const QByteArray start = "to bob: ";
    alice.say(start + QByteArray(relayLongestLine - start.size(), 'x'));
    QVERIFY(alice.wire.got.startsWith("kept #1"));
    alice.wire.clear();
    alice.say(start + QByteArray(relayLongestLine - start.size() + 1, 'x'));
    QVERIFY(alice.wire.got.startsWith("error: a line has at most 4096 bytes"));
}

QTEST_GUILESS_MAIN(TestRelay)
#include "tst_relay.moc"
