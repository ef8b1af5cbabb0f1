// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/programs/literals.h"
#include "app/programs/script.h"

namespace wl {

/// The whole text of a program.
QByteArray pythonProgram(const Script &script);
QByteArray cProgram(const Script &script);
/// Adds to the script's remarks what Qt's classes cannot do.
QByteArray qtProgram(Script &script);

/// "SHUT_WR", "AF_INET6", "SOCK_DGRAM", "SO_KEEPALIVE", "ECONNREFUSED": what all of the languages write.
QByteArray directionName(const Action &action);
QByteArray domainName(const ScriptSocket &socket);
QByteArray typeName(const ScriptSocket &socket);
QByteArray optionConstant(const Action &action);
QByteArray errorName(const Action &action);
/// The lines that begin a program: what it is, and how it is called; each one begins with `mark`.
QByteArray titleLines(const Script &script, const QByteArray &mark, const QByteArray &usage);
/// True where a group of lines about another socket begins; remembers the socket.
bool beginsGroup(const Action &action, std::size_t &group);
/// The literals of a long argument, each on a line of its own after so many spaces.
QByteArray folded(QByteArrayView bytes, Language language, int spaces);

} // namespace wl
