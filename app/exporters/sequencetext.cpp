// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/exporters/sequencetext.h"

#include "app/core/safetext.h"
#include "app/diagrams/sequencediagram.h"
#include "app/diagrams/sequencelabels.h"
#include "app/models/eventnotes.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <set>

namespace wl {

namespace {

using Form = SequenceText::Form;

constexpr qsizetype mostNameCharacters = 60;
constexpr qsizetype mostByteCharacters = 60;

QString words(const char *text)
{
    return QCoreApplication::translate("wl", text);
}

bool isServerEnd(const SocketTable &table, SocketId id)
{
    const SocketFacts *facts = table.socket(id);
    const EndpointFacts *endpoint = facts ? table.endpoint(facts->endpoint) : nullptr;
    return endpoint && endpoint->settings.role == Role::Server;
}

/// Some of an event's bytes as text with their number: “hello\n” 6 B.
QString bytesText(const EventRef &event, std::uint64_t skip, std::uint64_t size)
{
    const QString number = words(QT_TRANSLATE_NOOP("wl", "%1 B")).arg(size);
    const Bytes kept = event.payload();
    if (kept.size() <= skip)
        return number;
    const std::uint64_t shown = std::min<std::uint64_t>(kept.size() - skip, size);
    const auto *data = reinterpret_cast<const char *>(kept.data() + skip);
    const QString text = safeText(QByteArrayView(data, qsizetype(shown)), mostByteCharacters);
    const QChar ellipsis(0x2026);
    const bool cut = shown < size && !text.endsWith(ellipsis);
    return QStringLiteral("\u201C%1%2\u201D %3").arg(text, cut ? QString(ellipsis) : QString(), number);
}

/// Walks through the rows once and writes down what each one shows.
class Writer
{
public:
    Writer(const SequenceRows &rows, const JournalView &view, const SocketTable &table,
        const SequenceTextLimits &limits)
        : m_rows(rows)
        , m_view(view)
        , m_table(table)
        , m_limits(limits)
    {
    }

    SequenceText take()
    {
        collect();
        m_notes.advance(m_view);
        RowNumber n = m_rows.first();
        for (; n < m_rows.end() && !isFull(); ++n)
            addRow(n);
        if (n < m_rows.end())
            m_left += m_rows.end() - n;
        addRemarks();
        addParticipants();
        m_text.title = words(QT_TRANSLATE_NOOP("wl", "What the sockets did"));
        return std::move(m_text);
    }

private:
    void collect()
    {
        for (const MessageLink &link : m_rows.links())
            m_links.emplace(link.to, link.from);
        for (const Handshake &handshake : m_rows.handshakes())
            m_handshakes.emplace(handshake.from / 2, &handshake);
        for (const auto &[id, lane] : m_rows.lanes()) {
            for (const LaneLife::Change &change : lane.states)
                m_states.emplace(std::pair(change.place / 2, id), change.state);
        }
    }

    bool isFull() const
    {
        return m_messages >= m_limits.messages || m_text.statements.size() >= m_limits.statements;
    }

    void addRow(RowNumber n)
    {
        const SequenceRow &row = m_rows.row(n);
        const EventRef event = m_view.at(row.event);
        if (event && event->kind() == Kind::Call)
            addCall(n, event);
        if (const QString note = event ? m_notes.of(event.index()) : QString(); !note.isEmpty())
            m_text.statements.push_back({Form::Remark, 0, 0,
                words(QT_TRANSLATE_NOOP("wl", "Note on row %1: %2")).arg(event.index() + 1).arg(note),
                false});
        const auto [first, last] = m_handshakes.equal_range(n);
        for (auto it = first; it != last; ++it)
            add(Form::Inferred, it->second->client, it->second->listener,
                words(QT_TRANSLATE_NOOP("wl", "handshake by the kernels (inferred)")));
        for (auto it = m_states.lower_bound({n, 0}); it != m_states.end() && it->first.first == n; ++it)
            add(Form::State, it->first.second, 0, QLatin1String(stateName(it->second)));
    }

    void addCall(RowNumber n, const EventRef &event)
    {
        const bool isAccept = event->step == Step::CallAccept || event->step == Step::CallAccept4;
        if (isAccept && event->result >= 0 && m_rows.lane(SocketId(event->arg))) {
            add(Form::Accepted, event->socket, SocketId(event->arg), callLabel(event));
            return;
        }
        const bool sends = isSendCall(event->step);
        const bool receives = isRecvCall(event->step);
        const bool moves = event->result > 0 || (event->result == 0 && event->has(Event::Datagram));
        if (receives && moves)
            addReceived(n, event);
        add(Form::Call, event->socket, 0, callLabel(event));
        if (sends && moves && !m_rows.row(n).linked)
            addUntaken(event, m_rows.row(n).refused);
        if (receives && event->result == 0 && !moves && event->arg > 0)
            add(Form::Inferred, partnerOf(event->socket), event->socket,
                words(QT_TRANSLATE_NOOP("wl", "end of the stream (inferred)")));
    }

    void addReceived(RowNumber n, const EventRef &event)
    {
        const auto [first, last] = m_links.equal_range(n);
        if (first == last)
            addMessage(Form::Message, partnerOf(event->socket), event->socket,
                bytesText(event, 0, std::uint64_t(event->result)));
        for (auto it = first; it != last; ++it) {
            const EventRef sent =
                it->second >= m_rows.first() ? m_view.at(m_rows.row(it->second).event) : EventRef();
            if (sent)
                addMessage(Form::Message, sent->socket, event->socket, sharedText(sent, event));
        }
    }

