// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/exporters/jsonevent.h"
#include "app/journal/gauge.h"
#include "app/journal/journal.h"
#include "app/models/errnotext.h"
#include "app/models/eventtext.h"
#include "app/sockets/addresses.h"

#include <QRegularExpression>

#include <memory>

namespace wl::kit {

/// Makes a journal from text, a line an event:
///
///     10 call socket ep=1 sock=1 fd=12 arg=2 extra=1 after=CLOSED = 12
///     20 call bind ep=1 sock=1 fd=12 peer=127.0.0.1:12000 = -1 EADDRINUSE
///     30 call read ep=1 sock=2 fd=15 arg=4096 offset=0 = 6 "hello\n"
///     40 signal readyRead ep=1 sock=2 slot=StreamSocket::read cause=1 = 6
///     50 note listening ep=1 arg=12000 "The server is ready to receive"
///     60 call getsockname ep=1 sock=1 fd=12 local=127.0.0.1:12000 housekeeping = 0
///
/// The first number is the time in microseconds. Then kind and step as step.h names them; keys with values:
/// ep, sock, fd, arg, extra, offset, took (nanoseconds), cause (rows back), errno, local, peer, before,
/// after, slot, evidence (its number), gauge (send-queue:5,rtt-us:40, the numbers of gauge.h as the payload);
/// single words: housekeeping, probe, retry, truncated, datagram, read (the state was read at this event).
/// After " = " the result and perhaps an errno. The payload is quoted, with \n \r \t \0 \" \\ and \xNN. Empty
/// lines and lines that begin with # are passed over. What can not be understood ends the test with its line.
class JournalBuilder
{
public:
    static std::unique_ptr<Journal> build(const QString &text, std::size_t keptBytes = 4096)
    {
        auto journal = std::make_unique<Journal>(keptBytes);
        const QStringList lines = text.split(QLatin1Char('\n'));
        for (const QString &line : lines) {
            const QString trimmed = line.trimmed();
            if (!trimmed.isEmpty() && !trimmed.startsWith(QLatin1Char('#')))
                JournalBuilder(trimmed).append(*journal);
        }
        return journal;
    }

private:
    explicit JournalBuilder(const QString &line)
        : m_line(line)
    {
        static const QRegularExpression form(
            QStringLiteral("^(\\d+) (\\w+) ([\\w-]+)((?: [a-z]+(?:=\\S+)?)*)"
                           "(?: = (-?\\d+)(?: (E[A-Z0-9]+))?)?(?: \"((?:[^\"\\\\]|\\\\.)*)\")?$"));
        const auto match = form.match(line);
        if (!match.hasMatch())
            fail();
        m_event.time = match.captured(1).toLongLong() * 1000;
        const Kind kind = kindFromName(match.captured(2).toLatin1().constData());
        m_event.step = stepFromName(kind, match.captured(3).toLatin1().constData());
        if (m_event.step == Step::None)
            fail();
        const QStringList words = match.captured(4).split(QLatin1Char(' '), Qt::SkipEmptyParts);
        for (const QString &word : words)
            takeWord(word);
        m_event.result = match.captured(5).toLongLong();
        if (!match.captured(6).isEmpty())
            takeError(match.captured(6));
        if (!match.captured(7).isEmpty())
            m_body = unescaped(match.captured(7));
    }

    void append(Journal &journal) const
    {
        const Bytes body(
            reinterpret_cast<const std::uint8_t *>(m_body.constData()), std::size_t(m_body.size()));
        journal.append(m_event, body, &m_local, &m_peer);
    }

    void takeWord(const QString &word)
    {
        const QString key = word.section(QLatin1Char('='), 0, 0);
        const QString value = word.section(QLatin1Char('='), 1);
        if (!value.isEmpty() && (takeNumber(key, value) || takeName(key, value)))
            return;
        if (key == QLatin1String("read"))
            m_event.stateRead = 1;
        for (const SessionFlag &flag : sessionFlags()) {
            if (key == QLatin1String(flag.name))
                m_event.flags = std::uint8_t(m_event.flags | flag.flag);
        }
    }

