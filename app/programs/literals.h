// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/programs/program.h"

namespace wl {

/// The bytes as literals of the language that stand one under the other and mean just these bytes; ASCII
/// only.
QByteArrayList literalLines(QByteArrayView bytes, Language language);
/// The same on one line.
QByteArray literal(QByteArrayView bytes, Language language);
/// The text as it may stand in a comment of any of the languages: it ends no comment and continues no line.
QByteArray commentText(const QString &text);
/// The address's host as a literal of a character string.
QByteArray hostLiteral(const PackedAddress &address, Language language);

} // namespace wl
