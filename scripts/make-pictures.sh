#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
#
# Takes the pictures in docs/pictures anew, from the real window with a real conversation; needs no display.
set -euo pipefail
cd "$(dirname "$0")/.."

./dev build dev
QT_QPA_PLATFORM=offscreen QT_SCALE_FACTOR=${SCALE-1} LC_ALL=C.UTF-8 build/dev/tests/wireladder-pictures docs/pictures
