// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/flowchartfacts.h"

#include "app/models/callarguments.h"
#include "app/models/eventtext.h"

#include <QCoreApplication>
#include <QStringList>

namespace wl {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(wl)
};

QString transferred(const Event &e)
{
    const bool ends = e.result == 0 && isRecvCall(e.step) && !e.has(Event::Datagram);
    return ends ? QStringLiteral("= 0") : Text::tr("%1 B").arg(e.result);
}

/// The port that the kernel gave, where the program asked for any.
QString portOf(const EventRef &event, const SocketFacts *socket)
{
    const PackedAddress asked = event.peer();
    const bool chosen = event->step == Step::CallBind && socket && asked.port == 0;
    const std::uint16_t port = chosen ? socket->local.port : asked.port;
    return asked.isValid() || chosen ? QStringLiteral(":%1").arg(port) : QString();
}

QString latestFact(const EventRef &event, FlowCall call, const SocketFacts *socket)
{
    switch (call) {
    case FlowCall::Socket:
        return QString::number(event->result);
    case FlowCall::Option:
        return optionName(event->extra);
    case FlowCall::Bind:
    case FlowCall::Connect:
        return portOf(event, socket);
    case FlowCall::Listen:
        return QString::number(event->arg);
    case FlowCall::Accept:
        return QStringLiteral("= %1").arg(event->result);
    case FlowCall::Send:
    case FlowCall::Recv:
        return transferred(event.event());
    case FlowCall::Shutdown:
        return shutdownName(event->arg);
    default:
        return {};
    }
}

QString notCalled(const FlowBox &box)
{
    const QString text = Text::tr("%1 has not been called yet.").arg(box.name);
    if (!box.optional)
        return text;
    return text + QLatin1Char(' ')
        + (box.call == FlowCall::Bind
                ? Text::tr("It is optional here: without it the kernel chooses the port.")
                : Text::tr("It is optional."));
}

} // namespace

QString flowFact(const EventRef &event, FlowCall call, const FlowTally &tally, const SocketFacts *socket)
{
    QStringList parts;
    if (tally.error != 0)
        parts << errnoName(tally.error);
    else if (event && event->kind() == Kind::Call)
        parts << latestFact(event, call, socket);
    parts.removeAll(QString());
    const QString latest = parts.join(QLatin1Char(' '));
    if (tally.count <= 1)
        return latest;
    // The number is that of all calls, the rest of the latest one.
    return latest.isEmpty() ? QStringLiteral("\u00D7%1").arg(tally.count)
                            : Text::tr("\u00D7%1, last %2").arg(tally.count).arg(latest);
}

QString flowSentence(const FlowBox &box, const EventRef &event, const FlowTally &tally,
    const SocketTable &table, bool wouldBlock)
{
    QStringList parts;
    if (!box.event)
        parts << notCalled(box);
    else if (event)
        parts << sentence(event, [&table](EndpointId id) { return table.endpointName(id); });
    else
        parts << Text::tr("%1 was called; the session no longer holds the event.").arg(box.name);
    if (tally.count > 1)
        parts << Text::tr("It was called %1 times, this is the latest one.").arg(tally.count);
    if (box.press)
        parts << (box.waits ? Text::tr("This side waits here: click to make the call.")
                            : Text::tr("Click to make this call instead."));
    else if (box.waits)
        parts << Text::tr("A program with blocking calls waits here now.");
    if (box.waits && wouldBlock)
        parts << Text::tr("It would block now: nothing is there yet.");
    return parts.join(QLatin1Char(' '));
}

QString flowDetail(const FlowColumn &column, const SocketTable &table, bool isForgotten)
{
    const auto role = [&] {
        switch (column.part) {
        case FlowColumn::Part::Listener:
            return Text::tr("listener");
        case FlowColumn::Part::Connection:
            return column.socket ? Text::tr("connection") : Text::tr("not accepted yet");
        case FlowColumn::Part::Client:
            return Text::tr("client");
        case FlowColumn::Part::Receiver:
            return Text::tr("receiver");
        case FlowColumn::Part::Sender:
            return Text::tr("sender");
        default:
            return Text::tr("not ours");
        }
    };
    if (isForgotten)
        return Text::tr("its calls are forgotten");
    const SocketFacts *socket = table.socket(column.socket);
    if (!socket || socket->fd < 0)
        return role();
    return Text::tr("%1, fd %2").arg(role()).arg(socket->fd);
}

} // namespace wl
