// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/mailfold.h"
#include "tests/ui/windowkit.h"
#include "ui/setups/messagedialog.h"
#include "ui/window/panelwindows.h"
#include "ui/window/stagearea.h"

#include <QClipboard>
#include <QInputDialog>
#include <QLabel>
#include <QListWidget>
#include <QTabBar>
#include <QTimer>

using namespace wl;
using namespace wl::kit;

/// The relay, setups, notes and windows of their own as a person meets them.
class RelayWalksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        OwnHome::reset();
        m_folder = std::make_unique<QTemporaryDir>();
        m_desk = std::make_unique<Desk>(m_folder->path());
        QVERIFY(QTest::qWaitForWindowActive(&m_desk->window));
    }
    void cleanup()
    {
        m_desk.reset();
        m_folder.reset();
    }

    void absentClientFindsItsMail();
    void idleAndKeepAliveStandSideBySide();
    void panelGetsAWindowOfItsOwnAndComesBack();
    void panelIsTornOffAgainTheNextTime();
    void noteStandsBesideItsEvent();
    void savedSessionTakesNotes();
    void setupBringsPanelsAndMessagesBack();
    void messageListSendsAndStops();
    void panelIsCopiedAsACommandLine();
    void relayNeedsTcpInTheForm();

private:
    /// A label of the panel that can be seen and has these words.
    static QLabel *label(const QWidget *panel, const QString &words)
    {
        for (QLabel *l : panel->findChildren<QLabel *>()) {
            if (l->isVisible() && l->text().contains(words))
                return l;
        }
        return nullptr;
    }
    MailFold mail() const
    {
        MailFold fold;
        fold.advance(m_desk->window.feed().view(), m_desk->table());
        return fold;
    }
    /// Types into the next input dialog and accepts it.
    static void answerNextDialog(const QString &text)
    {
        QTimer::singleShot(0, qApp, [text] {
            auto *dialog = qobject_cast<QInputDialog *>(QApplication::activeModalWidget());
            if (!dialog)
                return;
            dialog->setTextValue(text);
            dialog->accept();
        });
    }

    OwnHome m_home;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Desk> m_desk;
};

void RelayWalksTest::absentClientFindsItsMail()
{
    ServerPanel *server = m_desk->listening(QStringLiteral("relay"));
    QVERIFY(server);
    QTRY_VERIFY(label(server, QStringLiteral("Mail: none waits")));
    const quint16 port = m_desk->port(QStringLiteral("Server 1"));
    ClientPanel *alice = m_desk->connected(port, 1);
    QVERIFY(alice);
    QTRY_VERIFY(m_desk->socket(QStringLiteral("Client 1"))->partner);
    QVERIFY(say(alice, QStringLiteral("name alice")));
    QVERIFY(say(alice, QStringLiteral("to bob: are you there?")));
    QTRY_VERIFY(label(server, QStringLiteral("Mail: 1 waiting, 14 bytes (bob: 1 of 100)")));
    ClientPanel *bob = m_desk->connected(port, 2);
    QVERIFY(bob);
    QTRY_VERIFY(m_desk->socket(QStringLiteral("Client 2"))->partner);
    QVERIFY(say(bob, QStringLiteral("name bob")));
    QTRY_VERIFY(label(server, QStringLiteral("Mail: none waits")));
    const EndpointId id = m_desk->facts(QStringLiteral("Server 1"))->id;
    QTRY_COMPARE(m_desk->count(Step::NoteMailDelivered, id), 1);
    m_desk->window.stage().show(QStringLiteral("mailboxes"));
    QCOMPARE(m_desk->window.stage().current(), QStringLiteral("mailboxes"));
}

void RelayWalksTest::idleAndKeepAliveStandSideBySide()
{
    QVERIFY(m_desk->listening(QStringLiteral("relay")));
    EndpointSettings settings;
    settings.role = Role::Client;
    settings.port = m_desk->port(QStringLiteral("Server 1"));
    settings.first = QStringLiteral("name stays\\n");
    ClientPanel *stays = m_desk->makeClient(1);
    QVERIFY(stays);
    stays->setSettings(settings);
    QVERIFY(click(stays->connectButton()));
    settings.first = QStringLiteral("name fetches\\nfetch\\n");
    settings.idle = 1;
    settings.reconnect = 1;
    ClientPanel *fetches = m_desk->makeClient(2);
    QVERIFY(fetches);
    fetches->setSettings(settings);
    QVERIFY(click(fetches->connectButton()));
    QTRY_VERIFY(label(fetches, QStringLiteral("closes in")));
    QTRY_VERIFY(label(fetches, QStringLiteral("connects again in")));
    QCOMPARE(fetches->disconnectButton()->text(), QStringLiteral("Cancel"));
    QVERIFY(say(stays, QStringLiteral("to fetches: wake up")));
    QTRY_COMPARE(mail().all().size(), std::size_t(2));
    QTRY_COMPARE(mail().all()[1].delivered, std::uint64_t(1));
    QTRY_VERIFY(mail().all()[1].connections >= 2);
    QCOMPARE(mail().all()[0].connections, 1u);
    QTRY_VERIFY(label(fetches, QStringLiteral("connects again in")));
    QVERIFY(click(fetches->disconnectButton()));
    QTRY_VERIFY(fetches->connectButton()->isVisible());
}

