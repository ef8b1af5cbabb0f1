#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
"""--export: files of a saved session, checked by programs and parsers that are not ours."""

import html.parser
import os
import signal
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree

import kit

SVG = "{http://www.w3.org/2000/svg}"
VOID = {"meta", "br", "hr", "img", "link", "input"}
NAMES = ["sequence.svg", "sequence.mmd", "sequence.puml", "flowchart.svg", "states.svg", "layers.svg", "report.html",
         "log.txt", "log.csv", "log.html", "log.jsonl"]


class Page(html.parser.HTMLParser):
    """Follows the tags of a page and notes what does not fit."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open = []
        self.seen = set()
        self.wrong = []

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.seen.add(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append((tag, self.getpos()))


class Exports(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.keeper = tempfile.TemporaryDirectory()
        cls.session = os.path.join(cls.keeper.name, "session.jsonl")
        status, _, errors = kit.run(
            "--session", cls.session, "--listen", "tcp://127.0.0.1:0?name=%3Cscript%3E%22end", "--connect", "tcp://@1",
            "--send", r"</svg><script>alert(1)</script>;#%%\n@enduml\n", "--until-idle", "1")
        assert status == 0, errors

    @classmethod
    def tearDownClass(cls):
        cls.keeper.cleanup()

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def path(self, name):
        return os.path.join(self.folder, name)

    def export(self, *arguments):
        return kit.run("--open", self.session, *arguments)

    def read(self, name):
        with open(self.path(name), encoding="utf-8") as file:
            return file.read()

    def test_all_files_are_made_at_once_and_nothing_is_printed(self):
        status, output, errors = self.export(
            *(part for name in NAMES for part in ("--export", name)), "--output", self.folder)
        self.assertEqual((status, output, errors), (0, b"", b""))
        self.assertEqual(sorted(os.listdir(self.folder)), sorted(NAMES))

    def test_pictures_are_xml_and_render(self):
        for look in ([], ["--dark"], ["--transparent"]):
            self.assertEqual(self.export("--export", self.path("sequence.svg"), *look)[0], 0)
            tree = xml.etree.ElementTree.parse(self.path("sequence.svg"))
            self.assertEqual(tree.getroot().tag, SVG + "svg")
            self.assertFalse(list(tree.iter(SVG + "script")))
            labels = list(tree.iter(SVG + "text"))
            self.assertTrue(labels)
            self.assertTrue(all("textLength" in label.attrib for label in labels))
        convert = kit.need("rsvg-convert")
        subprocess.run([convert, "-o", self.path("x.png"), self.path("sequence.svg")], check=True)
        self.assertGreater(os.path.getsize(self.path("x.png")), 1000)

    def test_the_report_is_one_harmless_page(self):
        self.assertEqual(self.export("--export", self.path("report.html"))[0], 0)
        text = self.read("report.html")
        page = Page()
        page.feed(text)
        page.close()
        self.assertEqual((page.wrong, page.open), ([], []))
        self.assertFalse(page.seen & {"script", "iframe", "img", "link", "object"})
        self.assertIn("svg", page.seen)
        self.assertIn("default-src 'none'", text)

    def test_bytes_of_a_peer_make_no_statement_of_a_diagram(self):
        self.assertEqual(self.export("--export", self.path("sequence.mmd"))[0], 0)
        lines = self.read("sequence.mmd").splitlines()
        self.assertEqual(lines[0], "sequenceDiagram")
        for line in lines[1:]:
            self.assertRegex(line, r"^    (participant |Note |S\d+(->>|-x|-\)|-->>)S\d+: )")
        self.assertEqual(self.export("--export", self.path("sequence.puml"))[0], 0)
        self.assertEqual(self.read("sequence.puml").count("@enduml"), 1)

    def test_plantuml_takes_it(self):
        program = kit.need("plantuml")
        self.assertEqual(self.export("--export", self.path("sequence.puml"))[0], 0)
        subprocess.run([program, "-checkonly", self.path("sequence.puml")], check=True)

    def test_another_name_decides_nothing_about_the_content(self):
        self.assertEqual(self.export("--export", "sequence.mmd", "--output", self.path("lecture.txt"))[0], 0)
        self.assertTrue(self.read("lecture.txt").startswith("sequenceDiagram"))

    def test_the_same_session_gives_the_same_bytes(self):
        for name in ("a.svg", "b.svg"):
            self.assertEqual(self.export("--export", self.path(name))[0], 0)
        self.assertEqual(self.read("a.svg"), self.read("b.svg"))

    def test_an_exported_log_can_be_opened_again(self):
        self.assertEqual(self.export("--housekeeping", "--export", self.path("log.jsonl"))[0], 0)
        first = self.export("--log", "csv", "--housekeeping")
        again = kit.run("--open", self.path("log.jsonl"), "--log", "csv", "--housekeeping")
        self.assertEqual(first, again)

    def test_what_is_wrong_with_the_command_line_is_said(self):
        for arguments, word in ((["--export", "sequence.png"], b"sequence.svg"),
                                (["--export", "a.svg", "--export", "b.svg", "--output", self.path("x")], b"--output"),
                                (["--dark"], b"--export")):
            status, output, errors = self.export(*arguments)
            self.assertEqual((status, output), (2, b""))
            self.assertIn(word, errors)
        self.assertEqual(kit.run("--export", "sequence.svg")[0], 2)

    def test_what_cannot_be_read_or_written_is_said(self):
        status, _, errors = self.export("--export", self.path("none/sequence.svg"))
        self.assertEqual(status, 1)
        self.assertIn(b"sequence.svg", errors)
        self.assertEqual(kit.run("--open", self.path("none"), "--export", self.path("a.svg"))[0], 1)
        self.assertEqual(os.listdir(self.folder), [])

    def test_an_interrupt_leaves_no_half_file(self):
        big = self.path("big.jsonl")
        with open(self.session, encoding="utf-8") as file:
            header, *events = file.read().splitlines()
        with open(big, "w", encoding="utf-8") as file:
            file.write("\n".join([header, *events]) + "\n")
            number = len(events)
            for _ in range(300000):
                number += 1
                file.write(f'{{"n":{number},"t":9,"ns":9,"kind":"note","step":"text","evidence":"observed","text":"x"}}\n')
        before = sorted(os.listdir(self.folder))
        with subprocess.Popen([kit.PROGRAM, "--open", big, "--export", self.path("log.csv")],
                              stderr=subprocess.PIPE) as program:
            # Its handler for signals stands once the session is opened.
            descriptors = f"/proc/{program.pid}/fd"
            while program.poll() is None and big not in opened(descriptors):
                pass
            program.send_signal(signal.SIGINT)
            errors = program.stderr.read()
            status = program.wait(kit.PATIENCE)
        self.assertEqual(status, 1, errors)
        self.assertIn(b"Cancelled", errors)
        self.assertEqual(sorted(os.listdir(self.folder)), before)


def opened(descriptors):
    """The files that a process has open."""
    paths = []
    try:
        for name in os.listdir(descriptors):
            paths.append(os.readlink(os.path.join(descriptors, name)))
    except OSError:
        pass
    return paths


if __name__ == "__main__":
    kit.main()
