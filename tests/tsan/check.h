// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdio>
#include <cstdlib>

/// Ends the program with a line that says what did not hold; these programs stand without Qt's test library.
inline void require(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "FAIL: %s\n", what);
    std::exit(1);
}
