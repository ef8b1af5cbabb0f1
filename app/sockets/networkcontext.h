// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/trace/recorder.h"

#include <QByteArray>
#include <QString>

#include <functional>

namespace wl {

/// What every endpoint of the network thread works with; lives as long as the engine.
struct NetworkContext {
    Recorder &recorder;
    /// True when epoll has said that the peer shut down its writing side; null: not known, ask with a peek
    /// each time.
    std::function<bool(int fd)> peerHungUp;
    /// One buffer for all reads: what is read is in the journal and with the service before the next read.
    QByteArray readBuffer = QByteArray(64 * 1024, Qt::Uninitialized);
    int openConnections = 0;
    int maxDescriptors = 1024; ///< RLIMIT_NOFILE, as raised at the start
    bool readingPaused = false; ///< the journal cannot take more
};

/// Writes a Qt signal into the journal; what is recorded while this lives happened in the slot that took it.
class SignalScope
{
public:
    SignalScope(Recorder &recorder, Step signal, Slot slot, EndpointId endpoint, SocketId socket,
        std::int64_t number = 0, int fd = -1, const QString &text = {}, bool housekeeping = false);

private:
    Recorder::Cause m_cause;
};

} // namespace wl
