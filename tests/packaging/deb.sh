#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
#
# Usage: deb.sh BUILD. Packs what is built there, compiling nothing, and has lintian look at it.
set -euo pipefail
build=$(readlink -f "$1")
for tool in dpkg-shlibdeps lintian file; do
    if ! command -v "$tool" >/dev/null; then
        echo "Not run here: $tool is not installed."
        exit 77
    fi
done
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
cd "$out"
cpack --config "$build/CPackConfig.cmake" -G DEB -B "$out" >cpack.log 2>&1 || { cat cpack.log; exit 1; }
packages=("$out"/*.deb)
dpkg-deb --info "${packages[0]}"
dpkg-deb --info "${packages[0]}" | grep -q 'Depends:.*libqt6core6.*libqt6widgets6' || { echo "Qt is not among what it depends on."; exit 1; }
lintian --allow-root --fail-on error,warning --info "${packages[0]}"
