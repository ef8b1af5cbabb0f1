#!/usr/bin/env -S python3 -B
# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
"""Prints the texts of resources/explanations as C++ for lupdate: made anew each time, so it is never out of date.

scripts/explanation-strings.py >build/explanations.cpp && lupdate app ui build/explanations.cpp -ts ...
"""

import json
import sys

from sources import ROOT

PARTS = ("does", "kernel", "wrong")


def texts():
    """The texts as the program looks them up: the sentences of one part in one piece."""
    for path in sorted((ROOT / "resources" / "explanations").glob("*.json")):
        for group, entries in json.loads(path.read_text(encoding="utf-8")).items():
            for name, parts in entries.items():
                for part in PARTS:
                    if part in parts:
                        yield f"{group} {name}: {part}", " ".join(parts[part])


def main():
    print("#include <QtGlobal>")
    print("[[maybe_unused]] static const char *const explanations[] = {")
    for place, text in texts():
        quoted = text.replace("\\", "\\\\").replace('"', '\\"')
        print(f"    //: {place}")
        print(f'    QT_TRANSLATE_NOOP("explanations", "{quoted}"),')
    print("};")
    return 0


if __name__ == "__main__":
    sys.exit(main())
