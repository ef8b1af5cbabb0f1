#!/usr/bin/env -S python3 -B
# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
"""Runs clang-tidy over app/ and ui/, all processors at once, and only over what changed since it was last clean.

Usage: check-tidy.py [BUILD-FOLDER] [FILE]...      (the build folder must hold compile_commands.json)
"""

import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from sources import ROOT, cpp_files

TOOL = shutil.which("clang-tidy-14") or shutil.which("clang-tidy")
# Beside what only the compiler of the build knows, clang 14 wants a longer word for an option of the hardening.
EXTRA = ["-Wno-unknown-warning-option", "-enable-trivial-auto-var-init-zero-knowing-it-will-be-removed-from-clang"]
INCLUDE = re.compile(r'^#include "((?:app|ui)/[^"]+)"', re.MULTILINE)


class Cache:
    """Remembers by content which files were clean."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.basis = (ROOT / ".clang-tidy").read_bytes() + subprocess.run(
            [TOOL, "--version"], capture_output=True, check=True).stdout

    def key(self, source):
        """A digest of the file, all headers of ours that it takes in, and the rules."""
        digest = hashlib.sha256(self.basis)
        seen, waiting = set(), [source]
        while waiting:
            path = waiting.pop()
            if path in seen or not path.is_file():
                continue
            seen.add(path)
            text = path.read_text(encoding="utf-8")
            waiting += [ROOT / name for name in INCLUDE.findall(text)]
        for path in sorted(seen):
            digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
        return digest.hexdigest()

    def is_clean(self, key):
        return (self.folder / key).exists()

    def remember(self, key):
        (self.folder / key).touch()


def tidy(build, source):
    """The complaints about one file; empty when there are none."""
    run = subprocess.run(
        [TOOL, "--quiet", "-p", str(build), *(f"--extra-arg={arg}" for arg in EXTRA), str(source)],
        capture_output=True, text=True, check=False)
    return "" if run.returncode == 0 else run.stdout + run.stderr


def main():
    if not TOOL:
        print("clang-tidy is not installed.")
        return 1
    build = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "build/dev").resolve()
    commands = build / "compile_commands.json"
    if not commands.is_file():
        print(f"{commands} is missing: build first.")
        return 1
    built = {pathlib.Path(entry["file"]) for entry in json.loads(commands.read_text())}
    wanted = [pathlib.Path(name).resolve() for name in sys.argv[2:]] or cpp_files("app", "ui")
    cache = Cache(ROOT / "build" / "tidy-cache")
    keys = {source: cache.key(source) for source in wanted if source in built}
    todo = [source for source, key in keys.items() if not cache.is_clean(key)]
    todo.sort(key=lambda source: -source.stat().st_size)
    bad = 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for source, complaint in zip(todo, pool.map(lambda source: tidy(build, source), todo)):
            if complaint:
                bad += 1
                print(complaint, flush=True)
            else:
                cache.remember(keys[source])
    print(f"{len(keys)} files: {len(keys) - len(todo)} clean since last time, {len(todo)} looked at, {bad} with complaints.")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
