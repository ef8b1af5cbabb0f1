// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/event.h"
#include "app/sockets/endpointsettings.h"

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

    using Body = std::variant<Create, Rename, Remove, Listen, StopListening, Connect, Disconnect, Abort, Send,
        SendToAll, SendFile, CancelFile, CloseConnection, JoinGroup, LeaveGroup>;

    EndpointId endpoint = 0;
    Body body;
};

} // namespace wl
