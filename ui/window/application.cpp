// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/window/application.h"

#include "app/cli/signalwatcher.h"
#include "ui/window/mainwindow.h"
#include "ui/window/recovery.h"

#include <QApplication>
#include <QIcon>
#include <QSettings>

namespace wl {

namespace {

QIcon programIcon()
{
    QIcon icon;
    for (const int size : {16, 24, 32, 48, 64, 128, 256})
        icon.addFile(QStringLiteral(":/icons/wireladder-%1.png").arg(size));
    return icon;
}

} // namespace

int runWindow(int argc, char **argv, const CliOptions &options)
{
    // The display's plugin starts threads; they too have to leave SIGTERM to us.
    SignalWatcher::block();
    // Never destroyed: it would wait for a name lookup that hangs; the program leaves with _exit().
    const auto *app = new QApplication(argc, argv);
    Q_UNUSED(app)
    SignalWatcher signals;
    QApplication::setApplicationName(QStringLiteral("wireladder"));
    QApplication::setOrganizationName(QStringLiteral("wireladder"));
    QApplication::setApplicationDisplayName(QStringLiteral("Wireladder"));
    QApplication::setApplicationVersion(QStringLiteral(WIRELADDER_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("io.github.wireladder.Wireladder"));
    QApplication::setWindowIcon(programIcon());

    Session::Options session;
    session.spoolFolder = spoolFolder();
    tidySpools(session.spoolFolder);
    MainWindow window(session);
    QObject::connect(&signals, &SignalWatcher::terminated, &window, &MainWindow::quitForSignal);
    window.show();
    window.begin(options);
    return QApplication::exec();
}

} // namespace wl
