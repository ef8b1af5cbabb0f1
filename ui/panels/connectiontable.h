// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/connectionmodel.h"
#include "ui/looks/theme.h"

#include <QTableView>

namespace wl {

/// The connections of a server in a table that fits a narrow panel; what is closed is greyed.
class ConnectionTable final : public QTableView
{
    Q_OBJECT

public:
    ConnectionTable(const Theme &theme, QWidget *parent);

    ConnectionModel *connections() const { return m_model; }
    /// Its usual height, or no more than its rows need.
    void fit(bool toRows);
    /// The row of this socket becomes the selected one.
    void selectSocket(SocketId socket);
    /// The socket in the selected row; 0 when none is selected.
    SocketId selected() const;

private:
    ConnectionModel *m_model;
};

} // namespace wl
