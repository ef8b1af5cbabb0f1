// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/statemachine.h"
#include "app/diagrams/statepath.h"
#include "tests/kit/journalbuilder.h"

#include <QTest>

namespace wl {

class TestStateMachine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waysBetweenSeenStatesAreTheFigures_data();
    void waysBetweenSeenStatesAreTheFigures();
    void aClientsWayIsNumberedAndInferred();
    void anAcceptedConnectionComesFromListen();
    void theActiveSideEndsInTimeWait();
    void timeWaitEndsByItsTimer();
    void thePassiveSidePassesLastAck();
    void aCloseWithBytesUnreadIsNoFin();
    void aRefusedConnectWentThroughSynSent();
    void aResetIsAJump();
    void anEndWithoutTimeWaitIsSaidToBeSo();
    void oldSocketsLeaveThePicture();
    void manySocketsOfAStateAreCounted();
    void datagramSocketsHaveNoStates();
    void clearingForgetsAll();
    void changesOfOneSocketAreBounded();
    void textsKeepTheirDistance_data();
    void textsKeepTheirDistance();
};

namespace {

using enum TcpState;

const QByteArray server = "1 command create ep=1 \"server tcp://127.0.0.1:0?name=Server%201\"\n"
                          "2 command listen ep=1 \"tcp://127.0.0.1:0\"\n"
                          "3 call socket ep=1 sock=1 fd=10 after=CLOSED read = 10\n"
                          "4 call listen ep=1 sock=1 fd=10 arg=50 before=CLOSED after=LISTEN read = 0\n"
                          "5 call getsockname ep=1 sock=1 fd=10 local=127.0.0.1:12000 housekeeping = 0\n";

const QByteArray client =
    "10 command create ep=2 \"client tcp://127.0.0.1:12000?name=Client%201\"\n"
    "11 command connect ep=2 \"tcp://127.0.0.1:12000\"\n"
    "12 call socket ep=2 sock=2 fd=11 after=CLOSED read = 11\n"
    "13 call connect ep=2 sock=2 fd=11 peer=127.0.0.1:12000 before=CLOSED after=ESTABLISHED read = -1 "
    "EINPROGRESS\n"
    "14 call getsockname ep=2 sock=2 fd=11 local=127.0.0.1:40000 housekeeping = 0\n";

const QByteArray accepted =
    "20 call accept4 ep=1 sock=1 fd=10 arg=3 peer=127.0.0.1:40000 after=ESTABLISHED read = 12\n"
    "21 call getsockname ep=1 sock=3 fd=12 local=127.0.0.1:12000 housekeeping = 0\n";

const QByteArray activeClose =
    "30 call close ep=2 sock=2 fd=11 before=ESTABLISHED after=FIN-WAIT-1 read = 0\n"
    "31 kernel state ep=1 sock=3 fd=12 before=ESTABLISHED after=CLOSE-WAIT evidence=1 read\n";

const QByteArray passiveClose =
    "32 call close ep=1 sock=3 fd=12 before=CLOSE-WAIT after=CLOSED read = 0\n"
    "33 kernel state ep=2 sock=2 before=FIN-WAIT-1 after=TIME-WAIT evidence=2 extra=5 read\n";

double narrowText(const QString &text, TextStyle)
{
    return 7.2 * double(text.size());
}

/// A journal told as text, its table and its diagram.
class Told
{
public:
    explicit Told(const QByteArray &text)
        : m_journal(kit::journalFrom(text.constData()))
    {
        m_table.advance(m_journal->view());
        machine.advance(m_journal->view(), m_table);
    }

    Drawing draw(QSizeF room = {1280, 620}, double line = 18, std::optional<EventIndex> selected = {}) const
    {
        const JournalView view = m_journal->view();
        const double share = line / 18;
        const Ruler ruler{[share](const QString &t, TextStyle s) { return narrowText(t, s) * share; }, line};
        return machine.draw({view, m_table, room, ruler, selected});
    }

    QStringList sentences(std::optional<EventIndex> selected = {}) const
    {
        QStringList lines;
        for (const Drawing::Item &item : draw({1280, 620}, 18, selected).items)
            lines << item.sentence;
        return lines;
    }

