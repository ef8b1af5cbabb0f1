// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/layers.h"
#include "tests/kit/journalbuilder.h"

#include <QTest>

#include <algorithm>

using namespace wl;
using namespace wl::kit;

namespace {

const char *const meeting =
    "1 command create ep=1 \"server tcp://127.0.0.1:12000?name=Server%201\"\n"
    "2 command create ep=2 \"client tcp://127.0.0.1:12000?name=Client%201\"\n"
    "3 call socket ep=1 sock=1 fd=12 arg=2 extra=1 after=CLOSED = 12\n"
    "4 call bind ep=1 sock=1 fd=12 peer=127.0.0.1:12000 after=CLOSED = 0\n"
    "5 call getsockname ep=1 sock=1 fd=12 local=127.0.0.1:12000 housekeeping = 0\n"
    "6 call listen ep=1 sock=1 fd=12 arg=5 before=CLOSED after=LISTEN = 0\n"
    "7 call socket ep=2 sock=2 fd=14 arg=2 extra=1 after=CLOSED = 14\n"
    "8 call connect ep=2 sock=2 fd=14 peer=127.0.0.1:12000 extra=1 before=CLOSED after=ESTABLISHED "
    "errno=EINPROGRESS = -1\n"
    "9 call accept4 ep=1 sock=1 fd=12 arg=3 peer=127.0.0.1:40000 after=ESTABLISHED = 15\n"
    "9 call getsockname ep=2 sock=2 fd=14 local=127.0.0.1:40000 housekeeping = 0\n"
    "9 call getsockname ep=1 sock=3 fd=15 local=127.0.0.1:12000 peer=127.0.0.1:40000 housekeeping = 0\n";
const char *const sending = "20 call write ep=2 sock=2 fd=14 arg=6 offset=0 = 6 \"hello\\n\"\n";
const char *const reading = "30 call read ep=1 sock=3 fd=15 arg=4096 offset=0 = 6 \"hello\\n\"\n";
const char *const foreign =
    "1 command create ep=2 \"client tcp://192.0.2.7:80?name=Client%201\"\n"
    "2 call socket ep=2 sock=1 fd=14 arg=2 extra=1 after=CLOSED = 14\n"
    "3 call connect ep=2 sock=1 fd=14 peer=192.0.2.7:80 extra=1 after=ESTABLISHED = 0\n"
    "4 call getsockname ep=2 sock=1 fd=14 local=192.0.2.1:40000 housekeeping = 0\n"
    "5 call write ep=2 sock=1 fd=14 arg=6 offset=0 = 6 \"hello\\n\"\n";
const char *const datagrams =
    "1 command create ep=1 \"server udp://127.0.0.1:9000?name=UDP%201\"\n"
    "2 command create ep=2 \"client udp://127.0.0.1:9000?name=UDP%202\"\n"
    "3 call socket ep=1 sock=1 fd=12 datagram arg=2 extra=2 = 12\n"
    "4 call bind ep=1 sock=1 fd=12 datagram peer=127.0.0.1:9000 = 0\n"
    "4 call getsockname ep=1 sock=1 fd=12 datagram local=127.0.0.1:9000 housekeeping = 0\n"
    "5 call socket ep=2 sock=2 fd=13 datagram arg=2 extra=2 = 13\n"
    "6 call sendto ep=2 sock=2 fd=13 datagram arg=5 peer=127.0.0.1:9000 = 5 \"salut\"\n";
const char *const taking =
    "7 call recvfrom ep=1 sock=1 fd=12 datagram arg=4096 peer=127.0.0.1:41000 = 5 \"salut\"\n";
const char *const modern = "1 command create ep=2 \"client tcp://[::1]:80?name=Client%201\"\n"
                           "2 call socket ep=2 sock=1 fd=14 arg=10 extra=1 after=CLOSED = 14\n"
                           "3 call connect ep=2 sock=1 fd=14 peer=[::1]:80 extra=1 after=ESTABLISHED = 0\n"
                           "4 call getsockname ep=2 sock=1 fd=14 local=[::1]:40000 housekeeping = 0\n"
                           "5 call read ep=2 sock=1 fd=14 arg=99 offset=0 = 2 \"hi\"\n";

double narrowText(const QString &text, TextStyle)
{
    return 8 * double(text.size());
}

/// A journal from pieces of text, and the picture of its layers.
class Told
{
public:
    explicit Told(std::initializer_list<const char *> pieces)
    {
        QString text;
        for (const char *piece : pieces)
            text += QString::fromUtf8(piece);
        m_journal = JournalBuilder::build(text);
        m_table.advance(m_journal->view());
        m_layers.advance(m_journal->view(), m_table);
    }

