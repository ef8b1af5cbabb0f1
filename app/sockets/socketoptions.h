// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/core/result.h"
#include "app/sockets/endpointsettings.h"

#include <span>

namespace wl {

/// One option of setsockopt(2) as the program offers it.
struct SocketOptionKind {
    enum class Value { Switch, Number, Keepalive, Linger };
    const char *key; ///< in settings URLs: "nodelay"
    const char *constant; ///< "TCP_NODELAY"
    const char *title; ///< in English; translate in context "wl"
    const char *help; ///< one sentence, the same
    Value value;
    qint64 least;
    qint64 most;
    const char *unit; ///< "bytes", "ms", "", translated like the title
    bool tcp;
    bool udp;
    bool early; ///< has its whole effect only before bind, listen or connect
};

/// All of them, in the order in which they are set and written.
std::span<const SocketOptionKind> socketOptionKinds();
const SocketOptionKind *socketOptionKind(const QString &key);

/// "nodelay=on": strict; the failure is a sentence for the user.
Result<OptionChoice> optionFromText(const QString &text);
QString optionText(const OptionChoice &choice);
/// True when this option takes this value ("on", "60/10/5", "2304").
Result<Done> checkOption(const OptionChoice &choice);

/// What one setsockopt(2) asked for and what getsockopt(2) says it got.
struct OptionOutcome {
    qint64 asked = 0;
    qint64 granted = 0;
    int error = 0; ///< errno of setsockopt, 0: it went well
    const char *part = nullptr; ///< which of several calls: "TCP_KEEPIDLE"; null: the only one, or the first
};

/// Sets the option by POSIX calls, one or (keepalive) several, and reads each back. Any thread that owns the
/// descriptor; the value must have passed checkOption().
QList<OptionOutcome> setSocketOption(int fd, bool v6, const OptionChoice &choice);

} // namespace wl
