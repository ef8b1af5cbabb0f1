// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/journal.h"
#include "app/models/sockettable.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

namespace wl {

/// One thing that a program does, in the words of the socket calls.
struct Action {
    enum class Kind : std::uint8_t {
        Open,
        Option,
        Bind,
        Listen,
        Accept,
        Connect,
        Send,
        Receive,
        SendTo,
        ReceiveFrom,
        End, ///< a recv that meets the end of the stream
        Shutdown,
        Close,
        Remark ///< a comment: bytes, in ASCII
    };

    Kind kind = Kind::Remark;
    std::size_t socket = 0;
    std::size_t other = 0; ///< Accept: the new socket; SendTo, ReceiveFrom: the peer
    PackedAddress address; ///< Bind, Connect
    bool atTarget = false; ///< the address is the one that the program takes from its arguments
    std::int64_t value = 0; ///< backlog, value of an option, direction, bytes to receive
    std::uint32_t option = 0; ///< level << 16 | option
    QByteArray bytes;
    int error = 0; ///< the errno with which it failed in the session; 0: it went well
};

/// A socket of the program.
struct ScriptSocket {
    QByteArray name;
    SocketRole role = SocketRole::Unknown;
    bool v6 = false;
    bool datagram = false;
    bool isClosed = false;
};

/// Somebody with whom a program exchanges datagrams.
struct ScriptPeer {
    QByteArray name;
    PackedAddress address;
    bool learned = false; ///< known from a datagram that came, not from the beginning
    bool answered = false; ///< something is sent there
    bool atTarget = false;
};

/// What an endpoint did, ready to be written down as a program.
struct Script {
    QString name;
    bool server = false;
    PackedAddress target; ///< the server's address
    bool chosenPort = false; ///< the session asked for port 0; the target has what the system chose
    std::vector<ScriptSocket> sockets;
    std::vector<ScriptPeer> peers;
    std::vector<Action> actions;
    QStringList remarks;

    bool has(Action::Kind kind) const;
};

Script scriptOf(EndpointId endpoint, const JournalView &view, const SocketTable &table);

/// "SOL_SOCKET" of an option as in Event::extra; empty when the programs do not know this option or the
/// journal does not hold its whole value.
QByteArray optionLevel(std::uint32_t option);
/// True for SO_LINGER, whose value is the pair {on, seconds}: below 0 is off.
bool isLinger(std::uint32_t option);

} // namespace wl