    std::optional<EventIndex> selected;
    bool swapped = false;
    double phase = 1;

    Drawing draw(const QSizeF &room = {1280, 620}) const
    {
        const JournalView view = m_journal->view();
        return m_layers.draw({view, m_table, room, {narrowText, 18}, selected, swapped, phase});
    }

    /// The first sentence of an item that begins like this.
    QString sentence(const char *begin) const
    {
        for (const Drawing::Item &item : draw().items) {
            if (item.sentence.startsWith(QLatin1String(begin)))
                return item.sentence;
        }
        return {};
    }

    std::optional<EventIndex> eventOf(const char *begin) const
    {
        for (const Drawing::Item &item : draw().items) {
            if (item.sentence.startsWith(QLatin1String(begin)))
                return item.event;
        }
        return {};
    }

private:
    std::unique_ptr<Journal> m_journal;
    SocketTable m_table;
    Layers m_layers;
};

QList<TextMark> textsOf(const Drawing &drawing)
{
    QList<TextMark> texts;
    for (const Mark &mark : drawing.marks) {
        if (const auto *text = std::get_if<TextMark>(&mark))
            texts << *text;
    }
    return texts;
}

bool shows(const Drawing &drawing, const QString &wanted)
{
    const auto texts = textsOf(drawing);
    return std::any_of(
        texts.begin(), texts.end(), [&](const TextMark &t) { return t.text.contains(wanted); });
}

double placeOf(const Drawing &drawing, const QString &wanted)
{
    for (const TextMark &text : textsOf(drawing)) {
        if (text.text == wanted)
            return text.rect.left();
    }
    return -1;
}

/// Where the letters are, not only the room they may take.
QRectF inked(const TextMark &text)
{
    const double width = narrowText(text.text, text.style);
    if (text.upwards)
        return {text.rect.left(), text.rect.center().y() - width / 2, text.rect.width(), width};
    QRectF rect = text.rect;
    rect.setWidth(width);
    if (text.align == Align::Right)
        rect.moveRight(text.rect.right());
    else if (text.align == Align::Centre)
        rect.moveCenter(text.rect.center());
    return rect;
}

} // namespace

class TestLayers final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutASocketThereIsNoPicture();
    void withoutAMessageItSaysWhatToDo();
    void aMessageBetweenOurTwoEndsIsReadByItsRecv();
    void selectingTheRecvShowsTheSameMessage();
    void aMessageThatNobodyReadStandsInTheSendersKernel();
    void acknowledgedBytesWaitInTheReceiversKernel();
    void aPartOfAMessageIsNotTheWhole();
    void ofAForeignPeerNothingIsClaimed();
    void theRulesOfDatagramsAreWrittenOut();
    void theAddressOfAnUnboundSenderIsKnownFromTheReceiver();
    void addressesOfTheNewKindHaveTheirOwnHeader();
    void datagramsThatLaterOnesOvertookAreLost();
    void oneSegmentIsOnlySaidWhenCountersProveIt();
    void whatNoProgramSeesIsUnknown();
    void swappedPutsTheServerOnTheRight();
    void theMessageMovesWithThePhase();
    void textsStayInsideAndNeverOverlap_data();
    void textsStayInsideAndNeverOverlap();
    void hostileBytesAreEscapedAndBounded();
};

void TestLayers::withoutASocketThereIsNoPicture()
{
    const Told told({"1 command create ep=1 \"server tcp://127.0.0.1:12000\"\n"});
    QVERIFY(told.draw().marks.empty());
    QVERIFY(told.draw().items.empty());
}

void TestLayers::withoutAMessageItSaysWhatToDo()
{
    const Told told({meeting});
    QVERIFY(shows(told.draw(), QStringLiteral("Send a message, and see how it is wrapped.")));
    QVERIFY(!shows(told.draw(), QStringLiteral("How it is wrapped")));
    QVERIFY(shows(told.draw(), QStringLiteral("loopback")));
}

void TestLayers::aMessageBetweenOurTwoEndsIsReadByItsRecv()
{
    const Told told({meeting, sending, reading});
    QCOMPARE(told.sentence("The receiver's"), QStringLiteral("The receiver's program has read it."));
    QCOMPARE(told.eventOf("Sent by"), std::optional<EventIndex>(11));
    QCOMPARE(told.eventOf("Read by"), std::optional<EventIndex>(12));
    QCOMPARE(told.sentence("Source port"), QStringLiteral("Source port: 40000; known by: getsockname()."));
    QCOMPARE(told.sentence("Destination port"),
        QStringLiteral("Destination port: 12000; known by: getsockname()."));
    QVERIFY(told.sentence("Bytes of the stream").contains(QStringLiteral("0 to 5")));
    QVERIFY(shows(told.draw(), QStringLiteral("\u201Chello\\n\u201D 6 B")));
}

