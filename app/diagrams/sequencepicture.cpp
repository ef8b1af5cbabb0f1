// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/sequencepicture.h"

#include "app/core/safetext.h"
#include "app/diagrams/sequencelabels.h"
#include "app/models/eventtext.h"
#include "app/models/icmptext.h"
#include "app/sockets/addresses.h"

#include <QCoreApplication>

#include <algorithm>
#include <cerrno>
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
    , m_scale(source.scale)
    , m_view(source.view)
    , m_table(source.table)
    , m_from(std::clamp(from, m_rows.first(), m_rows.end()))
    , m_to(std::max(m_from, to))
    , m_room(room)
    , m_columns(m_rows, m_scale, m_table, m_from, m_to)
{
    m_columns.place(m_room);
}

Picture SequencePicture::take()
{
    addColumns();
    for (RowNumber n = m_from; n <= m_to && n < m_rows.end(); ++n)
        addRow(n);
    for (const Column &column : m_columns.columns()) {
        if (column.seat == Seat::Outside)
            addOutside(column);
        for (const LaneSpan &span : column.spans)
            addLane(span, column);
    }
    addMessages();
    addUnseenWords();
    addHandshakes();
    addForeignHandshakes();
    addBreaks();
    m_picture.notDrawn = m_columns.notDrawn();
    m_picture.hasEarlier = m_rows.first() > 0;
    return std::move(m_picture);
}

void SequencePicture::addColumns()
{
    const auto fitting = [&](const QStringList &words, double room, TextStyle style) {
        for (const QString &candidate : words) {
            if (m_room.textWidth(candidate, style) <= room)
                return candidate;
        }
        return words.isEmpty() ? QString() : elided(words.last(), room, style, m_room.textWidth);
    };
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
        head.socket = column.spans.back().socket;
        const double width = 2 * half - 6;
        const QStringList titles = headTitles(column);
        const QStringList details = headDetails(column);
        head.fullTitle = titles.value(0);
        head.fullDetail = details.value(0);
        head.title = fitting(titles, width, TextStyle::Title);
        head.detail = fitting(details, width, TextStyle::Detail);
        m_picture.columns.push_back(head);
    }
}

QStringList SequencePicture::headTitles(const Column &column) const
{
    const LaneSpan &last = column.spans.back();
    if (column.seat == Seat::Outside)
        return {QCoreApplication::translate("wl", "outside")};
    const SocketFacts *facts = m_table.socket(last.socket);
    if (last.waiting || !facts)
        return {QStringLiteral("?")};
    QStringList titles{safeText(QStringView(m_table.socketName(last.socket)), 60)};
    if (facts->role == SocketRole::Accepted)
        titles << QStringLiteral("#%1").arg(facts->number);
    return titles;
}

QStringList SequencePicture::headDetails(const Column &column) const
{
    const LaneSpan &last = column.spans.back();
    if (column.seat == Seat::Outside)
        return outsideDetails();
    const SocketFacts *facts = m_table.socket(last.socket);
    if (last.waiting)
        return {QCoreApplication::translate("wl", "not accepted")};
    if (!facts)
        return {};
    const QString fd = QStringLiteral("fd %1").arg(facts->fd);
    switch (facts->role) {
    case SocketRole::Listener:
        return {QCoreApplication::translate("wl", "listener, %1").arg(fd), fd};
    case SocketRole::Accepted:
        return {QCoreApplication::translate("wl", "accepted, %1").arg(fd), fd};
    case SocketRole::Datagram:
        return {QCoreApplication::translate("wl", "UDP, %1").arg(fd), fd};
    default:
        return {fd};
    }
}

QStringList SequencePicture::outsideDetails() const
{
    QStringList peers;
    for (const Column &column : m_columns.columns()) {
        for (const LaneSpan &span : column.spans) {
            const SocketFacts *socket = m_table.socket(span.socket);
            const bool isDatagram = socket && socket->role == SocketRole::Datagram;
            if (socket && (isDatagram || m_columns.isForeign(*socket)) && socket->peer.isValid())
                peers << addressText(socket->peer);
        }
    }
    const QString notOurs = QCoreApplication::translate("wl", "not ours");
    peers.removeDuplicates();
    if (peers.size() == 1)
        return {peers.first(), notOurs};
    return {notOurs};
}

void SequencePicture::addOutside(const Column &column)
{
    Picture::Lane lane;
    lane.x = column.x;
    lane.top = 0;
    lane.bottom = now();
    lane.outside = true;
    m_picture.lanes.push_back(lane);
}

