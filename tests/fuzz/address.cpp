// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// Addresses, host names and ports: strict, as the C library understands them, and the same after a round
// trip.

#include "app/sockets/addresses.h"
#include "app/sockets/settingsoptions.h"
#include "tests/fuzz/fuzz.h"

#include <cstring>

#include <arpa/inet.h>

using namespace wl;

namespace {

void checkAgainstLibrary(const QString &text, const QHostAddress &address)
{
    if (text == u'*' || text.contains(u'%'))
        return;
    const PackedAddress packed = packAddress(address, 80);
    unsigned char raw[16] = {};
    const bool four = packed.family == 4;
    const bool known = ::inet_pton(four ? AF_INET : AF_INET6, text.toLatin1().constData(), raw) == 1;
    fuzz::require(known, "the C library takes every strict address");
    fuzz::require(std::memcmp(raw, packed.bytes, four ? 4 : 16) == 0, "and means the same by it");
}

void checkAddress(const QString &text)
{
    const auto address = strictAddress(text);
    if (!address)
        return fuzz::requireSentence(address.error());
    checkAgainstLibrary(text.trimmed(), *address);
    const PackedAddress packed = packAddress(*address, 80);
    fuzz::require(addressFromText(addressText(packed)) == packed, "an address survives its text");
    fuzz::require(packAddress(unpackAddress(packed), 80) == packed, "an address survives packing");
    fuzz::require(bool(hostOrAddress(text)), "an address can stand where a host can");
}

void checkHost(const QString &text)
{
    const auto host = hostOrAddress(text);
    if (!host)
        return fuzz::requireSentence(host.error());
    fuzz::require(fuzz::isClean(*host) && !host->contains(u' '), "a host is clean");
    fuzz::require(host->size() <= 253, "a host has at most 253 characters");
    const auto again = hostOrAddress(*host);
    fuzz::require(again && *again == *host, "a host is read as itself");
    const auto split = splitHostAndPort(hostAndPort(*host, 12000));
    fuzz::require(split && split->host == *host && split->port == 12000, "a host and its port come apart");
}

void checkHostAndPort(const QString &text)
{
    const auto split = splitHostAndPort(text);
    if (!split)
        return fuzz::requireSentence(split.error());
    const auto again = splitHostAndPort(hostAndPort(split->host, split->port));
    fuzz::require(again && again->host == split->host && again->port == split->port,
        "host and port survive being put together");
}

void checkPackedText(const QString &text)
{
    const PackedAddress packed = addressFromText(text);
    if (packed.isValid())
        fuzz::require(addressFromText(addressText(packed)) == packed, "a file's address survives its text");
}

void checkPort(const QString &text)
{
    const auto port = strictPort(text);
    if (!port)
        return fuzz::requireSentence(port.error());
    const auto again = strictPort(QString::number(*port));
    fuzz::require(again && *again == *port, "a port survives its text");
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString text = QString::fromUtf8(fuzz::view(data, size));
    checkAddress(text);
    checkHost(text);
    checkHostAndPort(text);
    checkPackedText(text);
    checkPort(text);
    return 0;
}
