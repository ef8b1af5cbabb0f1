// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/programs/program.h"

namespace wl {

/// stepCode() of one language each.
QString pythonStep(const EventRef &call, const SocketTable &table);
QString cStep(const EventRef &call, const SocketTable &table);
QString qtStep(const EventRef &event, const SocketTable &table);

/// "server", "connection1", "client", "udp": the variable that the snippets use for a socket.
QString variableOf(SocketId socket, const SocketTable &table);
/// " // here it failed with ECONNREFUSED", with the language's mark; empty when it did not fail.
QString failureComment(const Event &call, const char *mark);
/// Host and port as literals: "127.0.0.1", 12000.
QString hostAndPort(const PackedAddress &address, Language language);
/// True for a domain of IPv6: how the socket's addresses look.
bool isV6(const PackedAddress &address);
/// A send's bytes as a literal of the language, folded when it is long.
QString bytesOf(const EventRef &call, Language language);

} // namespace wl
