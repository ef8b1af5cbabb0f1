// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// Drives the engine through a scenario in Step mode, or through options and ways of closing, and prints the
// journal as JSON Lines: for compare.py, which runs it under strace. Exit status 1: a scenario got stuck.

#include "app/exporters/jsonlines.h"
#include "app/models/nextstep.h"
#include "tests/kit/livesession.h"

#include <QCoreApplication>

#include <cstdio>

using namespace wl;
using namespace wl::kit;

namespace {

bool settle(Live &live)
{
    // Nothing new for a while: the watch has looked at all that moved.
    EventIndex before = 0;
    return QTest::qWaitFor(
        [&] {
            const EventIndex now = live.session.journal().size();
            const bool still = now == before;
            before = now;
            QTest::qWait(60);
            return still;
        },
        10000);
}

bool nextUntilNothingWaits(Live &live)
{
    for (int i = 0; i < 80; ++i) {
        const auto choice = nextStep(live.table(), 0);
        if (!choice)
            return true;
        live.post(choice->endpoint, Command::NextStep{choice->socket, {}, 0});
        QTest::qWait(40);
    }
    return false;
}

bool openBoth(Live &live, EndpointSettings server, EndpointSettings client, EndpointId &s, EndpointId &c)
{
    s = live.server(std::move(server));
    c = live.client(live.port(s), std::move(client));
    return QTest::qWaitFor([&] { return live.accepts(s) == 1 || live.main(c); });
}

bool life(Live &live)
{
    live.post(0, Command::SetPace{{Pace::Mode::Step}});
    const EndpointId server = live.server(serving("uppercase"));
    for (int i = 0; i < 8 && !live.main(server); ++i)
        QTest::qWait(20);
    const auto listens = [&] { return live.events(Step::NoteListening, server) > 0; };
    for (int i = 0; i < 20 && !listens(); ++i) {
        live.post(server, Command::NextStep{});
        QTest::qWait(40);
    }
    live.client(live.port(server));
    QTest::qWait(60);
    return listens() && nextUntilNothingWaits(live);
}

bool datagrams(Live &live)
{
    live.post(0, Command::SetPace{{Pace::Mode::Step}});
    const EndpointId server = live.server(serving("echo", Protocol::Udp));
    for (int i = 0; i < 2; ++i) {
        live.post(server, Command::NextStep{});
        QTest::qWait(40);
    }
    EndpointSettings s;
    s.protocol = Protocol::Udp;
    const EndpointId client = live.client(live.port(server), s);
    for (const EndpointId id : {client, client, server, server, client, client, server}) {
        live.post(id, Command::NextStep{});
        QTest::qWait(40);
    }
    live.post(client, Command::Disconnect{});
    live.post(server, Command::StopListening{});
    return live.port(server) != 0;
}

bool options(Live &live)
{
    EndpointSettings server = serving("echo");
    server.options = {{QStringLiteral("reuseaddr"), QStringLiteral("off")},
        {QStringLiteral("rcvbuf"), QStringLiteral("8192")}};
    EndpointSettings client;
    client.options = {{QStringLiteral("sndbuf"), QStringLiteral("8192")},
        {QStringLiteral("nodelay"), QStringLiteral("on")},
        {QStringLiteral("keepalive"), QStringLiteral("60/10/5")},
        {QStringLiteral("user-timeout"), QStringLiteral("5000")},
        {QStringLiteral("syn-retries"), QStringLiteral("3")}, {QStringLiteral("ttl"), QStringLiteral("32")}};
    EndpointId s = 0;
    EndpointId c = 0;
    if (!openBoth(live, server, client, s, c))
        return false;
    live.send(c, "one");
    for (const char *option : {"nodelay=off", "linger=5", "linger=off", "keepalive=off", "ttl=300"})
        live.post(c, Command::SetOption{QLatin1String(option), 0});
    const SocketId connection = live.table().endpoint(s)->accepted.front();
    live.post(s, Command::HoldReading{connection});
    live.send(c, "two");
    QTest::qWait(50);
    live.post(s, Command::ReleaseReading{connection});
    QTest::qWait(50);
    live.post(c, Command::Disconnect{});
    live.post(s, Command::StopListening{});
    return true;
}

bool endings(Live &live)
{
    for (int way = 0; way < 5; ++way) {
        EndpointId s = 0;
        EndpointId c = 0;
        if (!openBoth(live, serving("manual"), {}, s, c)
            || !QTest::qWaitFor([&] { return live.accepts(s) == 1; }))
            return false;
        const SocketId connection = live.table().endpoint(s)->accepted.front();
        live.send(c, "hello");
        QTest::qWait(30);
        if (way == 0)
            live.post(c, Command::ShutdownWrite{});
        else if (way == 1)
            live.post(c, Command::Reset{});
        else if (way == 2)
            live.post(s, Command::Reset{connection});
        else if (way == 3)
            live.post(s, Command::CloseConnection{connection});
        if (way == 4) {
            live.post(s, Command::HoldReading{connection});
            live.send(c, "unread");
            QTest::qWait(30);
            live.post(s, Command::CloseUnread{connection});
        }
        QTest::qWait(60);
        live.post(s, Command::CloseConnection{connection});
        live.post(c, Command::Disconnect{});
        live.post(s, Command::StopListening{});
        QTest::qWait(30);
    }
    return true;
}

void print(Live &live)
{
    const JournalView view = live.session.journal().view();
    view.forEach(
        0, view.size(), [](const EventRef &event) { std::fputs(jsonLine(event, {}).constData(), stdout); });
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QByteArray scenario(argc > 1 ? argv[argc - 1] : "");
    Live live;
    const bool done = scenario == "life" ? life(live)
        : scenario == "datagrams"        ? datagrams(live)
        : scenario == "options"          ? options(live)
        : scenario == "endings"          ? endings(live)
                                         : false;
    const bool settled = settle(live);
    live.session.closeSockets();
    print(live);
    return done && settled ? 0 : 1;
}