    bool takeNumber(const QString &key, const QString &value)
    {
        const qlonglong number = value.toLongLong();
        if (key == QLatin1String("ep"))
            m_event.endpoint = EndpointId(number);
        else if (key == QLatin1String("sock"))
            m_event.socket = SocketId(number);
        else if (key == QLatin1String("fd"))
            m_event.fd = int(number);
        else if (key == QLatin1String("arg"))
            m_event.arg = std::uint64_t(number);
        else if (key == QLatin1String("extra"))
            m_event.extra = std::uint32_t(number);
        else if (key == QLatin1String("offset"))
            m_event.offset = std::uint64_t(number);
        else if (key == QLatin1String("took"))
            m_event.took = std::uint32_t(number);
        else if (key == QLatin1String("cause"))
            m_event.cause = std::uint32_t(number);
        else if (key == QLatin1String("evidence"))
            m_event.evidence = Evidence(number);
        else
            return false;
        return true;
    }

    bool takeName(const QString &key, const QString &value)
    {
        const QByteArray name = value.toLatin1();
        if (key == QLatin1String("local"))
            m_local = addressFromText(value);
        else if (key == QLatin1String("peer"))
            m_peer = addressFromText(value);
        else if (key == QLatin1String("errno"))
            takeError(value);
        else if (key == QLatin1String("before"))
            m_event.before = stateFromName(name.constData());
        else if (key == QLatin1String("after"))
            m_event.after = stateFromName(name.constData());
        else if (key == QLatin1String("slot"))
            takeSlot(name);
        else if (key == QLatin1String("gauge"))
            takeGauge(value);
        else
            fail();
        return true;
    }

    void takeSlot(const QByteArray &name)
    {
        for (int i = 0; i < int(Slot::Count); ++i) {
            if (name == slotName(Slot(i)))
                m_event.slot = Slot(i);
        }
    }

    void takeGauge(const QString &value)
    {
        Gauge gauge;
        const QStringList pairs = value.split(QLatin1Char(','));
        for (const QString &pair : pairs) {
            const QByteArray name = pair.section(QLatin1Char(':'), 0, 0).toLatin1();
            for (std::size_t i = 0; i < gaugeFields; ++i) {
                if (name == gaugeFieldName(GaugeField(i)))
                    gauge.values[i] = pair.section(QLatin1Char(':'), 1).toULongLong();
            }
        }
        const Bytes bytes = gauge.bytes();
        m_body = QByteArray(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size()));
    }

    void takeError(const QString &name)
    {
        const QByteArray latin = name.toLatin1();
        m_event.error = std::uint16_t(errnoFromName(QLatin1String(latin.constData(), latin.size())));
        if (m_event.error == 0)
            fail();
    }

    static QByteArray unescaped(const QString &text)
    {
        const QByteArray from = text.toUtf8();
        QByteArray to;
        for (qsizetype i = 0; i < from.size(); ++i) {
            if (from[i] != '\\' || i + 1 == from.size()) {
                to += from[i];
                continue;
            }
            const char c = from[++i];
            if (c == 'x') {
                to += char(from.mid(i + 1, 2).toInt(nullptr, 16));
                i += 2;
            } else {
                to += c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c == '0' ? '\0' : c;
            }
        }
        return to;
    }

    [[noreturn]] void fail() const { qFatal("JournalBuilder does not understand: %s", qPrintable(m_line)); }

    QString m_line;
    Event m_event;
    PackedAddress m_local;
    PackedAddress m_peer;
    QByteArray m_body;
};

/// The journal of JournalBuilder's text.
inline std::unique_ptr<Journal> journalFrom(const char *text, std::size_t keptBytes = 4096)
{
    return JournalBuilder::build(QString::fromUtf8(text), keptBytes);
}

/// Endpoint 1 is "Server 1", 2 is "Client 1", others "Endpoint N".
inline QString testName(EndpointId id)
{
    if (id == 1)
        return QStringLiteral("Server 1");
    return id == 2 ? QStringLiteral("Client 1") : QStringLiteral("Endpoint %1").arg(id);
}

} // namespace wl::kit
