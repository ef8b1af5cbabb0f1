# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
"""Saving on a disk of 64 KiB with less and less room, for row 53. Runs in mounts of its own."""

import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "peers")]

import filesrows  # noqa: E402
import kit  # noqa: E402
from faultkit import check  # noqa: E402

DISK = 64 << 10


def mount(folder, options):
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", folder], capture_output=True, check=False)
    if done.returncode != 0:
        print("no disk can be mounted in mounts of our own")
        sys.exit(77)


def small_session(session, folder):
    """The beginning of a session that is a little smaller than half the disk."""
    lines = pathlib.Path(session).read_bytes().splitlines(keepends=True)
    while sum(map(len, lines)) > 24 << 10:
        lines.pop()
    path = pathlib.Path(folder, "small.jsonl")
    path.write_bytes(b"".join(lines))
    return path


def main():
    kit.PROGRAM = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        disk = pathlib.Path(folder, "disk")
        disk.mkdir()
        session = small_session(sys.argv[3], folder)
        mount(str(disk), f"size={DISK}")
        target = disk / "saved.jsonl"
        check(filesrows.save(session, target)[0] == 0, "it can not be saved at all")
        new, saved, refused = target.read_bytes(), 0, 0
        for free in range(0, DISK, 512):
            for path in disk.iterdir():
                path.unlink()
            target.write_bytes(filesrows.OLD)
            room = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
            (disk / "filler").write_bytes(b"f" * max(0, room - free))
            status, words = filesrows.save(session, target)
            now = target.read_bytes()
            check(now == (new if status == 0 else filesrows.OLD), f"{free} bytes free: exit status {status}, {len(now)} bytes")
            check(status == 0 or "try another place" in words, f"{free} bytes free: {words!r}")
            check(not filesrows.leftovers(disk), f"{free} bytes free: a temporary file is left")
            saved += status == 0
            refused += status == 1
        check(saved and refused, f"{saved} saved and {refused} refused: the disk was never full, or always")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True, capture_output=True)
        status, words = filesrows.save(session, target)
        check(status == 1 and words, "a read-only folder was not told")
        subprocess.run(["umount", str(disk)], check=True, capture_output=True)
    print(f"{saved + refused}/{DISK // 512} old or new ({saved} saved, {refused} refused with a sentence); read-only: refused")


if __name__ == "__main__":
    main()
