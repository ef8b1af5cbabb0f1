#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
#
# Two machines: a server on all addresses of one network namespace, a client in another, a cable between them.
# Usage: twomachines.sh WIRELADDER-CLI. Ends with 77 where namespaces are forbidden. Namespaces and cable go
# with the last process in them.
set -euo pipefail

skip() {
    echo "Skipped: $1"
    exit 77
}

fail() {
    echo "Failed: $1"
    for log in "$folder"/*; do
        echo "--- ${log##*/}"
        cat "$log"
    done
    exit 1
}

cli=$(realpath "${1:?the path of wireladder-cli is missing}")
if [ "${2:-}" != inside ]; then
    for tool in ip unshare nsenter; do
        command -v "$tool" >/dev/null || skip "$tool is not installed."
    done
    if unshare --user --map-root-user --net true 2>/dev/null; then
        exec unshare --user --map-root-user --net "$BASH" "$0" "$cli" inside
    elif unshare --net true 2>/dev/null; then
        exec unshare --net "$BASH" "$0" "$cli" inside
    fi
    skip "this system does not let us make network namespaces."
fi

folder=$(mktemp -d)
children=()
clean_up() {
    for child in "${children[@]}"; do
        kill "$child" 2>/dev/null || true
    done
    wait
    rm -rf "$folder"
}
trap clean_up EXIT

# Waits until a line of a log has this in it, as long as its program runs; prints the line. Patience has an end.
await() {
    local log=$1 pattern=$2 program=$3
    for _ in $(seq 600); do
        grep -m 1 -E "$pattern" "$log" && return
        kill -0 "$program" 2>/dev/null || break
        sleep 0.1
    done
    grep -m 1 -E "$pattern" "$log"
}

# The second machine lives as long as this process.
unshare --net sleep 300 &
other=$!
children+=("$other")
for _ in $(seq 100); do
    [ "$(readlink "/proc/$other/ns/net")" != "$(readlink /proc/self/ns/net)" ] && break
    sleep 0.05
done
on_other() {
    nsenter --target "$other" --net "$@"
}

ip link add cable0 type veth peer name cable1 netns "$other" || skip "this kernel has no veth."
ip address add 10.77.0.1/24 dev cable0
ip link set cable0 up
ip link set lo up
on_other ip address add 10.77.0.2/24 dev cable1
on_other ip link set cable1 up
on_other ip link set lo up

# --housekeeping: the port that the system chose is what getsockname() says.
"$cli" --listen 'tcp://*:0?service=uppercase' --log jsonl --housekeeping >"$folder/server" 2>&1 &
server=$!
children+=("$server")
line=$(await "$folder/server" '"endpoint":"Server 1".*"local":"[^"]*:[1-9][0-9]*"' "$server") || fail "the server does not listen."
port=$(sed -E 's/.*"local":"[^"]*:([0-9]+)".*/\1/' <<<"$line")

nsenter --target "$other" --net "$cli" --connect "tcp://10.77.0.1:$port" --send hello --log jsonl >"$folder/client" 2>&1 &
client=$!
children+=("$client")
capitals=$(printf HELLO | base64)
await "$folder/client" "\"family\":\"recv\".*\"data\":\"$capitals\"" "$client" >/dev/null || fail "no HELLO came back."
await "$folder/server" '"family":"accept".*"peer":"[^"]*10\.77\.0\.2[]:]' "$server" >/dev/null \
    || fail "the server did not accept the other machine."

kill -TERM "$client" "$server"
wait "$client" || fail "the client did not end in order."
wait "$server" || fail "the server did not end in order."
echo "10.77.0.2 said hello to port $port of 10.77.0.1 and got HELLO."
