// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/journal.h"

#include <deque>
#include <map>
#include <optional>
#include <unordered_map>

namespace wl {

/// How a connection was broken off; the end of a stream is not among them.
enum class Break : std::uint8_t { None, ByPeer, ByUs };

/// What each endpoint sent and received, in order, as places in the journal; the last 2,000 of each, the rest
/// is in the log. It also remembers which connections were broken off, and what a service proposes to send.
class Transcripts
{
public:
    static constexpr std::size_t mostEntries = 2000;

    struct Transcript {
        std::deque<EventIndex> entries; ///< send and recv calls that moved bytes or met the end, and remarks
        std::uint64_t dropped = 0; ///< older entries no longer listed
        std::uint64_t revision = 0; ///< grows with each change
    };

    void advance(const JournalView &view);
    void clear() { *this = Transcripts(); }
    /// How many events it has taken.
    EventIndex position() const { return m_position; }
    /// Null while the endpoint has said and heard nothing.
    const Transcript *of(EndpointId endpoint) const;
    /// Whether this socket's life ended with RST.
    Break breakOf(SocketId socket) const;
    /// The latest NoteProposal of this socket that it has not sent yet.
    std::optional<EventIndex> proposalOf(SocketId socket) const;

private:
    static bool belongs(const Event &event);
    void takeBreak(const Event &event);
    void takeProposal(const EventRef &event);

    std::map<EndpointId, Transcript> m_transcripts;
    std::unordered_map<SocketId, Break> m_breaks;
    std::map<EndpointId, Break> m_toBreak; ///< told to reset its own socket, not closed yet
    std::map<SocketId, EventIndex> m_proposals;
    EventIndex m_position = 0;
};

} // namespace wl