void SequencePicture::addLane(const LaneSpan &span, const Column &column)
{
    const LaneLife *lane = m_rows.lane(span.socket);
    if (!lane)
        return;
    Picture::Lane drawn;
    drawn.socket = span.socket;
    drawn.x = column.x;
    drawn.closed = lane->end.has_value();
    drawn.top = yOf(lane->begin);
    drawn.closedAt = drawn.closed ? yOf(*lane->end) : 0;
    const SocketFacts *facts = m_table.socket(span.socket);
    const bool lives = !drawn.closed || (facts && facts->lingers());
    drawn.bottom = lives ? now() : yOf(std::max(*lane->end, lane->gone.value_or(2 * lane->lastStep)));
    if (drawn.bottom < m_scale.top(m_from) || drawn.top > m_scale.top(m_to) + 1)
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
        band.kernelOnly = drawn.closed && band.top >= drawn.closedAt;
        const bool isCut = drawn.closed && band.top < drawn.closedAt && band.bottom > drawn.closedAt;
        const double end = band.bottom;
        if (isCut)
            band.bottom = drawn.closedAt;
        if (band.bottom > band.top)
            m_picture.bands.push_back(band);
        if (!isCut)
            return;
        band.top = drawn.closedAt;
        band.bottom = end;
        band.kernelOnly = true;
        m_picture.bands.push_back(band);
    };
    for (const LaneLife::Change &change : lane.states) {
        const double y = std::max(yOf(change.place), drawn.top);
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
        putInner(text, column, besideLane());
    }
}

void SequencePicture::addRow(RowNumber n)
{
    const SequenceRow &row = m_rows.row(n);
    const Column *column = m_columns.columnOf(row.socket);
    const EventRef event = column && m_scale.isShown(n) ? m_view.at(row.event) : EventRef();
    if (!event)
        return;
    if (event->kind() == Kind::Call)
        addCall(n, event, *column);
    else if (event->kind() == Kind::Signal)
        addSignal(n, event, *column);
    else if (event->step == Step::KernelRefusal)
        addRefusal(n, event, *column);
}

void SequencePicture::addCall(RowNumber n, const EventRef &event, const Column &column)
{
    Picture::Text text = textAt(n, TextStyle::Call, callLabel(event));
    text.failed = isFailure(event.event());
    putOuter(text, column);
    const bool accepts =
        (event->step == Step::CallAccept || event->step == Step::CallAccept4) && event->result >= 0;
    if (const Column *made = accepts ? m_columns.columnOf(SocketId(event->arg)) : nullptr;
        made && made != &column)
        m_picture.arrows.push_back({column.x, made->x, yOf(2 * n), event.index()});
    const bool moves = event->result > 0 || (event->result == 0 && event->has(Event::Datagram));
    if (moves && (isSendCall(event->step) || isRecvCall(event->step)))
        addBytes(n, event, column);
    addFin(n, event, column);
    addReset(n, event, column);
    addPeersFin(n, event, column);
}

void SequencePicture::addSignal(RowNumber n, const EventRef &event, const Column &column)
{
    Picture::Text text =
        textAt(n, TextStyle::Remark, QChar(0x25C7) + QLatin1Char(' ') + stepText(event.event()));
    text.signal = true;
    putOuter(text, column);
}

void SequencePicture::addRefusal(RowNumber n, const EventRef &event, const Column &column)
{
    const QString what = icmpText(event.peer().family == 6, unsigned(event->arg >> 8),
        unsigned(event->arg & 0xFF), Words::translated());
    Picture::Text text = textAt(
        n, TextStyle::Call, what.isEmpty() ? QStringLiteral("ICMP") : QStringLiteral("ICMP: %1").arg(what));
    text.failed = true;
    putOuter(text, column);
}

void SequencePicture::addBytes(RowNumber n, const EventRef &event, const Column &column)
{
    const SequenceRow &row = m_rows.row(n);
    const bool sends = isSendCall(event->step);
    if (row.linked) {
        if (sends)
            putInner(textAt(n, TextStyle::Message, messageLabel(event)), column, besideLane() + 14);
        return;
    }
    const SocketFacts *socket = m_table.socket(row.socket);
    const bool datagram = event->has(Event::Datagram);
    if (m_columns.outside() && (datagram ? row.foreign : socket && m_columns.isForeign(*socket)))
        addOpenBytes(n, event, column);
    else if (sends)
        addUnread(n, event, column);
    else
        putInner(textAt(n, TextStyle::Message, messageLabel(event)), column, besideLane());
}

void SequencePicture::addOpenBytes(RowNumber n, const EventRef &event, const Column &column)
{
    const bool sends = isSendCall(event->step);
    const Column &outside = *m_columns.outside();
    const double y = yOf(2 * n);
    Picture::Message message{event.index(), event.index(), column.x, y - bandHeight / 2, y + bandHeight / 2,
        outside.x, y - bandHeight / 2, y + bandHeight / 2, sends == (column.seat != Seat::Client), true};
    if (!sends)
        std::swap(message.x1, message.x2);
    const bool refused = sends && m_rows.row(n).refused;
    if (refused)
        m_picture.crosses.push_back({outside.x, y, event.index()});
    m_picture.messages.push_back(message);
    Picture::Text text = textAt(n, TextStyle::Message,
        refused
            ? messageLabel(event) + QStringLiteral(" \u00B7 ") + QCoreApplication::translate("wl", "refused")
            : messageLabel(event));
    text.align = Align::Centre;
    text.width = m_room.textWidth(text.full, text.style) + paddingOf(text);
    if (!putBetween(text, column, outside))
        putInner(text, column, besideLane() + 14);
}

