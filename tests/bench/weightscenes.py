# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
"""The parts of weight.py that put a server with its window under load."""
import json
import os
import statistics
import subprocess

import run

TCP = "tcp://127.0.0.1:0?service=echo&backlog=4096"


class Live:
    """liveserver: our server with its window visible, or headless; can be used as a server of run.py."""

    def __init__(self, options, url=TCP, *more):
        environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", QT_LOGGING_RULES="*=false")
        self.process = subprocess.Popen([run.find(options.build, "liveserver"), url, *more], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment)
        self.port = int(self.process.stdout.readline())

    def tell(self, word):
        self.process.stdin.write(word + "\n")
        self.process.stdin.flush()

    def report(self):
        self.tell("report")
        return json.loads(self.process.stdout.readline())

    def stop(self):
        self.process.stdin.close()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()


def generate(options, name, server, *arguments, limit=300):
    command = [run.find(options.build, name), "--port", str(server.port), *map(str, arguments)]
    if name == "loadgen":
        command += ["--pid", str(server.process.pid)]
    done = subprocess.run(command, stdout=subprocess.PIPE, timeout=limit, check=True)
    return json.loads(done.stdout)


def rounds(options, arguments, complete):
    """Each yardstick and the live window under the same load; `complete` is told what both sides counted."""
    bench = run.Bench(options)
    names = ["epoll", "bare", "live"]
    results = []
    for turn in range(options.rounds):
        result = {}
        for name in names[turn % 3:] + names[:turn % 3]:
            server = Live(options) if name == "live" else run.Server([bench.yardsticks[name]])
            try:
                result[name] = generate(options, "loadgen", server, *arguments)
                if name == "live":
                    complete(result[name], server.report())
            finally:
                server.stop()
        results.append(result)
    return results


def ratio(results, key, base):
    return statistics.median(r["live"][key] / r[base][key] for r in results if r[base][key])


def compare(table, what, results, aims):
    for base, key, limit, most in aims:
        value = ratio(results, key, base)
        name = "server CPU a message" if key.startswith("server") else "messages a second"
        table.add(f"{what}: {name}", f"{'≤' if most else '≥'} {limit} × {'bare QTcpServer' if base == 'bare' else 'raw epoll'}",
                  f"{value:.2f} ×", value, limit, most)


def live(options, table):
    lost = []
    check = lambda size: lambda load, own: lost.append(
        abs(own["bytes_in"] - load["ops"] * size) + abs(own["bytes_out"] - load["ops"] * size) + load["mismatches"] + load["errors"])
    arguments = ["--connections", 32, "--size", 64, "--seconds", options.seconds]
    compare(table, "live echo, 32 connections, window visible", rounds(options, arguments, check(64)),
            [("bare", "ops_per_second", 0.90, False), ("epoll", "ops_per_second", 0.70, False),
             ("bare", "server_cpu_us_per_op", 1.2, True)])
    arguments = ["--connections", 16, "--size", 64, "--churn", "--count", 1500 if options.quick else 4000, "--seconds", 20]
    compare(table, "live, connect, echo once, close", rounds(options, arguments, check(64)),
            [("bare", "ops_per_second", 0.90, False), ("epoll", "ops_per_second", 0.70, False),
             ("bare", "server_cpu_us_per_op", 1.2, True)])
    table.add("live: bytes that journal and load generator count differently", "0", str(sum(lost)), sum(lost), 0)


