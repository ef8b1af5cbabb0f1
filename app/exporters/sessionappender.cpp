// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/exporters/sessionappender.h"

#include "app/exporters/jsonlines.h"
#include "app/exporters/safefile.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <cerrno>

#include <sys/file.h>

namespace wl {

namespace {

constexpr qsizetype batch = 64 * 1024;

} // namespace

Result<Done> SessionAppender::open(const QString &path, qint64 startedAtMs)
{
    m_file.close();
    m_position = 0;
    m_end = 0;
    const QFileInfo info(path);
    if (info.exists() && !info.isFile())
        return Failure{QCoreApplication::translate("wl", "%1 is no ordinary file.").arg(shownPath(path))};
    m_file.setFileName(path);
    const auto owner = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    // Unbuffered: what append() has written must survive the end of the program, however it ends.
    // Not emptied before it is known that nobody else writes it: the lock ends with the file's last
    // descriptor.
    const bool open = m_file.open(QIODevice::ReadWrite | QIODevice::Unbuffered, owner);
    if (open && ::flock(m_file.handle(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        m_file.close();
        return Failure{QCoreApplication::translate(
            "wl", "%1 is being written by another session. Choose another name, or end that one first.")
                           .arg(shownPath(path))};
    }
    if (!open || !m_file.resize(0) || !m_file.setPermissions(owner))
        return Failure{QCoreApplication::translate("wl", "%1 can not be written: %2.")
                           .arg(shownPath(path), m_file.errorString())};
    return write(jsonHeader(startedAtMs));
}

Result<Done> SessionAppender::write(const QByteArray &lines)
{
    if (m_file.write(lines) == lines.size()) {
        m_end += lines.size();
        return Done();
    }
    // A write that stops short says nothing of why; there is one usual reason.
    const QString reason =
        m_file.error() == QFileDevice::NoError || m_file.error() == QFileDevice::UnspecifiedError
        ? QCoreApplication::translate("wl", "no space is left")
        : m_file.errorString();
    // A part of a line would be in the way of whoever reads or continues the file.
    m_file.resize(m_end);
    m_file.seek(m_end);
    return Failure{
        QCoreApplication::translate("wl", "%1 could not be written: %2. The session goes on without it.")
            .arg(shownPath(m_file.fileName()), reason)};
}

Result<Done> SessionAppender::append(const EventRef &event, const EndpointNames &names)
{
    const auto written = write(jsonLine(event, names));
    if (written)
        m_position = event.index() + 1;
    return written;
}

Result<Done> SessionAppender::append(const JournalView &view, const EndpointNames &names)
{
    while (m_position < view.size()) {
        QByteArray lines;
        EventIndex next = m_position;
        for (; next < view.size() && lines.size() < batch; ++next) {
            const EventRef event = view.at(next);
            if (!event)
                return Failure{QCoreApplication::translate(
                    "wl", "A part of this session could not be read back from the disk.")};
            lines += jsonLine(event, names);
        }
        if (const auto written = write(lines); !written)
            return written;
        m_position = next;
    }
    return Done();
}

} // namespace wl
