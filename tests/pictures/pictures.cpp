// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// Takes the README's pictures from the real window with a real conversation: pictures FOLDER. See
// scripts/make-pictures.sh.

#include "ui/panels/endpointpanel.h"
#include "ui/window/banner.h"
#include "ui/window/mainwindow.h"
#include "ui/window/panelset.h"

#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>

namespace {

using namespace wl;

bool takePicture(Theme::Choice theme, QSize size, const QString &path)
{
    QSettings().setValue(QStringLiteral("theme"), int(theme));
    QSettings().setValue(QStringLiteral("window/showInspector"), size.width() >= 1280);
    MainWindow window{Session::Options{}};
    window.resize(size);
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
    // The answer's recv: the last event but one is its call, the last the signal.
    window.selection().select(window.feed().view().size() - 2);
    QTest::qWait(200);
    const bool saved = window.grab().save(path);
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
    const bool all =
        takePicture(Theme::Choice::Light, {1280, 800}, folder + QStringLiteral("window-light.png"))
        && takePicture(Theme::Choice::Dark, {1280, 800}, folder + QStringLiteral("window-dark.png"))
        && takePicture(Theme::Choice::Light, {1024, 700}, folder + QStringLiteral("window-narrow.png"));
    return all ? 0 : 1;
}
