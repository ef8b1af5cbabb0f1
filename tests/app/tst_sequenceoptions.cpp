// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/sequencedrawing.h"
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

const char *const stranger =
    "20 call accept4 ep=1 sock=1 fd=12 arg=4 peer=127.0.0.1:50000 after=ESTABLISHED = 16\n"
    "21 call read ep=1 sock=4 fd=16 arg=9 offset=0 = 5 \"hello\"\n";

QStringList remarks(const Picture &picture)
{
    return printTexts(picture, TextStyle::Remark);
}

} // namespace

class TestSequenceOptions final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void betweenServersAndClientsStandsWhatIsNotOurs();
    void aStrangerInTheQueueIsHatchedUntilItIsAccepted();
    void ourOwnClientInTheQueueIsNotShownTwice();
    void theFinOfACloseIsDashedAndInferred();
    void theErrnoOfAResetTellsOfAnRst();
    void whatTheKernelStillHoldsGoesOnBelowItsClose();
    void signalsAreRowsOnlyWhenAskedFor();
    void aHiddenLifelineTakesNoRows();
    void oneConversationOnlyHidesTheOthers();
    void spacedByTimeALongPauseIsBroken();
    void aRefusedDatagramEndsInACross();
    void keysWalkOverHiddenRows();
    void theWholeIsOneDrawingWithASentenceForEachPart();
};

void TestSequenceOptions::betweenServersAndClientsStandsWhatIsNotOurs()
{
    const Told told({listening, connecting, accepting, stranger});
    const Picture picture = told.picture();
    const QStringList titles = printTitles(picture);
    QCOMPARE(titles.size(), 5);
    QCOMPARE(titles.at(3), QStringLiteral("outside | 127.0.0.1:50000"));
    QVERIFY(picture.columns[2].x < picture.columns[3].x && picture.columns[3].x < picture.columns[4].x);
    QCOMPARE(picture.messages.size(), std::size_t(1));
    QVERIFY(picture.messages[0].open && !picture.messages[0].fromServer);
    QCOMPARE(picture.messages[0].x1, picture.columns[3].x);
    QCOMPARE(printTitles(Told({listening, connecting, accepting}).picture()).size(), 3);
}

void TestSequenceOptions::aStrangerInTheQueueIsHatchedUntilItIsAccepted()
{
    const char *const waiting = "10 kernel waiting-connection ep=1 sock=1 local=127.0.0.1:12000 "
                                "peer=127.0.0.1:50000 arg=77 after=ESTABLISHED = "
                                "0\n"
                                "11 kernel waiting-connection ep=1 sock=1 local=127.0.0.1:12000 "
                                "peer=127.0.0.1:50000 arg=77 after=ESTABLISHED = "
                                "5\n";
    const Picture before = Told({listening, waiting}).picture();
    QCOMPARE(before.hatches.size(), std::size_t(1));
    QCOMPARE(before.hatches[0].client, SocketId(0));
    QCOMPARE(printTitles(before).at(1), QStringLiteral("? | not accepted"));
    const Picture after = Told({listening, waiting, stranger}).picture();
    QCOMPARE(after.hatches.size(), std::size_t(1));
    QCOMPARE(printTitles(after).at(1), QStringLiteral("Server 1 #1 | accepted, fd 16"));
    QCOMPARE(after.hatches[0].x, after.columns[1].x);
    QCOMPARE(at(after.hatches[0].bottom), QStringLiteral("3.5"));
}

void TestSequenceOptions::ourOwnClientInTheQueueIsNotShownTwice()
{
    const char *const ours =
        "9 call getsockname ep=2 sock=2 fd=14 local=127.0.0.1:40000 housekeeping = 0\n"
        "10 kernel waiting-connection ep=1 sock=1 local=127.0.0.1:12000 peer=127.0.0.1:40000 "
        "arg=77 after=ESTABLISHED = 0\n";
    QCOMPARE(Told({listening, connecting, ours}).picture().hatches.size(), std::size_t(1));
}

void TestSequenceOptions::theFinOfACloseIsDashedAndInferred()
{
    const Told told({listening, connecting, accepting,
        "12 call close ep=2 sock=2 fd=14 before=ESTABLISHED after=FIN-WAIT-2 = 0\n"});
    const Picture picture = told.picture();
    QCOMPARE(picture.dashes.size(), std::size_t(2));
    const auto fin = std::find_if(picture.dashes.begin(), picture.dashes.end(),
        [](const Picture::Dash &dash) { return !dash.bothHeads; });
    QVERIFY(fin != picture.dashes.end());
    QCOMPARE(at(fin->y), QStringLiteral("6.5"));
    QVERIFY(fin->x2 < fin->x1);
    QVERIFY(remarks(picture).contains(QStringLiteral("6 FIN (inferred)")));
    // A reset is no FIN.
    const Picture reset = Told({listening, connecting, accepting,
                                   "12 call close ep=2 sock=2 fd=14 before=ESTABLISHED after=CLOSED = 0\n"})
                              .picture();
    QCOMPARE(reset.dashes.size(), std::size_t(1));
}

