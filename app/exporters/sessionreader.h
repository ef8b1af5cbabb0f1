// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/core/result.h"
#include "app/journal/journal.h"

#include <QByteArray>
#include <QFile>
#include <QString>

#include <memory>
#include <vector>

namespace wl {

/// Reads a session file into a journal, in slices; the file is taken for hostile.
class SessionReader
{
public:
    /// The journal must be empty; it is set to keep as much of each event as a file can hold.
    explicit SessionReader(Journal &journal);

    Result<Done> open(const QString &path);
    /// The next slice; true at the end of the file. The sentence of a failure names the line.
    Result<bool> step(int maxEvents);
    double progress() const;

    /// What was not as it should be, though the file could be read: a torn last line, rows left out. Empty:
    /// nothing.
    const QString &warning() const { return m_warning; }
    qint64 startedAtMs() const { return m_startedAtMs; }

private:
    /// How far rows of the file and rows of the journal lie apart from a row on.
    struct Gap {
        EventIndex first = 0;
        std::int64_t ahead = 0;
    };

    Result<bool> nextLine(QByteArrayView &line);
    Result<bool> fill();
    Result<Done> takeHeader(QByteArrayView line);
    Result<Done> takeEvent(QByteArrayView line);
    std::uint32_t causeInJournal(std::int64_t number, std::uint32_t cause) const;
    Failure wrong(const QString &reason) const;
    bool isTornLine() const { return m_atEnd && m_position == m_buffer.size() && !m_buffer.endsWith('\n'); }
    void warn(const QString &sentence);

    Journal &m_journal;
    std::unique_ptr<QFile> m_file;
    QByteArray m_buffer;
    qsizetype m_position = 0; ///< in the buffer
    bool m_atEnd = false;
    qint64 m_size = 0;
    qint64 m_read = 0;
    qint64 m_line = 0; ///< number of the current line, from 1
    std::int64_t m_lastNumber = 0;
    std::vector<Gap> m_gaps{Gap()};
    qint64 m_startedAtMs = 0;
    QString m_warning;
};

} // namespace wl
