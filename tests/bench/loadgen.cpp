// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// Closed-loop TCP echo load on 127.0.0.1: each connection has one message under way and compares every byte
// of its answer. With --churn each message has a connection of its own; with --storm each connection is reset
// as soon as it is there, and nothing is said. With --hold the connections stay until the input ends. Prints
// one JSON object.
#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

using Clock = std::chrono::steady_clock;

/// A SYN that is not answered is sent again after a second at the earliest: nothing else takes that long
/// here.
constexpr auto slowConnect = std::chrono::milliseconds(200);
constexpr int connectionsPerSource = 2500;

struct Options {
    int port = 0;
    int connections = 32;
    int idle = 0; ///< more connections that are opened and say nothing
    std::size_t size = 64;
    double seconds = 1; ///< no message is begun after it
    long count = 0; ///< nor more messages than this; 0: any
    bool churn = false;
    bool storm = false;
    bool hold = false;
    int pid = 0; ///< the server, to read the processor time it took
};

struct Connection {
    int fd = -1;
    unsigned watched = 0; ///< what epoll was asked for
    std::size_t sent = 0;
    std::size_t received = 0;
    Clock::time_point begun;
};

class Load
{
public:
    explicit Load(const Options &options);
    void run();
    void print() const;

private:
    int connectToServer(int extraType, unsigned source = 0);
    void openIdle();
    void open(Connection &connection);
    void begin(Connection &connection);
    void write(Connection &connection);
    void read(Connection &connection);
    void reset(Connection &connection);
    void finish(Connection &connection);
    void end(Connection &connection, bool failed);
    void watch(Connection &connection, unsigned events);
    bool mayBegin() const;
    double serverSeconds() const;

    Options m_options;
    std::string m_message;
    std::vector<Connection> m_connections;
    std::vector<float> m_micros;
    int m_epoll = ::epoll_create1(EPOLL_CLOEXEC);
    int m_alive = 0;
    long m_begun = 0;
    long m_errors = 0;
    long m_mismatches = 0;
    long m_opened = 0; ///< idle ones
    long m_slow = 0; ///< of them: connects that took longer than slowConnect
    Clock::time_point m_deadline;
    double m_spent = 0;
    double m_serverSpent = 0;
};

Load::Load(const Options &options)
    : m_options(options)
    , m_message(options.size, '\0')
    , m_connections(static_cast<std::size_t>(options.connections))
{
    for (std::size_t i = 0; i < m_message.size(); ++i)
        m_message[i] = static_cast<char>('a' + i % 23);
    m_micros.reserve(1 << 20);
}

void Load::openIdle()
{
    for (int i = 0; i < m_options.idle; ++i) {
        // Other addresses of the loopback network: ten thousand ports of one address would be a third of all.
        const auto source = INADDR_LOOPBACK + 1 + static_cast<unsigned>(i / connectionsPerSource);
        const auto begun = Clock::now();
        m_opened += connectToServer(0, source) >= 0;
        m_slow += Clock::now() - begun > slowConnect;
    }
}

void Load::run()
{
    openIdle();
    for (Connection &connection : m_connections)
        open(connection);
    const double before = serverSeconds();
    const auto start = Clock::now();
    m_deadline =
        start + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(m_options.seconds));
    // A server that swallows a message must not hold the load for ever.
    const auto limit = m_deadline + std::chrono::seconds(5);
    std::array<epoll_event, 256> events;
    while (m_alive > 0 && Clock::now() < limit) {
        const int count = ::epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), 200);
        for (int i = 0; i < count; ++i) {
            const epoll_event &event = events[static_cast<std::size_t>(i)];
            Connection &connection = m_connections[event.data.u32];
            const int fd = connection.fd;
            if (event.events & EPOLLOUT)
                write(connection);
            if ((event.events & ~EPOLLOUT) && connection.fd == fd)
                read(connection);
        }
    }
    m_errors += m_alive;
    m_spent = std::chrono::duration<double>(Clock::now() - start).count();
    m_serverSpent = serverSeconds() - before;
}

bool Load::mayBegin() const
{
    return Clock::now() < m_deadline && (m_options.count == 0 || m_begun < m_options.count);
}

void Load::watch(Connection &connection, unsigned events)
{
    if (connection.watched == events)
        return;
    epoll_event event{};
    event.events = events;
    event.data.u32 = static_cast<unsigned>(&connection - m_connections.data());
    ::epoll_ctl(m_epoll, connection.watched != 0 ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, connection.fd, &event);
    connection.watched = events;
}

int Load::connectToServer(int extraType, unsigned source)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | extraType, 0);
    const int on = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    if (source != 0) {
        address.sin_addr.s_addr = htonl(source);
        ::bind(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address);
    }
    address.sin_port = htons(static_cast<std::uint16_t>(m_options.port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int failed = ::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address);
    if (fd >= 0 && (failed == 0 || errno == EINPROGRESS))
        return fd;
    ++m_errors;
    ::close(fd);
    return -1;
}