void RelayWalksTest::panelGetsAWindowOfItsOwnAndComesBack()
{
    ClientPanel *client = m_desk->makeClient(1);
    QVERIFY(client);
    PanelWindows &windows = m_desk->window.panels().windows();
    Q_EMIT client->windowWanted(true);
    QVERIFY(windows.isTornOff(client));
    QVERIFY(client->window() != &m_desk->window);
    QVERIFY(client->isVisible());
    QVERIFY(client->window()->windowTitle().contains(QLatin1String("Client 1")));
    client->window()->close();
    QTRY_VERIFY(!windows.isTornOff(client));
    QCOMPARE(client->window(), &m_desk->window);
    QVERIFY(client->isVisible());
    Q_EMIT client->windowWanted(true);
    m_desk->window.session().post({client->id(), Command::Remove{}});
    QTRY_VERIFY(!m_desk->panel(QStringLiteral("Client 1")));
}

void RelayWalksTest::panelIsTornOffAgainTheNextTime()
{
    ClientPanel *client = m_desk->makeClient(1);
    QVERIFY(client);
    Q_EMIT client->windowWanted(true);
    client->window()->resize(500, 700);
    m_desk.reset();
    m_desk = std::make_unique<Desk>(m_folder->path());
    client = m_desk->makeClient(1);
    QVERIFY(client);
    QVERIFY(m_desk->window.panels().windows().isTornOff(client));
    Q_EMIT client->windowWanted(false);
    QVERIFY(!m_desk->window.panels().windows().isTornOff(client));
}

void RelayWalksTest::noteStandsBesideItsEvent()
{
    QVERIFY(m_desk->listening(QStringLiteral("echo")));
    const auto listens = m_desk->events([](const EventRef &e) { return e->step == Step::CallListen; });
    QCOMPARE(listens.size(), 1);
    m_desk->window.selection().select(listens.first().index());
    QVERIFY(m_desk->window.actions().note->isEnabled());
    answerNextDialog(QStringLiteral("Now the kernel takes connections."));
    m_desk->window.actions().note->trigger();
    QTRY_COMPARE(m_desk->window.feed().notes().of(listens.first().index()),
        QStringLiteral("Now the kernel takes connections."));
    answerNextDialog(QString());
    m_desk->window.actions().note->trigger();
    QTRY_VERIFY(m_desk->window.feed().notes().all().empty());
}

void RelayWalksTest::savedSessionTakesNotes()
{
    QVERIFY(m_desk->listening(QStringLiteral("echo")));
    const QString path = m_folder->filePath(QStringLiteral("a.jsonl"));
    m_desk->window.saveTo(path);
    QTRY_VERIFY(QFile::exists(path));
    m_desk->window.open(path);
    QTRY_VERIFY(!m_desk->window.session().isLive());
    QTRY_VERIFY(m_desk->window.feed().view().size() > 5);
    QVERIFY(!m_desk->window.session().hasUnsaved());
    m_desk->window.session().addNote(3, QStringLiteral("Look here."));
    QTRY_COMPARE(m_desk->window.feed().notes().of(3), QStringLiteral("Look here."));
    QVERIFY(m_desk->window.session().hasUnsaved());
    m_desk->window.feed().view();
    const QString again = m_folder->filePath(QStringLiteral("b.jsonl"));
    m_desk->window.saveTo(again);
    QTRY_VERIFY(QFile::exists(again) && !m_desk->window.session().hasUnsaved());
    m_desk->window.open(again);
    QTRY_COMPARE(m_desk->window.session().opened()->path, again);
    QTRY_COMPARE(m_desk->window.feed().notes().of(3), QStringLiteral("Look here."));
}

