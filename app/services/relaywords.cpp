// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/services/relaywords.h"

#include <QString> // joins byte arrays too

#include <algorithm>

namespace wl {

namespace {

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isNameByte(char c)
{
    return isLetter(c) || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

} // namespace

QByteArray relayHelp()
{
    return "This is a relay: clients can not connect to each other, so it passes their messages on.\n"
           "Each line is a command:\n"
           "  name NAME         be known as NAME (a letter, then letters, digits, . _ -); mail for NAME "
           "follows\n"
           "  to NAME: text     send text to NAME, or to ADDRESS:PORT; it is kept while NAME is absent\n"
           "  fetch             ask for the mail that waits for your name\n"
           "  who               list who is here, and who has mail waiting\n"
           "  help              this text\n"
           "Answers: kept #N, delivered #N (the kernel of the receiver has all of it; whether anybody read "
           "it\n"
           "is not known), lost #N, error: why. Messages come as: from NAME #N: text\n";
}

bool isRelayName(QByteArrayView name)
{
    return !name.isEmpty() && name.size() <= relayLongestName && isLetter(name.front())
        && std::all_of(name.begin(), name.end(), isNameByte);
}

std::optional<RelayAddressed> relayAddressed(const QByteArray &rest)
{
    if (rest.isEmpty())
        return std::nullopt;
    // An address has colons of its own: there only a colon with a space after it ends it.
    const bool address = !isLetter(rest.front());
    const qsizetype colon = address ? rest.indexOf(": ") : rest.indexOf(':');
    if (colon <= 0)
        return std::nullopt;
    const QByteArray text = rest.mid(colon + 1);
    return RelayAddressed{rest.left(colon).trimmed(), text.startsWith(' ') ? text.mid(1) : text};
}

bool isRelayText(QByteArrayView text)
{
    return std::none_of(
        text.begin(), text.end(), [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == 0x7f; });
}

QByteArray relayCount(qsizetype messages)
{
    return QByteArray::number(messages) + QByteArray(messages == 1 ? " message" : " messages");
}

} // namespace wl
