// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/sockettable.h"
#include "app/models/transcript.h"

#include <QAbstractTableModel>

namespace wl {

/// Whole seconds from now until a moment of the journal's time, rounded up, not negative.
int secondsUntil(std::int64_t moment, std::int64_t now);
/// How long a state still lasts, in whole seconds, rounded up; -1 when that is not known.
int secondsLeft(const SocketFacts &socket, std::int64_t now);
/// How long an open connection may still be quiet before its end here closes it, in whole seconds, rounded
/// up; -1 when it may be quiet for ever.
int idleSecondsLeft(const SocketFacts &socket, const EndpointFacts &endpoint, std::int64_t now);
/// True while the kernel keeps a socket that the program has closed, in a state that comes after a close.
bool isKept(const SocketFacts &socket);

/// The connections that one server accepted, open ones first as they came, then the last few that are closed.
class ConnectionModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Number, Peer, State, In, Out, ColumnCount };
    enum Role { ClosedRole = Qt::UserRole }; ///< true where the program has closed the socket
    static constexpr int mostClosed = 20;

    using QAbstractTableModel::QAbstractTableModel;

    /// Takes what the journal says of this endpoint at this moment of its own time.
    void refresh(
        const SocketTable &table, const Transcripts &transcripts, EndpointId endpoint, std::int64_t now);
    /// True while a row shows seconds that run.
    bool isCounting() const;
    /// Seconds until the first connection is closed because nothing moves on it; -1: none will be.
    int nextIdleEnd() const;
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
        bool kept = false; ///< closed, but the kernel still has it
        int left = -1; ///< seconds that its state still lasts
        int idleLeft = -1; ///< seconds until it is closed if nothing moves
        Break broken = Break::None;
        friend bool operator==(const Row &, const Row &) = default;
    };

    static Row rowOf(const SocketFacts &socket, const EndpointFacts &endpoint, const Transcripts &transcripts,
        std::int64_t now);
    QString stateWords(const Row &row) const;
    QString text(const Row &row, int column, bool isShort) const;

    std::vector<Row> m_rows;
};

} // namespace wl
