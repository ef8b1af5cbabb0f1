// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "tests/kit/livesession.h"

#include <QTest>

namespace wl {

using namespace kit;

class TestSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clientAndServerTalkThroughCommands();
    void uppercaseSurvivesACutCharacter();
    void aRefusedClientTriesTwice();
    void anAddressInUseIsTold();
    void oneClientAtATimeLeavesTheNextInTheQueue();
    void closesAfterOneReply();
    void aHalfClosedPeerGetsItsWholeAnswer();
    void peerThatResetsIsReported();
    void resetOfASlowReaderIsReported();
    void slowReaderPausesAndResumesReading();
    void connectionLimitIsExact();
    void everyDatagramIsEchoed();
    void disconnectingInMidAnswerComesToAnEnd();
    void aFileIsSentWhole();
    void aFileThatFailedDoesNotHoldUpTheNext();
    void aFileCanBeCancelled();
    void removedEndpointsLetEverythingGo();
    void aConnectionInProgressCanBeAborted();
    void quittingClosesEverything();
    void callsStandUnderTheirCause();
    void foreignDescriptorsLeaveNoTrace();
};

void TestSession::clientAndServerTalkThroughCommands()
{
    Live live;
    const EndpointId server = live.server(serving("echo"));
    const quint16 port = live.port(server);
    QVERIFY(port != 0);
    const EndpointId client = live.client(port);
    live.send(client, "too early, or not");
    QTRY_VERIFY(live.main(client) && live.main(client)->established);
    live.send(client, "hello");
    QTRY_VERIFY(live.main(client)->bytesIn >= 5);
    QTRY_COMPARE(live.table().openConnections(), std::size_t(1));
    const SocketId accepted = live.table().endpoint(server)->accepted.at(0);
    QCOMPARE(live.main(client)->partner, accepted);
    const auto reads = live.all(Step::CallRead, client, [](const Event &e) { return e.result > 0; });
    QVERIFY(reads.last().text().ends_with("hello"));
    live.post(server, Command::Send{"from the server", accepted, {}});
    QTRY_VERIFY(live.main(client)->bytesIn >= 20);
    live.post(client, Command::Disconnect{});
    QTRY_COMPARE(live.table().openConnections(), std::size_t(0));
    QVERIFY(live.table().socket(accepted)->peerFinished);
    QVERIFY(live.table().endpoint(server)->active && !live.table().endpoint(client)->active);
    QCOMPARE(live.main(server)->state, TcpState::Listen);
    QCOMPARE(live.events(Step::NoteReset), 0);
}

void TestSession::uppercaseSurvivesACutCharacter()
{
    Live live;
    const EndpointId server = live.server(serving("uppercase"));
    const Peer peer = Peer::connected(live.port(server));
    QVERIFY(peer.send("h\xC3"));
    QCOMPARE(peer.take(), QByteArray("H"));
    QVERIFY(peer.send("\xA9!"));
    peer.finish();
    QCOMPARE(peer.takeToTheEnd(), QByteArray("\xC3\x89!"));
}

void TestSession::aRefusedClientTriesTwice()
{
    Live live;
    const Peer nobody = Peer::bound(-1);
    const EndpointId client = live.client(nobody.port());
    QTRY_COMPARE(live.events(Step::NoteConnectFailed), 1);
    const EventRef note = live.first(Step::NoteConnectFailed);
    QCOMPARE(int(note->error), ECONNREFUSED);
    QCOMPARE(note.peer().port, nobody.port());
    QVERIFY(note.text() == "127.0.0.1");
    QCOMPARE(live.events(Step::CallSocket, client), 2);
    const auto calls = live.all(Step::CallConnect, client);
    for (const EventRef &call : calls)
        QCOMPARE(call->has(Event::Retry), call->socket != calls.first()->socket);
    QVERIFY(calls.last()->has(Event::Retry));
    QTRY_COMPARE(live.table().openSockets(), std::size_t(0));
    QVERIFY(!live.table().endpoint(client)->connecting && live.table().endpoint(client)->trouble);
    // A new Connect is a first try again.
    const EventIndex before = live.session.journal().size();
    live.post(client, Command::Connect{live.table().endpoint(client)->settings});
    QTRY_COMPARE(live.events(Step::NoteConnectFailed), 2);
    for (const EventRef &call : live.all(Step::CallConnect, client)) {
        if (call.index() >= before) {
            QVERIFY(!call->has(Event::Retry));
            break;
        }
    }
}

