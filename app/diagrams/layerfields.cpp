// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/layerfields.h"

#include "app/core/safetext.h"
#include "app/diagrams/sequencelabels.h"
#include "app/models/eventtext.h"
#include "app/models/gaugetext.h"
#include "app/sockets/addresses.h"

#include <QCoreApplication>

namespace wl {

namespace {

using App = QCoreApplication;

/// Collects the rows of the table for one message.
class Fields
{
public:
    Fields(const LayerMessage &message, const JournalView &view, const SocketTable &table)
        : m_message(message)
        , m_view(view)
        , m_table(table)
    {
    }

    QList<LayerField> take()
    {
        addEnd(
            m_message.sender(), App::translate("wl", "Source port"), App::translate("wl", "Source address"));
        addEnd(m_message.receiver(), App::translate("wl", "Destination port"),
            App::translate("wl", "Destination address"));
        if (m_message.isDatagram)
            addDatagram();
        else
            addStream();
        addReading();
        if (m_message.isDatagram)
            addDatagramCounters();
        else
            addSegments();
        addUnseen();
        return m_fields;
    }

private:
    void add(const QString &name, const QString &value, const QString &source,
        std::optional<EventIndex> event = {}, const QString &more = {})
    {
        QString sentence = value == QLatin1String("?")
            ? App::translate("wl", "%1: not known; %2.").arg(name, source)
            : App::translate("wl", "%1: %2; known by: %3.").arg(name, value, source);
        if (!more.isEmpty())
            sentence += QLatin1Char(' ') + more;
        m_fields.append({name, value, source, sentence, event});
    }

    void addUnknown(const QString &name, const QString &why, const QString &more = {})
    {
        add(name, QStringLiteral("?"), why, {}, more);
    }

    void addEnd(const LayerEnd &end, const QString &portName, const QString &addressName)
    {
        if (!end.address.isValid() || end.addressSource.isEmpty()) {
            const QString why = App::translate("wl", "no call told it");
            addUnknown(portName, why);
            addUnknown(addressName, why);
            return;
        }
        add(portName, QString::number(end.address.port), end.addressSource);
        if (isAnyAddress(end.address))
            addUnknown(addressName, App::translate("wl", "bound to any address"));
        else
            add(addressName, unpackAddress(end.address).toString(), end.addressSource);
    }

    void addDatagram()
    {
        add(App::translate("wl", "UDP length"),
            App::translate("wl", "8 + %1 = %2").arg(m_message.size).arg(8 + m_message.size),
            App::translate("wl", "the rule of RFC 768"), m_message.carrier.index(),
            App::translate("wl",
                "The length counts the header of 8 bytes and the data; it is a field of 16 bits, and IPv4 "
                "leaves room for at most 65507 bytes of data."));
        const bool four = isIPv4(m_message.receiver().address);
        addUnknown(App::translate("wl", "UDP checksum"),
            four ? App::translate("wl", "the kernel's; optional in IPv4")
                 : App::translate("wl", "the kernel's; required in IPv6"),
            App::translate("wl",
                "It covers addresses, ports, length and data. On loopback the kernel usually leaves it to "
                "nobody."));
    }

    void addStream()
    {
        const QString span = m_message.size == 0
            ? QStringLiteral("?")
            : App::translate("wl", "%1 to %2").arg(m_message.begin).arg(m_message.begin + m_message.size - 1);
        add(App::translate("wl", "Bytes of the stream"), span, App::translate("wl", "counted here"),
            m_message.carrier.index(),
            App::translate(
                "wl", "Counted from 0 in this direction; the sequence numbers of TCP begin elsewhere."));
        const SocketFacts *sender = m_table.socket(m_message.sent ? m_message.sent->socket : 0);
        if (sender && sender->acked > 0)
            add(App::translate("wl", "Acknowledged"), Words::translated().bytes(qint64(sender->acked)),
                App::translate("wl", "send timestamps"), {},
                App::translate(
                    "wl", "The other kernel has so many of the stream; that says nothing of its program."));
        else
            addUnknown(App::translate("wl", "Acknowledged"), App::translate("wl", "no timestamp told it"));
    }

