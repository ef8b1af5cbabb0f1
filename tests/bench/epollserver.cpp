// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// The yardstick "raw epoll": the least that an echo server must do. Prints its port; ends with its input.
#include <array>
#include <cerrno>
#include <cstdio>
#include <map>
#include <string>

#include <arpa/inet.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

int epoll = -1;
std::array<char, 65536> buffer;
std::map<int, std::string> unsent; ///< what a slow client has yet to take

void watch(int fd, unsigned events, int operation)
{
    epoll_event event{};
    event.events = events;
    event.data.fd = fd;
    ::epoll_ctl(epoll, operation, fd, &event);
}

int listenAnywhere()
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(fd, reinterpret_cast<const sockaddr *>(&address), size) != 0 || ::listen(fd, 4096) != 0)
        return -1;
    ::getsockname(fd, reinterpret_cast<sockaddr *>(&address), &size);
    std::printf("%u\n", static_cast<unsigned>(ntohs(address.sin_port)));
    std::fflush(stdout);
    return fd;
}

void drop(int fd)
{
    unsent.erase(fd);
    ::close(fd);
}

void sendRest(int fd)
{
    std::string &rest = unsent[fd];
    const ssize_t sent = ::send(fd, rest.data(), rest.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN) {
        drop(fd);
        return;
    }
    rest.erase(0, sent > 0 ? static_cast<std::size_t>(sent) : 0);
    if (rest.empty()) {
        unsent.erase(fd);
        watch(fd, EPOLLIN, EPOLL_CTL_MOD);
    }
}

void echo(int fd)
{
    const ssize_t got = ::read(fd, buffer.data(), buffer.size());
    if (got <= 0) {
        if (got == 0 || errno != EAGAIN)
            drop(fd);
        return;
    }
    const auto size = static_cast<std::size_t>(got);
    const ssize_t sent = ::send(fd, buffer.data(), size, MSG_NOSIGNAL);
    if (sent == got)
        return;
    const std::size_t done = sent > 0 ? static_cast<std::size_t>(sent) : 0;
    unsent[fd].assign(buffer.data() + done, size - done);
    watch(fd, EPOLLOUT, EPOLL_CTL_MOD);
}

void acceptAll(int listener)
{
    for (;;) {
        const int fd = ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd < 0)
            return;
        watch(fd, EPOLLIN, EPOLL_CTL_ADD);
    }
}

} // namespace

int main()
{
    epoll = ::epoll_create1(EPOLL_CLOEXEC);
    const int listener = listenAnywhere();
    if (epoll < 0 || listener < 0)
        return 1;
    watch(listener, EPOLLIN, EPOLL_CTL_ADD);
    watch(STDIN_FILENO, EPOLLIN, EPOLL_CTL_ADD);
    std::array<epoll_event, 256> events;
    for (;;) {
        const int count = ::epoll_wait(epoll, events.data(), static_cast<int>(events.size()), -1);
        for (int i = 0; i < count; ++i) {
            const epoll_event &event = events[static_cast<std::size_t>(i)];
            if (event.data.fd == STDIN_FILENO)
                return 0;
            if (event.data.fd == listener)
                acceptAll(listener);
            else if (event.events & EPOLLOUT)
                sendRest(event.data.fd);
            else
                echo(event.data.fd);
        }
    }
}
