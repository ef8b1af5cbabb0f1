// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/programs/qthelpers.h"

namespace wl {

const char *const qtIncludes = R"(
#include <QCoreApplication>
#include <QHostAddress>
#include <QNetworkDatagram>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QUdpSocket>

#include <cstdio>
#include <deque>
#include <functional>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

)";

const char *const qtSteps = R"(static void say(const QString &text)
{
    std::printf("%s\n", qPrintable(text));
    std::fflush(stdout);
}

/// Runs its steps in their order; one that cannot be done yet is tried again at the next signal.
class Steps : public QObject
{
public:
    Steps()
    {
        m_patience.setSingleShot(true);
        m_patience.start(10000);
        connect(&m_patience, &QTimer::timeout, this, [this] {
            say(QStringLiteral("nothing came for ten seconds"));
            fail();
        });
    }

    void add(const std::function<bool()> &step) { m_steps.push_back(step); }

    void watch(QTcpServer *server) { connect(server, &QTcpServer::newConnection, this, &Steps::go); }
    void watch(QAbstractSocket *socket)
    {
        connect(socket, &QAbstractSocket::readyRead, this, &Steps::go);
        connect(socket, &QAbstractSocket::bytesWritten, this, &Steps::go);
        connect(socket, &QAbstractSocket::stateChanged, this, &Steps::go);
        connect(socket, &QAbstractSocket::errorOccurred, this, &Steps::go);
    }

    void go()
    {
        m_again = true;
        if (m_running || m_failed)
            return;
        m_running = true;
        while (m_again && !m_failed) {
            m_again = false;
            while (!m_steps.empty() && m_steps.front()()) {
                m_steps.pop_front();
                m_patience.start(10000);
            }
        }
        m_running = false;
        if (m_steps.empty())
            QCoreApplication::quit();
    }

    bool fail()
    {
        m_failed = true;
        QCoreApplication::exit(1);
        return false;
    }

private:
    std::deque<std::function<bool()>> m_steps;
    QTimer m_patience;
    bool m_running = false;
    bool m_again = false;
    bool m_failed = false;
};

/// To whom datagrams go.
struct Peer {
    QHostAddress host;
    quint16 port = 0;
};
)";

const char *const qtOption = R"(
/// An option for which Qt may have no word of its own.
template <class Value> static bool setOption(qintptr descriptor, int level, int option, Value value)
{
    if (::setsockopt(int(descriptor), level, option, &value, sizeof value) != 0)
        say(QStringLiteral("setsockopt: %1").arg(qt_error_string()));
    return true;
}
)";

const char *const qtConnecting = R"(
/// Done when it is decided whether there is a connection.
static bool connected(QTcpSocket *socket, const char *name)
{
    const bool yes = socket->state() == QAbstractSocket::ConnectedState;
    if (!yes && socket->state() != QAbstractSocket::UnconnectedState)
        return false;
    say(QStringLiteral("%1: %2").arg(name, yes ? QStringLiteral("connected") : socket->errorString()));
    return true;
}
)";

const char *const qtSending = R"(
static bool send(QTcpSocket *socket, const char *name, const char *data, qint64 size)
{
    const qint64 count = socket->write(data, size);
    socket->flush();
    say(QStringLiteral("%1: sent %2 of %3 bytes").arg(name).arg(count).arg(size));
    return true;
}
)";

const char *const qtReceiving = R"(
/// Done when that many bytes have come, or no more will come.
static bool receive(QTcpSocket *socket, const char *name, qint64 size)
{
    if (socket->bytesAvailable() < size && socket->state() == QAbstractSocket::ConnectedState)
        return false;
    const qint64 count = socket->read(size).size();
    say(QStringLiteral("%1: received %2 of %3 bytes").arg(name).arg(count).arg(size));
    return true;
}
)";

const char *const qtEnding = R"(
/// Done when the other side has ended its stream.
static bool receiveEnd(QTcpSocket *socket, const char *name)
{
    if (socket->state() == QAbstractSocket::ConnectedState)
        return false;
    say(QStringLiteral("%1: the other side has ended its stream").arg(name));
    return true;
}
)";

const char *const qtDatagramSending = R"(
/// Without an address of its own a QUdpSocket reports no answers.
[[maybe_unused]] static bool bindAnywhere(QUdpSocket *socket, bool v6)
{
    if (!socket->bind(v6 ? QHostAddress::AnyIPv6 : QHostAddress::AnyIPv4, 0))
        say(socket->errorString());
    return true;
}

static bool sendTo(QUdpSocket *socket, const char *name, const char *data, qint64 size, const Peer &to)
{
    const qint64 count = socket->writeDatagram(data, size, to.host, to.port);
    say(QStringLiteral("%1: sent %2 of %3 bytes").arg(name).arg(count).arg(size));
    return true;
}
)";

const char *const qtDatagramReceiving = R"(
/// Done when a datagram has come; remembers who sent it, when `sender` is given.
static bool receiveFrom(QUdpSocket *socket, const char *name, qint64 size, Peer *sender = nullptr)
{
    if (!socket->hasPendingDatagrams())
        return false;
    const QNetworkDatagram datagram = socket->receiveDatagram(size);
    say(QStringLiteral("%1: received %2 bytes").arg(name).arg(datagram.data().size()));
    if (sender)
        *sender = {datagram.senderAddress(), quint16(datagram.senderPort())};
    return true;
}
)";

const char *const qtShutdown = R"(
/// QTcpSocket has no word for a half close; everything written has to be gone before.
static bool shutdown(QTcpSocket *socket, const char *name, int how)
{
    if (socket->bytesToWrite() > 0 && socket->state() == QAbstractSocket::ConnectedState)
        return false;
    const int result = ::shutdown(int(socket->socketDescriptor()), how);
    say(QStringLiteral("%1: shutdown = %2").arg(name).arg(result));
    return true;
}
)";

const char *const qtClosing = R"(
/// Done when everything written is gone and the socket is closed.
[[maybe_unused]] static bool close(QTcpSocket *socket, const char *name)
{
    if (socket->bytesToWrite() > 0 && socket->state() == QAbstractSocket::ConnectedState)
        return false;
    socket->close();
    say(QStringLiteral("%1: closed").arg(name));
    return true;
}
)";

} // namespace wl
