// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// The strict reader of a session's lines: what it takes, Qt's reader takes too, and finds the same in it.

#include "app/exporters/jsonobject.h"
#include "tests/fuzz/fuzz.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace wl;

namespace {

bool sameValue(const JsonValue &ours, const QJsonValue &theirs)
{
    switch (ours.type) {
    case JsonValue::Type::Text:
        return theirs.isString() && theirs.toString().toUtf8() == ours.text;
    case JsonValue::Type::Number:
        return theirs.isDouble() && theirs.toDouble() == ours.text.toDouble();
    case JsonValue::Type::True:
        return theirs.isBool() && theirs.toBool();
    case JsonValue::Type::False:
        return theirs.isBool() && !theirs.toBool();
    case JsonValue::Type::Null:
        return theirs.isNull();
    case JsonValue::Type::List:
        break;
    }
    const QJsonArray list = theirs.toArray();
    if (!theirs.isArray() || list.size() != qsizetype(ours.list.size()))
        return false;
    for (std::size_t i = 0; i < ours.list.size(); ++i) {
        if (!sameValue(ours.list[i], list.at(qsizetype(i))))
            return false;
    }
    return true;
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView json = fuzz::view(data, size);
    const auto ours = parseJsonObject(json);
    if (!ours) {
        fuzz::requireSentence(ours.error());
        return 0;
    }
    QJsonParseError error;
    const QJsonObject theirs = QJsonDocument::fromJson(json.toByteArray(), &error).object();
    // A number too large for a double: good JSON, and Qt's limit.
    if (error.error == QJsonParseError::IllegalNumber)
        return 0;
    fuzz::require(error.error == QJsonParseError::NoError, "what the strict reader takes is JSON");
    fuzz::require(theirs.size() == qsizetype(ours->size()), "both readers find as many keys");
    for (const auto &[key, value] : *ours)
        fuzz::require(sameValue(value, theirs.value(QString::fromUtf8(key))), "both find the same values");
    return 0;
}
