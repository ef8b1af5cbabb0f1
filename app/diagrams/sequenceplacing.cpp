// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// The part of SequencePicture that finds room for texts, and for handshakes with theirs.

#include "app/diagrams/sequencepicture.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace wl {

namespace {

constexpr double margin = 3; ///< between a text and the next thing
constexpr double leastRoom = 18; ///< narrower texts say nothing
constexpr int handshakesBack = 512;

QStringList handshakeWords()
{
    return {QCoreApplication::translate("wl", "handshake (inferred)"),
        QCoreApplication::translate("wl", "inferred")};
}

QString durationText(std::int64_t nanoseconds)
{
    const double seconds = double(nanoseconds) / 1e9;
    if (seconds >= 1)
        return QCoreApplication::translate("wl", "%1 s").arg(seconds, 0, 'f', seconds < 10 ? 2 : 0);
    if (seconds >= 0.001)
        return QCoreApplication::translate("wl", "%1 ms").arg(seconds * 1e3, 0, 'f', seconds < 0.01 ? 1 : 0);
    return QCoreApplication::translate("wl", "%1 \u00B5s").arg(seconds * 1e6, 0, 'f', 0);
}

} // namespace

double SequencePicture::paddingOf(const Picture::Text &text) const
{
    return (text.style == TextStyle::State || text.style == TextStyle::Message ? 14 : 2) * m_room.unit;
}

void SequencePicture::addHandshakes()
{
    const auto &all = m_rows.handshakes();
    int steps = 0;
    for (auto it = all.rbegin(); it != all.rend() && steps < handshakesBack; ++it, ++steps) {
        const double bottom = it->to ? yOf(*it->to) : now();
        if (it->connectRow <= m_to && bottom >= m_scale.top(m_from) && it->connectRow >= m_rows.first())
            addHandshake(*it);
    }
}

void SequencePicture::addHandshake(const Handshake &handshake)
{
    const Column *client = handshake.client ? m_columns.columnOf(handshake.client) : m_columns.outside();
    const Column *server =
        handshake.accepted ? m_columns.columnOf(handshake.accepted) : m_columns.columnOf(handshake);
    if (!server)
        return;
    // It was made at once, or after a long SYN-SENT: when the kernel was seen to have made it.
    const bool waited = handshake.from > 2 * handshake.connectRow + 2;
    const RowNumber row = waited ? handshake.from / 2 : handshake.connectRow;
    if (client && m_scale.isShown(row)) {
        const double way = server->x > client->x ? 1 : -1;
        const double y = yOf(waited ? handshake.from : 2 * row + 1);
        m_picture.dashes.push_back(
            {client->x + way * halfLane(), server->x - way * halfLane(), y, true, m_rows.row(row).event});
        addDashText(row, handshakeWords(), *client, *server, WordsAt::OverOrUnder);
    }
    addHatch(handshake, *server);
}

/// Connections with what is not ours, at the moment at which we first knew of them.
void SequencePicture::addForeignHandshakes()
{
    const Column *outside = m_columns.outside();
    if (!outside)
        return;
    for (const Column &column : m_columns.columns()) {
        for (const LaneSpan &span : column.spans) {
            const SocketFacts *socket = m_table.socket(span.socket);
            const auto row =
                socket && socket->established ? m_rows.rowNear(*socket->established) : std::nullopt;
            if (!row || !m_columns.isForeign(*socket) || !isVisible(*row) || m_rows.hasWaited(span.socket))
                continue;
            const double way = outside->x > column.x ? 1 : -1;
            // accept() takes what the kernels made before: the handshake stands above it.
            const bool before = column.seat == Seat::Accepted && *row > m_rows.first();
            m_picture.dashes.push_back({column.x + way * halfLane(), outside->x - way * halfLane(),
                before ? m_scale.top(*row) : yOf(2 * *row + 1), true, *socket->established});
            addDashText(before ? *row - 1 : *row, handshakeWords(), column, *outside, WordsAt::OverOrUnder);
        }
    }
}

void SequencePicture::addHatch(const Handshake &handshake, const Column &column)
{
    const double top = yOf(std::max(handshake.from, 2 * handshake.connectRow + 1));
    const double bottom = handshake.to ? yOf(*handshake.to) : now();
    if (bottom <= top)
        return;
    m_picture.hatches.push_back({handshake.client, column.x, top, bottom});
    Picture::Text text =
        textAt(0, TextStyle::Remark, QCoreApplication::translate("wl", "waiting to be accepted"));
    text.event.reset();
    const double first = std::ceil(top);
    for (double row = first; row + 1 <= bottom && row < first + 3; ++row) {
        text.row = row;
        if (putInner(text, column, besideLane()))
            return;
    }
}

