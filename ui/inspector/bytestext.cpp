// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/inspector/bytestext.h"

#include "app/core/safetext.h"
#include "app/core/utf8.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace wl {

namespace {

/// More marks than these on one letter are written as escapes: they would climb over the lines above.
constexpr int mostMarks = 2;

QString invalidByte(char byte)
{
    return QStringLiteral("\\x%1").arg(static_cast<uchar>(byte), 2, 16, QLatin1Char('0'));
}

QString escapeOf(QByteArrayView bytes, char32_t character)
{
    const bool isMark = QChar::isMark(character);
    return isMark ? QStringLiteral("\\u{%1}").arg(qulonglong(character), 0, 16) : safeText(bytes);
}

} // namespace

BytesText::BytesText(QByteArrayView bytes)
    : m_size(bytes.size())
{
    int marks = 0;
    for (qsizetype i = 0; i < bytes.size();) {
        const Utf8Step step = utf8Step(bytes.sliced(i));
        Piece piece{i, m_text.size(), Piece::Kind::Invalid};
        if (step.kind != Utf8Step::Kind::Character) {
            m_text += invalidByte(bytes[i]);
            m_pieces.push_back(piece);
            ++i;
            continue;
        }
        marks = QChar::isMark(step.character) ? marks + 1 : 0;
        const QByteArrayView own = bytes.sliced(i, step.size);
        const bool escape = isUnsafe(step.character) || step.character == U'\\' || marks > mostMarks
            || (marks > 0 && m_pieces.empty());
        piece.kind = escape ? Piece::Kind::Escape : Piece::Kind::Character;
        m_text += escape ? escapeOf(own, step.character) : QString::fromUtf8(own);
        if (step.character == U'\n' && i + 1 < bytes.size())
            m_text += u'\n';
        m_pieces.push_back(piece);
        i += step.size;
    }
}

qsizetype BytesText::endOf(std::size_t piece) const
{
    return piece + 1 < m_pieces.size() ? m_pieces[piece + 1].place : m_text.size();
}

std::size_t BytesText::pieceBefore(qsizetype place) const
{
    const auto after = std::upper_bound(m_pieces.begin(), m_pieces.end(), place,
        [](qsizetype p, const Piece &piece) { return p < piece.place; });
    return after == m_pieces.begin() ? 0 : std::size_t(after - m_pieces.begin() - 1);
}

ByteRange BytesText::bytesAt(qsizetype from, qsizetype to) const
{
    if (to <= from || m_pieces.empty())
        return {};
    const std::size_t last = pieceBefore(to - 1);
    const qsizetype end = last + 1 < m_pieces.size() ? m_pieces[last + 1].byte : m_size;
    return {m_pieces[pieceBefore(from)].byte, end};
}

ByteRange BytesText::placeOf(const ByteRange &bytes) const
{
    const auto pieceOf = [this](qsizetype byte) {
        const auto after = std::upper_bound(m_pieces.begin(), m_pieces.end(), byte,
            [](qsizetype b, const Piece &piece) { return b < piece.byte; });
        return after == m_pieces.begin() ? std::size_t(0) : std::size_t(after - m_pieces.begin() - 1);
    };
    if (bytes.isEmpty() || m_pieces.empty())
        return {};
    return {m_pieces[pieceOf(bytes.first)].place, endOf(pieceOf(bytes.end - 1))};
}

BytesNumbers::BytesNumbers(QByteArrayView bytes, qsizetype perLine)
    : m_perLine(perLine)
    , m_size(bytes.size())
{
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        if (i % perLine == 0)
            m_text += (i ? QStringLiteral("\n") : QString())
                + QStringLiteral("%1  ").arg(i, 4, 16, QLatin1Char('0'));
        m_text += QStringLiteral("%1 ").arg(static_cast<uchar>(bytes[i]), 2, 16, QLatin1Char('0'));
    }
}

qsizetype BytesNumbers::placeOfByte(qsizetype byte) const
{
    return byte / m_perLine * (lineWidth(m_perLine) + 1) + 6 + 3 * (byte % m_perLine);
}

