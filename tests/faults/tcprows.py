# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
"""Rows 19 to 34: the life of a TCP connection. Row 33 is in tests/app/tst_faultscallbacks.cpp."""

import errno
import json
import random
import socket
import subprocess
import tempfile
import threading
import time

import kit
from faultkit import (Faults, check, echoes, in_namespace, port_of, program, raise_descriptors, reset, resident, until)

ECHO = "tcp://127.0.0.1:0?service=echo"
BRIEF = ("--kinds", "call,note")


def labels(server):
    """How each connection of the log ended, in the order of their making: "end", "reset", "timeout", several, or nothing.

    Not by the peer's address: the port of a connection that was reset is soon another one's.
    """
    socks, found = set(), {}
    for event in server.find():
        sock = event.get("sock")
        if event.get("step") in ("peer-finished", "reset"):
            found.setdefault(sock, []).append({"peer-finished": "end", "reset": "reset"}[event["step"]])
        elif event.get("family") == "recv" and event.get("errno") == "ETIMEDOUT":
            found.setdefault(sock, []).append("timeout")
        elif event.get("family") == "getpeername" and event.get("result") == 0:
            socks.add(sock)
    return ["+".join(found.get(sock, ["nothing"])) for sock in sorted(socks)]


def row19():
    ways = {"end": socket.socket.close, "reset": reset}
    expected = []
    dice = random.Random(19)
    with program("--listen", ECHO, *BRIEF) as server:
        port = port_of(server)
        for _ in range(3000):
            way = dice.choice(list(ways))
            peer = kit.connect(port)
            check(echoes(peer, b"x"), "no answer")
            expected.append(way)
            ways[way](peer)

        def all_over():
            time.sleep(0.5)  # looking through the log without a pause would keep it from being read
            return len(server.find(step="peer-finished")) + len(server.find(step="reset")) >= len(expected)
        # The last ones may still be on their way.
        until(all_over, "the end of every connection")
        check(server.terminate() == 0, "the program did not end well")
        found = labels(server)
    check(len(found) == len(expected), f"{len(found)} connections in the log of {len(expected)}")
    wrong = [pair for pair in zip(expected, found) if pair[0] != pair[1]]
    check(not wrong, f"{len(wrong)} of {len(expected)} have the wrong label, as {wrong[:3]}")
    figure = f"FIN and RST: 0 of {len(expected)} confused"
    return f"{figure}; {in_namespace('-Urn', 'silence.py', 'timeouts')}"


def row20():
    delivered = 0
    with program("--listen", ECHO.replace("echo", "uppercase"), "--kinds", "call,note,kernel") as server:
        port = port_of(server)
        for n in range(200):
            with kit.connect(port) as peer:
                words = f"half a connection {n}".encode()
                peer.sendall(words)
                peer.shutdown(socket.SHUT_WR)
                delivered += kit.read_all(peer) == words.upper()
        check(server.terminate() == 0, "the program did not end well")
        accepted = {e["arg"] for e in server.find(family="accept") if e["result"] >= 0}
        seen = accepted & {e["sock"] for e in server.find(state="CLOSE-WAIT") if "sock" in e}
    check(delivered == 200, f"{delivered} of 200 answers came")
    check(len(seen) == 200, f"CLOSE-WAIT was shown of {len(seen)} of 200 connections")
    return f"{100 * delivered // 200} % of 200 answers delivered after the peer's FIN, CLOSE-WAIT shown {len(seen)} times"


def row21():
    return in_namespace("-Urn", "silence.py", "vanished")


def row22():
    times = []
    with program("--listen", f"{ECHO}&max-unread=65536", "--kinds", "note") as server:
        port = port_of(server)
        for n in range(10):
            peer = kit.connect(port)
            fill(peer)
            until(lambda: len(server.find(step="slow-reader")) == n + 1, "the note of a slow reader")
            start = time.monotonic()
            reset(peer)
            until(lambda: len(server.find(step="reset")) == n + 1, "the note of the reset")
            times.append(1000 * (time.monotonic() - start))
        check(server.terminate() == 0, "the program did not end well")
    return f"seen {len(times)} of 10, after {min(times):.0f} to {max(times):.0f} ms"


def fill(peer, most=1 << 30):
    """Sends until nobody takes anything any more; how much was taken."""
    peer.settimeout(1)
    sent, block = 0, b"f" * 65536
    try:
        while sent < most:
            sent += peer.send(block)
    except TimeoutError:
        pass
    return sent


