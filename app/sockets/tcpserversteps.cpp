// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// A server's socket(), options, bind(), listen() and each accept() as single calls: for Step mode, and for
// options that must be set before listen().

#include "app/sockets/addresses.h"
#include "app/sockets/tcpserverendpoint.h"

#include <QNetworkProxy>

#include <cerrno>

#include <sys/socket.h>
#include <unistd.h>

namespace wl {

void TcpServerEndpoint::runPrepared()
{
    bool goesOn = m_prepared->descriptor() >= 0 || makeCall("socket");
    while (goesOn && m_prepared->optionsLeft() > 0)
        goesOn = makeCall("setsockopt");
    if (goesOn && !m_bound)
        goesOn = makeCall("bind");
    if (!goesOn || !makeCall("listen"))
        m_prepared.reset();
}

void TcpServerEndpoint::offerNext()
{
    if (!m_desk.isStepping())
        return;
    if (m_server) {
        const bool arrived = m_gate && m_gate->isReadable();
        // Everybody is served: what is left of a server's life is its end.
        const bool done = m_served && !arrived && m_connections.empty();
        if (done && m_desk.pace().mode == Pace::Mode::Step)
            m_desk.offer(listenerId(), {{"close", "accept"}, true, 0, false});
        else
            m_desk.offer(listenerId(), {{"accept", "close"}, arrived, 0, true});
        return;
    }
    if (!m_prepared)
        return;
    if (m_prepared->descriptor() < 0) {
        m_desk.offer(0, {{"socket"}, true, 0, true});
        return;
    }
    QByteArrayList families;
    if (m_prepared->optionsLeft() > 0)
        families += "setsockopt";
    if (!m_bound)
        families += "bind";
    families += "listen";
    families += "close";
    m_desk.offer(m_prepared->id(), {families, true, 0, true});
}

void TcpServerEndpoint::step(const StepOrder &order)
{
    const bool toListener =
        order.socket == 0 || order.socket == listenerId() || (m_prepared && order.socket == m_prepared->id());
    if (!toListener) {
        stepStream(find(order.socket), order);
        return;
    }
    const QByteArray family = m_desk.chosen(order);
    if (family.isEmpty()) {
        refuse(tr("That call can not come now. Choose one of those that are offered."));
        return;
    }
    if (family == "accept" && order.whenReady && !m_desk.offered().ready) {
        m_desk.await(order);
        return;
    }
    if (family == "close") {
        close();
    } else if (!order.skip) {
        makeCall(family);
    } else if (family == "bind") {
        // listen() binds by itself then, to a port that the kernel chooses.
        m_bound = true;
    } else if (family == "setsockopt") {
        m_prepared->skipOptions();
    } else {
        refuse(tr("Only bind and setsockopt can be left out here."));
    }
    offerNext();
}

bool TcpServerEndpoint::makeCall(const QByteArray &family)
{
    if (family == "accept") {
        acceptOne();
        return true;
    }
    if (family == "setsockopt") {
        m_prepared->setNextOption();
        return true;
    }
    bool done = false;
    if (family == "socket") {
        done = m_prepared->open();
    } else if (family == "bind") {
        done = m_bound = m_prepared->bind(m_address, m_settings.port);
    } else {
        done = m_prepared->listen(backlog());
        if (done)
            adopt();
    }
    if (!done)
        noteFailure(Step::NoteListenFailed, m_settings.address, EADDRNOTAVAIL);
    return done;
}

void TcpServerEndpoint::adopt()
{
    makeServer();
    const int fd = m_prepared->take();
    m_prepared.reset();
    if (!m_server->setSocketDescriptor(fd)) {
        ::close(fd);
        m_server.reset();
        return;
    }
    if (m_desk.isStepping())
        setStepping(true);
    noteListening(m_settings.announce, m_server->serverAddress(), m_server->serverPort(), listenerId());
}

void TcpServerEndpoint::setStepping(bool stepping)
{
    if (!m_gate) {
        m_gate = new ReadGate(m_server.get());
        connect(m_gate, &ReadGate::readable, this, [this] {
            recorder().move(int(m_server->socketDescriptor()));
            offerNext();
        });
    }
    if (stepping) {
        // A notifier that Qt has switched off (the classic loop) tells nobody of the next client.
        m_gate->hold();
        context().unattended.insert(listenerId());
    } else {
        m_gate->release();
        context().unattended.erase(listenerId());
    }
}

void TcpServerEndpoint::acceptOne()
{
    const Recorder::Deliberate deliberate(recorder());
    const int listener = int(m_server->socketDescriptor());
    const int fd = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    const int error = errno;
    m_gate->rearm();
    if (fd < 0) {
        const bool nobody = error == EAGAIN || error == EWOULDBLOCK;
        const SocketId socket = listenerId();
        if (nobody)
            note(Step::NoteWouldBlock, QStringLiteral("accept"), 0, 0, socket);
        else
            noteFailure(Step::NoteCommandFailed, tr("No connection could be accepted."));
        return;
    }
    if (!mayTakeOneMore()) {
        ::close(fd);
        return;
    }
    auto *socket = new QTcpSocket;
    socket->setProxy(QNetworkProxy::NoProxy);
    socket->setSocketDescriptor(fd);
    take(socket);
}

void TcpServerEndpoint::setPace(const Pace &pace)
{
    const bool was = m_desk.isStepping();
    m_desk.setPace(pace);
    const bool is = m_desk.isStepping();
    const std::vector<QPointer<StreamSocket>> streams = openStreams();
    for (const auto &stream : streams) {
        if (stream)
            stream->setPace(pace);
    }
    if (m_prepared && !is)
        runPrepared();
    else if (m_server && was != is)
        setStepping(is);
    offerNext();
}

int TcpServerEndpoint::descriptor(SocketId socket) const
{
    if (const StreamSocket *connection = find(socket))
        return int(connection->socket()->socketDescriptor());
    return m_prepared ? m_prepared->descriptor() : m_server ? int(m_server->socketDescriptor()) : -1;
}

} // namespace wl
