// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "tests/ui/windowkit.h"
#include "ui/views/drawingpainter.h"
#include "ui/window/lecturecaption.h"
#include "ui/window/replaybar.h"
#include "ui/window/sidecolumn.h"
#include "ui/window/stagearea.h"

#include <QLabel>
#include <QMenuBar>
#include <QStatusBar>
#include <QTabBar>
#include <QTemporaryDir>
#include <QToolBar>

using namespace wl;
using namespace wl::kit;

namespace {

const auto server1 = QStringLiteral("Server 1");

/// What the window shows of itself.
QStringList visibleParts(MainWindow &window)
{
    QStringList parts;
    const auto add = [&](const char *name, const QWidget *widget) {
        if (widget && widget->isVisible())
            parts << QString::fromLatin1(name);
    };
    add("menu bar", window.menuBar());
    add("tool bar", window.actions().toolBar);
    add("status bar", window.statusBar());
    for (const SideColumn *side : window.findChildren<SideColumn *>())
        add("side", side);
    add("log", &window.log());
    add("tabs", window.stage().findChild<QTabBar *>());
    add("stage", &window.stage());
    add("caption", &window.caption());
    return parts;
}

int pixels(const QFont &font)
{
    return QFontInfo(font).pixelSize();
}

} // namespace

/// The lecture view as somebody in front of a class uses it, on the real engine.
class LectureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_home = std::make_unique<OwnHome>(); }

    void init()
    {
        OwnHome::reset();
        m_folder = std::make_unique<QTemporaryDir>();
        m_desk = std::make_unique<Desk>(m_folder->path());
        QVERIFY(QTest::qWaitForWindowActive(&window()));
        QVERIFY(m_desk->listening(QStringLiteral("echo")));
    }
    void cleanup()
    {
        m_desk.reset();
        m_folder.reset();
    }

    void f11LeavesOnlyStageAndCaption()
    {
        QVERIFY(visibleParts(window()).size() >= 7);
        press(Qt::Key_F11);
        QCOMPARE(visibleParts(window()), QStringList({QStringLiteral("stage"), QStringLiteral("caption")}));
        QVERIFY(window().isFullScreen());
    }

    void f11AndEscapePutEverythingBack()
    {
        window().log().setFocus();
        window().stage().setZoom(120);
        const QStringList before = visibleParts(window());
        const QList<int> sizes = columns();
        for (const Qt::Key key : {Qt::Key_F11, Qt::Key_Escape}) {
            press(Qt::Key_F11);
            QVERIFY(visibleParts(window()) != before);
            press(key);
            QCOMPARE(visibleParts(window()), before);
            QVERIFY(!window().isFullScreen());
            QVERIFY(!window().actions().lecture->isChecked());
            QCOMPARE(window().stage().zoom(), 120);
            QTRY_COMPARE(columns(), sizes);
        }
    }

    void whatWasHiddenBeforeStaysHidden()
    {
        window().statusBar()->hide();
        const QStringList before = visibleParts(window());
        press(Qt::Key_F11);
        press(Qt::Key_F11);
        QCOMPARE(visibleParts(window()), before);
    }

    void theButtonLeavesToo()
    {
        press(Qt::Key_F11);
        QVERIFY(click(buttonOf(&window().caption(), QStringLiteral("Leave (F11)"))));
        QVERIFY(!window().caption().isVisible());
        QVERIFY(window().menuBar()->isVisible());
    }

    void everyTextIsLargeEnoughForTheLastRow()
    {
        press(Qt::Key_F11);
        window().showNormal();
        window().resize(1280, 720);
        for (const QLabel *label : window().caption().findChildren<QLabel *>())
            QVERIFY2(pixels(label->font()) >= 18, qPrintable(label->accessibleName()));
        for (const QPushButton *button : window().caption().findChildren<QPushButton *>())
            QVERIFY2(pixels(button->font()) >= 18, qPrintable(button->text()));
        const StageArea &stage = window().stage();
        for (const char *id : {"sequence", "flowchart", "states", "layers"}) {
            const DrawingView *view = stage.view(QString::fromLatin1(id));
            const QWidget *widget = view ? static_cast<const QWidget *>(view) : &window().stage().sequence();
            const DrawingLook look(
                window().theme(), widget->font(), view ? view->zoom() : window().stage().sequence().zoom());
            for (int style = 0; style <= int(TextStyle::Remark); ++style)
                QVERIFY2(pixels(look.font(TextStyle(style))) >= 18, id);
        }
    }

    void theCaptionTellsTheNewestEvent()
    {
        QVERIFY(m_desk->connected(m_desk->port(server1)));
        press(Qt::Key_F11);
        QTRY_VERIFY2(heading().contains(QStringLiteral("Client 1")), qPrintable(heading()));
        window().session().post({m_desk->facts(server1)->id, Command::StopListening{}});
        QTRY_VERIFY2(heading().contains(server1), qPrintable(heading()));
        QVERIFY(!heading().contains(QLatin1Char('<')));
        // A selected event is told instead, until something new happens.
        const auto listens = m_desk->events([](const EventRef &e) { return e->step == Step::CallListen; });
        QCOMPARE(listens.size(), 1);
        window().selection().select(listens.first().index());
        QVERIFY2(heading().contains(QStringLiteral("listen")), qPrintable(heading()));
    }

    void spaceAndPageDownMakeTheNextStep()
    {
        const ClientPanel *client = steppedClient();
        QVERIFY(client);
        press(Qt::Key_F11);
        const QString name = QStringLiteral("Client 1");
        QTRY_VERIFY(buttonOf(&window().caption(), window().actions().nextStep->text()));
        QVERIFY(window().actions().nextStep->text().contains(QStringLiteral("socket")));
        press(Qt::Key_Space);
        QTRY_COMPARE(m_desk->count(Step::CallSocket, m_desk->facts(name)->id), 1);
        QTRY_VERIFY(window().actions().nextStep->text().contains(QStringLiteral("connect")));
        press(Qt::Key_PageDown);
        QTRY_COMPARE(m_desk->count(Step::CallConnect, m_desk->facts(name)->id), 1);
    }

    void pageUpShowsTheMomentBefore()
    {
        press(Qt::Key_F11);
        QTRY_VERIFY(heading().contains(server1));
        const EventIndex now = window().feed().view().size();
        press(Qt::Key_PageUp);
        QTRY_VERIFY(window().feed().isPast());
        QTRY_VERIFY(window().feed().view().size() < now);
        QVERIFY(buttonOf(&window().caption(), QStringLiteral("Forward")));
        const EventIndex earlier = window().feed().view().size();
        press(Qt::Key_PageUp);
        QTRY_VERIFY(window().feed().view().size() < earlier);
        press(Qt::Key_PageDown);
        QTRY_COMPARE(window().feed().view().size(), earlier);
    }

    void outsideTheLectureItsKeysDoNothing()
    {
        QVERIFY(steppedClient());
        const auto id = m_desk->facts(QStringLiteral("Client 1"))->id;
        press(Qt::Key_PageUp);
        press(Qt::Key_PageDown);
        QVERIFY(!window().feed().isPast());
        QCOMPARE(m_desk->count(Step::CallSocket, id), 0);
        QVERIFY(m_desk->facts(QStringLiteral("Client 1"))->wait);
    }