void TestLayers::selectingTheRecvShowsTheSameMessage()
{
    Told told({meeting, sending, reading, "40 call write ep=1 sock=3 fd=15 arg=2 offset=0 = 2 \"ok\"\n"});
    QCOMPARE(told.eventOf("Sent by"), std::optional<EventIndex>(13));
    told.selected = 12;
    QCOMPARE(told.eventOf("Sent by"), std::optional<EventIndex>(11));
    QCOMPARE(told.eventOf("Read by"), std::optional<EventIndex>(12));
}

void TestLayers::aMessageThatNobodyReadStandsInTheSendersKernel()
{
    const Told told({meeting, sending});
    QCOMPARE(
        told.sentence("It is not read"), QStringLiteral("It is not read yet; where it waits was not seen."));
    QVERIFY(told.sentence("Read by").startsWith(QStringLiteral("Read by: not known; not read yet.")));
}

void TestLayers::acknowledgedBytesWaitInTheReceiversKernel()
{
    const Told told({meeting, sending, "25 kernel acknowledged ep=2 sock=2 offset=6 = 100\n"});
    QVERIFY(!told.sentence("It waits in the receiver's kernel").isEmpty());
    QVERIFY(told.sentence("Acknowledged").contains(QStringLiteral("6 bytes; known by")));
}

void TestLayers::aPartOfAMessageIsNotTheWhole()
{
    Told told({meeting, sending, "30 call read ep=1 sock=3 fd=15 arg=2 offset=0 = 2 \"he\"\n"});
    told.selected = 11;
    QCOMPARE(
        told.sentence("The receiver's"), QStringLiteral("The receiver's program has read a part of it."));
}

void TestLayers::ofAForeignPeerNothingIsClaimed()
{
    const Told told({foreign});
    QVERIFY(!told.sentence("The other program is not ours").isEmpty());
    QVERIFY(!told.sentence("It went to a program that is not ours").isEmpty());
    QCOMPARE(told.sentence("Destination port"), QStringLiteral("Destination port: 80; known by: connect()."));
    QVERIFY(shows(told.draw(), QStringLiteral("not seen from here")));
    QVERIFY(!shows(told.draw(), QStringLiteral("loopback")));
    const Told acked({foreign, "9 kernel acknowledged ep=2 sock=1 offset=6 = 100\n"});
    QVERIFY(!acked.sentence("The other kernel has it").isEmpty());
}

void TestLayers::theRulesOfDatagramsAreWrittenOut()
{
    const Told told({datagrams, taking});
    QVERIFY(told.sentence("UDP length")
                .startsWith(QStringLiteral("UDP length: 8 + 5 = 13; known by: the rule of RFC 768.")));
    QVERIFY(told.sentence("UDP checksum").contains(QStringLiteral("optional in IPv4")));
    QVERIFY(shows(told.draw(), QStringLiteral("UDP 8 B")));
    QVERIFY(shows(told.draw(), QStringLiteral("no connection")));
    QVERIFY(told.sentence("Bytes of the stream").isEmpty());
    QCOMPARE(told.eventOf("Read by"), std::optional<EventIndex>(7));
}

void TestLayers::theAddressOfAnUnboundSenderIsKnownFromTheReceiver()
{
    const Told before({datagrams});
    QCOMPARE(before.sentence("Source port"), QStringLiteral("Source port: not known; no call told it."));
    const Told after({datagrams, taking});
    QCOMPARE(after.sentence("Source port"), QStringLiteral("Source port: 41000; known by: recvfrom()."));
}

void TestLayers::addressesOfTheNewKindHaveTheirOwnHeader()
{
    const Told told({modern});
    QVERIFY(shows(told.draw(), QStringLiteral("IPv6 40 B")));
    QVERIFY(!told.sentence("Hop limit").isEmpty());
    QVERIFY(told.sentence("Time to live").isEmpty());
    QVERIFY(!told.sentence("It came from a program that is not ours").isEmpty());
}

void TestLayers::datagramsThatLaterOnesOvertookAreLost()
{
    Told told({datagrams, "6 call sendto ep=2 sock=2 fd=13 datagram arg=3 peer=127.0.0.1:9000 = 3 \"two\"\n",
        "7 call recvfrom ep=1 sock=1 fd=12 datagram arg=4096 peer=127.0.0.1:41000 = 3 \"two\"\n"});
    QCOMPARE(told.sentence("The receiver's"), QStringLiteral("The receiver's program has read it."));
    told.selected = 6;
    QVERIFY(!told.sentence("Nobody read it").isEmpty());
}

