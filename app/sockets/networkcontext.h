// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/trace/recorder.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <unordered_map>
#include <unordered_set>

namespace wl {

class StreamSocket;

/// What every endpoint of the network thread works with; lives as long as the engine.
struct NetworkContext {
    explicit NetworkContext(Recorder &writesHere)
        : recorder(writesHere)
    {
    }

    Recorder &recorder;
    /// True when epoll has said that the peer shut down its writing side; null: not known, ask with a peek
    /// each time.
    std::function<bool(int fd)> peerHungUp;
    /// One buffer for all reads: what is read is in the journal and with the service before the next read.
    QByteArray readBuffer = QByteArray(64 * 1024, Qt::Uninitialized);
    int openConnections = 0;
    int maxDescriptors = 1024; ///< RLIMIT_NOFILE, as raised at the start
    bool readingPaused = false; ///< the journal cannot take more
    /// Acknowledgements stamped in the present second, of all connections.
    struct {
        std::int64_t began = 0; ///< nanoseconds of the journal
        int count = 0;
    } stamps;
    std::unordered_map<SocketId, StreamSocket *> streams; ///< of open connections
    /// Sockets that nobody reads now (held, stepped, a listener that does not accept): no notifier tells when
    /// something comes to them.
    std::unordered_set<SocketId> unattended;
};

/// A Qt signal as our slot took it.
struct SignalFacts {
    Step signal = Step::None;
    Slot slot = Slot::None;
    EndpointId endpoint = 0;
    SocketId socket = 0;
    std::int64_t number = 0; ///< the signal's argument, -1: none
    int fd = -1;
    QString text = {};
    bool housekeeping = false;
};

/// Writes a Qt signal into the journal; what is recorded while this lives happened in the slot that took it.
class SignalScope
{
public:
    SignalScope(Recorder &recorder, const SignalFacts &facts);

private:
    Recorder::Cause m_cause;
};

} // namespace wl
