// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/sequencepicture.h"

#include "app/core/safetext.h"
#include "app/diagrams/sequencelabels.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace wl {

namespace {

constexpr double besideLane = 14; ///< from the middle of a lane to its texts
constexpr double arrowLength = 40;
constexpr double leastRoom = 18; ///< narrower texts say nothing
constexpr std::ptrdiff_t linksAhead = 2000; ///< how far below the range a message may end to be found
constexpr int handshakesBack = 512;
constexpr double bandHeight = 0.42; ///< rows
constexpr double leastShare = 0.12; ///< rows; a single byte of many stays visible

/// The end of a message at one of its calls: from `begin` to `end` of the call's bytes, as rows around its middle.
std::pair<double, double> shareOf(double middle, double begin, double end)
{
    const double top = middle - bandHeight / 2 + begin * bandHeight;
    const double height = std::max(leastShare, (end - begin) * bandHeight);
    return {std::min(top, middle + bandHeight / 2 - height), std::min(top, middle + bandHeight / 2 - height) + height};
}

} // namespace

SequencePicture::SequencePicture(
    const Source &source, RowNumber from, RowNumber to, const SequenceColumns::Room &room)
    : m_rows(source.rows)
    , m_view(source.view)
    , m_table(source.table)
    , m_from(std::clamp(from, m_rows.first(), m_rows.end()))
    , m_to(std::max(m_from, to))
    , m_room(room)
    , m_columns(m_rows, m_table, m_from, m_to)
{
    m_columns.place(m_room);
}

Picture SequencePicture::take()
{
    addColumns();
    for (RowNumber n = m_from; n <= m_to && n < m_rows.end(); ++n)
        addCall(n);
    for (const Column &column : m_columns.columns()) {
        for (const LaneSpan &span : column.spans)
            addLane(span, column);
    }
    addMessages();
    addHandshakes();
    m_picture.notDrawn = m_columns.notDrawn();
    m_picture.hasEarlier = m_rows.first() > 0;
    return std::move(m_picture);
}

void SequencePicture::addColumns()
{
    for (const Column &column : m_columns.columns()) {
        // Between two lanes each title has half of the way; at the edge all of it.
        const auto reach = [&](double neighbour) {
            const bool isEdge = neighbour <= 0 || neighbour >= m_room.width;
            return std::abs(column.x - neighbour) / (isEdge ? 1 : 2);
        };
        const double half = std::min(reach(column.outer), reach(column.inner));
        Picture::Column head;
        head.x = column.x;
        head.left = column.x - half;
        head.right = column.x + half;
        const double width = 2 * half - 8;
        head.fullTitle = headTitle(column);
        head.title = elided(head.fullTitle, width, TextStyle::Title, m_room.textWidth);
        head.detail = elided(headDetail(column), width, TextStyle::Detail, m_room.textWidth);
        m_picture.columns.push_back(head);
    }
}

QString SequencePicture::headTitle(const Column &column) const
{
    const LaneSpan &last = column.spans.back();
    if (last.isWaiting)
        return QStringLiteral("?");
    return safeText(QStringView(m_table.socketName(last.socket)), 60);
}

QString SequencePicture::headDetail(const Column &column) const
{
    const LaneSpan &last = column.spans.back();
    const SocketFacts *facts = m_table.socket(last.socket);
    if (last.isWaiting)
        return QCoreApplication::translate("wl", "not accepted");
    if (!facts)
        return {};
    const QString fd = QStringLiteral("fd %1").arg(facts->fd);
    switch (facts->role) {
    case SocketRole::Listener:
        return QCoreApplication::translate("wl", "listener, %1").arg(fd);
    case SocketRole::Accepted:
        return QCoreApplication::translate("wl", "accepted, %1").arg(fd);
    case SocketRole::Datagram:
        return QCoreApplication::translate("wl", "UDP, %1").arg(fd);
    default:
        return fd;
    }
}

void SequencePicture::addLane(const LaneSpan &span, const Column &column)
{
    const LaneLife *lane = span.isWaiting ? nullptr : m_rows.lane(span.socket);
    if (!lane)
        return;
    Picture::Lane drawn;
    drawn.socket = span.socket;
    drawn.x = column.x;
    drawn.closed = lane->end.has_value();
    drawn.top = std::max(yOf(lane->begin), 0.0);
    drawn.bottom = drawn.closed ? yOf(std::max(*lane->end, 2 * lane->lastRow)) : now();
    if (lane->begin < 2 * m_rows.first())
        drawn.top = 0;
    if (drawn.bottom < double(rowOf(m_from)) || drawn.top > double(rowOf(m_to)) + 1)
        return;
    m_picture.lanes.push_back(drawn);
    addBands(*lane, column, drawn);
    addStates(*lane, column);
}

