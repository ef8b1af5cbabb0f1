// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/programs/writers.h"

#include "app/models/callarguments.h"
#include "app/models/eventtext.h"
#include "app/sockets/addresses.h"

namespace wl {

QByteArray directionName(const Action &action)
{
    return shutdownName(std::uint64_t(action.value)).toLatin1();
}

QByteArray domainName(const ScriptSocket &socket)
{
    return socket.v6 ? "AF_INET6" : "AF_INET";
}

QByteArray typeName(const ScriptSocket &socket)
{
    return socket.datagram ? "SOCK_DGRAM" : "SOCK_STREAM";
}

QByteArray optionConstant(const Action &action)
{
    return optionName(action.option).toLatin1();
}

QByteArray errorName(const Action &action)
{
    return errnoName(action.error).toLatin1();
}

QByteArray titleLines(const Script &script, const QByteArray &mark, const QByteArray &usage)
{
    const QString where = addressText(script.target);
    QByteArray text = mark + "What " + commentText(script.name) + " did in a recorded session";
    if (!where.isEmpty())
        text += (script.server ? ", at " : ", with ") + commentText(where);
    text += ".\n" + mark.trimmed() + '\n' + mark + usage + '\n';
    if (script.chosenPort)
        text += mark + "In the session the system chose the port; here it is the one that it chose.\n";
    return text;
}

bool beginsGroup(const Action &action, std::size_t &group)
{
    const std::size_t socket = action.kind == Action::Kind::Accept ? action.other : action.socket;
    const bool begins = socket != group;
    group = socket;
    return begins;
}

QByteArray folded(QByteArrayView bytes, Language language, int spaces)
{
    const QByteArrayList lines = literalLines(bytes, language);
    if (lines.size() == 1 && lines.constFirst().size() < 50)
        return lines.constFirst();
    const QByteArray indent = '\n' + QByteArray(spaces, ' ');
    return indent + lines.join(indent);
}

} // namespace wl
