// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "tests/kit/relaypeer.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <set>

using namespace wl;
using namespace wl::kit;

class TestRelayBreaks final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMessageIsAccountedForAfterRandomBreaks();
};

void TestRelayBreaks::everyMessageIsAccountedForAfterRandomBreaks()
{
    std::mt19937 random(20261121);
    const auto pick = [&random](int n) { return int(random() % unsigned(n)); };
    RelayRoom::Limits limits;
    limits.bytesUnderWay = 300;
    const auto room = makeRoom(limits);
    constexpr int clients = 6;
    std::array<std::unique_ptr<Peer>, clients> peers;
    std::map<QByteArray, int> arrived; // text: how often a client's kernel had all of it
    std::set<QByteArray> sent;
    int port = 0;
    int breaks = 0;
    int number = 0;
    int unmarked = 0;
    const auto name = [](int i) -> QByteArray { return QByteArray("client") + char('a' + i); };
    const auto join = [&](int i) {
        peers[std::size_t(i)] = std::make_unique<Peer>(room, QStringLiteral("127.0.0.1:%1").arg(++port));
        peers[std::size_t(i)]->say("name " + name(i));
    };
    // Of what was sent, a random part has come when a connection breaks: at any byte.
    const auto receive = [&](Peer &peer, qsizetype bytes) {
        const QByteArrayList lines = peer.wire.got.left(bytes).split('\n');
        for (qsizetype i = 0; i + 1 < lines.size(); ++i) {
            if (!lines[i].startsWith("from "))
                continue;
            int &times = arrived[lines[i].mid(lines[i].indexOf(": ") + 2)];
            unmarked += times > 0 && !lines[i].contains(" again: ");
            ++times;
        }
    };
    const auto leave = [&](int i, qsizetype bytes) {
        Peer &peer = *peers[std::size_t(i)];
        receive(peer, bytes);
        // The relay's kernel may not have heard of all of it.
        const qsizetype known =
            peer.acknowledged + pick(int(std::max<qsizetype>(bytes - peer.acknowledged, 0)) + 1);
        peer.service.acknowledged(quint64(known));
        peers[std::size_t(i)].reset();
    };
    while (breaks < 1000) {
        const int i = pick(clients);
        auto &peer = peers[std::size_t(i)];
        if (!peer) {
            join(i);
        } else if (pick(4) == 0) {
            leave(i, peer->acknowledged + pick(int(peer->wire.got.size() - peer->acknowledged) + 1));
            ++breaks;
        } else {
            const QByteArray text = "m" + QByteArray::number(++number);
            const QByteArray line = "to " + name(pick(clients)) + ": " + text + '\n';
            // The sender may break in the middle of its line, too.
            const bool whole = pick(10) != 0;
            peer->service.received(whole ? line : line.left(pick(int(line.size()))));
            if (whole && !peer->wire.got.endsWith("was not taken\n"))
                sent.insert(text);
            if (!whole) {
                leave(i, peer->wire.got.size());
                ++breaks;
            }
        }
        if (peer && pick(3) == 0)
            peer->acknowledgeAll();
    }
    // Now everybody comes and takes all that is left.
    for (int i = 0; i < clients; ++i) {
        if (!peers[std::size_t(i)])
            join(i);
    }
    for (int turn = 0; room->mailInAll() > 0 && turn < 10'000; ++turn) {
        for (const auto &peer : peers)
            peer->acknowledgeAll();
    }
    QCOMPARE(room->mailInAll(), 0);
    for (int i = 0; i < clients; ++i)
        leave(i, peers[std::size_t(i)]->wire.got.size());
    QCOMPARE(unmarked, 0);
    for (const QByteArray &text : sent)
        QVERIFY2(arrived.contains(text), text.constData());
    for (const auto &[text, times] : arrived)
        QVERIFY2(sent.contains(text), text.constData());
    qInfo("%d breaks, %d messages sent, all of them arrived; %d came more than once", breaks,
        int(sent.size()),
        int(std::count_if(arrived.begin(), arrived.end(), [](const auto &a) { return a.second > 1; })));
}

QTEST_GUILESS_MAIN(TestRelayBreaks)
#include "tst_relaybreaks.moc"
