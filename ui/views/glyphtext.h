// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QFont>
#include <QHash>
#include <QRawFont>

#include <array>

class QColor;
class QPainter;
class QRectF;

namespace wl {

/// Draws one line of plain text as one glyph run, cut with an ellipsis where it does not fit, and looks at no
/// more characters than it draws. Text that needs shaping goes the slow way through QPainter::drawText.
class GlyphText
{
public:
    explicit GlyphText(const QFont &font);

    const QFont &font() const { return m_font; }
    int lineHeight() const;
    /// Of text without surprises, such as a number or a word of ours.
    qreal width(const QString &text) const;
    /// Draws inside `place`, in its vertical middle, with the painter's font and the colour; answers the
    /// width drawn.
    qreal draw(QPainter &painter, const QRectF &place, const QString &text, const QColor &colour) const;

private:
    struct Glyph {
        quint32 index = 0; ///< 0: not in this font
        qreal advance = 0;
    };

    Glyph glyph(QChar c) const;
    Glyph measured(QChar c) const;
    qreal drawShaped(QPainter &painter, const QRectF &place, const QString &text, const QColor &colour) const;

    QFont m_font;
    QRawFont m_raw;
    std::array<Glyph, 128> m_ascii;
    mutable QHash<char16_t, Glyph> m_others; ///< bounded: only characters that isPlain() lets in
    Glyph m_ellipsis;
};

} // namespace wl
