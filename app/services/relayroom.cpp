// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/services/relayroom.h"

#include "app/core/safetext.h"
#include "app/services/relaywords.h"

#include <QByteArrayList>

#include <set>
#include <utility>

namespace wl {

namespace {

constexpr int mostListed = 100; ///< lines of `who`
constexpr qint64 aroundText = 64; ///< of a message under way: what else it takes, in bytes

qint64 weight(const RelayMail &mail)
{
    return mail.text.size() + aroundText;
}

QByteArray mark(const RelayMail &mail)
{
    return '#' + QByteArray::number(mail.number);
}

ServiceNote noteOf(Step step, const RelayMail &mail)
{
    return {step, mail.number, QString::fromLatin1(mail.to), mail.text.size()};
}

QByteArray mailFor(qsizetype count)
{
    return count ? relayCount(count) + " for you\n" : QByteArray("no mail\n");
}

/// What of a hostile line may be said back.
QByteArray shown(const QByteArray &bytes)
{
    return safeText(bytes, 40).toUtf8();
}

} // namespace

RelayRoom::RelayRoom(const Limits &limits)
    : m_limits(limits)
{
}

RelayRoom::Member RelayRoom::enter(ServiceLine &line)
{
    const Member member = ++m_lastMember;
    Client &client = m_clients[member];
    client.line = &line;
    client.address = line.peer().toLatin1();
    m_holders[client.address] = member;
    return member;
}

void RelayRoom::leave(Member member)
{
    const auto it = m_clients.find(member);
    if (it == m_clients.end())
        return;
    Client client = std::move(it->second);
    m_clients.erase(it);
    if (holder(client.address) == member)
        m_holders.erase(client.address);
    m_holders.erase(client.name);
    const std::set<QByteArray> boxes = putBack(client);
    if (client.name.isEmpty()) {
        // The next one with this address may be anybody: mail is kept for names only.
        const Mailbox box = std::exchange(m_boxes[client.address], {});
        m_boxes.erase(client.address);
        for (const RelayMail &mail : box.mail)
            lose(mail, *client.line);
    }
    // After a change of name somebody else may be known by the one before.
    for (const QByteArray &box : boxes)
        pump(box);
    flush();
}

std::set<QByteArray> RelayRoom::putBack(Client &client)
{
    std::deque<RelayMail> untold;
    std::set<QByteArray> boxes;
    while (!client.underWay.empty()) {
        RelayMail mail = std::move(client.underWay.back().mail);
        // What was never handed to its connection can not have come.
        const bool wasSent = client.underWay.back().end != 0;
        client.underWay.pop_back();
        mail.again = mail.again || wasSent;
        settle(mail);
        boxes.insert(mail.to);
        client.line->remark(noteOf(wasSent ? Step::NoteMailReturned : Step::NoteMailKept, mail));
        if (!client.name.isEmpty() && !std::exchange(mail.saidKept, true))
            untold.push_front(mail);
        Mailbox &box = m_boxes[mail.to];
        box.bytes += mail.text.size();
        box.mail.push_front(std::move(mail));
    }
    for (const RelayMail &mail : untold)
        tellKept(mail);
    return boxes;
}

void RelayRoom::settle(const RelayMail &mail)
{
    const auto it = m_clients.find(mail.sender);
    if (it != m_clients.end())
        --it->second.awaits;
}

RelayRoom::Member RelayRoom::holder(const QByteArray &box) const
{
    const auto it = m_holders.find(box);
    return it == m_holders.end() ? 0 : it->second;
}

void RelayRoom::take(Member member, const QByteArray &line)
{
    if (!m_clients.contains(member))
        return;
    const qsizetype space = line.indexOf(' ');
    const QByteArray word = (space < 0 ? line : line.left(space)).toLower();
    const QByteArray rest = space < 0 ? QByteArray() : line.mid(space + 1).trimmed();
    if (word == "to")
        takeMessage(member, space < 0 ? QByteArray() : line.mid(space + 1));
    else if (word == "name")
        takeName(member, rest);
    else if (word == "fetch")
        fetch(member);
    else if (word == "who")
        tellWho(member);
    else if (word == "help")
        tell(member, relayHelp());
    else if (!line.trimmed().isEmpty())
        tell(member, "error: there is no command " + shown(word) + "; help lists them\n");
    flush();
}

void RelayRoom::refuse(Member member, const QByteArray &why)
{
    tell(member, "error: " + why + '\n');
    flush();
}

void RelayRoom::takeName(Member member, const QByteArray &name)
{
    if (!isRelayName(name)) {
        tell(member,
            "error: a name is a letter, then letters, digits, dots, underlines or hyphens, 32 in all at "
            "most\n");
        return;
    }
    Client &client = m_clients.at(member);
    const Member other = holder(name);
    if (other != 0 && other != member) {
        tell(member, "error: " + name + " is here already, from " + m_clients.at(other).address + '\n');
        return;
    }
    // Mail that waited for the address is meant for whoever is behind it.
    Mailbox moved;
    if (client.name.isEmpty()) {
        moved = std::exchange(m_boxes[client.address], {});
        m_boxes.erase(client.address);
        for (UnderWay &flight : client.underWay)
            flight.mail.to = name;
    } else {
        m_holders.erase(client.name);
    }
    client.name = name;
    m_holders[name] = member;
    const qsizetype kept = waiting(name);
    client.line->remark({Step::NoteNameTaken, 0, QString::fromLatin1(name), 0});
    tell(member, "ok: you are " + name + ", " + mailFor(kept));
    for (RelayMail &mail : moved.mail) {
        mail.to = name;
        m_boxes[name].bytes += mail.text.size();
        m_boxes[name].mail.push_back(std::move(mail));
    }
    pump(name);
}

void RelayRoom::takeMessage(Member member, const QByteArray &rest)
{
    const auto addressed = relayAddressed(rest);
    if (!addressed || addressed->text.isEmpty()) {
        tell(member, "error: write to NAME: text\n");
        return;
    }
    QByteArray box = addressed->to;
    const Member receiver = holder(box);
    if (receiver != 0) {
        box = m_clients.at(receiver).box();
    } else if (!isRelayName(box)) {
        tell(member, "error: nobody is connected from " + shown(box) + "; mail is kept for names only\n");
        return;
    }
    if (!isRelayText(addressed->text)) {
        tell(member, "error: a message is text without control characters; it was not taken\n");
        return;
    }
    const QByteArray why = whyNot(box, addressed->text.size());
    const Client &client = m_clients.at(member);
    RelayMail mail{0, member, client.name, client.box(), box, addressed->text, false, false};
    if (!why.isEmpty()) {
        remark(member, Step::NoteMailRefused, mail);
        tell(member, "error: " + why + "; the message was not taken\n");
        return;
    }
    mail.number = ++m_lastMail;
    post(mail);
}

QByteArray RelayRoom::whyNot(const QByteArray &box, qsizetype size) const
{
    const auto it = m_boxes.find(box);
    if (m_mailInAll >= m_limits.mailInAll || m_bytesInAll + size > m_limits.bytesInAll)
        return "this relay keeps " + relayCount(m_mailInAll) + " and has no room for more";
    if (it == m_boxes.end() && isAbsent(box) && m_boxes.size() >= std::size_t(m_limits.boxes))
        return "this relay has no room for one more mailbox";
    const qsizetype kept = it == m_boxes.end() ? 0 : qsizetype(it->second.mail.size());
    const qint64 bytes = it == m_boxes.end() ? 0 : it->second.bytes;
    if (kept >= m_limits.mailPerBox || bytes + size > m_limits.bytesPerBox)
        return "the mailbox of " + box + " is full with " + relayCount(kept);
    return {};
}

void RelayRoom::post(const RelayMail &mail)
{
    ++m_mailInAll;
    m_bytesInAll += mail.text.size();
    Mailbox &box = m_boxes[mail.to];
    box.bytes += mail.text.size();
    box.mail.push_back(mail);
    pump(mail.to);
    const auto it = m_boxes.find(mail.to);
    if (it != m_boxes.end() && !it->second.mail.empty() && it->second.mail.back().number == mail.number) {
        remark(mail.sender, Step::NoteMailKept, mail);
        it->second.mail.back().saidKept = true;
        tellKept(mail);
    }
}

void RelayRoom::tellKept(const RelayMail &mail)
{
    tellSender(
        mail, "kept " + mark(mail) + " for " + mail.to + " (" + relayCount(waiting(mail.to)) + " waiting)\n");
}

void RelayRoom::pump(const QByteArray &box)
{
    const Member member = holder(box);
    const auto it = m_boxes.find(box);
    if (it == m_boxes.end() || member == 0)
        return;
    Client &client = m_clients.at(member);
    Mailbox &waits = it->second;
    while (!waits.mail.empty() && client.bytesUnderWay < m_limits.bytesUnderWay
        && client.underWay.size() < std::size_t(m_limits.mailPerBox)) {
        RelayMail mail = std::move(waits.mail.front());
        waits.mail.pop_front();
        waits.bytes -= mail.text.size();
        client.bytesUnderWay += weight(mail);
        if (const auto sender = m_clients.find(mail.sender); sender != m_clients.end())
            ++sender->second.awaits;
        const QByteArray line = "from " + mail.from + ' ' + mark(mail)
            + QByteArray(mail.again ? " again: " : ": ") + mail.text + '\n';
        m_out.push_back({member, line, mail.number, noteOf(Step::NoteMailPassed, mail)});
        client.underWay.push_back({std::move(mail), 0});
    }
    if (waits.mail.empty())
        m_boxes.erase(it);
}

bool RelayRoom::acknowledged(Member member, quint64 upTo)
{
    const auto it = m_clients.find(member);
    if (it == m_clients.end())
        return false;
    std::deque<UnderWay> &underWay = it->second.underWay;
    while (!underWay.empty() && underWay.front().end != 0 && underWay.front().end <= upTo) {
        const RelayMail mail = std::move(underWay.front().mail);
        underWay.pop_front();
        it->second.bytesUnderWay -= weight(mail);
        settle(mail);
        forget(mail);
        remark(member, Step::NoteMailDelivered, mail);
        tellSender(mail, "delivered " + mark(mail) + " to " + mail.to + '\n');
    }
    pump(it->second.box());
    flush();
    return hasUnderWay(member);
}

bool RelayRoom::hasUnderWay(Member member) const
{
    const auto it = m_clients.find(member);
    return it != m_clients.end() && !it->second.underWay.empty();
}

bool RelayRoom::isOwed(Member member) const
{
    const auto it = m_clients.find(member);
    return it != m_clients.end() && (!it->second.underWay.empty() || it->second.awaits > 0);
}

void RelayRoom::fetch(Member member)
{
    const Client &client = m_clients.at(member);
    if (client.name.isEmpty()) {
        tell(member, "error: say who you are first: name NAME\n");
        return;
    }
    const qsizetype kept = waiting(client.name);
    tell(member, "ok: " + mailFor(kept));
    pump(client.name);
}

void RelayRoom::tellWho(Member member)
{
    QByteArrayList lines;
    for (const auto &[id, client] : m_clients) {
        if (lines.size() < mostListed)
            lines += "  " + (client.name.isEmpty() ? QByteArray() : QByteArray(client.name + ' '))
                + client.address + QByteArray(id == member ? " (you)" : "");
    }
    qsizetype absent = 0;
    for (const auto &[name, box] : m_boxes) {
        if (!isAbsent(name))
            continue;
        ++absent;
        if (lines.size() < mostListed)
            lines += "  " + name + " absent, " + relayCount(qsizetype(box.mail.size())) + " waiting";
    }
    const qsizetype all = qsizetype(m_clients.size()) + absent;
    if (all > lines.size())
        lines += "  and " + QByteArray::number(all - lines.size()) + " more";
    tell(member,
        "who: " + QByteArray::number(qsizetype(m_clients.size())) + " here, " + QByteArray::number(absent)
            + " absent with mail\n" + lines.join('\n') + '\n');
}

void RelayRoom::lose(const RelayMail &mail, ServiceLine &line)
{
    forget(mail);
    line.remark(noteOf(Step::NoteMailLost, mail));
    tellSender(mail, "lost " + mark(mail) + ": " + mail.to + " went before its kernel had all of it\n");
}

void RelayRoom::forget(const RelayMail &mail)
{
    --m_mailInAll;
    m_bytesInAll -= mail.text.size();
}

void RelayRoom::tellSender(const RelayMail &mail, const QByteArray &words)
{
    Member member = m_clients.contains(mail.sender) ? mail.sender : 0;
    if (member == 0 && !mail.senderName.isEmpty())
        member = holder(mail.senderName);
    if (member != 0)
        tell(member, words);
}

void RelayRoom::tell(Member member, const QByteArray &words)
{
    m_out.push_back({member, words, 0, std::nullopt});
}

void RelayRoom::remark(Member member, Step step, const RelayMail &mail)
{
    m_clients.at(member).line->remark(noteOf(step, mail));
}

qsizetype RelayRoom::waiting(const QByteArray &box) const
{
    const auto it = m_boxes.find(box);
    return it == m_boxes.end() ? 0 : qsizetype(it->second.mail.size());
}

void RelayRoom::flush()
{
    if (m_flushing)
        return;
    m_flushing = true;
    while (!m_out.empty()) {
        const Out out = std::move(m_out.front());
        m_out.pop_front();
        send(out);
    }
    m_flushing = false;
}

void RelayRoom::send(const Out &out)
{
    auto it = m_clients.find(out.to);
    if (it == m_clients.end())
        return;
    if (out.note)
        it->second.line->remark(*out.note);
    const bool isTaken = it->second.line->send(out.bytes);
    // Sending may have ended the connection. What it did not take is put back when it ends.
    it = m_clients.find(out.to);
    if (it == m_clients.end() || out.mail == 0 || !isTaken)
        return;
    for (UnderWay &flight : it->second.underWay) {
        if (flight.mail.number == out.mail)
            flight.end = it->second.line->given();
    }
    it->second.line->awaitAcknowledgement();
}

} // namespace wl
