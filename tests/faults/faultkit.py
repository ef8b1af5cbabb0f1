# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
"""What the fault rows share: the shim, limits, peers that behave badly, and private namespaces."""

import os
import pathlib
import resource
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import time

import kit

SHIM = ""
SO_ATTACH_FILTER = 26


class NotRun(Exception):
    """The row can not run on this machine, and why."""


class Faults:
    """The shim's rules for one program, and how often each call was met and spoilt."""

    def __init__(self, *rules):
        self.rules = rules
        self.seen = tempfile.NamedTemporaryFile()
        self.seen.write(b"\0" * 4096)
        self.seen.flush()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.seen.close()

    def environment(self):
        # A sanitizer's library wants to be the first; that it is the second does no harm here.
        return {**with_sanitizer("verify_asan_link_order=0"), "LD_PRELOAD": SHIM, "WL_FAULTS": ";".join(self.rules),
                "WL_FAULTS_SEEN": self.seen.name}

    def met(self, rule=0):
        return self._number(rule, 0)

    def spoilt(self, rule=0):
        return self._number(rule, 1)

    def all_spoilt(self):
        return sum(self.spoilt(rule) for rule in range(len(self.rules)))

    def _number(self, rule, which):
        data = pathlib.Path(self.seen.name).read_bytes()
        return struct.unpack_from("=QQ", data, 16 * rule)[which]


def with_sanitizer(options):
    """The environment with more options for AddressSanitizer; nothing else reads them."""
    return {**os.environ, "ASAN_OPTIONS": f"{os.environ.get('ASAN_OPTIONS', '')}:{options}".strip(":")}


def program(*arguments, faults=None, **process):
    """A wireladder-cli under the shim's rules."""
    # What a sanitizer keeps of freed memory, 256 MiB, is not what the program keeps.
    process["env"] = faults.environment() if faults else with_sanitizer("quarantine_size_mb=8")
    return kit.Program(*arguments, **process)


def port_of(server):
    """Where a server listens, from a log that may have its notes only."""
    return server.wait(kind="note", step="listening")["arg"]


def check(truth, words):
    if not truth:
        raise AssertionError(words)


def raise_descriptors(wanted):
    """Lets this process open as many sockets; how many it may."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    mine = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (mine, hard))
    return mine


def limited(kind, number):
    """For preexec_fn: the child may have so much and not more."""
    return lambda: resource.setrlimit(kind, (number, number))


def reset(sock):
    """Closes with RST instead of FIN."""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    sock.close()


def drop_all(sock):
    """From now on this socket takes nothing any more, as behind a cut wire."""
    code = struct.pack("HBBI", 0x06, 0, 0, 0)
    buffer = __import__("ctypes").create_string_buffer(code)
    address = __import__("ctypes").addressof(buffer)
    sock.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, struct.pack("HxxxxxxP", 1, address))


def resident(pid):
    """The memory of a process in KiB."""
    for line in pathlib.Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    raise AssertionError("the program is gone")


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def cpu_share(pid, seconds=1.0):
    """Per cent of one core that a process takes."""
    before, start = cpu_seconds(pid), time.monotonic()
    time.sleep(seconds)
    return 100 * (cpu_seconds(pid) - before) / (time.monotonic() - start)


def until(test, what, patience=kit.PATIENCE):
    """Waits for something outside the log."""
    end = time.monotonic() + patience
    while not (value := test()):
        if time.monotonic() > end:
            raise AssertionError(f"never came: {what}")
        time.sleep(0.01)
    return value


def echoes(sock, data=b"are you there?"):
    """Whether the server at the other end answers."""
    sock.settimeout(kit.PATIENCE)
    try:
        sock.sendall(data)
        return kit.read_exactly(sock, len(data)) == data
    except OSError:
        return False


def in_namespace(kind, script, *arguments):
    """Runs one of the scripts beside this file in namespaces of its own; what it printed."""
    if not shutil.which("unshare"):
        raise NotRun("there is no unshare")
    if subprocess.run(["unshare", kind, "true"], capture_output=True, check=False).returncode != 0:
        raise NotRun("namespaces are forbidden")
    here = pathlib.Path(__file__).resolve().parent
    command = ["unshare", kind, sys.executable, "-B", str(here / script), kit.PROGRAM, SHIM, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    if done.returncode == 77:
        raise NotRun(done.stdout.strip())
    check(done.returncode == 0, (done.stdout + done.stderr).strip()[-2000:])
    return done.stdout.strip()
