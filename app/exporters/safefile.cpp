// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/exporters/safefile.h"

#include "app/core/safetext.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace wl {

namespace {

constexpr qsizetype bufferSize = 256 * 1024;
constexpr qint64 slice = 1 << 20;

QString words(const char *source)
{
    return QCoreApplication::translate("wl", source);
}

QString systemReason()
{
    return qt_error_string(errno);
}

} // namespace

QString shownPath(const QString &path)
{
    return safeText(QStringView(path), 200);
}

Result<std::unique_ptr<QFile>> openRegularFile(const QString &path)
{
    // Without O_NONBLOCK the open of a pipe would wait for somebody to write to it.
    const int fd = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return Failure{
            words(QT_TRANSLATE_NOOP("wl", "%1 can not be opened: %2.")).arg(shownPath(path), systemReason())};
    struct stat status = {};
    auto file = std::make_unique<QFile>();
    const bool regular = ::fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
    if (!regular || !file->open(fd, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle)) {
        ::close(fd);
        return Failure{words(QT_TRANSLATE_NOOP("wl", "%1 is no ordinary file.")).arg(shownPath(path))};
    }
    return file;
}

Failure SafeFile::fail(const QString &reason)
{
    const QString path = shownPath(m_path);
    cancel();
    return {
        words(QT_TRANSLATE_NOOP("wl",
                  "%1 could not be written: %2. What stood there before is unchanged; try another place."))
            .arg(path, reason)};
}

Result<Done> SafeFile::begin(const QString &path)
{
    cancel();
    // A link stays a link: what it points to is replaced.
    const QFileInfo info(path);
    m_path = info.isSymLink() ? info.symLinkTarget() : info.absoluteFilePath();
    const QFileInfo target(m_path);
    if (path.isEmpty() || (target.exists() && !target.isFile()))
        return fail(words(QT_TRANSLATE_NOOP("wl", "that is no ordinary file")));
    // mkstemp makes it 0600 from the first moment on; it lies beside the target because a rename can not
    // cross disks.
    m_file = std::make_unique<QTemporaryFile>(target.dir().filePath(QStringLiteral(".wireladder-XXXXXX")));
    if (!m_file->open())
        return fail(m_file->errorString());
    m_buffer.clear();
    m_written.reset();
    m_read.reset();
    m_size = 0;
    return Done();
}

Result<Done> SafeFile::write(const QByteArray &bytes)
{
    if (!m_file)
        return fail(words(QT_TRANSLATE_NOOP("wl", "it is not open")));
    m_buffer += bytes;
    return m_buffer.size() < bufferSize ? Result<Done>(Done()) : flush();
}

Result<Done> SafeFile::flush()
{
    // QFile may claim more than a full disk took, so each of the three is asked.
    const bool whole = m_file->write(m_buffer) == m_buffer.size() && m_file->flush()
        && m_file->error() == QFileDevice::NoError;
    if (!whole)
        return fail(m_file->error() == QFileDevice::NoError
                ? words(QT_TRANSLATE_NOOP("wl", "the disk took only a part"))
                : m_file->errorString());
    m_written.addData(m_buffer);
    m_size += m_buffer.size();
    m_buffer.clear();
    return Done();
}

Result<Done> SafeFile::sync()
{
    if (const auto flushed = flush(); !flushed)
        return flushed;
    if (::fsync(m_file->handle()) != 0)
        return fail(systemReason());
    m_readBack = std::make_unique<QFile>(m_file->fileName());
    if (!m_readBack->open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return fail(m_readBack->errorString());
    if (m_readBack->size() != m_size)
        return fail(words(QT_TRANSLATE_NOOP("wl", "the disk took only a part")));
    return Done();
}

Result<bool> SafeFile::compareSlice()
{
    const QByteArray part = m_readBack->read(slice);
    m_read.addData(part);
    if (!part.isEmpty())
        return false;
    if (m_readBack->error() != QFileDevice::NoError || m_read.result() != m_written.result())
        return Result<bool>(
            fail(words(QT_TRANSLATE_NOOP("wl", "what was read back differs from what was written"))));
    return true;
}

Result<bool> SafeFile::rename()
{
    m_readBack.reset();
    const QByteArray target = QFile::encodeName(m_path);
    if (std::rename(QFile::encodeName(m_file->fileName()).constData(), target.constData()) != 0)
        return Result<bool>(fail(systemReason()));
    m_file->setAutoRemove(false);
    m_file.reset();
    // The name too has to survive a power cut. Some file systems refuse this; the file itself is safe
    // already.
    const QByteArray folder = QFile::encodeName(QFileInfo(m_path).absolutePath());
    const int fd = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        ::fsync(fd);
        ::close(fd);
    }
    return true;
}

Result<bool> SafeFile::finish()
{
    if (!m_file)
        return Result<bool>(fail(words(QT_TRANSLATE_NOOP("wl", "it is not open"))));
    if (!m_readBack) {
        const auto synced = sync();
        return synced ? Result<bool>(false) : Result<bool>(Failure{synced.error()});
    }
    const auto compared = compareSlice();
    return compared && *compared ? rename() : compared;
}

void SafeFile::cancel()
{
    m_readBack.reset();
    m_file.reset(); // removes the temporary file
    m_buffer.clear();
}

} // namespace wl