private:
    MainWindow &window() { return m_desk->window; }
    void press(Qt::Key key) { QTest::keyClick(&window(), key); }
    QString heading() { return window().caption().heading(); }
    QList<int> columns()
    {
        QList<int> widths;
        for (const SideColumn *side : window().findChildren<SideColumn *>())
            widths << side->width();
        return widths;
    }

    /// A client that was told to connect and waits for its first step.
    ClientPanel *steppedClient()
    {
        ClientPanel *client = m_desk->makeClient();
        if (!client)
            return nullptr;
        const auto waits = [this] {
            const EndpointFacts *facts = m_desk->facts(QStringLiteral("Client 1"));
            return facts && facts->wait && window().actions().nextStep->isEnabled();
        };
        Desk::setPort(client, m_desk->port(server1));
        const auto id = m_desk->facts(QStringLiteral("Client 1"))->id;
        window().session().post({id, Command::SetPace{{Pace::Mode::Step, 1000}}});
        const auto isStepped = [this] {
            return m_desk->facts(QStringLiteral("Client 1"))->pace.mode == Pace::Mode::Step;
        };
        return QTest::qWaitFor(isStepped) && click(client->connectButton()) && QTest::qWaitFor(waits)
            ? client
            : nullptr;
    }

    std::unique_ptr<OwnHome> m_home;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Desk> m_desk;
};

QTEST_MAIN(LectureTest)
#include "tst_lecture.moc"
