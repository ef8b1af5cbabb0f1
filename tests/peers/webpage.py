#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
"""The web page as browsers and curl see it."""

import html
import shutil
import subprocess
import tempfile
import unittest

import kit


def browser():
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    raise unittest.SkipTest("not run here: there is no Chromium")


class WebPage(unittest.TestCase):
    def served(self):
        return kit.Program("--listen", "tcp://127.0.0.1:0?service=web-page")

    def test_chromium_shows_its_own_request(self):
        with self.served() as program, tempfile.TemporaryDirectory() as profile:
            url = f"http://127.0.0.1:{program.port()}/?q=%3Cb%3Ebold%3C/b%3E"
            done = subprocess.run(
                [browser(), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                 "--disable-background-networking", "--disable-component-update", "--disable-sync",
                 "--disable-dev-shm-usage", f"--user-data-dir={profile}", "--dump-dom", url],
                capture_output=True, text=True, timeout=2 * kit.PATIENCE, check=False)
            self.assertIn("A server in Wireladder sent this page", done.stdout, done.stderr[-2000:])
            self.assertIn("Where to look in Wireladder", done.stdout)
            self.assertIn("GET /?q=", done.stdout)
            self.assertIn("User-Agent: ", done.stdout)
            self.assertNotIn("<b>bold</b>", done.stdout)
            asked = next(e for e in program.reads("Server 1") if b"?q=" in kit.payload(e))
            first = kit.payload(asked).split(b"\r\n")[0].decode()
            self.assertIn(first, html.unescape(done.stdout))

    def test_curl_gets_a_whole_page_and_an_ordinary_end(self):
        with self.served() as program:
            done = subprocess.run(
                [kit.need("curl"), "--silent", "--show-error", "--noproxy", "*", "-H", "X-Evil: <script>alert(1)</script>",
                 f"http://127.0.0.1:{program.port()}/"], capture_output=True, text=True, timeout=kit.PATIENCE, check=False)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn("X-Evil: &lt;script&gt;alert(1)&lt;/script&gt;", done.stdout)
            self.assertTrue(done.stdout.rstrip().endswith("</html>"))
            program.wait(kind="call", family="close")
            self.assertEqual(program.find(kind="note", step="reset"), [])

    def test_curl_that_posts_is_told_so_and_not_reset(self):
        with self.served() as program, tempfile.NamedTemporaryFile() as body:
            body.write(b"x" * 60_000)
            body.flush()
            done = subprocess.run(
                [kit.need("curl"), "--silent", "--show-error", "--noproxy", "*", "--data-binary", f"@{body.name}",
                 "--output", "/dev/null", "--write-out", "%{http_code}", f"http://127.0.0.1:{program.port()}/"],
                capture_output=True, text=True, timeout=kit.PATIENCE, check=False)
            self.assertEqual((done.returncode, done.stdout), (0, "501"), done.stderr)


if __name__ == "__main__":
    kit.main()
