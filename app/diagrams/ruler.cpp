// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/ruler.h"

#include <QStringList>

namespace wl {

QString elided(const QString &text, double room, TextStyle style, const TextWidth &width)
{
    if (width(text, style) <= room)
        return text;
    const QChar ellipsis(0x2026);
    qsizetype fits = 0;
    qsizetype tooLong = text.size();
    while (fits + 1 < tooLong) {
        const qsizetype middle = (fits + tooLong) / 2;
        if (width(QString(text.left(middle) + ellipsis), style) <= room)
            fits = middle;
        else
            tooLong = middle;
    }
    if (fits > 0 && text[fits - 1].isHighSurrogate())
        --fits;
    return fits > 0 ? QString(text.left(fits) + ellipsis) : QString();
}

QStringList wrapped(const QString &text, double room, TextStyle style, const TextWidth &width, int mostLines)
{
    QStringList lines;
    QString rest = text.simplified();
    while (!rest.isEmpty() && lines.size() + 1 < mostLines && width(rest, style) > room) {
        qsizetype cut = rest.indexOf(QLatin1Char(' '));
        for (qsizetype at = cut; at > 0 && width(rest.left(at), style) <= room;
             at = rest.indexOf(QLatin1Char(' '), at + 1))
            cut = at;
        if (cut <= 0)
            break;
        lines << elided(rest.left(cut), room, style, width);
        rest = rest.mid(cut + 1);
    }
    if (!rest.isEmpty())
        lines << elided(rest, room, style, width);
    return lines;
}

} // namespace wl