    StateMachine machine;

private:
    std::unique_ptr<Journal> m_journal;
    SocketTable m_table;
};

QStringList texts(const Drawing &drawing)
{
    QStringList lines;
    for (const Mark &mark : drawing.marks) {
        if (const auto *text = std::get_if<TextMark>(&mark))
            lines << text->text;
    }
    return lines;
}

QString names(const std::vector<TcpState> &states)
{
    QStringList lines;
    for (const TcpState state : states)
        lines << QLatin1String(stateName(state));
    return lines.join(u' ');
}

/// The first sentence that begins so.
QString find(const QStringList &lines, const char *begin)
{
    for (const QString &line : lines) {
        if (line.startsWith(QString::fromUtf8(begin)))
            return line;
    }
    return {};
}

} // namespace

void TestStateMachine::waysBetweenSeenStatesAreTheFigures_data()
{
    QTest::addColumn<TcpState>("from");
    QTest::addColumn<TcpState>("to");
    QTest::addColumn<bool>("isServerSide");
    QTest::addColumn<QString>("way");
    const auto row = [](const char *name, TcpState from, TcpState to, bool isServerSide, const char *way) {
        QTest::newRow(name) << from << to << isServerSide << QString::fromLatin1(way);
    };
    row("accepted", Listen, Established, true, "SYN-RECEIVED");
    row("accepted and ended", Listen, CloseWait, true, "SYN-RECEIVED ESTABLISHED");
    row("connected", Closed, Established, false, "SYN-SENT");
    row("one arrow", Closed, SynSent, false, "");
    row("simultaneous open", SynSent, SynReceived, false, "");
    row("active end", Established, FinWait2, false, "FIN-WAIT-1");
    row("active end at once", Established, TimeWait, true, "FIN-WAIT-1 FIN-WAIT-2");
    row("quick end", FinWait1, TimeWait, false, "FIN-WAIT-2");
    row("simultaneous close", FinWait1, Closing, false, "");
    row("passive end", CloseWait, Closed, true, "LAST-ACK");
    row("timer", TimeWait, Closed, true, "");
    row("reset", Established, Closed, true, "none");
    row("no TIME-WAIT", FinWait2, Closed, false, "none");
    row("backwards", Established, SynSent, false, "none");
    row("unknown", Unknown, Established, false, "none");
}

void TestStateMachine::waysBetweenSeenStatesAreTheFigures()
{
    QFETCH(TcpState, from);
    QFETCH(TcpState, to);
    QFETCH(bool, isServerSide);
    QFETCH(QString, way);
    const auto path = inferredPath(from, to, isServerSide);
    QCOMPARE(path ? names(*path) : QStringLiteral("none"), way);
}

void TestStateMachine::aClientsWayIsNumberedAndInferred()
{
    const Told told(server + client);
    const QStringList lines = told.sentences();
    const QString hop = find(lines, "Client 1: SYN-SENT \u2192 ESTABLISHED");
    QVERIFY2(hop.contains(QStringLiteral("a packet (SYN+ACK arrives)")), qPrintable(lines.join(u'\n')));
    QVERIFY(hop.contains(QStringLiteral("Inferred")));
    QVERIFY(hop.contains(QStringLiteral("event 9: the kernel's state read right after connect()")));
    const QStringList shown = texts(told.draw());
    QVERIFY(shown.contains(QStringLiteral("C1")) && shown.contains(QStringLiteral("C2")));
    QVERIFY(shown.contains(QStringLiteral("passed (inferred)")));
    QVERIFY(shown.contains(QStringLiteral("\u25CFC Client 1")));
}

void TestStateMachine::anAcceptedConnectionComesFromListen()
{
    const Told told(server + client + accepted);
    const QStringList lines = told.sentences();
    QVERIFY(find(lines, "Server 1 #1: LISTEN \u2192 SYN-RECEIVED").contains(QStringLiteral("Inferred")));
    QVERIFY(!find(lines, "Server 1: CLOSED \u2192 LISTEN").contains(QStringLiteral("Inferred")));
    QVERIFY(find(lines, "ESTABLISHED: ").contains(QStringLiteral("2 sockets")));
}

void TestStateMachine::theActiveSideEndsInTimeWait()
{
    const QStringList lines = Told(server + client + accepted + activeClose + passiveClose).sentences();
    QVERIFY(find(lines, "Client 1: ESTABLISHED \u2192 FIN-WAIT-1").contains(QStringLiteral("close(): FIN")));
    const QString last = find(lines, "Client 1: FIN-WAIT-2 \u2192 TIME-WAIT");
    QVERIFY(last.contains(QStringLiteral("Inferred")));
    QVERIFY(last.contains(QStringLiteral("polled \u00B15 ms")));
    QVERIFY(find(lines, "TIME-WAIT: ").contains(QStringLiteral("Client 1")));
}

