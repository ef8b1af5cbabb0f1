#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
"""Peers in a process of their own, for tests/ui/tst_faultswindow.cpp.

Usage: farm.py idle|storm|flood|line PORT NUMBER

idle   opens NUMBER connections and keeps them until it is killed or its input ends
storm  connects and resets for NUMBER seconds
flood  sends datagrams of 64 bytes for NUMBER seconds
line   sends NUMBER MiB without a newline

Says "done N" when it is through, N being what it made.
"""

import resource
import socket
import struct
import sys
import threading
import time


def idle(port, number):
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    kept = []
    for _ in range(number):
        kept.append(socket.create_connection(("127.0.0.1", port)))
    print("done", len(kept), flush=True)
    sys.stdin.read()


def storm(port, seconds):
    made, end = 0, time.monotonic() + seconds
    while time.monotonic() < end:
        sock = socket.create_connection(("127.0.0.1", port))
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        sock.close()
        made += 1
    print("done", made, flush=True)


def flood(port, seconds):
    sent, end = 0, time.monotonic() + seconds
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.connect(("127.0.0.1", port))
    while time.monotonic() < end:
        for _ in range(100):
            sent += sock.send(b"x" * 64) == 64
    print("done", sent, flush=True)


def line(port, mebibytes):
    with socket.create_connection(("127.0.0.1", port)) as sock:
        def drain():
            while sock.recv(1 << 20):
                pass
        reader = threading.Thread(target=drain)
        reader.start()
        for _ in range(mebibytes):
            sock.sendall(b"z" * (1 << 20))
        sock.shutdown(socket.SHUT_WR)
        reader.join()
    print("done", mebibytes << 20, flush=True)


if __name__ == "__main__":
    {"idle": idle, "storm": storm, "flood": flood, "line": line}[sys.argv[1]](int(sys.argv[2]), int(sys.argv[3]))
