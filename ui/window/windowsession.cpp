// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// The part of the window that begins, saves, opens and leaves sessions.

#include "app/core/safetext.h"
#include "app/exporters/exportercatalogue.h"
#include "ui/setups/messagedialog.h"
#include "ui/window/actions.h"
#include "ui/window/banner.h"
#include "ui/window/mainwindow.h"
#include "ui/window/pacebar.h"
#include "ui/window/panelset.h"
#include "ui/window/recovery.h"
#include "ui/window/replaybar.h"

#include <QApplication>
#include <QCloseEvent>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMessageBox>
#include <QSettings>

namespace wl {

namespace {

QString settingsKey(Role role)
{
    return role == Role::Server ? QStringLiteral("last/server") : QStringLiteral("last/client");
}

QString sessionFilter()
{
    return QCoreApplication::translate("wl", "Sessions (*.jsonl);;All files (*)");
}

EndpointNames namesOf(const SocketTable &table)
{
    // A copy: the journal goes on while the file is written.
    std::map<EndpointId, QString> names;
    for (const auto &[id, endpoint] : table.endpoints())
        names[id] = endpoint.name;
    return [names](EndpointId id) {
        const auto it = names.find(id);
        return it == names.end() ? QString() : it->second;
    };
}

void ask(QWidget *parent, const QString &text, const QString &more, const std::function<void(int)> &answered)
{
    auto *box = new QMessageBox(QMessageBox::Question, QString(), text,
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, parent);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(more);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(box, &QMessageBox::finished, parent, answered);
    box->open();
}

} // namespace

void MainWindow::connectFileActions()
{
    connect(m_actions->newSession, &QAction::triggered, this, &MainWindow::newSession);
    connect(m_actions->open, &QAction::triggered, this, &MainWindow::chooseOpen);
    connect(m_actions->save, &QAction::triggered, this, [this] { chooseSave(); });
    connect(m_actions->exportLog, &QAction::triggered, this, &MainWindow::chooseExport);
    connect(m_actions->quit, &QAction::triggered, this, &QWidget::close);
    connect(m_actions->about, &QAction::triggered, this, [this] {
        QMessageBox box(QMessageBox::NoIcon, tr("About Wireladder"),
            tr("Wireladder %1").arg(QStringLiteral(WIRELADDER_VERSION)), QMessageBox::Close, this);
        box.setTextFormat(Qt::PlainText);
        box.setIconPixmap(windowIcon().pixmap(64));
        box.setInformativeText(
            tr("Shows what sockets do: real sockets, real system calls, the kernel's own state.\n"
               "Licence: MIT. Made with Qt %1.")
                .arg(QLatin1String(qVersion())));
        box.exec();
    });
}

void MainWindow::begin(const CliOptions &options)
{
    if (!options.openFile.isEmpty()) {
        m_session->startNew();
        open(options.openFile);
        return;
    }
    m_session->startNew();
    if (!options.messages.isEmpty())
        m_messages->setMessages(options.messages);
    beginAppending(options.sessionFile);
    m_limits = std::make_unique<RunLimits>(options);
    connect(m_limits.get(), &RunLimits::reached, this, &MainWindow::quitNow);
    m_limits->start();
    if (options.demo)
        showMe();
    else if (!options.actions.empty())
        m_session->run(options);
    else
        offerRecovery();
}

void MainWindow::beginAppending(const QString &path)
{
    if (path.isEmpty())
        return;
    m_appender = std::make_unique<SessionAppender>();
    const auto opened = m_appender->open(path, m_session->startedAt());
    if (opened)
        return;
    m_appender.reset();
    m_banner->say(tr("The session is not written to a file."), opened.error());
}

void MainWindow::appendNews()
{
    if (!m_appender || !m_session->isLive())
        return;
    const auto kept = m_appender->append(
        m_feed.wholeView(), [this](EndpointId id) { return m_feed.wholeTable().endpointName(id); });
    if (kept)
        return;
    m_appender.reset();
    m_banner->say(tr("The session is no longer written to a file."), kept.error());
}

void MainWindow::showMe()
{
    m_showingMe = true;
    m_session->run(demoOptions());
}

void MainWindow::onScriptFinished()
{
    onAdvanced();
}

void MainWindow::addEndpoint(Role role, Protocol protocol)
{
    m_revealNext = role;
    m_session->create(remembered(role, protocol));
}

void MainWindow::remember(const EndpointSettings &settings)
{
    EndpointSettings kept = settings;
    kept.name.clear();
    QSettings().setValue(settingsKey(settings.role), settingsUrl(kept));
}

EndpointSettings MainWindow::remembered(Role role, Protocol protocol) const
{
    EndpointSettings settings;
    settings.role = role;
    if (const auto last = settingsFromUrl(role, QSettings().value(settingsKey(role)).toString()))
        settings = *last;
    settings.protocol = protocol;
    return settings;
}

void MainWindow::onSessionChanged()
{
    const bool live = m_session->isLive();
    const bool past = m_feed.isPast();
    m_panels->setReadOnly(past || (!live && m_session->opened()));
    m_pace->setReadOnly(past || !live);
    m_replay->setLive(live);
    for (QAction *action : {m_actions->tcpServer, m_actions->tcpClient, m_actions->udpReceiver,
             m_actions->udpSender, m_actions->showMe})
        action->setEnabled(!past);
    m_actions->save->setEnabled(live || m_session->opened());
    updateTitle();
}

void MainWindow::updateTitle()
{
    const auto &opened = m_session->opened();
    setWindowTitle(opened ? tr("%1 (read-only)").arg(safeText(QFileInfo(opened->path).fileName(), 80))
                          : tr("Live session"));
}

void MainWindow::cancelWork()
{
    // What is being saved reads a journal that is about to go. (Work that is over may be what called us: it
    // goes by itself.)
    const auto works = findChildren<SlicedWork *>();
    for (SlicedWork *work : works) {
        if (!work->isOver())
            delete work;
    }
}

void MainWindow::newSession()
{
    leaveSession([this] {
        m_banner->hide();
        cancelWork();
        // The file of --session holds the session it was begun with.
        m_appender.reset();
        m_session->startNew();
    });
}

void MainWindow::chooseOpen()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Open a session"), {}, sessionFilter());
    if (!path.isEmpty())
        leaveSession([this, path] { open(path); });
}

