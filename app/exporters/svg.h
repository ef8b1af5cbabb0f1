// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/drawing.h"

#include <QByteArray>

namespace wl {

/// How an exported picture looks.
struct SvgLook {
    bool dark = false;
    bool transparent = false; ///< no ground under the drawing
    double line = 18; ///< of the ruler by which the drawing was laid out: it gives the size of its texts
    QByteArray prefix = {}; ///< of ids, where several pictures stand in one page
};

/// Measures of text without a display: a table of widths of a common sans-serif and a common fixed-pitch
/// font, a little generous.
Ruler builtInRuler(double line = 18);

/// Writes a drawing as SVG in pieces, so that a long one can be written in slices.
class SvgWriter
{
public:
    /// The drawing must outlive the writer.
    SvgWriter(const Drawing &drawing, SvgLook look);

    /// How many pieces there are.
    std::size_t size() const { return m_drawing.marks.size() + m_drawing.items.size(); }
    QByteArray head() const;
    /// The pieces from `from` up to, not including, `to`.
    QByteArray pieces(std::size_t from, std::size_t to) const;
    QByteArray tail() const;

private:
    QByteArray itemPiece(const Drawing::Item &item) const;

    const Drawing &m_drawing;
    const SvgLook m_look;
};

/// The drawing as an <svg> element, to stand in a page.
QByteArray svgElementOf(const Drawing &drawing, const SvgLook &look);
/// The drawing as an SVG 1.1 file that needs nothing else. Its labels carry textLength, so that they keep
/// their room in any font.
QByteArray svgOf(const Drawing &drawing, const SvgLook &look);

/// The text for XML or HTML, inside an element or a quoted attribute; what XML 1.0 forbids is left out.
QByteArray xmlEscaped(QStringView text);

} // namespace wl
