// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>
#include <QStringView>

namespace wl {

/// Remote bytes as one harmless line: UTF-8 decoded; control characters as C escapes (\n, \r, \t, \0, \x1b),
/// invalid bytes as \xNN, bidi, zero-width and other format characters and lone combining floods as \u{202E};
/// backslash as \\. bytesFromEscapes reads it back. At most `maxChars` characters, then an ellipsis.
QString safeText(QByteArrayView bytes, qsizetype maxChars = 4096);
/// The same for text that is already decoded (host names, paths, names from files).
QString safeText(QStringView text, qsizetype maxChars = 4096);
/// True when this character must not reach the screen or a file as itself.
bool isUnsafe(char32_t character);

} // namespace wl
