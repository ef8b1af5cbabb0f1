# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
"""Runs wireladder-cli for the tests beside this file, and reads its log as it grows.

The waits have an end so that a broken program fails a test instead of hanging it; no test depends on how long one took.
"""

import base64
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import unittest

PATIENCE = 60
PROGRAM = ""


class Program:
    """One wireladder-cli that writes its log as JSON Lines, each line kept as a dictionary."""

    def __init__(self, *arguments, **process):
        self.errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [PROGRAM, "--log", "jsonl", "--housekeeping", *arguments],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self.errors, **process)
        self.events = []
        self.changed = threading.Condition()
        self.ended = False
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.reader.join(PATIENCE)
        self.process.stdout.close()
        self.errors.close()

    def _read(self):
        for line in self.process.stdout:
            event = json.loads(line)
            with self.changed:
                if "n" in event:
                    self.events.append(event)
                self.changed.notify_all()
        with self.changed:
            self.ended = True
            self.changed.notify_all()

    def find(self, **facts):
        """All events so far that have these values."""
        with self.changed:
            return [event for event in self.events if matches(event, facts)]

    def wait(self, test=None, **facts):
        """The first event with these values, and for which `test` holds."""
        def first():
            return next((e for e in self.events if matches(e, facts) and (not test or test(e))), None)
        with self.changed:
            self.changed.wait_for(lambda: first() or self.ended, PATIENCE)
            found = first()
        if not found:
            raise AssertionError(f"the log never had {facts}{' that passes the test' if test else ''}:\n{self.tail()}")
        return found

    def port(self, endpoint="Server 1"):
        """The port that the system chose for a listening endpoint."""
        event = self.wait(lambda e: port_of(e.get("local")) > 0, endpoint=endpoint)
        return port_of(event["local"])

    def received(self, endpoint):
        """All bytes that the endpoint took from the kernel, in order."""
        return b"".join(payload(e) for e in self.reads(endpoint))

    def reads(self, endpoint):
        """The calls that took bytes from the kernel; a peek leaves them there."""
        return [e for e in self.find(kind="call", family="recv", endpoint=endpoint)
                if e["result"] > 0 and not any("MSG_PEEK" in argument for argument in e["args"])]

    def terminate(self):
        """Asks the program to end, and returns its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.status()

    def finish(self):
        """Ends the program, so that its log is whole: what a peer was answered may be printed a moment later."""
        if (status := self.terminate()) != 0:
            raise AssertionError(f"exit status {status} after SIGTERM:\n{self.tail()}")

    def status(self):
        """Waits for the end; the exit status."""
        status = self.process.wait(PATIENCE)
        self.reader.join(PATIENCE)
        return status

    def tail(self):
        """The last lines of the log, and what the program complained of."""
        self.errors.seek(0)
        lines = [json.dumps(e, ensure_ascii=False)[:300] for e in self.events[-15:]]
        return "\n".join(lines + [self.errors.read().decode(errors="replace")])


def matches(event, facts):
    return all(event.get(key) == value for key, value in facts.items())


def port_of(address):
    return int(address.rpartition(":")[2]) if address else 0


def payload(event):
    return base64.b64decode(event.get("data", ""))


def run(*arguments, stdin=b""):
    """Runs wireladder-cli to its end: status, output, errors."""
    done = subprocess.run([PROGRAM, *arguments], input=stdin, capture_output=True, timeout=PATIENCE, check=False)
    return done.returncode, done.stdout, done.stderr


def connect(port, host="127.0.0.1"):
    return socket.create_connection((host, port), timeout=PATIENCE)


def read_all(connection):
    """Everything until the other side ends its stream."""
    parts = []
    while part := connection.recv(65536):
        parts.append(part)
    return b"".join(parts)


def read_exactly(connection, size):
    """As many bytes as asked for; fewer only when the stream ends before."""
    data = b""
    while len(data) < size and (part := connection.recv(size - len(data))):
        data += part
    return data


def listener(host="127.0.0.1"):
    """A listening socket of ours and its port."""
    sock = socket.create_server((host, 0))
    sock.settimeout(PATIENCE)
    return sock, sock.getsockname()[1]


def accept(sock):
    connection, peer = sock.accept()
    connection.settimeout(PATIENCE)
    return connection, peer


def datagram_socket():
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.bind(("127.0.0.1", 0))
    sock.settimeout(PATIENCE)
    return sock


def need(tool):
    """The tool's path; skips the test where it is not installed."""
    path = shutil.which(tool)
    if not path:
        raise unittest.SkipTest(f"{tool} is not installed")
    return path


def big(size=1 << 20):
    """Bytes that differ everywhere, so that a lost or doubled piece shows."""
    return b"".join(n.to_bytes(4, "big") for n in range(size // 4))


def main():
    """Takes the program's path from the command line, then runs the tests of the file that calls."""
    global PROGRAM
    if len(sys.argv) < 2 or not os.access(sys.argv[1], os.X_OK):
        sys.exit(f"Usage: {sys.argv[0]} PATH-OF-WIRELADDER-CLI [TEST]...")
    PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main(module="__main__", verbosity=2)
