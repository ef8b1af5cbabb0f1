// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/diagram.h"
#include "app/diagrams/statelayout.h"
#include "app/diagrams/statetracks.h"
#include "app/models/words.h"

#include <map>

namespace wl {

/// Draws one moment of the state diagram.
class StateDrawing
{
public:
    StateDrawing(const StateTracks &tracks, const StageFrame &frame);
    Drawing draw();

private:
    /// A socket of the conversation that is looked at, and the way that it went.
    struct Traveller {
        QString letter; ///< "C" client, "S" the server's connection, "L" listener
        SocketId socket = 0;
        const StateTrack *track = nullptr;
        std::vector<StateHop> hops;
        bool doubled = false; ///< its lines are double
    };
    /// Who is in a state now.
    struct Room {
        std::vector<SocketId> sockets; ///< the first ones, the conversation's before all others
        std::size_t count = 0;
        bool isLookedAt = false;
    };
    /// A number on an arrow.
    struct Stamp {
        const Traveller *who;
        const StateHop *hop;
        std::size_t number;
    };

    void addTraveller(const QString &letter, SocketId socket, bool isServerSide);
    void fillRooms();
    void note(double top);
    double drawFoot(double top, bool isDrawn);
    QStringList footLines() const;
    void drawEdge(std::size_t number, const StateLayout &layout);
    void drawPath(const EdgePlace &place, const std::vector<Stamp> &stamps);
    void drawLabel(const EdgePlace &place, const QString &text, bool isTravelled);
    void drawStamps(const EdgePlace &place, const std::vector<Stamp> &stamps, const StateLayout &layout);
    void drawState(TcpState state, const StateLayout &layout);
    QString whoIsIn(TcpState state, double room) const;
    bool wasPassed(TcpState state) const;
    QString name(SocketId socket) const;
    const Traveller *traveller(SocketId socket) const;
    QString stateSentence(TcpState state) const;
    std::optional<EventIndex> stateEvent(TcpState state) const;

    const StateTracks &m_tracks;
    const StageFrame &m_frame;
    Words m_words = Words::translated();
    Conversation m_conversation;
    std::vector<Traveller> m_travellers;
    std::map<TcpState, Room> m_rooms;
    std::map<std::size_t, std::vector<Stamp>> m_stamps; ///< by edge
    std::vector<Stamp> m_jumps;
    Drawing m_drawing;
    std::vector<Drawing::Item> m_hopItems;
    double m_line;
};

} // namespace wl
