// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/event.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace wl {

/// Looks for a text in raw bytes, without decoding them. ASCII letters are alike in both cases at every
/// place; other letters are found as typed, all small or all capital, in UTF-8.
class ByteNeedle
{
public:
    explicit ByteNeedle(const QString &text);

    bool isIn(Bytes bytes) const;

private:
    struct Pattern {
        QByteArray folded; ///< ASCII letters small
        qsizetype pivot = 0; ///< place of its rarest byte
        char small = 0; ///< that byte
        char capital = 0; ///< the same in the other case; equal to small when there is none
    };

    static Pattern pattern(const QByteArray &utf8);
    static bool matchesAt(const Pattern &pattern, const char *place);
    static bool holds(const Pattern &pattern, char pivot, Bytes bytes);

    std::vector<Pattern> m_patterns;
};

} // namespace wl
