// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/event.h"
#include "ui/looks/theme.h"

#include <QStyledItemDelegate>

#include <unordered_map>

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
    /// Other words may belong to the same events.
    void forgetHeights() { m_heights.clear(); }

private:
    struct Shape {
        QRect bubble;
        QRect text;
        QRect size;
        QString words;
    };
    Shape shape(const QStyleOptionViewItem &option, const QModelIndex &index) const;

    const Theme &m_theme;
    mutable std::unordered_map<EventIndex, int> m_heights;
    mutable int m_width = 0; ///< for which they are
    mutable QFont m_font;
};

} // namespace wl
