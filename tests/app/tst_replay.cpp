// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/exporters/sessionfile.h"
#include "app/models/eventtext.h"
#include "app/models/moments.h"
#include "app/models/sockettable.h"
#include "app/sockets/addresses.h"
#include "app/sockets/session.h"
#include "tests/kit/sessionfiles.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <random>

namespace wl {

class TestReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theSessionHasSomethingOfEverything();
    void savedEventsAreTheLiveOnes();
    void spooledEventsAreTheLiveOnes();
    void foldOfTheSavedSessionIsTheLiveOne();
    void foldOfTheSpooledSessionIsTheLiveOne();
    void foldOfTheSpoolWhileTheSessionRunsIsTheLiveOne();
    void replayAtEveryIndexIsTheFoldOfThatPrefix();

private:
    void runSession();
    void save();

    QTemporaryDir m_folder;
    Journal m_live{Chunk::maxBlob};
    Journal m_saved;
    Journal m_spooled{Chunk::maxBlob};
    Journal m_running{Chunk::maxBlob}; ///< what the spool held while the session was still there
    qint64 m_startedAt = 0;
};

namespace {

QString number(std::uint64_t n)
{
    return QString::number(n);
}

QString place(const std::optional<EventIndex> &index)
{
    return index ? number(*index) : QStringLiteral("none");
}

QString told(const SocketFacts &s)
{
    const QStringList fields{number(s.id), number(s.endpoint), number(std::uint64_t(s.role)),
        QString::number(s.fd), number(s.listener), number(s.partner), number(s.number), addressText(s.local),
        addressText(s.peer), QLatin1String(stateName(s.state)), number(s.bytesIn), number(s.bytesOut),
        number(s.datagramsIn), number(s.datagramsOut), number(s.openedBy), place(s.closedBy),
        place(s.established), number(std::uint64_t(s.peerFinished))};
    return fields.join(QLatin1Char(' '));
}

QString told(const EndpointFacts &e)
{
    QStringList fields{number(e.id), e.name, settingsUrl(e.settings), number(std::uint64_t(e.settings.role)),
        number(std::uint64_t(e.removed)), number(std::uint64_t(e.active)),
        number(std::uint64_t(e.connecting)), number(std::uint64_t(e.lookingUp)), number(e.main),
        number(e.openConnections), place(e.trouble)};
    for (const SocketId id : e.accepted)
        fields += number(id);
    for (const Chip &chip : e.chips)
        fields += QLatin1String(chip.family) + number(std::uint64_t(chip.mark)) + place(chip.event);
    if (e.file)
        fields << e.file->path << number(e.file->size) << number(e.file->sent)
               << number(std::uint64_t(e.file->running));
    return fields.join(QLatin1Char(' '));
}

/// Every public field of a fold, a line for each endpoint and socket.
QStringList told(const SocketTable &table)
{
    QStringList lines{number(table.position()), number(table.openSockets()), number(table.openConnections())};
    for (const auto &[id, endpoint] : table.endpoints())
        lines += number(id) + QLatin1Char(':') + told(endpoint);
    for (const SocketFacts &socket : table.sockets())
        lines += told(socket) + QLatin1Char(' ') + table.socketName(socket.id);
    return lines;
}

QStringList told(const Journal &journal)
{
    SocketTable table;
    table.advance(journal.view());
    return told(table);
}

/// Every field of an event but its place in the arena, which is no fact.
QString told(const EventRef &event)
{
    const Event &e = event.event();
    const QStringList fields{QLatin1String(stepName(e.step)), QString::number(e.time),
        QString::number(e.result), number(e.arg), number(e.offset), number(e.endpoint), number(e.socket),
        QString::number(e.fd), number(e.took), number(e.cause), number(e.extra), number(e.blobSize),
        number(e.error), number(std::uint64_t(e.evidence)), QLatin1String(stateName(e.before)),
        QLatin1String(stateName(e.after)), number(e.flags), number(std::uint64_t(e.slot)),
        number(e.stateRead), addressText(event.local()), addressText(event.peer()),
        QString::fromLatin1(QByteArray(event.text().data(), qsizetype(event.text().size())).toHex()),
        sentence(event, {})};
    return fields.join(QLatin1Char(' '));
}

QStringList eventsOf(const Journal &journal)
{
    QStringList lines;
    const JournalView view = journal.view();
    view.forEach(0, view.size(), [&](const EventRef &e) { lines += told(e); });
    return lines;
}

int count(const Journal &journal, Step step)
{
    int n = 0;
    const JournalView view = journal.view();
    view.forEach(0, view.size(), [&](const EventRef &e) { n += e->step == step; });
    return n;
}

qint64 received(const Journal &journal, EndpointId id)
{
    qint64 bytes = 0;
    const JournalView view = journal.view();
    view.forEach(0, view.size(), [&](const EventRef &e) {
        bytes += e->endpoint == id && e->step == Step::CallRead && e->result > 0 ? e->result : 0;
    });
    return bytes;
}

EndpointSettings settings(Role role, Protocol protocol, quint16 port, const char *service = "echo")
{
    EndpointSettings s;
    s.role = role;
    s.protocol = protocol;
    s.port = port;
    s.service = QLatin1String(service);
    s.name = QStringLiteral("“%1” — %2").arg(QLatin1String(service)).arg(int(role));
    return s;
}

/// The port of the endpoint's socket as soon as it has one that others can reach.
quint16 portOf(const Session &session, EndpointId id)
{
    quint16 port = 0;
    const auto known = [&] {
        const JournalView view = session.journal().view();
        view.forEach(0, view.size(), [&](const EventRef &e) {
            if (e->endpoint == id && e->step == Step::CallGetsockname && e.local().port)
                port = e.local().port;
        });
        return port != 0;
    };
    return QTest::qWaitFor(known) ? port : 0;
}

EndpointId open(Session &session, const EndpointSettings &s)
{
    const EndpointId id = session.nextEndpoint();
    session.post({id, Command::Create{s}});
    if (s.role == Role::Server)
        session.post({id, Command::Listen{s}});
    else
        session.post({id, Command::Connect{s}});
    return id;
}

void replaySpool(const QString &path, Journal &into)
{
    SpoolReader reader;
    QVERIFY2(reader.open(path.toStdString()), reader.error().c_str());
    QVERIFY(!reader.isDamaged());
    reader.replayInto(into);
    QCOMPARE(into.size(), reader.size());
}

} // namespace

