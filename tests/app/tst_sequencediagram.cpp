// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "tests/app/toldsequence.h"

#include <QTest>

using namespace wl;
using namespace wl::kit;

namespace {

const char *const listening = "1 command create ep=1 \"server tcp://127.0.0.1:12000?name=Server%201\"\n"
                              "2 command create ep=2 \"client tcp://127.0.0.1:12000?name=Client%201\"\n"
                              "3 call socket ep=1 sock=1 fd=12 arg=2 extra=1 after=CLOSED = 12\n"
                              "4 call bind ep=1 sock=1 fd=12 peer=127.0.0.1:12000 after=CLOSED = 0\n"
                              "5 call getsockname ep=1 sock=1 fd=12 local=127.0.0.1:12000 housekeeping = 0\n"
                              "6 call listen ep=1 sock=1 fd=12 arg=5 before=CLOSED after=LISTEN = 0\n";

const char *const connecting = "7 call socket ep=2 sock=2 fd=14 arg=2 extra=1 after=CLOSED = 14\n"
                               "8 call connect ep=2 sock=2 fd=14 peer=127.0.0.1:12000 extra=1 before=CLOSED "
                               "after=ESTABLISHED errno=EINPROGRESS = -1\n";

const char *const accepting =
    "9 call accept4 ep=1 sock=1 fd=12 arg=3 peer=127.0.0.1:40000 after=ESTABLISHED = 15\n"
    "9 call getsockname ep=2 sock=2 fd=14 local=127.0.0.1:40000 housekeeping = 0\n"
    "9 call getsockname ep=1 sock=3 fd=15 local=127.0.0.1:12000 peer=127.0.0.1:40000 housekeeping = 0\n";

} // namespace

class TestSequenceDiagram final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachCallIsARowAndHousekeepingIsNone();
    void aLaneIsColouredFromTheMomentItsStateWasRead();
    void aConnectionThatWaitsIsHatchedUntilAccept();
    void theHandshakeIsDashedAndCalledInferred();
    void aConnectionToAForeignServerIsDashedToTheOutside();
    void aMessageGoesFromItsSendToItsRecv();
    void twoSendsTakenByOneRecvAreTwoBandsThatShareIt();
    void oneSendTakenByTwoRecvsIsCutWhereTheyCutIt();
    void bytesForAForeignPeerGoToTheLaneOfWhatIsNotOurs();
    void datagramsAreMatchedByAddressAndBytesAndLossIsNotHidden();
    void aFailureIsMarkedAndQtsRetryNamed();
    void theNextTryOfAClientUsesTheSameColumn();
    void swappedPutsServersOnTheRight();
    void noTwoTextsOverlapAndNoneLiesOnALane_data();
    void noTwoTextsOverlapAndNoneLiesOnALane();
    void lanesBeyondTheRoomAreCounted();
    void theOldestRowsAreForgotten();
    void hostileBytesBecomeHarmlessText();
    void fedInPiecesItIsTheSame();
};

void TestSequenceDiagram::eachCallIsARowAndHousekeepingIsNone()
{
    const Told told({listening, connecting, accepting});
    const QStringList calls = {QStringLiteral("0 socket()"), QStringLiteral("1 bind() :12000"),
        QStringLiteral("2 listen() 5"), QStringLiteral("3 socket()"), QStringLiteral("4 connect()"),
        QStringLiteral("5 accept() = 15")};
    QCOMPARE(printTexts(told.picture(), TextStyle::Call), calls);
    const QStringList titles = {QStringLiteral("Server 1 | listener, fd 12"),
        QStringLiteral("Server 1 #1 | accepted, fd 15"), QStringLiteral("Client 1 | fd 14")};
    QCOMPARE(printTitles(told.picture()), titles);
}

void TestSequenceDiagram::aLaneIsColouredFromTheMomentItsStateWasRead()
{
    const Told told(
        {"1 call socket ep=1 sock=1 fd=12 = 12\n", "2 call bind ep=1 sock=1 fd=12 after=CLOSED = 0\n",
            "3 call listen ep=1 sock=1 fd=12 after=LISTEN = 0\n",
            "4 call close ep=1 sock=1 fd=12 after=CLOSED = 0\n"});
    const QStringList bands = {
        QStringLiteral("0.5-1.5 "), QStringLiteral("1.5-2.5 CLOSED"), QStringLiteral("2.5-3.5 LISTEN")};
    QCOMPARE(printBands(told.picture(), 1), bands);
    const QStringList states = {
        QStringLiteral("1 CLOSED"), QStringLiteral("2 LISTEN"), QStringLiteral("3 CLOSED")};
    QCOMPARE(printTexts(told.picture(), TextStyle::State), states);
    QVERIFY(told.picture().lanes.at(0).closed);
}

