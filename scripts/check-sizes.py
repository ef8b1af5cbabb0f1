#!/usr/bin/env -S python3 -B
# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
"""Fails when a C++ file has grown too long; clang-tidy looks after the functions."""

import sys

from sources import ROOT, cpp_files

WISH = 350
LIMIT = 500


def main():
    too_long = 0
    for path in cpp_files("app", "ui", "tests"):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > WISH:
            print(f"{path.relative_to(ROOT)}: {lines} lines (aim at 200, never over {LIMIT})")
        too_long += lines > LIMIT
    return 1 if too_long else 0


if __name__ == "__main__":
    sys.exit(main())
