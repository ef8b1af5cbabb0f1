#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
"""Holds the calls that wireladder-cli writes into its log against those that strace saw it make.

Both lists are cut to the internet sockets of the network thread and must then be equal, in order: name, descriptor, result,
errno. Names are strace's, which knows system calls: glibc's send() is sendto there, recv() recvfrom, accept() may be accept4.

Usage: compare.py PATH-OF-WIRELADDER-CLI [PATH-OF-STEPDRIVER]      (exit status 77 where strace may not trace)

The second program (stepdriver.cpp) makes its calls in Step mode, with every option and every way of closing.
"""

import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile

SKIP = 77
PATIENCE = 60
SYSTEM_CALL = {"send": "sendto", "recv": "recvfrom", "fcntl64": "fcntl"}
TRACED = ("socket,bind,listen,accept,accept4,connect,read,write,readv,writev,pread64,pwrite64,recvfrom,sendto,recvmsg,sendmsg,"
          "recvmmsg,sendmmsg,shutdown,close,setsockopt,getsockopt,getsockname,getpeername,ioctl,fcntl,dup,dup2,dup3,"
          "sendfile,splice")
CALL = re.compile(r"(\w+)\((.*)\)\s+= (0x[0-9a-f]+|-?\d+|\?)(?: ([A-Z]+))?(?: .*)?$")
UNFINISHED = re.compile(r"(.*) <unfinished \.\.\.>$")
RESUMED = re.compile(r"<\.\.\. \w+ resumed>(.*)$")


def calls_of_log(lines):
    """(name, descriptor, result, errno) of each call in the log; socket() has no descriptor before it returns."""
    calls = []
    for line in lines:
        event = json.loads(line)
        if event.get("kind") != "call":
            continue
        name = SYSTEM_CALL.get(event["step"], event["step"])
        fd = None if name == "socket" else event["fd"]
        calls.append((name, fd, event["result"], event.get("errno", "")))
    return calls


def whole_lines(lines):
    """(thread, call) for each call, in the order in which the calls began, the two halves of an interrupted one joined."""
    begun, whole = {}, []
    for line in lines:
        thread, _, text = line.rstrip("\n").partition(" ")
        text = text.lstrip()
        if first := UNFINISHED.match(text):
            begun[thread] = len(whole)
            whole.append((thread, first.group(1)))
        elif rest := RESUMED.match(text):
            place = begun.pop(thread)
            whole[place] = (thread, whole[place][1] + rest.group(1))
        else:
            whole.append((thread, text))
    return whole


def calls_of_strace(lines):
    """(name, descriptor, result, errno) of each call on an internet socket, by the thread that made the socket."""
    threads, owner = {}, {}
    for thread, text in whole_lines(lines):
        match = CALL.match(text)
        if not match or match.group(3) == "?":
            continue
        name, arguments, result, error = match.groups()
        result = int(result, 0)
        error = error if result < 0 else ""
        if name == "socket":
            if arguments.startswith(("AF_INET,", "AF_INET6,")):
                threads.setdefault(thread, []).append((name, None, result, error))
                if result >= 0:
                    owner[result] = thread
            continue
        first = re.match(r"-?\d+", arguments)
        fd = int(first.group()) if first else None
        if fd not in owner:
            continue
        # Only the owner's calls are in our log: one from elsewhere is a mistake, and must not compare equal.
        place = name if owner[fd] == thread else f"{name} on another thread"
        threads[owner[fd]].append((place, fd, result, error))
        if name in ("accept", "accept4") and result >= 0:
            owner[result] = owner[fd]
        elif name == "close":
            del owner[fd]
    return threads


def network_thread(threads):
    """The longest list: name lookups open a socket or two on threads of their own."""
    return max(threads.values(), key=len, default=[])


def difference(ours, theirs):
    """The first place where the two lists part, as text; empty when they are equal."""
    for place in range(max(len(ours), len(theirs))):
        mine = ours[place] if place < len(ours) else None
        other = theirs[place] if place < len(theirs) else None
        if mine != other:
            before = "\n".join(f"      both    {call}" for call in ours[max(0, place - 5):place])
            return f"{before}\n      log     {mine}\n      strace  {other}"
    return ""


