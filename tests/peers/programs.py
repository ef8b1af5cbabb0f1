#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
"""The programs of "Show as program" run, and put the same bytes on the way as the session that they are made from."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import unittest

import kit

WRITER = ""
SUFFIX = {"python": ".py", "c": ".c", "qt": ".cpp"}
WORDS = ["hello", r"a\x00\xff??/\"\\\n1", "tail"]


def record(folder, *arguments):
    """Records a session; its path."""
    path = os.path.join(folder, "session.jsonl")
    status, _, errors = kit.run(*arguments, "--until-idle", "0.5", "--session", path)
    if status != 0:
        raise AssertionError(errors)
    return path


def traffic(path, endpoint):
    """All that the endpoint sent and received in a session, as two byte strings."""
    with open(path, encoding="utf-8") as file:
        events = [json.loads(line) for line in file]
    calls = [e for e in events if e.get("kind") == "call" and e.get("endpoint") == endpoint
             and "housekeeping" not in e.get("flags", ()) and e.get("result", -1) > 0]
    return tuple(b"".join(kit.payload(e) for e in calls if e["family"] == family) for family in ("send", "recv"))


def qt_flags():
    """The compiler's arguments for Qt; skips where there are none."""
    kit.need("g++")
    if not shutil.which("pkg-config"):
        raise unittest.SkipTest("not run here: pkg-config is not installed")
    done = subprocess.run(["pkg-config", "--cflags", "--libs", "Qt6Network"], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise unittest.SkipTest("not run here: pkg-config knows no Qt6Network")
    return done.stdout.split()


def make(folder, path, endpoint, language):
    """Writes the endpoint's program and compiles it; the command that runs it."""
    done = subprocess.run([WRITER, path, endpoint, language], capture_output=True, check=True, timeout=kit.PATIENCE)
    source = os.path.join(folder, endpoint.replace(" ", "") + language + SUFFIX[language])
    with open(source, "wb") as file:
        file.write(done.stdout)
    binary = source + ".program"
    strict = ["-Wall", "-Wextra", "-Werror"]
    if language == "python":
        return [sys.executable, "-W", "error", source]
    if language == "c":
        command = ["cc", "-std=c11", "-Wpedantic", *strict, "-o", binary, source]
    else:
        command = ["g++", "-std=c++20", "-fPIC", *strict, source, "-o", binary, *qt_flags()]
    built = subprocess.run(command, capture_output=True, text=True, timeout=3 * kit.PATIENCE, check=False)
    if built.returncode != 0:
        raise AssertionError(built.stderr)
    return [binary]


class Running:
    """A program of ours, its output kept."""

    def __init__(self, command, *arguments):
        self.process = subprocess.Popen([*command, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.lines = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def port(self):
        """The port that it says it got."""
        for line in self.process.stdout:
            self.lines.append(line)
            if found := re.search(r"(?:listening|bound) at port (\d+)|bound to port (\d+)", line):
                return found[1] or found[2]
        raise AssertionError("no port was said:\n" + "".join(self.lines))

    def finish(self):
        """Waits for its end; the exit status."""
        rest, _ = self.process.communicate(timeout=kit.PATIENCE)
        self.lines.append(rest)
        return self.process.returncode


class Relay:
    """Stands between a client and a server, and keeps what goes each way."""

    def __init__(self, port):
        self.port = int(port)
        self.sent = b""
        self.received = b""
        self.threads = []

    def carry(self, source, sink, keep):
        """Carries one way until the stream ends."""
        try:
            while data := source.recv(65536):
                keep(data)
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def start(self, target):
        thread = threading.Thread(target=target, daemon=True)
        self.threads.append(thread)
        thread.start()

    def join(self):
        """Waits until all has been carried."""
        for thread in self.threads:
            thread.join(kit.PATIENCE)

    def keep_sent(self, data):
        self.sent += data

    def keep_received(self, data):
        self.received += data


class StreamRelay(Relay):
    """The same for one TCP connection."""

    def __init__(self, port):
        super().__init__(port)
        self.listener, self.own = kit.listener()
        self.start(self.run)

    def run(self):
        """One connection, both ways."""
        client, _ = kit.accept(self.listener)
        with client, self.listener, kit.connect(self.port) as server:
            back = threading.Thread(target=self.carry, args=(server, client, self.keep_received), daemon=True)
            back.start()
            self.carry(client, server, self.keep_sent)
            back.join(kit.PATIENCE)


class DatagramRelay(Relay):
    """The same for one UDP client."""

    def __init__(self, port):
        super().__init__(port)
        self.front = kit.datagram_socket()
        self.back = kit.datagram_socket()
        self.own = self.front.getsockname()[1]
        self.client = None
        self.start(self.forward)
        self.start(self.backward)

    def forward(self):
        """From the client to the server, until join() says that it is over."""
        while True:
            data, self.client = self.front.recvfrom(65536)
            if data == b"over":
                self.back.sendto(b"over", self.back.getsockname())
                return
            self.keep_sent(data)
            self.back.sendto(data, ("127.0.0.1", self.port))

    def backward(self):
        """From the server to the client."""
        while (data := self.back.recvfrom(65536)[0]) != b"over":
            self.keep_received(data)
            self.front.sendto(data, self.client)

    def join(self):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as end:
            end.sendto(b"over", ("127.0.0.1", self.own))
        super().join()
        self.front.close()
        self.back.close()


class Programs(unittest.TestCase):
    def replay(self, language, relay_class, *arguments):
        """Records, writes both programs, runs them against each other, and compares what went over."""
        with tempfile.TemporaryDirectory() as folder:
            path = record(folder, *arguments)
            sent, received = traffic(path, "Client 1")
            self.assertTrue(sent and received)
            server, client = (make(folder, path, name, language) for name in ("Server 1", "Client 1"))
            with Running(server, "0") as listening:
                relay = relay_class(listening.port())
                with Running(client, str(relay.own)) as calling:
                    self.assertEqual(calling.finish(), 0, "".join(calling.lines))
                    self.assertEqual(listening.finish(), 0, "".join(listening.lines))
                    relay.join()
                    said = "".join(calling.lines + listening.lines)
            self.assertEqual(relay.sent, sent, said)
            self.assertEqual(relay.received, received, said)

    def stream(self, language):
        words = [part for word in WORDS for part in ("--send", word)]
        self.replay(language, StreamRelay, "--listen", "tcp://127.0.0.1:0?service=echo&backlog=7&nodelay=on&linger=5",
                    "--connect", "tcp://@1?keepalive=60/10/5&local=127.0.0.1:0", *words)

    def datagrams(self, language):
        words = [part for word in WORDS for part in ("--send", word)]
        self.replay(language, DatagramRelay, "--listen", "udp://127.0.0.1:0?service=uppercase",
                    "--connect", "udp://@1", *words)

    def test_python_programs_carry_the_streams_of_the_session(self):
        self.stream("python")

    def test_python_programs_carry_the_datagrams_of_the_session(self):
        self.datagrams("python")

    def test_c_programs_carry_the_streams_of_the_session(self):
        kit.need("cc")
        self.stream("c")

    def test_c_programs_carry_the_datagrams_of_the_session(self):
        kit.need("cc")
        self.datagrams("c")

    def test_qt_programs_carry_the_streams_of_the_session(self):
        qt_flags()
        self.stream("qt")

    def test_qt_programs_carry_the_datagrams_of_the_session(self):
        qt_flags()
        self.datagrams("qt")

    def test_two_clients_of_one_server_are_both_served(self):
        with tempfile.TemporaryDirectory() as folder:
            path = record(folder, "--listen", "tcp://127.0.0.1:0?service=uppercase", "--connect", "tcp://@1", "--send",
                          "one", "--connect", "tcp://@1", "--send", "second")
            for language in ("python", "c"):
                with self.subTest(language=language):
                    names = ("Server 1", "Client 1", "Client 2")
                    server, one, two = (make(folder, path, name, language) for name in names)
                    with Running(server, "0") as listening:
                        relay = StreamRelay(listening.port())
                        with Running(one, str(relay.own)) as first:
                            # The server takes its connections in the order of the session.
                            while not relay.sent and first.process.poll() is None:
                                relay.threads[0].join(0.01)
                            with Running(two, str(relay.port)) as second:
                                statuses = [program.finish() for program in (first, second, listening)]
                        relay.join()
                    self.assertEqual(statuses, [0, 0, 0], listening.lines)
                    self.assertEqual((relay.sent, relay.received), (b"one", b"ONE"))
                    self.assertIn("6 of 6", "".join(second.lines)) if language == "c" else self.assertIn(
                        "b'SECOND'", "".join(second.lines))

    def test_a_call_that_failed_is_made_and_may_fail_again(self):
        with socket.socket() as held, tempfile.TemporaryDirectory() as folder:
            held.bind(("127.0.0.1", 0))
            path = os.path.join(folder, "refused.jsonl")
            port = held.getsockname()[1]
            kit.run("--connect", f"tcp://127.0.0.1:{port}", "--until-closed", "--session", path)
            for language in ("python", "c"):
                with self.subTest(language=language), Running(make(folder, path, "Client 1", language)) as program:
                    self.assertEqual(program.finish(), 0)
                    self.assertIn("refused", "".join(program.lines))


if __name__ == "__main__":
    WRITER = os.path.abspath(sys.argv.pop(2))
    kit.main()