def hold(options, server, *arguments):
    """Load whose connections stay open until the block is left: what it counted, and how to end it."""
    command = [run.find(options.build, "loadgen"), "--port", str(server.port), "--hold", *map(str, arguments)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    return process, json.loads(process.stdout.readline())


def held(options, more):
    server = Live(options, TCP, *more)
    try:
        before = server.report()
        process, load = hold(options, server, "--connections", 16, "--idle", options.idle, "--seconds", 0.1)
        after = server.report()
        process.communicate()
        return before, load, after
    finally:
        server.stop()


def many(options, table):
    total = options.idle + 16
    slow = []
    def complete(load, own):
        slow.append(load["slow_connects"] + load["errors"] + options.idle - load["idle_opened"])
    arguments = ["--connections", 16, "--size", 64, "--idle", options.idle, "--seconds", options.seconds]
    compare(table, f"16 active among {total:,} open, window visible", rounds(options, arguments, complete),
            [("epoll", "ops_per_second", 0.60, False), ("bare", "ops_per_second", 25, False)])
    table.add("the same: connects that failed or took over 200 ms", "0", str(sum(slow)), sum(slow), 0)
    before, load, after = held(options, [])
    missing = abs(load["idle_opened"] - after["listed"]) + abs(load["idle_opened"] - after["open"])
    table.add("the same: held open, listed in the panel and counted", f"{options.idle:,}",
              f"{after['listed']:,} and {after['open']:,}", missing, 0)
    before, load, after = held(options, ["--headless"])
    grown = (after["rss"] - before["rss"] - (after["journal"] - before["journal"])) / load["idle_opened"] / 1000
    table.add("the same: memory of a connection, without journal and folds", "≤ 12 kB", f"{grown:.1f} kB", grown, 12)


def udp(options, table):
    url = "udp://127.0.0.1:0?service=echo"
    server = Live(options, url)
    try:
        load = generate(options, "udpgen", server, "--window", 1024, "--seconds", 1 if options.quick else 3)
        own = server.report()
    finally:
        server.stop()
    table.add(f"UDP live, 1,024 under way, {load['ops']:,} sent", "nothing lost", f"{load['lost']} lost, {own['dropped']} dropped",
              load["lost"] + own["dropped"], 0)
    seconds = 1 if options.quick else options.flood
    for service in ("echo", "manual"):
        server = Live(options, f"udp://127.0.0.1:0?service={service}")
        try:
            load = generate(options, "udpgen", server, "--flood", "--seconds", seconds, "--size", 64, limit=seconds + 60)
            own = server.report()
        finally:
            server.stop()
        missing = load["sent"] - own["datagrams_in"] - own["dropped"]
        table.add(f"UDP flood, {service}, {load['per_second']:,.0f} a second for {seconds:.0f} s, window visible",
                  "shown + dropped = sent",
                  f"{own['datagrams_in']:,} + {own['dropped']:,} = {load['sent']:,}" + (f" − {missing}" if missing else ""),
                  abs(missing), 0)


def stall(options, table):
    seconds = 1 if options.quick else 4
    loads = {
        "echo, 32 connections": (TCP, "loadgen", ["--connections", 32, "--seconds", seconds]),
        "churn": (TCP, "loadgen", ["--connections", 16, "--churn", "--count", 2500 * seconds, "--seconds", 20]),
        f"{options.idle + 16:,} connections opened, 16 active": (
            TCP, "loadgen", ["--connections", 16, "--idle", options.idle, "--seconds", seconds]),
        "UDP flood": ("udp://127.0.0.1:0?service=manual", "udpgen", ["--flood", "--seconds", seconds]),
        "connect and RST": (TCP, "loadgen", ["--connections", 16, "--storm", "--count", 5000 * seconds, "--seconds", 20]),
    }
    for name, (url, generator, arguments) in loads.items():
        server = Live(options, url)
        try:
            server.tell("begin")
            generate(options, generator, server, *arguments)
            own = server.report()
        finally:
            server.stop()
        table.add(f"window's longest stall: {name}", "p99 ≤ 16.7 ms",
                  f"p50 {own['gap_p50']:.1f}, p99 {own['gap_p99']:.1f}, at most {own['gap_max']:.1f} ms; of it the window's own "
                  f"work p99 {own['work_p99']:.1f}, at most {own['work_max']:.1f} ms", own["gap_p99"], 16.7)
