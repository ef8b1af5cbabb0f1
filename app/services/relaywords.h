// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace wl {

// The relay's line protocol, as docs/relay.md tells it: what lines look like, nothing of what they do.

constexpr qsizetype relayLongestLine = 4096; ///< bytes, without the line's end
constexpr qsizetype relayLongestName = 32;

/// What `help` answers.
QByteArray relayHelp();
/// A letter, then letters, digits, dots, underlines and hyphens; so no name looks like an address.
bool isRelayName(QByteArrayView name);

/// "NAME: text" or "ADDRESS:PORT: text", after the word `to`.
struct RelayAddressed {
    QByteArray to;
    QByteArray text;
};
std::optional<RelayAddressed> relayAddressed(const QByteArray &rest);
/// No control characters but tabs: in a terminal they would rewrite what stands there.
bool isRelayText(QByteArrayView text);
/// "1 message", "7 messages".
QByteArray relayCount(qsizetype messages);

} // namespace wl