void TestStateMachine::timeWaitEndsByItsTimer()
{
    const QStringList lines = Told(server + client + accepted + activeClose + passiveClose
        + "60 kernel gone ep=2 sock=2 before=TIME-WAIT after=CLOSED evidence=2 read\n")
                                  .sentences();
    QVERIFY(
        find(lines, "Client 1: TIME-WAIT \u2192 CLOSED").contains(QStringLiteral("a timer (2 MSL timer)")));
    QVERIFY(find(lines, "TIME-WAIT: ").contains(QStringLiteral("no socket")));
}

void TestStateMachine::thePassiveSidePassesLastAck()
{
    const QStringList lines = Told(server + client + accepted + activeClose
        + "44 call read ep=1 sock=3 fd=12 arg=64 = 0\n" + passiveClose)
                                  .sentences();
    QVERIFY(!find(lines, "Server 1 #1: ESTABLISHED \u2192 CLOSE-WAIT").contains(QStringLiteral("Inferred")));
    QVERIFY(find(lines, "Server 1 #1: LAST-ACK \u2192 CLOSED").contains(QStringLiteral("Inferred")));
}

void TestStateMachine::aCloseWithBytesUnreadIsNoFin()
{
    // Nobody read to the end: the kernel answers with RST, and there was no LAST-ACK.
    const QStringList lines = Told(server + client + accepted + activeClose + passiveClose).sentences();
    QVERIFY(!lines.join(u'\n').contains(QLatin1String("Server 1 #1: LAST-ACK")));
}

void TestStateMachine::aRefusedConnectWentThroughSynSent()
{
    const Told told("10 command create ep=2 \"client tcp://127.0.0.1:12000?name=Client%201\"\n"
                    "12 call socket ep=2 sock=2 fd=11 after=CLOSED read = 11\n"
                    "13 call connect ep=2 sock=2 fd=11 peer=127.0.0.1:12000 before=CLOSED after=CLOSED read "
                    "= -1 ECONNREFUSED\n");
    QVERIFY(find(told.sentences(), "Client 1: CLOSED \u2192 SYN-SENT").contains(QStringLiteral("Inferred")));
    QVERIFY(find(told.sentences(), "Client 1: SYN-SENT \u2192 CLOSED").contains(QStringLiteral("Inferred")));
}

void TestStateMachine::aResetIsAJump()
{
    const Told told(server + client + accepted
        + "30 call read ep=1 sock=3 fd=12 before=ESTABLISHED after=CLOSED read = -1 ECONNRESET\n");
    QVERIFY(find(told.sentences(), "Server 1 #1: ESTABLISHED \u2192 CLOSED")
                .contains(QStringLiteral("a reset (RST)")));
    QVERIFY(!find(texts(told.draw()), "S3 \u21E2").isEmpty());
}

void TestStateMachine::anEndWithoutTimeWaitIsSaidToBeSo()
{
    const QStringList lines = Told(server + client + accepted + activeClose
        + "60 kernel gone ep=2 sock=2 before=FIN-WAIT-1 after=CLOSED evidence=2 read\n")
                                  .sentences();
    QVERIFY(
        find(lines, "Client 1: FIN-WAIT-1 \u2192 CLOSED").contains(QStringLiteral("no TIME-WAIT was seen")));
}

void TestStateMachine::oldSocketsLeaveThePicture()
{
    const QByteArray second =
        "70 call socket ep=2 sock=4 fd=14 after=CLOSED read = 14\n"
        "71 call connect ep=2 sock=4 fd=14 peer=127.0.0.1:12000 after=SYN-SENT read = -1 "
        "EINPROGRESS\n";
    const QByteArray gone = "60 kernel gone ep=2 sock=2 before=TIME-WAIT after=CLOSED evidence=2 read\n";
    const Told told(server + client + accepted + activeClose + passiveClose + gone + second);
    QVERIFY(find(told.sentences(EventIndex(18)), "CLOSED: ").contains(QStringLiteral("no socket")));
    const Drawing earlier = told.draw({1280, 620}, 18, EventIndex(8));
    QVERIFY(earlier.items.front().sentence.contains(QStringLiteral("2 sockets in this state now")));
}

