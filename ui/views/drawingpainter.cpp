// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/views/drawingpainter.h"

#include <QHash>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

namespace wl {

DrawingLook::DrawingLook(const Theme &theme, const QFont &base, int zoomPercent)
{
    const double points = std::max(leastPointSize, base.pointSizeF()) * zoomPercent / 100.0;
    for (std::size_t i = 0; i < m_fonts.size(); ++i) {
        const auto style = TextStyle(i);
        QFont &font = m_fonts[i];
        font = style == TextStyle::Call ? theme.mono() : base;
        font.setPointSizeF(style == TextStyle::Title ? points * 1.1 : points);
        font.setBold(style == TextStyle::Title || style == TextStyle::Message || style == TextStyle::State);
        m_metrics.emplace_back(font);
        if (style != TextStyle::Title)
            m_line = std::max(m_line, std::ceil(m_metrics.back().height()));
    }
}

Ruler DrawingLook::ruler() const
{
    // The same few labels are measured again for every frame, and shaping a text is dear.
    constexpr qsizetype mostKnown = 4096;
    using Known = std::array<QHash<QString, double>, 6>;
    const auto width = [metrics = m_metrics, known = std::make_shared<Known>()](
                           const QString &text, TextStyle style) {
        QHash<QString, double> &widths = (*known)[std::size_t(style)];
        const auto it = widths.constFind(text);
        if (it != widths.cend())
            return *it;
        if (widths.size() >= mostKnown)
            widths.clear();
        const double measured = metrics[std::size_t(style)].horizontalAdvance(text);
        widths.insert(text, measured);
        return measured;
    };
    return {width, m_line};
}

namespace {

/// Replays one mark after the other.
class MarkPainter
{
public:
    MarkPainter(QPainter &painter, const Theme &theme, const DrawingLook &look)
        : m_painter(painter)
        , m_theme(theme)
        , m_look(look)
    {
    }

    void operator()(const BoxMark &box)
    {
        if (box.radius <= 0)
            square(box);
        else
            rounded(box);
    }

    void operator()(const PathMark &path)
    {
        if (path.points.size() < 2)
            return;
        QList<QPointF> points = path.points;
        if (path.closed) {
            m_painter.setPen(
                path.line.isNothing() ? QPen(Qt::NoPen) : pen(path.line, path.lineWidth, path.dashed));
            m_painter.setBrush(brush(path.fill));
            m_painter.drawPolygon(points.constData(), int(points.size()));
            return;
        }
        // The line ends inside its head, or a thick one would blunt the tip.
        if (path.endHead)
            points.last() = shortened(points.last(), points.at(points.size() - 2), path.head * 0.7);
        if (path.startHead)
            points.first() = shortened(points.first(), points.at(1), path.head * 0.7);
        m_painter.setPen(pen(path.line, path.lineWidth, path.dashed));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawPolyline(points.constData(), int(points.size()));
        if (path.endHead)
            head(path, path.points.last(), path.points.at(path.points.size() - 2));
        if (path.startHead)
            head(path, path.points.first(), path.points.at(1));
    }

    void operator()(const TextMark &text)
    {
        m_painter.setFont(m_look.font(text.style));
        m_painter.setPen(m_theme.paint(text.ink));
        const auto align = text.align == Align::Left ? Qt::AlignLeft
            : text.align == Align::Right             ? Qt::AlignRight
                                                     : Qt::AlignHCenter;
        const int flags = int(align | Qt::AlignVCenter) | Qt::TextSingleLine | Qt::TextDontClip;
        if (!text.upwards) {
            m_painter.drawText(text.rect, flags, text.text);
            return;
        }
        m_painter.save();
        m_painter.translate(text.rect.bottomLeft());
        m_painter.rotate(-90);
        m_painter.drawText(QRectF(0, 0, text.rect.height(), text.rect.width()), flags, text.text);
        m_painter.restore();
    }

private:
    /// Lanes and strips, the most and the largest of all marks: straight edges need no smoothing, which costs
    /// ten times as much.
    void square(const BoxMark &box)
    {
        m_painter.setRenderHint(QPainter::Antialiasing, false);
        if (!box.fill.isNothing())
            m_painter.fillRect(box.rect, m_theme.paint(box.fill));
        if (box.hatched)
            hatch(box);
        if (!box.line.isNothing()) {
            m_painter.setPen(pen(box.line, box.lineWidth, box.dashed));
            m_painter.setBrush(Qt::NoBrush);
            m_painter.drawRect(box.rect);
        }
        m_painter.setRenderHint(QPainter::Antialiasing, true);
    }

    void rounded(const BoxMark &box)
    {
        m_painter.setPen(box.line.isNothing() ? QPen(Qt::NoPen) : pen(box.line, box.lineWidth, box.dashed));
        m_painter.setBrush(brush(box.fill));
        m_painter.drawRoundedRect(box.rect, box.radius, box.radius);
        if (box.hatched)
            hatch(box);
    }

    QBrush brush(const Paint &paint) const
    {
        return paint.isNothing() ? QBrush(Qt::NoBrush) : QBrush(m_theme.paint(paint));
    }

    QPen pen(const Paint &paint, double width, bool dashed) const
    {
        QPen pen(m_theme.paint(paint), width);
        pen.setCapStyle(Qt::FlatCap);
        pen.setJoinStyle(Qt::MiterJoin);
        if (dashed)
            pen.setDashPattern({5 / std::max(1.0, width / 1.4), 4 / std::max(1.0, width / 1.4)});
        return pen;
    }

    static QPointF shortened(const QPointF &tip, const QPointF &from, double by)
    {
        const QLineF line(tip, from);
        return line.length() > by ? line.pointAt(by / line.length()) : from;
    }

    void head(const PathMark &path, const QPointF &tip, const QPointF &from)
    {
        const QLineF line(tip, from);
        if (line.length() <= 0)
            return;
        const QPointF along = (from - tip) / line.length() * path.head;
        const QPointF across(-along.y() / 2, along.x() / 2);
        const std::array points{tip, tip + along + across, tip + along - across};
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_theme.paint(path.line));
        m_painter.drawPolygon(points.data(), int(points.size()));
    }

    void hatch(const BoxMark &box)
    {
        m_painter.save();
        m_painter.setClipRect(box.rect, Qt::IntersectClip);
        m_painter.setRenderHint(QPainter::Antialiasing, true);
        m_painter.setPen(QPen(m_theme.paint(box.line), 1.4));
        constexpr double step = 7;
        // A lane may be far longer than what is in sight.
        const QRectF seen = m_painter.clipBoundingRect();
        const double width = box.rect.width();
        const double first = std::max(box.rect.top(), std::floor(seen.top() / step) * step);
        for (double y = first; y < std::min(box.rect.bottom(), seen.bottom()) + width; y += step)
            m_painter.drawLine(QPointF(box.rect.left(), y), QPointF(box.rect.right(), y - width));
        m_painter.restore();
    }

    QPainter &m_painter;
    const Theme &m_theme;
    const DrawingLook &m_look;
};

} // namespace

void paintDrawing(QPainter &painter, const Drawing &drawing, const Theme &theme, const DrawingLook &look)
{
    painter.setRenderHint(QPainter::Antialiasing);
    MarkPainter marks(painter, theme, look);
    for (const Mark &mark : drawing.marks)
        std::visit(marks, mark);
}

} // namespace wl
