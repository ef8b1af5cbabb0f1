// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/journal.h"
#include "app/sockets/endpointsettings.h"
#include "app/sockets/pace.h"

#include <QByteArray>
#include <QString>

#include <map>
#include <optional>
#include <vector>

namespace wl {

/// What a socket is to its endpoint.
enum class SocketRole : std::uint8_t { Unknown, Listener, Accepted, Client, Datagram };

/// Where a stepped socket waits for the user.
struct StepWait {
    QByteArrayList families; ///< calls that can come now; first what Next does
    bool ready = false; ///< that one would not block
    std::uint64_t offered = 0; ///< bytes that a send would send
    EventIndex event = 0;

    friend bool operator==(const StepWait &, const StepWait &) = default;
};

/// A connection that the kernel has made and nobody has accepted.
struct QueueSeat {
    std::uint64_t cookie = 0;
    PackedAddress peer;
    TcpState state = TcpState::Unknown;
    std::uint64_t bytes = 0; ///< that wait in it already
    EventIndex event = 0;
};

/// One descriptor's life, as the journal tells it.
struct SocketFacts {
    SocketId id = 0;
    EndpointId endpoint = 0;
    SocketRole role = SocketRole::Unknown;
    int fd = -1;
    SocketId listener = 0; ///< of an accepted connection
    SocketId partner = 0; ///< the other end when it is ours too: same two addresses, swapped
    std::uint32_t number = 0; ///< "#1" among the connections its endpoint accepted
    PackedAddress local;
    PackedAddress peer;
    TcpState state = TcpState::Unknown;
    std::uint64_t bytesIn = 0;
    std::uint64_t bytesOut = 0;
    std::uint64_t datagramsIn = 0;
    std::uint64_t datagramsOut = 0;
    EventIndex openedBy = 0; ///< its socket() or accept()
    std::optional<EventIndex> closedBy; ///< its close()
    std::optional<EventIndex> established; ///< the event that first showed ESTABLISHED
    bool peerFinished = false;
    bool held = false; ///< the program calls recv no more
    bool gone = false; ///< closed, and the kernel let go of it too
    std::uint32_t waiting = 0; ///< a listener's: connections not yet accepted
    std::uint32_t backlog = 0; ///< a listener's, as the kernel holds it
    std::uint64_t acked = 0; ///< bytes that the peer's kernel has acknowledged, 0: not known
    std::int64_t stateUntil = 0; ///< TIME-WAIT: when it ends, in the journal's time; 0 not known
    std::int64_t lastMoved = 0; ///< when bytes went in or out the last time, in the journal's time
    std::optional<EventIndex> gauge; ///< the latest numbers that the kernel gave
    std::optional<StepWait> wait;

    bool isOpen() const { return !closedBy; }
    /// Closed by the program, and the kernel still holds it (FIN-WAIT, LAST-ACK, TIME-WAIT).
    bool lingers() const
    {
        return closedBy && !gone && state != TcpState::Unknown && state != TcpState::Closed;
    }
};

/// One call in the row of chips of a panel.
struct Chip {
    enum class Mark : std::uint8_t { ToCome, Next, Done, Failed, Waiting };
    const char *family = "";
    Mark mark = Mark::ToCome;
    std::optional<EventIndex> event; ///< the latest call of this family
};

/// One panel, as the journal tells it.
struct EndpointFacts {
    EndpointId id = 0;
    QString name;
    EndpointSettings settings;
    bool removed = false;
    bool active = false; ///< listening, receiving, connecting or connected
    bool connecting = false;
    bool lookingUp = false;
    SocketId main = 0; ///< listener, client's current try or datagram socket; the last one when closed
    std::vector<SocketId> accepted; ///< every connection ever accepted, in order
    std::uint32_t openConnections = 0;
    std::vector<Chip> chips;
    Pace pace;
    std::optional<StepWait> wait; ///< before there is a socket
    std::optional<EventIndex> opening; ///< the latest Listen or Connect
    std::optional<EventIndex>
        trouble; ///< the latest failure of this endpoint's own, cleared by the next Listen or Connect
    struct File {
        QString path;
        std::uint64_t size = 0;
        std::uint64_t sent = 0;
        bool running = false;
    };
    std::optional<File> file; ///< the latest file
    std::int64_t againAt = 0; ///< when it connects by itself, in the journal's time; 0: it does not
};

/// The state of a session as a fold of its journal: which panels there are, which sockets, in what state, who
/// talks to whom. Fed every event once, in order; the same for a live session, a saved one and a recovered
/// one.
class SocketTable
{
public:
    void add(const EventRef &event);
    /// Feeds what is new in the view since the last time.
    void advance(const JournalView &view);
    void clear() { *this = SocketTable(); }
    EventIndex position() const { return m_position; }

    const std::map<EndpointId, EndpointFacts> &endpoints() const { return m_endpoints; }
    const EndpointFacts *endpoint(EndpointId id) const;
    /// Ids run from 1 without gaps; index 0 is an empty entry.
    const std::vector<SocketFacts> &sockets() const { return m_sockets; }
    const SocketFacts *socket(SocketId id) const;
    QString endpointName(EndpointId id) const;
    /// "Server 1", "Server 1 #2", "Client 1".
    QString socketName(SocketId id) const;
    /// Who waits in a listener's accept queue, as far as it is known (foreign peers are only counted).
    std::vector<QueueSeat> seats(SocketId listener) const;
    std::size_t openSockets() const { return m_openSockets; }
    std::size_t openConnections() const { return m_openConnections; }

private:
    SocketFacts &entry(SocketId id);
    void command(const EventRef &event);
    void call(const EventRef &event);
    void openSocket(const EventRef &event);
    void acceptSocket(const EventRef &event);
    void closeSocket(const EventRef &event);
    void count(const EventRef &event, SocketFacts &socket);
    void signal(const EventRef &event);
    void note(const EventRef &event);
    void socketNote(const EventRef &event);
    static void takeReconnect(const EventRef &event, EndpointFacts &endpoint);
    void kernel(const EventRef &event);
    void kernelNumbers(const EventRef &event, SocketFacts &socket);
    void takeSeat(const EventRef &event);
    void leaveSeat(SocketId listener, const PackedAddress &peer);
    void setPace(const EventRef &event);
    void takeWait(const EventRef &event);
    void takeState(const EventRef &event);
    void findPartner(SocketFacts &socket);

    std::map<EndpointId, EndpointFacts> m_endpoints;
    std::vector<SocketFacts> m_sockets{1};
    std::map<std::pair<QByteArray, QByteArray>, SocketId>
        m_byAddresses; ///< (local, peer) of open connections
    std::map<SocketId, std::vector<QueueSeat>> m_seats; ///< by listener
    Pace m_pace; ///< of endpoints to come
    SocketFacts m_scratch; ///< what a wild number gets instead of an entry
    std::size_t m_openSockets = 0;
    std::size_t m_openConnections = 0;
    EventIndex m_position = 0;
};

} // namespace wl