void TestSequenceDiagram::aConnectionThatWaitsIsHatchedUntilAccept()
{
    const Told waiting({listening, connecting});
    QCOMPARE(waiting.picture().hatches.size(), std::size_t(1));
    QCOMPARE(printTitles(waiting.picture()).at(1), QStringLiteral("? | not accepted"));
    QVERIFY(printTexts(waiting.picture(), TextStyle::Remark)
                .join(QLatin1Char('\n'))
                .contains(QLatin1String("waiting to be accepted")));

    const Told taken({listening, connecting, "8 call shutdown ep=2 sock=2 fd=14 = 0\n", accepting});
    const Picture picture = taken.picture();
    QCOMPARE(picture.hatches.size(), std::size_t(1));
    QCOMPARE(at(picture.hatches[0].top), QStringLiteral("5.0"));
    QCOMPARE(at(picture.hatches[0].bottom), QStringLiteral("6.5"));
    QCOMPARE(picture.hatches[0].x, picture.columns[1].x);
    QCOMPARE(printBands(picture, 3).first(), QStringLiteral("6.5-9.0 ESTABLISHED"));
}

void TestSequenceDiagram::theHandshakeIsDashedAndCalledInferred()
{
    const Picture picture = Told({listening, connecting, accepting}).picture();
    QCOMPARE(picture.dashes.size(), std::size_t(1));
    QCOMPARE(at(picture.dashes[0].y), QStringLiteral("5.0"));
    QVERIFY(picture.dashes[0].x1 < picture.columns[2].x && picture.dashes[0].x2 > picture.columns[1].x);
    QCOMPARE(printTexts(picture, TextStyle::Remark), QStringList(QStringLiteral("4 handshake (inferred)")));
}

void TestSequenceDiagram::aConnectionToAForeignServerIsDashedToTheOutside()
{
    const Told told({listening, "7 call socket ep=2 sock=2 fd=14 = 14\n",
        "8 call connect ep=2 sock=2 fd=14 peer=192.0.2.1:12000 extra=1 after=ESTABLISHED errno=EINPROGRESS = "
        "-1\n"});
    const Picture picture = told.picture();
    QCOMPARE(picture.dashes.size(), std::size_t(1));
    QVERIFY(picture.dashes[0].x1 != picture.columns[0].x);
    QVERIFY(picture.hatches.empty());
}

void TestSequenceDiagram::aMessageGoesFromItsSendToItsRecv()
{
    const Told told({listening, connecting, accepting,
        "10 call write ep=2 sock=2 fd=14 arg=5 offset=0 after=ESTABLISHED = 5 \"hello\"\n",
        "11 call read ep=1 sock=3 fd=15 arg=5 offset=0 after=ESTABLISHED = 5 \"hello\"\n",
        "12 call write ep=1 sock=3 fd=15 arg=5 offset=0 after=ESTABLISHED = 5 \"HELLO\"\n",
        "13 call read ep=2 sock=2 fd=14 arg=5 offset=0 after=ESTABLISHED = 5 \"HELLO\"\n",
        "14 call read ep=1 sock=3 fd=15 arg=5 offset=5 after=CLOSE-WAIT = 0\n"});
    const Picture picture = told.picture();
    QCOMPARE(printMessages(picture), QStringList({QStringLiteral("6 to 7"), QStringLiteral("8 to 9")}));
    QVERIFY(!picture.messages[0].fromServer);
    QVERIFY(picture.messages[1].fromServer);
    QCOMPARE(picture.messages[0].x1, picture.columns[2].x);
    QCOMPARE(picture.messages[0].x2, picture.columns[1].x);
    const QStringList labels = {
        QStringLiteral("6 \u201Chello\u201D 5 B"), QStringLiteral("8 \u201CHELLO\u201D 5 B")};
    QCOMPARE(printTexts(picture, TextStyle::Message), labels);
    QVERIFY(printTexts(picture, TextStyle::Call).contains(QStringLiteral("10 recv 0 (end)")));
}

