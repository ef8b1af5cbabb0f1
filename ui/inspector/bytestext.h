// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace wl {

/// A range of bytes; empty when nothing is selected.
struct ByteRange {
    qsizetype first = 0;
    qsizetype end = 0;

    bool isEmpty() const { return end <= first; }
    friend bool operator==(const ByteRange &, const ByteRange &) = default;
};

/// Bytes written down as harmless text, one piece for each character, and which bytes stand where.
class BytesText
{
public:
    struct Piece {
        enum class Kind : std::uint8_t { Character, Escape, Invalid };
        qsizetype byte; ///< its first
        qsizetype place; ///< its first character in the text
        Kind kind;
    };

    explicit BytesText(QByteArrayView bytes = {});

    const QString &text() const { return m_text; }
    const std::vector<Piece> &pieces() const { return m_pieces; }
    /// Where a piece ends in the text.
    qsizetype endOf(std::size_t piece) const;
    /// The bytes of which at least a part stands there.
    ByteRange bytesAt(qsizetype from, qsizetype to) const;
    /// The place of these bytes in the text, whole characters.
    ByteRange placeOf(const ByteRange &bytes) const;

private:
    std::size_t pieceBefore(qsizetype place) const;

    QString m_text;
    std::vector<Piece> m_pieces;
    qsizetype m_size = 0;
};

/// Bytes as numbers in lines of 8 or 16 after their offsets.
class BytesNumbers
{
public:
    BytesNumbers(QByteArrayView bytes, qsizetype perLine);

    QString text() const { return m_text; }
    ByteRange bytesAt(qsizetype from, qsizetype to) const;
    ByteRange placeOf(const ByteRange &bytes) const;
    /// How many characters a full line has.
    static qsizetype lineWidth(qsizetype perLine) { return 6 + 3 * perLine; }

private:
    qsizetype placeOfByte(qsizetype byte) const;

    QString m_text;
    qsizetype m_perLine;
    qsizetype m_size;
};

/// "LF (line feed)", "ESC (escape)"; empty for what has no name.
QString controlName(uchar byte);

} // namespace wl
