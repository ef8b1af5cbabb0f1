// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "tests/kit/scenethread.h"

#include <QSocketNotifier>
#include <QTemporaryFile>
#include <QTest>

#include <memory>

#include <arpa/inet.h>
#include <linux/errqueue.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace wl;

static int controlCalls = 0;

/// Stands before the C library's, to count what the kernel is asked.
extern "C" int epoll_ctl(int epoll, int operation, int fd, epoll_event *event) noexcept
{
    ++controlCalls;
    return static_cast<int>(::syscall(SYS_epoll_ctl, epoll, operation, fd, event));
}

namespace {

/// Two connected local sockets, closed at the end.
struct Ends {
    int near = -1;
    int far = -1;

    Ends()
    {
        int pair[2];
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, pair) == 0) {
            near = pair[0];
            far = pair[1];
        }
    }
    Q_DISABLE_COPY_MOVE(Ends)
    ~Ends()
    {
        ::close(near);
        ::close(far);
    }

    void write() const { QCOMPARE(::write(far, "x", 1), 1); }
    void read() const
    {
        char byte = 0;
        QCOMPARE(::read(near, &byte, 1), 1);
    }
};

/// A notifier that writes down a letter each time it is told.
std::unique_ptr<QSocketNotifier> watch(
    int fd, QSocketNotifier::Type type, QString &told, std::function<void()> then = [] {})
{
    auto notifier = std::make_unique<QSocketNotifier>(fd, type);
    QObject::connect(notifier.get(), &QSocketNotifier::activated, notifier.get(), [type, &told, then] {
        told += QStringLiteral("RWE").at(type);
        then();
    });
    return notifier;
}

void turnOnce()
{
    QAbstractEventDispatcher::instance()->processEvents(QEventLoop::AllEvents);
}

/// A descriptor, closed at the end.
struct Descriptor {
    const int fd;

    ~Descriptor() { ::close(fd); }
};

/// A UDP socket whose datagram met a closed port: its error is pending, and in its error queue.
int refusedDatagramSocket()
{
    const int closed = ::socket(AF_INET, SOCK_DGRAM, 0);
    const int fd = ::socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(fd, SOL_IP, IP_RECVERR, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(closed, reinterpret_cast<const sockaddr *>(&address), size);
    ::getsockname(closed, reinterpret_cast<sockaddr *>(&address), &size);
    ::close(closed);
    ::connect(fd, reinterpret_cast<const sockaddr *>(&address), size);
    ::send(fd, "x", 1, 0);
    return fd;
}

void drainErrors(int fd)
{
    char bytes[512];
    iovec part{.iov_base = bytes, .iov_len = sizeof bytes};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    while (::recvmsg(fd, &message, MSG_ERRQUEUE | MSG_DONTWAIT) >= 0) { }
}

QStringList errorThatIsTaken()
{
    const Descriptor socket{refusedDatagramSocket()};
    const int fd = socket.fd;
    QString told;
    const auto read = watch(fd, QSocketNotifier::Read, told);
    const auto exception = watch(fd, QSocketNotifier::Exception, told, [fd] { drainErrors(fd); });
    turnFor(30);
    return {told, line("idle", idleProcessorTime() < 100)};
}

QStringList errorThatIsLeft()
{
    const Descriptor socket{refusedDatagramSocket()};
    const int fd = socket.fd;
    QString told;
    const auto read = watch(fd, QSocketNotifier::Read, told);
    const auto exception = watch(fd, QSocketNotifier::Exception, told);
    turnFor(30);
    return {told.left(2), line("idle", idleProcessorTime() < 100)};
}

QStringList errorWithoutAnExceptionNotifier()
{
    const Descriptor socket{refusedDatagramSocket()};
    const int fd = socket.fd;
    QString told;
    const auto read = watch(fd, QSocketNotifier::Read, told);
    turnFor(30);
    return {told.left(1), line("idle", idleProcessorTime() < 100)};
}

QStringList dataAfterAStuckError()
{
    const Descriptor sender{::socket(AF_INET, SOCK_DGRAM, 0)};
    const Descriptor socket{refusedDatagramSocket()};
    const int fd = socket.fd;
    QString told;
    const auto read = watch(fd, QSocketNotifier::Read, told);
    turnFor(30);
    // Another socket takes the port that refused, so that its datagrams are received.
    sockaddr_in own{};
    sockaddr_in peer{};
    socklen_t size = sizeof own;
    ::getsockname(fd, reinterpret_cast<sockaddr *>(&own), &size);
    ::getpeername(fd, reinterpret_cast<sockaddr *>(&peer), &size);
    ::bind(sender.fd, reinterpret_cast<const sockaddr *>(&peer), size);
    told.clear();
    ::sendto(sender.fd, "late", 4, 0, reinterpret_cast<const sockaddr *>(&own), size);
    const bool again = turnUntil([&] { return told.size() > 2; });
    return {line("told again while it is not read", again)};
}

QStringList unconnectedSocket()
{
    const Descriptor socket{::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)};
    QString told;
    const auto read = watch(socket.fd, QSocketNotifier::Read, told);
    return {line("idle", idleProcessorTime() < 100)};
}