void TestSequenceDiagram::twoSendsTakenByOneRecvAreTwoBandsThatShareIt()
{
    const Told told({listening, connecting, accepting,
        "10 call write ep=2 sock=2 fd=14 arg=6 offset=0 = 6 \"hello\\n\"\n",
        "11 call write ep=2 sock=2 fd=14 arg=6 offset=6 = 6 \"again\\n\"\n",
        "12 call read ep=1 sock=3 fd=15 arg=12 offset=0 = 12 \"hello\\nagain\\n\"\n"});
    const Picture picture = told.picture();
    QCOMPARE(printMessages(picture), QStringList({QStringLiteral("6 to 8"), QStringLiteral("7 to 8")}));
    QCOMPARE(picture.messages[0].bottom2, picture.messages[1].top2);
    QCOMPARE(at(picture.messages[0].bottom2), QStringLiteral("8.5"));
}

void TestSequenceDiagram::oneSendTakenByTwoRecvsIsCutWhereTheyCutIt()
{
    const Told told({listening, connecting, accepting,
        "10 call write ep=2 sock=2 fd=14 arg=8 offset=0 = 8 \"abcdefgh\"\n",
        "11 call read ep=1 sock=3 fd=15 arg=4 offset=0 = 4 \"abcd\"\n",
        "12 call read ep=1 sock=3 fd=15 arg=4 offset=4 = 4 \"efgh\"\n"});
    const Picture picture = told.picture();
    QCOMPARE(printMessages(picture), QStringList({QStringLiteral("6 to 7"), QStringLiteral("6 to 8")}));
    QCOMPARE(picture.messages[0].bottom1, picture.messages[1].top1);
    QCOMPARE(printTexts(picture, TextStyle::Message).size(), 1);
}

void TestSequenceDiagram::bytesForAForeignPeerGoToTheLaneOfWhatIsNotOurs()
{
    const Told told({"1 command create ep=2 \"client tcp://192.0.2.1:80?name=Client%201\"\n",
        "2 call socket ep=2 sock=1 fd=14 = 14\n",
        "3 call connect ep=2 sock=1 fd=14 peer=192.0.2.1:80 extra=1 after=ESTABLISHED = 0\n",
        "4 call write ep=2 sock=1 fd=14 arg=2 offset=0 = 2 \"hi\"\n",
        "5 call read ep=2 sock=1 fd=14 arg=9 offset=0 = 2 \"ho\"\n"});
    const Picture picture = told.picture();
    QCOMPARE(printTitles(picture).first(), QStringLiteral("outside | 192.0.2.1:80"));
    QCOMPARE(picture.messages.size(), std::size_t(2));
    for (const Picture::Message &message : picture.messages) {
        QVERIFY(message.open);
        QCOMPARE(message.top1, message.top2);
    }
    QCOMPARE(picture.messages[0].x1, picture.columns[1].x);
    QCOMPARE(picture.messages[0].x2, picture.columns[0].x);
    QCOMPARE(picture.messages[1].x1, picture.columns[0].x);
    QCOMPARE(picture.messages[1].x2, picture.columns[1].x);
    QCOMPARE(printTexts(picture, TextStyle::Message).size(), 2);
}

void TestSequenceDiagram::datagramsAreMatchedByAddressAndBytesAndLossIsNotHidden()
{
    const Told told({"1 command create ep=1 \"server udp://127.0.0.1:12000?name=Receiver\"\n",
        "1 command create ep=2 \"client udp://127.0.0.1:12000?name=Sender\"\n",
        "2 call socket ep=1 sock=1 fd=8 arg=2 extra=2 datagram = 8\n",
        "3 call bind ep=1 sock=1 fd=8 peer=127.0.0.1:12000 datagram = 0\n",
        "4 call socket ep=2 sock=2 fd=9 arg=2 extra=2 datagram = 9\n",
        "5 call sendto ep=2 sock=2 fd=9 peer=127.0.0.1:12000 datagram = 4 \"lost\"\n",
        "6 call sendto ep=2 sock=2 fd=9 peer=127.0.0.1:12000 datagram = 4 \"ping\"\n",
        "7 call recvfrom ep=1 sock=1 fd=8 peer=127.0.0.1:33348 datagram = 4 \"ping\"\n",
        "8 call sendto ep=1 sock=1 fd=8 peer=127.0.0.1:33348 datagram = 4 \"PING\"\n",
        "9 call recvfrom ep=2 sock=2 fd=9 peer=127.0.0.1:12000 datagram = 4 \"PING\"\n"});
    const Picture picture = told.picture();
    QCOMPARE(printMessages(picture),
        QStringList({QStringLiteral("3 to 3"), QStringLiteral("4 to 5"), QStringLiteral("6 to 7")}));
    QCOMPARE(picture.crosses.size(), std::size_t(1));
    QCOMPARE(at(picture.crosses[0].y), QStringLiteral("3.5"));
    QCOMPARE(printTitles(picture),
        QStringList({QStringLiteral("Receiver | UDP, fd 8"), QStringLiteral("Sender | UDP, fd 9")}));
}

