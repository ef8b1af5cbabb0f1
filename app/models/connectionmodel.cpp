// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/connectionmodel.h"

#include "app/sockets/addresses.h"

#include <QLocale>

#include <algorithm>
#include <limits>

namespace wl {

namespace {

/// On one machine the port alone tells the clients apart; the tool tip has the whole address.
QString shortPeer(const PackedAddress &peer)
{
    return unpackAddress(peer).isLoopback() ? QStringLiteral(":%1").arg(peer.port) : addressText(peer);
}

/// Exact while it fits a narrow column; the tool tip is always exact.
QString shortCount(std::uint64_t bytes)
{
    constexpr std::uint64_t mostExact = 99'999;
    return bytes <= mostExact ? QString::number(bytes) : QLocale().formattedDataSize(qint64(bytes), 1);
}

/// Times may come from a file that says anything: far from where sums and differences overflow.
std::int64_t withinReason(std::int64_t time)
{
    constexpr std::int64_t wildest = std::numeric_limits<std::int64_t>::max() / 4;
    return std::clamp(time, -wildest, wildest);
}

} // namespace

int secondsUntil(std::int64_t moment, std::int64_t now)
{
    constexpr std::int64_t second = 1'000'000'000;
    // A file may say anything; TIME-WAIT lasts a minute, and nobody waits longer than a day.
    constexpr std::int64_t most = 86'400;
    return int(
        std::clamp((withinReason(moment) - withinReason(now) + second - 1) / second, std::int64_t(0), most));
}

int secondsLeft(const SocketFacts &socket, std::int64_t now)
{
    return socket.stateUntil > 0 ? secondsUntil(socket.stateUntil, now) : -1;
}

int idleSecondsLeft(const SocketFacts &socket, const EndpointFacts &endpoint, std::int64_t now)
{
    const bool counts = endpoint.settings.idle > 0 && socket.isOpen() && socket.established && !socket.held
        && endpoint.pace.isLive();
    const std::int64_t idle = std::int64_t(std::min(endpoint.settings.idle, 86'400)) * 1'000'000'000;
    return counts ? secondsUntil(withinReason(socket.lastMoved) + idle, now) : -1;
}

bool isKept(const SocketFacts &socket)
{
    switch (socket.state) {
    case TcpState::FinWait1:
    case TcpState::FinWait2:
    case TcpState::Closing:
    case TcpState::LastAck:
    case TcpState::TimeWait:
        return socket.lingers();
    default:
        return false;
    }
}

ConnectionModel::Row ConnectionModel::rowOf(
    const SocketFacts &s, const EndpointFacts &endpoint, const Transcripts &transcripts, std::int64_t now)
{
    const bool kept = isKept(s);
    return {s.id, s.number, s.peer, s.state, s.bytesIn, s.bytesOut, s.isOpen(), kept,
        kept ? secondsLeft(s, now) : -1, idleSecondsLeft(s, endpoint, now), transcripts.breakOf(s.id)};
}

bool ConnectionModel::isCounting() const
{
    return std::any_of(
        m_rows.begin(), m_rows.end(), [](const Row &row) { return row.left > 0 || row.idleLeft > 0; });
}

void ConnectionModel::refresh(
    const SocketTable &table, const Transcripts &transcripts, EndpointId endpoint, std::int64_t now)
{
    std::vector<Row> rows;
    const EndpointFacts *facts = table.endpoint(endpoint);
    std::vector<Row> closed;
    const std::size_t count = facts ? facts->accepted.size() : 0;
    for (std::size_t i = count; i-- > 0;) {
        const SocketFacts *s = table.socket(facts->accepted[i]);
        if (!s || (!s->isOpen() && closed.size() >= mostClosed))
            continue;
        const Row row = rowOf(*s, *facts, transcripts, now);
        (row.open ? rows : closed).push_back(row);
        if (rows.size() == facts->openConnections && closed.size() >= mostClosed)
            break;
    }
    std::reverse(rows.begin(), rows.end());
    rows.insert(rows.end(), closed.begin(), closed.end());
    if (rows == m_rows)
        return;
    const bool sameSockets = std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
        [](const Row &a, const Row &b) { return a.socket == b.socket; });
    if (sameSockets) {
        m_rows = std::move(rows);
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int ConnectionModel::nextIdleEnd() const
{
    int next = -1;
    for (const Row &row : m_rows) {
        if (row.idleLeft >= 0 && (next < 0 || row.idleLeft < next))
            next = row.idleLeft;
    }
    return next;
}

SocketId ConnectionModel::socketAt(int row) const
{
    return row >= 0 && row < int(m_rows.size()) ? m_rows[std::size_t(row)].socket : 0;
}

bool ConnectionModel::isOpenAt(int row) const
{
    return row >= 0 && row < int(m_rows.size()) && m_rows[std::size_t(row)].open;
}

int ConnectionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ConnectionModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ConnectionModel::stateWords(const Row &row) const
{
    const QString name = QString::fromLatin1(stateName(row.state));
    if (row.open)
        return name;
    if (row.kept)
        return row.left >= 0 ? tr("%1 %2 s").arg(name).arg(row.left) : name;
    switch (row.broken) {
    case Break::ByPeer:
        return tr("reset by peer");
    case Break::ByUs:
        return tr("reset");
    case Break::None:
        break;
    }
    return tr("closed");
}

QString ConnectionModel::text(const Row &row, int column, bool isShort) const
{
    switch (column) {
    case Number:
        return QStringLiteral("#%1").arg(row.number);
    case Peer:
        return isShort ? shortPeer(row.peer) : addressText(row.peer);
    case State:
        if (!isShort && row.kept)
            return tr("%1: closed by the program, the kernel still keeps the socket").arg(stateWords(row));
        if (!isShort && row.idleLeft >= 0)
            return tr("%1: closed in %2 s if nothing moves")
                .arg(QString::fromLatin1(stateName(row.state)))
                .arg(row.idleLeft);
        return stateWords(row);
    case In:
        return isShort ? shortCount(row.in) : QString::number(row.in);
    case Out:
        return isShort ? shortCount(row.out) : QString::number(row.out);
    default:
        return {};
    }
}

QVariant ConnectionModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= int(m_rows.size()))
        return {};
    const Row &row = m_rows[std::size_t(index.row())];
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return text(row, index.column(), role == Qt::DisplayRole);
    if (role == ClosedRole)
        return !row.open;
    if (role == Qt::TextAlignmentRole && index.column() >= In)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

QVariant ConnectionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("#"), tr("peer"), tr("state"), tr("in"), tr("out")};
    return section < ColumnCount ? QVariant(titles[section]) : QVariant();
}

} // namespace wl