    /// The bytes that this send and this recv have in common.
    static QString sharedText(const EventRef &sent, const EventRef &received)
    {
        if (received->has(Event::Datagram))
            return bytesText(received, 0, std::uint64_t(received->result));
        const std::uint64_t begin = std::max(sent->offset, received->offset);
        const std::uint64_t end = std::min(
            sent->offset + std::uint64_t(sent->result), received->offset + std::uint64_t(received->result));
        return bytesText(received, begin - received->offset, end > begin ? end - begin : 0);
    }

    void addUntaken(const EventRef &event, bool refused)
    {
        const SocketId reader = event->has(Event::Datagram) ? boundTo(event) : partnerOf(event->socket);
        const QString text = bytesText(event, 0, std::uint64_t(event->result));
        if (refused)
            addMessage(Form::Lost, event->socket, reader,
                words(QT_TRANSLATE_NOOP("wl", "%1, refused by the other host")).arg(text));
        else if (reader != 0)
            addMessage(
                Form::Lost, event->socket, reader, words(QT_TRANSLATE_NOOP("wl", "%1, not read")).arg(text));
        else
            addMessage(Form::Message, event->socket, 0, text);
    }

    SocketId partnerOf(SocketId id) const
    {
        const SocketFacts *facts = m_table.socket(id);
        return facts && m_rows.lane(facts->partner) ? facts->partner : 0;
    }

    /// The datagram socket of ours that stands where this datagram went.
    SocketId boundTo(const EventRef &sent) const
    {
        const SocketFacts *sender = m_table.socket(sent->socket);
        const PackedAddress to = sent->has(Event::HasPeer) ? sent.peer()
            : sender                                       ? sender->peer
                                                           : PackedAddress();
        for (const auto &[id, endpoint] : m_table.endpoints()) {
            const SocketFacts *facts = m_table.socket(endpoint.main);
            if (!to.isValid() || !facts || facts->role != SocketRole::Datagram || !m_rows.lane(facts->id)
                || !facts->local.isValid() || facts->local.port != to.port)
                continue;
            if (isAnyAddress(facts->local) ? isLoopback(to) : isSameHost(facts->local, to))
                return facts->id;
        }
        return 0;
    }

    void addMessage(Form form, SocketId from, SocketId to, const QString &text)
    {
        if (m_messages >= m_limits.messages) {
            ++m_left;
            return;
        }
        ++m_messages;
        add(form, from, to, text);
    }

    void add(Form form, SocketId from, SocketId to, const QString &text)
    {
        const bool isBetween = form != Form::Call && form != Form::State;
        if (!seat(from) || (isBetween && !seat(to))) {
            ++m_left;
            return;
        }
        m_usesOutside = m_usesOutside || from == 0 || (isBetween && to == 0);
        m_text.statements.push_back({form, from, to, text, isServerEnd(m_table, from)});
    }

    /// A place for the socket's lifeline, while there is one.
    bool seat(SocketId id)
    {
        if (id == 0 || m_seated.contains(id))
            return true;
        if (m_seated.size() >= m_limits.participants)
            return false;
        m_seated.insert(id);
        return true;
    }

    void addRemarks()
    {
        const auto remark = [this](const QString &text) {
            m_text.statements.push_back({Form::Remark, 0, 0, text, false});
        };
        if (m_rows.first() > 0)
            remark(words(QT_TRANSLATE_NOOP("wl", "%1 older steps are left out.")).arg(m_rows.first()));
        if (m_left > 0)
            remark(
                words(QT_TRANSLATE_NOOP("wl",
                          "%1 more steps are left out: a text takes at most %2 messages and %3 lifelines."))
                    .arg(m_left)
                    .arg(m_limits.messages)
                    .arg(m_limits.participants));
    }

    void addParticipants()
    {
        const auto name = [this](SocketId id) {
            const QString known = safeText(QStringView(m_table.socketName(id)), mostNameCharacters);
            return known.isEmpty() ? words(QT_TRANSLATE_NOOP("wl", "Socket %1")).arg(id) : known;
        };
        for (const bool servers : {true, false}) {
            for (const SocketId id : m_seated) {
                if (isServerEnd(m_table, id) == servers)
                    m_text.participants.push_back({id, name(id), servers});
            }
        }
        if (m_usesOutside)
            m_text.participants.push_back({0, words(QT_TRANSLATE_NOOP("wl", "Outside")), false});
    }

    const SequenceRows &m_rows;
    const JournalView &m_view;
    const SocketTable &m_table;
    const SequenceTextLimits m_limits;
    std::multimap<RowNumber, RowNumber> m_links; ///< from a recv to its sends
    std::multimap<RowNumber, const Handshake *> m_handshakes;
    std::multimap<std::pair<RowNumber, SocketId>, TcpState> m_states;
    EventNotes m_notes;
    std::set<SocketId> m_seated;
    std::size_t m_messages = 0;
    std::uint64_t m_left = 0;
    bool m_usesOutside = false;
    SequenceText m_text;
};

} // namespace

SequenceText sequenceTextOf(const SequenceRows &rows, const JournalView &view, const SocketTable &table,
    const SequenceTextLimits &limits)
{
    return Writer(rows, view, table, limits).take();
}

SequenceText sequenceTextOf(const JournalView &view)
{
    SocketTable table;
    table.advance(view);
    SequenceRows rows(SequenceDiagram::mostRows);
    rows.advance(view, table);
    return sequenceTextOf(rows, view, table);
}

QByteArray participantId(SocketId socket)
{
    return socket == 0 ? QByteArrayLiteral("Outside") : 'S' + QByteArray::number(socket);
}

} // namespace wl
