// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/step.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace wl {

/// A service's remark for the journal: a note step, its number and its text.
struct ServiceNote {
    Step step = Step::NoteText;
    quint64 number = 0;
    QString text;
};

/// What a service wants after it was given bytes.
struct ServiceAnswer {
    QByteArray send; ///< goes to the peer
    bool complete = false; ///< a whole request was answered: "close after one reply" closes now
    std::optional<ServiceNote> note;
};

/// What a server does with what it receives. One object serves one TCP connection or one datagram; it knows
/// no socket.
class Service
{
public:
    virtual ~Service() = default;
    /// Bytes as one recv returned them: TCP keeps the order, not the edges. For UDP: one whole datagram.
    virtual ServiceAnswer received(QByteArrayView bytes) = 0;
    /// The peer shut down its writing side (or: the datagram is over): the last chance to answer.
    virtual ServiceAnswer peerFinished() { return {}; }
    /// True when a person answers: the connection then stays open after the peer has finished.
    virtual bool waitsForPerson() const { return false; }
};

} // namespace wl
