// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/panels/seatsrow.h"

#include "app/sockets/addresses.h"
#include "ui/looks/plaintooltip.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace wl {

SeatsRow::SeatsRow(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void SeatsRow::showQueue(std::uint32_t backlog, std::uint32_t waiting, const std::vector<QueueSeat> &seats)
{
    m_count = std::uint64_t(backlog) + 1;
    m_waiting = waiting;
    m_seats = seats;
    m_words = tr("Accept queue: %1 of %2 seats taken").arg(waiting).arg(m_count);
    setAccessibleName(m_words);
    QStringList who;
    for (int i = 0; i < drawn() && i < int(m_waiting); ++i)
        who << tipAt(seatRect(i).center());
    setAccessibleDescription(who.join(QLatin1Char(' ')));
    updateGeometry();
    update();
}

int SeatsRow::drawn() const
{
    // The rest of the row is for "+N", which must have its place even in a narrow panel.
    const int room =
        std::max(1, (width() - fontMetrics().horizontalAdvance(QStringLiteral("+00000"))) / seatWidth);
    return int(std::min<std::uint64_t>(m_count, std::uint64_t(std::min(room, mostDrawn))));
}

QSize SeatsRow::sizeHint() const
{
    return {seatWidth * mostDrawn + 60, fontMetrics().height() + seatWidth + 4};
}

QRect SeatsRow::seatRect(int place) const
{
    return {place * seatWidth, fontMetrics().height() + 3, seatWidth - 4, seatWidth - 4};
}

QString SeatsRow::tipAt(const QPoint &place) const
{
    for (int i = 0; i < drawn(); ++i) {
        if (!seatRect(i).adjusted(-2, -2, 2, 2).contains(place))
            continue;
        if (std::uint32_t(i) >= m_waiting)
            return tr("A free seat");
        if (std::size_t(i) >= m_seats.size())
            return tr("Seat %1: a connection that waits for accept").arg(i + 1);
        const QueueSeat &seat = m_seats[std::size_t(i)];
        return tr("Seat %1: %2, %3, bytes waiting: %4")
            .arg(QString::number(i + 1), addressText(seat.peer), QString::fromLatin1(stateName(seat.state)),
                QString::number(seat.bytes));
    }
    return {};
}

bool SeatsRow::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QString tip = tipAt(help->pos());
    if (tip.isEmpty())
        tip = tr(
            "Connections that the kernel has made and nobody has accepted. Linux takes backlog + 1 of them.");
    QToolTip::showText(help->globalPos(), plainToolTip(tip), this);
    return true;
}

void SeatsRow::paintSeat(QPainter &painter, int place) const
{
    const bool taken = std::uint32_t(place) < m_waiting;
    const bool known = std::size_t(place) < m_seats.size();
    const TcpState state = taken && known ? m_seats[std::size_t(place)].state : TcpState::Unknown;
    painter.setPen(QPen(m_theme.colour(Theme::Colour::ControlBorder), 1));
    painter.setBrush(taken ? m_theme.state(state) : m_theme.colour(Theme::Colour::Surface));
    const QRectF box = QRectF(seatRect(place)).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.drawRoundedRect(box, 3, 3);
    if (!taken)
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.stateText(state));
    painter.drawEllipse(box.center(), 2.5, 2.5);
}

void SeatsRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme.colour(Theme::Colour::WeakText));
    painter.drawText(QRect(0, 0, width(), fontMetrics().height()), Qt::AlignLeft | Qt::AlignVCenter,
        fontMetrics().elidedText(m_words, Qt::ElideRight, width()));
    for (int i = 0; i < drawn(); ++i)
        paintSeat(painter, i);
    if (m_count <= std::uint64_t(drawn()))
        return;
    painter.setPen(m_theme.colour(Theme::Colour::WeakText));
    const QRect rest(drawn() * seatWidth, seatRect(0).top(), width(), seatWidth - 4);
    painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter, tr("+%1").arg(m_count - std::uint64_t(drawn())));
}

} // namespace wl
