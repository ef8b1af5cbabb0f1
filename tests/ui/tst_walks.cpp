// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/journal/gauge.h"
#include "tests/ui/windowkit.h"
#include "ui/panels/connectionmenu.h"
#include "ui/panels/seatsrow.h"

#include <QTemporaryDir>
#include <QTest>

using namespace wl;
using namespace wl::kit;

/// Two lessons as a person walks through them in the window, on the real engine.
class WalksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_desk = std::make_unique<Desk>(m_folder->path());
        QVERIFY(QTest::qWaitForWindowActive(&m_desk->window));
    }
    void cleanup()
    {
        m_desk.reset();
        m_folder.reset();
    }

    void nobodyAccepts()
    {
        const QString name = QStringLiteral("Server 1");
        ServerPanel *server = m_desk->makeServer();
        QVERIFY(server);
        EndpointSettings settings;
        settings.port = 0;
        settings.backlog = 1;
        settings.service = QStringLiteral("manual");
        server->setSettings(settings);
        QVERIFY(click(server->startButton()));
        QTRY_COMPARE(m_desk->state(name), TcpState::Listen);
        m_desk->window.session().post({m_desk->facts(name)->id, Command::SetPace{{Pace::Mode::Step, 1000}}});
        QTRY_VERIFY(m_desk->socket(name)->wait);
        for (int i = 1; i <= 3; ++i) {
            ClientPanel *client = m_desk->makeClient(i);
            QVERIFY(client);
            Desk::setPort(client, m_desk->port(name));
            QVERIFY(click(client->connectButton()));
            const TcpState expected = i < 3 ? TcpState::Established : TcpState::SynSent;
            QTRY_COMPARE(m_desk->state(QStringLiteral("Client %1").arg(i)), expected);
        }
        const auto *seats = server->findChild<SeatsRow *>();
        QTRY_VERIFY2(seats->words().contains(QStringLiteral("2 of 2")), qPrintable(seats->words()));
        QVERIFY(say(m_desk->panel(QStringLiteral("Client 1")), QStringLiteral("hello")));
        QTRY_COMPARE(m_desk->socket(QStringLiteral("Client 1"))->bytesOut, std::uint64_t(5));
        QVERIFY(!m_desk->accepted(name));
        QTRY_VERIFY(gauge(QStringLiteral("Client 3"), GaugeField::TotalRetransmits) > 0);
        QTest::keyClick(&m_desk->window, Qt::Key_F10);
        QTRY_VERIFY(m_desk->accepted(name));
        QCOMPARE(m_desk->accepted(name)->bytesIn, std::uint64_t(0));
        QTRY_COMPARE(gaugeOf(m_desk->accepted(name), GaugeField::ReceiveQueue), std::uint64_t(5));
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->state(QStringLiteral("Client 3")), TcpState::Established, 30000);
    }

    void heldReadingJoinsTwoSends()
    {
        ServerPanel *server = m_desk->listening(QStringLiteral("manual"));
        QVERIFY(server);
        const QString name = QStringLiteral("Server 1");
        ClientPanel *client = m_desk->connected(m_desk->port(name));
        QVERIFY(client);
        QTRY_VERIFY(m_desk->accepted(name));
        QTRY_COMPARE(server->connections()->model()->rowCount(), 1);
        server->connections()->selectRow(0);
        server->refresh();
        QAction *hold = holdOf(server, m_desk->accepted(name)->id);
        QVERIFY(hold);
        QTRY_VERIFY(hold->isEnabled());
        hold->trigger();
        QTRY_VERIFY(m_desk->accepted(name)->held);
        QVERIFY(say(client, QStringLiteral("one")));
        QVERIFY(say(client, QStringLiteral("two")));
        QTRY_COMPARE(gaugeOf(m_desk->accepted(name), GaugeField::ReceiveQueue), std::uint64_t(6));
        QCOMPARE(m_desk->accepted(name)->bytesIn, std::uint64_t(0));
        QTRY_VERIFY(hold->isEnabled());
        hold->trigger();
        QTRY_COMPARE(m_desk->accepted(name)->bytesIn, std::uint64_t(6));
        const EndpointId id = m_desk->facts(name)->id;
        const auto reads = m_desk->events([id](const EventRef &e) {
            return e->endpoint == id && isRecvCall(e->step) && e->result > 0 && !e->has(Event::Housekeeping);
        });
        QCOMPARE(reads.size(), 1);
        QCOMPARE(reads.first()->result, std::int64_t(6));
    }

private:
    /// The panel has a menu for its own socket, and one for the chosen connection.
    static QAction *holdOf(const QWidget *panel, SocketId socket)
    {
        const auto menus = panel->findChildren<ConnectionMenu *>();
        for (const ConnectionMenu *menu : menus) {
            if (menu->socket() == socket)
                return menu->holdAction();
        }
        return nullptr;
    }
    std::uint64_t gaugeOf(const SocketFacts *socket, GaugeField field) const
    {
        const EventRef event =
            socket && socket->gauge ? m_desk->window.feed().view().at(*socket->gauge) : EventRef();
        return event ? Gauge::fromBytes(event.payload())[field] : 0;
    }
    std::uint64_t gauge(const QString &name, GaugeField field) const
    {
        return gaugeOf(m_desk->socket(name), field);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Desk> m_desk;
};

QTEST_MAIN(WalksTest)
#include "tst_walks.moc"