QStringList descriptorClosedUnderItsNotifier()
{
    Ends ends;
    QString told;
    const auto read = watch(ends.near, QSocketNotifier::Read, told);
    turnOnce();
    ::close(std::exchange(ends.near, -1));
    return {told, line("idle", idleProcessorTime() < 100)};
}

QStringList descriptorClosedWhileADuplicateLives()
{
    Ends ends;
    QString told;
    auto read = watch(ends.near, QSocketNotifier::Read, told);
    turnOnce();
    const int duplicate = ::dup(ends.near);
    ::close(std::exchange(ends.near, -1));
    read.reset();
    ::send(ends.far, "x", 1, 0);
    const qint64 idle = idleProcessorTime();
    ::close(duplicate);
    return {told, line("idle", idle < 100)};
}

QStringList descriptorNeverOpened()
{
    QString told;
    const auto read = watch(987, QSocketNotifier::Read, told);
    turnOnce();
    return {line("enabled", read->isEnabled()), line("idle", idleProcessorTime() < 100)};
}

QStringList regularFile()
{
    QTemporaryFile file;
    file.open();
    QString told;
    const auto read = watch(file.handle(), QSocketNotifier::Read, told);
    const auto write = watch(file.handle(), QSocketNotifier::Write, told);
    turnUntil([&] { return told.size() >= 4; });
    return {told.left(4), line("idle", idleProcessorTime() < 100)};
}

QStringList numberTakenAgainInAHandler()
{
    Ends first;
    Ends second;
    Ends third;
    QString told;
    QString later;
    std::unique_ptr<QSocketNotifier> readers[2];
    std::unique_ptr<QSocketNotifier> newer;
    const auto replace = [&](const Ends &ends) {
        readers[0]->setEnabled(false);
        readers[1]->setEnabled(false);
        ::dup2(third.near, ends.near);
        newer = watch(ends.near, QSocketNotifier::Read, later);
    };
    readers[0] = watch(first.near, QSocketNotifier::Read, told, [&] { replace(second); });
    readers[1] = watch(second.near, QSocketNotifier::Read, told, [&] { replace(first); });
    first.write();
    second.write();
    turnFor(20);
    QStringList lines{told, later};
    QObject::connect(
        newer.get(), &QSocketNotifier::activated, newer.get(), [&] { newer->setEnabled(false); });
    third.write();
    turnFor(20);
    return lines << later;
}

QStringList switchedOnAndOffInOneTurn()
{
    Ends ends;
    QString told;
    const auto read = watch(ends.near, QSocketNotifier::Read, told);
    const auto write = watch(ends.near, QSocketNotifier::Write, told);
    write->setEnabled(false);
    turnOnce();
    controlCalls = 0;
    write->setEnabled(true);
    write->setEnabled(false);
    turnOnce();
    QStringList lines{line("calls", controlCalls)};
    write->setEnabled(true);
    turnOnce();
    return lines << line("calls", controlCalls) << told;
}

QStringList lastNotifierGoesAtOnce()
{
    Ends ends;
    QString told;
    const auto read = watch(ends.near, QSocketNotifier::Read, told);
    turnOnce();
    controlCalls = 0;
    read->setEnabled(false);
    return {line("calls", controlCalls)};
}

