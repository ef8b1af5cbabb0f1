// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/views/logheader.h"

#include "ui/views/glyphtext.h"

#include <QAbstractTableModel>
#include <QDataStream>

#include <cmath>

namespace wl {

namespace {

constexpr int narrowest = 36;
constexpr int widest = 4000;
/// The first version had no column after the detail.
constexpr quint8 firstVersion = 1;
constexpr quint8 stateVersion = 2;
constexpr int detailColumn = int(LogColumn::Detail);

/// No rows: it exists because QHeaderView asks a model for its titles.
class TitleModel final : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &) const override { return 0; }
    int columnCount(const QModelIndex &) const override { return logColumns; }
    QVariant data(const QModelIndex &, int) const override { return {}; }
    QVariant headerData(int section, Qt::Orientation, int role) const override
    {
        const LogColumn column = LogColumn(section);
        const bool isNumber = column <= LogColumn::Delta;
        if (role == Qt::DisplayRole)
            return columnTitle(column);
        if (role == Qt::ToolTipRole)
            return columnHint(column);
        if (role == Qt::TextAlignmentRole)
            return int((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        return {};
    }
};

} // namespace

LogHeader::LogHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setModel(new TitleModel(this));
    setMinimumSectionSize(narrowest);
    setSectionResizeMode(QHeaderView::Interactive);
    setSectionResizeMode(detailColumn, QHeaderView::Fixed);
    setHighlightSections(false);
    setSectionsClickable(false);
    setAccessibleName(tr("Log columns"));
    connect(this, &QHeaderView::sectionResized, this, [this](int column) {
        if (column != detailColumn)
            fill(m_filled);
    });
}

void LogHeader::setFitting(const GlyphText &text)
{
    // The longest usual content of each column, with room for the kind's mark and the state's colour.
    constexpr std::array<int, logColumns> characters = {8, 11, 11, 12, 10, 16, 22, 44, 14};
    const qreal one = text.width(QStringLiteral("0"));
    for (int i = 0; i < logColumns; ++i) {
        m_fitting[std::size_t(i)] = int(std::ceil(one * characters[std::size_t(i)])) + 14;
        if (!m_isChosen)
            resizeSection(i, m_fitting[std::size_t(i)]);
    }
    fill(m_filled);
}

void LogHeader::fill(int width)
{
    m_filled = width;
    const int others = length() - sectionSize(detailColumn);
    resizeSection(detailColumn, qMax(m_fitting[std::size_t(detailColumn)], width - others));
}

QByteArray LogHeader::saveWidths() const
{
    QByteArray state;
    QDataStream out(&state, QIODevice::WriteOnly);
    out << stateVersion;
    for (int i = 0; i < logColumns; ++i) {
        if (i != detailColumn)
            out << qint32(sectionSize(i));
    }
    return state;
}

bool LogHeader::restoreWidths(const QByteArray &state)
{
    QDataStream in(state);
    quint8 version = 0;
    in >> version;
    if (version != firstVersion && version != stateVersion)
        return false;
    const int count = version == firstVersion ? detailColumn : logColumns;
    std::array<qint32, logColumns> widths = {};
    for (int i = 0; i < count; ++i) {
        if (i != detailColumn)
            in >> widths[std::size_t(i)];
    }
    if (in.status() != QDataStream::Ok)
        return false;
    m_isChosen = true;
    for (int i = 0; i < count; ++i) {
        if (i != detailColumn)
            resizeSection(i, qBound(narrowest, int(widths[std::size_t(i)]), widest));
    }
    fill(m_filled);
    return true;
}

} // namespace wl
