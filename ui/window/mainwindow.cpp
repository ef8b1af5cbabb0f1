// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/window/mainwindow.h"

#include "app/exporters/exportercatalogue.h"
#include "ui/inspector/inspector.h"
#include "ui/setups/messagedialog.h"
#include "ui/views/logview.h"
#include "ui/window/actions.h"
#include "ui/window/banner.h"
#include "ui/window/filterbar.h"
#include "ui/window/lecturecaption.h"
#include "ui/window/pacebar.h"
#include "ui/window/panelset.h"
#include "ui/window/replaybar.h"
#include "ui/window/stagearea.h"
#include "ui/window/startpage.h"

#include <QApplication>
#include <QCloseEvent>
#include <QMenu>
#include <QScreen>
#include <QScrollArea>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QVBoxLayout>

namespace wl {

namespace {

/// Below this width the sides are rails, and only one is opened at a time.
constexpr int narrowWidth = 1280;

} // namespace

MainWindow::MainWindow(const Session::Options &options)
    : m_session(new SessionHolder(m_feed, options, this))
    , m_context{m_theme, m_selection, m_feed, m_transcripts, m_mail,
          [this](const Command &c) {
              // The panels show the past then: a command would be meant for another moment.
              if (!m_feed.isPast())
                  m_session->post(c);
          }}
    , m_actions(new Actions(this))
    , m_usualPoints(QApplication::font().pointSizeF())
{
    const QSettings settings;
    const int theme = settings.value(QStringLiteral("theme"), int(Theme::Choice::System)).toInt();
    m_theme.apply(*qApp, static_cast<Theme::Choice>(theme));
    setTextSize(settings.value(QStringLiteral("textSize"), 0).toInt());
    createStage();
    createLog();
    arrange();
    connectActions();
    connectFileActions();
    connectParts();
    connectStage();
    connectLecture();
    connectSetups();
    restoreLayout();
    onSessionChanged();
}

MainWindow::~MainWindow()
{
    // Children would outlive the members (feed, theme, selection) that they hold references to.
    delete m_session;
    delete m_messages;
    delete m_pace;
    delete m_panels;
    delete takeCentralWidget();
}

void MainWindow::createStage()
{
    m_servers = new SideColumn(tr("Servers"), tr("No server yet. “+ TCP server” makes one."), this);
    m_clients = new SideColumn(tr("Clients"), tr("No client yet. “+ TCP client” makes one."), this);
    m_panels = new PanelSet(m_context, m_servers, m_clients, this);
    m_pace = new PaceBar(*m_actions, m_context, *m_panels, this);
    m_stage = new QStackedWidget(this);
    m_start = new StartPage(m_stage);
    m_area = new StageArea(m_context, m_stage);
    // Scrolls where the window is low: three large buttons must not set its least height.
    m_startScroll = new QScrollArea(m_stage);
    m_startScroll->setWidget(m_start);
    m_startScroll->setWidgetResizable(true);
    m_startScroll->setFrameShape(QFrame::NoFrame);
    m_startScroll->setFocusPolicy(Qt::NoFocus);
    m_stage->addWidget(m_startScroll);
    m_stage->addWidget(m_area);
    m_stage->setProperty("stage", true);
    m_banner = new Banner(this);
    m_replay = new ReplayBar(m_feed, m_selection, m_theme, this);
    m_replay->hide();
    m_lectureStep = new QAction(this);
    m_caption = new LectureCaption(m_context, m_lectureStep, this);
    m_caption->hide();
}

void MainWindow::createLog()
{
    m_logSide = new QWidget(this);
    auto *box = new QVBoxLayout(m_logSide);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(0);
    m_log = new LogView(m_feed, m_selection, m_theme, m_logSide);
    m_log->setCopier([this](const QString &format, const QList<EventIndex> &events) {
        const auto exporter = makeExporter(format, m_session->startedAt());
        const auto names = [this](EndpointId id) { return m_feed.table().endpointName(id); };
        QByteArray bytes = exporter->head();
        for (const EventIndex index : events) {
            if (const EventRef event = m_feed.view().at(index))
                bytes += exporter->line(event, names);
        }
        return bytes + exporter->tail();
    });
    m_filter = new FilterBar(*m_log, m_theme, m_logSide);
    box->addWidget(m_filter);
    box->addWidget(m_log, 1);
    m_inspector = new Inspector(m_feed, m_selection, m_theme, this);
}

void MainWindow::arrange()
{
    m_sides = new QSplitter(Qt::Horizontal, this);
    m_sides->setChildrenCollapsible(false);
    m_sides->addWidget(m_servers);
    m_sides->addWidget(m_stage);
    m_sides->addWidget(m_clients);
    m_sides->setStretchFactor(1, 1);
    auto *top = new QWidget(this);
    auto *box = new QVBoxLayout(top);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(0);
    box->addWidget(m_sides, 1);
    box->addWidget(m_replay);
    box->addWidget(m_banner);
    box->addWidget(m_caption);
    m_bottom = new QSplitter(Qt::Horizontal, this);
    m_bottom->setChildrenCollapsible(false);
    m_bottom->addWidget(m_logSide);
    m_bottom->addWidget(m_inspector);
    m_bottom->setStretchFactor(0, 1);
    m_bottom->setSizes({980, 300});
    m_rows = new QSplitter(Qt::Vertical, this);
    m_rows->setChildrenCollapsible(false);
    m_rows->addWidget(top);
    m_rows->addWidget(m_bottom);
    m_rows->setStretchFactor(0, 3);
    m_rows->setStretchFactor(1, 2);
    setCentralWidget(m_rows);
    m_statusSockets = new QLabel(this);
    m_statusSockets->setTextFormat(Qt::PlainText);
    m_statusEvents = new QLabel(this);
    m_statusEvents->setTextFormat(Qt::PlainText);
    statusBar()->addWidget(m_statusSockets, 1);
    statusBar()->addPermanentWidget(m_statusEvents);
}

void MainWindow::connectActions()
{
    const auto add = [this](QAction *action, Role role, Protocol protocol) {
        connect(action, &QAction::triggered, this, [this, role, protocol] { addEndpoint(role, protocol); });
    };
    add(m_actions->tcpServer, Role::Server, Protocol::Tcp);
    add(m_actions->tcpClient, Role::Client, Protocol::Tcp);
    add(m_actions->udpReceiver, Role::Server, Protocol::Udp);
    add(m_actions->udpSender, Role::Client, Protocol::Udp);
    connect(m_actions->showMe, &QAction::triggered, this, &MainWindow::showMe);
    m_actions->editMenu->addActions({m_filter->findAction(), m_filter->findNextAction()});
    connect(m_filter->findAction(), &QAction::triggered, m_actions->showLog,
        [this] { m_actions->showLog->setChecked(true); });
    connect(m_actions->swapSides, &QAction::toggled, this, &MainWindow::setSwapped);
    connect(
        m_actions->showServers, &QAction::toggled, this, [this](bool on) { m_servers->setCollapsed(!on); });
    connect(
        m_actions->showClients, &QAction::toggled, this, [this](bool on) { m_clients->setCollapsed(!on); });
    connect(m_actions->showLog, &QAction::toggled, this, [this](bool on) {
        m_logSide->setVisible(on);
        m_bottom->setVisible(on || m_actions->showInspector->isChecked());
    });
    connect(m_actions->showInspector, &QAction::toggled, this, [this](bool on) {
        m_inspector->setVisible(on);
        m_bottom->setVisible(on || m_actions->showLog->isChecked());
    });
    const auto added = [] { return QSettings().value(QStringLiteral("textSize"), 0).toInt(); };
    connect(m_actions->largerText, &QAction::triggered, this, [this, added] { setTextSize(added() + 1); });
    connect(m_actions->smallerText, &QAction::triggered, this, [this, added] { setTextSize(added() - 1); });
    connect(m_actions->usualText, &QAction::triggered, this, [this] { setTextSize(0); });
    connect(m_actions->themes, &QActionGroup::triggered, this, [this](QAction *action) {
        m_theme.apply(*qApp, static_cast<Theme::Choice>(action->data().toInt()));
        QSettings().setValue(QStringLiteral("theme"), action->data());
    });
}

void MainWindow::setTextSize(int added)
{
    added = std::clamp(added, -3, 14);
    QSettings().setValue(QStringLiteral("textSize"), added);
    QFont font = QApplication::font();
    if (qFuzzyCompare(font.pointSizeF(), m_usualPoints + added))
        return;
    font.setPointSizeF(m_usualPoints + added);
    QApplication::setFont(font);
    m_theme.apply(*qApp, m_theme.choice());
}

void MainWindow::connectParts()
{
    connect(&m_feed, &Feed::reset, this, &MainWindow::onReset);
    connect(&m_feed, &Feed::advanced, this, &MainWindow::onAdvanced);
    connect(&m_feed, &Feed::newestChanged, this, &MainWindow::onNewest);
    connect(&m_feed, &Feed::rewound, this, [this] {
        m_transcriptMoments.moveTo(m_transcripts, m_feed.view(), m_feed.view().size());
        m_mail.clear();
    });
    connect(m_session, &SessionHolder::changed, this, &MainWindow::onSessionChanged);
    connect(m_session, &SessionHolder::scriptFinished, this, &MainWindow::onScriptFinished);
    connect(m_start, &StartPage::showMeRequested, this, &MainWindow::showMe);
    connect(m_start, &StartPage::serverRequested, this, [this] { addEndpoint(Role::Server, Protocol::Tcp); });
    connect(m_start, &StartPage::clientRequested, this, [this] { addEndpoint(Role::Client, Protocol::Tcp); });
    connect(m_panels, &PanelSet::used, this, &MainWindow::remember);
    connect(m_panels, &PanelSet::created, this, [this](EndpointPanel *panel) {
        const EndpointFacts *facts = m_feed.table().endpoint(panel->id());
        if (!facts || facts->settings.role != m_revealNext)
            return;
        m_revealNext.reset();
        (facts->settings.role == Role::Server ? m_servers : m_clients)->reveal(panel);
    });
    for (const auto &[side, other, action] : {std::tuple{m_servers, m_clients, m_actions->showServers},
             std::tuple{m_clients, m_servers, m_actions->showClients}}) {
        connect(side, &SideColumn::collapsedChanged, this,
            [this, other = other, action = action](bool collapsed) {
                action->setChecked(!collapsed);
                giveStageTheRest();
                // In a narrow window two open sides would leave no stage.
                if (m_narrow && !collapsed)
                    other->setCollapsed(true);
            });
    }
    connect(
        m_log, &LogView::told, this, [this](const QString &words) { statusBar()->showMessage(words, 6000); });
}

void MainWindow::onReset()
{
    m_selection.select({});
    m_transcripts.clear();
    m_transcriptMoments.clear();
    m_mail.clear();
    m_panels->clear();
    m_pace->reset();
    m_stage->setCurrentWidget(m_startScroll);
    updateStatus();
}

void MainWindow::onAdvanced()
{
    m_transcriptMoments.advance(m_transcripts, m_feed.view());
    m_mail.advance(m_feed.view(), m_feed.table());
    m_panels->refresh();
    m_pace->refresh();
    const bool isEmpty = m_panels->isEmpty() && !m_feed.isPast();
    m_stage->setCurrentWidget(isEmpty ? static_cast<QWidget *>(m_startScroll) : m_area);
    m_caption->refresh();
    updateLectureStep();
    updateStatus();
    showFirstAnswer();
}

/// What goes on while an earlier moment is shown, too.
void MainWindow::onNewest()
{
    appendNews();
    if (m_limits && m_session->script())
        m_limits->sawEvents(*m_session->script(), m_feed.wholeTable());
}

void MainWindow::showFirstAnswer()
{
    if (!m_showingMe || m_feed.isPast() || !m_session->script() || !m_session->script()->isDone())
        return;
    const EndpointFacts *client = m_feed.table().endpoint(m_session->script()->lastClient());
    const SocketFacts *socket = client ? m_feed.table().socket(client->main) : nullptr;
    if (!socket || socket->bytesIn == 0)
        return;
    m_showingMe = false;
    m_banner->say(tr("Your turn."),
        tr("The client said “hello”, the server answered in capitals. Type a message in the client and press "
           "Enter."));
    EndpointPanel *panel = m_panels->panel(client->id);
    m_clients->reveal(panel);
    panel->messageField()->takeFocus();
}

void MainWindow::updateStatus()
{
    const SocketTable &table = m_feed.table();
    m_statusSockets->setText(tr("Open sockets: %1    Accepted connections: %2")
                                 .arg(table.openSockets())
                                 .arg(table.openConnections()));
    m_statusEvents->setText(tr("Events: %1").arg(m_feed.view().size()));
}

void MainWindow::setSwapped(bool swapped)
{
    m_sides->insertWidget(0, swapped ? m_clients : m_servers);
    m_sides->addWidget(swapped ? m_servers : m_clients);
    m_sides->setStretchFactor(0, 0);
    m_sides->setStretchFactor(1, 1);
    m_sides->setStretchFactor(2, 0);
    m_area->setSwapped(swapped);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    fitSides();
}

void MainWindow::fitSides()
{
    const bool narrow = width() < narrowWidth;
    if (narrow == m_narrow)
        return;
    m_narrow = narrow;
    m_servers->setCollapsed(narrow);
    m_clients->setCollapsed(narrow);
}

void MainWindow::giveStageTheRest()
{
    // A column's new limits alone do not move a splitter's handles.
    QList<int> sizes;
    for (int i = 0; i < m_sides->count(); ++i)
        sizes << (m_sides->widget(i) == m_stage ? m_sides->width() : m_sides->widget(i)->minimumWidth());
    m_sides->setSizes(sizes);
}

void MainWindow::restoreLayout()
{
    const QSettings settings;
    const QSize room = screen()->availableGeometry().size();
    resize(QSize(1280, 800).boundedTo(room));
    restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
    if (!m_rows->restoreState(settings.value(QStringLiteral("window/rows")).toByteArray()))
        m_rows->setSizes({560, 200});
    m_bottom->restoreState(settings.value(QStringLiteral("window/bottom")).toByteArray());
    m_log->restoreState(settings.value(QStringLiteral("window/log")).toByteArray());
    m_actions->showServers->setChecked(true);
    m_actions->showClients->setChecked(true);
    m_actions->showLog->setChecked(settings.value(QStringLiteral("window/showLog"), true).toBool());
    m_actions->showInspector->setChecked(
        settings.value(QStringLiteral("window/showInspector"), room.width() >= narrowWidth).toBool());
    m_inspector->setVisible(m_actions->showInspector->isChecked());
    m_logSide->setVisible(m_actions->showLog->isChecked());
    m_bottom->setVisible(m_actions->showLog->isChecked() || m_actions->showInspector->isChecked());
    m_actions->swapSides->setChecked(settings.value(QStringLiteral("window/swapped"), false).toBool());
    for (QAction *action : m_actions->themes->actions())
        action->setChecked(action->data().toInt() == int(m_theme.choice()));
}

void MainWindow::saveLayout()
{
    QSettings settings;
    settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    settings.setValue(QStringLiteral("window/rows"), m_rows->saveState());
    settings.setValue(QStringLiteral("window/bottom"), m_bottom->saveState());
    settings.setValue(QStringLiteral("window/log"), m_log->saveState());
    settings.setValue(QStringLiteral("window/showLog"), m_actions->showLog->isChecked());
    settings.setValue(QStringLiteral("window/showInspector"), m_actions->showInspector->isChecked());
    settings.setValue(QStringLiteral("window/swapped"), m_actions->swapSides->isChecked());
}

} // namespace wl
