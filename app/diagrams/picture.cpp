// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/picture.h"

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

} // namespace wl
