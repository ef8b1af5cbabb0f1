// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/whatcomesnext.h"

#include <QCoreApplication>

#include <cerrno>

namespace wl {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(wl)
};

QString afterSocket(const SocketFacts &s, const EndpointFacts *endpoint)
{
    const bool server = endpoint && endpoint->settings.role == Role::Server;
    if (s.role == SocketRole::Datagram)
        return server ? Text::tr("Next: bind() gives the socket its address, so that datagrams find it.")
                      : Text::tr("Next: sendto() names the receiver with each datagram; the kernel chooses a "
                                 "port for us with the first.");
    return server ? Text::tr("Next: bind() gives the socket its address and port.")
                  : Text::tr("Next: connect() asks the server's kernel for a connection.");
}

QString afterBind(const SocketFacts &s)
{
    switch (s.role) {
    case SocketRole::Datagram:
        return Text::tr("Next: the kernel queues each datagram for this port; recv() takes one at a time.");
    case SocketRole::Client:
        return Text::tr("Next: connect() leaves from this address.");
    default:
        return Text::tr("Next: listen() makes it a listener; until then every connection is refused.");
    }
}

/// A connection in data exchange, or on its way out.
QString inState(const SocketFacts &s)
{
    switch (s.state) {
    case TcpState::Established:
        return Text::tr("Next: either side may send() and recv(); close() or shutdown() begins the end.");
    case TcpState::CloseWait:
        return Text::tr(
            "Next: the other side sends no more; ours may still send, and close() sends our FIN.");
    case TcpState::SynSent:
        return Text::tr("Next: the kernel waits for SYN-ACK; then the connection is made, or refused.");
    case TcpState::FinWait1:
    case TcpState::Closing:
    case TcpState::LastAck:
        return Text::tr("Next: our FIN waits to be acknowledged; the kernel does that by itself.");
    case TcpState::FinWait2:
        return Text::tr("Next: our stream has ended; the kernel waits for the FIN of the other side.");
    case TcpState::TimeWait:
        return Text::tr(
            "Next: nothing to do; the kernel keeps the two addresses for a minute and then forgets "
            "them.");
    default:
        return {};
    }
}

QString afterClose(const SocketFacts &s)
{
    if (s.role == SocketRole::Listener)
        return Text::tr("Next: new connections to this port are refused; those accepted before live on.");
    if (s.role == SocketRole::Datagram)
        return Text::tr("Next: datagrams to this port find nobody; their senders may be told so by ICMP.");
    if (s.gone)
        return Text::tr("Nothing comes next: the kernel has forgotten this connection.");
    return inState(s);
}

QString afterFailure(const Event &e)
{
    switch (e.step) {
    case Step::CallBind:
        return Text::tr(
            "Next: without an address there is no server; the program closes the socket and may try "
            "another port.");
    case Step::CallConnect:
        return Text::tr("Next: this socket is of no more use; the program closes it and may try a new one.");
    default:
        return Text::tr("Next: the program decides whether it tries again or closes the socket.");
    }
}

QString afterConnect(const SocketFacts &s, const Event &e)
{
    if (e.result < 0 && e.error == EINPROGRESS && !s.established && s.isOpen())
        return Text::tr(
            "Next: the kernels shake hands by themselves; the program hears of it when they are done.");
    if (s.role == SocketRole::Datagram)
        return Text::tr("Next: send() needs no address any more; nothing was sent yet.");
    return s.isOpen() ? inState(s) : QString();
}

QString afterTransfer(const SocketFacts &s, const Event &e)
{
    if (s.role == SocketRole::Datagram)
        return isSendCall(e.step)
            ? Text::tr("Next: the datagram goes its way; whether it arrives, nobody reports.")
            : Text::tr("Next: the program answers to the address from which it came, or waits for another.");
    if (isSendCall(e.step))
        return Text::tr(
            "Next: the kernel sends the bytes, repeats them until they are acknowledged, and the other "
            "side's recv() takes them, perhaps in other pieces.");
    if (e.result == 0)
        return Text::tr("Next: no more bytes will come here; the program may still send, then it closes.");
    return Text::tr("Next: the program uses the bytes, answers with send(), or calls recv() for more.");
}

bool isPending(const Event &e)
{
    return e.error == EINPROGRESS || e.error == EAGAIN || e.error == EWOULDBLOCK;
}

QString afterCall(const SocketFacts &s, const EndpointFacts *endpoint, const Event &e)
{
    if (e.failed() && !isPending(e))
        return afterFailure(e);
    switch (e.step) {
    case Step::CallSocket:
        return afterSocket(s, endpoint);
    case Step::CallBind:
        return afterBind(s);
    case Step::CallListen:
        return Text::tr(
            "Next: the kernel completes handshakes by itself; accept() takes the first finished one.");
    case Step::CallAccept:
    case Step::CallAccept4:
        return e.failed()
            ? Text::tr("Next: nobody waits; accept() is called again when somebody has connected.")
            : Text::tr("Next: recv() and send() use the new descriptor; the listener goes on "
                       "accepting others.");
    case Step::CallConnect:
        return afterConnect(s, e);
    case Step::CallShutdown:
        return Text::tr(
            "Next: the other side's recv() returns 0 when it has read all; ours can still receive.");
    case Step::CallClose:
        return afterClose(s);
    default:
        break;
    }
    if (isRecvCall(e.step) && e.failed())
        return Text::tr("Next: nothing lies there; recv() is called again when bytes have come.");
    return isSendCall(e.step) || isRecvCall(e.step) ? afterTransfer(s, e) : QString();
}

QString afterSignal(const Event &e)
{
    switch (e.step) {
    case Step::NewConnection:
        return Text::tr("Next: the program takes the connection with nextPendingConnection().");
    case Step::ReadyRead:
        return Text::tr("Next: the program reads what has come, as much or as little as it is.");
    case Step::Connected:
        return Text::tr("Next: the program may write and read.");
    case Step::Disconnected:
        return Text::tr("Next: the program lets go of the socket object; Qt has closed it.");
    default:
        return {};
    }
}

} // namespace

QString whatComesNext(const EventRef &event, const SocketTable &table)
{
    const SocketFacts *socket = table.socket(event->socket);
    if (!socket || event->has(Event::Housekeeping) || event->has(Event::Probe))
        return {};
    if (event->kind() == Kind::Call)
        return afterCall(*socket, table.endpoint(socket->endpoint), event.event());
    if (event->kind() == Kind::Signal)
        return afterSignal(event.event());
    return event->step == Step::KernelState ? inState(*socket) : QString();
}

} // namespace wl
