// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/sockets/udpendpoint.h"

#include "app/services/servicecatalogue.h"
#include "app/sockets/addresses.h"

#include <QElapsedTimer>
#include <QNetworkInterface>
#include <QNetworkProxy>

#include <algorithm>
#include <cerrno>

#include <linux/sock_diag.h>
#include <sys/socket.h>
#include <unistd.h>

namespace wl {

namespace {

constexpr int receiveBuffer = 4 << 20; ///< bytes asked of SO_RCVBUF: a burst waits there while we write
constexpr qint64 turnBudgetMs = 2; ///< reading until nothing is left would starve timers under a flood

QNetworkInterface loopback()
{
    const auto all = QNetworkInterface::allInterfaces();
    for (const QNetworkInterface &i : all) {
        if (i.flags() & QNetworkInterface::IsLoopBack)
            return i;
    }
    return {};
}

} // namespace

UdpEndpoint::UdpEndpoint(NetworkContext &context, EndpointId id)
    : Endpoint(context, id)
    , m_desk(context, id, this)
{
    connect(&m_desk, &StepDesk::due, this, &UdpEndpoint::step);
    // After a burst, not during it: four looks a second tell a flood as well as one for each datagram would.
    m_dropLook.setSingleShot(true);
    m_dropLook.setInterval(250);
    connect(&m_dropLook, &QTimer::timeout, this, &UdpEndpoint::lookForDrops);
}

UdpEndpoint::~UdpEndpoint()
{
    if (m_lookup >= 0)
        QHostInfo::abortHostLookup(m_lookup);
    dropSocket();
}

void UdpEndpoint::open(const EndpointSettings &settings)
{
    if (m_socket || m_prepared || m_lookup >= 0) {
        refuse(tr("This socket is open already. Close it first."));
        return;
    }
    if (settings.role == Role::Server && needsTcp(settings.service)) {
        refuse(tr("This service needs connections, and UDP has none. Choose TCP, or another service."));
        return;
    }
    m_settings = settings;
    recorder().clearLastFailure(id());
    m_toSend.clear();
    m_held = m_bound = m_greeted = false;
    if (settings.role == Role::Server) {
        const auto address = strictAddress(settings.address);
        if (address && (m_desk.isStepping() || !settings.options.isEmpty()))
            prepare(*address);
        else
            bindTo(settings.address, settings.port);
        return;
    }
    const auto host = hostOrAddress(settings.address);
    if (!host || settings.port == 0) {
        refuse(host ? tr("A port from 1 to 65535 is needed to send to.") : host.error());
        return;
    }
    if (const auto address = strictAddress(*host))
        openClient(*address);
    else
        m_lookup = QHostInfo::lookupHost(*host, this, &UdpEndpoint::onLookedUp);
}

void UdpEndpoint::onLookedUp(const QHostInfo &info)
{
    m_lookup = -1;
    if (info.error() != QHostInfo::NoError || info.addresses().isEmpty()) {
        note(Step::NoteLookupFailed, m_settings.address);
        return;
    }
    note(Step::NoteText, tr("%1 is %2.").arg(m_settings.address, info.addresses().constFirst().toString()));
    openClient(info.addresses().constFirst());
}

void UdpEndpoint::openClient(const QHostAddress &peer)
{
    m_peer = peer;
    if (m_desk.isStepping() || !m_settings.options.isEmpty()) {
        prepare(peer);
    } else if (m_settings.bindLocal) {
        const bool v6 = peer.protocol() == QAbstractSocket::IPv6Protocol;
        const QString any = v6 ? QStringLiteral("::") : QStringLiteral("0.0.0.0");
        bindTo(m_settings.localAddress.isEmpty() ? any : m_settings.localAddress, m_settings.localPort);
    } else if (openUnbound(peer)) {
        opened();
    } else {
        m_socket.reset();
        noteFailure(Step::NoteConnectFailed, m_settings.address);
    }
}

bool UdpEndpoint::openUnbound(const QHostAddress &peer)
{
    // An unbound writeDatagram() would open an IPv6 socket and bind it to [::]: not what sendto() in a
    // textbook does.
    const int family = peer.protocol() == QAbstractSocket::IPv6Protocol ? AF_INET6 : AF_INET;
    const int fd = ::socket(family, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return false;
    m_socket = std::make_unique<QUdpSocket>();
    m_socket->setProxy(QNetworkProxy::NoProxy);
    if (!m_socket->setSocketDescriptor(fd, QAbstractSocket::BoundState)) {
        ::close(fd);
        return false;
    }
    const int on = 1;
    if (m_settings.broadcast)
        ::setsockopt(fd, SOL_SOCKET, SO_BROADCAST, &on, sizeof on);
    return true;
}

void UdpEndpoint::bindTo(const QString &addressText, quint16 port)
{
    const auto address = strictAddress(addressText);
    if (!address) {
        refuse(address.error());
        return;
    }
    m_socket = std::make_unique<QUdpSocket>();
    m_socket->setProxy(QNetworkProxy::NoProxy);
    if (!m_socket->bind(*address, port, QAbstractSocket::DontShareAddress)) {
        m_socket.reset();
        noteFailure(m_settings.role == Role::Server ? Step::NoteListenFailed : Step::NoteConnectFailed,
            m_settings.address, EADDRNOTAVAIL);
        return;
    }
    opened();
    if (m_settings.role == Role::Server)
        noteListening(m_settings.announce, m_socket->localAddress(), m_socket->localPort(), socketId());
}

void UdpEndpoint::opened()
{
    m_gauge = {};
    // In steps nothing is set that the user did not choose.
    if (m_settings.role == Role::Server && m_settings.options.isEmpty() && !m_desk.isStepping())
        m_socket->setSocketOption(QAbstractSocket::ReceiveBufferSizeSocketOption, receiveBuffer);
    m_errors = std::make_unique<ErrorQueue>(context(), int(m_socket->socketDescriptor()), nullptr);
    m_errors->askForRefusals();
    connect(m_socket.get(), &QUdpSocket::readyRead, this, &UdpEndpoint::onReadyRead);
    connect(m_socket.get(), &QUdpSocket::bytesWritten, this, [this](qint64 bytes) {
        const SignalScope scope(recorder(),
            {Step::BytesWritten, Slot::DatagramCountsWritten, id(), socketId(), bytes, -1, {}, false});
    });
    connect(m_socket.get(), &QUdpSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
        // "Nothing more to read", after every datagram: true, and as little to a learner as the EAGAIN that
        // it stands for.
        const bool housekeeping = error == QAbstractSocket::TemporaryError;
        const SignalScope scope(recorder(),
            {Step::ErrorOccurred, Slot::DatagramReportsError, id(), socketId(), error, -1,
                m_socket->errorString(), housekeeping});
    });
    for (const QString &group : std::as_const(m_settings.groups))
        joinGroup(group);
    if (m_desk.isStepping())
        setStepping(true);
}

void UdpEndpoint::dropSocket()
{
    m_errors.reset();
    m_socket.reset();
}

SocketId UdpEndpoint::socketId()
{
    return m_socket ? recorder().socketOf(int(m_socket->socketDescriptor())) : 0;
}

void UdpEndpoint::onReadyRead()
{
    // The number of bytes is left out: QUdpSocket would have to peek for it.
    const SignalScope scope(
        recorder(), {Step::ReadyRead, Slot::DatagramReads, id(), socketId(), -1, -1, {}, false});
    readSome();
    if (!m_dropLook.isActive())
        m_dropLook.start();
}

void UdpEndpoint::readSome()
{
    QElapsedTimer turn;
    turn.start();
    const qint64 room = context().readBuffer.size();
    const qint64 size = m_settings.readSize > 0 ? std::min<qint64>(m_settings.readSize, room) : room;
    QHostAddress from;
    quint16 port = 0;
    // Read first, ask afterwards: asking swallows errors and goes deaf at an empty datagram.
    while (m_socket && !context().readingPaused && !m_held && !m_desk.isStepping()) {
        const qint64 n = m_socket->readDatagram(context().readBuffer.data(), size, &from, &port);
        if (n < 0)
            return;
        take(QByteArray(context().readBuffer.constData(), n), from, port);
        if (turn.elapsed() >= turnBudgetMs) {
            if (!m_turnPosted)
                QMetaObject::invokeMethod(this, &UdpEndpoint::readOn, Qt::QueuedConnection);
            m_turnPosted = true;
            return;
        }
    }
}

void UdpEndpoint::readOn()
{
    m_turnPosted = false;
    readSome();
}

void UdpEndpoint::lookForDrops()
{
    if (!m_socket)
        return;
    // Nobody reads: what arrives wakes no one, and may be dropped at any time.
    if (m_held || m_desk.isStepping())
        m_dropLook.start();
    std::uint32_t memory[SK_MEMINFO_VARS] = {};
    socklen_t size = sizeof memory;
    {
        const Recorder::Probing probing(recorder());
        if (::getsockopt(int(m_socket->socketDescriptor()), SOL_SOCKET, SO_MEMINFO, memory, &size) != 0)
            return;
    }
    Gauge gauge;
    gauge[GaugeField::ReceiveQueue] = memory[SK_MEMINFO_RMEM_ALLOC];
    gauge[GaugeField::SendQueue] = memory[SK_MEMINFO_WMEM_ALLOC];
    gauge[GaugeField::ReceiveBuffer] = memory[SK_MEMINFO_RCVBUF];
    gauge[GaugeField::SendBuffer] = memory[SK_MEMINFO_SNDBUF];
    gauge[GaugeField::Drops] = memory[SK_MEMINFO_DROPS];
    tellGauge(gauge);
}

void UdpEndpoint::tellGauge(const Gauge &gauge)
{
    if (gauge == m_gauge)
        return;
    const std::uint64_t newly = gauge[GaugeField::Drops] - m_gauge[GaugeField::Drops];
    m_gauge = gauge;
    Event e;
    e.step = Step::KernelGauge;
    e.endpoint = id();
    e.socket = socketId();
    e.evidence = Evidence::Polled;
    e.flags = Event::Housekeeping | Event::Datagram;
    recorder().addText(e, gauge.text());
    if (newly > 0)
        note(Step::NoteDatagramsDropped, {}, gauge[GaugeField::Drops], std::int64_t(newly), socketId());
}

void UdpEndpoint::take(const QByteArray &datagram, const QHostAddress &from, quint16 port)
{
    if (m_settings.role != Role::Server)
        return;
    ServiceSetup setup;
    setup.reply = m_settings.reply;
    const auto service = makeService(m_settings.service, setup);
    if (!service)
        return;
    QByteArray reply;
    bool complete = false;
    for (const ServiceAnswer &answer : {service->received(datagram), service->peerFinished()}) {
        if (answer.note)
            note(answer.note->step, answer.note->text, answer.note->number, 0, socketId());
        reply += answer.send;
        complete = complete || answer.complete;
    }
    // An empty datagram is a datagram: echo sends it back as it came.
    if (reply.isEmpty() && !(complete && datagram.isEmpty()))
        return;
    if (m_desk.isStepping())
        propose(reply, from, port);
    else
        write(reply, from, port);
}

bool UdpEndpoint::write(const QByteArray &bytes, const QHostAddress &to, quint16 port)
{
    if (m_socket->writeDatagram(bytes, to, port) >= 0)
        return true;
    noteFailure(Step::NoteSendFailed, m_socket->errorString());
    return false;
}

void UdpEndpoint::send(const Command::Send &command)
{
    if (!m_socket) {
        refuse(tr("This socket is not open. Open it, then send."));
        return;
    }
    const bool given = command.peer.isValid();
    if (!given && m_settings.role == Role::Server) {
        refuse(tr("Nobody to answer yet: no datagram has arrived."));
        return;
    }
    const Outgoing out{command.bytes, given ? unpackAddress(command.peer) : m_peer,
        given ? command.peer.port : m_settings.port};
    if (!m_desk.isStepping()) {
        write(out.bytes, out.to, out.port);
        return;
    }
    m_greeted = true;
    m_toSend += out;
    offerNext();
}

void UdpEndpoint::joinGroup(const QString &group)
{
    const auto address = strictAddress(group);
    if (!m_socket || !address || !address->isMulticast()) {
        refuse(!m_socket
                ? tr("This socket is not open. Open it, then join.")
                : tr("“%1” is no multicast group. IPv4 groups lie between 224.0.0.0 and 239.255.255.255.")
                      .arg(group));
        return;
    }
    // Without a route for groups the kernel refuses the default interface; on one machine, loopback serves.
    if (!m_socket->joinMulticastGroup(*address) && !m_socket->joinMulticastGroup(*address, loopback()))
        noteFailure(Step::NoteCommandFailed,
            tr("The group %1 could not be joined: %2.").arg(group, m_socket->errorString()));
}

void UdpEndpoint::leaveGroup(const QString &group)
{
    const auto address = strictAddress(group);
    if (!m_socket || !address
        || (!m_socket->leaveMulticastGroup(*address) && !m_socket->leaveMulticastGroup(*address, loopback())))
        refuse(tr("This socket is not a member of “%1”.").arg(group));
}

void UdpEndpoint::close()
{
    if (m_lookup >= 0) {
        QHostInfo::abortHostLookup(m_lookup);
        m_lookup = -1;
    } else if (!m_socket && !m_prepared) {
        refuse(tr("This socket is not open."));
    }
    m_desk.withdraw();
    m_prepared.reset();
    dropSocket();
}

void UdpEndpoint::abort()
{
    if (m_lookup >= 0)
        QHostInfo::abortHostLookup(m_lookup);
    m_lookup = -1;
    m_desk.withdraw();
    m_prepared.reset();
    dropSocket();
}

void UdpEndpoint::setReadingPaused(bool paused)
{
    if (!paused && m_socket && !m_held && !m_desk.isStepping())
        readSome();
}

} // namespace wl
