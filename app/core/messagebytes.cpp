// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/core/messagebytes.h"

#include "app/core/safetext.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>
#include <limits>

namespace wl {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(wl)
};

/// The value of a hexadecimal (or with base 8, octal) ASCII digit; -1 for anything else.
int digitValue(QChar digit, int base = 16)
{
    const char16_t c = digit.unicode();
    int value = -1;
    if (c >= u'0' && c <= u'9')
        value = c - u'0';
    else if (c >= u'a' && c <= u'f')
        value = c - u'a' + 10;
    else if (c >= u'A' && c <= u'F')
        value = c - u'A' + 10;
    return value < base ? value : -1;
}

/// Reads C escapes one after the other; stops at the first that is none.
class EscapeReader
{
public:
    explicit EscapeReader(QStringView typed)
        : m_typed(typed)
    {
    }

    Result<QByteArray> read()
    {
        while (m_place < m_typed.size()) {
            const qsizetype backslash = m_typed.indexOf(u'\\', m_place);
            const qsizetype end = backslash < 0 ? m_typed.size() : backslash;
            m_bytes += m_typed.sliced(m_place, end - m_place).toUtf8();
            m_place = end;
            if (backslash >= 0 && !readEscape())
                return Failure{m_trouble.arg(backslash + 1)};
        }
        return m_bytes;
    }

private:
    bool readEscape()
    {
        ++m_place;
        if (m_place == m_typed.size())
            return fail(
                Text::tr("The backslash at character %1 stands alone. Write two for a backslash itself."));
        const QChar letter = m_typed[m_place];
        static constexpr QStringView letters = u"nrtabefv\\\"'";
        static constexpr char values[] = "\n\r\t\a\b\x1b\f\v\\\"'";
        if (const qsizetype known = letters.indexOf(letter); known >= 0) {
            m_bytes += values[known];
            ++m_place;
            return true;
        }
        if (digitValue(letter, 8) >= 0)
            return readByte(8, 3, Text::tr("The octal number at character %1 is more than 377."));
        ++m_place;
        if (letter == u'x')
            return readByte(
                16, 2, Text::tr("\\x at character %1 needs two hexadecimal digits, such as \\x1b."));
        if (letter == u'u')
            return readCharacter();
        const QString shown = safeText(m_typed.sliced(m_place - 1, 1));
        return fail(
            Text::tr("The backslash at character %1 stands before “%2”, which is no escape. Write two "
                     "backslashes for a backslash itself.")
                .arg(QStringLiteral("%1"), shown));
    }

    bool readByte(int base, int most, const QString &trouble)
    {
        uint value = 0;
        if (readDigits(base, most, value) == 0 || value > 0xff)
            return fail(trouble);
        m_bytes += static_cast<char>(value);
        return true;
    }

    bool readCharacter()
    {
        const bool braces = m_place < m_typed.size() && m_typed[m_place] == u'{';
        m_place += braces ? 1 : 0;
        uint value = 0;
        const int digits = readDigits(16, braces ? 6 : 4, value);
        const bool closed = !braces || (m_place < m_typed.size() && m_typed[m_place] == u'}');
        m_place += braces ? 1 : 0;
        if (!closed || digits < (braces ? 1 : 4))
            return fail(Text::tr(
                "\\u at character %1 needs four hexadecimal digits, such as \\u00e9, or up to six in "
                "braces, such as \\u{1F600}."));
        if (value > 0x10ffff || QChar::isSurrogate(value))
            return fail(
                Text::tr("\\u at character %1 names no character. Write \\u{1F600} for those above FFFF."));
        // QString::fromUcs4 would take U+FEFF for a byte order mark and drop it.
        m_bytes += QStringView(QChar::fromUcs4(value)).toUtf8();
        return true;
    }

    int readDigits(int base, int most, uint &value)
    {
        int count = 0;
        while (count < most && m_place < m_typed.size() && digitValue(m_typed[m_place], base) >= 0) {
            value = value * static_cast<uint>(base) + static_cast<uint>(digitValue(m_typed[m_place], base));
            ++m_place;
            ++count;
        }
        return count;
    }

    bool fail(const QString &trouble)
    {
        m_trouble = trouble;
        return false;
    }

