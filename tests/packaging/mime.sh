#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
#
# Usage: mime.sh MIME.xml WIRELADDER-CLI. A session that the program wrote is known by its type, with its suffix and without.
set -euo pipefail
for tool in update-mime-database gio; do
    if ! command -v "$tool" >/dev/null; then
        echo "Not run here: $tool is not installed."
        exit 77
    fi
done
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
export XDG_DATA_HOME=$out/share XDG_DATA_DIRS=/usr/share
mkdir -p "$XDG_DATA_HOME/mime/packages"
cp "$1" "$XDG_DATA_HOME/mime/packages/"
update-mime-database "$XDG_DATA_HOME/mime"
timeout --kill-after=2 30 "$2" --demo --session "$out/saved.jsonl" >/dev/null
cp "$out/saved.jsonl" "$out/saved"
echo '{"other": true}' >"$out/other"
type_of() { gio info --attributes=standard::content-type "$1" | sed -n 's/.*content-type: //p'; }
wanted=application/x-wireladder-session
for file in saved.jsonl saved; do
    [[ $(type_of "$out/$file") == "$wanted" ]] || { echo "$file is taken for $(type_of "$out/$file")"; exit 1; }
done
[[ $(type_of "$out/other") != "$wanted" ]] || { echo "any JSON is taken for a session"; exit 1; }
echo "Sessions are known by their suffix and by their first bytes."
