// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/programs/literals.h"

#include "app/core/safetext.h"
#include "app/sockets/addresses.h"

#include <limits>

namespace wl {

namespace {

constexpr qsizetype widestLine = 64;
constexpr qsizetype longestComment = 80;

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

QByteArray escaped(char c)
{
    switch (c) {
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    default:
        break;
    }
    if (c >= 0x20 && c < 0x7f)
        return QByteArray(1, c);
    return "\\x" + QByteArray(1, c).toHex();
}

/// Writes one literal after the other, each within the width of a line.
class LiteralWriter
{
public:
    explicit LiteralWriter(Language language)
        : m_isC(language != Language::Python)
    {
    }

    QByteArrayList write(QByteArrayView bytes, qsizetype width)
    {
        for (const char c : bytes)
            add(c, width);
        if (!m_line.isEmpty() || m_lines.isEmpty())
            endLine();
        return m_lines;
    }

private:
    void add(char c, qsizetype width)
    {
        QByteArray shown = escaped(c);
        // Two question marks may begin a trigraph; C reads \x as far as hexadecimal digits go.
        if (m_isC && c == '?' && m_line.endsWith('?'))
            shown = "\\?";
        if (m_isC && m_endsInHex && isHexDigit(shown.front()))
            m_line += "\"\"";
        m_line += shown;
        m_endsInHex = shown.startsWith("\\x");
        if (m_line.size() >= width || (c == '\n' && width == widestLine))
            endLine();
    }

    void endLine()
    {
        m_lines += (m_isC ? QByteArray() : QByteArray("b")) + '"' + m_line + '"';
        m_line.clear();
        m_endsInHex = false;
    }

    bool m_isC;
    bool m_endsInHex = false;
    QByteArray m_line;
    QByteArrayList m_lines;
};

} // namespace

QByteArrayList literalLines(QByteArrayView bytes, Language language)
{
    return LiteralWriter(language).write(bytes, widestLine);
}

QByteArray literal(QByteArrayView bytes, Language language)
{
    constexpr qsizetype endless = std::numeric_limits<qsizetype>::max();
    return LiteralWriter(language).write(bytes, endless).constFirst();
}

QByteArray commentText(const QString &text)
{
    QString shown;
    for (const QChar c : text.left(longestComment)) {
        const bool plain = c.isLetterOrNumber() || QStringView(u" -_.,:#()").contains(c);
        shown += plain && !isUnsafe(c.unicode()) ? c : QLatin1Char('_');
    }
    return shown.toUtf8();
}

QByteArray hostLiteral(const PackedAddress &address, Language language)
{
    const QByteArray quoted = literal(unpackAddress(address).toString().toUtf8(), language);
    return language == Language::Python ? quoted.mid(1) : quoted;
}

} // namespace wl
