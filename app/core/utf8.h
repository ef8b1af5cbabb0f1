// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

namespace wl {

/// What stands at the front of some bytes, by the well-formedness rules of UTF-8 (no overlong forms, no
/// surrogates).
struct Utf8Step {
    enum class Kind {
        Character, ///< a whole character of `size` bytes
        Invalid, ///< a byte that belongs to no character; size 1
        Incomplete ///< all the bytes there are begin a character that more bytes could finish
    };
    Kind kind = Kind::Invalid;
    qsizetype size = 1;
    char32_t character = 0;
};

/// Looks at the front of `bytes`, which must not be empty.
Utf8Step utf8Step(QByteArrayView bytes);

} // namespace wl
