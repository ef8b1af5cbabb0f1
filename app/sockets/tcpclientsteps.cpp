// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// A client's socket(), options, bind() and connect() as single calls: for Step mode, and for options that
// must be set before connect().

#include "app/sockets/addresses.h"
#include "app/sockets/tcpclientendpoint.h"

#include <cerrno>

namespace wl {

void TcpClientEndpoint::prepare(const QString &host)
{
    if (const auto address = strictAddress(host))
        prepareFor(*address);
    else
        m_lookup = QHostInfo::lookupHost(host, this, &TcpClientEndpoint::onLookedUp);
}

void TcpClientEndpoint::onLookedUp(const QHostInfo &info)
{
    m_lookup = -1;
    if (info.error() != QHostInfo::NoError || info.addresses().isEmpty()) {
        note(Step::NoteLookupFailed, m_settings.address);
        connectLater();
        return;
    }
    note(Step::NoteText, tr("%1 is %2.").arg(m_settings.address, info.addresses().constFirst().toString()));
    prepareFor(info.addresses().constFirst());
}

void TcpClientEndpoint::prepareFor(const QHostAddress &peer)
{
    m_peer = peer;
    m_bound = false;
    m_prepared = std::make_unique<PreparedSocket>(context(), id(), m_settings, peer);
    if (m_desk.isStepping())
        offerNext();
    else
        runPrepared();
}

void TcpClientEndpoint::runPrepared()
{
    bool goesOn = m_prepared->descriptor() >= 0 || makeCall("socket");
    while (goesOn && m_prepared->optionsLeft() > 0)
        goesOn = makeCall("setsockopt");
    if (goesOn && m_settings.bindLocal && !m_bound)
        goesOn = makeCall("bind");
    if (goesOn) {
        makeCall("connect");
        return;
    }
    cancelPrepared();
    connectLater();
}

void TcpClientEndpoint::offerNext()
{
    if (!m_desk.isStepping() || !m_prepared || m_writable)
        return;
    if (m_failed) {
        m_desk.offer(m_prepared->id(), {{"close"}, true, 0, true});
        return;
    }
    if (m_prepared->descriptor() < 0) {
        m_desk.offer(0, {{"socket"}, true, 0, true});
        return;
    }
    QByteArrayList families;
    if (m_prepared->optionsLeft() > 0)
        families += "setsockopt";
    // The kernel binds at connect() by itself; a client that wants a port of its own calls bind first.
    if (!m_bound && m_settings.bindLocal)
        families += "bind";
    families += "connect";
    if (!m_bound && !m_settings.bindLocal)
        families += "bind";
    families += "close";
    m_desk.offer(m_prepared->id(), {families, true, 0, true});
}

void TcpClientEndpoint::step(const StepOrder &order)
{
    if (!m_prepared) {
        stepStream(m_stream, order);
        return;
    }
    const QByteArray family = m_desk.chosen(order);
    if (family.isEmpty()) {
        refuse(tr("That call can not come now. Choose one of those that are offered."));
        return;
    }
    if (family == "close") {
        close();
    } else if (!order.skip) {
        makeCall(family);
    } else if (family == "bind") {
        m_settings.bindLocal = false;
    } else if (family == "setsockopt") {
        m_prepared->skipOptions();
    } else {
        refuse(tr("Only bind and setsockopt can be left out here."));
    }
    offerNext();
}

bool TcpClientEndpoint::makeCall(const QByteArray &family)
{
    if (family == "socket") {
        if (m_prepared->open())
            return true;
        noteFailure(Step::NoteConnectFailed, m_settings.address);
        return false;
    }
    if (family == "setsockopt")
        m_prepared->setNextOption();
    else if (family == "bind")
        return bindPrepared();
    else
        connectPrepared();
    return true;
}

bool TcpClientEndpoint::bindPrepared()
{
    const bool v6 = m_peer.protocol() == QAbstractSocket::IPv6Protocol;
    const QString any = v6 ? QStringLiteral("::") : QStringLiteral("0.0.0.0");
    const bool chosen = m_settings.bindLocal && !m_settings.localAddress.isEmpty();
    const auto address = strictAddress(chosen ? m_settings.localAddress : any);
    if (!address) {
        refuse(address.error());
        return false;
    }
    m_bound = m_prepared->bind(*address, m_settings.bindLocal ? m_settings.localPort : 0);
    if (!m_bound)
        noteFailure(Step::NoteConnectFailed, m_settings.address, EADDRNOTAVAIL);
    return m_bound;
}

void TcpClientEndpoint::connectPrepared()
{
    m_desk.withdraw();
    // Not by Qt: on a descriptor that it did not make it would call connect again and again after a timeout.
    const int error = m_prepared->connect(m_peer, m_settings.port);
    if (error != EINPROGRESS) {
        onConnectEnded(error);
        return;
    }
    m_writable = std::make_unique<QSocketNotifier>(m_prepared->descriptor(), QSocketNotifier::Write);
    connect(m_writable.get(), &QSocketNotifier::activated, this, [this] {
        m_writable->setEnabled(false);
        m_writable.release()->deleteLater();
        onConnectEnded(m_prepared->outcome());
    });
}

void TcpClientEndpoint::onConnectEnded(int error)
{
    if (error != 0) {
        const PackedAddress to = packAddress(m_peer, m_settings.port);
        const QByteArray host = m_settings.address.toUtf8();
        recorder().note(error == ETIMEDOUT ? Step::NoteConnectTimeout : Step::NoteConnectFailed, id(),
            m_prepared->id(), {host.constData(), std::size_t(host.size())}, 0, -1, error, &to);
        m_failed = m_desk.isStepping();
        if (m_failed) {
            offerNext();
            return;
        }
        m_prepared.reset();
        connectLater();
        return;
    }
    auto *socket = new QTcpSocket;
    makeStream(socket);
    socket->setSocketDescriptor(m_prepared->take(), QAbstractSocket::ConnectedState);
    m_prepared.reset();
    m_wasConnected = true;
    m_stream->onAdopted();
}

void TcpClientEndpoint::cancelPrepared()
{
    if (m_lookup >= 0)
        QHostInfo::abortHostLookup(m_lookup);
    m_lookup = -1;
    m_desk.withdraw();
    m_writable.reset();
    m_prepared.reset();
    m_failed = false;
}

void TcpClientEndpoint::setPace(const Pace &pace)
{
    const bool live = pace.isLive();
    m_desk.setPace(pace);
    if (m_stream)
        m_stream->setPace(pace);
    else if (m_failed && live)
        cancelPrepared();
    else if (m_prepared && live && !m_writable)
        runPrepared();
    else
        offerNext();
}

StreamSocket *TcpClientEndpoint::stream(SocketId) const
{
    return m_stream;
}

int TcpClientEndpoint::descriptor(SocketId) const
{
    return m_prepared ? m_prepared->descriptor()
        : m_stream    ? int(m_stream->socket()->socketDescriptor())
                      : -1;
}

} // namespace wl
