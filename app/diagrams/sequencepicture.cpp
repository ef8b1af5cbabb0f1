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

constexpr double arrowLength = 40;
constexpr std::ptrdiff_t linksAhead = 2000; ///< how far below the range a message may end to be found
constexpr double bandHeight = 0.42; ///< rows
constexpr double leastShare = 0.12; ///< rows; a single byte of many stays visible

/// The end of a message at one of its calls: from `begin` to `end` of the call's bytes, as rows around its
/// middle.
std::pair<double, double> shareOf(double middle, double begin, double end)
{
    const double top = middle - bandHeight / 2 + begin * bandHeight;
    const double height = std::max(leastShare, (end - begin) * bandHeight);
    return {std::min(top, middle + bandHeight / 2 - height),
        std::min(top, middle + bandHeight / 2 - height) + height};
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
        const double y =
            change.place < 2 * m_rows.first() ? drawn.top : std::max(yOf(change.place), drawn.top);
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
    const bool accepts =
        (event->step == Step::CallAccept || event->step == Step::CallAccept4) && event->result >= 0;
    if (const Column *made = accepts ? m_columns.columnOf(SocketId(event->arg)) : nullptr;
        made && made != column)
        m_picture.arrows.push_back({Picture::Arrow::Role::Accepts, column->x, made->x, yOf(2 * n), true});
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
        const double near = column.x + inward * halfLane;
        const double far = near + inward * arrowLength;
        const auto role = sends ? Picture::Arrow::Role::Leaves : Picture::Arrow::Role::Arrives;
        const bool fromServer = (column.seat != Seat::Client) == sends;
        m_picture.arrows.push_back({role, sends ? near : far, sends ? far : near, yOf(2 * n), fromServer});
    }
    const double gap = linked ? besideLane + 14 : besideLane + arrowLength;
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
    const double end =
        stream ? std::min(double(sent->offset) + sentSize, double(received->offset) + receivedSize) : 0;
    const double sentBegin = stream ? begin - double(sent->offset) : 0;
    const double receivedBegin = stream ? begin - double(received->offset) : 0;
    const double length = stream ? end - begin : sentSize;
    std::tie(message.top1, message.bottom1) =
        shareOf(yOf(2 * link.from), sentBegin / sentSize, (sentBegin + length) / sentSize);
    std::tie(message.top2, message.bottom2) = shareOf(yOf(2 * link.to), receivedBegin / receivedSize,
        std::min(1.0, (receivedBegin + length) / receivedSize));
    m_picture.messages.push_back(message);
}

} // namespace wl
