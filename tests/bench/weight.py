#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
"""Measures the weight the program can carry, beside its yardsticks, and prints a table. Asserts nothing.

One line for each aim: what was measured, and whether the aim is met. Only loopback addresses are used.
"""
import argparse
import datetime
import json
import os
import platform
import re
import subprocess
import sys

import run
import weightscenes
import weightstates

BEGIN, END = "<!-- weight: begin -->", "<!-- weight: end -->"


class Table:
    """The lines as they come: printed at once, and written into a document at the end."""

    def __init__(self):
        self.rows = []

    def add(self, what, aim, measured, value=None, limit=None, most=True):
        """`value` against `limit`, which is the most it may be, or the least."""
        verdict = ""
        if value is not None:
            met = value <= limit if most else value >= limit
            by = abs(value - limit) / abs(limit) * 100 if limit else abs(value)
            verdict = "met" if met else f"missed by {by:.0f} %" if limit else f"missed by {by:.4g}"
        self.rows.append((what, aim, measured, verdict))
        print(f"{what}\n    aim {aim} | measured {measured} | {verdict}", flush=True)

    def markdown(self):
        lines = ["| what | aim | measured | |", "|---|---|---|---|"]
        return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in self.rows])


def machine():
    model = "unknown processor"
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        found = re.search(r"model name\s*: (.*)", file.read())
        model = found[1] if found else model
    return f"{datetime.date.today()}, {os.cpu_count()} × {model}, Linux {platform.release().split('-')[0]}"


def program(options, name, *arguments, limit=600):
    """What one of our measuring programs prints: its last line is a JSON object, or all is text."""
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", QT_LOGGING_RULES="*=false")
    done = subprocess.run([run.find(options.build, name), *arguments], stdout=subprocess.PIPE, env=environment,
                          stderr=subprocess.DEVNULL, timeout=limit, text=True, check=True)
    last = done.stdout.strip().splitlines()[-1]
    return json.loads(last) if last.startswith("{") else done.stdout


def number(text, pattern):
    found = re.search(pattern, text)
    return float(found[1]) if found else float("nan")


def journal(options, table):
    text = program(options, "appendbench")
    none = re.search(r"payload +0: +([\d.]+) ns.*, ([\d.]+) bytes an event", text)
    full = number(text, r"payload +64: +([\d.]+) ns")
    table.add("journal, an append without payload", "≤ 150 ns", f"{none[1]} ns", float(none[1]), 150)
    table.add("journal, an append with 64 bytes", "≤ 150 ns", f"{full} ns", full, 150)
    table.add("journal, memory of an event", "≤ 72 bytes", f"{none[2]} bytes", float(none[2]), 72)


def log(options, table):
    count = "1000000" if options.quick else "10000000"
    found = program(options, "hugebench", count)
    what = f"log of {int(count):,} events: "
    table.add(what + "a jump's frame", "≤ 0.25 × QTableView",
              f"{found['frame_x_table']:.2f} × ({found['frame_ms']:.2f} ms)", found["frame_x_table"], 0.25)
    table.add(what + "following 1,000 more", "≤ 0.25 × QTableView",
              f"{found['follow_x_table']:.3f} × ({found['follow_ms']:.2f} ms)", found["follow_x_table"], 0.25)
    for key, name in (("frame_x_few", "a jump"), ("follow_x_few", "following")):
        table.add(what + name + " against 10,000 events", "≤ 1.3 × (1 ×, and the noise)", f"{found[key]:.2f} ×", found[key], 1.3)
    table.add(what + "memory of the view", "0 bytes a row",
              f"{found['bytes_a_row']:.2f} bytes, {found['bytes_a_row'] * int(count) / 1e6:.1f} MB in all",
              found["bytes_a_row"], 0)
    for key, name in (("filter", "filtering by bytes"), ("find", "searching all")):
        table.add(what + name + ", longest slice", "≤ 16 ms",
                  f"{found[key + '_longest_ms']:.1f} ms of {found[key + '_ms']:.0f}", found[key + "_longest_ms"], 16)
    table.add(what + "clearing the filter, with its frame", "one frame (16.7 ms)", f"{found['clear_ms']:.2f} ms",
              found["clear_ms"], 16.7)


