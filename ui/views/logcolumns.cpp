// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/views/logcolumns.h"

#include "app/core/safetext.h"
#include "app/models/sockettable.h"

#include <QCoreApplication>

#include <cerrno>

namespace wl {

namespace {

constexpr qsizetype longestName = 80;
constexpr qsizetype mostBytesShown = 120;

QString tr(const char *text)
{
    return QCoreApplication::translate("wl::LogView", text);
}

QString fullDetail(const EventRef &event)
{
    const QString bytes = bytesText(event);
    const QString detail =
        bytes.isEmpty() ? detailText(event) : detailText(event) + QStringLiteral("  ") + bytes;
    const QString marks = rowMarks(event.event()).join(QStringLiteral(", "));
    return marks.isEmpty() ? detail : u'[' + marks + QStringLiteral("] ") + detail;
}

} // namespace

QString columnTitle(LogColumn column)
{
    switch (column) {
    case LogColumn::Number:
        return QStringLiteral("#");
    case LogColumn::Time:
        return tr("time");
    case LogColumn::Delta:
        return tr("Δ time");
    case LogColumn::Endpoint:
        return tr("endpoint");
    case LogColumn::Kind:
        return tr("kind");
    case LogColumn::Step:
        return tr("step");
    case LogColumn::State:
        return tr("state");
    case LogColumn::Detail:
        return tr("detail");
    case LogColumn::Evidence:
        return tr("evidence");
    case LogColumn::Count:
        break;
    }
    return {};
}

QString columnHint(LogColumn column)
{
    switch (column) {
    case LogColumn::Number:
        return tr("The event's number in this session; hidden rows are counted too.");
    case LogColumn::Time:
        return tr("Seconds since the session began.");
    case LogColumn::Delta:
        return tr("Seconds since the row above.");
    case LogColumn::Endpoint:
        return tr("The server, connection or client that it happened to.");
    case LogColumn::Kind:
        return tr("Command: what was asked for. Call: a socket call. Signal: a Qt signal. Kernel: what the "
                  "kernel said. "
                  "Note: a remark.");
    case LogColumn::Step:
        return tr("The call by its family name, the signal or the command.");
    case LogColumn::State:
        return tr("The connection's TCP state, by its name in RFC 9293.");
    case LogColumn::Detail:
        return tr("The call as it was made and what it returned.");
    case LogColumn::Evidence:
        return tr(
            "How it is known. Observed: the call itself was seen. Read: the kernel was asked right then. "
            "Polled: the kernel was asked from time to time. Kernel event: the kernel told by itself.");
    case LogColumn::Count:
        break;
    }
    return {};
}

QString kindWord(Kind kind)
{
    switch (kind) {
    case Kind::Command:
        return tr("command");
    case Kind::Call:
        return tr("call");
    case Kind::Signal:
        return tr("signal");
    case Kind::Kernel:
        return tr("kernel");
    case Kind::Packet:
        return tr("packet");
    case Kind::Note:
        return tr("note");
    case Kind::Count:
        break;
    }
    return {};
}

bool isTrouble(const Event &event)
{
    return event.failed() && event.error != EAGAIN && event.error != EWOULDBLOCK
        && event.error != EINPROGRESS;
}

QStringList rowMarks(const Event &event)
{
    QStringList marks;
    if (isTrouble(event))
        marks << tr("failed: %1").arg(errnoName(event.error));
    if (event.has(Event::Retry))
        marks << tr("Qt's own retry");
    if (event.has(Event::Probe))
        marks << tr("probe");
    if (event.has(Event::Truncated))
        marks << tr("cut off");
    return marks;
}

QString whereText(const Event &event, const SocketTable &table)
{
    const QString name =
        event.socket != 0 ? table.socketName(event.socket) : table.endpointName(event.endpoint);
    return safeText(QStringView(name), longestName);
}

QString bytesText(const EventRef &event)
{
    const Step step = event->step;
    const bool isBytes =
        isSendCall(step) || isRecvCall(step) || step == Step::Send || step == Step::SendToAll;
    return isBytes ? payloadText(event, mostBytesShown) : QString();
}

QString cellText(const LogRow &row, LogColumn column, const SocketTable &table)
{
    const Event &event = row.event.event();
    switch (column) {
    case LogColumn::Number:
        return QString::number(row.event.index() + 1);
    case LogColumn::Time:
        return timeText(event.time);
    case LogColumn::Delta:
        return row.sincePrevious < 0 ? QString() : u'+' + timeText(row.sincePrevious);
    case LogColumn::Endpoint:
        return whereText(event, table);
    case LogColumn::Kind:
        return kindWord(event.kind());
    case LogColumn::Step:
        return stepText(event);
    case LogColumn::State:
        return stateText(event);
    case LogColumn::Detail:
        return fullDetail(row.event);
    case LogColumn::Evidence:
        return evidenceText(event);
    case LogColumn::Count:
        break;
    }
    return {};
}

QString cellHint(const Event &event, LogColumn column)
{
    if (column != LogColumn::State || stateText(event).isEmpty())
        return tr("How it is known: %1.").arg(evidenceText(event));
    if (event.kind() == Kind::Kernel)
        return tr("How the state is known: %1.").arg(evidenceText(event));
    return event.stateRead != 0
        ? tr("How the state is known: read from the kernel at this event.")
        : tr("How the state is known: it is the last one known before; it was not read at this event.");
}

} // namespace wl
