// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/looks/theme.h"

#include <QStyledItemDelegate>

namespace wl {

/// Paints a transcript entry as a bubble: sent at the right, received at the left, remarks in plain words;
/// always plain text.
class BubbleDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    BubbleDelegate(const Theme &theme, QObject *parent);

    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    struct Shape {
        QRect bubble;
        QRect text;
        QRect size;
        QString words;
    };
    Shape shape(const QStyleOptionViewItem &option, const QModelIndex &index) const;

    const Theme &m_theme;
};

} // namespace wl
