#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
#
# Runs shellcheck over all shell scripts, and compiles the Python ones.
set -euo pipefail
cd "$(dirname "$0")/.."
shellcheck dev .ci/run scripts/*.sh tests/*/*.sh
python3 - scripts tests <<'EOT'
import ast
import pathlib
import sys

for folder in sys.argv[1:]:
    for path in sorted(pathlib.Path(folder).rglob("*.py")):
        ast.parse(path.read_text(encoding="utf-8"), str(path))
EOT
