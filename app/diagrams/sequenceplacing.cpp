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

double paddingOf(const Picture::Text &text)
{
    return text.style == TextStyle::State || text.style == TextStyle::Message ? 14 : 2;
}

} // namespace

void SequencePicture::addHandshakes()
{
    const auto &all = m_rows.handshakes();
    int steps = 0;
    for (auto it = all.rbegin(); it != all.rend() && steps < handshakesBack; ++it, ++steps) {
        const Handshake &handshake = *it;
        const double bottom = handshake.to ? yOf(std::max(*handshake.to, 2 * m_rows.first())) : now();
        if (handshake.connectRow > m_to || bottom < double(rowOf(m_from))
            || handshake.connectRow < m_rows.first())
            continue;
        const Column *client = m_columns.columnOf(handshake.client);
        const Column *server = m_columns.columnOf(
            handshake.accepted ? handshake.accepted : handshake.client, !handshake.accepted);
        if (!server)
            continue;
        if (client) {
            const double inward = client->isLeft() ? 1 : -1;
            const double y = yOf(2 * handshake.connectRow + 1);
            m_picture.dashes.push_back({client->x + inward * halfLane, server->x - inward * halfLane, y});
            addHandshakeText(handshake, *client, *server);
        }
        addHatch(handshake, *server);
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
    const auto first = std::int64_t(std::ceil(top));
    for (std::int64_t row = first; double(row) + 1 <= bottom && row < first + 3; ++row) {
        text.row = row;
        if (putInner(text, column, besideLane))
            return;
    }
}

void SequencePicture::addHandshakeText(const Handshake &handshake, const Column &client, const Column &server)
{
    const QString whole = QCoreApplication::translate("wl", "handshake (inferred)");
    for (const QString &words : {whole, QCoreApplication::translate("wl", "inferred")}) {
        Picture::Text text = textAt(handshake.connectRow, TextStyle::Remark, words);
        text.align = Picture::Align::Centre;
        text.width = m_room.textWidth(words, text.style) + 8;
        // Over the dashed line or under it; in the middle, or beside what already stands there.
        for (const std::int64_t row : {text.row, text.row + 1}) {
            text.row = row;
            if (putBetween(text, server, client) || putBetween(text, client, server))
                return;
        }
    }
}

bool SequencePicture::putBetween(Picture::Text text, const Column &from, const Column &to)
{
    const bool towardsLeft = to.x < from.x;
    const double reach = std::min(freeRoom(from, text.row, towardsLeft), std::abs(to.x - from.x) - halfLane);
    const double spare = reach - besideLane - text.width;
    if (spare < 0)
        return false;
    for (const double gap : {spare / 2, 0.0, spare}) {
        const double near = besideLane + gap;
        text.left = towardsLeft ? from.x - near - text.width : from.x + near;
        if (put(text))
            return true;
    }
    return false;
}

Picture::Text SequencePicture::textAt(RowNumber n, TextStyle style, const QString &text) const
{
    Picture::Text t;
    t.row = rowOf(n);
    t.style = style;
    t.full = text;
    return t;
}

double SequencePicture::freeRoom(const Column &column, std::int64_t row, bool towardsLeft) const
{
    const Place middle = 2 * (m_rows.first() + RowNumber(row));
    double nearest = towardsLeft ? column.x : m_room.width - column.x;
    for (const Column &other : m_columns.columns()) {
        const double distance = towardsLeft ? column.x - other.x : other.x - column.x;
        const bool stands = std::any_of(other.spans.begin(), other.spans.end(),
            [&](const LaneSpan &s) { return s.begin <= middle + 1 && s.end + 1 >= middle; });
        if (distance > 0 && stands)
            nearest = std::min(nearest, distance - halfLane);
    }
    return nearest - margin;
}

void SequencePicture::putOuter(Picture::Text text, const Column &column)
{
    const double room = freeRoom(column, text.row, column.isLeft()) - besideLane;
    text.width = std::min(room, m_room.textWidth(text.full, text.style) + paddingOf(text));
    text.left = column.isLeft() ? column.x - besideLane - text.width : column.x + besideLane;
    text.align = column.isLeft() ? Picture::Align::Right : Picture::Align::Left;
    put(text);
}

bool SequencePicture::putInner(Picture::Text text, const Column &column, double gap)
{
    const double room = freeRoom(column, text.row, !column.isLeft()) - gap;
    text.width = std::min(room, m_room.textWidth(text.full, text.style) + paddingOf(text));
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
    text.text = elided(text.full, text.width - paddingOf(text) + 0.5, text.style, m_room.textWidth);
    taken.push_back({text.left, right});
    m_picture.texts.push_back(std::move(text));
    return true;
}

} // namespace wl
