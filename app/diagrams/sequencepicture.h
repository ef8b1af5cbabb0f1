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
        const RowScale &scale;
        const JournalView &view;
        const SocketTable &table;
    };

    SequencePicture(const Source &source, RowNumber from, RowNumber to, const SequenceColumns::Room &room);

    Picture take();

private:
    using Column = SequenceColumns::Column;

    void addColumns();
    void addLane(const LaneSpan &span, const Column &column);
    void addOutside(const Column &column);
    void addBands(const LaneLife &lane, const Column &column, const Picture::Lane &drawn);
    void addRow(RowNumber n);
    void addCall(RowNumber n, const EventRef &event, const Column &column);
    void addSignal(RowNumber n, const EventRef &event, const Column &column);
    void addRefusal(RowNumber n, const EventRef &event, const Column &column);
    void addStates(const LaneLife &lane, const Column &column);
    void addBytes(RowNumber n, const EventRef &event, const Column &column);
    void addOpenBytes(RowNumber n, const EventRef &event, const Column &column);
    void addUnread(RowNumber n, const EventRef &event, const Column &column);
    void addFin(RowNumber n, const EventRef &event, const Column &column);
    void addPeersFin(RowNumber n, const EventRef &event, const Column &column);
    void addReset(RowNumber n, const EventRef &event, const Column &column);
    void addUnseen(
        RowNumber n, const EventRef &event, const Column &from, const Column &to, const QString &flag);
    void addUnseenWords();
    void addMessages();
    void addMessage(const MessageLink &link);
    void addHandshakes();
    void addHandshake(const Handshake &handshake);
    void addForeignHandshakes();
    void addHatch(const Handshake &handshake, const Column &column);
    void addBreaks();
    enum class WordsAt { TheLine, OverOrUnder }; ///< of a dashed line: where they stand
    void addDashText(
        RowNumber n, const QStringList &words, const Column &from, const Column &to, WordsAt place);

    QStringList headTitles(const Column &column) const;
    QStringList headDetails(const Column &column) const;
    QStringList outsideDetails() const;
    QString lostText(const EventRef &event) const;
    Picture::Text textAt(RowNumber n, TextStyle style, const QString &text) const;
    /// Puts the text at the lane's outer or inner side, `gap` away; not at all when its place is taken or too
    /// small.
    bool putInner(Picture::Text text, const Column &column, double gap);
    void putOuter(Picture::Text text, const Column &column);
    bool putBetween(Picture::Text text, const Column &from, const Column &to);
    bool put(Picture::Text text);
    QString shortened(const Picture::Text &text) const;
    /// From the middle of the lane to the next lane that stands in this row, or to the edge.
    double freeRoom(const Column &column, double row, bool towardsLeft) const;
    double besideLane() const { return 15 * m_room.unit; } ///< from the middle of a lane to its texts
    double halfLane() const { return 7 * m_room.unit; }
    double paddingOf(const Picture::Text &text) const;

    double yOf(Place place) const { return m_scale.y(place); }
    bool isShown(RowNumber n) const { return n >= m_from && n <= m_to; }
    bool isVisible(RowNumber n) const { return isShown(n) && m_scale.isShown(n); }
    double now() const { return m_scale.height() + lookAhead; }
    double inward(const Column &column) const { return column.isLeft() ? 1 : -1; }

    static constexpr double lookAhead = 2; ///< rows that open lanes go on below the last event

    const SequenceRows &m_rows;
    const RowScale &m_scale;
    const JournalView &m_view;
    const SocketTable &m_table;
    const RowNumber m_from;
    const RowNumber m_to;
    const SequenceColumns::Room m_room;
    SequenceColumns m_columns;
    /// Where texts stand already, by their rows rounded down.
    struct Taken {
        double row = 0;
        double left = 0;
        double right = 0;
    };
    std::map<std::int64_t, std::vector<Taken>> m_taken;
    /// A packet that the calls and states tell of: its flag, "FIN", waits for room for its words.
    struct Unseen {
        RowNumber row = 0;
        const Column *from = nullptr;
        const Column *to = nullptr;
        QString flag;
    };
    std::vector<Unseen> m_unseen;
    Picture m_picture;
};

} // namespace wl
