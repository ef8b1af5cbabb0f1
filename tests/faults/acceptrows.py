# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
"""Rows 1 to 4 and 8 to 10: descriptors, accept, listening. Rows 5 to 7 are in tests/ui/tst_faultswindow.cpp."""

import errno
import json
import re
import resource
import socket
import subprocess
import time

import kit
from faultkit import (Faults, NotRun, check, cpu_share, echoes, limited, program, raise_descriptors, until)

ECHO = "tcp://127.0.0.1:0?service=echo"
QUIET = ("--kinds", "call,note,kernel")


def is_open(sock):
    """False once the server has closed it."""
    sock.setblocking(False)
    try:
        return sock.recv(1) != b""
    except BlockingIOError:
        return True
    except OSError:
        return False


def descriptors_run_out(limit):
    """(accepted, refused, whether an old peer is still served, per cent of a core) with that RLIMIT_NOFILE."""
    with program("--listen", ECHO, *QUIET, preexec_fn=limited(resource.RLIMIT_NOFILE, limit)) as server:
        port = server.port()
        peers = [kit.connect(port) for _ in range(500)]
        server.wait(kind="note", step="descriptor-limit")
        until(lambda: len(server.find(kind="call", family="accept")) >= 500, "500 accepts")
        time.sleep(0.2)
        alive = [peer for peer in peers if is_open(peer)]
        share = cpu_share(server.process.pid)
        served = bool(alive) and all(echoes(peer) for peer in alive)
        for peer in peers:
            peer.close()
        until(lambda: len(server.find(kind="call", family="close")) >= len(alive), "the end of all connections")
        with kit.connect(port) as late:
            check(echoes(late), "nobody was served after the crowd had left")
        check(server.terminate() == 0, "the program did not end well")
    return len(alive), len(peers) - len(alive), served, share


