# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
"""Rows 53, 54, 57, 61, 62 and 64: files. Rows 30, 55, 56, 58 and 63 are in tests/app/tst_faultsfiles.cpp."""

import errno
import json
import os
import pathlib
import re
import shutil
import stat
import subprocess
import tempfile

import kit
from faultkit import Faults, NotRun, check, in_namespace, until, with_sanitizer

OLD = b"old and good\n"


def make_session(folder):
    """A saved session of some hundred events; where it is."""
    path = pathlib.Path(folder, "session.jsonl")
    words = [word for _ in range(40) for word in ("--send", "x" * 100)]
    status, _, errors = kit.run("--listen", "tcp://127.0.0.1:0", "--connect", "tcp://@1", *words, "--until-idle", "0.5",
                                "--session", str(path))
    check(status == 0, errors.decode())
    return path


def save(session, target, faults=None):
    """Saves a session under another name: exit status, errors."""
    environment = faults.environment() if faults else None
    done = subprocess.run([kit.PROGRAM, "--open", str(session), "--export", "log.jsonl", "--output", str(target)],
                          capture_output=True, timeout=kit.PATIENCE, check=False, env=environment)
    return done.returncode, done.stderr.decode(errors="replace")


def leftovers(folder):
    return [name for name in os.listdir(folder) if name.startswith(".wireladder")]


def row53():
    with tempfile.TemporaryDirectory() as folder:
        return in_namespace("-Urm", "fulldisk.py", str(make_session(folder)))


def row54():
    tried, sound, undone = 0, 0, 0
    errors = {"write": ("EFBIG", "EIO", "EDQUOT", "ENOSPC"), "fsync": ("EIO", "EDQUOT"), "rename": ("EIO", "EDQUOT", "EACCES"),
              "open": ("EIO", "EDQUOT", "ENFILE"), "read": ("EIO",)}
    with tempfile.TemporaryDirectory() as folder:
        session = make_session(folder)
        target = pathlib.Path(folder, "saved.jsonl")
        check(save(session, target)[0] == 0, "it can not be saved at all")
        new = target.read_bytes()
        for call, names in errors.items():
            where = "file" if call in ("write", "fsync", "read") else "any"
            with Faults(f"{call} 0 0 0 {where}") as counting:
                save(session, target, counting)
                calls = counting.met()
            check(calls > 0, f"{call} is never called")
            for name in names:
                for nth in range(1, calls + 1):
                    target.write_bytes(OLD)
                    with Faults(f"{call} {nth} 1 {getattr(errno, name)} {where}") as faults:
                        status, words = save(session, target, faults)
                        check(faults.spoilt() == 1, f"{call} {nth} was not reached")
                    now = target.read_bytes()
                    words = words.splitlines()[-1:] if status else []
                    what = f"{call} {nth} {name}: exit status {status}, {len(now)} bytes, {words}"
                    check(now in (OLD, new), f"neither old nor new: {what}")
                    check(status in (0, 1) and (status == 1 or now == new), f"success that is none: {what}")
                    check(status == 0 or words, f"no words: {what}")
                    check(not leftovers(folder), f"a temporary file is left: {what}")
                    tried += 1
                    sound += 1
                    undone += status == 1
    return f"{sound}/{tried} failures of write, fsync, rename, open and read end with the old file or the new one; {undone} told"


TRACED = "openat,write,linkat,fsync,fdatasync,rename,ftruncate,unlink"
STRING = r'"((?:[^"\\]|\\.)*)"'


def traced_save(folder, session, target):
    """What saving did to the disk, in order: (call, path or (path, path), bytes)."""
    strace = shutil.which("strace")
    if not strace:
        raise NotRun("there is no strace")
    log = pathlib.Path(folder, "strace")
    done = subprocess.run([strace, "-f", "-y", "-xx", "-s", "10000000", "-e", f"trace={TRACED}", "-o", str(log), kit.PROGRAM, "--open",
                           str(session), "--export", "log.jsonl", "--output", str(target)], capture_output=True, check=False,
                          env=with_sanitizer("detect_leaks=0"))
    if not log.exists() or "PTRACE" in done.stderr.decode(errors="replace"):
        raise NotRun("strace may not trace")
    check(done.returncode == 0, done.stderr.decode(errors="replace"))
    return operations(log.read_text(encoding="ascii").splitlines(), folder)