/// Bytes that no recv of ours has taken, yet or for ever.
void SequencePicture::addUnread(RowNumber n, const EventRef &event, const Column &column)
{
    const SequenceRow &row = m_rows.row(n);
    const double y = yOf(2 * n);
    const double near = column.x;
    const double far = near + inward(column) * (halfLane() + 3 * arrowLength * m_room.unit);
    m_picture.messages.push_back({event.index(), event.index(), near, y - bandHeight / 2, y + bandHeight / 2,
        far, y - bandHeight / 2, y + bandHeight / 2, column.seat != Seat::Client, true});
    if (row.lost || row.refused)
        m_picture.crosses.push_back({far, y, event.index()});
    QString fate = QCoreApplication::translate("wl", "not read");
    if (row.refused)
        fate = QCoreApplication::translate("wl", "refused");
    else if (row.lost)
        fate = lostText(event);
    const QString label = messageLabel(event) + QStringLiteral(" \u00B7 ") + fate;
    putInner(textAt(n, TextStyle::Message, label), column, besideLane() + 14);
}

QString SequencePicture::lostText(const EventRef &event) const
{
    const PackedAddress to = event.peer();
    for (const Column &column : m_columns.columns()) {
        for (const LaneSpan &span : column.spans) {
            const SocketFacts *socket = m_table.socket(span.socket);
            const bool isReceiver = socket && (!to.isValid() || socket->local.port == to.port);
            const auto dropped = m_rows.dropsOf(span.socket);
            if (isReceiver && dropped && *dropped > event.index())
                return QCoreApplication::translate("wl", "dropped: its buffer was full");
        }
    }
    return QCoreApplication::translate("wl", "lost");
}

/// The FIN that the kernel sends when our writing side ends: nobody saw it, the state tells.
void SequencePicture::addFin(RowNumber n, const EventRef &event, const Column &column)
{
    const bool ends = event->step == Step::CallClose || event->step == Step::CallShutdown;
    const bool left = event->before == TcpState::Established || event->before == TcpState::CloseWait;
    const bool finished = event->after == TcpState::FinWait1 || event->after == TcpState::FinWait2
        || event->after == TcpState::LastAck || event->after == TcpState::TimeWait
        || event->after == TcpState::Closing || event->after == TcpState::Closed;
    const SocketFacts *socket = m_table.socket(event->socket);
    if (!ends || !left || !finished || event->result < 0 || !socket)
        return;
    // From ESTABLISHED to CLOSED at once, or with the peer's bytes unread: that was no FIN.
    const LaneLife *lane = m_rows.lane(event->socket);
    if (event->after == TcpState::Closed
        && (event->before == TcpState::Established || !lane || !lane->readEnd))
        return;
    const Column *to = socket->partner ? m_columns.columnOf(socket->partner) : m_columns.outside();
    if (!to)
        return;
    addUnseen(n, event, column, *to, QStringLiteral("FIN"));
}

/// The end of the stream that a recv met: the FIN of a peer that is not ours. (Of ours its own call tells.)
void SequencePicture::addPeersFin(RowNumber n, const EventRef &event, const Column &column)
{
    const bool isEnd =
        isRecvCall(event->step) && event->result == 0 && event->arg > 0 && !event->has(Event::Datagram);
    const SocketFacts *socket = m_table.socket(event->socket);
    if (isEnd && socket && m_columns.outside() && m_columns.isForeign(*socket))
        addUnseen(n, event, *m_columns.outside(), column, QStringLiteral("FIN"));
}

/// An RST that came: nobody saw it, the errno of our call tells.
void SequencePicture::addReset(RowNumber n, const EventRef &event, const Column &column)
{
    const SocketFacts *socket = m_table.socket(event->socket);
    if (event->result >= 0 || event->error != ECONNRESET || !socket)
        return;
    const Column *from = socket->partner ? m_columns.columnOf(socket->partner) : m_columns.outside();
    if (from)
        addUnseen(n, event, *from, column, QStringLiteral("RST"));
}

void SequencePicture::addUnseen(
    RowNumber n, const EventRef &event, const Column &from, const Column &to, const QString &flag)
{
    const double way = to.x > from.x ? 1 : -1;
    m_picture.dashes.push_back(
        {from.x + way * halfLane(), to.x - way * halfLane(), yOf(2 * n), false, event.index()});
    m_unseen.push_back({n, &from, &to, flag});
}

/// Their words come after the states: those matter more.
void SequencePicture::addUnseenWords()
{
    for (const Unseen &u : m_unseen)
        addDashText(u.row, {QCoreApplication::translate("wl", "%1 (inferred)").arg(u.flag), u.flag}, *u.from,
            *u.to, WordsAt::TheLine);
}

void SequencePicture::addMessages()
{
    const auto &links = m_rows.links();
    auto it = std::lower_bound(
        links.begin(), links.end(), m_from, [](const MessageLink &l, RowNumber n) { return l.to < n; });
    for (std::ptrdiff_t beyond = 0; it != links.end() && beyond < linksAhead; ++it) {
        beyond += it->to > m_to;
        if (it->from <= m_to && it->from >= m_rows.first() && m_scale.isShown(it->from)
            && m_scale.isShown(it->to))
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