void TestSession::anAddressInUseIsTold()
{
    Live live;
    Peer holder = Peer::bound(1);
    EndpointSettings settings = serving("echo");
    settings.port = holder.port();
    const EndpointId server = live.server(settings);
    QTRY_COMPARE(live.events(Step::NoteListenFailed), 1);
    QCOMPARE(int(live.first(Step::NoteListenFailed)->error), EADDRINUSE);
    QCOMPARE(live.first(Step::NoteListenFailed).peer().port, settings.port);
    QVERIFY(live.table().endpoint(server)->trouble && !live.table().endpoint(server)->active);
    holder.close();
    live.post(server, Command::Listen{settings});
    QCOMPARE(live.port(server), settings.port);
    QVERIFY(!live.table().endpoint(server)->trouble);
}

void TestSession::oneClientAtATimeLeavesTheNextInTheQueue()
{
    Live live;
    EndpointSettings settings = serving("echo");
    settings.oneClient = true;
    const EndpointId server = live.server(settings);
    const quint16 port = live.port(server);
    Peer one = Peer::connected(port);
    QVERIFY(one.send("one"));
    QCOMPARE(one.take(), QByteArray("one"));
    Peer two = Peer::connected(port);
    const Peer three = Peer::connected(port);
    QVERIFY(two.send("two") && three.send("three"));
    for (int i = 0; i < 3; ++i) {
        QVERIFY(one.send("again"));
        QCOMPARE(one.take(), QByteArray("again"));
    }
    QCOMPARE(live.accepts(server), 1);
    one.close();
    QCOMPARE(two.take(), QByteArray("two"));
    QCOMPARE(live.accepts(server), 2);
    two.reset();
    QCOMPARE(three.take(), QByteArray("three"));
    QCOMPARE(live.accepts(server), 3);
}

void TestSession::closesAfterOneReply()
{
    Live live;
    EndpointSettings settings = serving("fixed-reply");
    settings.closeAfterReply = true;
    const EndpointId server = live.server(settings);
    const Peer peer = Peer::connected(live.port(server));
    QVERIFY(peer.send("question"));
    QCOMPARE(peer.takeToTheEnd(), QByteArray("Received your message!"));
    QTRY_COMPARE(live.table().openConnections(), std::size_t(0));
    QVERIFY(live.table().endpoint(server)->active);
}

void TestSession::aHalfClosedPeerGetsItsWholeAnswer()
{
    Live live;
    const EndpointId server = live.server(serving("echo"));
    const Peer peer = Peer::connected(live.port(server));
    QByteArray question(1 << 20, '\0');
    for (qsizetype i = 0; i < question.size(); ++i)
        question[i] = char(i * 31 >> 5);
    bool sent = false;
    std::thread writer([&] {
        sent = peer.send(question);
        peer.finish();
    });
    const QByteArray answer = peer.takeToTheEnd();
    writer.join();
    QVERIFY(sent);
    QCOMPARE(answer.size(), question.size());
    QVERIFY(answer == question);
    QTRY_COMPARE(live.table().openConnections(), std::size_t(0));
    QCOMPARE(live.events(Step::NotePeerFinished), 1);
    QCOMPARE(live.events(Step::NoteReset), 0);
    const SocketFacts &s = *live.table().socket(live.table().endpoint(server)->accepted.at(0));
    QCOMPARE(s.bytesIn, std::uint64_t(question.size()));
    QCOMPARE(s.bytesOut, std::uint64_t(question.size()));
    const EventRef told = live.first(Step::KernelState);
    QVERIFY(told && told->before == TcpState::Established && told->after == TcpState::CloseWait);
}

void TestSession::peerThatResetsIsReported()
{
    Live live;
    const EndpointId server = live.server(serving("echo"));
    Peer peer = Peer::connected(live.port(server));
    QVERIFY(peer.send("x"));
    QCOMPARE(peer.take(), QByteArray("x"));
    peer.reset();
    QTRY_COMPARE(live.events(Step::NoteReset), 1);
    QTRY_COMPARE(live.table().openConnections(), std::size_t(0));
    QCOMPARE(live.events(Step::NotePeerFinished), 0);
    QCOMPARE(live.first(Step::NoteReset)->socket, live.table().endpoint(server)->accepted.at(0));
}

