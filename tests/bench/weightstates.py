# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
"""The parts of weight.py about states: a full disk, starting, idling, quitting."""
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

import run
import weightscenes

QUIET = dict(os.environ, QT_QPA_PLATFORM="offscreen", QT_LOGGING_RULES="*=false")


def own_home(folder):
    return dict(QUIET, XDG_DATA_HOME=folder, XDG_CONFIG_HOME=folder, XDG_RUNTIME_DIR=folder)


def in_namespace(command):
    return ["unshare", "--user", "--map-root-user", "--mount", "--net", "sh", "-c",
            'ip link set lo up && exec "$@"', "sh", *command]


def disk(options, table):
    """The rest runs in a mount namespace of its own, in which a small file system can be filled."""
    here = os.path.abspath(__file__)
    command = in_namespace([sys.executable, "-B", here, os.path.abspath(options.build)])
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=120)
    if done.returncode != 0:
        table.add("disk full under load", "", "not measured: " + done.stderr.strip()[-160:])
        return
    full, limit = (dict(part.split("=") for part in line.split()) for line in done.stdout.splitlines()[-2:])
    wrong = int(full["lost"]) + (int(full["paused"]) == 0) + (int(full["resumed"]) == 0)
    table.add("disk full under load: reading pauses, goes on when there is room", "nothing lost",
              f"paused {full['paused']} ×, resumed {full['resumed']} ×, {full['lost']} bytes lost of {full['bytes']}", wrong, 0)
    wrong = (int(limit["paused"]) != 1) + int(limit["resumed"]) + int(limit["lost"])
    table.add("spool limit of 16 MiB reached under load: reading pauses", "said once; every answer is in the journal",
              f"paused {limit['paused']} ×, resumed {limit['resumed']} ×, {limit['lost']} bytes of answers not in it",
              wrong, 0)


def flooded(options, home, more, middle):
    """Echo load against a server whose spool is in `home`; `middle` runs when the load has run for a while."""
    server = weightscenes.Live(options, weightscenes.TCP, "--home", home, *more)
    command = [run.find(options.build, "loadgen"), "--port", str(server.port), "--connections", "8", "--size", "4096",
               "--seconds", "5"]
    load = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    middle()
    counted = weightscenes.json.loads(load.communicate(timeout=60)[0])
    own = server.report()
    server.stop()
    return counted, own


def wait_for_room(home, free):
    def middle():
        for _ in range(300):
            if shutil.disk_usage(home).free < 65536:
                break
            time.sleep(0.01)
        time.sleep(0.5)
        free()
    return middle


def disk_inside(build):
    class Options:
        pass
    options = Options()
    options.build = build
    with tempfile.TemporaryDirectory() as home:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1g", "none", home], check=True)
        ballast = os.path.join(home, "ballast")
        with open(ballast, "wb") as file:
            os.posix_fallocate(file.fileno(), 0, shutil.disk_usage(home).free - (24 << 20))
        counted, own = flooded(options, home, [], wait_for_room(home, lambda: os.unlink(ballast)))
        lost = abs(own["bytes_in"] - counted["ops"] * 4096) + counted["errors"] + counted["mismatches"]
        print(f"paused={own['paused']} resumed={own['resumed']} lost={lost} bytes={counted['ops'] * 4096}")
        counted, own = flooded(options, home, ["--disk-limit", "16"], lambda: None)
        # The load stops when nothing answers any more; all that it heard was sent by calls in the journal.
        lost = max(0, counted["ops"] * 4096 - own["bytes_out"]) + counted["mismatches"]
        print(f"paused={own['paused']} resumed={own['resumed']} lost={lost}")
        subprocess.run(["umount", "-l", home], check=True)


def first_paint(command, folder):
    begun = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=own_home(folder))
    painted = int(process.stdout.readline())
    return process, (painted - begun) / 1e6


def cpu_ticks(process):
    with open(f"/proc/{process.pid}/stat", encoding="utf-8") as file:
        fields = file.read().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def start(options, table):
    ratios, ours = [], []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(options.rounds + 1):
            took = {}
            for name in ("trivialwindow", "startwindow"):
                process, took[name] = first_paint([run.find(options.build, name)], folder)
                process.kill()
                process.communicate()
            ours.append(took["startwindow"])
            ratios.append(took["startwindow"] / took["trivialwindow"])
        # The first round warmed the disk's cache.
        ratio = statistics.median(ratios[1:])
        table.add("start to first visible content", "≤ 1.2 × a trivial QMainWindow",
                  f"{ratio:.2f} × ({statistics.median(ours[1:]):.0f} ms)", ratio, 1.2)
        process, _ = first_paint([run.find(options.build, "startwindow")], folder)
        time.sleep(2)
        before = cpu_ticks(process)
        seconds = 3 if options.quick else 6
        time.sleep(seconds)
        spent = (cpu_ticks(process) - before) * 1000 / os.sysconf("SC_CLK_TCK")
        process.kill()
        process.communicate()
    table.add("idle: processor time", "0", f"{spent:.0f} ms in {seconds} s", spent, 0)


def quit_time(process):
    begun = time.monotonic()
    process.send_signal(signal.SIGTERM)
    process.wait(60)
    return time.monotonic() - begun


def quitting(options, table):
    with tempfile.TemporaryDirectory() as folder:
        program = run.find(options.build, "wireladder")
        def launched(*arguments, wrap=lambda command: command):
            return subprocess.Popen(wrap([program, *arguments]), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                    env=own_home(folder))
        process = launched()
        time.sleep(1.5)
        took = {"idle": quit_time(process)}
        port = run.free_port()
        process = launched("--listen", f"tcp://127.0.0.1:{port}?service=echo&backlog=4096")
        time.sleep(1.5)
        server = type("Server", (), {"port": port})
        load, _ = weightscenes.hold(options, server, "--connections", 16, "--idle", options.idle, "--seconds", 0.1)
        took[f"{options.idle:,} peers"] = quit_time(process)
        load.communicate()
        took["silent name server"] = silent_quit(program, folder)
    for state, seconds in took.items():
        table.add(f"quit, {state}", "< 1 s", f"{seconds:.2f} s", seconds, 1)


def silent_quit(program, folder):
    """A name server that never answers: a bound UDP socket at port 53 of a network of our own."""
    resolv = os.path.join(folder, "resolv.conf")
    with open(resolv, "w", encoding="utf-8") as file:
        file.write("nameserver 127.0.0.1\noptions timeout:30\n")
    script = ('mount --bind "$1" /etc/resolv.conf; ip link set lo up; '
              '"$2" -c "import socket, time; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); '
              "s.bind(('127.0.0.1', 53)); time.sleep(12)\" & "
              'sleep 0.5; exec "$3" --connect tcp://silent.example:80')
    process = subprocess.Popen(["unshare", "--user", "--map-root-user", "--mount", "--net", "sh", "-c", script, "sh",
                                resolv, sys.executable, program], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               env=own_home(folder))
    time.sleep(3)
    return quit_time(process)


if __name__ == "__main__":
    disk_inside(sys.argv[1])