QStringList turnIsBounded()
{
    std::vector<std::unique_ptr<Ends>> all;
    std::vector<std::unique_ptr<QSocketNotifier>> readers;
    QString told;
    for (int i = 0; i < 400; ++i) {
        const Ends &ends = *all.emplace_back(std::make_unique<Ends>());
        ends.write();
        readers.push_back(watch(ends.near, QSocketNotifier::Read, told, [&ends] { ends.read(); }));
    }
    turnOnce();
    QStringList lines{line("first turn", told.size())};
    turnOnce();
    return lines << line("second turn", told.size());
}

QStringList peerThatHangsUp()
{
    Ends ends;
    QStringList lines;
    QString told;
    const auto read = watch(ends.near, QSocketNotifier::Read, told, [&] {
        lines << line("hung up", peerHungUp(ends.near));
        char byte = 0;
        lines << line("read", ::read(ends.near, &byte, 1));
    });
    const auto write = watch(ends.near, QSocketNotifier::Write, told);
    write->setEnabled(false);
    ends.write();
    turnOnce();
    ::shutdown(ends.far, SHUT_WR);
    turnOnce();
    write->setEnabled(true);
    read->setEnabled(false);
    turnOnce();
    lines << line("still watched", peerHungUp(ends.near));
    write->setEnabled(false);
    lines << line("forgotten", peerHungUp(ends.near));
    return lines << line("no such", peerHungUp(-1) || peerHungUp(100000));
}

} // namespace

using Scene = QStringList (*)();

class TestEpollSet : public QObject
{
    Q_OBJECT

private:
    static void check(Scene scene, const char *expected)
    {
        QCOMPARE(SceneThread::lines(Loop::Ours, scene), QString::fromLatin1(expected).split(u','));
    }

private Q_SLOTS:
    void errorQueueIsItsReadersFirst() { check(errorThatIsTaken, "E,idle 1"); }
    void readHearsOfAnErrorThatIsLeft() { check(errorThatIsLeft, "ER,idle 1"); }
    void readHearsOfAnErrorWhenNobodyElseDoes() { check(errorWithoutAnExceptionNotifier, "R,idle 1"); }
    void dataAfterAStuckErrorIsHeardOf() { check(dataAfterAStuckError, "told again while it is not read 1"); }
    void unconnectedSocketDoesNotSpin() { check(unconnectedSocket, "idle 1"); }
    void descriptorClosedUnderItsNotifierDoesNotSpin() { check(descriptorClosedUnderItsNotifier, ",idle 1"); }
    void duplicateOfAClosedDescriptorDoesNotSpin() { check(descriptorClosedWhileADuplicateLives, ",idle 1"); }
    void regularFileIsServedAtIntervals() { check(regularFile, "RWRW,idle 1"); }
    void newsOfAnEarlierUseIsDropped() { check(numberTakenAgainInAHandler, "R,,R"); }
    void notifierSwitchedOnAndOffCostsNoCall() { check(switchedOnAndOffInOneTurn, "calls 0,calls 1,W"); }
    void lastNotifierIsForgottenAtOnce() { check(lastNotifierGoesAtOnce, "calls 1"); }
    void noTurnServesMoreThanItsShare() { check(turnIsBounded, "first turn 256,second turn 400"); }
    void peerThatHangsUpIsRemembered()
    {
        check(peerThatHangsUp, "hung up 0,read 1,hung up 1,read 0,still watched 1,forgotten 0,no such 0");
    }

    void descriptorThatCannotBeWatchedIsReported()
    {
        QTest::ignoreMessage(QtWarningMsg,
            "Descriptor 987 cannot be watched (Bad file descriptor); its notifiers are disabled");
        check(descriptorNeverOpened, "enabled 0,idle 1");
    }

    void otherDispatchersKnowOfNoHangUp()
    {
        const auto lines =
            SceneThread::lines(Loop::Qts, [] { return QStringList{line("hung up", peerHungUp(0))}; });
        QCOMPARE(lines, QStringList{QStringLiteral("hung up 0")});
    }
};

QTEST_GUILESS_MAIN(TestEpollSet)
#include "tst_epollset.moc"