void TestSession::resetOfASlowReaderIsReported()
{
    Live live;
    EndpointSettings settings = serving("echo");
    settings.maxUnread = 65536;
    const EndpointId server = live.server(settings);
    Peer peer = Peer::connected(live.port(server));
    QVERIFY(floodUntil(peer, [&] { return live.events(Step::NoteSlowReader) >= 1; }) > 0);
    peer.reset();
    QTRY_COMPARE(live.events(Step::NoteReset), 1);
    QTRY_COMPARE(live.table().openConnections(), std::size_t(0));
    QCOMPARE(live.events(Step::NotePeerFinished), 0);
}

void TestSession::slowReaderPausesAndResumesReading()
{
    Live live;
    EndpointSettings settings = serving("echo");
    settings.maxUnread = 65536;
    const EndpointId server = live.server(settings);
    const Peer peer = Peer::connected(live.port(server));
    qint64 sent = floodUntil(peer, [&] { return live.events(Step::NoteSlowReader) >= 1; });
    const EventRef note = live.first(Step::NoteSlowReader, server);
    QVERIFY(note);
    QCOMPARE(note->result, std::int64_t(settings.maxUnread));
    QVERIFY(note->arg > 65536 && note->arg <= 65536 + 2 * 65536);
    sent += floodUntil(peer, [] { return true; });
    peer.finish();
    QCOMPARE(qint64(peer.takeToTheEnd().size()), sent);
    QVERIFY(live.events(Step::NoteSlowReaderOver) >= 1);
    QTRY_COMPARE(live.table().openConnections(), std::size_t(0));
    QCOMPARE(live.events(Step::NoteSlowReader), live.events(Step::NoteSlowReaderOver));
}

void TestSession::connectionLimitIsExact()
{
    Live live;
    EndpointSettings settings = serving("echo");
    settings.maxConnections = 3;
    const EndpointId server = live.server(settings);
    const quint16 port = live.port(server);
    std::vector<Peer> peers;
    for (int i = 0; i < 6; ++i)
        peers.push_back(Peer::connected(port));
    QTRY_COMPARE(live.accepts(server), 6);
    QTRY_COMPARE(live.table().openConnections(), std::size_t(3));
    for (std::size_t i = 0; i < 3; ++i) {
        QVERIFY(peers[i].send("in"));
        QCOMPARE(peers[i].take(), QByteArray("in"));
        QCOMPARE(peers[i + 3].takeToTheEnd(), QByteArray());
    }
    QCOMPARE(live.events(Step::NoteConnectionLimit), 1);
    QCOMPARE(live.first(Step::NoteConnectionLimit)->arg, std::uint64_t(3));
    peers[0].close();
    QTRY_COMPARE(live.table().openConnections(), std::size_t(2));
    const Peer late = Peer::connected(port);
    QVERIFY(late.send("late"));
    QCOMPARE(late.take(), QByteArray("late"));
    QCOMPARE(Peer::connected(port).takeToTheEnd(), QByteArray());
    QTRY_COMPARE(live.events(Step::NoteConnectionLimit), 2);
}

void TestSession::everyDatagramIsEchoed()
{
    Live live;
    EndpointSettings settings = serving("echo", Protocol::Udp);
    settings.readSize = 4;
    const EndpointId server = live.server(settings);
    const Peer peer = Peer::connected(live.port(server), SOCK_DGRAM);
    for (const QByteArray &datagram : {QByteArray("abc"), QByteArray(), QByteArray("d")}) {
        QVERIFY(peer.send(datagram));
        QCOMPARE(peer.take(), datagram);
    }
    QVERIFY(peer.send("too long"));
    QCOMPARE(peer.take(), QByteArray("too "));
    const auto cut =
        live.all(Step::CallRecvmsg, server, [](const Event &e) { return e.has(Event::Truncated); });
    QCOMPARE(cut.size(), 1);
    QCOMPARE(cut.at(0)->arg, std::uint64_t(4));
    QCOMPARE(cut.at(0).peer().port, peer.port());
    QCOMPARE(live.main(server)->datagramsIn, std::uint64_t(4));
    QTRY_COMPARE(live.main(server)->datagramsOut, std::uint64_t(4));
    QCOMPARE(live.main(server)->bytesIn, std::uint64_t(8));
}

void TestSession::disconnectingInMidAnswerComesToAnEnd()
{
    Live live;
    const EndpointId server = live.server(serving("echo"));
    const EndpointId client = live.client(live.port(server));
    QTRY_COMPARE(live.events(Step::Connected, client), 1);
    live.send(client, QByteArray(3 << 20, 'm'));
    live.post(client, Command::Disconnect{});
    QTRY_COMPARE(live.events(Step::Disconnected), 2);
    QTRY_COMPARE(live.table().openConnections(), std::size_t(0));
    QVERIFY(!live.table().endpoint(client)->active);
}

