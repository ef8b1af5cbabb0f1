#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
#
# Fails when a C++ file is not in the format of .clang-format; with --fix it formats them all.
# Only version 14 is asked: other versions format the same text differently.
set -euo pipefail
cd "$(dirname "$0")/.."

tool=$(command -v clang-format-14 || command -v clang-format) || { echo "clang-format 14 is not installed." >&2; exit 1; }
if ! "$tool" --version | grep -q 'version 14\.'; then
    echo "clang-format 14 is needed; here is: $("$tool" --version)" >&2
    exit 1
fi
mode=(--dry-run -Werror)
[[ ${1-} != --fix ]] || mode=(-i)
find app ui tests \( -name '*.cpp' -o -name '*.h' \) -print0 | xargs -0 -n 20 -P "$(nproc)" "$tool" "${mode[@]}"
