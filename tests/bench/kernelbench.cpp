// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// What the kernel's own word costs: a call with and without state probes, and a process with open connections
// while nothing moves. Prints ratios and shares of a processor; asserts nothing.

#include "app/trace/recorder.h"
#include "tests/kit/livesession.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <cstdio>
#include <vector>

#include <sys/resource.h>

using namespace wl;
using namespace wl::kit;

namespace {

constexpr int rounds = 7;
constexpr int calls = 100'000;
constexpr int pairs = 2'000;

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// Nanoseconds of a recv() that finds nothing.
double emptyRecv(int fd)
{
    char byte;
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < calls; ++i)
        (void)::recv(fd, &byte, 1, MSG_DONTWAIT);
    return double(timer.nsecsElapsed()) / calls;
}

/// Nanoseconds of connect() and close() together, around which states are read when there is a recorder.
double connectAndClose(quint16 port)
{
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < pairs; ++i) {
        const Peer peer = Peer::connected(port);
        const linger now = {1, 0};
        ::setsockopt(peer.fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    }
    return double(timer.nsecsElapsed()) / pairs;
}

template <class Measure> void compare(const char *what, const Measure &measure)
{
    std::vector<double> plain;
    std::vector<double> observed;
    std::vector<double> ratios;
    for (int i = 0; i < rounds; ++i) {
        plain.push_back(measure(false));
        observed.push_back(measure(true));
        ratios.push_back(observed.back() / plain.back());
    }
    std::printf("%-52s %8.0f ns %8.0f ns   x %.2f\n", what, median(plain), median(observed), median(ratios));
}

void perCall()
{
    std::printf("%-52s %11s %11s\n", "cost per call (medians of 7 rounds)", "unobserved", "observed");
    compare("recv that finds nothing", [](bool observed) {
        Journal journal(4096);
        Recorder recorder(journal);
        recorder.setFollowed(true);
        if (observed)
            recorder.install();
        const Peer peer;
        const double cost = emptyRecv(peer.fd);
        recorder.remove();
        return cost;
    });
    const Peer listener = Peer::bound(4096);
    compare("socket, connect and close, states read around them", [&listener](bool observed) {
        Journal journal(4096);
        Recorder recorder(journal);
        if (observed)
            recorder.install();
        const double cost = connectAndClose(listener.port());
        recorder.remove();
        for (int i = 0; i < pairs; ++i)
            listener.accept();
        return cost;
    });
}

double cpuSeconds()
{
    rusage usage = {};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &t) { return double(t.tv_sec) + double(t.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void idle(int connections, bool held)
{
    Live live;
    const EndpointId server = live.server(serving("echo"));
    const quint16 port = live.port(server);
    std::vector<EndpointId> clients;
    for (int i = 0; i < connections; ++i)
        clients.push_back(live.client(port));
    if (!QTest::qWaitFor([&] { return live.accepts(server) == connections; }, 20000))
        std::printf("only %d of %d connections were accepted\n", live.accepts(server), connections);
    if (held) {
        for (const SocketId s : live.table().endpoint(server)->accepted)
            live.post(server, Command::HoldReading{s});
        for (const EndpointId c : clients)
            live.send(c, "waits");
    }
    QThread::sleep(4);
    const double before = cpuSeconds();
    constexpr int seconds = 5;
    QThread::sleep(seconds);
    std::printf("%4d connections (both ends), %-34s %6.2f %% of a processor\n", connections,
        held ? "reading held, bytes waiting" : "nothing moves", (cpuSeconds() - before) / seconds * 100);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    perCall();
    idle(100, false);
    idle(20, true);
    return 0;
}
