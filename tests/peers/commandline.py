#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
"""What scripts rely on: exit statuses, one line an event, the session file."""

import csv
import io
import json
import os
import socket
import stat
import tempfile
import unittest

import kit

TALK = ["--listen", "tcp://127.0.0.1:0?service=uppercase", "--connect", "tcp://@1", "--send", "hello",
        "--until-idle", "0.5"]


class ExitStatus(unittest.TestCase):
    def test_a_wrong_command_line_is_one_clear_line_and_status_2(self):
        wrong = [
            ["--nope"], ["--listen"], ["--listen", "12000"], ["--listen", "ftp://127.0.0.1:12000"],
            ["--listen", "tcp://127.0.0.1:99999"], ["--listen", "tcp://1.2.3:12000"], ["--listen", "tcp://127.0.0.1"],
            ["--listen", "tcp://127.0.0.1:0?service=nothing"], ["--listen", "tcp://127.0.0.1:0?colour=blue"],
            ["--listen", "tcp://127.0.0.1:0?backlog=many"], ["--connect", "tcp://:80"], ["--send", "x"],
            ["--connect", "tcp://127.0.0.1:1", "--send-hex", "xyz"], ["--line-ending", "cr"], ["--for", "soon"],
            ["--kinds", "calls"], ["--log", "xml"], ["--until-closed=yes"],
        ]
        for arguments in wrong:
            with self.subTest(arguments=arguments):
                status, output, errors = kit.run(*arguments)
                self.assertEqual(status, 2)
                self.assertEqual(output, b"")
                self.assertEqual(errors.count(b"\n"), 1, errors)
                self.assertTrue(errors.endswith(b"\n"))

    def test_a_refused_connection_is_status_1_and_says_so(self):
        with socket.socket() as held:
            held.bind(("127.0.0.1", 0))
            port = held.getsockname()[1]
            with kit.Program("--connect", f"tcp://127.0.0.1:{port}", "--until-closed") as program:
                self.assertEqual(program.status(), 1)
                note = program.wait(kind="note", step="connect-failed")
                self.assertEqual(note["errno"], "ECONNREFUSED")
                self.assertIn(f"127.0.0.1:{port}", note["text"])

    def test_a_port_in_use_is_status_1_and_says_so(self):
        held, port = kit.listener()
        with held, kit.Program("--listen", f"tcp://127.0.0.1:{port}", "--for", "1") as program:
            self.assertEqual(program.status(), 1)
            self.assertEqual(program.wait(kind="note", step="listen-failed")["errno"], "EADDRINUSE")

    def test_sigterm_ends_in_order_with_status_0(self):
        with kit.Program("--listen", "tcp://127.0.0.1:0") as program:
            with kit.connect(program.port()) as client:
                client.sendall(b"x")
                self.assertEqual(client.recv(1), b"x")
                self.assertEqual(program.terminate(), 0)
                self.assertEqual(client.recv(1), b"")
            self.assertEqual(len(program.find(kind="call", family="close", endpoint="Server 1")), 2)

    def test_for_a_time_is_status_0(self):
        self.assertEqual(kit.run("--listen", "tcp://127.0.0.1:0", "--for", "0.2")[0], 0)

    def test_help_and_version_are_status_0(self):
        status, output, errors = kit.run("--help")
        self.assertEqual((status, errors), (0, b""))
        for option in (b"--listen", b"--connect", b"--send", b"--send-hex", b"--send-file", b"--line-ending", b"--session",
                       b"--open", b"--for", b"--until-idle", b"--until-closed", b"--log", b"--kinds", b"--housekeeping"):
            self.assertIn(option, output)
        status, output, errors = kit.run("--version")
        self.assertEqual((status, errors), (0, b""))
        self.assertRegex(output, rb"\d+\.\d+\.\d+")

    def test_the_demonstration_ends_by_itself_and_shows_both_sides(self):
        status, output, _ = kit.run("--demo", "--log", "jsonl")
        self.assertEqual(status, 0)
        events = [json.loads(line) for line in output.splitlines()]
        families = [e["family"] for e in events if e.get("kind") == "call"]
        for family in ("socket", "bind", "listen", "connect", "accept", "send", "recv"):
            self.assertIn(family, families)


