#!/usr/bin/env -S python3 -B
# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
"""Fails where a file breaks a rule of the house that neither the compiler nor clang-tidy looks after."""

import re
import sys

from sources import ROOT, project_files

CODE = re.compile(r"(app|ui)/.*\.(cpp|h)")
CPP = re.compile(r".*\.(cpp|h)")
ALL = re.compile(r".*")
GUI_HEADERS = "|".join([
    r"Qt(Gui|Widgets)\b",
    r"Q(AbstractButton|AbstractScrollArea|AbstractItemView|Accessible|Action|Application|BoxLayout|Brush|Button|CheckBox)",
    r"Q(Clipboard|Color|ComboBox|Cursor|Dialog|Dock|Font|Form|Gradient|Graphics|GridLayout|GuiApplication|Header)",
    r"Q(Icon|Image|KeyEvent|KeySequence|Label|Layout|LineEdit|MainWindow|Menu|MessageBox|Mouse|Paint|Palette|Pen|Pixmap)",
    r"Q(PlainText|PushButton|Screen|ScrollBar|Splitter|StandardItem|StatusBar|Style|SyntaxHighlighter|TableView|TableWidget)",
    r"Q(Text(Edit|Document|Layout|Browser|Cursor)|ToolBar|ToolTip|TreeView|WheelEvent|Widget|Window)",
])

# files, files let off, what must not stand in a line, why
FORBIDDEN = [
    (CODE, None, r"waitFor(Connected|ReadyRead|BytesWritten|Disconnected|NewConnection|EncryptedBytes)",
     "blocks its thread: use the signal"),
    (CODE, re.compile(r"app/sockets/epolldispatcher\.(h|cpp)"), r"\bprocessEvents\s*\(",
     "re-enters the event loop: return to it instead"),
    (re.compile(r"app/.*"), None, rf"#include\s*<({GUI_HEADERS})", "app/ knows no screen: put it in ui/"),
    (CODE, None, r"Qt::(RichText|AutoText|MarkdownText)|\bset(Html|Markdown)\s*\(|\binsertHtml\s*\(|\bappendHtml\s*\(",
     "remote text could act as markup: plain text only"),
    (CODE, None, r"QMessageBox::(information|warning|critical|question|about)\s*\(",
     "guesses at markup: make a QMessageBox with Qt::PlainText"),
    (CPP, None, r"\b(TODO|FIXME|XXX)\b", "finish it, or open an issue"),
    (CPP, None, r"#include\s*\"(?!(app|ui|tests)/|[a-z0-9_]+\.moc\")", "includes name the path from the top folder"),
    (ALL, None, r"(^|[^\w.~$}])/(wor[k]|far[m]|home|root|Users)/[\w.]", "a path of one machine"),
    (ALL, None, r"[ \t]+$", "space at the end of the line"),
]
WITH_LICENCE = re.compile(r".*\.(cpp|h|py|sh|cmake|svg|xml|desktop|1|supp)|(.*/)?CMakeLists\.txt|dev|\.ci/run|\.clang-tidy")
NAMES = re.compile(r"(app|ui)/([a-z0-9]+/)*([a-z0-9]+\.(cpp|h)|CMakeLists\.txt)")
BINARY = {".png", ".qm", ".wlspool", ".ico", ".gz"}


def line_problems(name, lines):
    """Forbidden words, line by line."""
    rules = [(re.compile(pattern), why) for files, let_off, pattern, why in FORBIDDEN
             if files.fullmatch(name) and not (let_off and let_off.fullmatch(name))]
    for number, line in enumerate(lines, 1):
        for pattern, why in rules:
            if pattern.search(line):
                yield f"{name}:{number}: {why}: {line.strip()[:100]}"


def file_problems(name, text, lines):
    """What a file as a whole must have."""
    if WITH_LICENCE.fullmatch(name):
        head = "\n".join(lines[:6])
        # REUSE-IgnoreStart
        if "SPDX-FileCopyrightText:" not in head or "SPDX-License-Identifier: MIT" not in head:
            yield f"{name}: the two SPDX lines are missing at its top"
        # REUSE-IgnoreEnd
    if name.endswith(".h") and "#pragma once" not in lines[:6]:
        yield f"{name}: #pragma once is missing after the SPDX lines"
    if name.split("/")[0] in ("app", "ui") and not NAMES.fullmatch(name):
        yield f"{name}: files of app/ and ui/ have lower-case names, .cpp and .h"
    if text and not text.endswith("\n"):
        yield f"{name}: no newline at its end"


def main():
    problems = []
    for path in project_files():
        name = path.relative_to(ROOT).as_posix()
        if path.suffix in BINARY or name.startswith("tests/fuzz/seeds/"):
            continue
        data = path.read_bytes()
        if b"\0" in data:
            continue
        text = data.decode("utf-8", errors="replace")
        lines = text.split("\n")
        problems += line_problems(name, lines)
        problems += file_problems(name, text, lines)
    print("\n".join(problems) if problems else "No rule is broken.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
