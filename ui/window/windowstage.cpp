// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// The part of MainWindow that has to do with the stage: its pictures, what can be taken away of them, and the
// lecture view.

#include "app/core/safetext.h"
#include "app/exporters/mermaid.h"
#include "app/exporters/pictureexport.h"
#include "app/exporters/plantuml.h"
#include "ui/exporters/picturedialog.h"
#include "ui/inspector/inspector.h"
#include "ui/window/actions.h"
#include "ui/window/banner.h"
#include "ui/window/lecturecaption.h"
#include "ui/window/mainwindow.h"
#include "ui/window/panelset.h"
#include "ui/window/programdialog.h"
#include "ui/window/replaybar.h"
#include "ui/window/sidecolumn.h"
#include "ui/window/stagearea.h"

#include <QFileDialog>
#include <QMenu>
#include <QMenuBar>
#include <QShortcut>
#include <QSplitter>
#include <QStatusBar>
#include <QToolBar>

#include <cmath>

namespace wl {

namespace {

constexpr double lecturePixels = 18.5; ///< least height of letters on a projector
constexpr double pictureWidth = 1100; ///< of a picture that is taken away, before it grows with what is in it
constexpr double pictureHeight = 720;

} // namespace

void MainWindow::connectStage()
{
    connect(m_area, &StageArea::pressed, this, &MainWindow::press);
    connect(m_area, &StageArea::explanationWanted, this, [this] {
        m_actions->showInspector->setChecked(true);
        m_inspector->setCurrentIndex(0);
        m_inspector->setFocus();
    });
    connect(m_area, &StageArea::takeAwayWanted, this, &MainWindow::takePicture);
    connect(m_actions->takePicture, &QAction::triggered, this, &MainWindow::takePicture);
    connect(m_actions->report, &QAction::triggered, this, &MainWindow::exportReport);
    connect(m_actions->replay, &QAction::toggled, this, [this](bool on) {
        m_replay->setVisible(on);
        if (!on)
            m_replay->toNow();
    });
    connect(&m_feed, &Feed::momentChanged, this, &MainWindow::onMomentChanged);
    connect(m_actions->programs, &QMenu::aboutToShow, this, &MainWindow::fillPrograms);
}

/// What lies in the past cannot be commanded.
void MainWindow::onMomentChanged()
{
    // In the lecture view the clicker goes back and forth without it.
    if (m_feed.isPast() && !m_beforeLecture)
        m_actions->replay->setChecked(true);
    onSessionChanged();
    updateLectureStep();
}

void MainWindow::press(const Drawing::Item::Press &press)
{
    if (m_session->isLive() && !m_feed.isPast())
        m_session->post(
            {press.endpoint, Command::NextStep{press.socket, QString::fromUtf8(press.family), 0}});
}

void MainWindow::takePicture()
{
    if (m_feed.view().size() == 0) {
        m_banner->say(tr("There is no picture yet."), tr("Start a server or connect a client first."));
        return;
    }
    PictureSource source;
    source.id = m_area->current();
    source.draw = m_area->picture(QSizeF(pictureWidth, pictureHeight));
    if (source.id == QLatin1String("sequence")) {
        source.mermaid = [view = m_feed.view()] { return mermaidOf(view); };
        source.plantUml = [view = m_feed.view()] { return plantUmlOf(view); };
    }
    auto *dialog = new PictureDialog(source, m_theme, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::exportReport()
{
    QString path = QFileDialog::getSaveFileName(
        this, tr("Export a report"), QStringLiteral("report.html"), tr("Web page (*.html)"));
    if (path.isEmpty())
        return;
    if (!path.endsWith(QLatin1String(".html")))
        path += QLatin1String(".html");
    ExportLook look;
    look.swapped = m_actions->swapSides->isChecked();
    look.selected = m_selection.current();
    auto job = std::make_shared<PictureExport>(m_feed.view(), m_session->startedAt(),
        ExportTarget{path, QStringLiteral("report"), QStringLiteral("html")}, look);
    if (const auto begun = job->begin(); !begun) {
        m_banner->say(tr("The report is not exported."), begun.error());
        return;
    }
    constexpr int eventsInOneSlice = 2000;
    auto *work = new SlicedWork(tr("Exporting the report…"),
        {[job] { return job->step(eventsInOneSlice); }, [job] { return job->progress(); },
            [job] { job->cancel(); }},
        this);
    connect(work, &SlicedWork::finished, this, [this, path](const QString &error) {
        m_banner->say(error.isEmpty() ? tr("The report is exported.") : tr("The report is not exported."),
            error.isEmpty() ? safeText(path, 300) : error);
    });
}

void MainWindow::fillPrograms()
{
    m_actions->programs->clear();
    for (const auto &[id, endpoint] : m_feed.table().endpoints()) {
        QString name = safeText(QStringView(endpoint.name), 60);
        m_actions->programs->addAction(name.replace(u'&', QStringLiteral("&&")) + QStringLiteral("…"), this,
            [this, id = id] { showProgram(id); });
    }
    if (m_actions->programs->isEmpty())
        m_actions->programs->addAction(tr("No server or client yet"))->setEnabled(false);
}

void MainWindow::showProgram(EndpointId endpoint)
{
    auto *dialog = new ProgramDialog(m_feed, endpoint, m_theme, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::connectLecture()
{
    connect(m_actions->lecture, &QAction::toggled, this, &MainWindow::setLecture);
    connect(m_caption, &LectureCaption::leaveWanted, this, [this] { m_actions->lecture->setChecked(false); });
    connect(m_lectureStep, &QAction::triggered, this, &MainWindow::lectureForward);
    connect(m_actions->nextStep, &QAction::changed, this, &MainWindow::updateLectureStep);
    const auto add = [this](int key, void (MainWindow::*slot)()) {
        auto *shortcut = new QShortcut(key, this);
        shortcut->setEnabled(false);
        connect(shortcut, &QShortcut::activated, this, slot);
        connect(m_actions->lecture, &QAction::toggled, shortcut, &QShortcut::setEnabled);
    };
    // A presenter's clicker sends these.
    add(Qt::Key_Space, &MainWindow::lectureForward);
    add(Qt::Key_PageDown, &MainWindow::lectureForward);
    add(Qt::Key_PageUp, &MainWindow::lectureBack);
    auto *leave = new QShortcut(Qt::Key_Escape, this);
    leave->setEnabled(false);
    connect(leave, &QShortcut::activated, this, [this] { m_actions->lecture->setChecked(false); });
    connect(m_actions->lecture, &QAction::toggled, leave, &QShortcut::setEnabled);
    updateLectureStep();
}

void MainWindow::setLecture(bool on)
{
    if (on == m_beforeLecture.has_value())
        return;
    if (!on) {
        for (QWidget *widget : std::as_const(m_beforeLecture->shown))
            widget->show();
        m_area->setBare(false);
        m_area->setZooms(m_beforeLecture->zooms);
        m_caption->hide();
        if (m_beforeLecture->maximized)
            showMaximized();
        else if (!m_beforeLecture->full)
            showNormal();
        m_beforeLecture.reset();
        return;
    }
    Before before;
    before.zooms = m_area->zooms();
    before.full = isFullScreen();
    before.maximized = isMaximized();
    for (QWidget *widget : {static_cast<QWidget *>(menuBar()), static_cast<QWidget *>(m_actions->toolBar),
             static_cast<QWidget *>(statusBar()), static_cast<QWidget *>(m_servers),
             static_cast<QWidget *>(m_clients), static_cast<QWidget *>(m_bottom),
             static_cast<QWidget *>(m_banner), static_cast<QWidget *>(m_replay)}) {
        if (!widget->isVisible())
            continue;
        before.shown << widget;
        widget->hide();
    }
    m_beforeLecture = before;
    m_area->setBare(true);
    const double usual = QFontMetricsF(font()).ascent() + QFontMetricsF(font()).descent();
    const int needed = int(std::ceil(lecturePixels * 1.35 / usual * 100 / 5)) * 5;
    m_area->setZoom(std::max(m_area->zoom(), needed));
    m_caption->show();
    m_caption->begin();
    showFullScreen();
}

void MainWindow::lectureForward()
{
    if (m_feed.isPast())
        m_replay->stepForward();
    else if (m_actions->nextStep->isEnabled())
        m_actions->nextStep->trigger();
}

void MainWindow::lectureBack()
{
    m_replay->stepBack();
}

void MainWindow::updateLectureStep()
{
    const bool past = m_feed.isPast();
    m_lectureStep->setText(past ? tr("Forward") : m_actions->nextStep->text());
    m_lectureStep->setEnabled(past || m_actions->nextStep->isEnabled());
    m_lectureStep->setToolTip(
        past ? tr("Shows the next step that was made (Space or Page Down)") : m_actions->nextStep->toolTip());
}

} // namespace wl
