// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/core/result.h"

#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace wl {

/// A value in a JSON object of one level: texts are UTF-8 without their escapes, numbers as they were
/// written.
struct JsonValue {
    enum class Type : std::uint8_t { Text, Number, True, False, Null, List };
    Type type = Type::Null;
    QByteArray text;
    std::vector<JsonValue> list; ///< values that are no lists themselves

    /// A whole number between two bounds, written as such or as a text; nothing when it is none.
    std::optional<std::int64_t> integer(std::int64_t least, std::int64_t most) const;
};

using JsonObject = std::map<QByteArray, JsonValue>;

/// Reads one JSON object strictly: UTF-8 only, no key twice, nothing after it, no object inside it.
/// Being flat it can not be nested deep, and being own it refuses what Qt's reader silently accepts.
Result<JsonObject> parseJsonObject(QByteArrayView json);

} // namespace wl
