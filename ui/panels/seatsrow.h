// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/sockettable.h"
#include "ui/looks/theme.h"

#include <QLabel>
#include <QWidget>

namespace wl {

/// The accept queue of a listener as a row of seats: who has a connection already and is not accepted yet.
class SeatsRow final : public QWidget
{
    Q_OBJECT

public:
    SeatsRow(const Theme &theme, QWidget *parent);

    /// `backlog`: as the kernel holds it; Linux lets one more in.
    void showQueue(std::uint32_t backlog, std::uint32_t waiting, const std::vector<QueueSeat> &seats);
    QString words() const { return m_words; }
    /// What the tool tip says at this place; empty where no seat is.
    QString tipAt(const QPoint &place) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {seatWidth * 4, sizeHint().height()}; }

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    static constexpr int seatWidth = 18;
    static constexpr int mostDrawn = 12;

    int drawn() const;
    QRect seatRect(int place) const;
    void paintSeat(QPainter &painter, int place) const;

    const Theme &m_theme;
    std::uint64_t m_count = 0;
    std::uint32_t m_waiting = 0;
    std::vector<QueueSeat> m_seats;
    QString m_words;
};

} // namespace wl