void SequencePicture::addBands(const LaneLife &lane, const Column &column, const Picture::Lane &drawn)
{
    Picture::Band band{lane.socket, column.x, drawn.top, drawn.bottom, TcpState::Unknown};
    const auto finish = [&](double bottom) {
        band.bottom = std::min(bottom, drawn.bottom);
        if (band.bottom > band.top)
            m_picture.bands.push_back(band);
    };
    for (const LaneLife::Change &change : lane.states) {
        const double y = change.place < 2 * m_rows.first() ? drawn.top : std::max(yOf(change.place), drawn.top);
        finish(y);
        band.top = y;
        band.state = change.state;
    }
    finish(drawn.bottom);
}

void SequencePicture::addStates(const LaneLife &lane, const Column &column)
{
    for (const LaneLife::Change &change : lane.states) {
        const RowNumber n = change.place / 2;
        if (n < m_rows.first() || !isShown(n))
            continue;
        Picture::Text text = textAt(n, TextStyle::State, QLatin1String(stateName(change.state)));
        text.state = change.state;
        putInner(text, column, besideLane);
    }
}

void SequencePicture::addCall(RowNumber n)
{
    const SequenceRow &row = m_rows.row(n);
    const Column *column = m_columns.columnOf(row.socket);
    const EventRef event = m_view.at(row.event);
    if (!column || !event || event->kind() != Kind::Call)
        return;
    Picture::Text text = textAt(n, TextStyle::Call, callLabel(event));
    text.failed = isFailure(event.event());
    putOuter(text, *column);
    const bool accepts = (event->step == Step::CallAccept || event->step == Step::CallAccept4) && event->result >= 0;
    if (const Column *made = accepts ? m_columns.columnOf(SocketId(event->arg)) : nullptr; made && made != column)
        m_picture.arrows.push_back({Picture::Arrow::Role::Accepts, column->x, made->x, yOf(2 * n)});
    const bool moves = event->result > 0 || (event->result == 0 && event->has(Event::Datagram));
    if (moves && (isSendCall(event->step) || isRecvCall(event->step)))
        addBytes(n, event, *column);
}

void SequencePicture::addBytes(RowNumber n, const EventRef &event, const Column &column)
{
    const bool sends = isSendCall(event->step);
    const bool linked = m_rows.row(n).linked;
    if (linked && !sends)
        return;
    const double inward = column.isLeft() ? 1 : -1;
    if (!linked) {
        const double near = column.x + inward * besideLane / 2;
        const double far = near + inward * arrowLength;
        const auto role = sends ? Picture::Arrow::Role::Leaves : Picture::Arrow::Role::Arrives;
        m_picture.arrows.push_back({role, sends ? near : far, sends ? far : near, yOf(2 * n)});
    }
    const double gap = linked ? besideLane + 6 : besideLane + arrowLength;
    putInner(textAt(n, TextStyle::Message, messageLabel(event)), column, gap);
}

void SequencePicture::addMessages()
{
    const auto &links = m_rows.links();
    auto it = std::lower_bound(
        links.begin(), links.end(), m_from, [](const MessageLink &l, RowNumber n) { return l.to < n; });
    for (std::ptrdiff_t beyond = 0; it != links.end() && beyond < linksAhead; ++it) {
        beyond += it->to > m_to;
        if (it->from <= m_to && it->from >= m_rows.first())
            addMessage(*it);
    }
}

void SequencePicture::addMessage(const MessageLink &link)
{
    const EventRef sent = m_view.at(m_rows.row(link.from).event);
    const EventRef received = m_view.at(m_rows.row(link.to).event);
    const Column *from = m_columns.columnOf(m_rows.row(link.from).socket);
    const Column *to = m_columns.columnOf(m_rows.row(link.to).socket);
    if (!from || !to || !sent || !received || from == to)
        return;
    Picture::Message message;
    message.sent = sent.index();
    message.received = received.index();
    message.fromServer = from->seat != Seat::Client;
    message.x1 = from->x;
    message.x2 = to->x;
    const double sentSize = std::max(1.0, double(sent->result));
    const double receivedSize = std::max(1.0, double(received->result));
    const bool stream = !sent->has(Event::Datagram);
    const double begin = stream ? double(std::max(sent->offset, received->offset)) : 0;
    const double end
        = stream ? std::min(double(sent->offset) + sentSize, double(received->offset) + receivedSize) : 0;
    const double sentBegin = stream ? begin - double(sent->offset) : 0;
    const double receivedBegin = stream ? begin - double(received->offset) : 0;
    const double length = stream ? end - begin : sentSize;
    std::tie(message.top1, message.bottom1)
        = shareOf(yOf(2 * link.from), sentBegin / sentSize, (sentBegin + length) / sentSize);
    std::tie(message.top2, message.bottom2) = shareOf(
        yOf(2 * link.to), receivedBegin / receivedSize, std::min(1.0, (receivedBegin + length) / receivedSize));
    m_picture.messages.push_back(message);
}

