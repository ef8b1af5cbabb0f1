#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
#
# Installs a package in the smallest Debian 12 and starts the programs there. Needs root, debootstrap and a mirror.
# Usage: check-bare-debian.sh FILE.deb [MIRROR]        (default: the mirror of this machine's apt)
set -euo pipefail

[[ $# -ge 1 && -f $1 ]] || { sed -n '5,6s/^# //p' "$0" >&2; exit 2; }
deb=$(readlink -f "$1")
mirror=${2-}
if [[ -z $mirror ]]; then
    # shellcheck disable=SC2016  # apt's own placeholder
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Codename: bookworm' | head -n 1)
fi
[[ -n $mirror ]] || { echo "No mirror of Debian 12 is known here: name one." >&2; exit 2; }

root=$(mktemp -d)
cleanup() {
    umount "$root/proc" 2>/dev/null || true
    rm -rf --one-file-system "$root"
}
trap cleanup EXIT
debootstrap --variant=minbase bookworm "$root" "$mirror"
mount -t proc proc "$root/proc"
cp "$deb" "$root/tmp/wireladder.deb"
# How this machine reaches its mirror, through a proxy for example, holds inside too.
cp /etc/apt/apt.conf.d/*proxy* "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
cp /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true

inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/tmp LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
inside apt-get install --yes --no-install-recommends /tmp/wireladder.deb
for program in wireladder wireladder-cli; do
    inside "$program" --version
    inside "$program" --help >/dev/null
done
inside wireladder-cli --demo
# The window has no end of its own: still there after five seconds is what a start looks like.
status=0
inside env QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR=/tmp timeout 5 wireladder || status=$?
[[ $status == 124 ]] || { echo "The window ended by itself, with exit status $status." >&2; exit 1; }
inside apt-get remove --yes wireladder
echo "Installed, started and removed in a bare Debian 12."
