// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/byteneedle.h"

#include <QStringList>

#include <cstring>
#include <string_view>

namespace wl {

namespace {

char fold(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c;
}

/// The higher, the rarer in what programs send each other: frequent English letters come first.
qsizetype rarity(char c)
{
    constexpr std::string_view frequent = " etaoinsrhldcumfpgwybvkxjqz";
    const std::size_t place = frequent.find(c);
    return qsizetype(place == std::string_view::npos ? frequent.size() : place);
}

} // namespace

ByteNeedle::ByteNeedle(const QString &text)
{
    QByteArrayList seen;
    for (const QString &form : {text.toLower(), text.toUpper(), text}) {
        const Pattern made = pattern(form.toUtf8());
        if (seen.contains(made.folded))
            continue;
        seen.append(made.folded);
        m_patterns.push_back(made);
    }
}

ByteNeedle::Pattern ByteNeedle::pattern(const QByteArray &utf8)
{
    Pattern p;
    p.folded = utf8;
    for (char &c : p.folded)
        c = fold(c);
    for (qsizetype i = 1; i < p.folded.size(); ++i) {
        if (rarity(p.folded[i]) > rarity(p.folded[p.pivot]))
            p.pivot = i;
    }
    p.small = p.folded.isEmpty() ? '\0' : p.folded[p.pivot];
    p.capital = p.small >= 'a' && p.small <= 'z' ? char(p.small & ~0x20) : p.small;
    return p;
}

bool ByteNeedle::matchesAt(const Pattern &pattern, const char *place)
{
    for (const char c : pattern.folded) {
        if (fold(*place++) != c)
            return false;
    }
    return true;
}

bool ByteNeedle::holds(const Pattern &pattern, char pivot, Bytes bytes)
{
    const char *data = reinterpret_cast<const char *>(bytes.data());
    const char *at = data + pattern.pivot;
    const char *end = data + std::ptrdiff_t(bytes.size()) - (pattern.folded.size() - pattern.pivot - 1);
    // memchr for the rarest byte looks at many bytes at once; most payloads are done with after it.
    while (at < end) {
        at = static_cast<const char *>(std::memchr(at, pivot, std::size_t(end - at)));
        if (!at)
            return false;
        if (matchesAt(pattern, at - pattern.pivot))
            return true;
        ++at;
    }
    return false;
}

bool ByteNeedle::isIn(Bytes bytes) const
{
    for (const Pattern &p : m_patterns) {
        if (std::size_t(p.folded.size()) > bytes.size())
            continue;
        if (p.folded.isEmpty() || holds(p, p.small, bytes))
            return true;
        if (p.capital != p.small && holds(p, p.capital, bytes))
            return true;
    }
    return false;
}

} // namespace wl