def traced_run(program, folder, arguments):
    """Runs the program under strace: the log's lines, strace's lines, the exit status."""
    trace = folder / "strace.txt"
    environment = dict(os.environ)
    # The leak checker traces its own process, which nobody can do a second time.
    environment["ASAN_OPTIONS"] = environment.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
    run = subprocess.run(
        ["strace", "-f", "-o", str(trace), "-e", f"trace={TRACED}", "-e", "signal=none",
         program, "--log", "jsonl", "--housekeeping", *arguments],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE, check=False, env=environment)
    if run.stderr:
        print(run.stderr, file=sys.stderr)
    return run.stdout.splitlines(), trace.read_text(encoding="utf-8", errors="replace").splitlines(), run.returncode


def refused_port():
    """A port that is taken and where nobody listens, with the socket that holds it."""
    held = socket.socket()
    held.bind(("127.0.0.1", 0))
    return held, held.getsockname()[1]


def sessions(port):
    """What is run: a name, the arguments, the exit status, and calls that must be among those compared."""
    tcp = ["--listen", "tcp://127.0.0.1:0?service=uppercase&backlog=5", "--connect", "tcp://@1", "--send", "hello"]
    return [
        ("a TCP server and a client that sends and is answered", [*tcp, "--send", "again", "--until-idle", "0.5"], 0,
         {"socket", "bind", "listen", "accept4", "connect", "read", "close"}),
        ("a server that closes after its reply",
         ["--listen", "tcp://127.0.0.1:0?service=echo&close=after-reply", "--connect", "tcp://@1", "--send", "x",
          "--until-closed"], 0, {"accept4", "close"}),
        ("a connection that is refused", ["--connect", f"tcp://127.0.0.1:{port}", "--until-closed"], 1,
         {"socket", "connect", "close"}),
        ("datagrams there and back",
         ["--listen", "udp://127.0.0.1:0?service=echo", "--connect", "udp://@1", "--send", "one", "--send", "two",
          "--until-idle", "0.5"], 0, {"socket", "bind", "close"}),
        ("IPv6 on all addresses",
         ["--listen", "tcp://[::]:0?service=echo", "--connect", "tcp://@1", "--send", "six", "--until-idle", "0.5"], 0,
         {"socket", "bind", "listen"}),
    ]


def stepped_sessions():
    """What the step driver is to run, in the form of sessions()."""
    return [
        ("a server and a client stepped through their lives", ["life"], 0,
         {"socket", "setsockopt", "bind", "listen", "accept4", "connect", "recvfrom", "sendto", "shutdown", "close"}),
        ("stepped datagrams", ["datagrams"], 0, {"socket", "bind", "sendmsg", "recvmsg", "close"}),
        ("options before and after connect, held reading", ["options"], 0, {"setsockopt", "getsockopt"}),
        ("every way of closing", ["endings"], 0, {"shutdown", "close", "setsockopt", "read"}),
    ]


def compare(program, folder, session):
    """Runs one session; the complaint, or nothing."""
    name, arguments, expected, needed = session
    log, trace, status = traced_run(program, folder, arguments)
    ours, theirs = calls_of_log(log), network_thread(calls_of_strace(trace))
    print(f"{name}: {len(ours)} calls in the log, {len(theirs)} in strace, exit status {status}")
    if status != expected:
        return f"   the exit status should be {expected}"
    if missing := needed - {call[0] for call in theirs}:
        return f"   the run made no {', '.join(sorted(missing))}"
    return difference(ours, theirs)


def why_not():
    """Why strace cannot be used here; empty when it can."""
    if not shutil.which("strace"):
        return "strace is not installed."
    run = subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, text=True, check=False)
    return "" if run.returncode == 0 else f"strace may not trace here: {run.stderr.strip()}"


def main():
    if len(sys.argv) not in (2, 3):
        print(__doc__)
        return 2
    if reason := why_not():
        print(f"Skipped: {reason}")
        return SKIP
    held, port = refused_port()
    failures = 0
    with held, tempfile.TemporaryDirectory() as folder:
        runs = [(sys.argv[1], session) for session in sessions(port)]
        runs += [(program, session) for program in sys.argv[2:] for session in stepped_sessions()]
        for program, session in runs:
            if complaint := compare(os.path.abspath(program), pathlib.Path(folder), session):
                failures += 1
                print(complaint)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
