// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/exporters/jsonwriter.h"

#include "app/core/safetext.h"

#include <QStringView>

namespace wl {

namespace {

constexpr std::int64_t exact = std::int64_t(1) << 53;

void appendUnit(QByteArray &line, char16_t unit)
{
    line += "\\u" + QByteArray::number(unit, 16).rightJustified(4, '0');
}

/// The escape that JSON has for it, or null.
const char *shortEscape(char32_t c)
{
    switch (c) {
    case U'"':
        return "\\\"";
    case U'\\':
        return "\\\\";
    case U'\n':
        return "\\n";
    case U'\r':
        return "\\r";
    case U'\t':
        return "\\t";
    default:
        return nullptr;
    }
}

} // namespace

void JsonWriter::key(const char *key)
{
    if (m_line.size() > 1)
        m_line += ',';
    m_line += '"';
    m_line += key;
    m_line += "\":";
}

void JsonWriter::number(const char *name, std::int64_t value)
{
    const QByteArray digits = QByteArray::number(qlonglong(value));
    if (value >= -exact && value <= exact)
        raw(name, digits);
    else
        plain(name, digits);
}

void JsonWriter::quote(QStringView value)
{
    m_line += '"';
    for (qsizetype i = 0; i < value.size(); ++i) {
        char32_t c = value[i].unicode();
        qsizetype units = 1;
        if (value[i].isHighSurrogate() && i + 1 < value.size() && value[i + 1].isLowSurrogate()) {
            c = QChar::surrogateToUcs4(value[i], value[i + 1]);
            units = 2;
        }
        if (const char *escape = shortEscape(c)) {
            m_line += escape;
        } else if (c < 0x20 || isUnsafe(c) || QChar::isSurrogate(c)) {
            for (qsizetype k = 0; k < units; ++k)
                appendUnit(m_line, value[i + k].unicode());
        } else {
            m_line += value.sliced(i, units).toUtf8();
        }
        i += units - 1;
    }
    m_line += '"';
}

void JsonWriter::string(const char *name, QStringView value)
{
    key(name);
    quote(value);
}

void JsonWriter::list(const char *name, const QStringList &values)
{
    key(name);
    char before = '[';
    for (const QString &value : values) {
        m_line += before;
        quote(value);
        before = ',';
    }
    m_line += values.isEmpty() ? "[]" : "]";
}

void JsonWriter::boolean(const char *name, bool value)
{
    raw(name, value ? QByteArrayLiteral("true") : QByteArrayLiteral("false"));
}

void JsonWriter::raw(const char *name, const QByteArray &json)
{
    key(name);
    m_line += json;
}

void JsonWriter::plain(const char *name, const QByteArray &value)
{
    raw(name, '"' + value + '"');
}

QByteArray JsonWriter::finish()
{
    m_line += "}\n";
    return std::move(m_line);
}

QByteArray secondsText(std::int64_t nanoseconds)
{
    const auto whole = std::uint64_t(nanoseconds);
    const std::uint64_t size = nanoseconds < 0 ? 0 - whole : whole;
    const QByteArray places = QByteArray::number(qulonglong(size % 1'000'000'000)).rightJustified(9, '0');
    return (nanoseconds < 0 ? "-" : "") + QByteArray::number(qulonglong(size / 1'000'000'000)) + '.' + places;
}

} // namespace wl
