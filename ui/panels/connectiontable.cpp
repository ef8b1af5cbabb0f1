// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/panels/connectiontable.h"

#include <QHeaderView>
#include <QStyledItemDelegate>

#include <algorithm>

namespace wl {

namespace {

/// Greys what is closed.
class ConnectionDelegate final : public QStyledItemDelegate
{
public:
    ConnectionDelegate(const Theme &theme, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (index.data(ConnectionModel::ClosedRole).toBool())
            option->palette.setColor(QPalette::Text, m_theme.colour(Theme::Colour::WeakText));
    }

private:
    const Theme &m_theme;
};

} // namespace

ConnectionTable::ConnectionTable(const Theme &theme, QWidget *parent)
    : QTableView(parent)
    , m_model(new ConnectionModel(this))
{
    setModel(m_model);
    setItemDelegate(new ConnectionDelegate(theme, this));
    setAccessibleName(tr("Accepted connections"));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(parent->fontMetrics().height() + 6);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    horizontalHeader()->setHighlightSections(false);
    // Measuring ten thousand rows for a column's width would stall the window.
    horizontalHeader()->setResizeContentsPrecision(20);
    QFont small = parent->font();
    small.setPointSizeF(small.pointSizeF() * 0.9);
    setFont(small);
    horizontalHeader()->setMinimumSectionSize(24);
    setShowGrid(false);
    fit(false);
}

void ConnectionTable::fit(bool toRows)
{
    // With the heading, and a row's height for the scroll bar.
    constexpr int most = 5;
    const int rows = toRows ? std::clamp(m_model->rowCount() + 2, 3, most) : most;
    setFixedHeight(rows * verticalHeader()->defaultSectionSize());
}

void ConnectionTable::selectSocket(SocketId socket)
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->socketAt(row) == socket) {
            selectRow(row);
            return;
        }
    }
}

SocketId ConnectionTable::selected() const
{
    const QModelIndexList rows = selectionModel()->selectedRows();
    return rows.isEmpty() ? 0 : m_model->socketAt(rows.constFirst().row());
}

} // namespace wl
