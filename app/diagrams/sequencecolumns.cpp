// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/sequencecolumns.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace wl {

namespace {

constexpr RowNumber rowsAround = 256;
constexpr std::size_t mostColumns = 10;
constexpr std::size_t fewestColumns = 3;
constexpr Place pause = 4; ///< half rows between two lanes in one column
constexpr int mostHandshakesBack = 512;
constexpr Place stillOpen = std::numeric_limits<Place>::max() / 2; ///< there is a moment after it
constexpr std::size_t mostSpans = 64; ///< that compete for the columns

bool isServerSide(Seat seat)
{
    return seat != Seat::Client && seat != Seat::Outside;
}

Seat seatOf(const SocketFacts &facts, const SocketTable &table)
{
    switch (facts.role) {
    case SocketRole::Listener:
        return Seat::Listener;
    case SocketRole::Accepted:
        return Seat::Accepted;
    case SocketRole::Client:
        return Seat::Client;
    default:
        break;
    }
    const EndpointFacts *endpoint = table.endpoint(facts.endpoint);
    if (!endpoint || endpoint->settings.role == Role::Client)
        return Seat::Client;
    return facts.role == SocketRole::Datagram ? Seat::Receiver : Seat::Listener;
}

auto order(const LaneSpan &s)
{
    return std::tuple(!isServerSide(s.seat), s.endpoint, s.seat, s.begin, s.socket);
}

} // namespace

SequenceColumns::SequenceColumns(
    const SequenceRows &rows, const RowScale &scale, const SocketTable &table, RowNumber from, RowNumber to)
    : m_rows(rows)
    , m_options(scale.options())
    , m_table(table)
{
    const RowNumber block = from / rowsAround * rowsAround;
    const RowNumber first = std::max(rows.first(), block > rowsAround ? block - rowsAround : 0);
    const RowNumber last = std::min(rows.end(), (to / rowsAround + 2) * rowsAround);
    collect(2 * first, 2 * last);
    m_hasOutside = needsOutside(first, last);
    seatAll();
}

bool SequenceColumns::isForeign(const SocketFacts &socket) const
{
    if (socket.partner || (socket.role != SocketRole::Accepted && socket.role != SocketRole::Client))
        return false;
    // A client of ours that waits in a queue of ours has no partner yet.
    if (socket.role == SocketRole::Client && m_rows.handshakeOf(socket.id))
        return false;
    return otherEnd(m_table, socket) == 0;
}

bool SequenceColumns::needsOutside(RowNumber from, RowNumber to) const
{
    const bool connects = std::any_of(m_spans.begin(), m_spans.end(), [&](const LaneSpan &span) {
        const SocketFacts *socket = m_table.socket(span.socket);
        return socket && isForeign(*socket) && socket->established;
    });
    if (connects)
        return true;
    for (RowNumber n = from; n < to; ++n) {
        const SequenceRow &row = m_rows.row(n);
        const auto isShown = [&](const LaneSpan &span) { return span.socket == row.socket; };
        if (row.foreign && std::any_of(m_spans.begin(), m_spans.end(), isShown))
            return true;
    }
    return false;
}

void SequenceColumns::collect(Place from, Place to)
{
    std::vector<SocketId> sockets = m_rows.openLanes();
    for (RowNumber n = from / 2; n < to / 2; ++n)
        sockets.push_back(m_rows.row(n).socket);
    std::sort(sockets.begin(), sockets.end());
    sockets.erase(std::unique(sockets.begin(), sockets.end()), sockets.end());
    for (const SocketId socket : sockets) {
        const LaneLife *lane = m_rows.lane(socket);
        const SocketFacts *facts = m_table.socket(socket);
        if (lane && lane->livesIn(from, to) && (!facts || m_options.shows(*facts)))
            addLane(*lane);
    }
    keepNewest();
    addWaiting(from, to);
    std::sort(m_spans.begin(), m_spans.end(),
        [](const LaneSpan &a, const LaneSpan &b) { return order(a) < order(b); });
}

void SequenceColumns::addLane(const LaneLife &lane)
{
    LaneSpan span;
    span.socket = lane.socket;
    const SocketFacts *facts = m_table.socket(lane.socket);
    span.seat = facts ? seatOf(*facts, m_table) : Seat::Client;
    span.endpoint = facts ? facts->endpoint : 0;
    span.begin = lane.begin;
    const bool lives = !lane.end || (facts && facts->lingers());
    span.end = lives ? stillOpen : std::max(*lane.end, lane.gone.value_or(2 * lane.lastStep));
    span.lastRow = lane.lastRow;
    m_spans.push_back(span);
}