void TestSequenceDiagram::aFailureIsMarkedAndQtsRetryNamed()
{
    const Told told({"1 call socket ep=2 sock=1 fd=14 = 14\n",
        "2 call connect ep=2 sock=1 fd=14 peer=127.0.0.1:1 extra=1 retry errno=EINPROGRESS = -1\n",
        "3 call connect ep=2 sock=1 fd=14 peer=127.0.0.1:1 extra=2 errno=ECONNREFUSED = -1\n"});
    const Picture picture = told.picture();
    const QStringList calls = {QStringLiteral("0 socket()"), QStringLiteral("1 connect() (Qt's 2nd try)"),
        QStringLiteral("2 \u2717 connect() ECONNREFUSED")};
    QCOMPARE(printTexts(picture, TextStyle::Call), calls);
    for (const Picture::Text &text : picture.texts)
        QCOMPARE(text.failed, text.row == 2);
}

void TestSequenceDiagram::theNextTryOfAClientUsesTheSameColumn()
{
    const Told told({"1 command create ep=2 \"client tcp://127.0.0.1:1?name=Client%201\"\n",
        "2 call socket ep=2 sock=1 fd=14 = 14\n",
        "3 call connect ep=2 sock=1 fd=14 extra=1 errno=ECONNREFUSED = -1\n",
        "4 call close ep=2 sock=1 fd=14 = 0\n", "5 call socket ep=2 sock=2 fd=14 = 14\n",
        "6 call connect ep=2 sock=2 fd=14 extra=1 = 0\n"});
    const Picture picture = told.picture();
    QCOMPARE(picture.columns.size(), std::size_t(1));
    QCOMPARE(picture.lanes.size(), std::size_t(2));
    QVERIFY(picture.lanes[0].bottom < picture.lanes[1].top);
}

void TestSequenceDiagram::swappedPutsServersOnTheRight()
{
    Told told({listening, connecting, accepting});
    const Picture plain = told.picture();
    told.swapped = true;
    const Picture swapped = told.picture();
    QCOMPARE(swapped.columns.size(), plain.columns.size());
    for (std::size_t i = 0; i < plain.columns.size(); ++i)
        QCOMPARE(swapped.columns[i].x, wide - plain.columns[i].x);
}

void TestSequenceDiagram::noTwoTextsOverlapAndNoneLiesOnALane_data()
{
    QTest::addColumn<double>("width");
    for (const double width : {260.0, 400.0, 640.0, 1200.0, 2400.0})
        QTest::addRow("%d pixels", int(width)) << width;
}

void TestSequenceDiagram::noTwoTextsOverlapAndNoneLiesOnALane()
{
    QFETCH(double, width);
    const Told told(
        {listening, connecting, accepting, "10 call write ep=2 sock=2 fd=14 arg=5 offset=0 = 5 \"hello\"\n",
            "11 call read ep=1 sock=3 fd=15 arg=5 offset=0 = 5 \"hello\"\n",
            "12 call close ep=1 sock=3 fd=15 before=ESTABLISHED after=FIN-WAIT-2 = 0\n"});
    const Picture picture = told.picture(width);
    QVERIFY(picture.texts.size() > 8);
    for (std::size_t i = 0; i < picture.texts.size(); ++i) {
        const Picture::Text &a = picture.texts[i];
        QVERIFY2(narrowText(a.text, a.style) <= a.width, qPrintable(a.text));
        QVERIFY2(a.left >= 0 && a.left + a.width <= width, qPrintable(a.full));
        for (std::size_t j = i + 1; j < picture.texts.size(); ++j) {
            const Picture::Text &b = picture.texts[j];
            QVERIFY2(a.row != b.row || a.left + a.width <= b.left || b.left + b.width <= a.left,
                qPrintable(a.full));
        }
        for (const Picture::Lane &lane : picture.lanes) {
            const bool beside = a.row + 1 <= lane.top || a.row >= lane.bottom;
            const QString where = QStringLiteral("%1 in row %2 from %3 to %4, lane %5 at %6")
                                      .arg(a.full)
                                      .arg(a.row)
                                      .arg(a.left)
                                      .arg(a.left + a.width)
                                      .arg(lane.socket)
                                      .arg(lane.x);
            QVERIFY2(beside || lane.x <= a.left || lane.x >= a.left + a.width, qPrintable(where));
        }
    }
}

