// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/icmptext.h"

#include <span>

namespace wl {

namespace {

struct IcmpWord {
    unsigned type;
    unsigned code;
    const char *meaning;
};

/// RFC 792, RFC 1812.
const IcmpWord icmp4[] = {
    {3, 0, QT_TRANSLATE_NOOP("wl", "network unreachable")},
    {3, 1, QT_TRANSLATE_NOOP("wl", "host unreachable")},
    {3, 2, QT_TRANSLATE_NOOP("wl", "protocol unreachable")},
    {3, 3, QT_TRANSLATE_NOOP("wl", "port unreachable")},
    {3, 4, QT_TRANSLATE_NOOP("wl", "too large for a link on the way, and must not be fragmented")},
    {3, 5, QT_TRANSLATE_NOOP("wl", "source route failed")},
    {3, 6, QT_TRANSLATE_NOOP("wl", "network unknown")},
    {3, 7, QT_TRANSLATE_NOOP("wl", "host unknown")},
    {3, 9, QT_TRANSLATE_NOOP("wl", "network forbidden by an administrator")},
    {3, 10, QT_TRANSLATE_NOOP("wl", "host forbidden by an administrator")},
    {3, 13, QT_TRANSLATE_NOOP("wl", "forbidden by a firewall")},
    {11, 0, QT_TRANSLATE_NOOP("wl", "too many routers on the way (TTL used up)")},
    {11, 1, QT_TRANSLATE_NOOP("wl", "not all fragments arrived in time")},
    {12, 0, QT_TRANSLATE_NOOP("wl", "a field of the header is wrong")},
};

/// RFC 4443.
const IcmpWord icmp6[] = {
    {1, 0, QT_TRANSLATE_NOOP("wl", "no route to the destination")},
    {1, 1, QT_TRANSLATE_NOOP("wl", "forbidden by a firewall")},
    {1, 2, QT_TRANSLATE_NOOP("wl", "beyond the scope of the source address")},
    {1, 3, QT_TRANSLATE_NOOP("wl", "host unreachable")},
    {1, 4, QT_TRANSLATE_NOOP("wl", "port unreachable")},
    {1, 5, QT_TRANSLATE_NOOP("wl", "the source address is not allowed there")},
    {1, 6, QT_TRANSLATE_NOOP("wl", "the route to the destination rejects")},
    {2, 0, QT_TRANSLATE_NOOP("wl", "too large for a link on the way")},
    {3, 0, QT_TRANSLATE_NOOP("wl", "too many routers on the way (hop limit used up)")},
    {3, 1, QT_TRANSLATE_NOOP("wl", "not all fragments arrived in time")},
    {4, 0, QT_TRANSLATE_NOOP("wl", "a field of the header is wrong")},
};

} // namespace

QString icmpText(bool isIpv6, unsigned type, unsigned code, Words words)
{
    const std::span<const IcmpWord> known = isIpv6 ? std::span<const IcmpWord>(icmp6) : icmp4;
    for (const IcmpWord &word : known) {
        if (word.type == type && word.code == code)
            return words.translate("wl", word.meaning);
    }
    return {};
}

} // namespace wl