void SequenceColumns::keepNewest()
{
    if (m_spans.size() <= mostSpans)
        return;
    const auto worth = [](const LaneSpan &s) { return std::tuple(s.seat == Seat::Listener, s.lastRow); };
    std::nth_element(m_spans.begin(), m_spans.begin() + mostSpans, m_spans.end(),
        [&](const LaneSpan &a, const LaneSpan &b) { return worth(a) > worth(b); });
    m_notDrawn += m_spans.size() - mostSpans;
    m_spans.resize(mostSpans);
}

void SequenceColumns::addWaiting(Place from, Place to)
{
    const auto &all = m_rows.handshakes();
    int steps = 0;
    for (auto it = all.rbegin(); it != all.rend() && steps < mostHandshakesBack; ++it, ++steps) {
        const auto made = std::find_if(m_spans.begin(), m_spans.end(),
            [&](const LaneSpan &s) { return it->accepted && s.socket == it->accepted; });
        if (made != m_spans.end()) {
            made->begin = std::min(made->begin, it->from);
            continue;
        }
        if (it->accepted || it->from > to || (it->to && *it->to < from) || m_spans.size() >= 2 * mostSpans)
            continue;
        const SocketFacts *listener = m_table.socket(it->listener);
        if (listener && !m_options.shows(*listener))
            continue;
        const Place end = it->to.value_or(stillOpen);
        m_spans.push_back({0, it->serial, Seat::Accepted, listener ? listener->endpoint : 0, it->from, end,
            it->connectRow, -1});
    }
}

void SequenceColumns::seatAll()
{
    for (const LaneSpan &span : m_spans) {
        const auto fits = [&](const Column &c) {
            return c.seat == span.seat && c.endpoint == span.endpoint && c.spans.back().end < span.begin
                && span.begin - c.spans.back().end >= (span.seat == Seat::Accepted ? pause : 1);
        };
        const auto it = std::find_if(m_columns.begin(), m_columns.end(), fits);
        if (it != m_columns.end()) {
            it->spans.push_back(span);
            continue;
        }
        Column column;
        column.seat = span.seat;
        column.endpoint = span.endpoint;
        column.spans.push_back(span);
        m_columns.push_back(column);
    }
}

const SequenceColumns::Column *SequenceColumns::columnOf(SocketId socket) const
{
    for (const Column &column : m_columns) {
        for (const LaneSpan &span : column.spans) {
            if (socket && span.socket == socket)
                return &column;
        }
    }
    return nullptr;
}

const SequenceColumns::Column *SequenceColumns::columnOf(const Handshake &waiting) const
{
    for (const Column &column : m_columns) {
        for (const LaneSpan &span : column.spans) {
            if (span.waiting == waiting.serial)
                return &column;
        }
    }
    return nullptr;
}

const SequenceColumns::Column *SequenceColumns::outside() const
{
    const auto it = std::find_if(
        m_columns.begin(), m_columns.end(), [](const Column &c) { return c.seat == Seat::Outside; });
    return it == m_columns.end() ? nullptr : &*it;
}

void SequenceColumns::dropBeyond(std::size_t most)
{
    // Both ends of a connection are worth the same: one without the other would show no message.
    const auto worth = [this](const Column &c) {
        RowNumber last = 0;
        for (const LaneSpan &span : c.spans) {
            const SocketFacts *socket = m_table.socket(span.socket);
            const LaneLife *other = socket && socket->partner ? m_rows.lane(socket->partner) : nullptr;
            last = std::max({last, span.lastRow, other ? other->lastRow : 0});
        }
        return std::tuple(c.seat == Seat::Listener || c.seat == Seat::Receiver, last);
    };
    while (m_columns.size() > most) {
        const auto least = std::min_element(m_columns.begin(), m_columns.end(),
            [&](const Column &a, const Column &b) { return worth(a) < worth(b); });
        m_notDrawn += least->spans.size();
        m_columns.erase(least);
    }
}

