#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
#
# Usage: tree.sh BUILD. Installs into an empty folder: everything must be there, and fit together.
set -euo pipefail
build=$1
id=io.github.wireladder.Wireladder
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
DESTDIR=$tree cmake --install "$build" --prefix /usr >/dev/null

missing=0
expect() {
    [[ -s $tree/usr/$1 ]] || { echo "not installed: $1"; missing=1; }
}
for file in bin/wireladder bin/wireladder-cli share/man/man1/wireladder.1 share/man/man1/wireladder-cli.1 \
    share/doc/wireladder/copyright share/doc/wireladder/CHANGELOG.md share/applications/$id.desktop \
    share/metainfo/$id.metainfo.xml share/mime/packages/$id.xml share/icons/hicolor/scalable/apps/$id.svg; do
    expect "$file"
done
for size in 16 24 32 48 64 128 256; do
    expect "share/icons/hicolor/${size}x$size/apps/$id.png"
done
[[ $missing == 0 ]] || exit 1
if ! command -v appstreamcli >/dev/null; then
    echo "Not run here: appstreamcli is not installed."
    exit 77
fi
appstreamcli validate-tree --no-net "$tree"
