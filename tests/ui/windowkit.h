// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/options.h"
#include "ui/panels/clientpanel.h"
#include "ui/panels/serverpanel.h"
#include "ui/views/logview.h"
#include "ui/window/actions.h"
#include "ui/window/banner.h"
#include "ui/window/mainwindow.h"
#include "ui/window/panelset.h"

#include <QApplication>
#include <QFile>
#include <QHostAddress>
#include <QMenu>
#include <QSettings>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

namespace wl::kit {

/// Settings and data in a folder of their own, so that no test sees another's or a person's.
class OwnHome
{
public:
    OwnHome()
    {
        qputenv("XDG_DATA_HOME", QFile::encodeName(m_folder.filePath(QStringLiteral("data"))));
        qputenv("XDG_CONFIG_HOME", QFile::encodeName(m_folder.filePath(QStringLiteral("config"))));
        QCoreApplication::setOrganizationName(QStringLiteral("wireladder"));
        QCoreApplication::setApplicationName(QStringLiteral("wireladder"));
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(
            QSettings::IniFormat, QSettings::UserScope, m_folder.filePath(QStringLiteral("config")));
        reset();
    }

    /// As on the first day, but nothing asks before it discards.
    static void reset()
    {
        QSettings settings;
        settings.clear();
        settings.setValue(QStringLiteral("askBeforeDiscarding"), false);
    }

    QString path(const QString &name) const { return m_folder.filePath(name); }

private:
    QTemporaryDir m_folder;
};

/// The first descendant of this class with this accessible name; null when there is none.
template <class T> T *named(const QWidget *parent, const QString &accessibleName)
{
    for (T *widget : parent->findChildren<T *>()) {
        if (widget->accessibleName() == accessibleName)
            return widget;
    }
    return nullptr;
}

/// The first button with these words that can be seen; null when there is none.
inline QAbstractButton *buttonOf(const QWidget *parent, const QString &text)
{
    for (QAbstractButton *button : parent->findChildren<QAbstractButton *>()) {
        if (button->text() == text && button->isVisible())
            return button;
    }
    return nullptr;
}

/// Clicks what a person could click; false when a person could not.
inline bool click(QWidget *widget)
{
    if (!widget || !widget->isVisible() || !widget->isEnabled())
        return false;
    QTest::mouseClick(widget, Qt::LeftButton);
    return true;
}

/// The entry of a panel's menu with these words; null when there is none.
inline QAction *menuAction(EndpointPanel *panel, const QString &text)
{
    for (QToolButton *button : panel->findChildren<QToolButton *>()) {
        for (QAction *action : button->menu() ? button->menu()->actions() : QList<QAction *>()) {
            if (action->text() == text)
                return action;
        }
    }
    return nullptr;
}

/// Types a message into a panel and presses Enter as soon as it can be sent.
inline bool say(EndpointPanel *panel, const QString &text)
{
    QPushButton *send = panel->messageField()->sendButton();
    if (!QTest::qWaitFor([send] { return send->isVisible() && send->isEnabled(); }))
        return false;
    QTest::keyClicks(panel->messageField()->edit(), text);
    QTest::keyClick(panel->messageField()->edit(), Qt::Key_Return);
    return true;
}

/// A port of the loopback address at which nobody listens.
inline quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : quint16(0);
}

/// The window of one test with short ways to what a person sees.
class Desk
{
public:
    explicit Desk(const QString &spoolFolder, const CliOptions &options = {})
        : window({spoolFolder})
    {
        window.resize(1400, 1000);
        window.show();
        window.activateWindow();
        window.begin(options);
    }

    /// Not quitNow(): after it no dialog of a later test would stay open.
    ~Desk() { window.session().end(); }

    Desk(const Desk &) = delete;
    Desk &operator=(const Desk &) = delete;

    const SocketTable &table() const { return window.feed().table(); }

    const EndpointFacts *facts(const QString &name) const
    {
        for (const auto &[id, endpoint] : table().endpoints()) {
            if (endpoint.name == name && !endpoint.removed)
                return &endpoint;
        }
        return nullptr;
    }

    template <class T = EndpointPanel> T *panel(const QString &name)
    {
        const EndpointFacts *f = facts(name);
        return f ? qobject_cast<T *>(window.panels().panel(f->id)) : nullptr;
    }

