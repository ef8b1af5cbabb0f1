// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// The socket calls as this program defines them. libQt6Network calls them through its PLT, so the dynamic
// linker binds it to these; each forwards to the C library and, when the calling thread has a recorder and
// the descriptor is ours, appends what happened. The names must keep default visibility: hidden, they are
// silently never called.

#include "app/trace/observedcall.h"

#include <cerrno>
#include <cstdarg>
#include <cstring>

#include <dlfcn.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

using wl::ObservedCall;
using wl::Recorder;
using wl::Step;
using Reads = wl::ObservedCall::Reads;

namespace {

template <typename F> F real(const char *name)
{
    return reinterpret_cast<F>(dlsym(RTLD_NEXT, name));
}

/// This thread's recorder, when the descriptor is one of ours; null sends the call on unrecorded.
Recorder *observer(int fd)
{
    Recorder *r = Recorder::current();
    return r && r->entry(fd) ? r : nullptr;
}

bool isInternet(int domain)
{
    return domain == AF_INET || domain == AF_INET6;
}

std::size_t firstPart(const msghdr *message, ssize_t result)
{
    if (result <= 0 || message->msg_iovlen == 0)
        return 0;
    return std::min(std::size_t(result), message->msg_iov[0].iov_len);
}

ssize_t finishTransfer(ObservedCall &call, ssize_t result, const void *data, int flags)
{
    call.returned(result);
    call.payload(data, result > 0 ? std::size_t(result) : 0, (flags & MSG_PEEK) != 0);
    call.record();
    return result;
}

/// Options that Qt sets on every socket for itself, and which a conversation does not depend on.
bool isQtsOwnOption(int level, int option)
{
    if (level == SOL_SOCKET)
        return option == SO_OOBINLINE;
    if (level == IPPROTO_IP)
        return option == IP_PKTINFO || option == IP_RECVTTL;
    return level == IPPROTO_IPV6 && (option == IPV6_RECVPKTINFO || option == IPV6_RECVHOPLIMIT);
}

std::uint64_t optionValue(const void *value, const socklen_t *size)
{
    std::uint32_t number = 0;
    if (value && size && *size >= sizeof number)
        std::memcpy(&number, value, sizeof number);
    else if (value && size && *size == 1)
        std::memcpy(&number, value, 1);
    return number;
}

std::uint32_t optionName(int level, int option)
{
    return std::uint32_t(level) << 16 | std::uint32_t(option & 0xFFFF);
}

} // namespace

#define WL_REAL(name) static const auto next = real<decltype(&::name)>(#name)
#define WL_EXPORT __attribute__((visibility("default")))