    void addReading()
    {
        if (m_message.sent)
            add(App::translate("wl", "Sent by"), callLabel(m_message.sent) + times(m_message.sends),
                App::translate("wl", "observed"), m_message.sent.index());
        else
            addUnknown(App::translate("wl", "Sent by"), App::translate("wl", "not ours"));
        if (m_message.received)
            add(App::translate("wl", "Read by"), callLabel(m_message.received) + times(m_message.recvs),
                App::translate("wl", "observed"), m_message.received.index());
        else
            addUnknown(App::translate("wl", "Read by"),
                !m_message.receiver().isOurs() ? App::translate("wl", "not ours")
                                               : App::translate("wl", "not read yet"),
                placeSentence(m_message));
    }

    static QString times(std::uint32_t calls)
    {
        return calls > 1 ? App::translate("wl", " (one of %1 calls)").arg(calls) : QString();
    }

    /// The latest numbers of the sender, else of the receiver.
    std::optional<Gauge> gauge(const SocketFacts *&whose, EventRef &event) const
    {
        for (const LayerEnd *end : {&m_message.sender(), &m_message.receiver()}) {
            whose = m_table.socket(end->socket);
            event = whose && whose->gauge ? m_view.at(*whose->gauge) : EventRef();
            if (event)
                return Gauge::fromBytes(event.payload());
        }
        return {};
    }

    void addSegments()
    {
        const SocketFacts *whose = nullptr;
        EventRef event;
        const auto numbers = gauge(whose, event);
        const bool proven = numbers && m_message.sent && whose->id == m_message.sent->socket
            && isOnlySegment(*numbers, *whose, event);
        if (proven)
            add(App::translate("wl", "Segments"), App::translate("wl", "exactly one"),
                App::translate("wl", "TCP_INFO: one with data went out"), event.index());
        else
            addUnknown(App::translate("wl", "Segments"), App::translate("wl", "one or more, not seen"));
        if (!numbers)
            return addUnknown(
                App::translate("wl", "Counters"), App::translate("wl", "TCP_INFO was not read"));
        const QString source =
            App::translate("wl", "TCP_INFO of %1, %2")
                .arg(safeText(QStringView(m_table.socketName(whose->id)), 40), evidenceText(event.event()));
        add(App::translate("wl", "Segments so far"),
            App::translate("wl", "%1 out, %2 in")
                .arg((*numbers)[GaugeField::SegmentsOut])
                .arg((*numbers)[GaugeField::SegmentsIn]),
            source, event.index());
        const Words language = Words::translated();
        for (const GaugeField field : {GaugeField::SegmentSize, GaugeField::Rtt}) {
            if ((*numbers)[field] > 0)
                add(field == GaugeField::Rtt ? App::translate("wl", "Round trip")
                                             : App::translate("wl", "Largest segment"),
                    gaugeValue(*numbers, field, language), source, event.index(), gaugeHint(field, language));
        }
    }

    /// Counters prove it when this send is all that ever went out and it went in one segment.
    bool isOnlySegment(const Gauge &numbers, const SocketFacts &sender, const EventRef &read) const
    {
        return m_message.sent.index() < read.index() && m_message.sent->offset == 0
            && sender.bytesOut == std::uint64_t(m_message.sent->result)
            && numbers[GaugeField::DataSegmentsOut] == 1 && numbers[GaugeField::NotSent] == 0;
    }