def text_of(escaped):
    return bytes.fromhex(escaped.replace("\\x", ""))


def operations(lines, folder):
    """Files without a name (O_TMPFILE) go by what strace calls their descriptor."""
    found, opened = [], {}
    for line in lines:
        line = line.partition(" ")[2].strip()
        strings = [text_of(part) for part in re.findall(STRING, line)]
        of = re.match(r"\w+\(\d+<([^>]*)>", line)
        path = of and own_name(of.group(1))
        if line.startswith("openat") and ("O_CREAT" in line or "O_TMPFILE" in line) and " = -1" not in line:
            number, name = re.search(r"= (\d+)<([^>]*)>", line).groups()
            opened[number] = own_name(name)
            found.append(("create", opened[number], b""))
        elif line.startswith("write") and path and path.startswith(os.fsencode(str(folder))):
            found.append(("write", path, strings[-1]))
        elif line.startswith("fsync") and path:
            found.append(("fsync", path, b""))
        elif line.startswith("linkat"):
            number = strings[0].rpartition(b"/")[2].decode()
            found.append(("rename", (opened[number], strings[1]), b""))
        elif line.startswith("rename"):
            found.append(("rename", tuple(strings[:2]), b""))
    return found


def own_name(name):
    path = text_of(name) if name.startswith("\\x") else name.encode()
    return path.removesuffix(b" (deleted)")


