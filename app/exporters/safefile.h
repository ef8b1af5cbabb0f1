// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/core/result.h"

#include <QByteArray>
#include <QCryptographicHash>
#include <QFile>
#include <QTemporaryFile>

#include <memory>

namespace wl {

/// Replaces a file as a whole or not at all: writes a private file (0600) beside it, syncs it, reads it back
/// and compares length and checksum, and only then renames it. Whatever fails before, the old file stays as
/// it was.
class SafeFile
{
public:
    SafeFile() = default;
    Q_DISABLE_COPY_MOVE(SafeFile)

    Result<Done> begin(const QString &path);
    Result<Done> write(const QByteArray &bytes);
    /// One slice of finishing (sync, compare, rename); true when the file stands under its name.
    Result<bool> finish();
    /// Throws away what was written.
    void cancel();

    bool isOpen() const { return m_file != nullptr; }
    const QString &path() const { return m_path; }

private:
    Failure fail(const QString &reason);
    Result<Done> flush();
    Result<Done> sync();
    Result<bool> compareSlice();
    Result<bool> rename();

    QString m_path; ///< where it will stand; links resolved
    std::unique_ptr<QTemporaryFile> m_file;
    std::unique_ptr<QFile> m_readBack;
    QByteArray m_buffer;
    QCryptographicHash m_written{QCryptographicHash::Sha256};
    QCryptographicHash m_read{QCryptographicHash::Sha256};
    qint64 m_size = 0;
};

/// Opens an existing regular file for reading; directories, devices, pipes and sockets are refused without
/// waiting.
Result<std::unique_ptr<QFile>> openRegularFile(const QString &path);
/// The path as it may be shown in a sentence.
QString shownPath(const QString &path);

} // namespace wl