void MainWindow::open(const QString &path)
{
    cancelWork();
    openSession(path, this, [this](const auto &opened) { showOpened(opened); });
}

void MainWindow::showOpened(const Result<std::shared_ptr<OpenedSession>> &opened)
{
    if (!opened) {
        m_banner->say(tr("The session could not be opened."), opened.error());
        return;
    }
    m_appender.reset();
    m_session->show(*opened);
    m_banner->say(tr("A saved session, to read only."), (*opened)->warning,
        {{tr("New session"), [this] { newSession(); }}, {tr("Close"), {}}});
}

void MainWindow::saveTo(const QString &path)
{
    const EventIndex upTo = m_feed.wholeView().size();
    auto *work =
        saveSession(m_feed.wholeView(), namesOf(m_feed.wholeTable()), m_session->startedAt(), path, this);
    connect(work, &SlicedWork::finished, this, [this, path, upTo](const QString &error) {
        if (error.isEmpty()) {
            m_session->setSaved(upTo);
            m_banner->say(tr("The session is saved."), safeText(path, 300));
        } else {
            m_banner->say(tr("The session is not saved."), error);
        }
    });
}

void MainWindow::chooseSave(const std::function<void()> &then)
{
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save the session"), QStringLiteral("session.jsonl"), sessionFilter());
    if (path.isEmpty())
        return;
    if (!then) {
        saveTo(path);
        return;
    }
    auto *work =
        saveSession(m_feed.wholeView(), namesOf(m_feed.wholeTable()), m_session->startedAt(), path, this);
    connect(work, &SlicedWork::finished, this, [this, then](const QString &error) {
        if (error.isEmpty())
            then();
        else
            m_banner->say(tr("The session is not saved."), error);
    });
}

void MainWindow::chooseExport()
{
    QStringList filters;
    const auto kinds = exporterKinds();
    for (const ExporterKind &kind : kinds)
        filters << QStringLiteral("%1 (*.%2)").arg(kind.title, kind.suffix);
    QString chosen;
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Export the log"), QString(), filters.join(QStringLiteral(";;")), &chosen);
    if (path.isEmpty())
        return;
    const qsizetype index = std::max<qsizetype>(0, filters.indexOf(chosen));
    const ExporterKind &kind = kinds[index];
    const QString whole =
        QFileInfo(path).suffix().isEmpty() ? QStringLiteral("%1.%2").arg(path, kind.suffix) : path;
    auto *work = exportLog(m_feed.view(), namesOf(m_feed.table()), kind.id, false, whole, this);
    connect(work, &SlicedWork::finished, this, [this, whole](const QString &error) {
        m_banner->say(error.isEmpty() ? tr("The log is exported.") : tr("The log is not exported."),
            error.isEmpty() ? safeText(whole, 300) : error);
    });
}

void MainWindow::offerRecovery()
{
    const auto left = leftSessions(spoolFolder(), 1);
    if (left.isEmpty())
        return;
    const LeftSession &last = left.constFirst();
    const QString words =
        tr("On %1 Wireladder ended without being closed. Its session can be opened. Events: %2.")
            .arg(QLocale().toString(last.startedAt, QLocale::ShortFormat))
            .arg(last.events);
    m_banner->say(tr("A session was left behind."), words,
        {{tr("Open it"), [this, path = last.path] { showOpened(openSpool(path)); }},
            {tr("Delete it"), [path = last.path] { QFile::remove(path); }}, {tr("Later"), {}}});
}

void MainWindow::leaveSession(const std::function<void()> &then)
{
    const bool asks = QSettings().value(QStringLiteral("askBeforeDiscarding"), true).toBool();
    if (!asks || !m_session->hasUnsaved()) {
        then();
        return;
    }
    ask(this, tr("Save this session before you leave it?"),
        tr("All sockets are closed, and the log is lost unless it is saved."), [this, then](int answer) {
            if (answer == QMessageBox::Save)
                chooseSave(then);
            else if (answer == QMessageBox::Discard)
                then();
        });
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_leaving) {
        event->ignore();
        leaveSession([this] { quitNow(); });
        return;
    }
    event->accept();
}

void MainWindow::leave(bool keepSpool)
{
    if (m_leaving)
        return;
    m_leaving = true;
    cancelWork();
    saveLayout();
    const bool failed = m_limits && m_session->script() && m_session->script()->hasFailed();
    m_session->end(keepSpool);
    close();
    QApplication::exit(failed ? 1 : 0);
}

} // namespace wl
