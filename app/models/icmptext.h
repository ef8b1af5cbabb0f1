// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/words.h"

namespace wl {

/// What an ICMP error (RFC 792, RFC 4443) says: "port unreachable"; empty when it has no name here.
QString icmpText(bool isIpv6, unsigned type, unsigned code, Words words);

} // namespace wl
