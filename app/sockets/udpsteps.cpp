// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// A datagram socket's socket(), options, bind(), sendto() and recvfrom() as single calls, and reading held.

#include "app/sockets/addresses.h"
#include "app/sockets/udpendpoint.h"

#include <QNetworkProxy>

#include <cerrno>

#include <unistd.h>

namespace wl {

namespace {

constexpr int usualRead = 4096; ///< bytes asked by a recvfrom step when nobody says how many

} // namespace

void UdpEndpoint::prepare(const QHostAddress &family)
{
    m_prepared = std::make_unique<PreparedSocket>(context(), id(), m_settings, family);
    if (m_settings.role == Role::Server)
        m_peer = family;
    if (m_desk.isStepping())
        offerNext();
    else
        runPrepared();
}

void UdpEndpoint::runPrepared()
{
    const bool binds = m_settings.role == Role::Server || m_settings.bindLocal;
    bool goesOn = m_prepared->descriptor() >= 0 || makeCall("socket");
    while (goesOn && m_prepared->optionsLeft() > 0)
        goesOn = makeCall("setsockopt");
    if (goesOn && binds && !m_bound)
        goesOn = makeCall("bind");
    if (goesOn && m_prepared)
        adopt();
    m_prepared.reset();
}

void UdpEndpoint::offerNext()
{
    if (!m_desk.isStepping())
        return;
    const bool server = m_settings.role == Role::Server;
    if (m_prepared && m_prepared->descriptor() < 0) {
        m_desk.offer(0, {{"socket"}, true, 0, true});
    } else if (m_prepared) {
        QByteArrayList families;
        if (m_prepared->optionsLeft() > 0)
            families += "setsockopt";
        if (server || m_settings.bindLocal)
            families += QByteArrayList{"bind"};
        else
            families += QByteArrayList{"send", "bind"};
        families += "close";
        m_desk.offer(m_prepared->id(), {families, true, 0, server || m_settings.bindLocal});
    } else if (m_socket) {
        const bool arrived = m_gate && m_gate->isReadable();
        if (!m_toSend.isEmpty())
            m_desk.offer(socketId(),
                {{"send", "recv", "close"}, true, quint64(m_toSend.constFirst().bytes.size()), true});
        else if (!server && m_greeted && !arrived && m_desk.pace().mode == Pace::Mode::Step)
            m_desk.offer(socketId(), {{"recv", "close"}, false, 0, true});
        else
            m_desk.offer(socketId(), {{"recv", "close"}, arrived, 0, true});
    }
}

void UdpEndpoint::step(const StepOrder &order)
{
    const QByteArray family = m_desk.chosen(order);
    if (family.isEmpty()) {
        refuse(tr("That call can not come now. Choose one of those that are offered."));
        return;
    }
    const bool ready = m_desk.offered().ready && family == m_desk.offered().families.constFirst();
    if (order.whenReady && !ready) {
        m_desk.await(order);
        return;
    }
    const Recorder::Deliberate deliberate(recorder());
    if (family == "close") {
        close();
        return;
    }
    if (m_prepared && order.skip) {
        if (family == "setsockopt")
            m_prepared->skipOptions();
        else
            adopt();
    } else if (m_prepared && family != "send") {
        makeCall(family);
    } else if (family == "send") {
        if (m_prepared)
            adopt();
        stepSend(order.size);
    } else {
        stepRecv(order.size);
    }
    offerNext();
}

bool UdpEndpoint::makeCall(const QByteArray &family)
{
    if (family == "setsockopt") {
        m_prepared->setNextOption();
        return true;
    }
    const bool server = m_settings.role == Role::Server;
    bool done = false;
    if (family == "socket") {
        done = m_prepared->open();
    } else {
        const bool v6 = m_peer.protocol() == QAbstractSocket::IPv6Protocol;
        const QString any = v6 ? QStringLiteral("::") : QStringLiteral("0.0.0.0");
        const QString local = m_settings.bindLocal ? m_settings.localAddress : QString();
        const auto address = strictAddress(server ? m_settings.address : local.isEmpty() ? any : local);
        const quint16 port = server ? m_settings.port : m_settings.bindLocal ? m_settings.localPort : 0;
        done = m_bound = address && m_prepared->bind(*address, port);
        if (done && m_desk.isStepping())
            adopt();
    }
    if (!done)
        noteFailure(
            server ? Step::NoteListenFailed : Step::NoteConnectFailed, m_settings.address, EADDRNOTAVAIL);
    return done;
}

void UdpEndpoint::adopt()
{
    m_socket = std::make_unique<QUdpSocket>();
    m_socket->setProxy(QNetworkProxy::NoProxy);
    const int fd = m_prepared->take();
    m_prepared.reset();
    bool adopted = false;
    {
        const Recorder::Adopting adopting(recorder());
        adopted = m_socket->setSocketDescriptor(fd, QAbstractSocket::BoundState);
    }
    if (!adopted) {
        ::close(fd);
        m_socket.reset();
        return;
    }
    opened();
    if (m_settings.role == Role::Server && m_bound)
        noteListening(m_settings.announce, m_socket->localAddress(), m_socket->localPort(), socketId());
    else if (m_desk.pace().mode == Pace::Mode::Step && m_toSend.isEmpty())
        propose("hello", m_peer, m_settings.port);
}

void UdpEndpoint::propose(const QByteArray &bytes, const QHostAddress &to, quint16 port)
{
    Event e;
    e.step = Step::NoteProposal;
    e.endpoint = id();
    e.socket = socketId();
    e.arg = std::uint64_t(bytes.size());
    const PackedAddress peer = packAddress(to, port);
    recorder().add(e, {reinterpret_cast<const std::uint8_t *>(bytes.constData()), std::size_t(bytes.size())},
        nullptr, &peer);
    m_greeted = true;
    m_toSend += Outgoing{bytes, to, port};
}

void UdpEndpoint::stepSend(int size)
{
    if (!m_socket || m_toSend.isEmpty())
        return;
    // A datagram is sent whole or not at all; fewer bytes asked for make a shorter one.
    const Outgoing out = m_toSend.takeFirst();
    write(size > 0 ? out.bytes.left(size) : out.bytes, out.to, out.port);
}

void UdpEndpoint::stepRecv(int size)
{
    if (!m_socket)
        return;
    const qint64 room = context().readBuffer.size();
    const int asked = size > 0 ? size : m_settings.readSize > 0 ? m_settings.readSize : usualRead;
    QHostAddress from;
    quint16 port = 0;
    const SocketId socket = socketId();
    const qint64 n =
        m_socket->readDatagram(context().readBuffer.data(), std::min<qint64>(asked, room), &from, &port);
    if (n >= 0)
        take(QByteArray(context().readBuffer.constData(), n), from, port);
    else if (m_socket->error() == QAbstractSocket::TemporaryError)
        note(Step::NoteWouldBlock, QStringLiteral("recv"), 0, 0, socket);
    if (m_gate)
        m_gate->rearm();
}

void UdpEndpoint::setStepping(bool stepping)
{
    if (!m_socket)
        return;
    if (!m_gate) {
        m_gate = new ReadGate(m_socket.get());
        connect(m_gate, &ReadGate::readable, this, &UdpEndpoint::offerNext);
    }
    if (stepping) {
        m_gate->hold();
        m_dropLook.start();
    } else {
        m_gate->release();
    }
}

void UdpEndpoint::setHeld(SocketId, bool held)
{
    if (!m_socket || m_desk.isStepping() || held == m_held) {
        refuse(!m_socket         ? tr("This socket is not open.")
                : m_held == held ? tr("Nothing changes: reading is as you want it already.")
                                 : tr("In Step mode each recv waits for you anyway."));
        return;
    }
    m_held = held;
    note(held ? Step::NoteReadingHeld : Step::NoteReadingReleased, {}, 0, 0, socketId());
    setStepping(held);
    if (!held)
        readSome();
    lookForDrops();
}

void UdpEndpoint::setPace(const Pace &pace)
{
    const bool was = m_desk.isStepping();
    m_desk.setPace(pace);
    const bool is = m_desk.isStepping();
    if (m_prepared && !is) {
        runPrepared();
    } else if (m_socket && was != is) {
        setStepping(is || m_held);
        const QList<Outgoing> waiting = std::exchange(m_toSend, {});
        for (const Outgoing &out : waiting)
            write(out.bytes, out.to, out.port);
        if (!is)
            readSome();
    }
    offerNext();
}

int UdpEndpoint::descriptor(SocketId) const
{
    return m_prepared ? m_prepared->descriptor() : m_socket ? int(m_socket->socketDescriptor()) : -1;
}

} // namespace wl