extern "C" {

WL_EXPORT int socket(int domain, int type, int protocol) noexcept
{
    WL_REAL(socket);
    Recorder *r = Recorder::current();
    if (!r || !isInternet(domain))
        return next(domain, type, protocol);
    ObservedCall call(*r, Step::CallSocket, -1);
    call.arg(std::uint64_t(domain)).extra(std::uint32_t(type) | std::uint32_t(protocol) << 24);
    const int fd = next(domain, type, protocol);
    call.returned(fd);
    call.opened(fd, (type & 0xF) == SOCK_DGRAM);
    return fd;
}

WL_EXPORT int bind(int fd, const sockaddr *address, socklen_t size) noexcept
{
    WL_REAL(bind);
    Recorder *r = observer(fd);
    if (!r)
        return next(fd, address, size);
    ObservedCall call(*r, Step::CallBind, fd, Reads::After);
    call.peer(wl::packAddress(address, size));
    const int result = next(fd, address, size);
    call.returned(result);
    if (result == 0)
        call.entry()->local = wl::packAddress(address, size);
    call.record();
    return result;
}

WL_EXPORT int listen(int fd, int backlog) noexcept
{
    WL_REAL(listen);
    Recorder *r = observer(fd);
    if (!r)
        return next(fd, backlog);
    ObservedCall call(*r, Step::CallListen, fd, Reads::AroundIt);
    call.arg(std::uint64_t(backlog));
    const int result = next(fd, backlog);
    call.returned(result);
    call.record();
    return result;
}

WL_EXPORT int accept(int fd, sockaddr *address, socklen_t *size)
{
    WL_REAL(accept);
    Recorder *r = observer(fd);
    if (!r)
        return next(fd, address, size);
    ObservedCall call(*r, Step::CallAccept, fd);
    const int result = next(fd, address, size);
    call.returned(result);
    call.accepted(result);
    return result;
}

WL_EXPORT int accept4(int fd, sockaddr *address, socklen_t *size, int flags)
{
    WL_REAL(accept4);
    Recorder *r = observer(fd);
    if (!r)
        return next(fd, address, size, flags);
    ObservedCall call(*r, Step::CallAccept4, fd);
    call.extra(std::uint32_t(flags));
    const int result = next(fd, address, size, flags);
    call.returned(result);
    call.accepted(result);
    return result;
}

WL_EXPORT int connect(int fd, const sockaddr *address, socklen_t size)
{
    WL_REAL(connect);
    Recorder *r = observer(fd);
    if (!r)
        return next(fd, address, size);
    wl::SocketEntry &entry = *r->entry(fd);
    const wl::PackedAddress peer = wl::packAddress(address, size);
    if (++entry.connects == 1)
        entry.retry = !r->isFirstTry(entry.endpoint, peer);
    ObservedCall call(*r, Step::CallConnect, fd, Reads::AroundIt);
    call.extra(entry.connects).peer(peer);
    const int result = next(fd, address, size);
    call.returned(result);
    r->entry(fd)->peer = peer;
    call.record();
    return result;
}

WL_EXPORT int shutdown(int fd, int how) noexcept
{
    WL_REAL(shutdown);
    Recorder *r = observer(fd);
    if (!r)
        return next(fd, how);
    ObservedCall call(*r, Step::CallShutdown, fd, Reads::AroundIt);
    call.arg(std::uint64_t(how));
    const int result = next(fd, how);
    call.returned(result);
    call.record();
    return result;
}

WL_EXPORT int close(int fd)
{
    WL_REAL(close);
    Recorder *r = observer(fd);
    if (!r)
        return next(fd);
    if (r->entry(fd)->peer.isValid())
        r->cookieOf(fd);
    ObservedCall call(*r, Step::CallClose, fd, Reads::AroundIt);
    const int result = next(fd);
    call.returned(result);
    call.closed();
    return result;
}

WL_EXPORT ssize_t read(int fd, void *data, size_t size)
{
    WL_REAL(read);
    Recorder *r = observer(fd);
    if (!r)
        return next(fd, data, size);
    ObservedCall call(*r, Step::CallRead, fd);
    call.arg(size);
    const ssize_t result = next(fd, data, size);
    call.readStateIfOver(result);
    return finishTransfer(call, result, data, 0);
}

WL_EXPORT ssize_t write(int fd, const void *data, size_t size)
{
    WL_REAL(write);
    Recorder *r = observer(fd);
    if (!r)
        return next(fd, data, size);
    ObservedCall call(*r, Step::CallWrite, fd);
    call.arg(size);
    return finishTransfer(call, next(fd, data, size), data, 0);
}

WL_EXPORT ssize_t recv(int fd, void *data, size_t size, int flags)
{
    WL_REAL(recv);
    Recorder *r = observer(fd);
    if (!r)
        return next(fd, data, size, flags);
    ObservedCall call(*r, Step::CallRecv, fd);
    call.arg(size).extra(std::uint32_t(flags));
    const ssize_t result = next(fd, data, size, flags);
    if ((flags & (MSG_PEEK | MSG_ERRQUEUE)) == 0)
        call.readStateIfOver(result);
    return finishTransfer(call, result, data, flags);
}

WL_EXPORT ssize_t send(int fd, const void *data, size_t size, int flags)
{
    WL_REAL(send);
    Recorder *r = observer(fd);
    if (!r)
        return next(fd, data, size, flags);
    ObservedCall call(*r, Step::CallSend, fd);
    call.arg(size).extra(std::uint32_t(flags));
    return finishTransfer(call, next(fd, data, size, flags), data, 0);
}

WL_EXPORT ssize_t recvfrom(int fd, void *data, size_t size, int flags, sockaddr *from, socklen_t *fromSize)
{
    WL_REAL(recvfrom);
    Recorder *r = observer(fd);
    if (!r)
        return next(fd, data, size, flags, from, fromSize);
    ObservedCall call(*r, Step::CallRecvfrom, fd);
    call.arg(size).extra(std::uint32_t(flags));
    const ssize_t result = next(fd, data, size, flags, from, fromSize);
    if (result >= 0 && from && fromSize)
        call.peer(wl::packAddress(from, *fromSize));
    return finishTransfer(call, result, data, flags);
}

WL_EXPORT ssize_t sendto(
    int fd, const void *data, size_t size, int flags, const sockaddr *to, socklen_t toSize)
{
    WL_REAL(sendto);
    Recorder *r = observer(fd);
    if (!r)
        return next(fd, data, size, flags, to, toSize);
    ObservedCall call(*r, Step::CallSendto, fd);
    call.arg(size).extra(std::uint32_t(flags)).peer(wl::packAddress(to, toSize));
    return finishTransfer(call, next(fd, data, size, flags, to, toSize), data, 0);
}

WL_EXPORT ssize_t recvmsg(int fd, msghdr *message, int flags)
{
    WL_REAL(recvmsg);
    Recorder *r = observer(fd);
    if (!r)
        return next(fd, message, flags);
    ObservedCall call(*r, Step::CallRecvmsg, fd);
    call.arg(message->msg_iovlen ? message->msg_iov[0].iov_len : 0).extra(std::uint32_t(flags));
    const ssize_t result = next(fd, message, flags);
    call.returned(result);
    if (result >= 0) {
        call.peer(wl::packAddress(static_cast<const sockaddr *>(message->msg_name), message->msg_namelen));
        if ((message->msg_flags & MSG_TRUNC) && !(flags & MSG_ERRQUEUE))
            call.truncated();
    }
    const void *data = message->msg_iovlen ? message->msg_iov[0].iov_base : nullptr;
    // The error queue is no part of the stream.
    call.payload(data, firstPart(message, result), (flags & (MSG_PEEK | MSG_ERRQUEUE)) != 0);
    call.record();
    return result;
}

WL_EXPORT ssize_t sendmsg(int fd, const msghdr *message, int flags)
{
    WL_REAL(sendmsg);
    Recorder *r = observer(fd);
    if (!r)
        return next(fd, message, flags);
    ObservedCall call(*r, Step::CallSendmsg, fd);
    call.arg(message->msg_iovlen ? message->msg_iov[0].iov_len : 0).extra(std::uint32_t(flags));
    call.peer(wl::packAddress(static_cast<const sockaddr *>(message->msg_name), message->msg_namelen));
    const ssize_t result = next(fd, message, flags);
    call.returned(result);
    const void *data = message->msg_iovlen ? message->msg_iov[0].iov_base : nullptr;
    call.payload(data, firstPart(message, result), false);
    call.record();
    return result;
}

WL_EXPORT int setsockopt(int fd, int level, int option, const void *value, socklen_t size) noexcept
{
    WL_REAL(setsockopt);
    Recorder *r = observer(fd);
    if (!r)
        return next(fd, level, option, value, size);
    ObservedCall call(*r, Step::CallSetsockopt, fd);
    call.arg(optionValue(value, &size))
        .extra(optionName(level, option))
        .housekeeping(isQtsOwnOption(level, option) || r->isAdopting());
    const int result = next(fd, level, option, value, size);
    call.returned(result);
    call.record();
    return result;
}

WL_EXPORT int getsockopt(int fd, int level, int option, void *value, socklen_t *size) noexcept
{
    WL_REAL(getsockopt);
    Recorder *r = observer(fd);
    if (!r)
        return next(fd, level, option, value, size);
    ObservedCall call(*r, Step::CallGetsockopt, fd);
    call.extra(optionName(level, option)).housekeeping();
    const int result = next(fd, level, option, value, size);
    call.returned(result);
    if (result == 0)
        call.arg(optionValue(value, size));
    call.record();
    return result;
}

WL_EXPORT int getsockname(int fd, sockaddr *address, socklen_t *size) noexcept
{
    WL_REAL(getsockname);
    Recorder *r = observer(fd);
    if (!r)
        return next(fd, address, size);
    ObservedCall call(*r, Step::CallGetsockname, fd);
    call.housekeeping();
    const int result = next(fd, address, size);
    call.returned(result);
    if (result == 0) {
        call.entry()->local = wl::packAddress(address, *size);
        call.local(call.entry()->local);
    }
    call.record();
    return result;
}

WL_EXPORT int getpeername(int fd, sockaddr *address, socklen_t *size) noexcept
{
    WL_REAL(getpeername);
    Recorder *r = observer(fd);
    if (!r)
        return next(fd, address, size);
    ObservedCall call(*r, Step::CallGetpeername, fd);
    call.housekeeping();
    const int result = next(fd, address, size);
    call.returned(result);
    if (result == 0) {
        call.entry()->peer = wl::packAddress(address, *size);
        call.peer(call.entry()->peer);
    }
    call.record();
    return result;
}

WL_EXPORT int ioctl(int fd, unsigned long request, ...) noexcept
{
    WL_REAL(ioctl);
    va_list list;
    va_start(list, request);
    void *value = va_arg(list, void *);
    va_end(list);
    Recorder *r = observer(fd);
    if (!r)
        return next(fd, request, value);
    ObservedCall call(*r, Step::CallIoctl, fd);
    call.extra(std::uint32_t(request)).housekeeping();
    const int result = next(fd, request, value);
    call.returned(result);
    if (result == 0 && request == FIONREAD && value) {
        int available = 0;
        std::memcpy(&available, value, sizeof available);
        call.arg(std::uint64_t(available));
    }
    call.record();
    return result;
}

// <fcntl.h> renames one of these two to the other on some systems, so they are declared here and not
// included.
WL_EXPORT int fcntl(int fd, int command, ...);
WL_EXPORT int fcntl64(int fd, int command, ...);

static int observedFcntl(int (*next)(int, int, ...), int fd, int command, void *argument)
{
    Recorder *r = observer(fd);
    if (!r)
        return next(fd, command, argument);
    ObservedCall call(*r, Step::CallFcntl, fd);
    // An int argument leaves the upper half of the register undefined.
    call.arg(std::uint32_t(reinterpret_cast<std::uintptr_t>(argument)))
        .extra(std::uint32_t(command))
        .housekeeping();
    const int result = next(fd, command, argument);
    call.returned(result);
    call.record();
    return result;
}

int fcntl(int fd, int command, ...)
{
    WL_REAL(fcntl);
    va_list list;
    va_start(list, command);
    void *argument = va_arg(list, void *);
    va_end(list);
    return observedFcntl(next, fd, command, argument);
}

int fcntl64(int fd, int command, ...)
{
    WL_REAL(fcntl64);
    va_list list;
    va_start(list, command);
    void *argument = va_arg(list, void *);
    va_end(list);
    return observedFcntl(next, fd, command, argument);
}

} // extern "C"