def row1():
    figures = []
    for limit in (64, 256):
        alive, refused, served, share = descriptors_run_out(limit)
        cap = limit - min(64, limit // 2)
        check(alive == cap, f"of {limit} descriptors {alive} connections were kept open, and not {cap}")
        check(served, "the connections that were accepted are not served any more")
        figures.append(f"RLIMIT_NOFILE {limit}: accepted {alive} = cap, refused {refused}, {share:.0f} % of a core")
    return "; ".join(figures)


def spoilt_accept(first, times, error):
    """A server whose accept fails on purpose: calls that failed, seconds from the first failure to the next success."""
    with Faults(f"accept4 {first} {times} {error} inet") as faults, program("--listen", ECHO, *QUIET, faults=faults) as server:
        port = server.port()
        peers = []
        for _ in range(3):
            peers.append(kit.connect(port))
            # One after another, or all three are one turn of the listener.
            until(lambda: faults.met() > len(peers) - 1, "accept")
        check(all(echoes(peer) for peer in peers), f"errno {error} at call {first}: a peer was not served")
        check(server.terminate() == 0, "the program did not end well")
        check(faults.spoilt() == times, f"accept4 failed {faults.spoilt()} times, and not {times}")
        calls = server.find(kind="call", family="accept")
        failed = [e for e in calls if e.get("errno") == errno.errorcode[error]]
        check(len(failed) == times, f"the log shows {len(failed)} of {times} failures")
        after = next(e["t"] for e in calls if e["t"] > failed[-1]["t"] and e["result"] >= 0)
        # A connection that broke before it was accepted is no reason to pause.
        if error in (errno.EMFILE, errno.ENOBUFS):
            check(server.find(kind="note", step="accept-paused"), "no note says that accepting pauses")
        return failed[-1]["t"] - failed[0]["t"], after - failed[0]["t"], after - failed[-1]["t"]


def row2():
    figures = []
    for first, words in ((1, "as first call"), (2, "after a success")):
        times = 20
        failing, whole, last = spoilt_accept(first, times, errno.EMFILE)
        figures.append(f"{words}: {(times - 1) / failing:.1f} tries/s, recovered {1000 * last:.0f} ms after the last of "
                       f"{times} failures ({whole:.1f} s in all)")
    return "; ".join(figures)


def row3():
    names = ("ECONNABORTED", "EPROTO", "ENETDOWN", "ENOBUFS", "EPERM")
    survived = 0
    for name in names:
        for call in (1, 2, 3):
            spoilt_accept(call, 1, getattr(errno, name))
            survived += 1
    return f"{survived}/{len(names) * 3} listeners live on and serve all peers"


def waiting_by_ss(port):
    """Recv-Q of the listener as iproute2's ss shows it."""
    try:
        out = subprocess.run(["ss", "-Hltn", f"sport = :{port}"], capture_output=True, text=True, check=True).stdout
    except FileNotFoundError:
        raise NotRun("there is no ss (iproute2)") from None
    return int(out.split()[1])


def row4():
    with program("--listen", "tcp://127.0.0.1:0?service=echo&clients=one&backlog=200", *QUIET) as server:
        port = server.port()
        peers = [kit.connect(port)]
        check(echoes(peers[0]), "the first client was not served")
        peers += [kit.connect(port) for _ in range(100)]
        theirs = until(lambda: waiting_by_ss(port) >= 99 and waiting_by_ss(port), "99 waiting")
        # Of the queue's length the log holds the last change.
        ours = server.wait(lambda e: e.get("arg") == theirs, kind="kernel", step="accept-queue")
        accepted = len([e for e in server.find(kind="call", family="accept") if e["result"] >= 0])
        check(accepted + theirs == 101, f"{accepted} accepted and {theirs} waiting are not 101")
        for peer in peers:
            peer.close()
        check(server.terminate() == 0, "the program did not end well")
        return f"shown {ours['arg']} waiting, ss shows {theirs}; accepted {accepted} of 101 handshakes"


def row8():
    url = "tcp://127.0.0.1:0?service=relay&idle=1"
    status, _, _ = kit.run("--listen", url, "--for", "0.1")
    if status != 0:
        raise NotRun("no service of this build closes idle clients")
    count = min(1000, raise_descriptors(4096) - 100)
    with program("--listen", url, "--kinds", "call,note") as server:
        peers = [kit.connect(server.port()) for _ in range(count)]
        for peer in peers:
            peer.send(b"x")
        ended = sum(peer.recv(65536) == b"" or kit.read_all(peer) is not None for peer in peers)
        check(server.terminate() == 0, "the program did not end well")
    check(ended == count, f"{ended} of {count} were closed")
    return f"{ended} of {count} silent clients were closed after the chosen second"


def hog(limit):
    """500 connections from one address; (how many stay, milliseconds until one from another is served or None)."""
    with program("--listen", f"{ECHO}&max-clients={limit}", "--kinds", "call,note") as server:
        port = server.port()
        peers = [kit.connect(port) for _ in range(500)]
        until(lambda: len(server.find(kind="call", family="accept")) >= 500, "500 accepts")
        time.sleep(0.2)
        alive = sum(is_open(peer) for peer in peers)
        start = time.monotonic()
        with socket.create_connection(("127.0.0.1", port), timeout=kit.PATIENCE, source_address=("127.0.0.2", 0)) as other:
            served = echoes(other)
        wait = 1000 * (time.monotonic() - start)
        for peer in peers:
            peer.close()
        check(served or server.find(kind="note", step="connection-limit"), "refused without a word")
        check(server.terminate() == 0, "the program did not end well")
    return alive, wait if served else None


def row9():
    alive, wait = hog(10000)
    check(alive == 500 and wait is not None, "500 connections of one address keep another one out")
    full, refused = hog(400)
    check(full == 400 and refused is None, f"max-clients=400 and {full} connections")
    return (f"500 from one address, another is served after {wait:.1f} ms; there is no limit for each address: where one "
            f"address fills max-clients=400, others are refused and a note says so")


def row10():
    sock, port = kit.listener()
    with sock:
        url = f"tcp://127.0.0.1:{port}"
        status, out, _ = kit.run("--listen", url, "--until-idle", "0.5", "--log", "jsonl", "--kinds", "note")
        theirs = json.loads(out.splitlines()[1])
        wanted = (f"Server 1 can not listen at 127.0.0.1:{port} (EADDRINUSE). The address and port are in use by another "
                  "socket. Stop the other program, choose another port, or wait until an old connection has left TIME-WAIT.")
        check(theirs["text"] == wanted, f"the text is: {theirs['text']}")
        check(status == 1, f"exit status {status}")
    return f"exit status 1, “{re.sub(str(port), 'PORT', theirs['text'])}”"


ROWS = {1: row1, 2: row2, 3: row3, 4: row4, 8: row8, 9: row9, 10: row10}