void TestReplay::runSession()
{
    Session session({.spoolFolder = m_folder.filePath(QStringLiteral("spools"))});
    session.start();
    m_startedAt = session.startedAt();
    const Journal &journal = session.journal();
    const auto has = [&](Step step, int least = 1) {
        return QTest::qWaitFor([&] { return count(journal, step) >= least; }, 20000);
    };
    const EndpointId server = open(session, settings(Role::Server, Protocol::Tcp, 0, "echo"));
    const quint16 port = portOf(session, server);
    const EndpointId udp = open(session, settings(Role::Server, Protocol::Udp, 0));
    const quint16 udpPort = portOf(session, udp);
    QVERIFY(port != 0 && udpPort != 0);
    const EndpointId client = open(session, settings(Role::Client, Protocol::Tcp, port));
    const EndpointId sender = open(session, settings(Role::Client, Protocol::Udp, udpPort));
    open(session, settings(Role::Server, Protocol::Tcp, port)); // in use
    QVERIFY(has(Step::Connected) && has(Step::NoteListenFailed));
    session.post({client, Command::Send{QByteArray("gr\xC3\xBC\xC3\x9F \0\n\xFF", 10), 0, {}}});
    session.post({client, Command::Send{QByteArray(100000, 'l'), 0, {}}});
    session.post({sender, Command::Send{"datagram", 0, {}}});
    session.post({sender, Command::Send{"", 0, {}}});
    session.post({client, Command::Rename{QStringLiteral("Renamed <b>&\u202e")}});
    session.post({client, Command::SendFile{QCoreApplication::applicationFilePath(), 0}});
    session.post({sender, Command::JoinGroup{QStringLiteral("nonsense")}});
    QVERIFY(has(Step::NoteFileDone) && has(Step::CallSendmsg, 4) && has(Step::NoteCommandFailed));
    // Everything has come back: closing with bytes unread would be a reset.
    const qint64 sent = 10 + 100000 + QFileInfo(QCoreApplication::applicationFilePath()).size();
    QVERIFY(QTest::qWaitFor([&] { return received(journal, client) == sent; }, 20000));
    session.post({client, Command::Disconnect{}});
    QVERIFY(has(Step::NotePeerFinished));
    QVERIFY(has(Step::Disconnected, 2));
    session.post({server, Command::StopListening{}});
    const EndpointId refused = open(session, settings(Role::Client, Protocol::Tcp, port));
    QVERIFY(has(Step::NoteConnectFailed));
    session.post({refused, Command::Remove{}});
    QVERIFY(has(Step::Remove));
    QTest::qWait(500); // lets the spool's thread take what is new; the comparison holds for whatever it took
    replaySpool(session.spoolPath(), m_running);
    const QString spool = session.spoolPath();
    session.stop(true);
    QVERIFY(!SpoolReader::isLocked(spool.toStdString()));
    const JournalView view = journal.view();
    view.forEach(0, view.size(), [this](const EventRef &e) {
        const PackedAddress local = e.local();
        const PackedAddress peer = e.peer();
        m_live.append(e.event(), e.payload(), &local, &peer);
    });
    QCOMPARE(m_live.size(), journal.size());
    replaySpool(spool, m_spooled);
}