void TestSession::aFileIsSentWhole()
{
    // More than the kernel's buffers take: the first file is still under way when the second is asked for.
    constexpr qsizetype size = 16'000'001;
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("f")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(size, 'z')) == size);
    file.close();
    Live live;
    const Peer listener = Peer::bound(1);
    const EndpointId client = live.client(listener.port());
    const Peer peer = listener.accept();
    QTRY_VERIFY(live.events(Step::Connected, client) == 1);
    live.post(client, Command::SendFile{file.fileName(), 0});
    live.post(client, Command::SendFile{file.fileName(), 0});
    for (qsizetype taken = 0; taken < size;) {
        const QByteArray part = peer.take();
        QVERIFY(!part.isEmpty() && part.count('z') == part.size());
        taken += part.size();
    }
    QTRY_COMPARE(live.events(Step::NoteFileDone, client), 1);
    QCOMPARE(live.first(Step::NoteFileDone)->result, std::int64_t(size));
    QCOMPARE(live.first(Step::NoteFileStarted)->arg, std::uint64_t(size));
    QCOMPARE(live.events(Step::NoteCommandFailed, client), 1); // the second file while the first is under way
    QVERIFY(!live.table().endpoint(client)->file->running);
}

void TestSession::aFileThatFailedDoesNotHoldUpTheNext()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("f")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("content") == 7);
    file.close();
    Live live;
    const Peer listener = Peer::bound(1);
    const EndpointId client = live.client(listener.port());
    const Peer peer = listener.accept();
    QTRY_VERIFY(live.events(Step::Connected, client) == 1);
    live.post(client, Command::SendFile{folder.path(), 0});
    live.post(client, Command::SendFile{file.fileName(), 0});
    QTRY_COMPARE(live.events(Step::NoteFileFailed, client), 1);
    QTRY_COMPARE(live.events(Step::NoteFileDone, client), 1);
    QCOMPARE(peer.take(), QByteArray("content"));
}

void TestSession::aFileCanBeCancelled()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("large")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(64 << 20));
    Live live;
    const Peer listener = Peer::bound(1);
    const EndpointId client = live.client(listener.port());
    const Peer peer = listener.accept();
    QTRY_VERIFY(live.events(Step::Connected, client) == 1);
    live.post(client, Command::SendFile{file.fileName(), 0});
    QTRY_COMPARE(live.events(Step::NoteFileStarted), 1);
    live.post(client, Command::CancelFile{});
    QTRY_COMPARE(live.events(Step::NoteFileCancelled), 1);
    QVERIFY(live.first(Step::NoteFileCancelled)->result < (64 << 20));
    live.post(client, Command::CancelFile{});
    QTRY_COMPARE(live.events(Step::NoteCommandFailed), 1);
    QVERIFY(live.table().endpoint(client)->active);
}

void TestSession::removedEndpointsLetEverythingGo()
{
    Live live;
    EndpointSettings settings = serving("echo");
    const EndpointId server = live.server(settings);
    settings.port = live.port(server);
    const Peer peer = Peer::connected(settings.port);
    QVERIFY(peer.send("x"));
    QCOMPARE(peer.take(), QByteArray("x"));
    live.post(server, Command::Remove{});
    live.send(server, "nobody there");
    QTRY_COMPARE(live.table().openSockets(), std::size_t(0));
    QVERIFY(live.table().endpoint(server)->removed && live.table().openConnections() == 0);
    QTRY_COMPARE(live.events(Step::NoteCommandFailed), 1);
    QCOMPARE(peer.takeToTheEnd(), QByteArray());
    QCOMPARE(live.port(live.server(settings)), settings.port);
}

void TestSession::aConnectionInProgressCanBeAborted()
{
    Live live;
    const Peer full = Peer::bound(0);
    const Peer first = Peer::connected(full.port());
    std::vector<EndpointId> clients;
    for (int i = 0; i < 3; ++i) // the kernel drops SYNs of those that no longer fit into the queue
        clients.push_back(live.client(full.port()));
    const EndpointId last = clients.back();
    QTRY_VERIFY(live.events(Step::CallConnect, last) >= 1);
    live.post(last, Command::Abort{});
    QTRY_VERIFY(live.main(last) && !live.main(last)->isOpen());
    QTRY_VERIFY(!live.table().endpoint(last)->connecting);
    QVERIFY(!live.table().endpoint(last)->active);
}

