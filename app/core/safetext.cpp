// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/core/safetext.h"

#include "app/core/utf8.h"

#include <QChar>

#include <algorithm>

namespace wl {

namespace {

/// Combining marks in a row; living scripts need fewer, and floods stall the text layout.
constexpr int maxMarks = 8;

/// Characters that draw nothing although their category says letter or mark.
bool isInvisible(char32_t c)
{
    return c == 0x034f || c == 0x115f || c == 0x1160 || c == 0x17b4 || c == 0x17b5 || c == 0x3164
        || c == 0xffa0 || (c >= 0x180b && c <= 0x180f) || (c >= 0xe0000 && c <= 0xe0fff);
}

/// Gathers safe characters and escapes up to a limit, never half an escape.
class SafeWriter
{
public:
    SafeWriter(qsizetype expected, qsizetype limit)
        : m_limit(std::max<qsizetype>(limit, 0))
    {
        m_text.reserve(std::min(expected, m_limit) + 1);
    }

    bool isFull() const { return m_full; }
    QString take() { return std::move(m_text); }

    void put(char32_t c, bool octalDigitFollows)
    {
        const bool mark = c >= 0x300 && QChar::isMark(c);
        m_marks = mark ? m_marks + 1 : 0;
        if (c == U'\\')
            append(u"\\\\");
        else if (m_marks <= maxMarks && !isUnsafe(c))
            append(QStringView(QChar::fromUcs4(c)));
        else
            putEscape(c, octalDigitFollows);
    }

    void putByte(uchar byte)
    {
        static constexpr char16_t digits[] = u"0123456789abcdef";
        const char16_t escape[] = {u'\\', u'x', digits[byte >> 4], digits[byte & 15]};
        m_marks = 0;
        append(QStringView(escape, 4));
    }

private:
    void putEscape(char32_t c, bool octalDigitFollows)
    {
        if (c == U'\n')
            append(u"\\n");
        else if (c == U'\r')
            append(u"\\r");
        else if (c == U'\t')
            append(u"\\t");
        else if (c == 0 && !octalDigitFollows) // "\01" would read back as one byte
            append(u"\\0");
        else if (c < 0x80)
            putByte(static_cast<uchar>(c));
        else
            append(QString(u"\\u{" + QString::number(static_cast<uint>(c), 16).toUpper() + u'}'));
    }

    void append(QStringView piece)
    {
        if (piece.size() > m_limit - m_text.size()) {
            m_text += QChar(0x2026);
            m_full = true;
            return;
        }
        m_text += piece;
    }

    const qsizetype m_limit;
    QString m_text;
    int m_marks = 0;
    bool m_full = false;
};

bool isOctalDigit(char16_t c)
{
    return c >= u'0' && c <= u'7';
}

} // namespace

bool isUnsafe(char32_t character)
{
    if (character < 0x7f)
        return character < 0x20;
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Format: // bidi controls, zero-width characters, soft hyphen, tags
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return isInvisible(character);
    }
}

QString safeText(QByteArrayView bytes, qsizetype maxChars)
{
    SafeWriter writer(bytes.size(), maxChars);
    for (qsizetype i = 0; i < bytes.size() && !writer.isFull();) {
        const Utf8Step step = utf8Step(bytes.sliced(i));
        if (step.kind == Utf8Step::Kind::Character) {
            i += step.size;
            writer.put(step.character, i < bytes.size() && isOctalDigit(static_cast<uchar>(bytes[i])));
        } else {
            writer.putByte(static_cast<uchar>(bytes[i]));
            ++i;
        }
    }
    return writer.take();
}

QString safeText(QStringView text, qsizetype maxChars)
{
    SafeWriter writer(text.size(), maxChars);
    for (qsizetype i = 0; i < text.size() && !writer.isFull();) {
        char32_t c = text[i++].unicode();
        if (QChar::isHighSurrogate(c) && i < text.size() && text[i].isLowSurrogate())
            c = QChar::surrogateToUcs4(static_cast<char16_t>(c), text[i++].unicode());
        writer.put(c, i < text.size() && isOctalDigit(text[i].unicode()));
    }
    return writer.take();
}

} // namespace wl