def disks_after(steps, start):
    """Every content that a file may have after a power cut following these steps: a disk may have kept, lost or torn what
    was not synced. A name may point to the new file before its bytes are there, unless they were synced."""
    files = {path: {content} for path, content in start.items()}
    whole = dict(start)
    for call, path, data in steps:
        if call == "create":
            files[path], whole[path] = {b""}, b""
        elif call == "write":
            before = whole.get(path, b"")
            whole[path] = before + data
            files[path] = files[path] | {before, before + data[:len(data) // 2], whole[path], before + b"\0" * len(data)}
        elif call == "fsync" and path in files:
            files[path] = {whole[path]}
        elif call == "rename":
            old, new = path
            files[new] = files.get(new, set()) | files[old]
            whole[new] = whole[old]
    return files


def row57():
    with tempfile.TemporaryDirectory() as folder:
        session = make_session(folder)
        target = pathlib.Path(folder, "saved.jsonl")
        target.write_bytes(OLD)
        steps = traced_save(folder, session, target)
        new, name = target.read_bytes(), os.fsencode(str(target))
    last = max(n for n, step in enumerate(steps) if step[0] == "rename")
    check(any(step[0] == "fsync" for step in steps[last:]), "the folder is not synced after the rename")
    bad, tried = 0, 0
    for length in range(len(steps) + 1):
        for content in disks_after(steps[:length], {name: OLD}).get(name, set()):
            tried += 1
            bad += content not in (OLD, new)
    check(bad == 0, f"{bad} of {tried} disks after a power cut have neither the old file nor the new one")
    return (f"{len(steps) + 1} prefixes of a save, {tried} possible disks, neither old nor new: 0. The spool is not synced: a power "
            "cut may cost what the kernel had not written yet")


def row61():
    with tempfile.TemporaryDirectory() as folder:
        session = make_session(folder)
        os.mkfifo(os.path.join(folder, "pipe"))
        os.mkdir(os.path.join(folder, "directory"))
        os.symlink("nowhere/at/all", os.path.join(folder, "dangling"))
        places = [os.path.join(folder, name) for name in ("no/such/x.jsonl", "pipe", "dangling")]
        places += ["/dev/full", "/proc/nothing.jsonl", os.path.join(folder, "directory", "x" * 300 + ".jsonl")]
        told = 0
        for place in places:
            status, words = save(session, place)
            check(status == 1 and "wireladder-cli: " in words, f"save to {place}: exit status {status}, {words!r}")
            told += 1
        for place in [*places, os.path.join(folder, "directory")]:
            status, _, words = kit.run("--listen", "udp://127.0.0.1:0", "--for", "0.1", "--session", place)
            if place.endswith("dangling"):
                continue
            check(status == 1 and b"wireladder-cli: " in words, f"session in {place}: exit status {status}, {words!r}")
            status, _, words = kit.run("--open", place)
            check(status == 1 and b"wireladder-cli: " in words, f"open {place}: exit status {status}, {words!r}")
            told += 2
        check(not leftovers(folder), "a temporary file is left")
    return f"{told} of {told} places that are no files are refused with a sentence, hanging: 0; a read-only folder is in row 53's disk"


def row62():
    with tempfile.TemporaryDirectory() as folder:
        session = os.path.join(folder, "shared.jsonl")
        with kit.Program("--listen", "tcp://127.0.0.1:0", "--session", session) as first:
            first.port()
            before = pathlib.Path(session).read_bytes()
            status, _, words = kit.run("--listen", "tcp://127.0.0.1:0", "--for", "0.2", "--session", session)
            check(status == 1 and b"another" in words, f"a second program writes the same session: exit status {status}, {words}")
            check(pathlib.Path(session).read_bytes().startswith(before), "the first session lost events")
            status, out, _ = kit.run("--open", session)
            check(status == 0 and out, "it can not be read meanwhile")
            with kit.connect(first.port()) as peer:
                peer.sendall(b"more")
                peer.recv(10)
            check(first.terminate() == 0, "the first program did not end well")
        numbers = [json.loads(line)["n"] for line in pathlib.Path(session).read_bytes().splitlines()[1:]]
        check(numbers == list(range(1, len(numbers) + 1)), "events are missing")
    return f"the second program is refused, reading stays possible; lost of {len(numbers)} events: 0"


def row64():
    with tempfile.TemporaryDirectory() as folder:
        home = {**os.environ, "HOME": folder, "XDG_DATA_HOME": f"{folder}/data", "XDG_CONFIG_HOME": f"{folder}/config"}
        session = os.path.join(folder, "own.jsonl")
        with kit.Program("--listen", "tcp://127.0.0.1:0", "--session", session, env=home, umask=0) as program:
            program.port()
            spools = until(lambda: list(pathlib.Path(folder, "data").rglob("*.wlspool")), "the spool")
            paths = [*pathlib.Path(folder, "data", "wireladder", "sessions").parent.rglob("*"), pathlib.Path(session)]
            modes = {path: stat.S_IMODE(path.stat().st_mode) for path in paths}
            check(program.terminate() == 0, "the program did not end well")
        for name in ("log.txt", "log.csv", "log.html", "log.jsonl", "report.html", "sequence.svg", "sequence.mmd"):
            done = subprocess.run([kit.PROGRAM, "--open", session, "--export", name, "--output", folder + "/"], check=False,
                                  capture_output=True, umask=0, timeout=kit.PATIENCE)
            check(done.returncode == 0, done.stderr.decode())
            path = pathlib.Path(folder, name)
            modes[path] = stat.S_IMODE(path.stat().st_mode)
        open_ones = {str(p): oct(m) for p, m in modes.items() if m & 0o077}
        check(spools and not open_ones, f"others may look into {open_ones}")
        wrong = [str(p) for p, m in modes.items() if m != (0o700 if p.is_dir() else 0o600) and p.exists()]
        check(not wrong, f"other modes than 0600 and 0700: {wrong}")
    return f"{len(modes)} files and folders made under umask 0, open to others: 0. Nothing is masked: a session shows what was sent"


ROWS = {53: row53, 54: row54, 57: row57, 61: row61, 62: row62, 64: row64}
