#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
"""Compares echo servers on this machine: ours, a bare QTcpServer, raw epoll. Prints ratios, asserts nothing.

In each round every server is started afresh and meets the same load, in rotated order; what is printed are the
medians of the rounds' ratios, as absolute numbers differ from minute to minute. Only 127.0.0.1 is used.
"""
import argparse
import json
import os
import shlex
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

OURS = "{bin}/wireladder-cli --listen tcp://127.0.0.1:{port}?service=echo&backlog=4096 --log jsonl --kinds note"
SCENES = {
    "echo": ["--connections", "32", "--size", "64"],
    "one": ["--connections", "1", "--size", "64"],
    "bulk": ["--connections", "8", "--size", "65536"],
    "churn": ["--connections", "16", "--size", "64", "--churn"],
    "many": ["--connections", "16", "--size", "64"],
}
CHURN_COUNT = 4000


def parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", default="build/release", help="build directory with the programs (default %(default)s)")
    parser.add_argument("--ours", help="our server's command; {port} and {bin} are filled in")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1.0, help="of load for each server and round")
    parser.add_argument("--idle", type=int, default=5000, help="silent connections of the scene 'many'")
    parser.add_argument("--scenes", default="echo,churn", help="of " + ", ".join(SCENES) + " (default %(default)s)")
    parser.add_argument("--limit", type=float, default=600, help="seconds after which no further round begins")
    return parser.parse_args()


def find(build, name):
    for folder in ("", "tests/bench", "app/cli", "ui", "bin"):
        path = os.path.join(build, folder, name)
        if os.access(path, os.X_OK) and os.path.isfile(path):
            return os.path.abspath(path)
    sys.exit(f"run.py: {name} is not in {build}: configure with -DWIRELADDER_BENCH=ON and build first")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A server process, from its start to its end."""

    def __init__(self, command, port=None, output=subprocess.DEVNULL):
        prints_port = port is None
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE if prints_port else output,
            stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            self.port = int(self.process.stdout.readline()) if prints_port else port
            self.await_listening()
        except (OSError, ValueError) as error:
            self.stop()
            sys.exit(f"run.py: {' '.join(command)} did not listen: {error}")

    def await_listening(self):
        for _ in range(200):
            if self.process.poll() is not None:
                raise OSError(f"it ended with status {self.process.returncode}")
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except ConnectionRefusedError:
                time.sleep(0.05)
        raise OSError("nobody answers at its port")

    def stop(self):
        self.process.stdin.close()
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Bench:
    def __init__(self, options):
        self.options = options
        self.loadgen = find(options.build, "loadgen")
        self.yardsticks = {"epoll": find(options.build, "epollserver"), "bare": find(options.build, "bareserver")}
        self.ends = time.monotonic() + options.limit

    def ours(self, extra=""):
        port = free_port()
        command = self.options.ours or OURS
        if not self.options.ours:
            folder = os.path.dirname(find(self.options.build, "wireladder-cli"))
        else:
            folder = self.options.build
        return shlex.split((command + extra).replace("{port}", str(port)).replace("{bin}", folder)), port

    def start(self, name):
        if name in self.yardsticks:
            return Server([self.yardsticks[name]])
        return Server(*self.ours())

    def load(self, server, arguments):
        command = [self.loadgen, "--port", str(server.port), "--pid", str(server.process.pid)] + arguments
        done = subprocess.run(command, stdout=subprocess.PIPE, timeout=self.options.seconds * 4 + 90, check=True)
        return json.loads(done.stdout)

    def scene_arguments(self, scene):
        arguments = SCENES[scene] + ["--seconds", str(self.options.seconds)]
        if scene == "churn":
            # Bounded: each connection leaves a TIME-WAIT socket behind.
            arguments = SCENES[scene] + ["--seconds", "20", "--count", str(CHURN_COUNT)]
        if scene == "many":
            arguments += ["--idle", str(self.options.idle)]
        return arguments

    def rounds(self, scene):
        names = list(self.yardsticks) + ["ours"]
        results = []
        for number in range(self.options.rounds):
            if time.monotonic() > self.ends:
                print(f"(the limit of {self.options.limit:.0f} s is reached after {number} rounds)")
                break
            turn = number % len(names)
            round_results = {}
            for name in names[turn:] + names[:turn]:
                server = self.start(name)
                try:
                    round_results[name] = self.load(server, self.scene_arguments(scene))
                finally:
                    server.stop()
            results.append(round_results)
        return results

    def completeness(self):
        """Bytes that our journal says it received and sent, beside the bytes of the load."""
        if self.options.ours or time.monotonic() > self.ends:
            return
        size, count = 64, 5000
        with tempfile.TemporaryFile("w+") as log:
            command, port = self.ours()
            server = Server([word if word != "note" else "call" for word in command], port, log)
            try:
                done = self.load(server, ["--connections", "8", "--size", str(size), "--count", str(count), "--seconds", "20"])
            finally:
                server.stop()
            log.seek(0)
            totals = {"recv": 0, "send": 0}
            for text in log:
                event = json.loads(text)
                if event.get("family") in totals and int(event.get("result", 0)) > 0 and not event.get("probe"):
                    totals[event["family"]] += int(event["result"])
        expected = done["ops"] * size
        print(f"journal: received {totals['recv']}, sent {totals['send']} of {expected} bytes")


def median(results, name, key, base=None):
    values = [r[name][key] / r[base][key] if base and r[base][key] else r[name][key] for r in results]
    return statistics.median(values)


def show(scene, results):
    print(f"\n{scene}: {' '.join(SCENES[scene])}, {len(results)} rounds")
    print(f"{'server':8}{'x epoll':>9}{'x bare':>9}{'cpu x bare':>12}{'ops/s':>10}{'p50 us':>9}{'p99 us':>9}"
          f"{'cpu us/op':>11}{'errors':>8}{'wrong':>7}")
    for name in results[0]:
        value = lambda key, base=None, name=name: median(results, name, key, base)
        print(f"{name:8}{value('ops_per_second', 'epoll'):9.2f}{value('ops_per_second', 'bare'):9.2f}"
              f"{value('server_cpu_us_per_op', 'bare'):12.2f}{value('ops_per_second'):10.0f}{value('p50_us'):9.1f}"
              f"{value('p99_us'):9.1f}{value('server_cpu_us_per_op'):11.2f}"
              f"{sum(r[name]['errors'] for r in results):8}{sum(r[name]['mismatches'] for r in results):7}")


def main():
    options = parse()
    bench = Bench(options)
    for scene in options.scenes.split(","):
        if scene not in SCENES:
            sys.exit(f"run.py: no scene '{scene}'; there are {', '.join(SCENES)}")
        results = bench.rounds(scene)
        if results:
            show(scene, results)
    bench.completeness()


if __name__ == "__main__":
    main()
