// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/views/logaccessible.h"

#include "ui/views/logview.h"

#include <QAccessible>
#include <QAccessibleWidget>

#include <limits>

namespace wl {

namespace {

/// Readers look at what is on the screen; far more cells than that need not be remembered.
constexpr qsizetype mostCells = 4096;
constexpr int mostRows = std::numeric_limits<int>::max() / logColumns;

int countOf(const LogView &view)
{
    return int(qMin<EventIndex>(view.rows(), mostRows));
}

/// One cell of the log.
class LogCell final : public QAccessibleInterface, public QAccessibleTableCellInterface
{
public:
    LogCell(LogView &view, int row, int column)
        : m_view(&view)
        , m_row(row)
        , m_column(column)
    {
    }

    bool isValid() const override { return m_view && m_row < countOf(*m_view); }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override { return m_view->window()->windowHandle(); }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_view); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::Cell; }
    QString text(QAccessible::Text what) const override;
    void setText(QAccessible::Text, const QString &) override { }
    QRect rect() const override;
    QAccessible::State state() const override;
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::TableCellInterface ? static_cast<QAccessibleTableCellInterface *>(this)
                                                       : nullptr;
    }

    bool isSelected() const override { return isValid() && m_view->isRowSelected(EventIndex(m_row)); }
    QList<QAccessibleInterface *> columnHeaderCells() const override { return {}; }
    QList<QAccessibleInterface *> rowHeaderCells() const override { return {}; }
    int columnIndex() const override { return m_column; }
    int rowIndex() const override { return m_row; }
    int columnExtent() const override { return 1; }
    int rowExtent() const override { return 1; }
    QAccessibleInterface *table() const override { return parent(); }

private:
    QPointer<LogView> m_view;
    int m_row;
    int m_column;
};

QString LogCell::text(QAccessible::Text what) const
{
    if (!isValid())
        return {};
    const LogColumn column = LogColumn(m_column);
    if (what == QAccessible::Name)
        return m_view->text(EventIndex(m_row), column);
    if (what != QAccessible::Description)
        return {};
    const LogRow row = m_view->row(EventIndex(m_row));
    return row.event ? cellHint(row.event.event(), column) : QString();
}

QRect LogCell::rect() const
{
    if (!isValid())
        return {};
    const QRect place = m_view->cellRect(EventIndex(m_row), LogColumn(m_column));
    return {m_view->viewport()->mapToGlobal(place.topLeft()), place.size()};
}

QAccessible::State LogCell::state() const
{
    QAccessible::State state;
    state.invalid = !isValid();
    if (state.invalid)
        return state;
    state.readOnly = true;
    state.selectable = true;
    state.focusable = true;
    state.selected = isSelected();
    state.focused = m_view->hasFocus() && m_view->currentRow() == EventIndex(m_row) && m_column == 0;
    state.offscreen = !m_view->viewport()->rect().intersects(m_view->rowRect(EventIndex(m_row)));
    return state;
}

/// The painted log as a table.
class LogTable final : public QAccessibleWidget, public QAccessibleTableInterface
{
public:
    explicit LogTable(LogView *view)
        : QAccessibleWidget(view, QAccessible::Table)
        , m_view(view)
    {
    }
    ~LogTable() override { forgetCells(); }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::TableInterface ? static_cast<QAccessibleTableInterface *>(this)
                                                   : QAccessibleWidget::interface_cast(type);
    }
    int childCount() const override { return rowCount() * logColumns; }
    QAccessibleInterface *child(int index) const override;
    QAccessibleInterface *childAt(int x, int y) const override;
    int indexOfChild(const QAccessibleInterface *cell) const override;
    QAccessibleInterface *focusChild() const override;

    QAccessibleInterface *caption() const override { return nullptr; }
    QAccessibleInterface *summary() const override { return nullptr; }
    QAccessibleInterface *cellAt(int row, int column) const override;
    int columnCount() const override { return logColumns; }
    int rowCount() const override { return m_view ? countOf(*m_view) : 0; }
    QString columnDescription(int column) const override { return columnTitle(LogColumn(column)); }
    QString rowDescription(int row) const override
    {
        return m_view->text(EventIndex(row), LogColumn::Number);
    }
    int selectedCellCount() const override { return selectedRowCount() * logColumns; }
    int selectedRowCount() const override
    {
        return int(qMin<EventIndex>(m_view->selectedRowCount(), mostRows));
    }
    int selectedColumnCount() const override { return 0; }
    QList<QAccessibleInterface *> selectedCells() const override;
    QList<int> selectedColumns() const override { return {}; }
    QList<int> selectedRows() const override;
    bool isColumnSelected(int) const override { return false; }
    bool isRowSelected(int row) const override { return m_view->isRowSelected(EventIndex(row)); }
    bool selectRow(int row) override;
    bool selectColumn(int) override { return false; }
    bool unselectRow(int) override { return false; }
    bool unselectColumn(int) override { return false; }
    void modelChange(QAccessibleTableModelChangeEvent *) override { forgetCells(); }