class Log(unittest.TestCase):
    def test_a_json_line_has_what_is_documented(self):
        with kit.Program(*TALK) as program:
            self.assertEqual(program.status(), 0)
            events = program.events
        for event in events:
            for key in ("n", "t", "endpoint", "kind", "step", "family"):
                self.assertIn(key, event)
            self.assertIn(event["kind"], ("command", "call", "signal", "kernel", "note"))
        self.assertEqual([e["n"] for e in events], sorted({e["n"] for e in events}))
        listening = next(e for e in events if e["kind"] == "call" and e["step"] == "listen")
        self.assertEqual((listening["result"], listening["state"], listening["evidence"]), (0, "LISTEN", "observed"))
        send = next(e for e in events if e["kind"] == "call" and e["family"] == "send")
        self.assertEqual((send["result"], send["bytes"], send["offset"], kit.payload(send)), (5, 5, 0, b"hello"))
        for key in ("sock", "fd", "took", "text"):
            self.assertIn(key, send)

    def test_only_the_kinds_asked_for_are_printed(self):
        _, output, _ = kit.run(*TALK, "--log", "jsonl", "--kinds", "call,note")
        kinds = {json.loads(line).get("kind") for line in output.splitlines()}
        self.assertIn("call", kinds)
        self.assertLessEqual(kinds, {"call", "note", None})

    def test_housekeeping_is_left_out_unless_asked_for(self):
        _, output, _ = kit.run(*TALK, "--log", "jsonl")
        self.assertNotIn(b'"getsockname"', output)
        _, output, _ = kit.run(*TALK, "--log", "jsonl", "--housekeeping")
        self.assertIn(b'"getsockname"', output)

    def test_csv_has_as_many_cells_in_each_row(self):
        _, output, _ = kit.run(*TALK, "--log", "csv")
        rows = list(csv.reader(io.StringIO(output.decode(), newline="")))
        self.assertGreater(len(rows), 10)
        self.assertEqual({len(row) for row in rows}, {len(rows[0])})

    def test_remote_bytes_cannot_forge_a_line(self):
        evil = r"one\n99 0.000 Server 1 call forged\r\n\x1b[2Jtwo"
        for log in ("text", "csv", "jsonl"):
            with self.subTest(log=log):
                status, output, _ = kit.run("--listen", "tcp://127.0.0.1:0", "--connect", "tcp://@1", "--send", evil,
                                            "--until-idle", "0.5", "--log", log)
                self.assertEqual(status, 0)
                self.assertFalse([line for line in output.splitlines() if line.startswith(b"99 0.000")])
                self.assertNotIn(b"\x1b", output)


class Session(unittest.TestCase):
    def test_a_session_is_private_and_opens_to_the_same_log(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "talk.jsonl")
            status, live, errors = kit.run(*TALK, "--log", "jsonl", "--session", path)
            self.assertEqual(status, 0, errors)
            self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o600)
            with open(path, encoding="utf-8") as file:
                lines = [json.loads(line) for line in file]
            self.assertEqual(lines[0]["wireladder"], 2)
            self.assertEqual([line["n"] for line in lines[1:]], list(range(1, len(lines))))
            status, opened, errors = kit.run("--open", path, "--log", "jsonl")
            self.assertEqual(status, 0, errors)
            self.assertEqual(opened, live)

    def test_a_session_that_cannot_be_written_is_one_line_and_no_success(self):
        status, _, errors = kit.run("--listen", "tcp://127.0.0.1:0", "--for", "0.2", "--session", "/nonexistent/folder/x")
        self.assertIn(status, (1, 2))
        self.assertEqual(errors.count(b"\n"), 1, errors)

    def test_a_file_that_is_no_session_is_refused_in_one_line(self):
        with tempfile.NamedTemporaryFile() as file:
            file.write(b"this is no session\n")
            file.flush()
            status, _, errors = kit.run("--open", file.name)
            self.assertIn(status, (1, 2))
            self.assertEqual(errors.count(b"\n"), 1, errors)


if __name__ == "__main__":
    kit.main()
