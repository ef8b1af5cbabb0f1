// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/flowchart.h"
#include "tests/kit/journalbuilder.h"

namespace wl {

inline const QByteArray server =
    "1 command create ep=1 \"server tcp://127.0.0.1:0?name=Server%201\"\n"
    "2 command listen ep=1 \"tcp://127.0.0.1:0\"\n"
    "3 call socket ep=1 sock=1 fd=10 after=CLOSED read = 10\n"
    "4 call bind ep=1 sock=1 fd=10 peer=127.0.0.1:0 = 0\n"
    "5 call listen ep=1 sock=1 fd=10 arg=5 before=CLOSED after=LISTEN read = 0\n"
    "6 call getsockname ep=1 sock=1 fd=10 local=127.0.0.1:12000 housekeeping = 0\n";

inline const QByteArray create = "10 command create ep=2 \"client tcp://127.0.0.1:12000?name=Client%201\"\n"
                                 "11 command connect ep=2 \"tcp://127.0.0.1:12000\"\n"
                                 "12 call socket ep=2 sock=2 fd=11 after=CLOSED read = 11\n";

inline const QByteArray client = create
    + "13 call connect ep=2 sock=2 fd=11 peer=127.0.0.1:12000 before=CLOSED after=ESTABLISHED read = "
      "-1 EINPROGRESS\n"
      "14 call connect ep=2 sock=2 fd=11 peer=127.0.0.1:12000 = 0\n"
      "15 call getsockname ep=2 sock=2 fd=11 local=127.0.0.1:40000 housekeeping = 0\n";

inline const QByteArray accepted =
    "20 call accept4 ep=1 sock=1 fd=10 arg=3 peer=127.0.0.1:40000 after=ESTABLISHED read = 12\n"
    "21 call getsockname ep=1 sock=3 fd=12 local=127.0.0.1:12000 housekeeping = 0\n";

inline const QByteArray asked = "30 call write ep=2 sock=2 fd=11 arg=12 offset=0 = 12 \"hello world\\n\"\n";
inline const QByteArray heard = "31 call read ep=1 sock=3 fd=12 arg=4096 offset=0 = 12 \"hello world\\n\"\n";

inline const QByteArray closed =
    "40 call close ep=2 sock=2 fd=11 before=ESTABLISHED after=FIN-WAIT-1 read = 0\n"
    "41 kernel state ep=1 sock=3 fd=12 before=ESTABLISHED after=CLOSE-WAIT evidence=1 read\n"
    "42 call read ep=1 sock=3 fd=12 arg=4096 offset=12 = 0\n"
    "43 call close ep=1 sock=3 fd=12 before=CLOSE-WAIT after=CLOSED read = 0\n"
    "44 kernel state ep=2 sock=2 before=FIN-WAIT-1 after=TIME-WAIT evidence=2 extra=5 read\n";

inline const QByteArray receiver =
    "1 command create ep=1 \"server udp://127.0.0.1:13000?name=Receiver\"\n"
    "2 call socket ep=1 sock=1 fd=10 datagram = 10\n"
    "3 call bind ep=1 sock=1 fd=10 peer=127.0.0.1:13000 local=127.0.0.1:13000 datagram = 0\n";

inline const QByteArray udpSender =
    "10 command create ep=2 \"client udp://127.0.0.1:13000?name=Sender\"\n"
    "11 call socket ep=2 sock=2 fd=11 datagram = 11\n"
    "12 call sendto ep=2 sock=2 fd=11 arg=4 peer=127.0.0.1:13000 datagram = 4 \"ping\"\n";

inline double narrowText(const QString &text, TextStyle)
{
    return 7.2 * double(text.size());
}

/// A journal told as text, its table and its flowchart.
class ToldFlowchart
{
public:
    explicit ToldFlowchart(const QByteArray &text)
        : m_journal(kit::journalFrom(text.constData()))
    {
        m_table.advance(m_journal->view());
        chart.advance(m_journal->view(), m_table);
    }

    Drawing draw(QSizeF room = {1280, 620}, double line = 18, std::optional<EventIndex> selected = {},
        bool swapped = false) const
    {
        const double share = line / 18;
        const Ruler ruler{[share](const QString &t, TextStyle s) { return narrowText(t, s) * share; }, line};
        return chart.draw({m_journal->view(), m_table, room, ruler, selected, swapped});
    }

    /// All texts, one a line.
    QString texts(std::optional<EventIndex> selected = {}) const
    {
        QStringList lines;
        for (const Mark &mark : draw({1280, 620}, 18, selected).marks) {
            if (const auto *text = std::get_if<TextMark>(&mark))
                lines << text->text;
        }
        return u'\n' + lines.join(u'\n') + u'\n';
    }

    /// The buttons: "3 recv" of a socket, in order.
    QStringList buttons() const
    {
        QStringList lines;
        for (const Drawing::Item &item : draw().items) {
            if (item.press)
                lines << QStringLiteral("%1.%2 %3")
                             .arg(item.press->endpoint)
                             .arg(item.press->socket)
                             .arg(QString::fromLatin1(item.press->family));
        }
        return lines;
    }

    QString sentence(const char *part) const
    {
        for (const Drawing::Item &item : draw().items) {
            if (item.sentence.contains(QString::fromUtf8(part)))
                return item.sentence;
        }
        return {};
    }

    Flowchart chart;

private:
    std::unique_ptr<Journal> m_journal;
    SocketTable m_table;
};

} // namespace wl
