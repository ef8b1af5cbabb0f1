// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// Two threads that record their socket calls, their peers that do not, and a reader, in one process.

#include "app/journal/journal.h"
#include "app/trace/recorder.h"
#include "tests/tsan/check.h"

#include <atomic>
#include <thread>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

using namespace wl;

constexpr int rounds = 500;

sockaddr_in loopback(std::uint16_t port)
{
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

std::uint16_t boundPort(int fd)
{
    sockaddr_in address = {};
    socklen_t size = sizeof address;
    require(::getsockname(fd, reinterpret_cast<sockaddr *>(&address), &size) == 0, "getsockname");
    return ntohs(address.sin_port);
}

/// A peer on a thread that records nothing.
void talk(std::uint16_t port)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(port);
    require(::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0,
        "the peer connects");
    char byte = 'x';
    for (int i = 0; i < rounds; ++i) {
        require(::send(fd, &byte, 1, 0) == 1, "the peer sends");
        require(::recv(fd, &byte, 1, 0) == 1, "the peer is answered");
    }
    ::close(fd);
}

void echo(int connection)
{
    char byte = 0;
    while (::read(connection, &byte, 1) == 1)
        require(::write(connection, &byte, 1) == 1, "the server answers");
}

/// A recorded thread: listens, serves one peer, closes.
void serve(Journal &journal)
{
    Recorder recorder(journal);
    recorder.install();
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(0);
    require(::bind(listener, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0, "bind");
    require(::listen(listener, 5) == 0, "listen");
    std::thread peer(talk, boundPort(listener));
    const int connection = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
    require(connection >= 0, "accept4");
    echo(connection);
    peer.join();
    ::close(connection);
    ::close(listener);
    recorder.remove();
}

int countSteps(const Journal &journal, Step step)
{
    int count = 0;
    journal.view().forEach(0, journal.size(), [&](const EventRef &ref) { count += ref->step == step; });
    return count;
}

void requireOwnCallsOnly(const Journal &journal)
{
    require(countSteps(journal, Step::CallSocket) == 1, "the peer's socket is not recorded");
    require(countSteps(journal, Step::CallListen) == 1, "listen is recorded once");
    require(countSteps(journal, Step::CallAccept4) == 1, "accept4 is recorded once");
    require(countSteps(journal, Step::CallRead) == rounds + 1,
        "every read is recorded, the end of the stream too");
    require(countSteps(journal, Step::CallWrite) == rounds, "every write is recorded");
    require(countSteps(journal, Step::CallSend) == 0, "the peer's sends are not recorded");
    require(countSteps(journal, Step::CallClose) == 2, "both closes are recorded");
}

} // namespace

int main()
{
    Journal one;
    Journal two;
    std::atomic<bool> done = false;
    std::thread reader([&] {
        EventIndex seen = 0;
        while (!done) {
            const JournalView view = one.view();
            view.forEach(
                seen, view.size(), [](const EventRef &ref) { require(ref->time >= 0, "time runs forward"); });
            seen = view.size();
        }
    });
    std::thread first([&] { serve(one); });
    std::thread second([&] { serve(two); });
    first.join();
    second.join();
    done = true;
    reader.join();
    requireOwnCallsOnly(one);
    requireOwnCallsOnly(two);
    std::puts("PASS: two recorded threads, their unrecorded peers and a reader");
    return 0;
}