void TestSequenceOptions::theErrnoOfAResetTellsOfAnRst()
{
    const Picture picture =
        Told({listening, connecting, accepting,
                 "12 call close ep=2 sock=2 fd=14 before=ESTABLISHED after=CLOSED = 0\n",
                 "13 call read ep=1 sock=3 fd=15 arg=9 errno=ECONNRESET after=CLOSED = -1\n"})
            .picture();
    QCOMPARE(picture.dashes.size(), std::size_t(2));
    const auto rst = std::find_if(picture.dashes.begin(), picture.dashes.end(),
        [](const Picture::Dash &dash) { return !dash.bothHeads; });
    QVERIFY(rst != picture.dashes.end());
    QCOMPARE(at(rst->y), QStringLiteral("7.5"));
    QVERIFY(rst->x2 < rst->x1);
    QVERIFY(remarks(picture).contains(QStringLiteral("7 RST (inferred)")));
}

void TestSequenceOptions::whatTheKernelStillHoldsGoesOnBelowItsClose()
{
    const char *const closing = "12 call close ep=2 sock=2 fd=14 before=ESTABLISHED after=FIN-WAIT-2 = 0\n"
                                "13 kernel state ep=2 sock=2 before=FIN-WAIT-2 after=TIME-WAIT read\n"
                                "14 call read ep=1 sock=3 fd=15 arg=9 offset=0 = 0\n";
    const auto laneOf = [](const Picture &picture, SocketId socket) {
        const auto it = std::find_if(picture.lanes.begin(), picture.lanes.end(),
            [&](const Picture::Lane &lane) { return lane.socket == socket; });
        return it == picture.lanes.end() ? Picture::Lane() : *it;
    };
    const Picture held = Told({listening, connecting, accepting, closing}).picture();
    QCOMPARE(at(laneOf(held, 2).closedAt), QStringLiteral("6.5"));
    QCOMPARE(at(laneOf(held, 2).bottom), QStringLiteral("11.0"));
    const Picture gone = Told({listening, connecting, accepting, closing,
                                  "15 kernel gone ep=2 sock=2 before=TIME-WAIT after=CLOSED\n"})
                             .picture();
    QCOMPARE(at(laneOf(gone, 2).bottom), QStringLiteral("9.0"));
    const auto kernelOnly = std::count_if(gone.bands.begin(), gone.bands.end(),
        [](const Picture::Band &band) { return band.kernelOnly && band.socket == 2; });
    QCOMPARE(kernelOnly, 2);
}

void TestSequenceOptions::signalsAreRowsOnlyWhenAskedFor()
{
    Told told({listening, connecting, accepting, "10 signal connected ep=2 sock=2\n",
        "11 call write ep=2 sock=2 fd=14 arg=5 offset=0 = 5 \"hello\"\n"});
    QCOMPARE(told.diagram().height(), 7.0);
    QVERIFY(!remarks(told.picture()).join(u'\n').contains(QLatin1String("connected()")));
    SequenceOptions options;
    options.showsSignals = true;
    told.show(options);
    QCOMPARE(told.diagram().height(), 8.0);
    QVERIFY(remarks(told.picture()).contains(QStringLiteral("6 \u25C7 connected()")));
    QVERIFY(printTexts(told.picture(), TextStyle::Call).contains(QStringLiteral("7 send 5 B")));
}

void TestSequenceOptions::aHiddenLifelineTakesNoRows()
{
    Told told({listening, connecting, accepting});
    SequenceOptions options;
    options.hiddenEndpoints.insert(2);
    told.show(options);
    QCOMPARE(told.diagram().height(), 4.0);
    QCOMPARE(printTexts(told.picture(), TextStyle::Call),
        QStringList({QStringLiteral("0 socket()"), QStringLiteral("1 bind() :12000"),
            QStringLiteral("2 listen() 5"), QStringLiteral("3 accept() = 15")}));
    QCOMPARE(printTitles(told.picture()).size(), 2);
    options.hiddenEndpoints = {1};
    told.show(options);
    // Its accepted connection is hidden by itself.
    QCOMPARE(printTitles(told.picture()),
        QStringList({QStringLiteral("Server 1 #1 | accepted, fd 15"), QStringLiteral("Client 1 | fd 14")}));
    told.show({});
    QCOMPARE(told.diagram().height(), 6.0);
}

void TestSequenceOptions::oneConversationOnlyHidesTheOthers()
{
    Told told({listening, connecting, accepting, stranger});
    SequenceOptions options;
    Conversation only;
    only.server = 1;
    only.client = 2;
    only.listener = 1;
    only.accepted = 3;
    only.caller = 2;
    options.only = only;
    told.show(options);
    QCOMPARE(printTitles(told.picture()).size(), 3);
    QVERIFY(!printTexts(told.picture(), TextStyle::Call).join(u'\n').contains(QLatin1String("recv")));
}

