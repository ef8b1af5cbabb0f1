// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/core/result.h"

#include <QByteArray>
#include <QStringList>

namespace wl {

enum class LineEnding { None, Lf, CrLf, Nul };

/// Text as typed, with C escapes (\n \r \t \0 \a \b \e \f \v \\ \" \' \xNN, octal \NNN, \uXXXX, \u{X…}), to
/// bytes (UTF-8).
Result<QByteArray> bytesFromEscapes(const QString &typed);
/// "48 65 6c", "48656c", "0x48,0x65", any white space, commas or colons between; anything else is refused
/// with its place.
Result<QByteArray> bytesFromHex(const QString &typed);
/// Bytes as text that bytesFromEscapes reads back.
QString escapesFromBytes(QByteArrayView bytes);
QByteArray lineEndingBytes(LineEnding ending);
/// "none", "lf", "crlf", "nul", as on the command line.
QString lineEndingName(LineEnding ending);
Result<LineEnding> lineEndingFromName(const QString &name);

/// Classic dump, 16 bytes a line: "00000000  48 65 …  |Hello|"; `maxBytes` bounds it.
QStringList hexDump(QByteArrayView bytes, qsizetype maxBytes = 65536);

} // namespace wl