    void addDatagramCounters()
    {
        const SocketFacts *sender = m_table.socket(m_message.sender().socket);
        const SocketFacts *receiver = m_table.socket(m_message.receiver().socket);
        if (sender)
            add(App::translate("wl", "Datagrams sent"), QString::number(sender->datagramsOut),
                App::translate("wl", "counted here"));
        if (receiver)
            add(App::translate("wl", "Datagrams read"), QString::number(receiver->datagramsIn),
                App::translate("wl", "counted here"));
        const EventRef event = receiver && receiver->gauge ? m_view.at(*receiver->gauge) : EventRef();
        if (event)
            add(App::translate("wl", "Drops"),
                QString::number(Gauge::fromBytes(event.payload())[GaugeField::Drops]),
                App::translate("wl", "the receiver's kernel"), event.index(),
                gaugeHint(GaugeField::Drops, Words::translated()));
    }

    void addUnseen()
    {
        if (!m_message.isDatagram) {
            addUnknown(
                App::translate("wl", "Sequence numbers"), App::translate("wl", "not visible to a program"));
            addUnknown(App::translate("wl", "TCP checksum"), App::translate("wl", "the kernel computes it"),
                App::translate("wl", "On loopback it is usually not even filled in."));
        }
        const bool four = isIPv4(m_message.receiver().address);
        addUnknown(four ? App::translate("wl", "Time to live") : App::translate("wl", "Hop limit"),
            App::translate("wl", "not seen"));
    }

    const LayerMessage &m_message;
    const JournalView &m_view;
    const SocketTable &m_table;
    QList<LayerField> m_fields;
};

} // namespace

QList<LayerField> layerFields(const LayerMessage &message, const JournalView &view, const SocketTable &table)
{
    return message.isEmpty() ? QList<LayerField>() : Fields(message, view, table).take();
}

bool isIPv4(const PackedAddress &address)
{
    bool mapped = false;
    if (address.isValid())
        unpackAddress(address).toIPv4Address(&mapped);
    return mapped;
}

bool staysHere(const LayerMessage &message)
{
    const PackedAddress &from = message.sender().address;
    const PackedAddress &to = message.receiver().address;
    if (message.server.socket != 0 && message.client.socket != 0)
        return true;
    if (!from.isValid() || !to.isValid())
        return isLoopback(from.isValid() ? from : to);
    return isLoopback(from) || isLoopback(to) || isSameHost(from, to);
}

QString transportHeader(const LayerMessage &message)
{
    return message.isDatagram ? App::translate("wl", "UDP 8 B") : App::translate("wl", "TCP \u2265 20 B");
}

QString networkHeader(const LayerMessage &message)
{
    const PackedAddress &to = message.receiver().address;
    if (!to.isValid())
        return App::translate("wl", "IP ?");
    return isIPv4(to) ? App::translate("wl", "IPv4 \u2265 20 B") : App::translate("wl", "IPv6 40 B");
}

QString placeSentence(const LayerMessage &message)
{
    switch (message.place) {
    case MessagePlace::None:
        return App::translate("wl", "Send a message, and see how it is wrapped.");
    case MessagePlace::Read:
        return message.sent
            ? App::translate("wl", "The receiver's program has read it.")
            : App::translate("wl", "It came from a program that is not ours, and was read here.");
    case MessagePlace::PartlyRead:
        return App::translate("wl", "The receiver's program has read a part of it.");
    case MessagePlace::InReceiveBuffer:
        return App::translate("wl", "It waits in the receiver's kernel, in the receive buffer.");
    case MessagePlace::Unread:
        return App::translate("wl", "It is not read yet; where it waits was not seen.");
    case MessagePlace::Lost:
        return App::translate("wl", "Nobody read it, and later ones were read: it is lost.");
    case MessagePlace::Refused:
        return App::translate("wl", "An ICMP message answered: it was not delivered.");
    case MessagePlace::InForeignKernel:
        return App::translate("wl", "The other kernel has it; what its program does is not seen.");
    case MessagePlace::Foreign:
        break;
    }
    return App::translate("wl", "It went to a program that is not ours; what that does is not seen.");
}

} // namespace wl
