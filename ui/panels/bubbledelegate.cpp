// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/panels/bubbledelegate.h"

#include "ui/panels/transcriptview.h"

#include <QPainter>

namespace wl {

namespace {

constexpr int mostLines = 5;
constexpr int wrap = Qt::TextWrapAnywhere;

} // namespace

BubbleDelegate::BubbleDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

BubbleDelegate::Shape BubbleDelegate::shape(
    const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    Shape s;
    const auto *list = qobject_cast<const QListView *>(option.widget);
    const int width = (list ? list->viewport()->width() : option.rect.width()) - 12;
    const bool remark = index.data(TranscriptModel::DirectionRole).toInt() == TranscriptModel::Remark;
    const int most = std::max(40, remark ? width : width * 85 / 100 - 16);
    const QFontMetrics metrics(option.font);
    s.words = index.data(Qt::DisplayRole).toString();
    const int flags = remark ? int(Qt::TextWordWrap) : wrap;
    QRect box = metrics.boundingRect(QRect(0, 0, most, 10000), flags, s.words);
    if (box.height() > mostLines * metrics.lineSpacing() && !remark) {
        // About as many characters as the allowed lines hold; the rest is in the inspector.
        const qsizetype fit = s.words.size() * mostLines * metrics.lineSpacing() / box.height();
        s.words = s.words.left(std::max<qsizetype>(1, fit - 2)) + QChar(0x2026);
        box = metrics.boundingRect(QRect(0, 0, most, 10000), flags, s.words);
    }
    const int padding = remark ? 0 : 8;
    const QSize bubble(box.width() + 2 * padding, box.height() + (remark ? 0 : 8));
    const bool right = index.data(TranscriptModel::DirectionRole).toInt() == TranscriptModel::Sent;
    const int x = option.rect.x() + (right ? 6 + width - bubble.width() : 6);
    s.bubble = QRect(QPoint(x, option.rect.y() + 3), bubble);
    s.text = s.bubble.adjusted(padding, remark ? 0 : 4, -padding + 1, remark ? 0 : -4);
    if (!remark)
        s.size = QRect(option.rect.x() + 6, s.bubble.bottom() + 1, width, metrics.height());
    return s;
}

QSize BubbleDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *list = qobject_cast<const QListView *>(option.widget);
    const int width = list ? list->viewport()->width() : option.rect.width();
    if (width != m_width || option.font != m_font)
        m_heights.clear();
    m_width = width;
    m_font = option.font;
    // A list view asks for all rows again at each new one; breaking lines is dear.
    const auto event = EventIndex(index.data(TranscriptModel::EventRole).toULongLong());
    if (const auto known = m_heights.find(event); known != m_heights.end())
        return {10, known->second};
    QStyleOptionViewItem o = option;
    o.rect.moveTo(0, 0);
    const Shape s = shape(o, index);
    const int height = std::max(s.bubble.bottom(), s.size.isValid() ? s.size.bottom() : 0) + 4;
    if (m_heights.size() >= 4 * Transcripts::mostEntries)
        m_heights.clear();
    m_heights.emplace(event, height);
    return {10, height};
}

void BubbleDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Shape s = shape(option, index);
    const int direction = index.data(TranscriptModel::DirectionRole).toInt();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setFont(option.font);
    if (direction == TranscriptModel::Remark) {
        painter->setPen(m_theme.colour(Theme::Colour::WeakText));
        painter->drawText(s.text, Qt::TextWordWrap, s.words);
        painter->restore();
        return;
    }
    const bool selected = option.state & QStyle::State_Selected;
    const bool sent = direction == TranscriptModel::Sent;
    painter->setPen(selected ? QPen(m_theme.colour(Theme::Colour::Text), 1.5) : QPen(Qt::NoPen));
    painter->setBrush(m_theme.colour(sent ? Theme::Colour::Selection : Theme::Colour::Good));
    painter->drawRoundedRect(s.bubble, 7, 7);
    painter->setPen(m_theme.colour(sent ? Theme::Colour::SelectionText : Theme::Colour::GoodText));
    painter->drawText(s.text, wrap, s.words);
    QFont small = option.font;
    small.setPointSizeF(small.pointSizeF() * 0.88);
    painter->setFont(small);
    painter->setPen(m_theme.colour(Theme::Colour::WeakText));
    const QString size = index.data(TranscriptModel::SizeRole).toString();
    painter->drawText(s.size, (sent ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignTop,
        QFontMetrics(small).elidedText(size, Qt::ElideRight, s.size.width()));
    painter->restore();
}

} // namespace wl