void Load::open(Connection &connection)
{
    connection = Connection{.begun = Clock::now()};
    connection.fd = connectToServer(SOCK_NONBLOCK);
    if (connection.fd < 0)
        return;
    ++m_alive;
    ++m_begun;
    watch(connection, EPOLLOUT);
}

void Load::begin(Connection &connection)
{
    ++m_begun;
    connection.sent = 0;
    connection.received = 0;
    connection.begun = Clock::now();
    write(connection);
}

void Load::write(Connection &connection)
{
    if (m_options.storm) {
        reset(connection);
        return;
    }
    const ssize_t sent = ::send(
        connection.fd, m_message.data() + connection.sent, m_message.size() - connection.sent, MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN) {
        end(connection, true);
        return;
    }
    connection.sent += sent > 0 ? static_cast<std::size_t>(sent) : 0;
    watch(connection, connection.sent == m_message.size() ? EPOLLIN : EPOLLIN | EPOLLOUT);
}

void Load::read(Connection &connection)
{
    static std::array<char, 65536> bytes;
    const ssize_t got = ::read(connection.fd, bytes.data(), bytes.size());
    if (got < 0 && errno == EAGAIN)
        return;
    const auto size = static_cast<std::size_t>(got);
    if (got <= 0 || connection.received + size > m_message.size()) {
        end(connection, true);
        return;
    }
    if (std::memcmp(bytes.data(), m_message.data() + connection.received, size) != 0)
        ++m_mismatches;
    connection.received += size;
    if (connection.received == m_message.size())
        finish(connection);
}

void Load::reset(Connection &connection)
{
    const linger now = {1, 0};
    ::setsockopt(connection.fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    finish(connection);
}

void Load::finish(Connection &connection)
{
    const std::chrono::duration<float, std::micro> took = Clock::now() - connection.begun;
    m_micros.push_back(took.count());
    if (!mayBegin()) {
        end(connection, false);
    } else if (m_options.churn || m_options.storm) {
        end(connection, false);
        open(connection);
    } else {
        begin(connection);
    }
}

void Load::end(Connection &connection, bool failed)
{
    ::close(connection.fd);
    connection.fd = -1;
    --m_alive;
    m_errors += failed;
}

double Load::serverSeconds() const
{
    if (m_options.pid == 0)
        return 0;
    std::ifstream file("/proc/" + std::to_string(m_options.pid) + "/stat");
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    // The name in parentheses may hold blanks; after it, user and system time are the 12th and 13th fields.
    const std::size_t name = text.rfind(')');
    if (name == std::string::npos)
        return 0;
    std::istringstream fields(text.substr(name + 1));
    std::string skipped;
    for (int i = 0; i < 11; ++i)
        fields >> skipped;
    double user = 0;
    double system = 0;
    fields >> user >> system;
    return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

void Load::print() const
{
    std::vector<float> sorted = m_micros;
    std::sort(sorted.begin(), sorted.end());
    const auto share = [&sorted](double part) {
        return sorted.empty()
            ? 0.0
            : static_cast<double>(sorted[static_cast<std::size_t>(part * double(sorted.size() - 1))]);
    };
    const double operations = static_cast<double>(sorted.size());
    std::printf(
        "{\"ops\": %zu, \"seconds\": %.3f, \"ops_per_second\": %.0f, \"p50_us\": %.1f, \"p99_us\": %.1f, "
        "\"server_cpu_us_per_op\": %.3f, \"errors\": %ld, \"mismatches\": %ld, \"idle_opened\": %ld, "
        "\"slow_connects\": %ld}\n",
        sorted.size(), m_spent, operations / m_spent, share(0.5), share(0.99),
        sorted.empty() ? 0 : m_serverSpent * 1e6 / operations, m_errors, m_mismatches, m_opened, m_slow);
    std::fflush(stdout);
}

Options parse(int argc, char *argv[])
{
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string name = argv[i];
        if (name == "--churn" || name == "--storm" || name == "--hold") {
            (name == "--churn" ? options.churn : name == "--storm" ? options.storm : options.hold) = true;
            continue;
        }
        const double value = i + 1 < argc ? std::atof(argv[++i]) : -1;
        if (name == "--port")
            options.port = static_cast<int>(value);
        else if (name == "--connections")
            options.connections = static_cast<int>(value);
        else if (name == "--idle")
            options.idle = static_cast<int>(value);
        else if (name == "--size")
            options.size = static_cast<std::size_t>(value);
        else if (name == "--seconds")
            options.seconds = value;
        else if (name == "--count")
            options.count = static_cast<long>(value);
        else if (name == "--pid")
            options.pid = static_cast<int>(value);
    }
    return options;
}

} // namespace

int main(int argc, char *argv[])
{
    const Options options = parse(argc, argv);
    if (options.port <= 0 || options.connections <= 0 || options.size == 0) {
        std::fputs(
            "usage: loadgen --port N [--connections N] [--idle N] [--size BYTES] [--seconds S] [--count N] "
            "[--churn | --storm] [--hold] [--pid SERVER]\n",
            stderr);
        return 2;
    }
    rlimit limit = {};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    Load load(options);
    load.run();
    load.print();
    while (options.hold && std::getchar() != EOF) { }
    return 0;
}