ByteRange BytesNumbers::bytesAt(qsizetype from, qsizetype to) const
{
    if (to <= from || m_size == 0)
        return {};
    const qsizetype width = lineWidth(m_perLine) + 1;
    const auto column = [width](qsizetype place) { return place % width - 6; };
    const auto clamped = [this](qsizetype byte) { return std::clamp<qsizetype>(byte, 0, m_size); };
    // A byte is meant when one of its digits is; the blank behind it belongs to nobody.
    const qsizetype first = from / width * m_perLine + std::max<qsizetype>(0, column(from) + 1) / 3;
    const qsizetype last = (to - 1) / width * m_perLine + (column(to - 1) < 0 ? -1 : column(to - 1) / 3);
    const ByteRange range{
        clamped(first), clamped(std::min(last + 1, (to - 1) / width * m_perLine + m_perLine))};
    return range.isEmpty() ? ByteRange() : range;
}

ByteRange BytesNumbers::placeOf(const ByteRange &bytes) const
{
    if (bytes.isEmpty())
        return {};
    return {placeOfByte(bytes.first), placeOfByte(bytes.end - 1) + 2};
}

QString controlName(uchar byte)
{
    static constexpr const char *names[] = {QT_TRANSLATE_NOOP("wl", "NUL (zero byte)"),
        QT_TRANSLATE_NOOP("wl", "SOH (start of heading)"), QT_TRANSLATE_NOOP("wl", "STX (start of text)"),
        QT_TRANSLATE_NOOP("wl", "ETX (end of text)"), QT_TRANSLATE_NOOP("wl", "EOT (end of transmission)"),
        QT_TRANSLATE_NOOP("wl", "ENQ (enquiry)"), QT_TRANSLATE_NOOP("wl", "ACK (acknowledge)"),
        QT_TRANSLATE_NOOP("wl", "BEL (bell)"), QT_TRANSLATE_NOOP("wl", "BS (backspace)"),
        QT_TRANSLATE_NOOP("wl", "HT (tab)"), QT_TRANSLATE_NOOP("wl", "LF (line feed)"),
        QT_TRANSLATE_NOOP("wl", "VT (vertical tab)"), QT_TRANSLATE_NOOP("wl", "FF (form feed)"),
        QT_TRANSLATE_NOOP("wl", "CR (carriage return)"), QT_TRANSLATE_NOOP("wl", "SO (shift out)"),
        QT_TRANSLATE_NOOP("wl", "SI (shift in)"), QT_TRANSLATE_NOOP("wl", "DLE (data link escape)"),
        QT_TRANSLATE_NOOP("wl", "DC1 (device control 1)"), QT_TRANSLATE_NOOP("wl", "DC2 (device control 2)"),
        QT_TRANSLATE_NOOP("wl", "DC3 (device control 3)"), QT_TRANSLATE_NOOP("wl", "DC4 (device control 4)"),
        QT_TRANSLATE_NOOP("wl", "NAK (negative acknowledge)"),
        QT_TRANSLATE_NOOP("wl", "SYN (synchronous idle)"), QT_TRANSLATE_NOOP("wl", "ETB (end of block)"),
        QT_TRANSLATE_NOOP("wl", "CAN (cancel)"), QT_TRANSLATE_NOOP("wl", "EM (end of medium)"),
        QT_TRANSLATE_NOOP("wl", "SUB (substitute)"), QT_TRANSLATE_NOOP("wl", "ESC (escape)"),
        QT_TRANSLATE_NOOP("wl", "FS (file separator)"), QT_TRANSLATE_NOOP("wl", "GS (group separator)"),
        QT_TRANSLATE_NOOP("wl", "RS (record separator)"), QT_TRANSLATE_NOOP("wl", "US (unit separator)")};
    if (byte < std::size(names))
        return QCoreApplication::translate("wl", names[byte]);
    return byte == 0x7f ? QCoreApplication::translate("wl", "DEL (delete)") : QString();
}

} // namespace wl
