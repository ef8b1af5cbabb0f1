// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// The kernel's own word on the panels: queue, bytes, acknowledgements, what is left after close.

#include "tests/ui/panelkit.h"
#include "ui/panels/bytesgauge.h"
#include "ui/panels/kerneltable.h"
#include "ui/panels/seatsrow.h"

using namespace wl;
using namespace wl::kit;

namespace {

const QByteArray gauges = "80 kernel gauge ep=2 sock=2 gauge=rtt-us:40,send-window:65536\n"
                          "81 kernel gauge ep=1 sock=3 gauge=rtt-us:35,send-window:65536\n";

const QByteArray closedClient = "100 call close ep=2 sock=2 fd=14 after=FIN-WAIT-1 = 0\n"
                                "101 kernel state ep=2 sock=2 before=FIN-WAIT-1 after=TIME-WAIT arg=57000\n";

} // namespace

class KernelPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_home = std::make_unique<OwnHome>(); }
    void init() { m_desk = std::make_unique<PanelDesk>(); }
    void cleanup() { m_desk.reset(); }

    void livePanelWithoutNumbersLooksAsItDid()
    {
        m_desk->show(talkingSession);
        for (const BytesGauge *gauge : m_desk->window.findChildren<BytesGauge *>())
            QVERIFY(!gauge->isVisible());
        QVERIFY(!m_desk->window.findChild<SeatsRow *>()->isVisible());
    }

    void quietConnectionHasOneQuietLine()
    {
        m_desk->show(talkingSession + gauges);
        auto *gauge = panel(2)->findChild<BytesGauge *>();
        QVERIFY(gauge->isVisible());
        QCOMPARE(gauge->words(), QStringLiteral("rtt 0.04 ms, window 65,536"));
        for (const ByteFlow *flow : m_desk->window.findChildren<ByteFlow *>())
            QVERIFY(!flow->isVisible());
    }

    void bytesUnderWayAreShownFromBothEnds()
    {
        m_desk->show(talkingSession
            + "80 kernel gauge ep=2 sock=2 "
              "gauge=send-queue:4096,not-sent:1024,write-buffer:7,send-window:512\n"
              "81 kernel gauge ep=1 sock=3 gauge=receive-queue:300,read-buffer:9\n");
        QStringList shown;
        for (const ByteFlow *flow : panel(2)->findChildren<ByteFlow *>()) {
            if (flow->isVisible())
                shown << flow->accessibleName();
        }
        QCOMPARE(shown.size(), 1);
        for (const char *words : {"From Client 1 to Server 1 #1.",
                 "write buffer of the program of Client 1: 7.", "not yet acknowledged: 4,096.",
                 "not yet read: 300.", "read buffer of its program: 9.", "Not sent yet: 1,024."})
            QVERIFY2(shown.constFirst().contains(QLatin1String(words)), words);
        QVERIFY(!panel(2)->grab().isNull());
    }

    void allNumbersAreInATableThatCanBeCopied()
    {
        m_desk->show(talkingSession + gauges);
        auto *gauge = panel(2)->findChild<BytesGauge *>();
        QVERIFY(click(buttonOf(gauge, QStringLiteral("All numbers"))));
        auto *table = panel(2)->findChild<KernelTable *>();
        QVERIFY(table && table->isVisible() && !table->isModal());
        QVERIFY2(table->text().contains(QStringLiteral("0.04")), qPrintable(table->text()));
        m_desk->add("90 kernel gauge ep=2 sock=2 gauge=rtt-us:77,send-window:65536\n");
        QVERIFY2(table->text().contains(QStringLiteral("0.077")), qPrintable(table->text()));
    }

    void seatsShowWhoWaitsAndHowMany()
    {
        m_desk->show(talkingSession
            + "80 kernel accept-queue ep=1 sock=1 arg=2 = 2\n"
              "81 kernel waiting-connection ep=1 sock=1 arg=99 peer=127.0.0.1:40777 after=ESTABLISHED = 6\n");
        auto *seats = m_desk->window.findChild<SeatsRow *>();
        QVERIFY(seats->isVisible());
        QCOMPARE(seats->accessibleName(), QStringLiteral("Accept queue: 2 of 3 seats taken"));
        const QString first = seats->tipAt({4, seats->height() - 8});
        QVERIFY2(first.contains(QStringLiteral("127.0.0.1:40777, ESTABLISHED, bytes waiting: 6")),
            qPrintable(first));
        m_desk->add("90 kernel accept-queue ep=1 sock=1 arg=0 = 2\n");
        QVERIFY(!seats->isVisible());
    }

    void closedClientStaysGreyedWhileTheKernelKeepsIt()
    {
        m_desk->show(talkingSession + closedClient);
        auto *pill = panel(2)->findChild<StatePill *>();
        QVERIFY(pill->isKept());
        QVERIFY2(pill->text() == QStringLiteral("TIME-WAIT 57 s")
                || pill->text() == QStringLiteral("TIME-WAIT 56 s"),
            qPrintable(pill->text()));
        QVERIFY(panel(2)->isCounting());
        m_desk->add("200 kernel gone ep=2 sock=2 before=TIME-WAIT\n");
        QVERIFY(!pill->isKept());
        QCOMPARE(pill->text(), QStringLiteral("not connected"));
        QVERIFY(!panel(2)->isCounting());
    }

    void secondsRunBetweenEvents()
    {
        m_desk->show(talkingSession + closedClient);
        auto *pill = panel(2)->findChild<StatePill *>();
        const QString before = pill->text();
        QTRY_VERIFY_WITH_TIMEOUT(pill->text() != before, 5000);
        m_desk->panels.setReadOnly(true);
        QCOMPARE(pill->text(), QStringLiteral("TIME-WAIT 57 s"));
    }

    void closedConnectionIsGreyInTheTable()
    {
        m_desk->show(talkingSession + "100 call close ep=1 sock=3 fd=15 after=LAST-ACK = 0\n");
        const QAbstractItemModel *table = server()->connections()->model();
        const QModelIndex state = table->index(0, ConnectionModel::State);
        QCOMPARE(state.data().toString(), QStringLiteral("LAST-ACK"));
        QVERIFY(state.data(ConnectionModel::ClosedRole).toBool());
        m_desk->add("200 kernel gone ep=1 sock=3 before=LAST-ACK\n");
        QCOMPARE(table->index(0, ConnectionModel::State).data().toString(), QStringLiteral("closed"));
    }

    void resetIsToldFromAnOrderlyEnd()
    {
        m_desk->show(talkingSession
            + "100 call read ep=1 sock=3 fd=15 arg=4096 = -1 ECONNRESET\n"
              "101 note reset ep=1 sock=3\n"
              "102 call close ep=1 sock=3 fd=15 after=CLOSED = 0\n"
              "103 command reset ep=2 sock=2\n"
              "104 call close ep=2 sock=2 fd=14 after=CLOSED = 0\n");
        QCOMPARE(server()->connections()->model()->index(0, ConnectionModel::State).data().toString(),
            QStringLiteral("reset by peer"));
        QCOMPARE(panel(2)->findChild<StatePill *>()->text(), QStringLiteral("reset"));
        QVERIFY(Desk::transcript(server()).join(QLatin1Char('\n')).contains(QStringLiteral("reset")));
    }

    void sentMessageSaysHowFarItCame()
    {
        m_desk->show(talkingSession + "100 call write ep=2 sock=2 fd=14 arg=5 offset=0 = 5 \"hello\"\n");
        QCOMPARE(fate(), QStringLiteral("5 B, in the kernel"));
        m_desk->add("110 kernel acknowledged ep=2 sock=2 offset=4\n");
        QCOMPARE(fate(), QStringLiteral("5 B, in the kernel"));
        m_desk->add("111 kernel acknowledged ep=2 sock=2 offset=5\n");
        QCOMPARE(fate(), QStringLiteral("5 B, acknowledged by the peer's kernel"));
        m_desk->add("120 call read ep=1 sock=3 fd=15 arg=4096 offset=0 = 5 \"hello\"\n");
        QCOMPARE(fate(), QStringLiteral("5 B, read by Server 1 #1"));
    }

    void datagramIsOnlyInTheKernel()
    {
        m_desk->show("0 command create ep=2 \"client udp://127.0.0.1:9?name=Client%201\"\n"
                     "40 command connect ep=2 \"udp://127.0.0.1:9?name=Client%201\"\n"
                     "50 call socket ep=2 sock=1 fd=14 arg=2 extra=2 datagram = 14\n"
                     "60 call sendto ep=2 sock=1 fd=14 arg=5 peer=127.0.0.1:9 datagram = 5 \"hello\"\n");
        QCOMPARE(fate(), QStringLiteral("5 B to 127.0.0.1:9, in the kernel"));
    }

    void everyWayToEndAConnectionIsItsOwnCommand()
    {
        m_desk->show(talkingSession);
        ConnectionMenu *menu = menuOf(2);
        QVERIFY(menu);
        QCOMPARE(menu->socket(), 2u);
        menu->closeAction()->trigger();
        QVERIFY(m_desk->last<Command::Disconnect>());
        menu->shutDownAction()->trigger();
        QVERIFY(m_desk->last<Command::ShutdownWrite>());
        menu->resetAction()->trigger();
        QVERIFY(m_desk->last<Command::Reset>());
        menu->closeUnreadAction()->trigger();
        QVERIFY(m_desk->last<Command::CloseUnread>());
        for (QAction *action : menu->menu()->actions())
            QVERIFY2(action->isSeparator() || !action->toolTip().isEmpty(), qPrintable(action->text()));
        ConnectionMenu *accepted = menuOf(1);
        QVERIFY(accepted);
        accepted->closeAction()->trigger();
        QCOMPARE(m_desk->last<Command::CloseConnection>()->socket, 3u);
    }

    void whatDoesNotApplyIsDisabled()
    {
        m_desk->show(
            talkingSession + "100 call shutdown ep=2 sock=2 fd=14 arg=1 after=FIN-WAIT-2 read = 0\n");
        QVERIFY(!menuOf(2)->shutDownAction()->isEnabled());
        QVERIFY(menuOf(2)->resetAction()->isEnabled());
        QVERIFY(!panel(2)->messageField()->sendButton()->isEnabled());
        QVERIFY(panel(2)->messageField()->sendButton()->toolTip().contains(QStringLiteral("shut down")));
        QVERIFY(menuOf(1)->shutDownAction()->isEnabled());
    }

    void readingIsHeldAndReleased()
    {
        m_desk->show(talkingSession);
        menuOf(1)->holdAction()->trigger();
        QCOMPARE(m_desk->last<Command::HoldReading>()->socket, 3u);
        m_desk->add("100 note reading-held ep=1 sock=3\n");
        QVERIFY(PanelDesk::label(panel(1), QStringLiteral("Reading is held.")));
        QCOMPARE(menuOf(1)->holdAction()->text(), QStringLiteral("Release reading"));
        menuOf(1)->holdAction()->trigger();
        QVERIFY(m_desk->last<Command::ReleaseReading>());
    }

    void savedSessionShowsNumbersWithoutCommands()
    {
        m_desk->show(talkingSession + gauges);
        m_desk->panels.setReadOnly(true);
        QVERIFY(panel(2)->findChild<BytesGauge *>()->isVisible());
        for (const ConnectionMenu *menu : m_desk->window.findChildren<ConnectionMenu *>())
            QVERIFY(!menu->isVisible());
    }

private:
    EndpointPanel *panel(EndpointId id) const { return m_desk->panel(id); }
    ServerPanel *server() const { return qobject_cast<ServerPanel *>(panel(1)); }

    ConnectionMenu *menuOf(EndpointId id) const
    {
        for (ConnectionMenu *menu : panel(id)->findChildren<ConnectionMenu *>()) {
            if (menu->isVisible())
                return menu;
        }
        return nullptr;
    }

    QString fate() const
    {
        const QAbstractItemModel *model = panel(2)->findChild<TranscriptView *>()->model();
        return model->index(model->rowCount() - 1, 0).data(TranscriptModel::SizeRole).toString();
    }

    std::unique_ptr<OwnHome> m_home;
    std::unique_ptr<PanelDesk> m_desk;
};

QTEST_MAIN(KernelPanelTest)
#include "tst_kernelpanel.moc"
