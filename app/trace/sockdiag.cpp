// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/trace/sockdiag.h"

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <span>

#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace wl {

namespace {

using Reply = std::span<const char>;

TcpState fromKernel(unsigned state)
{
    constexpr unsigned newSynReceived = 12; // include/net/tcp_states.h
    if (state == newSynReceived)
        return TcpState::SynReceived;
    return state >= 1 && state <= 11 ? static_cast<TcpState>(state) : TcpState::Unknown;
}

/// A number out of an attribute that may be shorter than this program knows it; 0 beyond its end.
template <typename T> std::uint64_t numberAt(Reply attribute, std::size_t place)
{
    T value = 0;
    if (place + sizeof value <= attribute.size())
        std::memcpy(&value, attribute.data() + place, sizeof value);
    return value;
}

struct InfoPlace {
    GaugeField field;
    std::size_t place;
    int size;
};

#define WL_INFO(field, member)                                                                               \
    {                                                                                                        \
        GaugeField::field, offsetof(tcp_info, member), sizeof(tcp_info::member)                              \
    }

const InfoPlace infoPlaces[] = {
    WL_INFO(Retransmits, tcpi_retransmits),
    WL_INFO(Backoff, tcpi_backoff),
    WL_INFO(RetransmissionTimeout, tcpi_rto),
    WL_INFO(SegmentSize, tcpi_snd_mss),
    WL_INFO(Rtt, tcpi_rtt),
    WL_INFO(RttVariation, tcpi_rttvar),
    WL_INFO(CongestionWindow, tcpi_snd_cwnd),
    WL_INFO(TotalRetransmits, tcpi_total_retrans),
    WL_INFO(BytesAcked, tcpi_bytes_acked),
    WL_INFO(BytesReceived, tcpi_bytes_received),
    WL_INFO(SegmentsOut, tcpi_segs_out),
    WL_INFO(SegmentsIn, tcpi_segs_in),
    WL_INFO(NotSent, tcpi_notsent_bytes),
    WL_INFO(DataSegmentsIn, tcpi_data_segs_in),
    WL_INFO(DataSegmentsOut, tcpi_data_segs_out),
    WL_INFO(BytesRetransmitted, tcpi_bytes_retrans),
    WL_INFO(SendWindow, tcpi_snd_wnd),
    // tcpi_rcv_wnd follows in kernels from 6.2 on; the headers may be older than the kernel.
    {GaugeField::ReceiveWindow, offsetof(tcp_info, tcpi_snd_wnd) + 4, 4},
};

void readInfo(Reply info, Gauge &gauge)
{
    for (const InfoPlace &p : infoPlaces) {
        gauge[p.field] = p.size == 8 ? numberAt<std::uint64_t>(info, p.place)
            : p.size == 4            ? numberAt<std::uint32_t>(info, p.place)
                                     : numberAt<std::uint8_t>(info, p.place);
    }
}

void readMemory(Reply memory, Gauge &gauge)
{
    gauge[GaugeField::ReceiveBuffer] = numberAt<std::uint32_t>(memory, SK_MEMINFO_RCVBUF * 4);
    gauge[GaugeField::SendBuffer] = numberAt<std::uint32_t>(memory, SK_MEMINFO_SNDBUF * 4);
    gauge[GaugeField::Drops] = numberAt<std::uint32_t>(memory, SK_MEMINFO_DROPS * 4);
}

/// One netlink message of type SOCK_DIAG_BY_FAMILY, without its header.
KernelLook parse(Reply body)
{
    KernelLook look;
    inet_diag_msg message;
    if (body.size() < sizeof message)
        return look;
    std::memcpy(&message, body.data(), sizeof message);
    look.asked = look.found = true;
    look.state = fromKernel(message.idiag_state);
    look.hasDescriptor = message.idiag_inode != 0;
    look.cookie = std::uint64_t(message.id.idiag_cookie[1]) << 32 | message.id.idiag_cookie[0];
    std::size_t at = NLMSG_ALIGN(sizeof message);
    while (at + sizeof(rtattr) <= body.size()) {
        rtattr head;
        std::memcpy(&head, body.data() + at, sizeof head);
        if (head.rta_len < sizeof head || at + head.rta_len > body.size())
            break;
        const Reply value = body.subspan(at + RTA_LENGTH(0), head.rta_len - RTA_LENGTH(0));
        if (head.rta_type == INET_DIAG_INFO)
            readInfo(value, look.gauge);
        else if (head.rta_type == INET_DIAG_SKMEMINFO)
            readMemory(value, look.gauge);
        at += RTA_ALIGN(head.rta_len);
    }
    look.gauge[GaugeField::ReceiveQueue] = message.idiag_rqueue;
    look.gauge[GaugeField::SendQueue] = message.idiag_wqueue;
    look.gauge[GaugeField::Timer] = message.idiag_timer;
    look.gauge[GaugeField::TimerMs] = message.idiag_timer ? message.idiag_expires : 0;
    // A half-open connection has no TCP_INFO; its SYN-ACKs are counted here.
    constexpr unsigned retransmission = 1;
    if (message.idiag_timer == retransmission)
        look.gauge[GaugeField::Retransmits] = message.idiag_retrans;
    return look;
}

void copyAddress(const PackedAddress &from, __be32 (&to)[4], __be16 &port)
{
    std::memcpy(to, from.bytes, from.family == 6 ? 16 : 4);
    port = htons(from.port);
}

} // namespace

