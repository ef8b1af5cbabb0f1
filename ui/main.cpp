// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/cli/options.h"
#include "ui/window/application.h"

#include <cstdio>
#include <cstdlib>

#include <unistd.h>

namespace {

int say(FILE *to, const QString &text, int status)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), to);
    return status;
}

QStringList arguments(int argc, char **argv)
{
    QStringList list;
    for (int i = 1; i < argc; ++i)
        list.append(QString::fromLocal8Bit(argv[i]));
    return list;
}

} // namespace

int main(int argc, char **argv)
{
    // Read before QApplication, which ends the program where there is no display: --help must work there too.
    const auto options = wl::parseOptions(arguments(argc, argv), wl::Program::Window);
    if (!options)
        return say(stderr, QStringLiteral("wireladder: %1\n").arg(options.error()), 2);
    if (options->help)
        return say(stdout, wl::helpText(wl::Program::Window), 0);
    if (options->version)
        return say(stdout, QStringLiteral("wireladder " WIRELADDER_VERSION "\n"), 0);
    const int status = wl::runWindow(argc, argv, *options);
    std::fflush(nullptr);
    // A name lookup that hangs sits in a thread that exit() would wait for; everything is written, so leave
    // at once.
    ::_exit(status);
}