private:
    void forgetCells() const;

    QPointer<LogView> m_view;
    mutable QHash<int, QAccessible::Id> m_cells; ///< by index of the child
};

void LogTable::forgetCells() const
{
    for (const QAccessible::Id id : std::as_const(m_cells))
        QAccessible::deleteAccessibleInterface(id);
    m_cells.clear();
}

QAccessibleInterface *LogTable::cellAt(int row, int column) const
{
    if (row < 0 || row >= rowCount() || column < 0 || column >= logColumns)
        return nullptr;
    const int index = row * logColumns + column;
    const auto known = m_cells.constFind(index);
    if (known != m_cells.cend())
        return QAccessible::accessibleInterface(*known);
    if (m_cells.size() >= mostCells)
        forgetCells();
    auto *cell = new LogCell(*m_view, row, column);
    m_cells.insert(index, QAccessible::registerAccessibleInterface(cell));
    return cell;
}

QAccessibleInterface *LogTable::child(int index) const
{
    return index < 0 ? nullptr : cellAt(index / logColumns, index % logColumns);
}

QAccessibleInterface *LogTable::childAt(int x, int y) const
{
    const QPoint place = m_view->viewport()->mapFromGlobal(QPoint(x, y));
    const std::optional<EventIndex> row = m_view->rowAt(place);
    if (!row || !m_view->viewport()->rect().contains(place))
        return nullptr;
    return cellAt(int(qMin<EventIndex>(*row, mostRows)), int(m_view->columnAt(place.x())));
}

int LogTable::indexOfChild(const QAccessibleInterface *cell) const
{
    const auto *found = dynamic_cast<const LogCell *>(cell);
    return found ? found->rowIndex() * logColumns + found->columnIndex() : -1;
}

QAccessibleInterface *LogTable::focusChild() const
{
    const std::optional<EventIndex> row = m_view->currentRow();
    return row && m_view->hasFocus() ? cellAt(int(qMin<EventIndex>(*row, mostRows)), 0) : nullptr;
}

QList<int> LogTable::selectedRows() const
{
    QList<int> rows;
    const int first = int(qMin<EventIndex>(m_view->firstSelectedRow(), mostRows));
    for (int i = 0; i < selectedRowCount() && rows.size() < mostCells / logColumns; ++i)
        rows.append(first + i);
    return rows;
}

QList<QAccessibleInterface *> LogTable::selectedCells() const
{
    QList<QAccessibleInterface *> cells;
    for (const int row : selectedRows()) {
        for (int column = 0; column < logColumns; ++column)
            cells.append(cellAt(row, column));
    }
    return cells;
}

bool LogTable::selectRow(int row)
{
    if (row < 0 || row >= rowCount())
        return false;
    m_view->selectRow(EventIndex(row));
    return true;
}

QAccessibleInterface *makeLogTable(const QString &, QObject *object)
{
    auto *view = qobject_cast<LogView *>(object);
    return view ? new LogTable(view) : nullptr;
}

} // namespace

void installLogAccessible()
{
    static const bool isInstalled = [] {
        QAccessible::installFactory(makeLogTable);
        return true;
    }();
    Q_UNUSED(isInstalled);
}

} // namespace wl
