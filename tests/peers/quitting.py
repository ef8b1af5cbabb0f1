#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
"""The program ends at once although a name server never answers. Runs in a network namespace of its own."""
import os
import signal
import subprocess
import sys
import tempfile
import time

# The resolver would wait for 30 seconds; a machine under load needs some for its own work.
FAR_BELOW_THE_RESOLVER = 15
SILENT = ("import socket; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.settimeout(20); s.bind(('127.0.0.1', 53)); "
          "print('bound', flush=True); s.recv(512); print('asked', flush=True); import time; time.sleep(60)")
SCRIPT = 'mount --bind "$1" /etc/resolv.conf && ip link set lo up && exec "$2" -c "$3"'
NAMESPACE = ["unshare", "--user", "--map-root-user", "--mount", "--net"]


def skip(reason):
    print(f"not run here: {reason}")
    sys.exit(77)


def name_server(folder):
    resolv = os.path.join(folder, "resolv.conf")
    with open(resolv, "w", encoding="utf-8") as file:
        file.write("nameserver 127.0.0.1\noptions timeout:30\n")
    try:
        server = subprocess.Popen([*NAMESPACE, "sh", "-c", SCRIPT, "sh", resolv, sys.executable, SILENT],
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    except FileNotFoundError as error:
        skip(error)
    if server.stdout.readline() != "bound\n":
        skip("no namespace with a name server of its own: " + server.stderr.read().strip()[-200:])
    return server


def main():
    with tempfile.TemporaryDirectory() as folder:
        server = name_server(folder)
        environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", XDG_DATA_HOME=folder, XDG_CONFIG_HOME=folder)
        inside = ["nsenter", "--target", str(server.pid), "--user", "--preserve-credentials", "--mount", "--net"]
        program = subprocess.Popen([*inside, os.path.abspath(sys.argv[1]), "--connect", "tcp://silent.example:80"], env=environment,
                                   stdout=subprocess.DEVNULL)
        try:
            assert server.stdout.readline() == "asked\n", "the program asked nobody"
            begun = time.monotonic()
            program.send_signal(signal.SIGTERM)
            status = program.wait(FAR_BELOW_THE_RESOLVER)
            print(f"quit after {time.monotonic() - begun:.2f} s with status {status}")
            assert status == 0, status
        finally:
            for process in (program, server):
                process.kill()
                process.wait()


if __name__ == "__main__":
    main()
