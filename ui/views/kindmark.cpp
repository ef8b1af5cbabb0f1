// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/views/kindmark.h"

#include <QFont>
#include <QPainter>
#include <QPolygonF>

namespace wl {

namespace {

void paintLetter(QPainter &painter, const QRectF &place, QChar letter)
{
    QFont font = painter.font();
    font.setBold(true);
    font.setPixelSize(qMax(7, int(place.height() * 0.72)));
    painter.setFont(font);
    painter.drawText(place, Qt::AlignCenter, letter);
}

} // namespace

void paintKindMark(QPainter &painter, const QRectF &place, Kind kind, const QColor &ink)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(ink, 1.2));
    const QRectF r = place.adjusted(0.6, 0.6, -0.6, -0.6);
    const qreal slant = r.width() / 5;
    switch (kind) {
    case Kind::Command:
        painter.setBrush(ink);
        painter.drawPolygon(QPolygonF{
            {r.left() + 2, r.top() + 1}, {r.right() - 1, r.center().y()}, {r.left() + 2, r.bottom() - 1}});
        break;
    case Kind::Call:
        painter.drawRoundedRect(r, 2, 2);
        paintLetter(painter, place, u'C');
        break;
    case Kind::Signal:
        painter.drawPolygon(QPolygonF{{r.center().x(), r.top()}, {r.right(), r.center().y()},
            {r.center().x(), r.bottom()}, {r.left(), r.center().y()}});
        break;
    case Kind::Kernel:
        painter.drawEllipse(r);
        paintLetter(painter, place, u'K');
        break;
    case Kind::Packet:
        painter.drawPolygon(QPolygonF{
            {r.left() + slant, r.top()}, r.topRight(), {r.right() - slant, r.bottom()}, r.bottomLeft()});
        paintLetter(painter, place, u'P');
        break;
    case Kind::Note:
        painter.drawPolygon(QPolygonF{r.topLeft(), {r.right() - slant, r.top()}, {r.right(), r.top() + slant},
            r.bottomRight(), r.bottomLeft()});
        paintLetter(painter, place, u'N');
        break;
    case Kind::Count:
        break;
    }
    painter.restore();
}

} // namespace wl
