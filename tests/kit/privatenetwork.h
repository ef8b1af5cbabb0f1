// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QCoreApplication>
#include <QString>
#include <QTest>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

#include <fcntl.h>
#include <linux/filter.h>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace wl::kit {

/// Why this process has no network namespace of its own; empty: it has one, with filters allowed.
inline QString &whyNoPrivateNetwork()
{
    static QString why;
    return why;
}

inline bool writeFile(const char *path, const std::string &text)
{
    const int fd = ::open(path, O_WRONLY);
    const bool written = fd >= 0 && ::write(fd, text.data(), text.size()) == ssize_t(text.size());
    if (fd >= 0)
        ::close(fd);
    return written;
}

/// What hold() attaches: which segments the socket still takes.
enum class Filter {
    DropAll,
    OnlySyn, ///< a listener takes new connections, and never the ACK that completes one
};

/// Attaches a drop filter: segments that do not pass are lost to this socket, as on a bad wire.
inline bool hold(int fd, Filter filter)
{
    // For TCP a socket filter sees the segment from its header on; byte 13 has the flags, 0x02 is SYN.
    sock_filter onlySyn[] = {{BPF_LD | BPF_B | BPF_ABS, 0, 0, 13}, {BPF_JMP | BPF_JSET | BPF_K, 0, 1, 0x02},
        {BPF_RET | BPF_K, 0, 0, 0xFFFF}, {BPF_RET | BPF_K, 0, 0, 0}};
    sock_filter nothing[] = {{BPF_RET | BPF_K, 0, 0, 0}};
    sock_fprog program = {1, nothing};
    if (filter == Filter::OnlySyn)
        program = {4, onlySyn};
    return ::setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program) == 0;
}

inline bool letGo(int fd)
{
    const int nothing = 0;
    return ::setsockopt(fd, SOL_SOCKET, SO_DETACH_FILTER, &nothing, sizeof nothing) == 0;
}

/// Moves this process, while it has one thread, into a network namespace of its own in which loopback is up.
inline void enterPrivateNetwork()
{
    const uid_t uid = ::getuid();
    const gid_t gid = ::getgid();
    QString &why = whyNoPrivateNetwork();
    if (::unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0) {
        why = QStringLiteral("no namespace may be made here (%1)").arg(QLatin1String(std::strerror(errno)));
        return;
    }
    writeFile("/proc/self/setgroups", "deny");
    writeFile("/proc/self/uid_map", "0 " + std::to_string(uid) + " 1");
    writeFile("/proc/self/gid_map", "0 " + std::to_string(gid) + " 1");
    ifreq request = {};
    std::strncpy(request.ifr_name, "lo", sizeof request.ifr_name - 1);
    request.ifr_flags = IFF_UP;
    const int any = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (::ioctl(any, SIOCSIFFLAGS, &request) != 0)
        why = QStringLiteral("loopback can not be brought up in it");
    else if (!hold(any, Filter::DropAll))
        why = QStringLiteral("filters on TCP sockets are forbidden");
    ::close(any);
}

/// main() of a test that wants a network of its own; its first lines say so when it has none.
template <class Test> int runInPrivateNetwork(int argc, char **argv)
{
    enterPrivateNetwork();
    if (!whyNoPrivateNetwork().isEmpty())
        std::printf("not in a network of its own: %s\n", qPrintable(whyNoPrivateNetwork()));
    QCoreApplication app(argc, argv);
    Test test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace wl::kit

/// Skips what needs filters where the machine forbids them.
#define WL_NEEDS_PRIVATE_NETWORK()                                                                           \
    if (!wl::kit::whyNoPrivateNetwork().isEmpty())                                                           \
    QSKIP(qPrintable(QStringLiteral("not run here: %1").arg(wl::kit::whyNoPrivateNetwork())))
