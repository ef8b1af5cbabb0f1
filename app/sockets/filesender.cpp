// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/sockets/filesender.h"

#include <QFileInfo>

#include <algorithm>

namespace wl {

namespace {

constexpr qint64 pieceSize = 64 * 1024;
constexpr qint64 mostWaiting = 256 * 1024;
constexpr int piecesATurn = 16;

} // namespace

FileSender::FileSender(NetworkContext &context, EndpointId endpoint, StreamSocket *stream)
    : QObject(stream)
    , m_context(context)
    , m_endpoint(endpoint)
    , m_stream(stream)
{
    connect(stream, &StreamSocket::written, this, &FileSender::pump);
    connect(stream, &StreamSocket::ended, this, [this] {
        if (!m_over)
            finish(Step::NoteFileFailed, tr("The connection ended before the whole file was sent."));
    });
}

void FileSender::start(const QString &path)
{
    m_file.setFileName(path);
    // A pipe or device has no size and may never answer: this thread must not wait for one.
    if (!QFileInfo(path).isFile()) {
        finish(Step::NoteFileFailed, tr("“%1” is not a regular file. Choose another one.").arg(path));
        return;
    }
    if (!m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        finish(Step::NoteFileFailed, tr("“%1” cannot be read: %2.").arg(path, m_file.errorString()));
        return;
    }
    m_size = m_file.size();
    m_stream->setBusySending(true);
    note(Step::NoteFileStarted, path);
    m_sinceProgress.start();
    pump();
}

void FileSender::pump()
{
    // send() flushes, and that says written(), which would call here again.
    if (m_pumping)
        return;
    if (m_readAll) {
        readToItsEnd();
        return;
    }
    m_pumping = true;
    for (int i = 0; i < piecesATurn && !m_over && !m_readAll && hasRoom(); ++i)
        sendPiece();
    m_pumping = false;
    // A peer that keeps up would otherwise hold this thread until the whole file is gone.
    if (!m_over && !m_readAll && hasRoom())
        QMetaObject::invokeMethod(this, &FileSender::pump, Qt::QueuedConnection);
}

bool FileSender::hasRoom() const
{
    return m_stream && m_stream->socket()->bytesToWrite() < mostWaiting;
}

void FileSender::sendPiece()
{
    const QByteArray piece = m_file.read(pieceSize);
    if (piece.isEmpty()) {
        readToItsEnd();
        return;
    }
    m_sent += piece.size();
    if (m_stream->send(piece) && m_sinceProgress.elapsed() >= 100) {
        note(Step::NoteFileProgress);
        m_sinceProgress.restart();
    }
}

void FileSender::readToItsEnd()
{
    m_readAll = true;
    if (m_over || !m_stream)
        return;
    if (m_file.error() != QFileDevice::NoError)
        finish(
            Step::NoteFileFailed, tr("The file could not be read to its end: %1.").arg(m_file.errorString()));
    else if (m_stream->socket()->bytesToWrite() == 0)
        finish(Step::NoteFileDone);
    // Otherwise written() calls again: what still waits in Qt's buffer is not sent.
}

void FileSender::cancel()
{
    if (!m_over)
        finish(Step::NoteFileCancelled);
}

void FileSender::finish(Step step, const QString &text)
{
    m_over = true;
    note(step, text);
    if (m_stream)
        m_stream->setBusySending(false);
    Q_EMIT finished();
    deleteLater();
}

void FileSender::note(Step step, const QString &text)
{
    const QByteArray words = text.toUtf8();
    const qint64 waiting = m_stream ? std::min(m_sent, m_stream->socket()->bytesToWrite()) : 0;
    m_context.recorder.note(step, m_endpoint, m_stream ? m_stream->id() : 0,
        {words.constData(), std::size_t(words.size())}, quint64(m_size), m_sent - waiting);
}

} // namespace wl
