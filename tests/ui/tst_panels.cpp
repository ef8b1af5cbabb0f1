// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// What a person does with panels, on real sockets.

#include "tests/kit/journalbuilder.h"
#include "tests/ui/windowkit.h"
#include "ui/window/startpage.h"

#include <QInputDialog>
#include <QTcpSocket>
#include <QTemporaryFile>
#include <QTimer>

#include <cerrno>

using namespace wl;
using namespace wl::kit;

namespace {

const auto server1 = QStringLiteral("Server 1");
const auto client1 = QStringLiteral("Client 1");

// A server that another machine reaches, without binding to the outside here.
const char *const wideSession = "0 command create ep=1 \"server tcp://10.77.0.1:12000?name=Server%201\"\n"
                                "5 command listen ep=1 \"tcp://10.77.0.1:12000?name=Server%201\"\n"
                                "10 call socket ep=1 sock=1 fd=12 arg=2 extra=1 = 12\n"
                                "20 call bind ep=1 sock=1 fd=12 peer=10.77.0.1:12000 = 0\n"
                                "30 call listen ep=1 sock=1 fd=12 arg=50 after=LISTEN read = 0\n";

} // namespace

class PanelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_home = std::make_unique<OwnHome>(); }

    void init()
    {
        OwnHome::reset();
        m_desk = std::make_unique<Desk>(m_home->path(QStringLiteral("sessions")));
        QVERIFY(window().session().isLive());
    }

    void cleanup() { m_desk.reset(); }

    void refusedThenLife()
    {
        ClientPanel *client = m_desk->makeClient();
        QVERIFY(client);
        const quint16 port = freePort();
        refuse(client, port);
        if (QTest::currentTestFailed())
            return;
        listen(port);
        if (QTest::currentTestFailed())
            return;
        connectAndTalk(client, port);
        if (QTest::currentTestFailed())
            return;
        disconnect(client);
    }

    void severalServersListenSideBySide()
    {
        for (int i = 1; i <= 3; ++i)
            QVERIFY(m_desk->listening(QStringLiteral("echo"), i));
        QVERIFY(m_desk->port(server1) != m_desk->port(QStringLiteral("Server 2")));
        QVERIFY(click(m_desk->panel<ServerPanel>(QStringLiteral("Server 2"))->stopButton()));
        QTRY_COMPARE(m_desk->state(QStringLiteral("Server 2")), TcpState::Unknown);
        QCOMPARE(m_desk->state(server1), TcpState::Listen);
        QCOMPARE(m_desk->state(QStringLiteral("Server 3")), TcpState::Listen);
    }

    void portInUseIsToldOnThePanel()
    {
        QVERIFY(m_desk->listening(QStringLiteral("echo")));
        ServerPanel *second = m_desk->makeServer(2);
        QVERIFY(second);
        Desk::setPort(second, m_desk->port(server1));
        QVERIFY(click(second->startButton()));
        QTRY_VERIFY(trouble(second).contains(QLatin1String("in use")));
        QTRY_VERIFY(second->startButton()->isVisible());
    }

    void serverWritesToOneOrToAllAndClosesOne()
    {
        ServerPanel *server = m_desk->listening(QStringLiteral("manual"));
        QVERIFY(server);
        ClientPanel *first = m_desk->connected(m_desk->port(server1));
        ClientPanel *second = m_desk->connected(m_desk->port(server1), 2);
        QVERIFY(first && second);
        QTRY_COMPARE(server->connections()->model()->rowCount(), 2);
        server->connections()->selectRow(1);
        QTest::mouseClick(server->connections()->viewport(), Qt::LeftButton, {},
            server->connections()->visualRect(server->connections()->model()->index(1, 1)).center());
        QVERIFY(say(server, QStringLiteral("one")));
        QTRY_COMPARE(Desk::transcript(second), QStringList({QStringLiteral("one")}));
        auto *whom = named<QComboBox>(server, QStringLiteral("To whom"));
        whom->setCurrentIndex(1);
        Q_EMIT whom->activated(1);
        QCOMPARE(whom->currentText(), QStringLiteral("To all 2"));
        QVERIFY(say(server, QStringLiteral("all")));
        QTRY_COMPARE(Desk::transcript(first), QStringList({QStringLiteral("all")}));
        QTRY_COMPARE(Desk::transcript(second).size(), 2);
        QVERIFY(click(buttonOf(server, QStringLiteral("Close connection"))));
        QTRY_COMPARE(m_desk->facts(server1)->openConnections, 1u);
        QTRY_VERIFY(m_desk->state(QStringLiteral("Client 2")) != TcpState::Established);
        QCOMPARE(m_desk->state(client1), TcpState::Established);
    }

    void serverSettingsSurviveTheProtocolSwitch()
    {
        ServerPanel *server = m_desk->makeServer();
        QVERIFY(server);
        Desk::setPort(server, 4321);
        Desk::setService(server, QStringLiteral("fixed-reply"));
        named<QLineEdit>(server, QStringLiteral("Reply"))->setText(QStringLiteral("yes"));
        QVERIFY(click(buttonOf(server, QStringLiteral("UDP"))));
        QVERIFY(click(buttonOf(server, QStringLiteral("TCP"))));
        QVERIFY(click(buttonOf(server, QStringLiteral("UDP"))));
        QCOMPARE(named<QSpinBox>(server, QStringLiteral("Port"))->value(), 4321);
        QCOMPARE(named<QComboBox>(server, QStringLiteral("Service"))->currentData().toString(),
            QStringLiteral("fixed-reply"));
        QCOMPARE(named<QLineEdit>(server, QStringLiteral("Reply"))->text(), QStringLiteral("yes"));
        QVERIFY(named<QLineEdit>(server, QStringLiteral("Reply"))->isVisible());
        Desk::setPort(server, 0);
        QVERIFY(click(server->startButton()));
        QTRY_VERIFY(m_desk->port(server1) > 0);
        QCOMPARE(m_desk->facts(server1)->settings.protocol, Protocol::Udp);
        QCOMPARE(m_desk->facts(server1)->settings.reply, QStringLiteral("yes"));
    }

    void datagramsGoAndComeBackToTheLastSender()
    {
        auto *receiver = m_desk->make<ServerPanel>(window().actions().udpReceiver, server1);
        auto *sender = m_desk->make<ClientPanel>(window().actions().udpSender, client1);
        QVERIFY(receiver && sender);
        Desk::setPort(receiver, 0);
        Desk::setService(receiver, QStringLiteral("manual"));
        QVERIFY(click(receiver->startButton()));
        QTRY_VERIFY(m_desk->port(server1) > 0);
        QVERIFY(!receiver->messageField()->sendButton()->isEnabled());
        Desk::setPort(sender, m_desk->port(server1));
        QVERIFY(click(sender->connectButton()));
        QVERIFY(say(sender, QStringLiteral("ping")));
        QTRY_COMPARE(Desk::transcript(receiver), QStringList({QStringLiteral("ping")}));
        QCOMPARE(named<QComboBox>(receiver, QStringLiteral("To whom"))->currentText(),
            QStringLiteral("To the last sender"));
        QVERIFY(say(receiver, QStringLiteral("pong")));
        QTRY_COMPARE(Desk::transcript(sender), QStringList({QStringLiteral("ping"), QStringLiteral("pong")}));
        QVERIFY(m_desk->doneChips(server1).contains(QStringLiteral("bind")));
        QVERIFY(!m_desk->doneChips(server1).contains(QStringLiteral("listen")));
    }

    void fileIsSentWhole()
    {
        ServerPanel *server = m_desk->listening(QStringLiteral("manual"));
        QVERIFY(server);
        ClientPanel *client = m_desk->connected(m_desk->port(server1));
        QVERIFY(client);
        QTemporaryFile file;
        QVERIFY(file.open() && file.write(QByteArray(300'000, 'x')) == 300'000 && file.flush());
        Q_EMIT client->messageField()->fileRequested(file.fileName());
        QTRY_VERIFY(m_desk->facts(client1)->file && !m_desk->facts(client1)->file->running);
        QCOMPARE(m_desk->facts(client1)->file->sent, 300'000u);
        QTRY_COMPARE(m_desk->accepted(server1)->bytesIn, 300'000u);
        QTRY_VERIFY(!Desk::transcript(client).filter(QStringLiteral("whole file")).isEmpty());
    }

    void fileToAPeerThatDoesNotReadIsCancelled()
    {
        QTcpServer deaf;
        QVERIFY(deaf.listen(QHostAddress::LocalHost));
        ClientPanel *client = m_desk->connected(deaf.serverPort());
        QVERIFY(client);
        QTRY_VERIFY(deaf.hasPendingConnections());
        deaf.nextPendingConnection()->setReadBufferSize(1);
        QTemporaryFile file;
        QVERIFY(file.open() && file.resize(64 << 20));
        Q_EMIT client->messageField()->fileRequested(file.fileName());
        QTRY_VERIFY(buttonOf(client, QStringLiteral("Cancel")));
        QVERIFY(click(buttonOf(client, QStringLiteral("Cancel"))));
        QTRY_COMPARE(m_desk->count(Step::NoteFileCancelled, client->id()), 1);
        QTRY_VERIFY(!buttonOf(client, QStringLiteral("Cancel")));
    }

    void abortClosesTheSocketAtOnce()
    {
        QVERIFY(m_desk->listening(QStringLiteral("manual")));
        ClientPanel *client = m_desk->connected(m_desk->port(server1));
        QVERIFY(client);
        QVERIFY(click(client->abortButton()));
        QTRY_VERIFY(!m_desk->socket(client1)->isOpen());
        QCOMPARE(m_desk->count(Step::Abort, client->id()), 1);
        QTRY_VERIFY(client->connectButton()->isVisible());
        QVERIFY(!client->abortButton()->isVisible());
        QVERIFY(!client->messageField()->sendButton()->isEnabled());
    }

    void removedPanelIsGoneAndItsSocketClosed()
    {
        ServerPanel *server = m_desk->listening(QStringLiteral("echo"));
        QVERIFY(server);
        const SocketId listener = m_desk->socket(server1)->id;
        QAction *remove = menuAction(server, QStringLiteral("Remove"));
        QVERIFY(remove);
        remove->trigger();
        QTRY_VERIFY(!m_desk->panel(server1));
        QTRY_VERIFY(!m_desk->table().socket(listener)->isOpen());
        QTRY_VERIFY(window().findChild<StartPage *>()->isVisible());
    }

    void newNameIsShownAndHarmless()
    {
        ServerPanel *server = m_desk->makeServer();
        QVERIFY(server);
        QAction *rename = menuAction(server, QStringLiteral("Rename…"));
        QVERIFY(rename);
        QTimer answer;
        connect(&answer, &QTimer::timeout, this, [&answer] {
            auto *dialog = qobject_cast<QInputDialog *>(QApplication::activeModalWidget());
            if (!dialog)
                return;
            answer.stop();
            dialog->setTextValue(QStringLiteral("<b>Alice</b>\u202E"));
            dialog->accept();
        });
        answer.start(0);
        rename->trigger();
        const auto shown = QStringLiteral("<b>Alice</b>\\u{202E} (TCP)");
        QTRY_COMPARE(server->accessibleName(), shown);
        QVERIFY(labelWith(server, shown));
    }

    void hostileBytesAreShownEscaped()
    {
        ServerPanel *server = m_desk->listening(QStringLiteral("manual"));
        QVERIFY(server);
        QTcpSocket peer;
        peer.connectToHost(QHostAddress(QHostAddress::LocalHost), m_desk->port(server1));
        QTRY_COMPARE(peer.state(), QAbstractSocket::ConnectedState);
        peer.write("<img src=x>\x1b[31m\xe2\x80\xae\n\xff");
        QTRY_COMPARE(
            Desk::transcript(server), QStringList({QStringLiteral("<img src=x>\\x1b[31m\\u{202E}\\n\\xff")}));
        // Painting them must not hurt either.
        QVERIFY(!server->grab().isNull());
    }

    void wholeLifeIsSteppedWithF10Alone()
    {
        QVERIFY(QTest::qWaitForWindowActive(&window()));
        window().actions().paces->actions().at(int(Pace::Mode::Step))->trigger();
        ServerPanel *server = m_desk->makeServer();
        QVERIFY(server);
        Desk::setPort(server, 0);
        QVERIFY(click(server->startButton()));
        for (const char *family : {"socket", "setsockopt", "bind", "listen"})
            QVERIFY2(stepped(family, server1), family);
        QTRY_COMPARE(m_desk->state(server1), TcpState::Listen);
        ClientPanel *client = m_desk->makeClient();
        QVERIFY(client);
        Desk::setPort(client, m_desk->port(server1));
        QVERIFY(click(client->connectButton()));
        for (const char *family : {"socket", "connect"})
            QVERIFY2(stepped(family, client1), family);
        QTRY_COMPARE(m_desk->state(client1), TcpState::Established);
        // The kernel has made the connection; nobody has accepted it.
        QVERIFY(m_desk->facts(server1)->accepted.empty());
        stepToTheEnd();
        if (QTest::currentTestFailed())
            return;
        const SocketFacts *accepted = m_desk->accepted(server1);
        QVERIFY(accepted->bytesIn > 0 && accepted->bytesIn == accepted->bytesOut && !accepted->isOpen());
    }

    void chipLeadsToItsCall()
    {
        ServerPanel *server = m_desk->listening(QStringLiteral("echo"));
        QVERIFY(server);
        QVERIFY(click(buttonOf(server, QStringLiteral("✓ bind"))));
        const auto chosen = window().selection().current();
        QVERIFY(chosen);
        QCOMPARE(window().feed().view().at(*chosen)->step, Step::CallBind);
    }

    void wideServerSaysWhereOthersConnect()
    {
        auto opened = std::make_shared<OpenedSession>();
        opened->journal = journalFrom(wideSession);
        window().session().show(opened);
        auto *server = m_desk->panel<ServerPanel>(server1);
        QVERIFY(server);
        QVERIFY(labelWith(server, QStringLiteral("Others connect to 10.77.0.1:12000")));
        QVERIFY(click(buttonOf(server, QStringLiteral("Copy"))));
    }

private:
    MainWindow &window() { return m_desk->window; }

    /// F10 until the server is closed too.
    void stepToTheEnd()
    {
        for (int steps = 0; steps < 40 && m_desk->state(server1) != TcpState::Unknown; ++steps) {
            QTRY_VERIFY(window().actions().nextStep->isEnabled());
            const qsizetype before = stepCommands();
            QTest::keyClick(&window(), Qt::Key_F10);
            QTRY_COMPARE(stepCommands(), before + 1);
            settle();
        }
        QCOMPARE(m_desk->doneChips(server1).join(u' '),
            QStringLiteral("socket setsockopt bind listen accept close"));
        QCOMPARE(
            m_desk->doneChips(client1).join(u' '), QStringLiteral("socket connect send recv shutdown close"));
    }

    /// True when F10 says that it will make this call, makes it once, and the chips agree.
    bool stepped(const char *family, const QString &name)
    {
        const QString next = QStringLiteral("&Next: %1 — %2").arg(QLatin1String(family), name);
        if (!QTest::qWaitFor([&] { return window().actions().nextStep->text() == next; }))
            return false;
        const auto calls = [&] {
            return m_desk
                ->events([&](const EventRef &e) {
                    return e->kind() == Kind::Call && e->endpoint == m_desk->facts(name)->id
                        && !e->has(Event::Housekeeping) && !e->has(Event::Probe)
                        && qstrcmp(stepFamily(e->step), family) == 0;
                })
                .size();
        };
        QTest::keyClick(&window(), Qt::Key_F10);
        return QTest::qWaitFor([&] { return calls() > 0; }) && QTest::qWaitFor([&] {
            return window().actions().nextStep->text() != next;
        }) && (qstrcmp(family, "setsockopt") == 0 || m_desk->doneChips(name).contains(QLatin1String(family)));
    }

    qsizetype stepCommands() const
    {
        return m_desk->events([](const EventRef &e) { return e->step == Step::NextStep; }).size();
    }

    /// Until the journal has not grown for a moment: the kernel's word follows a call by itself.
    void settle()
    {
        EventIndex before = 0;
        while (before != window().feed().view().size()) {
            before = window().feed().view().size();
            QTest::qWait(60);
        }
    }

    static QLabel *labelWith(const QWidget *parent, const QString &text)
    {
        for (QLabel *label : parent->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text() == text)
                return label;
        }
        return nullptr;
    }

    /// What stands on the panel as its trouble; empty when there is none.
    static QString trouble(const EndpointPanel *panel)
    {
        for (const QLabel *label : panel->findChildren<QLabel *>()) {
            if (label->isVisible() && label->property("error").toBool())
                return label->text();
        }
        return {};
    }

    void refuse(ClientPanel *client, quint16 port)
    {
        Desk::setPort(client, port);
        QVERIFY(click(client->connectButton()));
        QTRY_VERIFY2(trouble(client).contains(QLatin1String("refused")), qPrintable(trouble(client)));
        const auto tries = m_desk->events([client](const EventRef &e) {
            return e->step == Step::CallConnect && e->endpoint == client->id() && !e->has(Event::Probe)
                && e->error == ECONNREFUSED;
        });
        QVERIFY(!tries.isEmpty());
        const auto again = m_desk->events([](const EventRef &e) { return e->has(Event::Retry); });
        QVERIFY(!again.isEmpty());
        QVERIFY(again.first()->step == Step::CallSocket || again.first()->step == Step::CallConnect);
        QVERIFY(again.first().index() > m_desk->facts(client1)->chips.size());
        QVERIFY(client->connectButton()->isVisible());
        QVERIFY(!client->messageField()->sendButton()->isEnabled());
    }

    void listen(quint16 port)
    {
        ServerPanel *server = m_desk->makeServer();
        QVERIFY(server);
        Desk::setPort(server, port);
        Desk::setService(server, QStringLiteral("uppercase"));
        QVERIFY(click(server->startButton()));
        QTRY_COMPARE(m_desk->state(server1), TcpState::Listen);
        const QStringList calls = {
            QStringLiteral("socket"), QStringLiteral("bind"), QStringLiteral("listen")};
        QTRY_COMPARE(m_desk->doneChips(server1).mid(0, 3), calls);
        for (const QString &call : calls)
            QVERIFY(buttonOf(server, QStringLiteral("✓ ") + call));
        QCOMPARE(server->findChild<StatePill *>()->text(), QStringLiteral("LISTEN"));
        QCOMPARE(server->connections()->model()->rowCount(), 0);
    }

    void connectAndTalk(ClientPanel *client, quint16 port)
    {
        QVERIFY(click(client->connectButton()));
        auto *server = m_desk->panel<ServerPanel>(server1);
        QTRY_COMPARE(server->connections()->model()->rowCount(), 1);
        QVERIFY(trouble(client).isEmpty());
        const SocketFacts *listener = m_desk->socket(server1);
        const SocketFacts *connection = m_desk->accepted(server1);
        QCOMPARE(connection->local.port, port);
        QCOMPARE(listener->local.port, port);
        QVERIFY(connection->fd >= 0 && connection->fd != listener->fd);
        QVERIFY(say(client, QStringLiteral("hello")));
        QTRY_COMPARE(Desk::transcript(client).constLast(), QStringLiteral("HELLO"));
        QTRY_COMPARE(connection->bytesIn, 5u);
    }

    void disconnect(ClientPanel *client)
    {
        const SocketId connection = m_desk->accepted(server1)->id;
        QVERIFY(click(client->disconnectButton()));
        QTRY_VERIFY(!m_desk->table().socket(connection)->isOpen());
        const auto ends = m_desk->events([connection](const EventRef &e) {
            return e->socket == connection && isRecvCall(e->step) && e->result == 0 && !e->has(Event::Probe);
        });
        QCOMPARE(ends.size(), 1);
        QVERIFY(ends.first().index() < *m_desk->table().socket(connection)->closedBy);
        QTRY_VERIFY(client->connectButton()->isVisible());
        QCOMPARE(m_desk->state(server1), TcpState::Listen);
        QCOMPARE(m_desk->panel(server1)->findChild<StatePill *>()->text(), QStringLiteral("LISTEN"));
    }

    std::unique_ptr<OwnHome> m_home;
    std::unique_ptr<Desk> m_desk;
};

QTEST_MAIN(PanelsTest)
#include "tst_panels.moc"