void TestSession::quittingClosesEverything()
{
    Live live;
    const EndpointId server = live.server(serving("echo"));
    const quint16 port = live.port(server);
    const EndpointId udp = live.server(serving("echo", Protocol::Udp));
    QVERIFY(live.port(udp) != 0);
    const Peer full = Peer::bound(0);
    std::vector<Peer> peers;
    for (int i = 0; i < 20; ++i) {
        peers.push_back(Peer::connected(port));
        live.client(i % 2 ? port : full.port());
        QVERIFY(peers.back().send("x"));
    }
    QVERIFY(floodUntil(peers.front(), [] { return true; }) > 0);
    QTRY_VERIFY(live.accepts(server) >= 25 && live.table().openSockets() >= 30);
    live.session.stop(false);
    QVERIFY(!live.session.isRunning());
    QCOMPARE(live.table().openSockets(), std::size_t(0));
    QCOMPARE(live.table().openConnections(), std::size_t(0));
    for (std::size_t i = 1; i < live.table().sockets().size(); ++i)
        QVERIFY(live.table().sockets().at(i).closedBy || live.table().sockets().at(i).endpoint == 0);
}

void TestSession::callsStandUnderTheirCause()
{
    Live live;
    const EndpointId server = live.server(serving("echo"));
    const EndpointId client = live.client(live.port(server));
    QTRY_COMPARE(live.events(Step::Connected, client), 1);
    live.send(client, "hello");
    QTRY_COMPARE(live.main(client)->bytesIn, std::uint64_t(5));
    const JournalView view = live.session.journal().view();
    const auto under = [&](Step step, EndpointId id) { return root(view, live.first(step, id))->step; };
    QCOMPARE(under(Step::CallSocket, server), Step::Listen);
    QCOMPARE(under(Step::CallBind, server), Step::Listen);
    QCOMPARE(under(Step::CallListen, server), Step::Listen);
    QCOMPARE(under(Step::CallSocket, client), Step::Connect);
    QCOMPARE(under(Step::CallConnect, client), Step::Connect);
    QCOMPARE(under(Step::CallWrite, client), Step::Send);
    const EventRef echo = live.first(Step::CallWrite, server);
    const EventRef signal = view.at(echo.index() - echo->cause);
    QCOMPARE(signal->step, Step::ReadyRead);
    QCOMPARE(signal->slot, Slot::StreamReads);
    QCOMPARE(signal->socket, echo->socket);
    // accept and read are made by Qt before it emits anything: nothing stands above them.
    QCOMPARE(live.first(Step::CallAccept4, server)->cause, 0u);
    QCOMPARE(live.first(Step::CallRead, server)->cause, 0u);
    std::int64_t last = 0;
    bool inOrder = true;
    view.forEach(0, view.size(), [&](const EventRef &e) {
        inOrder = inOrder && e->cause <= e.index() && (e->kind() == Kind::Call || e->time >= last);
        last = std::max(last, e->time);
    });
    QVERIFY(inOrder);
}

void TestSession::foreignDescriptorsLeaveNoTrace()
{
    Live live;
    const EndpointId server = live.server(serving("echo"));
    const quint16 port = live.port(server);
    const EventIndex before = live.session.journal().size();
    const Peer peer = Peer::connected(port);
    const Peer listener = Peer::bound(3);
    const Peer other = Peer::connected(listener.port());
    const Peer taken = listener.accept();
    QVERIFY(other.send("foreign"));
    QCOMPARE(taken.take(), QByteArray("foreign"));
    QVERIFY(peer.send("ours"));
    QCOMPARE(peer.take(), QByteArray("ours"));
    int calls = 0;
    const JournalView view = live.session.journal().view();
    view.forEach(before, view.size(), [&](const EventRef &e) {
        if (e->kind() != Kind::Call)
            return;
        ++calls;
        QVERIFY(e->socket != 0 && e->endpoint == server);
        for (const Peer *foreign : {&peer, &listener, &other, &taken})
            QVERIFY(e->fd != foreign->fd);
        QVERIFY(e.text().find("foreign") == std::string_view::npos);
    });
    QVERIFY(calls > 3);
}

} // namespace wl

QTEST_GUILESS_MAIN(wl::TestSession)
#include "tst_session.moc"
