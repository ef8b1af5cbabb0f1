// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/sockets/endpointsettings.h"
#include "app/sockets/networkcontext.h"

#include <QHostAddress>

namespace wl {

/// A socket on its way to Qt, made by one POSIX call at a time: socket(2), its options, bind(2), listen(2);
/// then a QTcpServer, QTcpSocket or QUdpSocket adopts it. Each call's outcome is in the journal. Closes what
/// nobody took.
class PreparedSocket
{
public:
    /// `family` is that of the address it will be bound or connected to; "any" makes it dual-stack.
    PreparedSocket(NetworkContext &context, EndpointId endpoint, const EndpointSettings &settings,
        const QHostAddress &family);
    ~PreparedSocket();
    PreparedSocket(const PreparedSocket &) = delete;
    PreparedSocket &operator=(const PreparedSocket &) = delete;

    int descriptor() const { return m_fd; }
    SocketId id() const { return m_context.recorder.socketOf(m_fd); }
    bool open();
    /// How many options are still to be set.
    qsizetype optionsLeft() const { return m_options.size(); }
    /// Sets the next one; a note says what was granted.
    void setNextOption();
    void skipOptions() { m_options.clear(); }
    bool bind(const QHostAddress &address, quint16 port);
    bool listen(int backlog);
    /// 0: connected; EINPROGRESS: wait until it is writable, then ask outcome(); otherwise the errno.
    int connect(const QHostAddress &address, quint16 port);
    /// How a connect that was under way ended (SO_ERROR): 0 or the errno.
    int outcome() const;
    /// Hands the descriptor over.
    int take();
    void close();

private:
    NetworkContext &m_context;
    const EndpointId m_endpoint;
    const Protocol m_protocol;
    const bool m_v6;
    QList<OptionChoice> m_options;
    int m_fd = -1;
};

/// Sets one option of an open socket and tells what was asked and granted.
void applyOption(NetworkContext &context, EndpointId endpoint, int fd, bool v6, const OptionChoice &choice);

} // namespace wl
