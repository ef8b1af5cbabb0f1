// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/options.h"

namespace wl {

/// Runs the program with its window until it is closed; the exit status.
int runWindow(int argc, char **argv, const CliOptions &options);

} // namespace wl
