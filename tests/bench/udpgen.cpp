// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// UDP load on 127.0.0.1. With --window N, N datagrams are under way over four sockets, each answer is counted
// and another is sent for it; with --flood they are sent as fast as the kernel takes them (or --rate a
// second). Prints one JSON object.
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

using Clock = std::chrono::steady_clock;

struct Options {
    int port = 0;
    int window = 0;
    double seconds = 1;
    double rate = 0;
    std::size_t size = 64;
    bool flood = false;
};

int connectedSocket(int port)
{
    const int fd = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    const int room = 4 << 20;
    ::setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<std::uint16_t>(port));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return ::connect(fd, reinterpret_cast<const sockaddr *>(&to), sizeof to) == 0 ? fd : -1;
}

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

int flood(const Options &options)
{
    const int fd = connectedSocket(options.port);
    const std::string message(options.size, 'f');
    const auto start = Clock::now();
    long sent = 0;
    long tries = 0;
    while ((tries & 63) != 0 || secondsSince(start) < options.seconds) {
        ++tries;
        sent += ::send(fd, message.data(), message.size(), 0) == ssize_t(message.size());
        if (options.rate > 0 && (tries & 63) == 0)
            std::this_thread::sleep_until(
                start + std::chrono::duration<double>(double(tries) / options.rate));
    }
    std::printf("{\"sent\": %ld, \"tries\": %ld, \"seconds\": %.3f, \"per_second\": %.0f}\n", sent, tries,
        secondsSince(start), double(sent) / secondsSince(start));
    return 0;
}

int window(const Options &options)
{
    constexpr int count = 4;
    std::array<pollfd, count> sockets{};
    for (pollfd &each : sockets)
        each = {connectedSocket(options.port), POLLIN, 0};
    const std::string message(options.size, 'w');
    std::array<char, 65536> bytes;
    const auto send = [&](int fd) { return ::send(fd, message.data(), message.size(), 0) > 0; };
    long sent = 0;
    long received = 0;
    const auto start = Clock::now();
    for (int i = 0; i < options.window; ++i)
        sent += send(sockets[std::size_t(i % count)].fd);
    double last = 0;
    while (received<sent && ::poll(sockets.data(), count, 1500)> 0) {
        for (const pollfd &each : sockets) {
            if (!each.revents)
                continue;
            while (::recv(each.fd, bytes.data(), bytes.size(), MSG_DONTWAIT) > 0) {
                ++received;
                last = secondsSince(start);
                if (last < options.seconds)
                    sent += send(each.fd);
            }
        }
    }
    std::printf("{\"ops\": %ld, \"sent\": %ld, \"lost\": %ld, \"ops_per_second\": %.0f}\n", received, sent,
        sent - received, last > 0 ? double(received) / last : 0);
    return 0;
}

Options parse(int argc, char *argv[])
{
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string name = argv[i];
        if (name == "--flood") {
            options.flood = true;
            continue;
        }
        const double value = i + 1 < argc ? std::atof(argv[++i]) : -1;
        if (name == "--port")
            options.port = static_cast<int>(value);
        else if (name == "--window")
            options.window = static_cast<int>(value);
        else if (name == "--seconds")
            options.seconds = value;
        else if (name == "--rate")
            options.rate = value;
        else if (name == "--size")
            options.size = static_cast<std::size_t>(value);
    }
    return options;
}

} // namespace

int main(int argc, char *argv[])
{
    const Options options = parse(argc, argv);
    if (options.port <= 0 || (!options.flood && options.window <= 0)) {
        std::fputs("usage: udpgen --port N (--window N | --flood [--rate N]) [--seconds S] [--size BYTES]\n",
            stderr);
        return 2;
    }
    return options.flood ? flood(options) : window(options);
}