void TestSequenceOptions::spacedByTimeALongPauseIsBroken()
{
    Told told({"10 call socket ep=2 sock=1 fd=14 = 14\n", "20 call bind ep=2 sock=1 fd=14 = 0\n",
        "30 call listen ep=2 sock=1 fd=14 = 0\n", "60 call shutdown ep=2 sock=1 fd=14 = 0\n",
        "3000060 call close ep=2 sock=1 fd=14 = 0\n"});
    SequenceOptions options;
    options.byTime = true;
    told.show(options);
    const QStringList calls = printTexts(told.picture(), TextStyle::Call);
    // 10, 10, 30 microseconds and three seconds; the middle one of these is 30.
    QCOMPARE(told.diagram().unit(), std::int64_t(30000));
    QCOMPARE(told.picture().breaks.size(), std::size_t(1));
    QCOMPARE(told.picture().breaks[0].text, QStringLiteral("3.00 s"));
    QCOMPARE(told.diagram().height(), 5.0 + RowScale::mostGap / 2);
    QCOMPARE(calls.last(), QStringLiteral("%1 close()").arg(4.0 + RowScale::mostGap / 2));
    told.show({});
    QCOMPARE(told.diagram().height(), 5.0);
    QVERIFY(told.picture().breaks.empty());
}

void TestSequenceOptions::aRefusedDatagramEndsInACross()
{
    const Told told({"1 command create ep=2 \"client udp://127.0.0.1:9?name=Sender\"\n",
        "4 call socket ep=2 sock=2 fd=9 arg=2 extra=2 datagram = 9\n",
        "5 call sendto ep=2 sock=2 fd=9 peer=127.0.0.1:9 datagram = 4 \"ping\"\n",
        "6 kernel icmp ep=2 sock=2 peer=127.0.0.1:9 arg=771 errno=ECONNREFUSED datagram\n"});
    const Picture picture = told.picture();
    QCOMPARE(picture.crosses.size(), std::size_t(1));
    QCOMPARE(at(picture.crosses[0].y), QStringLiteral("1.5"));
    QVERIFY(
        printTexts(picture, TextStyle::Call).join(u'\n').contains(QLatin1String("ICMP: port unreachable")));
}

void TestSequenceOptions::keysWalkOverHiddenRows()
{
    Told told({listening, connecting, accepting, "10 signal connected ep=2 sock=2\n",
        "11 call write ep=2 sock=2 fd=14 arg=5 offset=0 = 5 \"hello\"\n"});
    const auto accept = told.diagram().placeOf(8) ? EventIndex(8) : EventIndex(0);
    QCOMPARE(accept, EventIndex(8));
    const auto next = told.diagram().after(accept);
    QVERIFY(next.has_value());
    QCOMPARE(told.diagram().placeOf(*next), std::optional<double>(6));
    QCOMPARE(told.diagram().before(*next), std::optional<EventIndex>(accept));
    QVERIFY(!told.diagram().after(*next).has_value());
    QVERIFY(!told.diagram().before(*told.diagram().first()).has_value());
    QCOMPARE(told.diagram().last(), next);
}

void TestSequenceOptions::theWholeIsOneDrawingWithASentenceForEachPart()
{
    const auto journal = JournalBuilder::build(QString::fromUtf8(listening) + QString::fromUtf8(connecting)
        + QString::fromUtf8(accepting)
        + QStringLiteral("10 call write ep=2 sock=2 fd=14 arg=5 offset=0 = 5 \"hello\"\n"
                         "11 call read ep=1 sock=3 fd=15 arg=5 offset=0 = 5 \"hello\"\n"));
    SocketTable table;
    table.advance(journal->view());
    SequenceDrawing diagram;
    diagram.advance(journal->view(), table);
    const JournalView view = journal->view();
    const StageFrame frame{view, table, {900, 400}, {narrowText, 18}, {}, false, 1};
    const Drawing drawing = diagram.draw(frame);
    QCOMPARE(drawing.size.width(), 900.0);
    const QString all = told(drawing).join(u'\n');
    QVERIFY2(all.contains(QStringLiteral("\u201CServer 1 #1\u201D")), qPrintable(all));
    QVERIFY2(all.contains(QLatin1String("dashed < >")), qPrintable(all));
    QVERIFY(drawing.items.size() > 8);
    for (const Drawing::Item &item : drawing.items) {
        QVERIFY(!item.sentence.isEmpty());
        QVERIFY(item.event.has_value());
    }
    for (const Mark &mark : drawing.marks) {
        if (const auto *text = std::get_if<TextMark>(&mark))
            QVERIFY2(QRectF({0, 0}, drawing.size).contains(text->rect), qPrintable(text->text));
    }
}

QTEST_GUILESS_MAIN(TestSequenceOptions)
#include "tst_sequenceoptions.moc"
