// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/sequencecolumns.h"

#include <map>

namespace wl {

/// Draws some rows of a sequence diagram into a Picture: what was observed, where it happened, and what is
/// inferred as such.
class SequencePicture
{
public:
    struct Source {
        const SequenceRows &rows;
        const JournalView &view;
        const SocketTable &table;
    };

    SequencePicture(const Source &source, RowNumber from, RowNumber to, const SequenceColumns::Room &room);

    Picture take();

private:
    using Column = SequenceColumns::Column;

    void addColumns();
    void addLane(const LaneSpan &span, const Column &column);
    void addBands(const LaneLife &lane, const Column &column, const Picture::Lane &drawn);
    void addCall(RowNumber n);
    void addStates(const LaneLife &lane, const Column &column);
    void addBytes(RowNumber n, const EventRef &event, const Column &column);
    void addMessages();
    void addMessage(const MessageLink &link);
    void addHandshakes();
    void addHatch(const Handshake &handshake, const Column &column);
    void addHandshakeText(const Handshake &handshake, const Column &client, const Column &server);

    QString headTitle(const Column &column) const;
    QString headDetail(const Column &column) const;
    Picture::Text textAt(RowNumber n, TextStyle style, const QString &text) const;
    /// Puts the text at the lane's outer or inner side, `gap` away; not at all when its place is taken or too
    /// small.
    bool putInner(Picture::Text text, const Column &column, double gap);
    void putOuter(Picture::Text text, const Column &column);
    bool putBetween(Picture::Text text, const Column &from, const Column &to);
    bool put(Picture::Text text);
    /// From the middle of the lane to the next lane that stands in this row, or to the edge.
    double freeRoom(const Column &column, std::int64_t row, bool towardsLeft) const;

    double yOf(Place place) const { return double(std::int64_t(place - 2 * m_rows.first()) + 1) / 2; }
    std::int64_t rowOf(RowNumber n) const { return std::int64_t(n - m_rows.first()); }
    bool isShown(RowNumber n) const { return n >= m_from && n <= m_to; }
    double now() const { return double(m_rows.end() - m_rows.first()) + lookAhead; }

    static constexpr double besideLane = 15; ///< from the middle of a lane to its texts
    static constexpr double halfLane = 7;
    static constexpr double lookAhead = 2; ///< rows that open lanes go on below the last event

    const SequenceRows &m_rows;
    const JournalView &m_view;
    const SocketTable &m_table;
    const RowNumber m_from;
    const RowNumber m_to;
    const SequenceColumns::Room m_room;
    SequenceColumns m_columns;
    std::map<std::int64_t, std::vector<std::pair<double, double>>> m_taken; ///< by row: from x to x
    Picture m_picture;
};

} // namespace wl
