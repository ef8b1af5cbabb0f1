#!/usr/bin/env -S python3 -B
# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
"""Fails unless the given programs are hardened and still define the socket calls that Qt is to find in them.

Usage: hardening.py READELF PROGRAM...
"""

import re
import subprocess
import sys

INTERPOSED = ["socket", "bind", "listen", "accept4", "connect", "read", "write", "shutdown", "close"]


def listing(readelf, option, program):
    return subprocess.run([readelf, "--wide", option, program], capture_output=True, text=True, check=True).stdout


def segment_flags(headers, name):
    """The flags of a program header ("RW", "RWE"); None when there is none."""
    found = re.search(rf"^\s*{name}\s+(?:0x[0-9a-f]+\s+){{5}}([RWE ]{{3}})", headers, re.MULTILINE)
    return found and found.group(1).replace(" ", "")


def problems(readelf, program):
    headers = listing(readelf, "--segments", program)
    dynamic = listing(readelf, "--dynamic", program)
    symbols = listing(readelf, "--dyn-syms", program)
    flags = re.search(r"\(FLAGS_1\)\s+Flags:(.*)", dynamic)
    words = flags.group(1).split() if flags else []
    if "Elf file type is DYN" not in headers or "PIE" not in words:
        yield "it is loaded at a fixed address (no PIE)"
    if "NOW" not in words:
        yield "its functions are bound late (no BIND_NOW)"
    if segment_flags(headers, "GNU_RELRO") != "R":
        yield "its relocations stay writable (no RELRO)"
    if segment_flags(headers, "GNU_STACK") != "RW":
        yield "its stack can be executed"
    if not re.search(r"\bUND __stack_chk_fail\b", symbols):
        yield "nothing watches over its stack (no __stack_chk_fail)"
    for call in INTERPOSED:
        if not re.search(rf"\bFUNC\s+GLOBAL\s+DEFAULT\s+\d+ {call}$", symbols, re.MULTILINE):
            yield f"Qt would not find {call}() in it"


def main():
    readelf, *programs = sys.argv[1:]
    found = [f"{program}: {problem}" for program in programs for problem in problems(readelf, program)]
    print("\n".join(found) or f"{len(programs)} programs are hardened.")
    return 1 if found or not programs else 0


if __name__ == "__main__":
    sys.exit(main())