void TestSequenceDiagram::lanesBeyondTheRoomAreCounted()
{
    QString text = QString::fromUtf8(listening);
    for (int i = 0; i < 20; ++i)
        text +=
            QStringLiteral("%1 call socket ep=%2 sock=%3 fd=%3 = %3\n").arg(10 + i).arg(2 + i).arg(30 + i);
    const QByteArray bytes = text.toUtf8();
    const Told told({bytes.constData()});
    const Picture picture = told.picture(4000);
    QCOMPARE(picture.columns.size(), std::size_t(10));
    QCOMPARE(picture.notDrawn, std::size_t(11));
    QCOMPARE(picture.columns.front().fullTitle, QStringLiteral("Server 1"));
    QVERIFY(told.picture(640).columns.size() < 10);
}

void TestSequenceDiagram::theOldestRowsAreForgotten()
{
    QString text =
        QString::fromUtf8(listening) + QString::fromUtf8(connecting) + QString::fromUtf8(accepting);
    for (int i = 0; i < 100; ++i)
        text += QStringLiteral("%1 call write ep=2 sock=2 fd=14 arg=1 offset=%2 = 1 \"x\"\n"
                               "%1 call read ep=1 sock=3 fd=15 arg=1 offset=%2 = 1 \"x\"\n")
                    .arg(20 + i)
                    .arg(i);
    const QByteArray bytes = text.toUtf8();
    Told told({bytes.constData()}, 50);
    const Picture picture = told.picture();
    QCOMPARE(told.diagram().height(), 50.0);
    QCOMPARE(told.diagram().forgotten(), 156.0);
    QVERIFY(picture.hasEarlier);
    QCOMPARE(picture.messages.size(), std::size_t(25));
    QCOMPARE(printMessages(picture).first(), QStringLiteral("0 to 1"));
    const auto event = told.diagram().eventAt(7);
    QVERIFY(event.has_value());
    QCOMPARE(told.diagram().placeOf(*event), std::optional<double>(7));
    QVERIFY(!told.diagram().placeOf(2).has_value());
}

void TestSequenceDiagram::hostileBytesBecomeHarmlessText()
{
    const Told told({"1 call socket ep=2 sock=1 fd=14 = 14\n",
        "2 call write ep=2 sock=1 fd=14 offset=0 = 9 \"\\xe2\\x80\\xae<b>\\n\\x1b\\0\"\n"});
    const QStringList texts = printTexts(told.picture(), TextStyle::Message);
    QCOMPARE(texts, QStringList(QStringLiteral("1 \u201C\\u{202E}<b>\\n\\x1b\\0\u201D 9 B \u00B7 not read")));
}

void TestSequenceDiagram::fedInPiecesItIsTheSame()
{
    const QString text = QString::fromUtf8(listening) + QString::fromUtf8(connecting)
        + QString::fromUtf8(accepting)
        + QStringLiteral("10 call write ep=2 sock=2 fd=14 arg=5 offset=0 = 5 \"hello\"\n"
                         "11 call read ep=1 sock=3 fd=15 arg=5 offset=0 = 5 \"hello\"\n");
    const auto whole = JournalBuilder::build(text);
    Journal growing;
    SocketTable table;
    SequenceDiagram piecewise;
    whole->view().forEach(0, whole->size(), [&](const EventRef &event) {
        const PackedAddress local = event.local();
        const PackedAddress peer = event.peer();
        Event copy = event.event();
        copy.flags = std::uint8_t(copy.flags & ~(Event::HasLocal | Event::HasPeer));
        growing.append(copy, event.payload(), &local, &peer);
        table.advance(growing.view());
        piecewise.advance(growing.view(), table);
    });
    SequenceDiagram atOnce;
    atOnce.advance(whole->view(), table);
    const auto picture = [&](const SequenceDiagram &d) {
        return d.picture({0, 20, wide, textWidth, false, 1}, table);
    };
    for (const TextStyle style : {TextStyle::Call, TextStyle::State, TextStyle::Message, TextStyle::Remark})
        QCOMPARE(printTexts(picture(piecewise), style), printTexts(picture(atOnce), style));
    QCOMPARE(printMessages(picture(piecewise)), QStringList(QStringLiteral("6 to 7")));
    QCOMPARE(picture(piecewise).hatches.size(), picture(atOnce).hatches.size());
}

QTEST_GUILESS_MAIN(TestSequenceDiagram)
#include "tst_sequencediagram.moc"
