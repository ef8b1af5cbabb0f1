#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
#
# Runs a program; when ThreadSanitizer finds no room in a randomised address space, again without the randomisation.
set -u
output=$(mktemp)
trap 'rm -f "$output"' EXIT
"$@" >"$output" 2>&1
status=$?
if [[ $status -ne 0 ]] && grep -q 'unexpected memory mapping' "$output"; then
    setarch "$(uname -m)" -R "$@" >"$output" 2>&1
    status=$?
fi
cat "$output"
exit "$status"
