// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/core/result.h"
#include "app/journal/event.h"

#include <QHostAddress>

struct sockaddr;

namespace wl {

/// Strict: a dotted quad of four decimal numbers or an IPv6 address, no "1.2.3" and no "0x7f.1" (QHostAddress
/// takes both); "*" is QHostAddress::Any (IPv4 and IPv6). A zone must name an existing interface.
Result<QHostAddress> strictAddress(const QString &text);
/// A strict address, or a host name by RFC 1123 (letters, digits, hyphen, underscore, dots; 253 characters);
/// returns it trimmed. A name made of digits and dots only is a mistyped address and refused.
Result<QString> hostOrAddress(const QString &text);
/// 0 to 65535 in decimal digits only.
Result<quint16> strictPort(const QString &text);

PackedAddress packAddress(const QHostAddress &address, quint16 port);
QHostAddress unpackAddress(const PackedAddress &address);
/// "127.0.0.1:12000", "[::1]:80", empty when invalid.
QString addressText(const PackedAddress &address);
/// The other way round, for session files; invalid for what is no address.
PackedAddress addressFromText(const QString &text);

} // namespace wl
