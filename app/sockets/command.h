// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/event.h"
#include "app/sockets/endpointsettings.h"
#include "app/sockets/pace.h"

#include <QByteArray>
#include <QString>

#include <variant>

namespace wl {

/// What the user, a script or the command line asks for, as a value. The same from everywhere.
struct Command {
    struct Create {
        EndpointSettings settings;
    };
    struct Rename {
        QString name;
    };
    struct Remove {
    };
    /// Server: listen (TCP) or receive (UDP).
    struct Listen {
        EndpointSettings settings;
    };
    struct StopListening {
    };
    /// Client: connect (TCP) or open for sending (UDP).
    struct Connect {
        EndpointSettings settings;
    };
    struct Disconnect {
    };
    struct Abort {
    };
    /// To the connection or client; for UDP to `peer` ("ADDRESS:PORT"), empty: the settings' address.
    struct Send {
        QByteArray bytes;
        SocketId socket = 0; ///< 0: the endpoint's own
        PackedAddress peer;
    };
    struct SendToAll {
        QByteArray bytes;
    };
    struct SendFile {
        QString path;
        SocketId socket = 0;
    };
    struct CancelFile {
    };
    struct CloseConnection {
        SocketId socket = 0;
    };
    struct JoinGroup {
        QString group;
    };
    struct LeaveGroup {
        QString group;
    };
    /// shutdown(SHUT_WR): the half close.
    struct ShutdownWrite {
        SocketId socket = 0; ///< 0: the endpoint's own; so in all that follow
    };
    /// Closes with SO_LINGER {1, 0}: RST instead of FIN.
    struct Reset {
        SocketId socket = 0;
    };
    /// Closes while bytes of the peer lie unread in the kernel, which then answers with RST.
    struct CloseUnread {
        SocketId socket = 0;
    };
    /// One option of an open socket, as in a settings URL: "nodelay=on".
    struct SetOption {
        QString option;
        SocketId socket = 0;
    };
    /// No more recv until ReleaseReading.
    struct HoldReading {
        SocketId socket = 0;
    };
    struct ReleaseReading {
        SocketId socket = 0;
    };
    /// How fast an endpoint makes its calls; for endpoint 0: all of them, those to come included.
    struct SetPace {
        Pace pace;
    };
    /// One call of the family that is offered first, or of `family`, on that socket.
    struct NextStep {
        SocketId socket = 0;
        QString family;
        int size = 0; ///< bytes of a send or recv, 0: as offered
    };
    /// Leaves out the call that is offered first.
    struct SkipStep {
        SocketId socket = 0;
        QString family;
    };
    /// As NextStep, as soon as the call would not block.
    struct StepWhenReady {
        SocketId socket = 0;
        QString family;
        int size = 0;
    };

    /// Somebody's own words about an event; empty ones take back what was written before.
    struct AddNote {
        QString text;
        EventIndex about = 0;
        SocketId socket = 0; ///< of that event
    };

    using Body = std::variant<Create, Rename, Remove, Listen, StopListening, Connect, Disconnect, Abort, Send,
        SendToAll, SendFile, CancelFile, CloseConnection, JoinGroup, LeaveGroup, ShutdownWrite, Reset,
        CloseUnread, SetOption, HoldReading, ReleaseReading, SetPace, NextStep, SkipStep, StepWhenReady,
        AddNote>;

    EndpointId endpoint = 0;
    Body body;
};

} // namespace wl
