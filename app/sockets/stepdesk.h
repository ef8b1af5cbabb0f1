// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/sockets/networkcontext.h"
#include "app/sockets/pace.h"

#include <QByteArrayList>
#include <QObject>
#include <QTimer>

namespace wl {

/// One call that was chosen to come next.
struct StepOrder {
    SocketId socket = 0;
    QByteArray family; ///< empty: what is offered first
    int size = 0; ///< bytes of a send or recv, 0: as offered
    bool skip = false; ///< leave the call out
    bool whenReady = false; ///< wait until it would not block
};

/// Where one socket waits for the user: says in the journal which calls can come now, and in slow motion
/// makes the first of them due after the pause. In Live nothing waits here.
class StepDesk final : public QObject
{
    Q_OBJECT

public:
    struct Offer {
        QByteArrayList families; ///< first what Next does
        bool ready = false; ///< the first would not block
        quint64 bytes = 0; ///< that a send would send
        bool automatic = true; ///< Live would do it by itself, and so does slow motion

        friend bool operator==(const Offer &, const Offer &) = default;
    };

    StepDesk(NetworkContext &context, EndpointId endpoint, QObject *parent);

    void setPace(const Pace &pace);
    const Pace &pace() const { return m_pace; }
    bool isStepping() const { return !m_pace.isLive(); }

    /// The calls that can come now on this socket (0: there is none yet).
    void offer(SocketId socket, const Offer &offer);
    /// Nothing waits any more.
    void withdraw();
    const Offer &offered() const { return m_offer; }
    /// The family meant by an order; empty when it is not among those offered.
    QByteArray chosen(const StepOrder &order);
    /// Remembers an order that waits for something to arrive.
    void await(const StepOrder &order);

Q_SIGNALS:
    /// An order whose time has come: the pause is over, or what it waited for is there.
    void due(const StepOrder &order);

private:
    void consider();

    NetworkContext &m_context;
    const EndpointId m_endpoint;
    Pace m_pace;
    SocketId m_socket = 0;
    Offer m_offer;
    std::optional<StepOrder> m_awaited;
    QTimer m_pause;
};

} // namespace wl
