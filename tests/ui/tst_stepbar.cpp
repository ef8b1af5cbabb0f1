// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// What waits for the user, on the panels and on the toolbar; what is clicked is kept, not done.

#include "tests/ui/panelkit.h"

using namespace wl;
using namespace wl::kit;

namespace {

// A server in step mode that waits before its first call.
const QByteArray prepared = "0 command create ep=1 \"server tcp://127.0.0.1:12000?name=Server%201\"\n"
                            "2 command pace ep=0 \"step\"\n"
                            "5 command listen ep=1 \"tcp://127.0.0.1:12000?name=Server%201\"\n"
                            "6 note waits ep=1 arg=1 \"socket\"\n";

const QByteArray beforeBind = prepared
    + "10 call socket ep=1 sock=1 fd=12 arg=2 extra=1 after=CLOSED = 12\n"
      "11 note waits ep=1 sock=1 arg=1 \"bind,listen,close\"\n";

const QByteArray stepping = talkingSession
    + "80 command pace ep=0 \"step\"\n"
      "85 note waits ep=1 sock=1 arg=0 \"accept,close\"\n";

const QByteArray recvWaits = stepping + "90 note waits ep=1 sock=3 arg=0 \"recv,send,close\"\n";

} // namespace

class StepBarTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_home = std::make_unique<OwnHome>(); }
    void init()
    {
        m_desk = std::make_unique<PanelDesk>();
        QVERIFY(QTest::qWaitForWindowActive(&m_desk->window));
    }
    void cleanup() { m_desk.reset(); }

    void untouchedLivePanelShowsNoStep()
    {
        m_desk->show(talkingSession);
        for (const StepBar *bar : m_desk->window.findChildren<StepBar *>())
            QVERIFY(!bar->isVisible());
        QVERIFY(!m_desk->actions.nextStep->isEnabled());
        QCOMPARE(m_desk->actions.nextStep->text(), QStringLiteral("&Next step"));
        QVERIFY(m_desk->actions.nextStep->toolTip().contains(QStringLiteral("Nothing waits")));
    }

    void endpointWithoutSocketWaitsBeforeSocket()
    {
        m_desk->show(prepared);
        QVERIFY(PanelDesk::label(panel(1), QStringLiteral("Waits for you before socket")));
        QVERIFY(!buttonOf(panel(1), QStringLiteral("Start listening")));
        QVERIFY(click(buttonOf(panel(1), QStringLiteral("Step: socket"))));
        QVERIFY(isStep(1, 0, "socket", 0));
    }

    void f10StepsWhatWaitsAndSaysSo()
    {
        m_desk->show(beforeBind);
        QCOMPARE(m_desk->actions.nextStep->text(), QStringLiteral("&Next: bind — Server 1"));
        QVERIFY(m_desk->actions.nextStep->isEnabled());
        QTest::keyClick(&m_desk->window, Qt::Key_F10);
        QVERIFY(isStep(1, 1, "bind", 0));
    }

    void bindCanBeSkippedButRecvCannot()
    {
        m_desk->show(beforeBind);
        QTest::keyClick(&m_desk->window, Qt::Key_F10, Qt::ShiftModifier);
        QVERIFY(m_desk->last<Command::SkipStep>());
        QCOMPARE(m_desk->last<Command::SkipStep>()->family, QStringLiteral("bind"));
        QVERIFY(buttonOf(panel(1), QStringLiteral("Skip")));
        m_desk->show(recvWaits);
        QVERIFY(!m_desk->actions.skipStep->isEnabled());
        QVERIFY(!buttonOf(panel(1), QStringLiteral("Skip")));
    }

    void waitingChipHasItsOwnMarkAndStepsWhenClicked()
    {
        m_desk->show(beforeBind);
        QAbstractButton *bind = buttonOf(panel(1), QStringLiteral("‖ bind"));
        QVERIFY(bind);
        QCOMPARE(bind->property("chip").toString(), QStringLiteral("waiting"));
        QVERIFY(bind->accessibleName().contains(QStringLiteral("waiting here")));
        QVERIFY(click(bind));
        QVERIFY(isStep(1, 1, "bind", 0));
        // One that can come instead; the first button with the name is the chip.
        QVERIFY(click(chip(1, QStringLiteral("listen"))));
        QVERIFY(isStep(1, 1, "listen", 0));
    }

    void acceptedConnectionHasItsOwnRowWithSizeAndWhenReady()
    {
        m_desk->show(recvWaits);
        QVERIFY(PanelDesk::label(panel(1), QStringLiteral("#1 waits for you before recv")));
        QVERIFY(PanelDesk::label(panel(1), QStringLiteral("nothing has arrived")));
        auto *size = visibleSize();
        QVERIFY(size);
        QTest::keyClicks(size, QStringLiteral("3"));
        QVERIFY(click(buttonOf(panel(1), QStringLiteral("Step: recv"))));
        QVERIFY(isStep(1, 3, "recv", 3));
        StepBar *bar = barOf(QStringLiteral("#1 waits"));
        QVERIFY(click(buttonOf(bar, QStringLiteral("When ready"))));
        QVERIFY(m_desk->last<Command::StepWhenReady>());
        QCOMPARE(m_desk->last<Command::StepWhenReady>()->socket, 3u);
        QCOMPARE(m_desk->last<Command::StepWhenReady>()->size, 3);
        QVERIFY(click(buttonOf(bar, QStringLiteral("close"))));
        QVERIFY(isStep(1, 3, "close", 0));
    }

    void readyCallSaysSoAndOffersNoWaiting()
    {
        m_desk->show(stepping + "90 note waits ep=1 sock=3 arg=1 \"recv,close\"\n");
        StepBar *bar = barOf(QStringLiteral("#1 waits"));
        QVERIFY(bar);
        QVERIFY(PanelDesk::label(bar, QStringLiteral("would not block")));
        QVERIFY(!buttonOf(bar, QStringLiteral("When ready")));
    }

    void proposalOfTheServiceIsShownEscapedUntilItIsSent()
    {
        m_desk->show(stepping
            + "90 note proposal ep=1 sock=3 arg=8 \"<b>HI</b>\x1b\"\n"
              "91 note waits ep=1 sock=3 arg=1 = 10 \"send,close\"\n");
        QVERIFY(PanelDesk::label(panel(1), QStringLiteral("<b>HI</b>\\x1b")));
        QVERIFY(PanelDesk::label(panel(1), QStringLiteral("To be sent: 10 bytes")));
        m_desk->add("95 call write ep=1 sock=3 fd=15 arg=10 offset=0 = 10 \"0123456789\"\n"
                    "96 note waits ep=1 sock=3 arg=1 = 4 \"send,close\"\n");
        QVERIFY(!PanelDesk::label(panel(1), QStringLiteral("HI")));
    }

    void typedSizeCountsForF10Too()
    {
        m_desk->show(stepping + "90 note waits ep=1 sock=3 arg=1 \"recv,close\"\n");
        QTest::keyClicks(visibleSize(), QStringLiteral("2"));
        QTest::keyClick(&m_desk->window, Qt::Key_F10);
        QVERIFY(isStep(1, 3, "recv", 2));
    }

    void panelWithTheKeyboardGoesFirst()
    {
        const QByteArray both = stepping
            + "90 note waits ep=1 sock=3 arg=1 \"recv,close\"\n"
              "91 note waits ep=2 sock=2 arg=1 \"send,recv,close\"\n";
        m_desk->show(both);
        QVERIFY(QTest::qWaitForWindowActive(&m_desk->window));
        panel(2)->messageField()->edit()->setFocus();
        m_desk->pace.refresh();
        QCOMPARE(m_desk->actions.nextStep->text(), QStringLiteral("&Next: send — Client 1"));
        buttonOf(panel(1), QStringLiteral("Step: recv"))->setFocus();
        m_desk->pace.refresh();
        QCOMPARE(m_desk->actions.nextStep->text(), QStringLiteral("&Next: recv — Server 1 #1"));
    }

    void paceIsSetForAllFromTheToolbar()
    {
        m_desk->show(talkingSession);
        m_desk->actions.paces->actions().at(int(Pace::Mode::Step))->trigger();
        QVERIFY(m_desk->last<Command::SetPace>());
        QCOMPARE(m_desk->posted.constLast().endpoint, 0u);
        QCOMPARE(m_desk->last<Command::SetPace>()->pace.mode, Pace::Mode::Step);
    }

    void slowMotionIsPausedAndGoesOnWithItsOwnPause()
    {
        m_desk->show(talkingSession);
        m_desk->actions.pauses->actions().constFirst()->trigger();
        // What the journal says is older than the choice.
        m_desk->pace.refresh();
        QCOMPARE(m_desk->last<Command::SetPace>()->pace, (Pace{Pace::Mode::Slow, 250}));
        QTest::keyClick(&m_desk->window, Qt::Key_F5);
        QCOMPARE(m_desk->last<Command::SetPace>()->pace.mode, Pace::Mode::Step);
        m_desk->pace.refresh();
        QCOMPARE(m_desk->actions.pauseOrGoOn->text(), QStringLiteral("&Go on"));
        QTest::keyClick(&m_desk->window, Qt::Key_F5);
        QCOMPARE(m_desk->last<Command::SetPace>()->pace, (Pace{Pace::Mode::Slow, 250}));
    }

    void onePanelGetsItsOwnPaceAndTheCommonOneAgain()
    {
        m_desk->show(talkingSession);
        QAction *step = paceAction(2, QStringLiteral("Step"));
        QVERIFY(step);
        step->trigger();
        QCOMPARE(m_desk->posted.constLast().endpoint, 2u);
        QCOMPARE(m_desk->last<Command::SetPace>()->pace.mode, Pace::Mode::Step);
        m_desk->add("100 command pace ep=2 \"step\"\n");
        QVERIFY(paceAction(2, QStringLiteral("Step"))->isChecked());
        QCOMPARE(m_desk->pace.pace().mode, Pace::Mode::Live);
        paceAction(2, QStringLiteral("As it is for all"))->trigger();
        QCOMPARE(m_desk->last<Command::SetPace>()->pace.mode, Pace::Mode::Live);
    }

    void savedSessionShowsWhatWaitedButNothingToClick()
    {
        m_desk->show(recvWaits);
        m_desk->panels.setReadOnly(true);
        m_desk->pace.setReadOnly(true);
        QVERIFY(PanelDesk::label(panel(1), QStringLiteral("#1 waits for you before recv")));
        QVERIFY(!buttonOf(panel(1), QStringLiteral("Step: recv")));
        QVERIFY(!m_desk->actions.nextStep->isEnabled());
        for (QAbstractButton *button :
            {buttonOf(panel(1), QStringLiteral("‖ accept")), chip(1, QStringLiteral("close"))})
            click(button);
        QTest::keyClick(&m_desk->window, Qt::Key_F10);
        QVERIFY(m_desk->posted.isEmpty());
    }

