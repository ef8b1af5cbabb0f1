// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/setups/savedmessage.h"

namespace wl {

MessageVariables::MessageVariables(std::uint32_t seed)
    : m_random(seed)
{
}

QString MessageVariables::expand(const QString &text, const QDateTime &now)
{
    ++m_counter;
    QString expanded;
    qsizetype from = 0;
    // In one pass: what a variable stands for is not looked through again.
    for (qsizetype at = text.indexOf(u"{{"); at >= 0; at = text.indexOf(u"{{", from)) {
        const qsizetype end = text.indexOf(u"}}", at);
        if (end < 0)
            break;
        const QStringView name = QStringView(text).sliced(at + 2, end - at - 2);
        expanded += QStringView(text).sliced(from, at - from);
        from = end + 2;
        if (name == u"counter") {
            expanded += QString::number(m_counter);
        } else if (name == u"time") {
            expanded += now.toUTC().toString(Qt::ISODateWithMs);
        } else if (name == u"random") {
            expanded += QStringLiteral("%1").arg(m_random(), 8, 16, QLatin1Char('0'));
        } else {
            // Perhaps only its second brace begins one: "{{{counter}}".
            expanded += text[at];
            from = at + 1;
        }
    }
    return expanded + QStringView(text).sliced(from);
}

Result<QByteArray> bytesOf(const SavedMessage &message, MessageVariables &variables, const QDateTime &now)
{
    const QString text = variables.expand(message.text, now);
    Result<QByteArray> bytes = message.hex ? bytesFromHex(text) : bytesFromEscapes(text);
    if (!bytes)
        return bytes;
    return QByteArray(*bytes + lineEndingBytes(message.ending));
}

} // namespace wl
