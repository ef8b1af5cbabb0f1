// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/views/glyphtext.h"
#include "ui/views/logcolumns.h"

#include <QColor>
#include <QRect>

class QPainter;

namespace wl {

class LogHeader;
class Theme;

/// Draws one row of the log into the columns of its header. Kinds differ by letter and shape, states by hue
/// and name.
class LogPainter
{
public:
    struct Look {
        bool isSelected = false;
        bool isCurrent = false; ///< has the keyboard
        QString note = {}; ///< what somebody wrote about it
    };

    LogPainter(const Theme &theme, const LogHeader &header);

    /// Fonts or colours are others now.
    void refresh();
    const GlyphText &text() const { return m_text; }
    int rowHeight() const { return m_text.lineHeight() + 6; }

    void paint(QPainter &painter, const QRect &place, const LogRow &row, const SocketTable &table,
        const Look &look) const;

private:
    struct Inks {
        QColor text;
        QColor weak;
        QColor kind;
    };

    Inks inks(const Event &event, const Look &look) const;
    QRectF cell(const QRect &place, LogColumn column) const;
    void paintCell(QPainter &painter, const QRectF &place, LogColumn column, const LogRow &row,
        const Inks &inks, const SocketTable &table) const;
    void paintNumber(QPainter &painter, const QRectF &place, const QString &number, const QColor &ink) const;
    void paintState(QPainter &painter, const QRectF &place, const Event &event, const QColor &ink) const;
    void paintDetail(QPainter &painter, QRectF place, const EventRef &event, const Inks &inks) const;
    void paintNote(QPainter &painter, const QRect &place, const QString &note) const;
    qreal paintMark(QPainter &painter, const QRectF &place, const QString &mark, bool isBad) const;

    const Theme &m_theme;
    const LogHeader &m_header;
    GlyphText m_text;
};

} // namespace wl
