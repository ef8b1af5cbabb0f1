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
    qint64 amount = 0;
};

/// What a service wants after it was given bytes.
struct ServiceAnswer {
    QByteArray send; ///< goes to the peer
    bool complete = false; ///< a whole request was answered: "close after one reply" closes now
    std::optional<ServiceNote> note;
    bool close = false; ///< closes once everything is sent, whatever the server is set to
};

/// A connection as its service sees it, for services that speak when nothing was received. What it calls may
/// end the connection, and so the service, before it returns.
class ServiceLine
{
public:
    virtual ~ServiceLine() = default;
    /// "ADDRESS:PORT" of the other end.
    virtual QString peer() const = 0;
    /// False when the connection takes no more.
    virtual bool send(const QByteArray &bytes) = 0;
    /// Bytes that were given to this connection since it began: the stream's offset after the latest send().
    virtual quint64 given() const = 0;
    virtual void remark(const ServiceNote &note) = 0;
    /// Service::acknowledged() is called from now on until it returns false.
    virtual void awaitAcknowledgement() = 0;
};

/// What the connections of one server have in common; most services need none.
class ServiceRoom
{
public:
    virtual ~ServiceRoom() = default;
};

/// What a server does with what it receives. One object serves one TCP connection or one datagram; it knows
/// no socket.
class Service
{
public:
    virtual ~Service() = default;
    /// A TCP connection stands; `line` lives until ended() or the service's end, whichever is first.
    virtual void began(ServiceLine &) { }
    /// The connection is over: nothing can be sent any more.
    virtual void ended() { }
    /// The peer's kernel has acknowledged the stream up to this offset, as far as is known; true: go on
    /// asking.
    virtual bool acknowledged(quint64) { return false; }
    /// Most bytes it is to be given at once; what it answers is measured after each piece.
    virtual qsizetype mostAtOnce() const { return 64 * 1024; }
    /// True keeps a half-closed connection open: something is still on its way.
    virtual bool isBusy() const { return false; }
    /// Bytes as one recv returned them: TCP keeps the order, not the edges. For UDP: one whole datagram.
    virtual ServiceAnswer received(QByteArrayView bytes) = 0;
    /// The peer shut down its writing side (or: the datagram is over): the last chance to answer.
    virtual ServiceAnswer peerFinished() { return {}; }
    /// True when a person answers: the connection then stays open after the peer has finished.
    virtual bool waitsForPerson() const { return false; }
};

} // namespace wl