SockDiag::~SockDiag()
{
    for (const int fd : {m_asking, m_freed}) {
        if (fd >= 0)
            ::close(fd);
    }
}

bool SockDiag::open()
{
    if (m_asking >= 0 || m_refused)
        return m_asking >= 0;
    m_asking = ::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
    m_refused = m_asking < 0;
    m_error = m_refused ? errno : 0;
    return !m_refused;
}

KernelLook SockDiag::look(const PackedAddress &local, const PackedAddress &peer, std::uint64_t cookie)
{
    if (!local.isValid() || !open())
        return {};
    struct {
        nlmsghdr head;
        inet_diag_req_v2 body;
    } request = {};
    request.head.nlmsg_len = sizeof request;
    request.head.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    request.head.nlmsg_flags = NLM_F_REQUEST;
    request.body.sdiag_family = local.family == 6 ? AF_INET6 : AF_INET;
    request.body.sdiag_protocol = IPPROTO_TCP;
    request.body.idiag_states = ~0u;
    request.body.idiag_ext = 1 << (INET_DIAG_INFO - 1) | 1 << (INET_DIAG_SKMEMINFO - 1);
    copyAddress(local, request.body.id.idiag_src, request.body.id.idiag_sport);
    copyAddress(peer, request.body.id.idiag_dst, request.body.id.idiag_dport);
    request.body.id.idiag_if = local.scope;
    request.body.id.idiag_cookie[0] = std::uint32_t(cookie);
    request.body.id.idiag_cookie[1] = std::uint32_t(cookie >> 32);
    alignas(nlmsghdr) char reply[4096];
    if (::send(m_asking, &request, sizeof request, 0) < 0)
        return {};
    const ssize_t n = ::recv(m_asking, reply, sizeof reply, MSG_DONTWAIT);
    nlmsghdr head;
    if (n < ssize_t(sizeof head))
        return {};
    std::memcpy(&head, reply, sizeof head);
    KernelLook look;
    if (head.nlmsg_type == NLMSG_ERROR) {
        nlmsgerr error;
        std::memcpy(&error, reply + NLMSG_HDRLEN, sizeof error);
        // ESTALE: the lookup met another socket, for example the listener of this port.
        look.asked = error.error == -ENOENT || error.error == -ESTALE;
        m_refused = m_refused || error.error == -EACCES || error.error == -EPERM;
        m_error = m_refused ? -error.error : m_error;
        return look;
    }
    look = parse(Reply(reply, std::size_t(n)).subspan(NLMSG_HDRLEN));
    if (cookie != anyCookie && look.cookie != cookie)
        look.found = false;
    return look;
}

int SockDiag::hearFreed()
{
    if (m_freed >= 0)
        return m_freed;
    m_freed = ::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_SOCK_DIAG);
    sockaddr_nl groups = {};
    groups.nl_family = AF_NETLINK;
    groups.nl_groups = 1u << (SKNLGRP_INET_TCP_DESTROY - 1) | 1u << (SKNLGRP_INET6_TCP_DESTROY - 1);
    if (m_freed >= 0 && ::bind(m_freed, reinterpret_cast<const sockaddr *>(&groups), sizeof groups) != 0) {
        ::close(m_freed);
        m_freed = -1;
    }
    const int room = 1 << 20; // the group tells of every socket of this network namespace, not only of ours
    if (m_freed >= 0)
        ::setsockopt(m_freed, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
    return m_freed;
}

bool SockDiag::takeFreed(int most, const std::function<void(const KernelLook &)> &take)
{
    bool whole = true;
    alignas(nlmsghdr) char message[4096];
    for (int i = 0; i < most; ++i) {
        const ssize_t n = ::recv(m_freed, message, sizeof message, MSG_DONTWAIT);
        if (n < 0 && errno == ENOBUFS) {
            whole = false;
            continue;
        }
        if (n < ssize_t(NLMSG_HDRLEN))
            break;
        const KernelLook look = parse(Reply(message, std::size_t(n)).subspan(NLMSG_HDRLEN));
        if (look.found)
            take(look);
    }
    return whole;
}

} // namespace wl