void RelayWalksTest::setupBringsPanelsAndMessagesBack()
{
    ServerPanel *server = m_desk->makeServer();
    ClientPanel *client = m_desk->makeClient();
    QVERIFY(server && client);
    EndpointSettings settings;
    settings.service = QStringLiteral("relay");
    settings.idle = 7;
    server->setSettings(settings);
    settings = {};
    settings.role = Role::Client;
    settings.first = QStringLiteral("name bob\\n");
    client->setSettings(settings);
    m_desk->window.messages().setMessages({{QStringLiteral("hi"), QStringLiteral("hello")}});
    const QString path = m_folder->filePath(QStringLiteral("two.wireladder-setup"));
    m_desk->window.saveSetup(path);
    QVERIFY(QFile::exists(path));
    m_desk.reset();
    OwnHome::reset();
    m_desk = std::make_unique<Desk>(m_folder->path());
    m_desk->window.openSetup(path);
    QTRY_VERIFY(m_desk->panel<ServerPanel>(QStringLiteral("Server 1")));
    QTRY_VERIFY(m_desk->panel<ClientPanel>(QStringLiteral("Client 1")));
    QCOMPARE(m_desk->panel(QStringLiteral("Server 1"))->settings().idle, 7);
    QCOMPARE(m_desk->panel(QStringLiteral("Client 1"))->settings().first, QStringLiteral("name bob\\n"));
    QCOMPARE(m_desk->window.messages().messages().size(), 1);
    m_desk->window.openSetup(m_folder->filePath(QStringLiteral("absent")));
    QTRY_VERIFY(m_desk->window.banner().isVisible());
}

void RelayWalksTest::messageListSendsAndStops()
{
    QVERIFY(m_desk->listening(QStringLiteral("echo")));
    QVERIFY(m_desk->connected(m_desk->port(QStringLiteral("Server 1"))));
    m_desk->window.actions().messages->trigger();
    MessageDialog &dialog = m_desk->window.messages();
    QTRY_VERIFY(dialog.isVisible());
    dialog.setMessages(
        {{QStringLiteral("count"), QStringLiteral("n{{counter}}"), false, LineEnding::Lf, 1, 3},
            {QStringLiteral("end"), QStringLiteral("end")},
            {QStringLiteral("for ever"), QStringLiteral("x"), false, LineEnding::None, 1, 0}});
    auto *target = named<QComboBox>(&dialog, QStringLiteral("To"));
    target->setCurrentIndex(target->findText(QStringLiteral("Client 1")));
    QTRY_VERIFY(buttonOf(&dialog, QStringLiteral("Send all in order"))->isEnabled());
    QVERIFY(click(buttonOf(&dialog, QStringLiteral("Send all in order"))));
    const auto sent = [this] {
        QByteArray all;
        const EndpointId id = m_desk->facts(QStringLiteral("Client 1"))->id;
        for (const EventRef &e : m_desk->events(
                 [id](const EventRef &event) { return event->endpoint == id && isSendCall(event->step); }))
            all += QByteArray(e.text().data(), qsizetype(e.text().size()));
        return all;
    };
    QTRY_VERIFY2(sent().startsWith("n1\nn2\nn3\nendx"), sent().constData());
    QVERIFY(click(buttonOf(&dialog, QStringLiteral("Stop"))));
    QVERIFY(!dialog.sender().isRunning());
    m_desk->window.session().post({m_desk->facts(QStringLiteral("Client 1"))->id, Command::Disconnect{}});
    QTRY_VERIFY(!buttonOf(&dialog, QStringLiteral("Send"))->isEnabled());
    dialog.hide();
}

void RelayWalksTest::panelIsCopiedAsACommandLine()
{
    ServerPanel *server = m_desk->makeServer();
    QVERIFY(server);
    Desk::setService(server, QStringLiteral("relay"));
    QMenu *copy = nullptr;
    for (QMenu *menu : server->findChildren<QMenu *>()) {
        if (menu->title() == QStringLiteral("Copy as command line"))
            copy = menu;
    }
    QVERIFY(copy);
    Q_EMIT copy->aboutToShow();
    QCOMPARE(copy->actions().size(), 3);
    copy->actions().constFirst()->trigger();
    QVERIFY(QApplication::clipboard()->text().startsWith(QLatin1String("wireladder-cli --listen ")));
    QVERIFY(QApplication::clipboard()->text().contains(QLatin1String("service=relay")));
}

void RelayWalksTest::relayNeedsTcpInTheForm()
{
    ServerPanel *server = m_desk->makeServer();
    QVERIFY(server);
    Desk::setService(server, QStringLiteral("relay"));
    EndpointSettings settings = server->settings();
    QCOMPARE(settings.service, QStringLiteral("relay"));
    QAbstractButton *udp = buttonOf(server, QStringLiteral("UDP"));
    QVERIFY(udp);
    QVERIFY(click(udp));
    QCOMPARE(server->settings().service, QStringLiteral("echo"));
}

QTEST_MAIN(RelayWalksTest)
#include "tst_relaywalks.moc"
