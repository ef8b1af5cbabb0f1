// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/sockets/streamsocket.h"

#include <QElapsedTimer>
#include <QFile>

namespace wl {

/// Sends one file over one connection, a piece at a time as the kernel takes it, so that neither memory nor
/// the event loop feels its size; says its progress in the journal at most ten times a second. Deletes itself
/// when it is done.
class FileSender final : public QObject
{
    Q_OBJECT

public:
    FileSender(NetworkContext &context, EndpointId endpoint, StreamSocket *stream);

    /// Opens the file and begins; the journal tells how it went.
    void start(const QString &path);
    void cancel();

Q_SIGNALS:
    void finished();

private:
    void pump();
    void sendPiece();
    bool hasRoom() const;
    void readToItsEnd();
    void finish(Step step, const QString &text = {});
    void note(Step step, const QString &text = {});

    NetworkContext &m_context;
    const EndpointId m_endpoint;
    QPointer<StreamSocket> m_stream;
    QFile m_file;
    QElapsedTimer m_sinceProgress;
    qint64 m_size = 0;
    qint64 m_sent = 0;
    bool m_over = false;
    bool m_pumping = false;
    bool m_readAll = false; ///< what is left waits in Qt's buffer
};

} // namespace wl
