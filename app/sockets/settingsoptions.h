// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/sockets/endpointsettings.h"

#include <span>

namespace wl {

/// One key after the question mark of a settings URL: how it is written and how it is read.
struct SettingsOption {
    const char *key;
    /// The values that differ from the defaults, not encoded; none leaves the key out.
    QStringList (*write)(const EndpointSettings &settings);
    /// Takes one decoded value; the failure is a sentence for the user.
    Result<Done> (*read)(const QString &value, EndpointSettings &settings);
    bool repeatable = false;
};

/// All options, in the order in which they are written.
std::span<const SettingsOption> settingsOptions();

/// "ADDRESS:PORT", with IPv6 addresses in brackets.
QString hostAndPort(const QString &host, quint16 port);
struct HostAndPort {
    QString host;
    quint16 port = 0;
};
/// The other way round: splits at the last colon and takes the brackets off; the host itself is not checked.
Result<HostAndPort> splitHostAndPort(const QString &text);

} // namespace wl