private:
    EndpointPanel *panel(EndpointId id) const { return m_desk->panel(id); }

    bool isStep(EndpointId endpoint, SocketId socket, const char *family, int size) const
    {
        const auto *step = m_desk->last<Command::NextStep>();
        return step && m_desk->posted.constLast().endpoint == endpoint && step->socket == socket
            && step->family == QLatin1String(family) && step->size == size;
    }

    QAbstractButton *chip(EndpointId id, const QString &family) const
    {
        for (QAbstractButton *button : panel(id)->findChild<ChipRow *>()->findChildren<QAbstractButton *>()) {
            if (button->text().endsWith(family))
                return button;
        }
        return nullptr;
    }

    StepBar *barOf(const QString &words) const
    {
        for (StepBar *bar : m_desk->window.findChildren<StepBar *>()) {
            if (bar->isVisible() && PanelDesk::label(bar, words))
                return bar;
        }
        return nullptr;
    }

    QLineEdit *visibleSize() const
    {
        StepBar *bar = barOf(QStringLiteral("recv"));
        return bar ? bar->findChild<QLineEdit *>() : nullptr;
    }

    QAction *paceAction(EndpointId id, const QString &text) const
    {
        for (QMenu *menu : panel(id)->findChildren<QMenu *>()) {
            for (QAction *action : menu->actions()) {
                if (menu->title() == QLatin1String("Pace") && action->text() == text)
                    return action;
            }
        }
        return nullptr;
    }

    std::unique_ptr<OwnHome> m_home;
    std::unique_ptr<PanelDesk> m_desk;
};

QTEST_MAIN(StepBarTest)
#include "tst_stepbar.moc"
