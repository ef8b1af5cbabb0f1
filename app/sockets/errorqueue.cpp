// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/sockets/errorqueue.h"

#include <cerrno>
#include <cstring>
#include <ctime>

#include <linux/errqueue.h>
#include <linux/net_tstamp.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace wl {

namespace {

constexpr int mostStampsInSecond = 1000;
constexpr std::int64_t second = 1'000'000'000;
constexpr int mostInTurn = 64;

/// SOF_TIMESTAMPING_OPT_ID_TCP, which older headers lack: counts bytes from the moment of asking.
constexpr unsigned countFromHere = 1u << 16;

std::int64_t realtimeNow()
{
    timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return std::int64_t(now.tv_sec) * second + now.tv_nsec;
}

template <typename T> T dataOf(const cmsghdr *part)
{
    T value = {};
    std::memcpy(&value, CMSG_DATA(part), std::min<std::size_t>(sizeof value, part->cmsg_len - CMSG_LEN(0)));
    return value;
}

} // namespace

ErrorQueue::ErrorQueue(NetworkContext &context, int fd, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_fd(fd)
    , m_notifier(fd, QSocketNotifier::Exception)
{
    connect(&m_notifier, &QSocketNotifier::activated, this, &ErrorQueue::drain);
}

bool ErrorQueue::askForStamps()
{
    const Recorder::Probing probing(m_context.recorder);
    const SocketEntry *entry = m_context.recorder.entry(m_fd);
    if (!entry)
        return false;
    m_base = entry->sent;
    unsigned wanted = SOF_TIMESTAMPING_SOFTWARE | SOF_TIMESTAMPING_TX_ACK | SOF_TIMESTAMPING_OPT_ID
        | SOF_TIMESTAMPING_OPT_TSONLY | countFromHere;
    if (::setsockopt(m_fd, SOL_SOCKET, SO_TIMESTAMPING, &wanted, sizeof wanted) == 0)
        return true;
    wanted &= ~countFromHere;
    return ::setsockopt(m_fd, SOL_SOCKET, SO_TIMESTAMPING, &wanted, sizeof wanted) == 0;
}

void ErrorQueue::askForRefusals()
{
    const Recorder::Probing probing(m_context.recorder);
    sockaddr_storage local = {};
    socklen_t size = sizeof local;
    ::getsockname(m_fd, reinterpret_cast<sockaddr *>(&local), &size);
    const int on = 1;
    if (local.ss_family == AF_INET6)
        ::setsockopt(m_fd, IPPROTO_IPV6, IPV6_RECVERR, &on, sizeof on);
    else
        ::setsockopt(m_fd, IPPROTO_IP, IP_RECVERR, &on, sizeof on);
}

void ErrorQueue::drain()
{
    for (int i = 0; i < mostInTurn && takeOne(); ++i) { }
}

bool ErrorQueue::takeOne()
{
    const Recorder::Probing probing(m_context.recorder);
    char payload[64];
    alignas(cmsghdr) char control[512];
    sockaddr_storage destination = {};
    iovec part = {payload, sizeof payload};
    msghdr message = {};
    message.msg_name = &destination;
    message.msg_namelen = sizeof destination;
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    if (::recvmsg(m_fd, &message, MSG_ERRQUEUE | MSG_DONTWAIT) < 0)
        return false;
    takeMessage(message);
    return true;
}

void ErrorQueue::takeMessage(const msghdr &message)
{
    auto &whole = const_cast<msghdr &>(message); // CMSG_NXTHDR takes no const
    std::int64_t stamp = 0;
    for (cmsghdr *part = CMSG_FIRSTHDR(&whole); part; part = CMSG_NXTHDR(&whole, part)) {
        if (part->cmsg_level == SOL_SOCKET && part->cmsg_type == SCM_TIMESTAMPING) {
            const auto times = dataOf<scm_timestamping>(part);
            stamp = std::int64_t(times.ts[0].tv_sec) * second + times.ts[0].tv_nsec;
        }
        const bool error = (part->cmsg_level == IPPROTO_IP && part->cmsg_type == IP_RECVERR)
            || (part->cmsg_level == IPPROTO_IPV6 && part->cmsg_type == IPV6_RECVERR);
        if (!error)
            continue;
        const auto why = dataOf<sock_extended_err>(part);
        if (why.ee_origin == SO_EE_ORIGIN_TIMESTAMPING) {
            if (why.ee_info == SCM_TSTAMP_ACK)
                takeStamp(why.ee_data, stamp);
            continue;
        }
        const auto *offender = reinterpret_cast<const sockaddr *>(CMSG_DATA(part) + sizeof why);
        const PackedAddress from =
            packAddress(offender, socklen_t(part->cmsg_len - CMSG_LEN(0) - sizeof why));
        const PackedAddress to =
            packAddress(static_cast<const sockaddr *>(message.msg_name), message.msg_namelen);
        const SocketEntry *entry = m_context.recorder.entry(m_fd);
        Event e;
        e.step = Step::KernelRefusal;
        e.endpoint = entry ? entry->endpoint : 0;
        e.socket = entry ? entry->id : 0;
        e.fd = m_fd;
        e.error = std::uint16_t(why.ee_errno);
        e.arg = std::uint64_t(why.ee_type) << 8 | why.ee_code;
        e.evidence = Evidence::KernelEvent;
        e.flags = Event::Datagram;
        m_context.recorder.add(e, {}, &from, &to);
    }
}

void ErrorQueue::takeStamp(std::uint32_t lastByte, std::int64_t stamp)
{
    const SocketEntry *entry = m_context.recorder.entry(m_fd);
    if (!entry || m_stopped)
        return;
    // The kernel counts in 32 bits; the stream may be longer than that.
    std::uint64_t upTo = m_base + lastByte + 1;
    while (upTo + (1ull << 31) < m_acked)
        upTo += 1ull << 32;
    m_acked = std::max(m_acked, upTo);
    Event e;
    e.step = Step::KernelAcked;
    e.endpoint = entry->endpoint;
    e.socket = entry->id;
    e.fd = m_fd;
    e.offset = upTo;
    e.result = stamp ? std::max<std::int64_t>(realtimeNow() - stamp, 0) : 0;
    e.evidence = Evidence::KernelEvent;
    e.flags = Event::Housekeeping;
    e.after = entry->state;
    m_context.recorder.add(e);
    countStamp();
}

void ErrorQueue::countStamp()
{
    const std::int64_t now = m_context.recorder.now();
    auto &stamps = m_context.stamps;
    if (now - stamps.began > second)
        stamps = {now, 0};
    // Of all connections together: the others stop at their next one.
    if (++stamps.count < mostStampsInSecond)
        return;
    m_stopped = true;
    const unsigned none = 0;
    {
        const Recorder::Probing probing(m_context.recorder);
        ::setsockopt(m_fd, SOL_SOCKET, SO_TIMESTAMPING, &none, sizeof none);
    }
    const SocketEntry *entry = m_context.recorder.entry(m_fd);
    m_context.recorder.note(Step::NoteStampsOff, entry ? entry->endpoint : 0, entry ? entry->id : 0, {},
        std::uint64_t(stamps.count));
}

} // namespace wl