void SequencePicture::addDashText(
    RowNumber n, const QStringList &words, const Column &from, const Column &to, WordsAt place)
{
    for (const QString &candidate : words) {
        Picture::Text text = textAt(n, TextStyle::Remark, candidate);
        text.align = Align::Centre;
        text.width = m_room.textWidth(candidate, text.style) + 8;
        // In the middle, or beside what already stands there.
        for (const double row : {text.row, text.row + 1}) {
            text.row = row;
            if (putBetween(text, to, from) || putBetween(text, from, to))
                return;
            if (place == WordsAt::TheLine)
                break;
        }
    }
}

void SequencePicture::addBreaks()
{
    for (const RowScale::Break &cut : m_scale.breaksBetween(m_scale.top(m_from), m_scale.top(m_to) + 1))
        m_picture.breaks.push_back({cut.y, durationText(cut.nanoseconds)});
}

bool SequencePicture::putBetween(Picture::Text text, const Column &from, const Column &to)
{
    const bool towardsLeft = to.x < from.x;
    const double reach =
        std::min(freeRoom(from, text.row, towardsLeft), std::abs(to.x - from.x) - halfLane());
    const double spare = reach - besideLane() - text.width;
    if (spare < 0)
        return false;
    for (const double gap : {spare / 2, 0.0, spare}) {
        const double near = besideLane() + gap;
        text.left = towardsLeft ? from.x - near - text.width : from.x + near;
        if (put(text))
            return true;
    }
    return false;
}

Picture::Text SequencePicture::textAt(RowNumber n, TextStyle style, const QString &text) const
{
    Picture::Text t;
    t.row = m_scale.top(n);
    if (n >= m_rows.first() && n < m_rows.end())
        t.event = m_rows.row(n).event;
    t.style = style;
    t.full = text;
    return t;
}

double SequencePicture::freeRoom(const Column &column, double row, bool towardsLeft) const
{
    double nearest = towardsLeft ? column.x : m_room.width - column.x;
    for (const Column &other : m_columns.columns()) {
        const double distance = towardsLeft ? column.x - other.x : other.x - column.x;
        const bool stands = std::any_of(other.spans.begin(), other.spans.end(),
            [&](const LaneSpan &s) { return yOf(s.begin) <= row + 1 && yOf(s.end) >= row; });
        if (distance > 0 && stands)
            nearest = std::min(nearest, distance - halfLane());
    }
    return nearest - margin;
}

void SequencePicture::putOuter(Picture::Text text, const Column &column)
{
    const double room = freeRoom(column, text.row, column.isLeft()) - besideLane();
    text.width = std::min(room, m_room.textWidth(text.full, text.style) + paddingOf(text));
    text.left = column.isLeft() ? column.x - besideLane() - text.width : column.x + besideLane();
    text.align = column.isLeft() ? Align::Right : Align::Left;
    put(text);
}

bool SequencePicture::putInner(Picture::Text text, const Column &column, double gap)
{
    // A message's words leave its band to be seen.
    const double share = text.style == TextStyle::Message ? 0.62 : 1;
    const double room = freeRoom(column, text.row, !column.isLeft()) * share - gap;
    text.width = std::min(room, m_room.textWidth(text.full, text.style) + paddingOf(text));
    text.left = column.isLeft() ? column.x + gap : column.x - gap - text.width;
    text.align = column.isLeft() ? Align::Left : Align::Right;
    return put(text);
}

/// As much as fits; never a part of a number, which would be another number.
QString SequencePicture::shortened(const Picture::Text &text) const
{
    const double room = text.width - paddingOf(text) + 0.5;
    const auto fits = [&](const QString &words) { return m_room.textWidth(words, text.style) <= room; };
    if (fits(text.full))
        return text.full;
    const qsizetype quote = text.full.lastIndexOf(QChar(0x201D));
    if (text.style == TextStyle::Message && quote > 0) {
        const QString size = text.full.mid(quote + 1).trimmed();
        const QString tail = text.full.mid(quote);
        const QString words = elided(
            text.full.left(quote), room - m_room.textWidth(tail, text.style), text.style, m_room.textWidth);
        if (words.size() > 2)
            return words + tail;
        return fits(size) ? size : QString(QChar(0x2026));
    }
    if (text.style != TextStyle::Call)
        return elided(text.full, room, text.style, m_room.textWidth);
    const QString name = text.full.section(u' ', 0, text.failed ? 1 : 0);
    return elided(name, room, text.style, m_room.textWidth);
}

bool SequencePicture::put(Picture::Text text)
{
    if (text.width < leastRoom * m_room.unit)
        return false;
    const double right = text.left + text.width;
    const auto key = std::int64_t(std::floor(text.row));
    for (std::int64_t near = key - 1; near <= key + 1; ++near) {
        const auto it = m_taken.find(near);
        for (std::size_t i = 0; it != m_taken.end() && i < it->second.size(); ++i) {
            const Taken &other = it->second[i];
            const bool sameRow = std::abs(other.row - text.row) < 0.99;
            if (sameRow && text.left < other.right + 2 && right > other.left - 2)
                return false;
        }
    }
    text.text = shortened(text);
    m_taken[key].push_back({text.row, text.left, right});
    m_picture.texts.push_back(std::move(text));
    return true;
}

} // namespace wl
