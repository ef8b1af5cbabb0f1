// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/core/result.h"
#include "app/models/eventtext.h"

#include <QFile>

namespace wl {

/// Writes a running session line by line into a private file: what append() said is written survives the
/// program.
class SessionAppender
{
public:
    /// Makes the file anew (0600) and writes the header.
    Result<Done> open(const QString &path, qint64 startedAtMs);
    /// Appends one event as one write.
    Result<Done> append(const EventRef &event, const EndpointNames &names);
    /// Appends what is new in the view since the last time. After a failure the file ends with a whole line.
    Result<Done> append(const JournalView &view, const EndpointNames &names);
    EventIndex position() const { return m_position; }

private:
    Result<Done> write(const QByteArray &lines);

    QFile m_file;
    EventIndex m_position = 0; ///< of the next event
    qint64 m_end = 0; ///< of the last whole line
};

} // namespace wl
