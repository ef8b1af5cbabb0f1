#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
"""Peers that shut down their writing side as soon as they have said everything: each still gets its whole answer."""

import subprocess
import unittest

import kit


def netcat(port):
    """ncat, or OpenBSD's nc with -N: both shut down their writing side at the end of their input."""
    try:
        return [kit.need("ncat"), "127.0.0.1", str(port)]
    except unittest.SkipTest:
        return [kit.need("nc.openbsd"), "-N", "127.0.0.1", str(port)]


def socat(port):
    return [kit.need("socat"), "-t", str(kit.PATIENCE), "-", f"TCP:127.0.0.1:{port}"]


class HalfClose(unittest.TestCase):
    def ask(self, command, service, question):
        with kit.Program("--listen", f"tcp://127.0.0.1:0?service={service}") as program:
            done = subprocess.run(command(program.port()), input=question, capture_output=True,
                                  timeout=kit.PATIENCE, check=False)
            self.assertEqual(done.returncode, 0, done.stderr)
            program.wait(lambda e: e["family"] == "recv" and e.get("result") == 0, kind="call")
            return done.stdout

    def test_netcat_is_answered_in_capitals(self):
        self.assertEqual(self.ask(netcat, "uppercase", b"hello"), b"HELLO")

    def test_socat_is_answered_in_capitals(self):
        self.assertEqual(self.ask(socat, "uppercase", b"hello"), b"HELLO")

    def test_netcat_gets_a_whole_mebibyte_back(self):
        self.assertEqual(self.ask(netcat, "echo", kit.big()), kit.big())

    def test_socat_gets_a_whole_mebibyte_back(self):
        self.assertEqual(self.ask(socat, "echo", kit.big()), kit.big())

    def test_netcat_is_told_hi(self):
        self.assertTrue(self.ask(netcat, "hello", b"Hello\r\n").startswith(b"HI"))

    def test_socat_that_says_nothing_is_let_go(self):
        self.assertEqual(self.ask(socat, "echo", b""), b"")

    def test_socat_as_server_is_talked_to_by_our_client(self):
        port = free_port()
        with subprocess.Popen([kit.need("socat"), f"TCP-LISTEN:{port},bind=127.0.0.1,reuseaddr", "SYSTEM:cat"],
                              stderr=subprocess.PIPE) as server:
            try:
                wait_for_listener(port)
                with kit.Program("--connect", f"tcp://127.0.0.1:{port}", "--send", "there and back") as program:
                    program.wait(lambda e: kit.payload(e) == b"there and back", kind="call", family="recv")
                    self.assertEqual(program.terminate(), 0)
            finally:
                server.terminate()


def free_port():
    sock, port = kit.listener()
    sock.close()
    return port


def wait_for_listener(port):
    """Returns when somebody listens there; read from the kernel's table, because a try to connect would be the one client."""
    wanted = f":{port:04X}"
    for _ in range(kit.PATIENCE * 20):
        with open("/proc/net/tcp", encoding="ascii") as table:
            if any(row.split()[1].endswith(wanted) and row.split()[3] == "0A" for row in list(table)[1:]):
                return
        kit.threading.Event().wait(0.05)
    raise AssertionError(f"nobody listens on port {port}")


if __name__ == "__main__":
    kit.main()
