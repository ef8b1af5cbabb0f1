#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
"""Runs the fault rows of one group and prints a line for each: passed, failed or not run here, with its figure.

Usage: run.py PATH-OF-WIRELADDER-CLI --shim PATH-OF-SHIM GROUP [ROW]...

Exit status 0 when nothing failed, 1 when a row did, 77 when no row of the group could run. The rows are those of
docs/faults.md. No row depends on how long something took; times are figures only.
"""

import argparse
import importlib
import os
import pathlib
import sys
import traceback

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "peers")]

import faultkit  # noqa: E402
import kit  # noqa: E402

SKIP = 77


def run_row(number, work):
    """Prints the row's line; True, False, or None when it could not run."""
    try:
        figure = work()
    except faultkit.NotRun as reason:
        print(f"row {number}: not run here ({reason})", flush=True)
        return None
    except Exception as error:  # pylint: disable=broad-except; a row that breaks must not hide those after it
        words = str(error) or type(error).__name__
        print(f"row {number}: fail: {words}", flush=True)
        if not isinstance(error, AssertionError):
            traceback.print_exc(file=sys.stdout)
        return False
    print(f"row {number}: pass: {figure}", flush=True)
    return True


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--shim", required=True)
    parser.add_argument("group")
    parser.add_argument("rows", nargs="*", type=int)
    options = parser.parse_args()
    kit.PROGRAM = os.path.abspath(options.program)
    faultkit.SHIM = os.path.abspath(options.shim)
    rows = importlib.import_module(f"{options.group}rows").ROWS
    results = [run_row(n, work) for n, work in rows.items() if not options.rows or n in options.rows]
    if False in results:
        return 1
    return 0 if True in results else SKIP


if __name__ == "__main__":
    sys.exit(main())
