// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/exporters/sessionreader.h"

#include "app/exporters/jsonevent.h"
#include "app/exporters/safefile.h"

#include <QCoreApplication>

#include <algorithm>

namespace wl {

namespace {

constexpr qint64 block = 256 * 1024;
constexpr qsizetype longestLine = 1 << 20;

QString words(const char *source)
{
    return QCoreApplication::translate("wl", source);
}

Bytes bytesOf(const QByteArray &body)
{
    return {reinterpret_cast<const std::uint8_t *>(body.constData()), std::size_t(body.size())};
}

} // namespace

SessionReader::SessionReader(Journal &journal)
    : m_journal(journal)
{
    m_journal.setKeptBytes(Chunk::maxBlob);
}

Failure SessionReader::wrong(const QString &reason) const
{
    return {words(QT_TRANSLATE_NOOP("wl", "Line %1 of the session can not be read: %2."))
                .arg(QString::number(m_line), reason)};
}

void SessionReader::warn(const QString &sentence)
{
    if (m_warning.contains(sentence))
        return;
    m_warning += m_warning.isEmpty() ? sentence : QLatin1Char(' ') + sentence;
}

Result<Done> SessionReader::open(const QString &path)
{
    auto file = openRegularFile(path);
    if (!file)
        return Failure{file.error()};
    m_file = std::move(file.value());
    m_size = m_file->size();
    QByteArrayView line;
    const auto found = nextLine(line);
    if (!found)
        return Failure{found.error()};
    if (!*found)
        return Failure{
            words(QT_TRANSLATE_NOOP("wl", "%1 is empty, so it is no session.")).arg(shownPath(path))};
    return takeHeader(line);
}

Result<bool> SessionReader::fill()
{
    m_buffer.remove(0, m_position);
    m_position = 0;
    const QByteArray part = m_file->read(block);
    if (part.isEmpty() && m_file->error() != QFileDevice::NoError)
        return wrong(m_file->errorString());
    m_read += part.size();
    m_buffer += part;
    m_atEnd = part.isEmpty();
    return !m_atEnd;
}

Result<bool> SessionReader::nextLine(QByteArrayView &line)
{
    ++m_line;
    qsizetype searched = m_position;
    for (;;) {
        const qsizetype end = m_buffer.indexOf('\n', searched);
        const qsizetype size = (end < 0 ? m_buffer.size() : end) - m_position;
        if (size > longestLine)
            return wrong(words(QT_TRANSLATE_NOOP("wl", "it is longer than a line of a session can be")));
        if (end >= 0 || m_atEnd) {
            line = QByteArrayView(m_buffer).sliced(m_position, size);
            m_position += size + (end < 0 ? 0 : 1);
            return end >= 0 || size > 0;
        }
        searched = m_buffer.size() - m_position;
        if (const auto filled = fill(); !filled)
            return filled;
    }
}

Result<Done> SessionReader::takeHeader(QByteArrayView line)
{
    const auto object = parseJsonObject(line);
    if (!object)
        return wrong(object.error());
    const auto header = headerFromJson(*object);
    if (!header)
        return wrong(header.error());
    m_startedAtMs = header->startedAtMs;
    return Done();
}

std::uint32_t SessionReader::causeInJournal(std::int64_t number, std::uint32_t cause) const
{
    if (cause == 0)
        return 0;
    // Rows that the file leaves out shift the others; find the shift at the causing row.
    const std::int64_t wanted = number - cause;
    const auto after = std::upper_bound(m_gaps.begin(), m_gaps.end(), wanted,
        [](std::int64_t n, const Gap &gap) { return n < std::int64_t(gap.first) + gap.ahead + 1; });
    if (after == m_gaps.begin())
        return 0;
    const EventIndex place = EventIndex(wanted - 1 - std::prev(after)->ahead);
    const EventIndex end = after == m_gaps.end() ? m_journal.size() : after->first;
    return place < end ? std::uint32_t(m_journal.size() - place) : 0;
}

Result<Done> SessionReader::takeEvent(QByteArrayView line)
{
    const auto object = parseJsonObject(line);
    if (!object)
        return wrong(object.error());
    auto read = eventFromJson(*object);
    if (!read)
        return wrong(read.error());
    SessionLine &l = read.value();
    if (l.number <= m_lastNumber)
        return wrong(words(QT_TRANSLATE_NOOP("wl", "its number is not above that of the line before")));
    const std::int64_t ahead = l.number - 1 - std::int64_t(m_journal.size());
    if (ahead != m_gaps.back().ahead) {
        warn(words(QT_TRANSLATE_NOOP(
            "wl", "This file leaves rows out, so it is a part of a session; its rows are numbered anew.")));
        m_gaps.push_back({m_journal.size(), ahead});
    }
    m_lastNumber = l.number;
    l.event.cause = causeInJournal(l.number, l.event.cause);
    m_journal.append(l.event, bytesOf(l.body), &l.local, &l.peer);
    return Done();
}

Result<bool> SessionReader::step(int maxEvents)
{
    for (int i = 0; i < std::max(maxEvents, 1); ++i) {
        QByteArrayView line;
        const auto found = nextLine(line);
        if (!found || !*found)
            return found ? Result<bool>(true) : found;
        const auto taken = takeEvent(line);
        if (taken)
            continue;
        if (!isTornLine())
            return Failure{taken.error()};
        // A crash or a full disk tears the last line only; what stands before it is good.
        warn(words(QT_TRANSLATE_NOOP(
                       "wl", "The last line (%1) is torn and was left out; all lines before it are whole."))
                 .arg(QString::number(m_line)));
        return true;
    }
    return false;
}

double SessionReader::progress() const
{
    if (m_size == 0)
        return 1;
    return std::min(1.0, double(m_read - (m_buffer.size() - m_position)) / double(m_size));
}

} // namespace wl
