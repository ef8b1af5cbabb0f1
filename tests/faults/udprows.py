# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
"""Rows 35 to 37: datagrams. Row 37 with the window open is in tests/ui/tst_faultswindow.cpp."""

import errno
import os
import socket
import time

import kit
from faultkit import Faults, check, port_of, program, until

BRIEF = ("--kinds", "call,kernel,note")


def row35():
    with program("--listen", "udp://127.0.0.1:0?service=echo", *BRIEF) as server:
        port = port_of(server)
        sent = 200
        with kit.datagram_socket() as peer:
            peer.connect(("127.0.0.1", port))
            for n in range(sent):
                peer.send(b"" if n % 2 == 0 else b"full")
                check(len(peer.recv(100)) == (0 if n % 2 == 0 else 4), f"datagram {n} was answered otherwise")
        check(server.terminate() == 0, "the program did not end well")
        shown = [e for e in server.find(family="recv") if e["result"] >= 0 and "probe" not in e.get("flags", [])]
        empty = sum(e["result"] == 0 for e in shown)
    check(len(shown) == sent and empty == sent // 2, f"{len(shown)} of {sent} shown, {empty} of them empty")
    return f"shown {len(shown)} = sent {sent}, {empty} of them empty; all answered"


def row36():
    with kit.datagram_socket() as gone:
        port = gone.getsockname()[1]
    with program("--connect", f"udp://127.0.0.1:{port}", "--send", "anybody?", *BRIEF) as client:
        refused = client.wait(errno="ECONNREFUSED")
        ours = client.wait(lambda e: e["result"] > 0, family="send")
        # Which port it is sent from the kernel knows.
        name = until(lambda: local_port(client), "the client's own port")
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as back:
            back.bind(("127.0.0.1", port))
            for n in range(5):
                back.sendto(f"back {n}".encode(), ("127.0.0.1", name))
            until(lambda: len(datagrams(client)) == 5, "five datagrams after the refusal")
        check(client.terminate() == 0, "the program did not end well")
        received = b"".join(kit.payload(e) for e in datagrams(client))
    check(received == b"".join(f"back {n}".encode() for n in range(5)), f"received {received}")
    return f"the refusal is in the log ({refused['errno']} of {refused['step']}, after {ours['step']}), then received 5/5"


def datagrams(client):
    """The datagrams that the program took; what the error queue gave back is none."""
    return [e for e in client.reads("Client 1") if "probe" not in e.get("flags", [])]


def local_port(client):
    """The port of the client's unbound socket, by the kernel's own table of its UDP sockets."""
    with open(f"/proc/{client.process.pid}/net/udp", encoding="ascii") as table:
        rows = [line.split() for line in table][1:]
    inodes = sockets_of(client.process.pid)
    ports = [int(row[1].rpartition(":")[2], 16) for row in rows if row[9] in inodes]
    return ports[0] if ports else 0


def sockets_of(pid):
    found = set()
    for fd in os.listdir(f"/proc/{pid}/fd"):
        try:
            target = os.readlink(f"/proc/{pid}/fd/{fd}")
        except OSError:
            continue
        if target.startswith("socket:["):
            found.add(target[8:-1])
    return found


def row37():
    with program("--listen", "udp://127.0.0.1:0?service=manual", *BRIEF) as server:
        port = port_of(server)
        sent, start = 0, time.monotonic()
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as peer:
            peer.connect(("127.0.0.1", port))
            while time.monotonic() - start < 1:
                for _ in range(100):
                    sent += peer.send(b"x" * 64) == 64
        rate = sent / (time.monotonic() - start)

        def dropped():
            return max((e["arg"] for e in server.find(step="datagrams-dropped")), default=0)

        def shown():
            return len(server.reads("Server 1"))
        until(lambda: shown() + dropped() >= sent, "shown + dropped = sent")
        time.sleep(0.5)
        check(shown() + dropped() == sent, f"{shown()} shown + {dropped()} dropped are not {sent}")
        figure = f"{rate:.0f} datagrams/s for a second: shown {shown()} + dropped {dropped()} = sent {sent}"
        check(server.terminate() == 0, "the program did not end well")
    return figure


def row32():
    told = 0
    for name in ("ENOBUFS", "ENOMEM"):
        rules = [f"{call} 1 1 {getattr(errno, name)} inet" for call in ("sendmsg", "sendto")]
        with Faults(*rules) as faults, program("--listen", "udp://127.0.0.1:0?service=echo", *BRIEF, faults=faults) as server:
            with kit.datagram_socket() as peer:
                peer.connect(("127.0.0.1", port_of(server)))
                peer.send(b"lost")
                note = server.wait(kind="note", step="send-failed")
                check(note["errno"] == name, f"the note says {note['errno']}")
                peer.send(b"kept")
                check(peer.recv(100) == b"kept", "the next datagram is not answered")
            check(faults.all_spoilt() == 1, "no call was spoilt")
            check(server.terminate() == 1, "a failed send of ours is exit status 1")
            told += 1
    return f"{told} of 2 failures to send a datagram are told by a note, the next one is sent"


ROWS = {32: row32, 35: row35, 36: row36, 37: row37}