void TestStateMachine::manySocketsOfAStateAreCounted()
{
    QByteArray text = server + client + accepted;
    for (int i = 4; i < 40; ++i)
        text += QByteArrayLiteral("40 call accept4 ep=1 sock=1 fd=10 arg=") + QByteArray::number(i)
            + " peer=127.0.0.1:4" + QByteArray::number(1000 + i)
            + " after=ESTABLISHED read = " + QByteArray::number(i + 20) + "\n";
    const Told told(text);
    QVERIFY(find(told.sentences(), "ESTABLISHED: ").contains(QStringLiteral("38 sockets")));
    QVERIFY(texts(told.draw()).filter(QStringLiteral(" more")).size() == 1);
}

void TestStateMachine::datagramSocketsHaveNoStates()
{
    const Told told("1 command create ep=1 \"server udp://127.0.0.1:0?name=Receiver\"\n"
                    "2 call socket ep=1 sock=1 fd=10 datagram = 10\n");
    QVERIFY(texts(told.draw()).contains(QStringLiteral("UDP has no states.")));
    QVERIFY(find(told.sentences(), "CLOSED: ").contains(QStringLiteral("no socket")));
}

void TestStateMachine::clearingForgetsAll()
{
    Told told(server + client);
    told.machine.clear();
    QVERIFY(find(told.sentences(), "ESTABLISHED: ").contains(QStringLiteral("no socket")));
}

void TestStateMachine::changesOfOneSocketAreBounded()
{
    QByteArray text;
    for (int i = 0; i < 100; ++i)
        text +=
            i % 2 ? "1 kernel state ep=1 sock=1 after=LISTEN\n" : "1 kernel state ep=1 sock=1 after=CLOSED\n";
    StateTracks tracks;
    tracks.advance(kit::journalFrom(text.constData())->view());
    QCOMPARE(tracks.track(1)->changes.size(), StateTracks::mostChanges);
    QCOMPARE(tracks.track(1)->changes.back(), (StateChange{Listen, 99}));
}

void TestStateMachine::textsKeepTheirDistance_data()
{
    QTest::addColumn<QSizeF>("room");
    QTest::addColumn<double>("line");
    QTest::newRow("small") << QSizeF(640, 420) << 18.0;
    QTest::newRow("wide and low") << QSizeF(1280, 620) << 18.0;
    QTest::newRow("large") << QSizeF(1920, 900) << 18.0;
    QTest::newRow("zoomed") << QSizeF(1280, 620) << 30.0;
    QTest::newRow("a side column") << QSizeF(300, 300) << 18.0;
}

void TestStateMachine::textsKeepTheirDistance()
{
    QFETCH(QSizeF, room);
    QFETCH(double, line);
    const Told told(server + client + accepted + activeClose + passiveClose);
    const Drawing drawing = told.draw(room, line);
    if (room.width() >= 36 * line)
        QCOMPARE(drawing.size.width(), room.width());
    const QRectF whole(QPointF(), drawing.size);
    std::vector<TextMark> seen;
    std::vector<QRectF> boxes;
    for (const Mark &mark : drawing.marks) {
        if (const auto *box = std::get_if<BoxMark>(&mark)) {
            QVERIFY(whole.contains(box->rect));
            for (const QRectF &other : boxes)
                QVERIFY(!other.intersects(box->rect));
            boxes.push_back(box->rect);
        } else if (const auto *path = std::get_if<PathMark>(&mark)) {
            for (const QPointF &point : path->points)
                QVERIFY(whole.contains(point));
        } else if (const auto *text = std::get_if<TextMark>(&mark)) {
            QVERIFY2(whole.contains(text->rect), qPrintable(text->text));
            seen.push_back(*text);
        }
    }
    for (std::size_t i = 0; i < seen.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j)
            QVERIFY2(!seen[i].rect.intersects(seen[j].rect), qPrintable(seen[i].text + u'|' + seen[j].text));
        for (const QRectF &box : boxes)
            QVERIFY2(box.contains(seen[i].rect) || !box.intersects(seen[i].rect), qPrintable(seen[i].text));
    }
}

} // namespace wl

QTEST_GUILESS_MAIN(wl::TestStateMachine)
#include "tst_statemachine.moc"
