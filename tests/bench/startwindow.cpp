// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// The program as it is, which in addition tells when its window was painted.
#include "app/cli/options.h"
#include "tests/bench/firstpaint.h"
#include "ui/window/application.h"

#include <cstdio>

#include <unistd.h>

static void watch()
{
    wl::bench::watchFirstPaint();
}
Q_COREAPP_STARTUP_FUNCTION(watch)

int main(int argc, char *argv[])
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    const auto options = wl::parseOptions(arguments, wl::Program::Window);
    if (!options)
        return 2;
    const int status = wl::runWindow(argc, argv, *options);
    std::fflush(nullptr);
    ::_exit(status);
}
