# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
"""Peers that fall silent, for rows 19 and 21. Runs in a network of its own: filters and TCP_REPAIR need its rights."""

import pathlib
import socket
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "peers")]

import faultkit  # noqa: E402
import kit  # noqa: E402

TCP_REPAIR = 19
ECHO = "tcp://127.0.0.1:0?service=echo"


def loopback_up():
    try:
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        print("loopback can not be brought up in a network of our own")
        sys.exit(77)


def timeouts():
    """Peers that take nothing any more: each must be called a timeout, neither an end nor a reset."""
    count = 300
    with faultkit.program("--listen", f"{ECHO}&user-timeout=500", "--kinds", "call,note") as server:
        peers = [kit.connect(server.port()) for _ in range(count)]
        for peer in peers:
            faultkit.check(faultkit.echoes(peer), "no answer")
        for peer in peers:
            faultkit.drop_all(peer)
            peer.send(b"x")
        faultkit.until(lambda: len(server.find(family="recv", errno="ETIMEDOUT")) >= count, "all timeouts")
        faultkit.check(server.terminate() == 0, "the program did not end well")
        confused = [e for e in server.find(kind="note") if e["step"] in ("peer-finished", "reset")]
        faultkit.check(not confused, f"{len(confused)} of {count} timeouts were called an end or a reset")
    print(f"timeout: 0 of {count} confused")


def vanish(peer, how):
    if how == "filter":
        faultkit.drop_all(peer)
        return
    peer.setsockopt(socket.IPPROTO_TCP, TCP_REPAIR, 1)
    peer.close()


def vanished():
    """A peer that is gone without a word, and one behind a cut wire: keepalive finds both."""
    figures = []
    for how in ("TCP_REPAIR", "filter"):
        with faultkit.program("--listen", f"{ECHO}&keepalive=1/1/2", "--kinds", "call,note") as server:
            peer = kit.connect(server.port())
            faultkit.check(faultkit.echoes(peer), "no answer")
            start = time.monotonic()
            vanish(peer, how)
            accepted = server.wait(lambda e: e["result"] >= 0, family="accept")["arg"]
            server.wait(family="close", sock=accepted)
            took = time.monotonic() - start
            ends = [e["errno"] for e in server.find(family="recv", sock=accepted) if e.get("errno") not in (None, "EAGAIN")]
            faultkit.check(ends, "the connection ended without an error in the log")
            faultkit.check(server.terminate() == 0, "the program did not end well")
        figures.append(f"{how}: {ends[-1]} after {took:.1f} s")
    print("keepalive 1/1/2 finds a vanished peer: " + ", ".join(figures))


if __name__ == "__main__":
    kit.PROGRAM, faultkit.SHIM = sys.argv[1:3]
    loopback_up()
    {"timeouts": timeouts, "vanished": vanished}[sys.argv[3]]()