void SequenceColumns::place(const Room &room)
{
    const double narrowest = room.textWidth(QStringLiteral("recv 1024 B"), TextStyle::Call) + 24;
    const auto fit = std::size_t(std::max(0.0, room.width / narrowest));
    const std::size_t others = m_hasOutside ? 1 : 0;
    dropBeyond(std::clamp(fit, fewestColumns, mostColumns) - others);
    auto servers = std::size_t(std::count_if(
        m_columns.begin(), m_columns.end(), [](const Column &c) { return isServerSide(c.seat); }));
    m_outsideBetween = m_hasOutside && servers > 0 && servers < m_columns.size();
    // Where one side is empty, what is not ours stands there; otherwise between the two.
    if (m_hasOutside && !m_outsideBetween) {
        seatOutside();
        servers = servers > 0 ? servers : 1;
    }
    spread(room, servers);
    if (m_outsideBetween)
        putOutside(servers);
}

SequenceColumns::Column SequenceColumns::outsideColumn()
{
    Column column;
    column.seat = Seat::Outside;
    LaneSpan span;
    span.seat = Seat::Outside;
    span.end = stillOpen;
    column.spans.push_back(span);
    return column;
}

void SequenceColumns::seatOutside()
{
    const bool hasServers = !m_columns.empty() && isServerSide(m_columns.front().seat);
    m_columns.insert(hasServers ? m_columns.end() : m_columns.begin(), outsideColumn());
}

void SequenceColumns::putOutside(std::size_t servers)
{
    Column column = outsideColumn();
    const Column &before = m_columns[servers - 1];
    const Column &after = m_columns[servers];
    column.x = (before.x + after.x) / 2;
    column.outer = before.x;
    column.inner = after.x;
    m_columns.insert(m_columns.begin() + std::ptrdiff_t(servers), column);
}

void SequenceColumns::spread(const Room &room, std::size_t servers)
{
    const auto width = [&](const char *text) {
        return room.textWidth(QLatin1String(text), TextStyle::Call) + 26 * room.unit;
    };
    // What is not ours makes no calls: it needs no room for them.
    const auto edge = [&](const Column &column, const char *call) {
        return width(column.seat == Seat::Outside ? "outside" : call);
    };
    const double serverEdge = m_columns.empty() ? 0 : edge(m_columns.front(), "accept() = 15");
    const double edges = serverEdge + (m_columns.empty() ? 0 : edge(m_columns.back(), "connect() = 0"));
    const std::size_t clients = m_columns.size() - servers;
    // With lanes on one side only nothing crosses the middle: its room goes to the labels between the lanes.
    const bool oneSided = servers == 0 || clients == 0;
    const double middle = oneSided ? 0 : width("message on its way") * (m_outsideBetween ? 1.6 : 1);
    const double gaps = double((servers ? servers - 1 : 0) + (clients ? clients - 1 : 0));
    const double state = room.textWidth(QStringLiteral("ESTABLISHED"), TextStyle::State) + 42 * room.unit;
    const double gap = std::max(width("recv 1024 B"), state);
    // The calls at the edges have nowhere else to go: the rest shrinks first, and grows last.
    const double wanted = middle + gap * gaps;
    const double spare = room.width - edges;
    const double shrunk = wanted > 0 ? std::clamp(spare / wanted, 0.62, 1.25) : 1;
    const double roomy = oneSided && gaps > 0 ? std::min(2.5 * gap, spare / gaps) : 0;
    const double between = std::max(gap * shrunk, roomy);
    const double rest = std::min(1.25, (room.width - between * gaps - middle * shrunk) / edges);
    double x = std::max(40.0, std::min(serverEdge, serverEdge * rest));
    const double clientEdge = std::max(40.0, (edges - serverEdge) * std::min(1.25, rest));
    // A single lane has all of the room for its calls.
    if (m_columns.size() == 1)
        x = room.width * (servers ? 0.6 : 0.4);
    double before = 0;
    for (std::size_t i = 0; i < servers; ++i, x += between) {
        m_columns[i].x = x;
        m_columns[i].outer = before;
        before = x;
    }
    x = m_columns.size() == 1 ? x : room.width - clientEdge;
    before = room.width;
    for (std::size_t i = m_columns.size(); i > servers; --i, x -= between) {
        m_columns[i - 1].x = x;
        m_columns[i - 1].outer = before;
        before = x;
    }
    setInner(servers, room.width);
    for (Column &column : m_columns) {
        for (double *place : {&column.x, &column.outer, &column.inner})
            *place = room.swapped ? room.width - *place : *place;
    }
}

void SequenceColumns::setInner(std::size_t servers, double width)
{
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const double next = i + 1 < m_columns.size() ? m_columns[i + 1].x : width;
        const double previous = i > 0 ? m_columns[i - 1].x : 0;
        m_columns[i].inner = i < servers ? next : previous;
    }
}

} // namespace wl
