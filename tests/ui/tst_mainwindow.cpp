// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "tests/ui/windowkit.h"
#include "ui/window/startpage.h"

#include <QAccessible>
#include <QTemporaryFile>

using namespace wl;
using namespace wl::kit;

namespace {

const auto server1 = QStringLiteral("Server 1");
const auto client1 = QStringLiteral("Client 1");

} // namespace

class MainWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_home = std::make_unique<OwnHome>(); }

    void init()
    {
        OwnHome::reset();
        m_desk = std::make_unique<Desk>(m_home->path(QStringLiteral("sessions")));
        QVERIFY(QTest::qWaitForWindowActive(&window()));
        QVERIFY(window().session().isLive());
    }

    void cleanup() { m_desk.reset(); }

    void emptySessionOffersThreeWaysToBegin()
    {
        auto *start = window().findChild<StartPage *>();
        QVERIFY(start->isVisible());
        QVERIFY(start->showMeButton()->isVisible());
        QVERIFY(click(buttonOf(start, QStringLiteral("Start a server"))));
        QTRY_VERIFY(m_desk->panel<ServerPanel>(server1));
        QVERIFY(!start->isVisible());
        QVERIFY(m_desk->panel(server1)->isVisible());
    }

    void startAClientMakesAClient()
    {
        QVERIFY(click(buttonOf(window().findChild<StartPage *>(), QStringLiteral("Start a client"))));
        QTRY_VERIFY(m_desk->panel<ClientPanel>(client1));
        QVERIFY(buttonOf(m_desk->panel(client1), QStringLiteral("Connect")));
    }

    void showMeTalksThenGivesTheTurn()
    {
        QVERIFY(click(window().findChild<StartPage *>()->showMeButton()));
        QTRY_VERIFY(window().banner().isVisible());
        QVERIFY(window().banner().text().contains(QLatin1String("Your turn.")));
        auto *client = m_desk->panel<ClientPanel>(client1);
        QVERIFY(client && m_desk->panel<ServerPanel>(server1));
        QCOMPARE(Desk::transcript(client),
            QStringList({QStringLiteral("hello"), QStringLiteral("From server: HELLO")}));
        QTRY_VERIFY(client->messageField()->edit()->hasFocus());
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("so this is it"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_COMPARE(Desk::transcript(client).value(3), QStringLiteral("From server: SO THIS IS IT"));
    }

    void savedSessionOpensReadOnlyWithTheSameRows()
    {
        QVERIFY(m_desk->listening(QStringLiteral("uppercase")));
        ClientPanel *client = m_desk->connected(m_desk->port(server1));
        QVERIFY(client && say(client, QStringLiteral("hello")));
        QTRY_COMPARE(Desk::transcript(client).size(), 2);
        QTRY_COMPARE(m_desk->accepted(server1)->bytesOut, 5u);
        const QString path = m_home->path(QStringLiteral("saved.jsonl"));
        window().saveTo(path);
        QTRY_VERIFY(window().banner().text().contains(QLatin1String("saved")));
        const QStringList rows = m_desk->logRows();
        const QStringList said = Desk::transcript(client);
        window().open(path);
        QTRY_VERIFY(!window().session().isLive());
        QVERIFY(window().windowTitle().contains(QLatin1String("saved.jsonl")));
        QVERIFY(window().windowTitle().contains(QLatin1String("read-only")));
        QTRY_COMPARE(m_desk->logRows(), rows);
        QVERIFY(m_desk->panel(server1) && m_desk->panel(client1));
        QCOMPARE(Desk::transcript(m_desk->panel(client1)), said);
        nothingCanBeDone();
    }

    void newSessionForgetsEverything()
    {
        QVERIFY(m_desk->listening(QStringLiteral("echo")));
        window().actions().newSession->trigger();
        QTRY_VERIFY(window().findChild<StartPage *>()->isVisible());
        QVERIFY(!m_desk->panel(server1));
        QVERIFY(m_desk->table().endpoints().empty());
        QVERIFY(window().session().isLive());
        // Names begin again, too.
        QVERIFY(m_desk->makeServer());
    }

    void fileThatIsNoSessionIsRefusedAndTheLiveOneStays()
    {
        QVERIFY(m_desk->makeServer());
        QTemporaryFile file;
        QVERIFY(file.open() && file.write("<html>") == 6 && file.flush());
        window().open(file.fileName());
        QTRY_VERIFY(window().banner().text().contains(QLatin1String("could not be opened")));
        QVERIFY(window().session().isLive());
        QVERIFY(m_desk->panel(server1));
    }

    void themeIsSwitchedAtOnceAndKept()
    {
        for (const auto choice : {Theme::Choice::Dark, Theme::Choice::Light}) {
            for (QAction *action : window().actions().themes->actions()) {
                if (action->data().toInt() == int(choice))
                    action->trigger();
            }
            QCOMPARE(window().theme().choice(), choice);
            QCOMPARE(window().theme().isDark(), choice == Theme::Choice::Dark);
            const bool darkGround = QApplication::palette().color(QPalette::Window).lightness() < 128;
            QCOMPARE(darkGround, choice == Theme::Choice::Dark);
        }
        m_desk = std::make_unique<Desk>(m_home->path(QStringLiteral("sessions")));
        QCOMPARE(window().theme().choice(), Theme::Choice::Light);
    }

    void narrowWindowShowsRails_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("small screen") << QSize(1000, 700);
        QTest::newRow("1080p at 200 %") << QSize(960, 540);
    }

    void narrowWindowShowsRails()
    {
        QFETCH(QSize, size);
        QVERIFY(m_desk->listening(QStringLiteral("echo")));
        QVERIFY(m_desk->connected(m_desk->port(server1)));
        window().resize(size);
        QTRY_VERIFY(side("Servers")->isCollapsed() && side("Clients")->isCollapsed());
        QCOMPARE(window().size(), size);
        QVERIFY(!m_desk->panel(server1)->isVisible());
        auto *button = named<QToolButton>(side("Servers"), QStringLiteral("Server 1, open"));
        QVERIFY(click(button));
        QVERIFY(m_desk->panel(server1)->isVisible());
        QVERIFY(side("Clients")->isCollapsed());
        QVERIFY(click(named<QToolButton>(side("Clients"), QStringLiteral("Expand Clients"))));
        QVERIFY(side("Servers")->isCollapsed() && !side("Clients")->isCollapsed());
        QTRY_COMPARE(window().size(), size);
        window().resize(1400, 900);
        QTRY_VERIFY(!side("Servers")->isCollapsed() && !side("Clients")->isCollapsed());
    }

    void newPanelIsShownInANarrowWindow()
    {
        window().resize(1000, 700);
        QTRY_VERIFY(side("Clients")->isCollapsed());
        QVERIFY(m_desk->makeClient());
        QTRY_VERIFY(m_desk->panel(client1)->isVisible());
    }

    void sidesChangePlaces()
    {
        const auto x = [this](const char *title) { return side(title)->mapTo(&window(), QPoint()).x(); };
        QTRY_VERIFY(x("Servers") < x("Clients"));
        window().actions().swapSides->trigger();
        QTRY_VERIFY(x("Servers") > x("Clients"));
        window().actions().swapSides->trigger();
        QTRY_VERIFY(x("Servers") < x("Clients"));
    }

    void everythingThatTakesTheKeyboardHasAName()
    {
        fillTheDesk();
        QStringList nameless;
        for (QWidget *widget : window().findChildren<QWidget *>()) {
            // Parts of a composed control speak through it; what no key reaches needs no name.
            const bool part = qobject_cast<QAbstractSpinBox *>(widget->parentWidget())
                || qobject_cast<QComboBox *>(widget->parentWidget()) || widget->inherits("QComboBoxListView");
            if (part || !(widget->focusPolicy() & Qt::TabFocus) || widget->isWindow()
                || !widget->isVisibleTo(&window()))
                continue;
            const QAccessibleInterface *reader = QAccessible::queryAccessibleInterface(widget);
            if (!reader || reader->text(QAccessible::Name).isEmpty())
                nameless << QStringLiteral("%1 in %2: %3")
                                .arg(QLatin1String(widget->metaObject()->className()),
                                    QLatin1String(widget->parentWidget()->metaObject()->className()),
                                    widget->toolTip());
        }
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QLatin1Char('\n'))));
    }

    void noLabelGuessesWhetherItsTextIsMarkup()
    {
        fillTheDesk();
        for (const QLabel *label : window().findChildren<QLabel *>())
            QVERIFY2(label->textFormat() == Qt::PlainText, qPrintable(label->text() + label->objectName()));
    }

    void windowThatIsDestroyedEndsItsSession()
    {
        auto direct = std::make_unique<MainWindow>(Session::Options{});
        direct->begin({});
        direct->show();
        direct->actions().tcpServer->trigger();
        QTRY_VERIFY(!direct->panels().isEmpty());
        direct.reset();
        QVERIFY(window().session().isLive());
    }

