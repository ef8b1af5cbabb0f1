// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/cli/exportrunner.h"
#include "app/cli/runner.h"
#include "app/cli/signalwatcher.h"

#include <QCoreApplication>

#include <unistd.h>

namespace {

int say(FILE *to, const QString &text, int status)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), to);
    return status;
}

int run(const wl::CliOptions &options)
{
    wl::SignalWatcher signals;
    wl::CliRunner runner(options);
    QObject::connect(&signals, &wl::SignalWatcher::terminated, &runner, [&runner] { runner.finish(); });
    QObject::connect(&runner, &wl::CliRunner::finished, qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    if (!runner.start())
        return 1;
    QCoreApplication::exec();
    return runner.exitStatus();
}

int runExports(const wl::CliOptions &options)
{
    const auto targets = wl::exportTargets(options);
    if (!targets)
        return say(stderr, QStringLiteral("wireladder-cli: %1\n").arg(targets.error()), 2);
    wl::SignalWatcher signals;
    wl::ExportRunner runner(options);
    QObject::connect(&signals, &wl::SignalWatcher::terminated, &runner, [&runner] { runner.cancel(); });
    QObject::connect(
        &runner, &wl::ExportRunner::finished, qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    if (!runner.start())
        return 1;
    QCoreApplication::exec();
    return runner.exitStatus();
}

int runAny(const wl::CliOptions &options)
{
    if (!options.exports.isEmpty())
        return runExports(options);
    return options.openFile.isEmpty() ? run(options) : wl::printSession(options);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("wireladder"));
    const auto options = wl::parseOptions(app.arguments().mid(1), wl::Program::CommandLine);
    if (!options)
        return say(stderr, QStringLiteral("wireladder-cli: %1\n").arg(options.error()), 2);
    if (options->help)
        return say(stdout, wl::helpText(wl::Program::CommandLine), 0);
    if (options->version)
        return say(stdout, QStringLiteral("wireladder-cli " WIRELADDER_VERSION "\n"), 0);
    if (options->openFile.isEmpty() && options->actions.empty() && !options->demo)
        return say(stderr,
            QStringLiteral("wireladder-cli: nothing to do: give a --listen, --connect, --open or --demo (see "
                           "--help).\n"),
            2);
    const int status = runAny(*options);
    std::fflush(nullptr);
    // A name lookup that hangs sits in a thread that exit() would wait for; everything is written, so leave
    // at once.
    ::_exit(status);
}
