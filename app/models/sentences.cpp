// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/sentences.h"

#include "app/core/safetext.h"
#include "app/sockets/addresses.h"

namespace wl {

namespace {

QString subject(const EventRef &event, const EndpointNames &names, Words w)
{
    if (event->endpoint == 0)
        return QStringLiteral("Wireladder");
    const QString name = names ? names(event->endpoint) : QString();
    return name.isEmpty() ? w.translate("wl", "This endpoint") : safeText(name, 80);
}

QString tell(const EventRef &event, const EndpointNames &names, Words w)
{
    const QString who = subject(event, names, w);
    switch (event->kind()) {
    case Kind::Command:
        return commandSentence(event, who, w);
    case Kind::Call:
        return callSentence(event, who, w);
    case Kind::Signal:
        return signalSentence(event, who, w);
    case Kind::Note:
        return noteSentence(event, who, w);
    default:
        break;
    }
    const QString said = kernelSentence(event, w);
    return event->endpoint == 0 ? said : w.translate("wl", "%1: %2").arg(who, said);
}

QString sendSentence(const EventRef &event, const QString &who, Words w)
{
    const QString size = w.bytes(qint64(event->arg));
    if (event->step == Step::SendToAll)
        return w.translate("wl", "%1 is asked to send %2 to every connection.").arg(who, size);
    if (event.peer().isValid())
        return w.translate("wl", "%1 is asked to send %2 to %3.").arg(who, size, addressText(event.peer()));
    return w.translate("wl", "%1 is asked to send %2.").arg(who, size);
}

QString readyReadSentence(const Event &e, const QString &who, Words w)
{
    if (e.has(Event::Datagram))
        return w.translate("wl", "Qt tells %1 that a datagram has arrived.").arg(who);
    if (e.result <= 0)
        return w.translate("wl", "Qt tells %1 that something is ready to be read.").arg(who);
    return w.translate("wl", "Qt tells %1 that there is something to read: %2.").arg(who, w.bytes(e.result));
}

} // namespace

QString sentence(const EventRef &event, const EndpointNames &names)
{
    return tell(event, names, Words::translated());
}

QString englishSentence(const EventRef &event, const EndpointNames &names)
{
    return tell(event, names, Words::english());
}

QString commandSentence(const EventRef &event, const QString &who, Words w)
{
    const QString text = wordsOf(event);
    switch (event->step) {
    case Step::Create:
        return w.translate("wl", "%1 is set up (%2).").arg(who, text);
    case Step::Rename:
        return w.translate("wl", "The name %1 is given.").arg(text);
    case Step::Remove:
        return w.translate("wl", "%1 is removed.").arg(who);
    case Step::Listen:
        return w.translate("wl", "%1 is asked to listen (%2).").arg(who, text);
    case Step::StopListening:
        return w.translate("wl", "%1 is asked to stop listening.").arg(who);
    case Step::Connect:
        return w.translate("wl", "%1 is asked to connect (%2).").arg(who, text);
    case Step::Disconnect:
        return w.translate("wl", "%1 is asked to disconnect in order.").arg(who);
    case Step::Abort:
        return w.translate("wl", "%1 is asked to drop its connection at once.").arg(who);
    case Step::Send:
    case Step::SendToAll:
        return sendSentence(event, who, w);
    case Step::SendFile:
        return w.translate("wl", "%1 is asked to send the file %2.").arg(who, text);
    case Step::CancelFile:
        return w.translate("wl", "%1 is asked to stop sending the file.").arg(who);
    case Step::CloseConnection:
        return w.translate("wl", "%1 is asked to close one connection.").arg(who);
    case Step::JoinGroup:
        return w.translate("wl", "%1 is asked to join the group %2.").arg(who, text);
    case Step::LeaveGroup:
        return w.translate("wl", "%1 is asked to leave the group %2.").arg(who, text);
    default:
        return paceCommandSentence(event, who, w);
    }
}

QString signalSentence(const EventRef &event, const QString &who, Words w)
{
    const Event &e = event.event();
    switch (e.step) {
    case Step::NewConnection:
        return w.translate("wl", "Qt tells %1 that a new connection is there.").arg(who);
    case Step::AcceptError:
        return w.translate("wl", "Qt tells %1 that accepting failed: %2.")
            .arg(who, socketEnumName("SocketError", e.result));
    case Step::HostFound:
        return w.translate("wl", "Qt tells %1 that the address of the host is known.").arg(who);
    case Step::StateChanged:
        return w.translate("wl", "Qt tells %1 that its socket is now in %2.")
            .arg(who, socketEnumName("SocketState", e.result));
    case Step::Connected:
        return w.translate("wl", "Qt tells %1 that it is connected.").arg(who);
    case Step::Disconnected:
        return w.translate("wl", "Qt tells %1 that its connection is over.").arg(who);
    case Step::ErrorOccurred:
        return w.translate("wl", "Qt tells %1 of an error: %2 (%3).")
            .arg(who, wordsOf(event), socketEnumName("SocketError", e.result));
    case Step::ReadyRead:
        return readyReadSentence(e, who, w);
    case Step::BytesWritten:
        return w.translate("wl", "Qt tells %1 that the kernel took what was to be sent: %2.")
            .arg(who, w.bytes(e.result));
    case Step::ReadChannelFinished:
        return w.translate("wl", "Qt tells %1 that nothing more will come to be read.").arg(who);
    default:
        return {};
    }
}

} // namespace wl
