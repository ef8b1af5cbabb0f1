#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
"""The relay among clients of Python's socket module that break off at random: every message is accounted for."""

import random
import re
import socket
import struct
import subprocess
import unittest

import kit

BREAKS = 1000
CLIENTS = 6
LETTER = re.compile(rb"from (\S+) #(\d+)( again)?: (.*)")


class Peer:
    """A client of the relay; what it reads is kept in lines."""

    open = []

    @classmethod
    def close_all(cls):
        while cls.open:
            cls.open.pop().close()

    def __init__(self, port, name=None):
        self.name = name
        self.socket = socket.create_connection(("127.0.0.1", port), kit.PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        Peer.open.append(self.socket)
        self.rest = b""
        self.ended = False
        if name:
            self.say(b"name " + name)

    def say(self, line):
        self.socket.sendall(line + b"\n")

    def lines(self, patience=0.0):
        """What has come; waits for at most that time until something does."""
        self.socket.settimeout(patience or 1e-6)
        try:
            data = self.socket.recv(65536)
        except (TimeoutError, BlockingIOError):
            return []
        self.ended = not data
        *lines, self.rest = (self.rest + data).split(b"\n")
        return lines

    def until(self, beginning):
        """Reads up to the line that begins so; all lines before it, and it."""
        seen = []
        while True:
            seen += self.lines(kit.PATIENCE)
            if any(line.startswith(beginning) for line in seen):
                return seen
            if self.ended:
                raise AssertionError(f"no {beginning} in {seen}")

    def vanish(self, abruptly):
        if abruptly:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        Peer.open.remove(self.socket)
        self.socket.close()


class Relay(unittest.TestCase):
    def setUp(self):
        self.addCleanup(Peer.close_all)

    def relay(self, options=""):
        return kit.Program("--listen", f"tcp://127.0.0.1:0?service=relay{options}")

    def test_ncat_sends_and_python_fetches(self):
        with self.relay() as program:
            port = program.port()
            done = subprocess.run([kit.need("ncat"), "127.0.0.1", str(port)], input=b"name ann\nto ben: hello\n",
                                  capture_output=True, timeout=kit.PATIENCE, check=False)
            self.assertIn(b"kept #1 for ben", done.stdout)
            ben = Peer(port, b"ben")
            self.assertIn(b"from ann #1: hello", ben.until(b"from ann"))
            program.wait(kind="note", step="mail-delivered")
            ben.vanish(False)

    def test_idle_client_is_closed_and_its_mail_kept(self):
        with self.relay("&idle=1") as program:
            port = program.port()
            idle = Peer(port, b"idle")
            idle.until(b"ok:")
            self.assertEqual(idle.lines(kit.PATIENCE), [])
            self.assertTrue(idle.ended)
            ann = Peer(port, b"ann")
            ann.say(b"to idle: still here?")
            self.assertIn(b"kept #1 for idle (1 message waiting)", ann.until(b"kept"))
            program.wait(kind="note", step="idle-closed")
            ann.vanish(False)

    def test_slow_reader_costs_nobody_else(self):
        with self.relay("&mailbox=20") as program:
            port = program.port()
            sleeper = Peer(port, b"sleeper")
            sleeper.until(b"ok:")
            quick = Peer(port, b"quick")
            quick.until(b"ok:")
            ann = Peer(port, b"ann")
            ann.until(b"ok:")
            letter = b"x" * 4000
            refused = 0
            for i in range(3000):
                ann.say(b"to sleeper: " + letter)
                if i % 50 == 0:
                    ann.say(b"to quick: %d" % i)
                    quick.until(b"from ann")
                refused += sum(line.startswith(b"error: the mailbox of sleeper is full") for line in ann.lines())
            while refused == 0:
                refused += sum(line.startswith(b"error: the mailbox of sleeper is full")
                               for line in ann.lines(kit.PATIENCE))
            print(f"slow reader: 3000 letters of 4000 bytes offered, {refused} refused so far, quick had all of its 60")
            self.assertGreater(refused, 0)

    def test_thousand_random_breaks_lose_nothing(self):
        dice = random.Random(20261121)
        names = [b"peer%c" % (97 + i) for i in range(CLIENTS)]
        with self.relay() as program:
            port = program.port()
            peers = [None] * CLIENTS
            texts, parts, arrived = set(), set(), {}
            breaks = number = 0

            def read(peer, patience=0.0):
                for line in peer.lines(patience):
                    if letter := LETTER.fullmatch(line):
                        arrived.setdefault(letter[2], []).append((letter[4], bool(letter[3])))

            while breaks < BREAKS:
                i = dice.randrange(CLIENTS)
                if peers[i] is None:
                    peer = Peer(port, names[i])
                    if not any(line.startswith(b"ok:") for line in peer.until(b"")):
                        peer.vanish(False)  # the relay has not seen the end of the one before yet
                        continue
                    peers[i] = peer
                    continue
                number += 1
                text = b"m%d-" % number + b"z" * dice.choice((0, 10, 300))
                line = b"to " + dice.choice(names) + b": " + text + b"\n"
                cut = dice.randrange(len(line)) if dice.random() < 0.2 else len(line)
                try:
                    peers[i].socket.sendall(line[:cut])
                    # The last line before the end needs no line ending: a part of it is a message, too.
                    (texts if cut == len(line) else parts).add(line[:cut].partition(b": ")[2].rstrip(b"\n"))
                    if dice.random() < 0.5:
                        read(peers[i])
                except OSError as error:
                    self.fail(f"the relay broke a connection: {error}")
                if cut < len(line) or dice.random() < 0.2:
                    peers[i].vanish(dice.random() < 0.5)
                    peers[i] = None
                    breaks += 1
            for peer in filter(None, peers):
                peer.vanish(False)
            self.settle(port, names, arrived)
            program.finish()
            self.account(program, texts | parts, arrived, breaks)

    def settle(self, port, names, arrived):
        """Everybody comes once more and takes what is left, until nobody has mail."""
        for name in names * 3:
            while True:
                peer = Peer(port, name)
                lines = peer.until(b"")
                if any(line.startswith(b"ok:") for line in lines):
                    break
                peer.vanish(False)
            peer.say(b"who")
            peer.say(b"fetch")
            for line in lines + peer.until(b"ok: no mail"):
                if letter := LETTER.fullmatch(line):
                    arrived.setdefault(letter[2], []).append((letter[4], bool(letter[3])))
            peer.vanish(False)

    def account(self, program, texts, arrived, breaks):
        """What the relay says of each message, and what the clients have seen."""
        def numbers(step):
            return [event["arg"] for event in program.find(kind="note", step=step)]
        taken = set(numbers("mail-kept")) | set(numbers("mail-passed"))
        delivered = numbers("mail-delivered")
        self.assertEqual(len(delivered), len(set(delivered)), "a message was delivered twice")
        self.assertEqual(taken, set(delivered), "neither delivered nor waiting any more")
        self.assertEqual(numbers("mail-lost"), [])
        unmarked = [number for number, times in arrived.items() if sum(not again for _, again in times) > 1]
        self.assertEqual(unmarked, [], "came twice without a mark")
        told = {text for times in arrived.values() for text, _ in times}
        self.assertEqual(told - texts, set(), "came, but nobody had sent it so")
        print(f"{breaks} breaks: {len(taken)} messages taken by the relay, all of them delivered; "
              f"{len(numbers('mail-returned'))} were taken back and sent again")


if __name__ == "__main__":
    kit.main()
