// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// Takes the README's pictures from the real window with a real conversation: pictures FOLDER. See
// scripts/make-pictures.sh.

#include "ui/inspector/inspector.h"
#include "ui/panels/endpointpanel.h"
#include "ui/window/actions.h"
#include "ui/window/banner.h"
#include "ui/window/mainwindow.h"
#include "ui/window/panelset.h"
#include "ui/window/replaybar.h"
#include "ui/window/stagearea.h"

#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>

namespace {

using namespace wl;

/// What a picture shows.
struct Shot {
    QString name;
    QSize size{1280, 800};
    Theme::Choice theme = Theme::Choice::Light;
    QString stage = QStringLiteral("sequence");
    enum class Extra { None, Lecture, Past, Code } extra = Extra::None;
};

void arrange(MainWindow &window, const Shot &shot)
{
    window.stage().show(shot.stage);
    if (shot.extra == Shot::Extra::Lecture) {
        window.actions().lecture->setChecked(true);
        window.showNormal();
        window.resize(shot.size);
    }
    if (shot.extra == Shot::Extra::Past) {
        window.actions().replay->setChecked(true);
        for (int step = 0; step < 8; ++step)
            window.replay().stepBack();
    }
    if (shot.extra == Shot::Extra::Code)
        window.findChild<Inspector *>()->setCurrentIndex(2);
}

bool takePicture(const Shot &shot, const QString &folder)
{
    QSettings().clear();
    QSettings().setValue(QStringLiteral("theme"), int(shot.theme));
    QSettings().setValue(QStringLiteral("reducedMotion"), true);
    QSettings().setValue(QStringLiteral("window/showInspector"), shot.size.width() >= 1280);
    MainWindow window{Session::Options{}};
    window.resize(shot.size);
    window.show();
    CliOptions demo;
    demo.demo = true;
    window.begin(demo);
    if (!QTest::qWaitFor([&window] { return window.banner().isVisible(); }))
        return false;
    EndpointPanel *client = window.panels().lastOf(Role::Client);
    QTest::keyClicks(client->messageField()->edit(), QStringLiteral("again"));
    QTest::keyClick(client->messageField()->edit(), Qt::Key_Return);
    const auto answered = [&window] {
        const EndpointFacts &facts = window.feed().table().endpoints().rbegin()->second;
        const SocketFacts *socket = window.feed().table().socket(facts.main);
        return socket && socket->bytesIn >= 10;
    };
    if (!QTest::qWaitFor(answered))
        return false;
    window.banner().hide();
    // The answer's recv: the last event but one is its call, the last the signal.
    window.selection().select(window.feed().view().size() - 2);
    arrange(window, shot);
    QTest::qWait(200);
    const bool saved = window.grab().save(folder + shot.name + QStringLiteral(".png"));
    window.quitNow();
    return saved;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    QTemporaryDir settings;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("wireladder"));
    QApplication::setOrganizationName(QStringLiteral("wireladder"));
    QApplication::setQuitOnLastWindowClosed(false);
    const QString folder = QString::fromLocal8Bit(argv[1]) + QLatin1Char('/');
    using Extra = Shot::Extra;
    constexpr auto light = Theme::Choice::Light;
    constexpr auto dark = Theme::Choice::Dark;
    const QSize usual(1280, 800);
    const QSize projector(1280, 720);
    const QString sequence = QStringLiteral("sequence");
    const Shot shots[] = {{QStringLiteral("window-light"), usual, light, sequence, Extra::None},
        {QStringLiteral("window-dark"), usual, dark, sequence, Extra::None},
        {QStringLiteral("window-narrow"), {1024, 700}, light, sequence, Extra::None},
        {QStringLiteral("flowchart"), usual, light, QStringLiteral("flowchart"), Extra::None},
        {QStringLiteral("flowchart-dark"), projector, dark, QStringLiteral("flowchart"), Extra::None},
        {QStringLiteral("states"), usual, light, QStringLiteral("states"), Extra::Code},
        {QStringLiteral("states-dark"), projector, dark, QStringLiteral("states"), Extra::None},
        {QStringLiteral("layers"), usual, light, QStringLiteral("layers"), Extra::None},
        {QStringLiteral("layers-dark"), projector, dark, QStringLiteral("layers"), Extra::None},
        {QStringLiteral("replay"), usual, light, sequence, Extra::Past},
        {QStringLiteral("lecture"), projector, light, sequence, Extra::Lecture},
        {QStringLiteral("lecture-states"), projector, dark, QStringLiteral("states"), Extra::Lecture}};
    bool all = true;
    for (const Shot &shot : shots)
        all = takePicture(shot, folder) && all;
    return all ? 0 : 1;
}
