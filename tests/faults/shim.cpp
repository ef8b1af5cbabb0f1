// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// Loaded with LD_PRELOAD: makes chosen calls of the C library fail. WL_FAULTS holds rules, separated by ';':
//
//     CALL FIRST COUNT WHAT WHERE     from the FIRST call on, COUNT times
//     CALL ~PERCENT SEED WHAT WHERE   at random
//
// WHAT is an errno's number, or "short": one byte instead of all. WHERE is "inet", "file" (a regular one) or
// "any". WL_FAULTS_SEEN names a file of two 64-bit numbers for each rule, calls met and calls spoilt: a row
// whose fault never happened must not pass.

#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

constexpr int mostRules = 16;

struct Rule {
    char call[16];
    char where[8];
    bool random;
    bool cut; ///< one byte instead of all
    std::uint64_t first; ///< or per cent
    std::uint64_t count; ///< or seed
    int error;
};

struct Seen {
    std::atomic<std::uint64_t> met;
    std::atomic<std::uint64_t> spoilt;
};

Rule rules[mostRules];
int ruleCount = 0;
Seen ownSeen[mostRules];
Seen *seen = ownSeen;

template <typename F> F real(const char *name)
{
    return reinterpret_cast<F>(dlsym(RTLD_NEXT, name));
}

bool parse(const char *text, Rule &rule)
{
    char first[24] = {};
    char what[24] = {};
    unsigned long long count = 0;
    if (std::sscanf(text, " %15s %23s %llu %23s %7s", rule.call, first, &count, what, rule.where) != 5)
        return false;
    rule.random = first[0] == '~';
    rule.first = std::strtoull(first + (rule.random ? 1 : 0), nullptr, 10);
    rule.count = count;
    rule.cut = std::strcmp(what, "short") == 0;
    rule.error = rule.cut ? 0 : std::atoi(what);
    return true;
}

__attribute__((constructor)) void readRules()
{
    char *text = std::getenv("WL_FAULTS");
    for (char *rest = text; rest && ruleCount < mostRules; rest = std::strchr(rest, ';')) {
        rest += *rest == ';' ? 1 : 0;
        if (!parse(rest, rules[ruleCount++])) {
            std::fprintf(stderr, "faults: this rule is wrong: %s\n", rest);
            std::_Exit(3);
        }
    }
    const char *path = std::getenv("WL_FAULTS_SEEN");
    using Open = int (*)(const char *, int, ...);
    const int fd = path ? real<Open>("open")(path, O_RDWR | O_CLOEXEC) : -1;
    if (fd < 0)
        return;
    void *page = ::mmap(nullptr, sizeof ownSeen, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (page != MAP_FAILED)
        seen = static_cast<Seen *>(page);
    real<decltype(&::close)>("close")(fd);
}

bool isThere(int fd, const char *where)
{
    if (std::strcmp(where, "any") == 0)
        return true;
    struct stat status = {};
    if (fd < 0 || ::fstat(fd, &status) != 0)
        return false;
    if (std::strcmp(where, "file") == 0)
        return S_ISREG(status.st_mode);
    int domain = 0;
    socklen_t size = sizeof domain;
    // Called by its name it would be the program's own, which writes it into the journal.
    static const auto ask = real<decltype(&::getsockopt)>("getsockopt");
    return S_ISSOCK(status.st_mode) && ask(fd, SOL_SOCKET, SO_DOMAIN, &domain, &size) == 0
        && (domain == AF_INET || domain == AF_INET6);
}

/// Per cent, the same for the n-th call of a rule whenever it is run again.
std::uint64_t dice(std::uint64_t seed, std::uint64_t n)
{
    std::uint64_t x = seed * 0x9E3779B97F4A7C15u + n * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 31)) * 0x94D049BB133111EBu;
    return (x ^ (x >> 29)) % 100;
}

/// The rule that spoils this call; null when none does.
const Rule *spoiler(const char *call, int fd)
{
    for (int i = 0; i < ruleCount; ++i) {
        const Rule &rule = rules[i];
        if (std::strcmp(rule.call, call) != 0 || !isThere(fd, rule.where))
            continue;
        const std::uint64_t n = seen[i].met.fetch_add(1) + 1;
        const bool hit =
            rule.random ? dice(rule.count, n) < rule.first : n >= rule.first && n < rule.first + rule.count;
        if (!hit)
            continue;
        seen[i].spoilt.fetch_add(1);
        return &rule;
    }
    return nullptr;
}