void SequencePicture::addHandshakes()
{
    const auto &all = m_rows.handshakes();
    int steps = 0;
    for (auto it = all.rbegin(); it != all.rend() && steps < handshakesBack; ++it, ++steps) {
        const Handshake &handshake = *it;
        const double bottom = handshake.to ? yOf(std::max(*handshake.to, 2 * m_rows.first())) : now();
        if (handshake.connectRow > m_to || bottom < double(rowOf(m_from)) || handshake.connectRow < m_rows.first())
            continue;
        const Column *client = m_columns.columnOf(handshake.client);
        const Column *server
            = m_columns.columnOf(handshake.accepted ? handshake.accepted : handshake.client, !handshake.accepted);
        if (!server)
            continue;
        addHatch(handshake, *server);
        if (!client)
            continue;
        const double inward = client->isLeft() ? 1 : -1;
        m_picture.dashes.push_back({client->x + inward * 7, server->x - inward * 7, yOf(2 * handshake.connectRow + 1)});
        addHandshakeText(handshake, *client, *server);
    }
}

void SequencePicture::addHatch(const Handshake &handshake, const Column &column)
{
    const double top = yOf(std::max(handshake.from, 2 * handshake.connectRow + 1));
    const double bottom = handshake.to ? yOf(*handshake.to) : now();
    if (bottom <= top)
        return;
    m_picture.hatches.push_back({handshake.client, column.x, top, bottom});
    Picture::Text text = textAt(0, TextStyle::Remark, QCoreApplication::translate("wl", "waiting to be accepted"));
    const auto first = std::int64_t(std::ceil(top));
    for (std::int64_t row = first; double(row) + 1 <= bottom && row < first + 3; ++row) {
        text.row = row;
        if (putInner(text, column, besideLane))
            return;
    }
}

void SequencePicture::addHandshakeText(const Handshake &handshake, const Column &client, const Column &server)
{
    Picture::Text text = textAt(handshake.connectRow, TextStyle::Remark, QCoreApplication::translate("wl", "handshake (inferred)"));
    const double width = m_room.textWidth(text.full, text.style) + 8;
    const double left = std::min(client.x, server.x) + besideLane;
    const double right = std::max(client.x, server.x) - besideLane;
    text.align = Picture::Align::Centre;
    text.width = std::min(width, right - left);
    const double middle = (left + right - text.width) / 2;
    // Over the dashed line in its middle, or beside what already stands there, or under it.
    for (const std::int64_t row : {text.row, text.row + 1}) {
        for (const double x : {middle, client.isLeft() ? right - text.width : left}) {
            text.row = row;
            text.left = x;
            if (put(text))
                return;
        }
    }
}

Picture::Text SequencePicture::textAt(RowNumber n, TextStyle style, const QString &text) const
{
    Picture::Text t;
    t.row = rowOf(n);
    t.style = style;
    t.full = text;
    return t;
}

void SequencePicture::putOuter(Picture::Text text, const Column &column)
{
    // The neighbour's own texts stand at the other end of this room.
    const double room = std::abs(column.x - column.outer) - besideLane - 8;
    text.width = std::max(0.0, room);
    text.left = column.isLeft() ? column.x - besideLane - text.width : column.x + besideLane;
    text.align = column.isLeft() ? Picture::Align::Right : Picture::Align::Left;
    put(text);
}

bool SequencePicture::putInner(Picture::Text text, const Column &column, double gap)
{
    const double room = std::abs(column.inner - column.x) - gap - besideLane;
    const double padding = text.style == TextStyle::State || text.style == TextStyle::Message ? 14 : 4;
    text.width = std::min(room, m_room.textWidth(text.full, text.style) + padding);
    text.left = column.isLeft() ? column.x + gap : column.x - gap - text.width;
    text.align = column.isLeft() ? Picture::Align::Left : Picture::Align::Right;
    return put(text);
}

bool SequencePicture::put(Picture::Text text)
{
    if (text.width < leastRoom)
        return false;
    auto &taken = m_taken[text.row];
    const double right = text.left + text.width;
    for (const auto &[from, to] : taken) {
        if (text.left < to + 2 && right > from - 2)
            return false;
    }
    const double padding = text.style == TextStyle::State || text.style == TextStyle::Message ? 14 : 4;
    text.text = elided(text.full, text.width - padding + 0.5, text.style, m_room.textWidth);
    taken.push_back({text.left, right});
    m_picture.texts.push_back(std::move(text));
    return true;
}

} // namespace wl
