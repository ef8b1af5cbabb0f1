// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/statedrawing.h"

#include "app/core/safetext.h"
#include "app/diagrams/statesentences.h"
#include "app/models/words.h"

#include <QStringList>

#include <algorithm>

namespace wl {

namespace {

using enum TcpState;

constexpr TcpState inReadingOrder[] = {Closed, Listen, SynSent, SynReceived, Established, FinWait1, FinWait2,
    Closing, CloseWait, LastAck, TimeWait};
constexpr std::size_t mostNames = 12;
constexpr std::size_t mostJumps = 3;

} // namespace

StateDrawing::StateDrawing(const StateTracks &tracks, const StageFrame &frame)
    : m_tracks(tracks)
    , m_frame(frame)
    , m_conversation(conversationOf(frame.table, frame.view, frame.selected))
    , m_line(frame.ruler.line)
{
    m_travellers.reserve(3);
    if (m_conversation.protocol == Protocol::Tcp) {
        addTraveller(QStringLiteral("L"), m_conversation.listener, true);
        addTraveller(QStringLiteral("C"), m_conversation.caller, false);
        addTraveller(QStringLiteral("S"), m_conversation.accepted, true);
    }
    for (const Traveller &who : m_travellers) {
        for (std::size_t i = 0; i < who.hops.size(); ++i) {
            const Stamp stamp{&who, &who.hops[i], i + 1};
            (stamp.hop->edge ? m_stamps[*stamp.hop->edge] : m_jumps).push_back(stamp);
        }
    }
    fillRooms();
}

void StateDrawing::addTraveller(const QString &letter, SocketId socket, bool isServerSide)
{
    const StateTrack *track = m_tracks.track(socket);
    if (!track)
        return;
    std::vector<StateHop> hops = travelled(track->changes, isServerSide, track->reset);
    if (hops.empty() && track->refused && track->now() == TcpState::Closed)
        hops = refusedPath(*track->refused);
    m_travellers.push_back({letter, socket, track, std::move(hops), isServerSide});
}

void StateDrawing::fillRooms()
{
    for (const Traveller &who : m_travellers) {
        Room &room = m_rooms[who.track->now()];
        room.sockets.push_back(who.socket);
        room.isLookedAt = true;
        ++room.count;
    }
    for (const auto &[socket, track] : m_tracks.tracks()) {
        if (track.gone || traveller(socket))
            continue;
        Room &room = m_rooms[track.now()];
        ++room.count;
        if (room.sockets.size() < mostNames)
            room.sockets.push_back(socket);
    }
}

const StateDrawing::Traveller *StateDrawing::traveller(SocketId socket) const
{
    const auto found = std::find_if(
        m_travellers.begin(), m_travellers.end(), [&](const Traveller &t) { return t.socket == socket; });
    return found == m_travellers.end() ? nullptr : &*found;
}

QString StateDrawing::name(SocketId socket) const
{
    const QString known = m_frame.table.socketName(socket);
    return known.isEmpty() ? m_words.translate("wl", "Socket %1").arg(socket)
                           : safeText(QStringView(known), 40);
}

Drawing StateDrawing::draw()
{
    const double head = 1.7 * m_line;
    const StateLayout layout(m_frame.room, m_line, head, drawFoot(0, false));
    m_drawing.title = m_words.translate("wl", "State machine of TCP (RFC 9293)");
    m_drawing.size.setWidth(layout.width());
    note(0.4 * m_line);
    // The travelled arrows over the others.
    for (std::size_t edge = 0; edge < stateEdges().size(); ++edge) {
        if (!m_stamps.contains(edge))
            drawEdge(edge, layout);
    }
    for (const auto &[edge, stamps] : m_stamps)
        drawEdge(edge, layout);
    for (const auto &[edge, stamps] : m_stamps)
        drawStamps(layout.edge(edge), stamps, layout);
    for (const TcpState state : inReadingOrder)
        drawState(state, layout);
    std::stable_sort(m_hopItems.begin(), m_hopItems.end(),
        [](const Drawing::Item &a, const Drawing::Item &b) { return a.event < b.event; });
    m_drawing.items.insert(m_drawing.items.end(), m_hopItems.begin(), m_hopItems.end());
    m_drawing.size.setHeight(drawFoot(layout.bottom(), true));
    return std::move(m_drawing);
}

/// The heading: whose way is marked, or that there is none.
void StateDrawing::note(double top)
{
    const double room = m_drawing.size.width() - m_line;
    const bool isUdp = m_conversation.protocol == Protocol::Udp && !m_conversation.isEmpty();
    const QString title = isUdp ? m_words.translate("wl", "UDP has no states.")
                                : conversationTitle(m_frame.table, m_conversation);
    const QRectF rect(m_line / 2, top, room, 1.1 * m_line);
    m_drawing.text({rect, elided(title, room, TextStyle::Title, m_frame.ruler.width), TextStyle::Title});
    if (isUdp)
        m_drawing.items.push_back({rect, {},
            m_words.translate(
                "wl", "UDP has no states: a datagram socket is bound or not, and knows no connection."),
            {}});
}

QStringList StateDrawing::footLines() const
{
    QStringList lines{m_words.translate("wl",
        "\u25CF now \u00B7 thick: travelled, numbered in order \u00B7 dashed: inferred, "
        "passed too quickly to be seen")};
    QStringList key;
    for (const Traveller &who : m_travellers) {
        const QString form = who.letter == QLatin1String("L")
            ? m_words.translate("wl", "%1 = %2, listening (double line)")
            : who.doubled ? m_words.translate("wl", "%1 = %2 (double line)")
                          : m_words.translate("wl", "%1 = %2 (solid line)");
        key << form.arg(who.letter, name(who.socket));
    }
    if (!key.isEmpty())
        lines << key.join(QStringLiteral(" \u00B7 "));
    return lines;
}

/// What stands below the diagram, from `top` on; returns where it ends.
double StateDrawing::drawFoot(double top, bool isDrawn)
{
    const double room = std::max(m_drawing.size.width(), m_frame.room.width()) - m_line;
    const auto put = [&](const QString &text, Paint ink) {
        const QRectF rect(m_line / 2, top, room, 1.05 * m_line);
        if (isDrawn)
            m_drawing.text({rect, elided(text, room, TextStyle::Remark, m_frame.ruler.width),
                TextStyle::Remark, Align::Left, ink});
        top += 1.1 * m_line;
        return rect;
    };
    for (std::size_t i = 0; i < std::min(m_jumps.size(), mostJumps); ++i) {
        const auto &[who, hop, number] = m_jumps[i];
        const QString text = who->letter + QString::number(number) + QStringLiteral(" \u21E2 ")
            + jumpText(name(who->socket), *hop, who->track->reset);
        const QRectF rect = put(text, Paint::with(Ink::Text));
        if (isDrawn)
            m_drawing.items.push_back({rect, hop->event,
                hopSentence(name(who->socket), *hop, m_frame.view.at(hop->event), who->track->reset), {}});
    }
    const QStringList lines = footLines();
    for (const QString &line : lines) {
        const QStringList parts = wrapped(line, room, TextStyle::Remark, m_frame.ruler.width, 2);
        for (const QString &part : parts)
            put(part, Paint::with(Ink::WeakText));
    }
    return top + 0.4 * m_line;
}

void StateDrawing::drawEdge(std::size_t number, const StateLayout &layout)
{
    const EdgePlace place = layout.edge(number);
    const auto stamps = m_stamps.find(number);
    const bool isTravelled = stamps != m_stamps.end();
    if (isTravelled)
        drawPath(place, stamps->second);
    else
        m_drawing.path({.points = place.points,
            .line = Paint::with(Ink::ControlBorder),
            .fill = Paint::nothing(),
            .endHead = true,
            .head = 0.45 * m_line});
    drawLabel(place, m_words.translate("wl", stateEdges()[number].label), isTravelled);
}

void StateDrawing::drawPath(const EdgePlace &place, const std::vector<Stamp> &stamps)
{
    const double thick = std::max(2.4, 0.15 * m_line);
    const auto is = [&](auto what) { return std::any_of(stamps.begin(), stamps.end(), what); };
    const bool isDoubled = is([](const Stamp &stamp) { return stamp.who->doubled; });
    // What one end was seen to do is no guess, whatever the other end is thought to have done.
    const bool isSeen = is([](const Stamp &stamp) { return !stamp.hop->inferred; });
    m_drawing.path({.points = place.points,
        .line = Paint::with(Ink::Text),
        .fill = Paint::nothing(),
        .lineWidth = isDoubled ? 2 * thick : thick,
        .dashed = !isSeen,
        .endHead = true,
        .head = 0.7 * m_line});
    if (!isDoubled)
        return;
    // The inner line ends before the head.
    QList<QPointF> inner = place.points;
    const QPointF last = inner.back();
    const QPointF before = inner[inner.size() - 2];
    const QPointF way = last - before;
    const double length = std::abs(way.x()) + std::abs(way.y());
    inner.back() = last - way * std::min(0.75 * m_line / std::max(length, 1.0), 1.0);
    m_drawing.path({.points = inner,
        .line = Paint::with(Ink::Surface),
        .fill = Paint::nothing(),
        .lineWidth = 0.8 * thick});
}

void StateDrawing::drawLabel(const EdgePlace &place, const QString &text, bool isTravelled)
{
    const double room = place.upwards ? place.label.height() : place.label.width();
    const QStringList lines = wrapped(text, room, TextStyle::Remark, m_frame.ruler.width, place.mostLines);
    const double step = place.upwards ? place.label.width() : place.label.height() / place.mostLines;
    const double all = step * double(lines.size());
    double top = place.fromBelow ? place.label.bottom() - all : place.label.center().y() - all / 2;
    for (const QString &line : lines) {
        const QRectF rect =
            place.upwards ? place.label : QRectF(place.label.x(), top, place.label.width(), step);
        m_drawing.text({rect, line, TextStyle::Remark, place.align,
            Paint::with(isTravelled ? Ink::Text : Ink::WeakText), place.upwards});
        top += step;
    }
}

void StateDrawing::drawStamps(
    const EdgePlace &place, const std::vector<Stamp> &stamps, const StateLayout &layout)
{
    const QSizeF size = layout.numberSize();
    std::map<const Traveller *, const Stamp *> latest;
    for (const Stamp &stamp : stamps)
        latest[stamp.who] = &stamp;
    QPointF at = place.number;
    if (place.centred)
        at -= place.nextNumber * (double(latest.size() - 1) / 2);
    for (const auto &[who, stamp] : latest) {
        const QRectF rect(at - QPointF(size.width() / 2, size.height() / 2), size);
        const bool inferred = stamp->hop->inferred;
        m_drawing.box({.rect = rect,
            .fill = Paint::with(inferred ? Ink::Surface : Ink::Accent),
            .line = Paint::with(Ink::Text),
            .radius = size.height() / 2,
            .lineWidth = 1.2,
            .dashed = inferred});
        m_drawing.text({rect,
            elided(who->letter + QString::number(stamp->number), size.width(), TextStyle::State,
                m_frame.ruler.width),
            TextStyle::State, Align::Centre, Paint::with(inferred ? Ink::Text : Ink::AccentText)});
        const EventIndex event = stamp->hop->event;
        m_hopItems.push_back({rect, event,
            hopSentence(name(who->socket), *stamp->hop, m_frame.view.at(event), who->track->reset), {}});
        at += place.nextNumber;
    }
}

bool StateDrawing::wasPassed(TcpState state) const
{
    // Seen by any event: not only passed.
    bool passed = false;
    for (const Traveller &who : m_travellers) {
        const auto &seen = who.track->changes;
        if (std::any_of(seen.begin(), seen.end(), [&](const StateChange &c) { return c.state == state; }))
            return false;
        passed |= std::any_of(
            who.hops.begin(), who.hops.end(), [&](const StateHop &hop) { return hop.to == state; });
    }
    return passed;
}

/// "●C Client 1, Server 1 #2 +3 more", as many names as there is room for.
QString StateDrawing::whoIsIn(TcpState state, double room) const
{
    const auto found = m_rooms.find(state);
    if (found == m_rooms.end())
        return {};
    const Room &in = found->second;
    const TextWidth &width = m_frame.ruler.width;
    QStringList names;
    for (const SocketId socket : in.sockets) {
        const Traveller *who = traveller(socket);
        names << (who ? QString(QChar(0x25CF) + who->letter + u' ' + name(socket)) : name(socket));
    }
    QString best;
    for (qsizetype shown = 1; shown <= names.size(); ++shown) {
        QString text = names.mid(0, shown).join(QStringLiteral(", "));
        if (in.count > std::size_t(shown))
            text += QLatin1Char(' ') + m_words.translate("wl", "+%1 more").arg(in.count - std::size_t(shown));
        if (shown == 1 || width(text, TextStyle::Detail) <= room)
            best = text;
    }
    if (width(best, TextStyle::Detail) <= room)
        return best;
    // Not even one name: their number says more than half a name.
    return in.count > 1
        ? elided(m_words.translate("wl", "%1 sockets").arg(in.count), room, TextStyle::Detail, width)
        : elided(best, room, TextStyle::Detail, width);
}

void StateDrawing::drawState(TcpState state, const StateLayout &layout)
{
    const QRectF rect = layout.box(state);
    const auto found = m_rooms.find(state);
    const bool isLookedAt = found != m_rooms.end() && found->second.isLookedAt;
    const bool passed = wasPassed(state);
    m_drawing.box({.rect = rect,
        .fill = isLookedAt ? Paint::ofState(state) : Paint::with(Ink::Surface),
        .line = Paint::with(isLookedAt || passed ? Ink::Text : Ink::ControlBorder),
        .radius = 0.6 * m_line,
        .lineWidth = isLookedAt ? 2.6
            : passed            ? 1.6
                                : 1.0,
        .dashed = passed});
    const double inset = 0.3 * m_line;
    const double room = rect.width() - 2 * inset;
    QString below = whoIsIn(state, room);
    if (below.isEmpty() && passed)
        below = elided(
            m_words.translate("wl", "passed (inferred)"), room, TextStyle::Detail, m_frame.ruler.width);
    const Paint ink = isLookedAt ? Paint::onState(state) : Paint::with(Ink::Text);
    const QString title =
        elided(QLatin1String(stateName(state)), room, TextStyle::State, m_frame.ruler.width);
    const double top = below.isEmpty() ? rect.center().y() - 0.5 * m_line : rect.top() + 0.13 * m_line;
    m_drawing.text(
        {QRectF(rect.left() + inset, top, room, m_line), title, TextStyle::State, Align::Centre, ink});
    m_drawing.text({QRectF(rect.left() + inset, top + 1.02 * m_line, room, m_line), below, TextStyle::Detail,
        Align::Centre, ink});
    m_drawing.items.push_back({rect, stateEvent(state), stateSentence(state), {}});
}

QString StateDrawing::stateSentence(TcpState state) const
{
    const QString title = QLatin1String(stateName(state));
    const auto found = m_rooms.find(state);
    const QString passed = wasPassed(state)
        ? QLatin1Char(' ') + m_words.translate("wl", "It was passed too quickly to be seen (inferred).")
        : QString();
    if (found == m_rooms.end())
        return m_words.translate("wl", "%1: no socket is in this state.").arg(title) + passed;
    const Room &in = found->second;
    QStringList names;
    for (const SocketId socket : in.sockets)
        names << name(socket);
    QString list = names.join(QStringLiteral(", "));
    if (in.count > in.sockets.size())
        list += QLatin1Char(' ') + m_words.translate("wl", "+%1 more").arg(in.count - in.sockets.size());
    const QString count = in.count == 1 ? m_words.translate("wl", "1 socket")
                                        : m_words.translate("wl", "%1 sockets").arg(in.count);
    return m_words.translate("wl", "%1: %2 in this state now: %3.").arg(title, count, list) + passed;
}

std::optional<EventIndex> StateDrawing::stateEvent(TcpState state) const
{
    const auto found = m_rooms.find(state);
    if (found == m_rooms.end() || found->second.sockets.empty())
        return {};
    return m_tracks.track(found->second.sockets.front())->changes.back().event;
}

} // namespace wl