/// Makes a call that only fails or succeeds.
template <typename... Parameters, typename... Arguments>
int whole(const char *name, int fd, int (*next)(Parameters...), Arguments... arguments)
{
    if (const Rule *rule = spoiler(name, fd)) {
        errno = rule->error;
        return -1;
    }
    return next(arguments...);
}

/// Makes a call that moves bytes, of which there may be fewer than asked for.
template <typename Data, typename Next>
ssize_t moving(const char *name, int fd, Data *data, size_t size, const Next &next)
{
    const Rule *rule = spoiler(name, fd);
    if (rule && !rule->cut) {
        errno = rule->error;
        return -1;
    }
    return next(data, rule && size > 1 ? 1 : size);
}

} // namespace

#define WL_REAL(name) static const auto next = real<decltype(&::name)>(#name)

extern "C" {

int accept4(int fd, sockaddr *address, socklen_t *size, int flags)
{
    WL_REAL(accept4);
    return whole("accept4", fd, next, fd, address, size, flags);
}

int fsync(int fd)
{
    WL_REAL(fsync);
    return whole("fsync", fd, next, fd);
}

int fdatasync(int fd)
{
    WL_REAL(fdatasync);
    return whole("fdatasync", fd, next, fd);
}

int rename(const char *from, const char *to) noexcept
{
    WL_REAL(rename);
    return whole("rename", -1, next, from, to);
}

ssize_t read(int fd, void *data, size_t size)
{
    WL_REAL(read);
    return moving("read", fd, data, size, [fd](void *to, size_t n) { return next(fd, to, n); });
}

ssize_t write(int fd, const void *data, size_t size)
{
    WL_REAL(write);
    return moving("write", fd, data, size, [fd](const void *from, size_t n) { return next(fd, from, n); });
}

ssize_t recv(int fd, void *data, size_t size, int flags)
{
    WL_REAL(recv);
    return moving("recv", fd, data, size, [=](void *to, size_t n) { return next(fd, to, n, flags); });
}

ssize_t send(int fd, const void *data, size_t size, int flags)
{
    WL_REAL(send);
    return moving(
        "send", fd, data, size, [=](const void *from, size_t n) { return next(fd, from, n, flags); });
}

ssize_t recvmsg(int fd, msghdr *message, int flags)
{
    WL_REAL(recvmsg);
    if (const Rule *rule = spoiler("recvmsg", fd)) {
        errno = rule->error;
        return -1;
    }
    return next(fd, message, flags);
}

ssize_t sendmsg(int fd, const msghdr *message, int flags)
{
    WL_REAL(sendmsg);
    if (const Rule *rule = spoiler("sendmsg", fd)) {
        errno = rule->error;
        return -1;
    }
    return next(fd, message, flags);
}

// <fcntl.h> may rename one of these to the other.
static int opened(const char *name, int folder, const char *path, int flags, va_list list)
{
    const bool makes = (flags & (O_CREAT | O_TMPFILE)) != 0;
    const unsigned mode = makes ? va_arg(list, unsigned) : 0;
    if (const Rule *rule = spoiler(name, -1)) {
        errno = rule->error;
        return -1;
    }
    static const auto next = real<int (*)(int, const char *, int, ...)>("openat");
    return next(folder, path, flags, mode);
}

#define WL_OPEN(name)                                                                                        \
    int wl_##name(const char *path, int flags, ...) noexcept __asm__(#name);                                 \
    int wl_##name(const char *path, int flags, ...) noexcept                                                 \
    {                                                                                                        \
        va_list list;                                                                                        \
        va_start(list, flags);                                                                               \
        const int fd = opened("open", AT_FDCWD, path, flags, list);                                          \
        va_end(list);                                                                                        \
        return fd;                                                                                           \
    }
WL_OPEN(open)
WL_OPEN(open64)

} // extern "C"
