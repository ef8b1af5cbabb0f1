// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/services/service.h"

#include <deque>
#include <map>
#include <set>

namespace wl {

/// A message on its way through the relay.
struct RelayMail {
    quint64 number = 0;
    quint64 sender = 0; ///< the member that sent it
    QByteArray senderName; ///< its name then, empty: it had none
    QByteArray from; ///< as it is shown: name or address
    QByteArray to; ///< whose mailbox
    QByteArray text;
    bool again = false; ///< it was passed on before, and nobody knows whether it came
    bool saidKept = false;
};

/// What the clients of one relay have in common: who is there under which name, and the mail that waits. A
/// message is accepted or refused at once; an accepted one is delivered, or kept, or, where it was meant for
/// an address that is gone, reported as lost: never forgotten. Knows no socket; all of it in one thread.
class RelayRoom final : public ServiceRoom
{
public:
    using Member = quint64;

    struct Limits {
        int mailPerBox = 100;
        qint64 bytesPerBox = 256 << 10;
        int mailInAll = 10'000; ///< waiting or not acknowledged
        qint64 bytesInAll = 16 << 20;
        int boxes = 1'000; ///< mailboxes of absent clients
        qint64 bytesUnderWay = 64 << 10; ///< to one client, before more waits for the acknowledgement
    };

    explicit RelayRoom(const Limits &limits);

    void setMailPerBox(int messages) { m_limits.mailPerBox = messages; }

    Member enter(ServiceLine &line);
    /// Its name is free again; what it has not acknowledged goes back to its mailbox.
    void leave(Member member);
    /// One line of the protocol, without its end.
    void take(Member member, const QByteArray &line);
    /// Tells a client what is wrong with what it sent.
    void refuse(Member member, const QByteArray &why);
    /// True while something that was passed on to it is not acknowledged yet.
    bool acknowledged(Member member, quint64 upTo);
    bool hasUnderWay(Member member) const;
    /// True while something is under way to it, or a receipt for what it sent is.
    bool isOwed(Member member) const;

    /// Messages that wait in this mailbox.
    qsizetype waiting(const QByteArray &box) const;
    int mailInAll() const { return m_mailInAll; }

private:
    struct UnderWay {
        RelayMail mail;
        quint64 end = 0; ///< offset in the stream after its last byte; 0: not sent yet
    };
    struct Client {
        ServiceLine *line = nullptr;
        QByteArray address;
        QByteArray name;
        std::deque<UnderWay> underWay;
        qint64 bytesUnderWay = 0;
        int awaits = 0; ///< messages of its own that are under way to others

        const QByteArray &box() const { return name.isEmpty() ? address : name; }
    };
    struct Mailbox {
        std::deque<RelayMail> mail;
        qint64 bytes = 0;
    };
    /// What goes out when the state is settled: sending may end a connection, and so call leave().
    struct Out {
        Member to = 0;
        QByteArray bytes;
        quint64 mail = 0;
        std::optional<ServiceNote> note;
    };

    void takeName(Member member, const QByteArray &name);
    void takeMessage(Member member, const QByteArray &rest);
    void fetch(Member member);
    void tellWho(Member member);
    QByteArray whyNot(const QByteArray &box, qsizetype size) const;
    void post(const RelayMail &mail);
    void pump(const QByteArray &box);
    std::set<QByteArray> putBack(Client &client);
    void settle(const RelayMail &mail);
    void tellKept(const RelayMail &mail);
    void lose(const RelayMail &mail, ServiceLine &line);
    void forget(const RelayMail &mail);
    void tellSender(const RelayMail &mail, const QByteArray &words);
    void tell(Member member, const QByteArray &words);
    void remark(Member member, Step step, const RelayMail &mail);
    Member holder(const QByteArray &box) const;
    bool isAbsent(const QByteArray &box) const { return holder(box) == 0; }
    void flush();
    void send(const Out &out);

    Limits m_limits;
    std::map<Member, Client> m_clients;
    std::map<QByteArray, Member> m_holders; ///< by name and by address
    std::map<QByteArray, Mailbox> m_boxes; ///< those with mail
    std::deque<Out> m_out;
    bool m_flushing = false;
    Member m_lastMember = 0;
    quint64 m_lastMail = 0;
    int m_mailInAll = 0;
    qint64 m_bytesInAll = 0;
};

} // namespace wl