void TestReplay::save()
{
    const QString path = m_folder.filePath(QStringLiteral("s.jsonl"));
    SessionWriter writer(
        m_live.view(), [](EndpointId id) { return QStringLiteral("E%1").arg(id); }, m_startedAt);
    QVERIFY(writer.begin(path));
    for (;;) {
        const auto done = writer.step(100);
        QVERIFY2(done, qPrintable(done.error()));
        if (*done)
            break;
    }
    SessionReader reader(m_saved);
    QCOMPARE(kit::readAll(reader, path), QString());
    QCOMPARE(reader.warning(), QString());
    QCOMPARE(reader.startedAtMs(), m_startedAt);
}

void TestReplay::initTestCase()
{
    QVERIFY(m_folder.isValid());
    runSession();
    save();
}

void TestReplay::theSessionHasSomethingOfEverything()
{
    for (const Step step :
        {Step::CallAccept4, Step::CallRead, Step::CallWrite, Step::CallRecvmsg, Step::CallClose,
            Step::ReadyRead, Step::KernelState, Step::NoteConnectFailed, Step::NoteFileStarted, Step::Rename})
        QVERIFY2(count(m_live, step) > 0, stepName(step));
    SocketTable table;
    table.advance(m_live.view());
    QVERIFY(table.sockets().size() > 6 && table.endpoints().size() == 6);
    QCOMPARE(table.openSockets(), std::size_t(0));
}

void TestReplay::savedEventsAreTheLiveOnes()
{
    QCOMPARE(eventsOf(m_saved), eventsOf(m_live));
}

void TestReplay::spooledEventsAreTheLiveOnes()
{
    QCOMPARE(eventsOf(m_spooled), eventsOf(m_live));
}

void TestReplay::foldOfTheSavedSessionIsTheLiveOne()
{
    QCOMPARE(told(m_saved), told(m_live));
}

void TestReplay::foldOfTheSpooledSessionIsTheLiveOne()
{
    QCOMPARE(told(m_spooled), told(m_live));
}

void TestReplay::foldOfTheSpoolWhileTheSessionRunsIsTheLiveOne()
{
    QVERIFY(m_running.size() > 0 && m_running.size() <= m_live.size());
    QCOMPARE(eventsOf(m_running), eventsOf(m_live).mid(0, qsizetype(m_running.size())));
    Journal moment(Chunk::maxBlob);
    m_live.view().forEach(0, m_running.size(), [&](const EventRef &e) {
        const PackedAddress local = e.local();
        const PackedAddress peer = e.peer();
        moment.append(e.event(), e.payload(), &local, &peer);
    });
    QCOMPARE(told(m_running), told(moment));
}

void TestReplay::replayAtEveryIndexIsTheFoldOfThatPrefix()
{
    const JournalView view = m_live.view();
    Moments<SocketTable> moments(32, 1024);
    SocketTable present;
    moments.advance(present, view);
    QVERIFY(moments.size() > 2);
    std::vector<QStringList> folds;
    SocketTable forward;
    for (EventIndex n = 0; n <= view.size(); ++n) {
        forward.advance(view.upTo(n));
        folds.push_back(told(forward));
    }
    std::vector<EventIndex> order;
    for (EventIndex n = 0; n <= view.size(); ++n)
        order.push_back(n);
    std::shuffle(order.begin(), order.end(), std::mt19937(11));
    SocketTable moved;
    for (const EventIndex n : order) {
        moments.moveTo(moved, view, n);
        QCOMPARE(told(moved), folds[n]);
    }
    QCOMPARE(told(present), folds.back());
}

} // namespace wl

QTEST_GUILESS_MAIN(wl::TestReplay)
#include "tst_replay.moc"
