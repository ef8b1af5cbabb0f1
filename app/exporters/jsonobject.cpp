// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/exporters/jsonobject.h"

#include <QChar>
#include <QCoreApplication>
#include <QString>

#include <charconv>
#include <cstring>

namespace wl {

namespace {

/// Walks over one line; `m_error` tells the first thing that is wrong, null while all is well.
class Parser
{
public:
    explicit Parser(QByteArrayView json)
        : m_json(json)
    {
    }

    Result<JsonObject> object();

private:
    bool pair(JsonObject &object);
    JsonValue value(bool inList);
    JsonValue list();
    JsonValue number();
    JsonValue word(const char *word, JsonValue::Type type);
    QByteArray text();
    void escape(QByteArray &to);
    char32_t unit();
    void space();
    bool take(char c);
    char peek() const { return m_at < m_json.size() ? m_json[m_at] : '\0'; }
    bool digits();
    void fail(const char *why)
    {
        if (!m_error)
            m_error = why;
    }

    QByteArrayView m_json;
    qsizetype m_at = 0;
    const char *m_error = nullptr;
};

const char *const notJson = QT_TRANSLATE_NOOP("wl", "this is no JSON object");

void Parser::space()
{
    while (peek() == ' ' || peek() == '\t' || peek() == '\r')
        ++m_at;
}

bool Parser::take(char c)
{
    space();
    if (m_at >= m_json.size() || m_json[m_at] != c)
        return false;
    ++m_at;
    return true;
}

bool Parser::digits()
{
    const qsizetype from = m_at;
    while (peek() >= '0' && peek() <= '9')
        ++m_at;
    return m_at > from;
}

JsonValue Parser::number()
{
    const qsizetype from = m_at;
    if (peek() == '-')
        ++m_at;
    const bool zero = peek() == '0';
    const qsizetype first = m_at;
    bool good = digits() && !(zero && m_at - first > 1);
    if (peek() == '.') {
        ++m_at;
        good = digits() && good;
    }
    if (peek() == 'e' || peek() == 'E') {
        ++m_at;
        if (peek() == '+' || peek() == '-')
            ++m_at;
        good = digits() && good;
    }
    if (!good)
        fail(notJson);
    return {JsonValue::Type::Number, m_json.sliced(from, m_at - from).toByteArray(), {}};
}

JsonValue Parser::word(const char *word, JsonValue::Type type)
{
    const auto size = qsizetype(std::strlen(word));
    if (m_json.sliced(m_at).startsWith(QByteArrayView(word, size)))
        m_at += size;
    else
        fail(notJson);
    return {type, {}, {}};
}

char32_t Parser::unit()
{
    std::uint32_t code = 0;
    const char *from = m_json.data() + m_at;
    const bool enough = m_json.size() - m_at >= 4;
    const auto read = enough ? std::from_chars(from, from + 4, code, 16) : std::from_chars_result{};
    if (!enough || read.ptr != from + 4) {
        fail(notJson);
        return 0;
    }
    m_at += 4;
    return code;
}

void Parser::escape(QByteArray &to)
{
    static const char letters[] = "\"\\/bfnrt";
    static const char meanings[] = "\"\\/\b\f\n\r\t";
    if (m_at >= m_json.size())
        return fail(notJson);
    const char c = m_json[m_at++];
    if (const char *found = c ? std::strchr(letters, c) : nullptr) {
        to += meanings[found - letters];
        return;
    }
    if (c != 'u')
        return fail(notJson);
    char32_t code = unit();
    if (QChar::isHighSurrogate(code) && m_json.sliced(m_at).startsWith("\\u")) {
        m_at += 2;
        // Without its other half it stays half a character, and is refused below.
        if (const char32_t low = unit(); QChar::isLowSurrogate(low))
            code = QChar::surrogateToUcs4(char16_t(code), char16_t(low));
    }
    if (QChar::isSurrogate(code))
        return fail(QT_TRANSLATE_NOOP("wl", "a character is only half there"));
    // QString::fromUcs4 would take U+FEFF for a byte order mark and drop it.
    to += QStringView(QChar::fromUcs4(code)).toUtf8();
}

QByteArray Parser::text()
{
    QByteArray text;
    while (!m_error && m_at < m_json.size()) {
        const char c = m_json[m_at++];
        if (c == '"')
            return text;
        if (c == '\\')
            escape(text);
        else if (static_cast<unsigned char>(c) < 0x20)
            fail(QT_TRANSLATE_NOOP("wl", "a text holds a control character"));
        else
            text += c;
    }
    fail(QT_TRANSLATE_NOOP("wl", "a text does not end"));
    return text;
}

JsonValue Parser::list()
{
    JsonValue list{JsonValue::Type::List, {}, {}};
    if (take(']'))
        return list;
    do {
        list.list.push_back(value(true));
    } while (!m_error && take(','));
    if (!take(']'))
        fail(notJson);
    return list;
}

JsonValue Parser::value(bool inList)
{
    space();
    switch (peek()) {
    case '"':
        ++m_at;
        return {JsonValue::Type::Text, text(), {}};
    case 't':
        return word("true", JsonValue::Type::True);
    case 'f':
        return word("false", JsonValue::Type::False);
    case 'n':
        return word("null", JsonValue::Type::Null);
    case '[':
        if (!inList) {
            ++m_at;
            return list();
        }
        [[fallthrough]];
    case '{':
        fail(QT_TRANSLATE_NOOP("wl", "it is nested deeper than a session is"));
        return {};
    default:
        return number();
    }
}

bool Parser::pair(JsonObject &object)
{
    if (!take('"')) {
        fail(notJson);
        return false;
    }
    const QByteArray key = text();
    if (!take(':'))
        fail(notJson);
    if (m_error)
        return false;
    const bool added = object.emplace(key, value(false)).second;
    if (!added)
        fail(QT_TRANSLATE_NOOP("wl", "a key stands twice"));
    return !m_error;
}

Result<JsonObject> Parser::object()
{
    JsonObject object;
    if (!m_json.isValidUtf8())
        fail(QT_TRANSLATE_NOOP("wl", "it is not UTF-8"));
    if (!m_error && !take('{'))
        fail(notJson);
    if (!m_error && !take('}')) {
        while (pair(object) && take(',')) { }
        if (!take('}'))
            fail(notJson);
    }
    space();
    if (m_at < m_json.size())
        fail(notJson);
    if (m_error)
        return Failure{QCoreApplication::translate("wl", m_error)};
    return object;
}

} // namespace

std::optional<std::int64_t> JsonValue::integer(std::int64_t least, std::int64_t most) const
{
    if (type != Type::Number && type != Type::Text)
        return {};
    std::int64_t number = 0;
    const char *end = text.constData() + text.size();
    const auto read = std::from_chars(text.constData(), end, number);
    if (text.isEmpty() || read.ec != std::errc() || read.ptr != end || number < least || number > most)
        return {};
    return number;
}

Result<JsonObject> parseJsonObject(QByteArrayView json)
{
    return Parser(json).object();
}

} // namespace wl
