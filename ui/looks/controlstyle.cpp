// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/looks/controlstyle.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>

namespace wl {

namespace {

constexpr qreal radius = 5;
constexpr int leastHeight = 30;

} // namespace

ControlStyle::ControlStyle()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{
}

void ControlStyle::drawField(const QStyleOption &option, QPainter &painter) const
{
    const bool isEnabled = (option.state & State_Enabled) != 0;
    const bool hasFocus = isEnabled && (option.state & State_HasFocus) != 0;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(option.palette.color(hasFocus ? QPalette::Text : QPalette::Mid), hasFocus ? 2 : 1));
    painter.setBrush(option.palette.brush(isEnabled ? QPalette::Base : QPalette::Window));
    const qreal inset = hasFocus ? 1 : 0.5;
    painter.drawRoundedRect(QRectF(option.rect).adjusted(inset, inset, -inset, -inset), radius, radius);
    painter.restore();
}

void ControlStyle::drawCheck(const QStyleOption &option, QPainter &painter, bool isRound) const
{
    const bool isEnabled = (option.state & State_Enabled) != 0;
    const QColor ink = option.palette.color(isEnabled ? QPalette::Text : QPalette::Mid);
    const QRectF box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    const QPointF tick[] = {{box.left() + box.width() * 0.22, box.center().y()},
        {box.left() + box.width() * 0.43, box.bottom() - box.height() * 0.27},
        {box.right() - box.width() * 0.2, box.top() + box.height() * 0.27}};
    const qreal inset = box.width() * 0.27;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(
        option.palette.color((option.state & State_HasFocus) != 0 ? QPalette::Text : QPalette::Mid));
    painter.setBrush(option.palette.brush(isEnabled ? QPalette::Base : QPalette::Window));
    painter.drawRoundedRect(box, isRound ? box.width() / 2 : 3, isRound ? box.height() / 2 : 3);
    painter.setPen(QPen(ink, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (isRound && (option.state & State_On) != 0) {
        painter.setBrush(ink);
        painter.setPen(Qt::NoPen);
        painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset));
    } else if ((option.state & State_On) != 0) {
        painter.drawPolyline(tick, 3);
    } else if ((option.state & State_NoChange) != 0) {
        painter.drawLine(
            QPointF(box.left() + inset, box.center().y()), QPointF(box.right() - inset, box.center().y()));
    }
    painter.restore();
}

void ControlStyle::drawArrow(const QStyleOption &option, QPainter &painter, const QRect &place, bool up) const
{
    const QPointF middle = QRectF(place).center();
    const qreal rise = up ? -2 : 2;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(
        QPen(option.palette.color(QPalette::Text), 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF line[] = {{middle.x() - 4, middle.y() - rise}, {middle.x(), middle.y() + rise},
        {middle.x() + 4, middle.y() - rise}};
    painter.drawPolyline(line, 3);
    painter.restore();
}

void ControlStyle::drawPrimitive(
    PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    if (element == PE_PanelLineEdit) {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        if (frame && frame->lineWidth > 0)
            drawField(*option, *painter);
        return;
    }
    if (element == PE_FrameLineEdit)
        return;
    if (element == PE_IndicatorCheckBox || element == PE_IndicatorRadioButton) {
        drawCheck(*option, *painter, element == PE_IndicatorRadioButton);
        return;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void ControlStyle::drawComplexControl(
    ComplexControl control, const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    if (control == CC_ComboBox) {
        drawField(*option, *painter);
        drawArrow(*option, *painter, subControlRect(control, option, SC_ComboBoxArrow, widget), false);
        return;
    }
    const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
    if (control == CC_SpinBox && spin) {
        drawField(*option, *painter);
        if (spin->buttonSymbols != QAbstractSpinBox::NoButtons) {
            drawArrow(*option, *painter, subControlRect(control, option, SC_SpinBoxUp, widget), true);
            drawArrow(*option, *painter, subControlRect(control, option, SC_SpinBoxDown, widget), false);
        }
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect ControlStyle::subElementRect(
    SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    const QRect place = QProxyStyle::subElementRect(element, option, widget);
    const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
    const bool isField = element == SE_LineEditContents && frame && frame->lineWidth > 0;
    return isField ? place.adjusted(4, 0, -4, 0) : place;
}

QSize ControlStyle::sizeFromContents(
    ContentsType type, const QStyleOption *option, const QSize &size, const QWidget *widget) const
{
    QSize wanted = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (type == CT_ComboBox || type == CT_SpinBox || type == CT_LineEdit)
        wanted.setHeight(qMax(wanted.height(), leastHeight));
    return wanted;
}

} // namespace wl