def growth_while_offered(pid, offer):
    """MiB by which a program grew while something was offered to it, and what the offering gave."""
    before = resident(pid)
    most, stop = [before], threading.Event()

    def watch():
        while not stop.wait(0.01):
            most.append(resident(pid))
    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        given = offer()
    finally:
        stop.set()
        watcher.join()
    return (max(most) - before) / 1024, given


def row23():
    with program("--listen", ECHO, "--kinds", "note") as server:
        with socket.socket() as peer:
            peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            peer.connect(("127.0.0.1", port_of(server)))
            grew, taken = growth_while_offered(server.process.pid, lambda: fill(peer))
            server.wait(step="slow-reader")
            with kit.connect(port_of(server)) as other:
                check(echoes(other), "another client is not served")
            reset(peer)
        check(server.terminate() == 0, "the program did not end well")
    sock, port = kit.listener()
    with tempfile.NamedTemporaryFile() as file, sock:
        file.truncate(1 << 30)
        with program("--connect", f"tcp://127.0.0.1:{port}", "--send-file", file.name, "--kinds", "call,note") as client:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            peer, _ = kit.accept(sock)
            ours, _ = growth_while_offered(client.process.pid, lambda: time.sleep(3))
            peer.close()
    check(grew < 128 and ours < 128, f"memory grew by {grew:.0f} and {ours:.0f} MiB")
    return (f"echo to a peer that never reads: took {taken >> 20} MiB of 1024 offered, grew {grew:.1f} MiB; a file of 1 GiB "
            f"to a peer that never reads: grew {ours:.1f} MiB")


def converse(port, pieces):
    """What comes back when these pieces go out one by one, each a segment of its own, then FIN."""
    with kit.connect(port) as peer:
        peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for piece in pieces:
            peer.sendall(piece)
            time.sleep(0.001)
        peer.shutdown(socket.SHUT_WR)
        return kit.read_all(peer)


def row25():
    message = "Straße, naïve, 漢字 and 😀: Hello\r\n".encode()
    pieces = [[message[:n], message[n:]] for n in range(1, len(message))]
    pieces.append([bytes([byte]) for byte in message])
    tries = 0
    for service, text in (("uppercase", None), ("echo", None), ("hello", b"Hello\r\n"), ("fixed-reply", b"x")):
        with program("--listen", f"tcp://127.0.0.1:0?service={service}", "--kinds", "note") as server:
            port = port_of(server)
            whole = message if text is None else text
            ways = pieces if text is None else [[whole[:n], whole[n:]] for n in range(1, len(whole))]
            expected = converse(port, [whole])
            for way in ways:
                check(converse(port, way) == expected, f"{service}: {way} is answered otherwise than the whole")
                tries += 1
            check(server.terminate() == 0, "the program did not end well")
    return f"{tries} ways of cutting, each answered as the whole is"


def row26():
    line = b"Hello\r\n"
    with program("--listen", "tcp://127.0.0.1:0?service=hello", "--kinds", "note") as server:
        single = converse(port_of(server), [line])
        for count in (2, 10, 1000):
            found = converse(port_of(server), [line * count])
            check(found == single * count, f"{count} greetings in one write got {len(found)} bytes")
        check(server.terminate() == 0, "the program did not end well")
    return "2, 10 and 1,000 greetings in one write, each is answered"


def row29():
    size, figures = 100 << 20, []
    for service in ("hello", "uppercase", "echo"):
        with program("--listen", f"tcp://127.0.0.1:0?service={service}", "--kinds", "note") as server:
            port = port_of(server)

            def offer():
                with kit.connect(port) as peer:
                    threading.Thread(target=drain, args=(peer,), daemon=True).start()
                    block = b"z" * (1 << 20)
                    for _ in range(size >> 20):
                        peer.sendall(block)
                    peer.shutdown(socket.SHUT_WR)
                    until(lambda: server.find(step="peer-finished"), "the end of the line")
            grew, _ = growth_while_offered(server.process.pid, offer)
            with kit.connect(port) as other:
                other.sendall(b"Hello\r\n")
                check(other.recv(100), "nobody is served afterwards")
            check(server.terminate() == 0, "the program did not end well")
        figures.append((service, grew))
    # The journal keeps 4 KiB of each read, in memory up to its budget of 512 MiB: that is no leak.
    worst = max(grew for _, grew in figures)
    check(worst < 256, f"memory grew by {worst:.0f} MiB")
    return "100 MiB without a newline: " + ", ".join(f"{service} grew {grew:.0f} MiB" for service, grew in figures)


