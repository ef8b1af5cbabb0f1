# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
"""Rows 44 to 46 and 48 in what wireladder-cli prints. On the screen: tests/ui/tst_faultsscreen.cpp (43 to 47)."""

import csv
import io
import itertools
import json
import pathlib
import re
import socket
import subprocess
import tempfile

import kit
from faultkit import check, port_of, program, until

LINE_ENDS = ["\n", "\r", "\r\n", "\x85", "\u2028", "\u2029", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\0"]
ESCAPES = [b"\x1b[31mred", b"\x1b]0;title\x07", b"\x1b]8;;http://x\x1b\\link", b"\x1b[2J\x1b[H", b"\x9b31m", b"\x07\x07",
           b"\x1bP1$q\x1b\\", b"\x1b[?1049h", b"\x08\x08\x08", b"\xc2\x9b31m", b"\x1b]52;c;aGk=\x07", b"\x7f\x0e\x0f"]
BIDI = [chr(c) for c in (0x61c, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, *range(0x202a, 0x202f), *range(0x2060, 0x2065),
                         *range(0x2066, 0x206a), 0xad, 0xfeff)]


def sequences():
    """All of one byte, all of two, and a sample of three and four, cut into datagram-sized messages."""
    ends = (0x00, 0x41, 0x7f, 0x80, 0x9f, 0xa0, 0xbf, 0xc0, 0xc2, 0xe0, 0xe2, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff)
    one = [bytes([a]) for a in range(256)]
    two = [bytes(pair) for pair in itertools.product(range(256), repeat=2)]
    more = [bytes(many) for n in (3, 4) for many in itertools.product(ends, repeat=n)]
    return one + two + more


def log_of(messages, form):
    """What is printed about a UDP server that was sent these datagrams, and how many of them it took."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        # Two logs at once: one to look at, one to know where it listens and when it has everything.
        with tempfile.NamedTemporaryFile(suffix=".jsonl") as session:
            command = [kit.PROGRAM, "--listen", "udp://127.0.0.1:0?service=echo", "--log", form, "--session", session.name]
            with subprocess.Popen(command, stdout=out, stderr=errors) as server:
                try:
                    port = wait_for_port(session.name)
                    with kit.datagram_socket() as peer:
                        peer.connect(("127.0.0.1", port))
                        for message in messages:
                            peer.send(message)
                            check(peer.recv(65536) == message, "the echo differs")
                finally:
                    server.terminate()
                    status = server.wait(kit.PATIENCE)
            check(status == 0, f"exit status {status}")
            events = [json.loads(line) for line in pathlib.Path(session.name).read_bytes().split(b"\n")[1:-1]]
        out.seek(0)
        errors.seek(0)
        return out.read(), errors.read(), [e for e in events if "housekeeping" not in e.get("flags", [])]


def wait_for_port(path):
    def port():
        for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines()[1:]:
            if '"step":"listening"' in line:
                return json.loads(line)["arg"]
        return 0
    return until(port, "the listener")


def row44():
    everything = sequences()
    # Each between two separators, so that a sequence never joins its neighbour.
    whole = b"|".join(everything)
    with program("--listen", "tcp://127.0.0.1:0?service=manual&read=4000", "--kinds", "call,note") as server:
        with kit.connect(port_of(server)) as peer:
            peer.sendall(whole)
            peer.shutdown(socket.SHUT_WR)
            server.wait(kind="note", step="peer-finished")
        server.terminate()
        received = server.received("Server 1")
    check(received == whole, f"{len(received)} of {len(whole)} bytes are in the log, or others")
    return f"{len(everything)} sequences ({len(whole)} bytes): 100 % exact in the log"


def row45():
    messages = [f"safe{c}txt.exe".encode() for c in BIDI]
    found = {}
    for form in ("text", "jsonl", "csv"):
        out, errors, _ = log_of(messages, form)
        text = (out + errors).decode("utf-8")
        found[form] = sum(text.count(c) for c in BIDI)
    check(not any(found.values()), f"raw characters in the output: {found}")
    return f"{len(messages)} messages, raw bidirectional or invisible characters in text, JSON Lines and CSV: 0"


def row46():
    found = {}
    for form in ("text", "jsonl", "csv"):
        out, errors, _ = log_of(ESCAPES, form)
        found[form] = len(re.findall(rb"[\x00-\x08\x0b-\x1f\x7f]", (out + errors).replace(b"\r\n", b"\n")))
        check("\x9b" not in (out + errors).decode("utf-8"), "a C1 control came out")
    check(not any(found.values()), f"control bytes in the output: {found}")
    return f"{len(ESCAPES)} terminal sequences, control bytes out in text, JSON Lines and CSV: 0"


def row48():
    forged = [f"a{end}{{\"n\":1}}{end}1,0.1,Server 1{end}<tr><td>x".encode() for end in LINE_ENDS]
    figures = []
    for form in ("text", "jsonl", "csv"):
        out, _, events = log_of(forged, form)
        # As the most liberal reader cuts lines: at every character that Unicode calls a line's end.
        text = out.decode("utf-8")
        if form == "csv":
            records = list(csv.reader(io.StringIO(text, newline="")))
            check(len({len(record) for record in records}) == 1, "records have different numbers of cells")
            count = len(records) - 1
            check(len(text.splitlines()) == count + 1, "a record is more than one line")
        elif form == "jsonl":
            count = sum("n" in json.loads(line) for line in text.splitlines())
        else:
            count = sum(bool(re.match(r"\s*\d+\s+\d+\.\d", line)) for line in text.splitlines())
            check(count >= len(text.splitlines()) - 1, "lines that are no records")
        check(count == len(events), f"{form}: {count} records of {len(events)} events")
        figures.append(f"{form} {count}")
    return f"{len(forged)} forgeries, records in = out: {', '.join(figures)}"


ROWS = {44: row44, 45: row45, 46: row46, 48: row48}
