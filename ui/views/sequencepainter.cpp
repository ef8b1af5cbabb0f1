// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/views/sequencepainter.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>

namespace wl {

namespace {

constexpr double headPadding = 7;

Qt::Alignment qtAlign(Picture::Align align)
{
    switch (align) {
    case Picture::Align::Left:
        return Qt::AlignLeft | Qt::AlignVCenter;
    case Picture::Align::Right:
        return Qt::AlignRight | Qt::AlignVCenter;
    case Picture::Align::Centre:
        break;
    }
    return Qt::AlignCenter;
}

QColor blend(const QColor &ground, const QColor &over, double share)
{
    const auto mix = [&](int a, int b) { return int(a + (b - a) * share + 0.5); };
    return QColor(
        mix(ground.red(), over.red()), mix(ground.green(), over.green()), mix(ground.blue(), over.blue()));
}

} // namespace

SequenceLook::SequenceLook(const Theme &theme, const QFont &base, int zoomPercent)
    : m_mono(theme.mono())
    , m_plain(base)
    , m_scale(zoomPercent / 100.0)
{
    const double points = std::max(leastPointSize, base.pointSizeF()) * m_scale;
    m_mono.setPointSizeF(points);
    m_plain.setPointSizeF(points);
    const double line = std::max(QFontMetricsF(m_mono).height(), QFontMetricsF(m_plain).height());
    m_rowHeight = std::ceil(line * 1.55);
    m_headHeight = std::ceil(QFontMetricsF(font(TextStyle::Title)).height() + line + 2 * headPadding);
    QFont legend = base;
    legend.setPointSizeF(std::max(leastPointSize, base.pointSizeF()));
    m_legendHeight = std::ceil(QFontMetricsF(legend).height() + 10);
}

QFont SequenceLook::font(TextStyle style) const
{
    if (style == TextStyle::Call)
        return m_mono;
    QFont font = m_plain;
    font.setBold(style == TextStyle::Title || style == TextStyle::Message || style == TextStyle::State);
    if (style == TextStyle::Title)
        font.setPointSizeF(font.pointSizeF() * 1.1);
    return font;
}

double SequenceLook::textWidth(const QString &text, TextStyle style) const
{
    return QFontMetricsF(font(style)).horizontalAdvance(text);
}

SequencePainter::SequencePainter(QPainter &painter, const Theme &theme, const SequenceLook &look, double top)
    : m_painter(painter)
    , m_theme(theme)
    , m_look(look)
    , m_top(top)
{
}

void SequencePainter::paint(const Picture &picture)
{
    m_painter.setRenderHint(QPainter::Antialiasing);
    for (const Picture::Message &message : picture.messages)
        paintMessage(message);
    for (const Picture::Arrow &arrow : picture.arrows)
        paintArrow(arrow);
    for (const Picture::Dash &dash : picture.dashes)
        paintDash(dash);
    for (const Picture::Hatch &hatch : picture.hatches)
        paintHatch(hatch);
    const double half = m_look.laneWidth() / 2;
    for (const Picture::Band &band : picture.bands) {
        const QRectF rect(QPointF(band.x - half, y(band.top)), QPointF(band.x + half, y(band.bottom)));
        m_painter.fillRect(rect, m_theme.state(band.state));
    }
    for (const Picture::Lane &lane : picture.lanes)
        paintLane(lane);
    for (const Picture::Text &text : picture.texts)
        paintText(text);
}

void SequencePainter::paintHead(const Picture &picture, double width)
{
    const QRectF ground(0, 0, width, m_look.headHeight());
    m_painter.fillRect(ground, m_theme.colour(Theme::Colour::Surface));
    m_painter.setPen(QPen(m_theme.colour(Theme::Colour::Border), 1));
    m_painter.drawLine(QPointF(0, ground.bottom() - 0.5), QPointF(width, ground.bottom() - 0.5));
    const double titleHeight = QFontMetricsF(m_look.font(TextStyle::Title)).height();
    for (const Picture::Column &column : picture.columns) {
        const QRectF title(column.left, headPadding, column.right - column.left, titleHeight);
        m_painter.setPen(m_theme.colour(Theme::Colour::Text));
        m_painter.setFont(m_look.font(TextStyle::Title));
        m_painter.drawText(title, Qt::AlignCenter | Qt::TextSingleLine, column.title);
        const QRectF detail(
            column.left, title.bottom(), title.width(), ground.bottom() - headPadding - title.bottom());
        m_painter.setPen(m_theme.colour(Theme::Colour::WeakText));
        m_painter.setFont(m_look.font(TextStyle::Detail));
        m_painter.drawText(detail, Qt::AlignCenter | Qt::TextSingleLine, column.detail);
    }
}

void SequencePainter::paintStrip(std::int64_t row, double width)
{
    const QRectF strip(0, y(double(row)), width, m_look.rowHeight());
    m_painter.fillRect(strip, m_theme.colour(Theme::Colour::Selection));
    // The mark at the edge tells the selection to those who do not see the tint.
    m_painter.fillRect(
        QRectF(0, strip.top(), 4, strip.height()), m_theme.colour(Theme::Colour::SelectionText));
}

void SequencePainter::paintMessage(const Picture::Message &message)
{
    const auto hue = message.fromServer ? Theme::Colour::BandIn : Theme::Colour::BandOut;
    const QColor ground = m_theme.colour(Theme::Colour::Surface);
    const QColor line = m_theme.colour(hue);
    const std::array corners{QPointF(message.x1, y(message.top1)), QPointF(message.x2, y(message.top2)),
        QPointF(message.x2, y(message.bottom2)), QPointF(message.x1, y(message.bottom1))};
    QColor fill = blend(ground, line, 0.45);
    fill.setAlphaF(0.72F);
    m_painter.setPen(QPen(line, 1));
    m_painter.setBrush(fill);
    m_painter.drawPolygon(corners.data(), int(corners.size()));
    const double direction = message.x2 > message.x1 ? 1 : -1;
    const double half = m_look.laneWidth() / 2;
    m_painter.setBrush(line);
    arrowHead({message.x2 - direction * half, (y(message.top2) + y(message.bottom2)) / 2}, direction);
}

void SequencePainter::paintHatch(const Picture::Hatch &hatch)
{
    const double half = m_look.laneWidth() / 2;
    const QRectF rect(QPointF(hatch.x - half, y(hatch.top)), QPointF(hatch.x + half, y(hatch.bottom)));
    const QColor line = m_theme.colour(Theme::Colour::WeakText);
    m_painter.fillRect(rect, m_theme.colour(Theme::Colour::Surface));
    m_painter.save();
    m_painter.setClipRect(rect, Qt::IntersectClip);
    m_painter.setPen(QPen(line, 1.4));
    constexpr double step = 7;
    const double from = std::max(rect.top(), -rect.width());
    const double to = std::min(rect.bottom(), double(m_painter.device()->height())) + rect.width();
    for (double at = from; at < to; at += step)
        m_painter.drawLine(QPointF(rect.left(), at), QPointF(rect.right(), at - rect.width()));
    m_painter.restore();
    m_painter.setPen(QPen(line, 1));
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawRect(rect);
}

void SequencePainter::paintDash(const Picture::Dash &dash)
{
    const QColor line = m_theme.colour(Theme::Colour::WeakText);
    QPen pen(line, 1.4);
    pen.setDashPattern({5, 4});
    m_painter.setPen(pen);
    const double at = y(dash.y);
    m_painter.drawLine(QPointF(dash.x1, at), QPointF(dash.x2, at));
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(line);
    const double direction = dash.x2 > dash.x1 ? 1 : -1;
    arrowHead({dash.x2, at}, direction);
    arrowHead({dash.x1, at}, -direction);
}

void SequencePainter::paintArrow(const Picture::Arrow &arrow)
{
    const bool accepts = arrow.role == Picture::Arrow::Role::Accepts;
    const auto bytes = arrow.fromServer ? Theme::Colour::BandIn : Theme::Colour::BandOut;
    const auto hue = accepts ? Theme::Colour::WeakText : bytes;
    const QColor line = m_theme.colour(hue);
    const double direction = arrow.to > arrow.from ? 1 : -1;
    const double half = accepts ? m_look.laneWidth() / 2 : 0;
    const QPointF from(arrow.from + direction * half, y(arrow.y));
    const QPointF to(arrow.to - direction * half, y(arrow.y));
    m_painter.setPen(QPen(line, accepts ? 1.4 : 3));
    m_painter.drawLine(from, to - QPointF(direction * 5, 0));
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(line);
    arrowHead(to, direction);
}

void SequencePainter::arrowHead(const QPointF &tip, double direction)
{
    const std::array points{tip, tip + QPointF(-direction * 9, -4.5), tip + QPointF(-direction * 9, 4.5)};
    m_painter.drawPolygon(points.data(), int(points.size()));
}

void SequencePainter::paintLane(const Picture::Lane &lane)
{
    if (!lane.closed)
        return;
    const double half = m_look.laneWidth() / 2 + 4;
    const double at = y(lane.bottom);
    m_painter.setPen(QPen(m_theme.colour(Theme::Colour::Text), 3));
    m_painter.drawLine(QPointF(lane.x - half, at), QPointF(lane.x + half, at));
}

QRectF SequencePainter::rectOf(const Picture::Text &text) const
{
    return {text.left, y(double(text.row)), text.width, m_look.rowHeight()};
}

void SequencePainter::paintText(const Picture::Text &text)
{
    const QRectF rect = rectOf(text);
    const QFont font = m_look.font(text.style);
    const double pill = QFontMetricsF(font).height() + 2;
    const QRectF ground(rect.left(), rect.center().y() - pill / 2, rect.width(), pill);
    QColor ink =
        m_theme.colour(text.style == TextStyle::Remark ? Theme::Colour::WeakText : Theme::Colour::Text);
    m_painter.setPen(Qt::NoPen);
    if (text.style == TextStyle::State) {
        m_painter.setBrush(m_theme.state(text.state));
        m_painter.drawRoundedRect(ground, pill / 2, pill / 2);
        ink = m_theme.stateText(text.state);
    } else if (text.failed) {
        ink = m_theme.colour(Theme::Colour::BadText);
    } else if (text.style != TextStyle::Call) {
        QColor veil = m_theme.colour(Theme::Colour::Surface);
        veil.setAlphaF(0.86F);
        m_painter.setBrush(veil);
        m_painter.drawRoundedRect(ground, 4, 4);
    }
    m_painter.setFont(font);
    m_painter.setPen(ink);
    const bool padded = text.style == TextStyle::State || text.style == TextStyle::Message;
    const auto align = padded ? Qt::Alignment(Qt::AlignCenter) : qtAlign(text.align);
    m_painter.drawText(rect, align | Qt::TextSingleLine | Qt::TextDontClip, text.text);
}

} // namespace wl