def drain(peer):
    try:
        while peer.recv(1 << 20):
            pass
    except OSError:
        pass


def row31():
    calls, spoilt, talks = ("read", "write", "recv", "send"), 0, 0
    for seed in range(1, 11):
        for what, percent in (("short", 30), (errno.EINTR, 20), (errno.EAGAIN, 20)):
            rules = [f"{call} ~{percent} {seed} {what} inet" for call in calls]
            with Faults(*rules) as faults, program("--listen", ECHO, "--kinds", "note", faults=faults) as server:
                data = kit.big(1 << 15)
                with kit.connect(port_of(server)) as peer:
                    for place in range(0, len(data), 256):
                        check(echoes(peer, data[place:place + 256]), f"seed {seed}, {what}: other bytes came back")
                check(server.terminate() == 0, "the program did not end well")
                spoilt += faults.all_spoilt()
                talks += 1
    check(spoilt > talks, "hardly any call was spoilt")
    return f"{talks} conversations of 128 messages, {spoilt} calls cut short or interrupted: every byte came back"


def row32():
    outcomes = {}
    for name in ("ENOBUFS", "ENOMEM"):
        for nth in (1, 2, 3):
            error = getattr(errno, name)
            rules = [f"{call} {nth} 1 {error} inet" for call in ("write", "send")]
            with Faults(*rules) as faults, program("--listen", ECHO, *BRIEF, faults=faults) as server:
                peer = kit.connect(port_of(server))
                data = b"".join(f"message {n};".encode() for n in range(5))
                got = b""
                for n in range(5):
                    try:
                        peer.sendall(data[n * 10:n * 10 + 10])
                        got += kit.read_exactly(peer, 10)
                    except OSError:
                        break
                check(faults.all_spoilt() == 1, "no call was spoilt")
                server.wait(errno=name)
                outcome = "sent again, nothing lost" if got == data else "reported, the connection ends"
                check(got == data or data.startswith(got), "other bytes came back")
                with kit.connect(port_of(server)) as other:
                    check(echoes(other), "nobody is served afterwards")
                peer.close()
                check(server.terminate() == 0, "the program did not end well")
                outcomes.setdefault(outcome, []).append(f"{name} {nth}")
    return "; ".join(f"{outcome}: {len(cases)} of 6" for outcome, cases in outcomes.items())


def row34():
    count = min(10000, raise_descriptors(20000) - 200)
    command = [kit.PROGRAM, "--listen", f"{ECHO}&max-clients=20000", "--log", "jsonl", "--kinds", "call,note"]
    with tempfile.TemporaryFile() as log, subprocess.Popen(command, stdout=log) as server:
        try:
            port = until(lambda: listening_port(log), "the listener")
            peers = [kit.connect(port) for _ in range(count)]
            check(echoes(peers[-1]), "the last client is not served")
            stop = threading.Event()
            talkers = [threading.Thread(target=talk, args=(peers[n::25], stop)) for n in range(4)]
            for talker in talkers:
                talker.start()
            time.sleep(1)
            start = time.monotonic()
            server.terminate()
            status = server.wait(kit.PATIENCE)
            took = time.monotonic() - start
        finally:
            stop.set()
            server.kill()
        for talker in talkers:
            talker.join()
        for peer in peers:
            peer.close()
        events = [json.loads(line) for line in lines_of(log)[1:]]
    accepted = {e["arg"] for e in events if e["family"] == "accept" and e["result"] >= 0}
    lost = len(accepted - {e["sock"] for e in events if e["family"] == "close"})
    check(status == 0, f"exit status {status}")
    check(lost == 0 and len(accepted) == count, f"{len(accepted)} of {count} accepted, {lost} of them never closed in the log")
    return f"{count} connections, {count // 25 * 4} of them talking: ended {took:.2f} s after SIGTERM, 0 unaccounted for"


def lines_of(log):
    log.seek(0)
    return log.read().splitlines()


def listening_port(log):
    for line in lines_of(log)[1:]:
        event = json.loads(line)
        if event["step"] == "listening":
            return event["arg"]
    return 0


def talk(peers, stop):
    """Keeps a server busy until it is gone."""
    while not stop.is_set():
        for peer in peers:
            try:
                peer.send(b"busy")
                peer.recv(4096, socket.MSG_DONTWAIT)
            except OSError:
                pass


ROWS = {19: row19, 20: row20, 21: row21, 22: row22, 23: row23, 25: row25, 26: row26, 29: row29, 31: row31, 32: row32, 34: row34}