    const QStringView m_typed;
    qsizetype m_place = 0;
    QByteArray m_bytes;
    QString m_trouble; ///< %1 is where the escape begins
};

bool isHexSeparator(QChar c)
{
    return c.isSpace() || c == u',' || c == u':';
}

constexpr const char *endingNames[] = {"none", "lf", "crlf", "nul"};

QString hexDumpLine(qsizetype offset, QByteArrayView bytes)
{
    QString hex;
    QString text;
    for (qsizetype i = 0; i < 16; ++i) {
        if (i == 8)
            hex += u' ';
        if (i >= bytes.size()) {
            hex += u"   ";
            continue;
        }
        const auto byte = static_cast<uchar>(bytes[i]);
        hex += QStringLiteral("%1 ").arg(byte, 2, 16, QLatin1Char('0'));
        text += byte >= 0x20 && byte < 0x7f ? QLatin1Char(static_cast<char>(byte)) : QLatin1Char('.');
    }
    return QString(QStringLiteral("%1  ").arg(offset, 8, 16, QLatin1Char('0')) + hex + u" |" + text + u'|');
}

} // namespace

Result<QByteArray> bytesFromEscapes(const QString &typed)
{
    return EscapeReader(typed).read();
}

Result<QByteArray> bytesFromHex(const QString &typed)
{
    const QStringView text(typed);
    QByteArray bytes;
    for (qsizetype i = 0; i < text.size();) {
        if (isHexSeparator(text[i])) {
            ++i;
            continue;
        }
        const qsizetype start = i;
        if (text.sliced(i).startsWith(u"0x", Qt::CaseInsensitive))
            i += 2;
        const qsizetype firstDigit = i;
        for (; i + 1 < text.size() && digitValue(text[i]) >= 0 && digitValue(text[i + 1]) >= 0; i += 2)
            bytes += static_cast<char>(digitValue(text[i]) << 4 | digitValue(text[i + 1]));
        if (i < text.size() && !isHexSeparator(text[i]) && digitValue(text[i]) < 0)
            return Failure{
                Text::tr("“%1” at character %2 is no hexadecimal digit. Write bytes as 48 65 6c 6c 6f.")
                    .arg(safeText(text.sliced(i, 1)))
                    .arg(i + 1)};
        if (i == firstDigit || (i < text.size() && !isHexSeparator(text[i])))
            return Failure{
                Text::tr("The digits from character %1 on make no whole bytes. Each byte takes two "
                         "hexadecimal digits, such as 0a.")
                    .arg(start + 1)};
    }
    return bytes;
}

QString escapesFromBytes(QByteArrayView bytes)
{
    return safeText(bytes, std::numeric_limits<qsizetype>::max());
}

QByteArray lineEndingBytes(LineEnding ending)
{
    switch (ending) {
    case LineEnding::None:
        break;
    case LineEnding::Lf:
        return QByteArrayLiteral("\n");
    case LineEnding::CrLf:
        return QByteArrayLiteral("\r\n");
    case LineEnding::Nul:
        return QByteArray(1, '\0');
    }
    return {};
}

QString lineEndingName(LineEnding ending)
{
    return QLatin1String(endingNames[static_cast<std::size_t>(ending)]);
}

Result<LineEnding> lineEndingFromName(const QString &name)
{
    for (std::size_t i = 0; i < std::size(endingNames); ++i) {
        if (name == QLatin1String(endingNames[i]))
            return static_cast<LineEnding>(i);
    }
    return Failure{Text::tr("“%1” is no line ending. Choose none, lf, crlf or nul.")
                       .arg(safeText(QStringView(name), 60))};
}

QStringList hexDump(QByteArrayView bytes, qsizetype maxBytes)
{
    const qsizetype shown = std::clamp<qsizetype>(maxBytes, 0, bytes.size());
    QStringList lines;
    for (qsizetype offset = 0; offset < shown; offset += 16)
        lines += hexDumpLine(offset, bytes.sliced(offset, std::min<qsizetype>(16, shown - offset)));
    if (shown < bytes.size())
        lines += Text::tr("%1 of %2 bytes are shown.").arg(shown).arg(bytes.size());
    return lines;
}

} // namespace wl
