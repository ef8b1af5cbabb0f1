// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/gauge.h"
#include "ui/panels/panelcontext.h"

#include <QDialog>

class QTreeWidget;
class QTreeWidgetItem;

namespace wl {

/// Every number that the kernel keeps of one socket, in groups, and of its other end when that is ours too.
class KernelTable final : public QDialog
{
    Q_OBJECT

public:
    KernelTable(const PanelContext &context, QWidget *parent);

    void setSocket(SocketId socket);
    /// Takes the latest numbers that the journal has.
    void refresh();
    /// All rows as text, with tabs between the columns.
    QString text() const;

private:
    struct Row {
        QTreeWidgetItem *item;
        GaugeField field;
    };

    void fill(bool isDatagram);
    void copy() const;
    std::optional<EventIndex> gaugeIndex(SocketId socket) const;
    void showColumn(int column, std::optional<EventIndex> index);

    const PanelContext &m_context;
    SocketId m_socket = 0;
    std::optional<EventIndex> m_shown[2];
    QTreeWidget *m_tree = nullptr;
    std::vector<Row> m_rows;
};

} // namespace wl