private:
    MainWindow &window() { return m_desk->window; }

    SideColumn *side(const char *title) { return named<SideColumn>(&window(), QLatin1String(title)); }

    void nothingCanBeDone()
    {
        for (const QString &text : {QStringLiteral("Start listening"), QStringLiteral("Stop listening"),
                 QStringLiteral("Connect"), QStringLiteral("Disconnect"), QStringLiteral("Abort"),
                 QStringLiteral("Send"), QStringLiteral("Close connection")})
            QVERIFY2(!buttonOf(&window(), text), qPrintable(text));
        const EventIndex before = window().feed().view().size();
        window().session().post({m_desk->facts(client1)->id, Command::Disconnect{}});
        Q_EMIT m_desk->panel(client1)->messageField()->sendRequested("hello");
        QTest::qWait(0);
        QCOMPARE(window().feed().view().size(), before);
        QVERIFY(!window().session().isLive());
    }

    /// A server and a client that talk, and one of each with every setting open.
    void fillTheDesk()
    {
        QVERIFY(m_desk->listening(QStringLiteral("manual")));
        QVERIFY(m_desk->connected(m_desk->port(server1)));
        for (EndpointPanel *panel : {static_cast<EndpointPanel *>(m_desk->makeServer(2)),
                 static_cast<EndpointPanel *>(m_desk->makeClient(2))}) {
            QVERIFY(click(buttonOf(panel, QStringLiteral("More"))));
        }
        window().banner().say(QStringLiteral("Heading"), QStringLiteral("A sentence."));
    }

    std::unique_ptr<OwnHome> m_home;
    std::unique_ptr<Desk> m_desk;
};

QTEST_MAIN(MainWindowTest)
#include "tst_mainwindow.moc"
