// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/runlimits.h"
#include "app/diagrams/drawing.h"
#include "app/exporters/sessionappender.h"
#include "app/models/moments.h"
#include "app/models/transcript.h"
#include "ui/looks/theme.h"
#include "ui/panels/panelcontext.h"
#include "ui/window/selection.h"
#include "ui/window/sessionholder.h"

#include <QMainWindow>

class QLabel;
class QScrollArea;
class QSplitter;
class QStackedWidget;

namespace wl {

class Actions;
class Banner;
class FilterBar;
class Inspector;
class LectureCaption;
class LogView;
class MessageDialog;
class PaceBar;
class PanelSet;
class ReplayBar;
class SideColumn;
class StageArea;
class StartPage;

/// The window: puts the parts together and connects them; each part does its own work.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(const Session::Options &options);
    ~MainWindow() override;

    /// What the command line asked for; otherwise an empty session and, where there is one, the offer to
    /// recover.
    void begin(const CliOptions &options);
    /// Ends without questions.
    void quitNow() { leave(false); }
    /// Ends for SIGTERM: nobody can be asked, so what is not saved is offered at the next start.
    void quitForSignal() { leave(m_session->hasUnsaved()); }

    SessionHolder &session() { return *m_session; }
    const Feed &feed() const { return m_feed; }
    PanelSet &panels() { return *m_panels; }
    LogView &log() { return *m_log; }
    Theme &theme() { return m_theme; }
    Selection &selection() { return m_selection; }
    Banner &banner() { return *m_banner; }
    Actions &actions() { return *m_actions; }
    PaceBar &paceBar() { return *m_pace; }
    ReplayBar &replay() { return *m_replay; }
    StageArea &stage() { return *m_area; }
    LectureCaption &caption() { return *m_caption; }
    MessageDialog &messages() { return *m_messages; }

public Q_SLOTS:
    void showMe();
    void open(const QString &path);
    void saveTo(const QString &path);
    void openSetup(const QString &path);
    void saveSetup(const QString &path);

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void createStage();
    void createLog();
    void arrange();
    void connectActions();
    void connectFileActions();
    void connectParts();
    void restoreLayout();
    void saveLayout();

    void onReset();
    void onAdvanced();
    void onNewest();
    void showFirstAnswer();
    void onSessionChanged();
    void onScriptFinished();
    void updateStatus();
    void updateTitle();
    void setSwapped(bool swapped);
    /// Points added to the system's size of text; kept for the next start.
    void setTextSize(int added);
    void fitSides();
    void giveStageTheRest();

    void connectStage();
    void onMomentChanged();
    void connectSetups();
    void editNote();
    void connectLecture();
    void setLecture(bool on);
    void lectureForward();
    void lectureBack();
    void updateLectureStep();
    void takePicture();
    void exportReport();
    void fillPrograms();
    void showProgram(EndpointId endpoint);
    void press(const Drawing::Item::Press &press);

    void addEndpoint(Role role, Protocol protocol);
    void remember(const EndpointSettings &settings);
    EndpointSettings remembered(Role role, Protocol protocol) const;
    void newSession();
    void cancelWork();
    void chooseOpen();
    void chooseSave(const std::function<void()> &then = {});
    void chooseExport();
    void showOpened(const Result<std::shared_ptr<OpenedSession>> &opened);
    void offerRecovery();
    void leave(bool keepSpool);
    void beginAppending(const QString &path);
    void appendNews();
    /// Asks what to do with unsaved events, then goes on; not at all when the user cancels.
    void leaveSession(const std::function<void()> &then);

    Theme m_theme;
    Feed m_feed;
    Selection m_selection;
    Transcripts m_transcripts;
    Moments<Transcripts> m_transcriptMoments{Moments<Transcripts>::usualDistance, 8};
    MailFold m_mail;
    SessionHolder *m_session;
    PanelContext m_context;
    Actions *m_actions;

    SideColumn *m_servers = nullptr;
    SideColumn *m_clients = nullptr;
    PanelSet *m_panels = nullptr;
    PaceBar *m_pace = nullptr;
    QStackedWidget *m_stage = nullptr;
    StartPage *m_start = nullptr;
    QScrollArea *m_startScroll = nullptr;
    StageArea *m_area = nullptr;
    ReplayBar *m_replay = nullptr;
    QAction *m_lectureStep = nullptr; ///< the button of the lecture view
    LectureCaption *m_caption = nullptr;
    MessageDialog *m_messages = nullptr;
    Banner *m_banner = nullptr;
    QWidget *m_logSide = nullptr;
    FilterBar *m_filter = nullptr;
    LogView *m_log = nullptr;
    Inspector *m_inspector = nullptr;
    QSplitter *m_sides = nullptr;
    QSplitter *m_bottom = nullptr;
    QSplitter *m_rows = nullptr;
    QLabel *m_statusSockets = nullptr;
    QLabel *m_statusEvents = nullptr;
    std::optional<Role> m_revealNext; ///< a panel that the user asked for is on its way
    bool m_showingMe = false;
    bool m_narrow = false;
    std::unique_ptr<RunLimits> m_limits; ///< of the command line
    std::unique_ptr<SessionAppender> m_appender; ///< --session
    const qreal m_usualPoints; ///< the system's size of text
    bool m_leaving = false;

    /// What the lecture view hides, and puts back.
    struct Before {
        QList<QWidget *> shown;
        QList<int> zooms;
        bool full = false;
        bool maximized = false;
    };
    std::optional<Before> m_beforeLecture;
};

} // namespace wl
