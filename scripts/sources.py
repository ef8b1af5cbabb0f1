# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
"""The files of the project, for the checks beside this file."""

import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent


def project_files():
    """All files that are, or would be, in the repository, as paths below ROOT."""
    git = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True, check=False)
    if git.returncode == 0:
        names = git.stdout.decode().split("\0")
        return sorted({ROOT / name for name in names if name and (ROOT / name).is_file()})
    outside = {".git", "build", ".cache"}
    return sorted(path for path in ROOT.rglob("*")
                  if path.is_file() and path.relative_to(ROOT).parts[0] not in outside)


def cpp_files(*folders):
    """The C++ files below the given folders."""
    return [path for path in project_files()
            if path.suffix in (".cpp", ".h") and path.relative_to(ROOT).parts[0] in folders]
