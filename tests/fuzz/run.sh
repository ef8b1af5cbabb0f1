#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
#
# Runs one fuzz target, or all one after the other, each for so many seconds. Build before: ./dev build fuzz
# New inputs go to BUILD/corpus/TARGET, what breaks a target to BUILD/findings; the seeds are only read.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
build=${FUZZ_BUILD:-$here/../../build/fuzz}

if [[ $# -ne 2 || ! $2 =~ ^[0-9]+$ ]]; then
    echo "Usage: tests/fuzz/run.sh TARGET|all SECONDS" >&2
    exit 2
fi
targets=("$1")
if [[ $1 == all ]]; then
    targets=()
    for seeds in "$here"/seeds/*/; do
        targets+=("$(basename "$seeds")")
    done
fi

export LC_ALL=C.UTF-8 QT_QPA_PLATFORM=offscreen
export ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1 UBSAN_OPTIONS=print_stacktrace=1
broken=0
for target in "${targets[@]}"; do
    program=$build/tests/fuzz/fuzz-$target
    if [[ ! -x $program ]]; then
        echo "$program is missing: build it with ./dev build fuzz" >&2
        exit 2
    fi
    mkdir -p "$build/corpus/$target" "$build/findings"
    log=$build/findings/$target.log
    status=0
    "$program" -max_total_time="$2" -max_len=4096 -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
        -artifact_prefix="$build/findings/$target-" "$build/corpus/$target" "$here/seeds/$target" \
        >"$log" 2>&1 || status=$?
    if [[ $status -ne 0 ]]; then
        tail -n 60 "$log"
        broken=1
    fi
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    echo "$target: ${runs:-0} executions, exit status $status"
    # A run that executed nothing has shown nothing.
    [[ ${runs:-0} -gt 0 ]] || broken=1
done
exit "$broken"
