// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/sockettable.h"

#include <QAbstractTableModel>

namespace wl {

/// The connections that one server accepted, open ones first as they came, then the last few that are closed.
class ConnectionModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Number, Peer, State, In, Out, ColumnCount };
    static constexpr int mostClosed = 20;

    using QAbstractTableModel::QAbstractTableModel;

    /// Takes what the table now says of this endpoint.
    void refresh(const SocketTable &table, EndpointId endpoint);
    SocketId socketAt(int row) const;
    bool isOpenAt(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        SocketId socket = 0;
        std::uint32_t number = 0;
        PackedAddress peer;
        TcpState state = TcpState::Unknown;
        std::uint64_t in = 0;
        std::uint64_t out = 0;
        bool open = false;
        friend bool operator==(const Row &, const Row &) = default;
    };

    QString text(const Row &row, int column, bool isShort) const;

    std::vector<Row> m_rows;
};

} // namespace wl