def rival_filter(options, table):
    text = program(options, "logbench")
    line = [each for each in text.splitlines() if each.startswith("filter 1000000")][-1]
    ratio = number(line, r"takes ([\d.e+]+) times")
    table.add("filter 1,000,000 events by their bytes", "≥ 20 × faster than QSortFilterProxyModel",
              f"{ratio:.1f} × ({number(line, r': ([0-9.]+) ms')} ms)", ratio, 20, most=False)


def sequence(options, table):
    text = program(options, "stagebench")
    for what, pattern, limit in (("a jump", r"a jump: [\d.]+ ms, ([\d.]+)", 0.5),
                                 ("200 more events", r"more events: [\d.]+ ms, ([\d.]+)", 0.05)):
        ratio = number(text, pattern)
        table.add(f"sequence picture of 1,000,000 events, {what}", f"≤ {limit} × QGraphicsScene", f"{ratio:.2f} ×",
                  ratio, limit)


def store(options, table):
    found = program(options, "storebench", "1000000" if options.quick else "4000000")
    budget = found["budget_mib"]
    table.add(f"session of {found['written_mib']:.0f} MiB with a budget of {budget:.0f}: chunks held while views read all",
              "≤ budget + 8 MiB", f"{found['most_reading_mib']:.1f} MiB", found["most_reading_mib"], budget + 8)
    table.add("the same: chunks held while it was written, as fast as the spool goes", "≤ budget + 8 MiB",
              f"{found['most_writing_mib']:.1f} MiB", found["most_writing_mib"], budget + 8)
    table.add("the same: events that differ from what was written", "0",
              f"{found['differing']} of {found['events']:,}; filter {found['shown']:,} of {found['expected']:,}",
              found["differing"] + abs(found["shown"] - found["expected"]), 0)
    table.add("the same: a frame while scrolled over everything", "≤ 16.7 ms",
              f"{found['frame_ms']:.1f} ms, at most {found['frame_max_ms']:.1f}", found["frame_max_ms"], 16.7)


PARTS = {"journal": journal, "live": weightscenes.live, "many": weightscenes.many, "udp": weightscenes.udp,
         "stall": weightscenes.stall, "log": log, "filter": rival_filter, "sequence": sequence, "store": store,
         "disk": weightstates.disk, "start": weightstates.start, "quit": weightstates.quitting}


def parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", default="build/bench", help="build directory (default %(default)s)")
    parser.add_argument("--quick", action="store_true", help="three short rounds, fewer events and connections")
    parser.add_argument("--parts", default=",".join(PARTS), help="of " + ", ".join(PARTS))
    parser.add_argument("--rounds", type=int, help="of each comparison (default 5, with --quick 3)")
    parser.add_argument("--flood", type=float, default=5, help="seconds of the UDP flood (default %(default)s)")
    parser.add_argument("--idle", type=int, help="silent connections (default 9984, with --quick 2000)")
    parser.add_argument("--write", metavar="FILE", help=f"put the table between {BEGIN} and {END} of this file")
    options = parser.parse_args()
    options.rounds = options.rounds or (3 if options.quick else 5)
    options.idle = options.idle or (2000 if options.quick else 9984)
    options.seconds = 0.5 if options.quick else 1.0
    options.limit = 1200
    options.ours = None
    return options


def write(path, text):
    with open(path, encoding="utf-8") as file:
        whole = file.read()
    before, found, rest = whole.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not found or not ended:
        sys.exit(f"weight.py: {path} has no {BEGIN} and {END}")
    with open(path, "w", encoding="utf-8") as file:
        file.write(before + BEGIN + "\n" + text + "\n" + END + after)


def main():
    options = parse()
    table = Table()
    print(machine())
    for part in options.parts.split(","):
        if part not in PARTS:
            sys.exit(f"weight.py: no part '{part}'; there are {', '.join(PARTS)}")
        try:
            PARTS[part](options, table)
        except (subprocess.SubprocessError, OSError, ValueError, KeyError) as error:
            # One part that cannot run here must not take the others' figures away, nor pass for one of them.
            table.add(part, "", f"not measured: {error!r}"[:300])
    print("\n" + table.markdown())
    if options.write:
        write(options.write, f"{machine()}; {options.rounds} rounds.\n\n{table.markdown()}")


if __name__ == "__main__":
    main()
