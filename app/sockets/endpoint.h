// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/sockets/command.h"
#include "app/sockets/stepdesk.h"

#include <QHostAddress>
#include <QObject>

namespace wl {

class StreamSocket;

/// What stands behind a panel, in the network thread: it turns commands into calls on Qt's socket classes. It
/// knows no view; what happens goes into the journal.
class Endpoint : public QObject
{
    Q_OBJECT

public:
    Endpoint(NetworkContext &context, EndpointId id);

    EndpointId id() const { return m_id; }

    /// Listen or Connect.
    virtual void open(const EndpointSettings &settings) = 0;
    /// StopListening or Disconnect: in order.
    virtual void close() = 0;
    /// At once, with everything that belongs to it.
    virtual void abort() = 0;
    virtual void send(const Command::Send &command) = 0;
    virtual void sendToAll(const QByteArray &bytes);
    virtual void sendFile(const QString &path, SocketId socket);
    virtual void cancelFile();
    virtual void closeConnection(SocketId socket);
    virtual void joinGroup(const QString &group);
    virtual void leaveGroup(const QString &group);
    virtual void setReadingPaused(bool paused) = 0;
    /// accept() fails for want of descriptors or memory: it is tried again after a while.
    virtual void pauseAccepting() { }
    void shutdownWrite(SocketId socket);
    void reset(SocketId socket);
    void closeUnread(SocketId socket);
    virtual void setHeld(SocketId socket, bool held);
    /// One option of an open socket, as in a settings URL ("nodelay=on").
    void setOption(SocketId socket, const QString &option);
    /// From now on; may change while sockets are open.
    virtual void setPace(const Pace &pace) = 0;
    /// Makes one call, as chosen.
    virtual void step(const StepOrder &order) = 0;
    /// Lets the descriptors go that are still in use; true when nothing is open any more.
    virtual bool isIdle() const = 0;

protected:
    /// The connection with this number (0: the endpoint's own), or null.
    virtual StreamSocket *stream(SocketId) const { return nullptr; }
    /// The descriptor of this socket (0: the endpoint's own), or -1.
    virtual int descriptor(SocketId socket) const = 0;
    void stepStream(StreamSocket *stream, const StepOrder &order);
    NetworkContext &context() { return m_context; }
    Recorder &recorder() { return m_context.recorder; }
    /// A note of this endpoint (or of one of its sockets).
    void note(
        Step step, const QString &text = {}, quint64 arg = 0, std::int64_t result = 0, SocketId socket = 0);
    /// "It is ready at ADDRESS:PORT", with what the user wants it to say.
    void noteListening(const QString &announce, const QHostAddress &address, quint16 port, SocketId socket);
    /// The same, with the latest failed call's errno and address; `fallback` where none is known.
    void noteFailure(Step step, const QString &text, int fallback = 0);
    /// "This can't be done, because …": the user's command had no effect.
    void refuse(const QString &why);

private:
    NetworkContext &m_context;
    const EndpointId m_id;
};

} // namespace wl
