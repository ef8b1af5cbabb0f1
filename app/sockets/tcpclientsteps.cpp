// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// A client's socket(), options, bind() and connect() as single calls: for Step mode, and for options that
// must be set before connect().

#include "app/sockets/addresses.h"
#include "app/sockets/tcpclientendpoint.h"

#include <QSocketNotifier>

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
    bool goesOn = makeCall("socket");
    while (goesOn && m_prepared->optionsLeft() > 0)
        goesOn = makeCall("setsockopt");
    if (goesOn && m_settings.bindLocal && !m_bound)
        goesOn = makeCall("bind");
    if (goesOn)
        makeCall("connect");
    else
        cancelPrepared();
}

void TcpClientEndpoint::offerNext()
{
    if (!m_desk.isStepping() || !m_prepared)
        return;
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
    if (!m_prepared && !m_failed) {
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
    auto *socket = new QTcpSocket;
    m_adopted = m_prepared->take();
    m_prepared.reset();
    socket->setSocketDescriptor(m_adopted, QAbstractSocket::UnconnectedState);
    // Qt listens on an adopted descriptor at once, and would spin when the connection fails; it switches its
    // notifier on again by itself when connected.
    const auto notifiers = socket->findChildren<QSocketNotifier *>();
    for (QSocketNotifier *notifier : notifiers)
        notifier->setEnabled(false);
    makeStream(socket);
    socket->connectToHost(m_peer, m_settings.port);
}

void TcpClientEndpoint::cancelPrepared()
{
    if (m_lookup >= 0)
        QHostInfo::abortHostLookup(m_lookup);
    m_lookup = -1;
    m_desk.withdraw();
    m_prepared.reset();
}

void TcpClientEndpoint::setPace(const Pace &pace)
{
    const bool live = pace.isLive();
    m_desk.setPace(pace);
    if (m_stream && !m_failed)
        m_stream->setPace(pace);
    else if (m_failed && live)
        closeFailed();
    else if (m_prepared && live)
        runPrepared();
    else
        offerNext();
}

StreamSocket *TcpClientEndpoint::stream(SocketId) const
{
    return m_failed ? nullptr : m_stream;
}

int TcpClientEndpoint::descriptor(SocketId) const
{
    return m_prepared ? m_prepared->descriptor() : m_stream ? int(m_stream->socket()->socketDescriptor()) : -1;
}

} // namespace wl