void TestLayers::oneSegmentIsOnlySaidWhenCountersProveIt()
{
    const char *const one =
        "25 kernel gauge ep=2 sock=2 evidence=2 gauge=segments-out:3,data-segments-out:1\n";
    const char *const two =
        "25 kernel gauge ep=2 sock=2 evidence=2 gauge=segments-out:4,data-segments-out:2\n";
    QVERIFY(Told({meeting, sending, one}).sentence("Segments:").contains(QStringLiteral("exactly one")));
    QVERIFY(Told({meeting, sending, two}).sentence("Segments:").contains(QStringLiteral("not known")));
    QVERIFY(Told({meeting, one, sending}).sentence("Segments:").contains(QStringLiteral("not known")));
}

void TestLayers::whatNoProgramSeesIsUnknown()
{
    const Told told({meeting, sending, reading});
    for (const char *name : {"Sequence numbers", "TCP checksum", "Time to live", "Acknowledged", "Counters"})
        QVERIFY2(told.sentence(name).contains(QStringLiteral("not known")), name);
}

void TestLayers::swappedPutsTheServerOnTheRight()
{
    Told told({meeting, sending});
    const QString service = QStringLiteral("the service");
    const QString program = QStringLiteral("your program");
    QVERIFY(placeOf(told.draw(), service) < placeOf(told.draw(), program));
    told.swapped = true;
    QVERIFY(placeOf(told.draw(), service) > placeOf(told.draw(), program));
}

void TestLayers::theMessageMovesWithThePhase()
{
    Told told({meeting, sending, reading});
    const double end = placeOf(told.draw(), QStringLiteral("6 B"));
    told.phase = 0;
    const double start = placeOf(told.draw(), QStringLiteral("6 B"));
    told.phase = 0.5;
    const double middle = placeOf(told.draw(), QStringLiteral("6 B"));
    QVERIFY(end >= 0 && start > middle && middle > end);
}

void TestLayers::textsStayInsideAndNeverOverlap_data()
{
    QTest::addColumn<QSizeF>("room");
    QTest::addColumn<int>("story");
    for (const QSizeF room : {QSizeF(480, 300), QSizeF(640, 420), QSizeF(1044, 600), QSizeF(1280, 620),
             QSizeF(1920, 900), QSizeF(3000, 400)}) {
        for (int story = 0; story < 6; ++story)
            QTest::addRow("%d wide, story %d", int(room.width()), story) << room << story;
    }
}

void TestLayers::textsStayInsideAndNeverOverlap()
{
    QFETCH(QSizeF, room);
    QFETCH(int, story);
    const Told stories[] = {Told({meeting}), Told({meeting, sending}), Told({meeting, sending, reading}),
        Told({foreign}), Told({datagrams, taking}), Told({modern})};
    const Drawing drawing = stories[story].draw(room);
    QVERIFY(drawing.size.width() <= room.width());
    const QRectF page({0, 0}, drawing.size);
    const auto texts = textsOf(drawing);
    for (qsizetype i = 0; i < texts.size(); ++i) {
        QVERIFY2(page.contains(inked(texts[i])), qPrintable(texts[i].text));
        for (qsizetype j = 0; j < i; ++j)
            QVERIFY2(!inked(texts[i]).intersects(inked(texts[j])),
                qPrintable(texts[i].text + QStringLiteral(" | ") + texts[j].text));
    }
    for (const Drawing::Item &item : drawing.items) {
        QVERIFY(!item.sentence.isEmpty());
        QVERIFY2(page.contains(item.area), qPrintable(item.sentence));
    }
}

void TestLayers::hostileBytesAreEscapedAndBounded()
{
    const QByteArray line =
        "20 call write ep=2 sock=2 fd=14 arg=3000 offset=0 = 3000 \"\\x1b[31m<b>\\xe2\\x80\\xae"
        + QByteArray(3000, 'x') + "\"\n";
    const Told told({meeting, line.constData()});
    const Drawing drawing = told.draw();
    for (const TextMark &text : textsOf(drawing))
        QVERIFY(!text.text.contains(QChar(0x1b)) && !text.text.contains(QChar(0x202e)));
    for (const Drawing::Item &item : drawing.items) {
        QVERIFY(!item.sentence.contains(QChar(0x1b)) && !item.sentence.contains(QChar(0x202e)));
        QVERIFY(item.sentence.size() < 500);
    }
    QVERIFY(told.sentence("The application's bytes").contains(QStringLiteral("\\x1b[31m<b>")));
}

QTEST_APPLESS_MAIN(TestLayers)
#include "tst_layers.moc"
