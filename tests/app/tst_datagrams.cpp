// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "tests/kit/livesession.h"

#include <QTest>

namespace wl {

using namespace kit;

class TestDatagrams : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyDatagramOfAFloodIsShownOrCountedAsDropped();
    void readyReadClaimsNoSize();
    void theEmptyReadAfterADatagramIsHousekeeping();
};

namespace {

/// Sends numbered datagrams to a port of this machine as fast as the kernel takes them.
int flood(quint16 port, int count)
{
    const int fd = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sockaddr_in to = {};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int sent = 0;
    for (int i = 0; i < count; ++i)
        sent += ::sendto(fd, &i, sizeof i, 0, reinterpret_cast<const sockaddr *>(&to), sizeof to)
            == ssize_t(sizeof i);
    ::close(fd);
    return sent;
}

} // namespace

void TestDatagrams::everyDatagramOfAFloodIsShownOrCountedAsDropped()
{
    Live live;
    const EndpointId server = live.server(serving("manual", Protocol::Udp));
    const quint16 port = live.port(server);
    QVERIFY(port != 0);
    const int sent = flood(port, 100'000);
    const auto accountedFor = [&] {
        std::uint64_t dropped = 0;
        const JournalView view = live.session.journal().view();
        view.forEach(0, view.size(), [&dropped](const EventRef &e) {
            if (e->step == Step::NoteDatagramsDropped)
                dropped = e->arg;
        });
        return live.main(server)->datagramsIn + dropped;
    };
    QTRY_COMPARE_WITH_TIMEOUT(accountedFor(), std::uint64_t(sent), 30000);
}

void TestDatagrams::readyReadClaimsNoSize()
{
    Live live;
    const EndpointId server = live.server(serving("echo", Protocol::Udp));
    const quint16 port = live.port(server);
    QVERIFY(port != 0);
    QCOMPARE(flood(port, 1), 1);
    QTRY_COMPARE(live.main(server)->datagramsIn, std::uint64_t(1));
    QCOMPARE(live.first(Step::ReadyRead)->result, std::int64_t(-1));
}

void TestDatagrams::theEmptyReadAfterADatagramIsHousekeeping()
{
    Live live;
    const EndpointId server = live.server(serving("echo", Protocol::Udp));
    const quint16 port = live.port(server);
    QVERIFY(port != 0);
    // It stays open: an answer to a closed one would be refused, and that is no housekeeping.
    const Peer peer = Peer::connected(port, SOCK_DGRAM);
    QVERIFY(peer.send("x"));
    QTRY_VERIFY(live.first(Step::ErrorOccurred));
    QVERIFY(live.first(Step::ErrorOccurred)->has(Event::Housekeeping));
}

} // namespace wl

QTEST_GUILESS_MAIN(wl::TestDatagrams)
#include "tst_datagrams.moc"