    /// Triggers an action that makes a panel, and waits for it.
    template <class T> T *make(QAction *action, const QString &name)
    {
        action->trigger();
        return QTest::qWaitFor([this, &name] { return panel<T>(name) != nullptr; }) ? panel<T>(name)
                                                                                    : nullptr;
    }
    ServerPanel *makeServer(int number = 1)
    {
        return make<ServerPanel>(window.actions().tcpServer, QStringLiteral("Server %1").arg(number));
    }
    ClientPanel *makeClient(int number = 1)
    {
        return make<ClientPanel>(window.actions().tcpClient, QStringLiteral("Client %1").arg(number));
    }

    static void setPort(QWidget *panel, quint16 port)
    {
        named<QSpinBox>(panel, QStringLiteral("Port"))->setValue(port);
    }
    static void setService(QWidget *panel, const QString &id)
    {
        auto *box = named<QComboBox>(panel, QStringLiteral("Service"));
        box->setCurrentIndex(box->findData(id));
    }

    const SocketFacts *socket(const QString &name) const
    {
        const EndpointFacts *f = facts(name);
        return f ? table().socket(f->main) : nullptr;
    }
    /// The connection that a server accepted last; null before the first.
    const SocketFacts *accepted(const QString &name) const
    {
        const EndpointFacts *f = facts(name);
        return f && !f->accepted.empty() ? table().socket(f->accepted.back()) : nullptr;
    }

    quint16 port(const QString &name) const { return socket(name) ? socket(name)->local.port : quint16(0); }
    TcpState state(const QString &name) const
    {
        const SocketFacts *s = socket(name);
        return s && s->isOpen() ? s->state : TcpState::Unknown;
    }

    /// A server at a port that the system chose; null when it does not listen.
    ServerPanel *listening(const QString &service, int number = 1)
    {
        ServerPanel *server = makeServer(number);
        if (!server)
            return nullptr;
        setPort(server, 0);
        setService(server, service);
        const QString name = QStringLiteral("Server %1").arg(number);
        const bool listens = click(server->startButton())
            && QTest::qWaitFor([&] { return state(name) == TcpState::Listen && port(name) > 0; });
        return listens ? server : nullptr;
    }

    /// A client that is connected to this port; null when it is not.
    ClientPanel *connected(quint16 port, int number = 1)
    {
        ClientPanel *client = makeClient(number);
        if (!client)
            return nullptr;
        setPort(client, port);
        const QString name = QStringLiteral("Client %1").arg(number);
        const bool connects = click(client->connectButton()) && QTest::qWaitFor([&] {
            return state(name) == TcpState::Established && !facts(name)->connecting;
        });
        return connects ? client : nullptr;
    }

    /// Every event for which this holds.
    QList<EventRef> events(const std::function<bool(const EventRef &)> &holds) const
    {
        QList<EventRef> found;
        const JournalView &view = window.feed().view();
        view.forEach(0, view.size(), [&](const EventRef &e) {
            if (holds(e))
                found.append(e);
        });
        return found;
    }
    qsizetype count(Step step, EndpointId endpoint) const
    {
        return events([=](const EventRef &e) { return e->step == step && e->endpoint == endpoint; }).size();
    }

    /// What the panel's transcript says, a line an entry.
    static QStringList transcript(const QWidget *panel)
    {
        QStringList lines;
        const auto *view = panel->findChild<TranscriptView *>();
        for (int row = 0; row < view->model()->rowCount(); ++row)
            lines << view->model()->index(row, 0).data().toString();
        return lines;
    }

    /// The families of a panel's chips that are marked as done, in order.
    QStringList doneChips(const QString &name) const
    {
        QStringList done;
        const EndpointFacts *f = facts(name);
        for (const Chip &chip : f ? f->chips : std::vector<Chip>()) {
            if (chip.mark == Chip::Mark::Done)
                done << QString::fromLatin1(chip.family);
        }
        return done;
    }

    /// All rows of the log as they are shown, without their times.
    QStringList logRows()
    {
        QStringList rows;
        LogView &log = window.log();
        for (EventIndex i = 0; i < log.rows(); ++i) {
            QStringList cells;
            for (const LogColumn column : {LogColumn::Number, LogColumn::Endpoint, LogColumn::Kind,
                     LogColumn::Step, LogColumn::State, LogColumn::Detail})
                cells << log.text(i, column);
            rows << cells.join(QLatin1Char('|'));
        }
        return rows;
    }

    MainWindow window;
};

} // namespace wl::kit
