// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/views/glyphtext.h"

#include <QColor>
#include <QFontMetricsF>
#include <QGlyphRun>
#include <QPainter>
#include <QVarLengthArray>

#include <cmath>

namespace wl {

namespace {

constexpr qsizetype mostShaped = 512;

/// One character, one glyph, from left to right: Latin, Greek, Cyrillic, punctuation, arrows and shapes.
bool isPlain(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= 0x20 && u < 0x7f) || (u >= 0xa0 && u < 0x300) || (u >= 0x370 && u < 0x483)
        || (u >= 0x2010 && u < 0x2028) || (u >= 0x2030 && u < 0x205f) || (u >= 0x2190 && u < 0x2600);
}

} // namespace

GlyphText::GlyphText(const QFont &font)
    : m_font(font)
    , m_raw(QRawFont::fromFont(font))
{
    for (char16_t c = 0x20; c < 0x7f; ++c)
        m_ascii[c] = measured(QChar(c));
    m_ellipsis = glyph(QChar(u'…'));
}

int GlyphText::lineHeight() const
{
    return int(std::ceil(QFontMetricsF(m_font).height()));
}

GlyphText::Glyph GlyphText::measured(QChar c) const
{
    quint32 index = 0;
    int count = 1;
    if (!m_raw.glyphIndexesForChars(&c, 1, &index, &count) || count != 1 || index == 0)
        return {};
    QPointF advance;
    m_raw.advancesForGlyphIndexes(&index, &advance, 1);
    return {index, advance.x()};
}

GlyphText::Glyph GlyphText::glyph(QChar c) const
{
    const char16_t u = c.unicode();
    if (u < m_ascii.size())
        return m_ascii[u];
    if (!isPlain(c))
        return {};
    const auto known = m_others.constFind(u);
    if (known != m_others.cend())
        return *known;
    return *m_others.insert(u, measured(c));
}

qreal GlyphText::width(const QString &text) const
{
    qreal width = 0;
    for (const QChar c : text)
        width += glyph(c).advance;
    return width;
}

qreal GlyphText::draw(QPainter &painter, const QRectF &place, const QString &text, const QColor &colour) const
{
    QVarLengthArray<quint32, 256> glyphs;
    QVarLengthArray<QPointF, 256> positions;
    qreal x = 0;
    for (const QChar c : text) {
        const Glyph g = glyph(c);
        if (g.index == 0)
            return drawShaped(painter, place, text, colour);
        if (x + g.advance > place.width() + 0.5) {
            while (!glyphs.isEmpty() && x + m_ellipsis.advance > place.width()) {
                x = positions.last().x();
                glyphs.removeLast();
                positions.removeLast();
            }
            glyphs.append(m_ellipsis.index);
            positions.append({x, 0});
            x += m_ellipsis.advance;
            break;
        }
        glyphs.append(g.index);
        positions.append({x, 0});
        x += g.advance;
    }
    if (glyphs.isEmpty() || x > place.width() + 0.5)
        return 0;
    QGlyphRun run;
    run.setRawFont(m_raw);
    run.setRawData(glyphs.constData(), positions.constData(), int(glyphs.size()));
    painter.setPen(colour);
    const qreal top = place.top() + (place.height() - m_raw.ascent() - m_raw.descent()) / 2;
    painter.drawGlyphRun({place.left(), std::round(top + m_raw.ascent())}, run);
    return x;
}

qreal GlyphText::drawShaped(
    QPainter &painter, const QRectF &place, const QString &text, const QColor &colour) const
{
    const QFontMetricsF metrics(m_font);
    const QString fitting = metrics.elidedText(text.left(mostShaped), Qt::ElideRight, place.width());
    painter.setPen(colour);
    painter.setFont(m_font);
    painter.save();
    painter.setClipRect(place, Qt::IntersectClip);
    painter.drawText(place, int(Qt::AlignLeft | Qt::AlignVCenter) | int(Qt::TextSingleLine), fitting);
    painter.restore();
    return qMin(place.width(), metrics.horizontalAdvance(fitting));
}

} // namespace wl
