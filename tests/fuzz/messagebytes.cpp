// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// What people type as a message: C escapes and hexadecimal digits, and the dump of bytes.

#include "app/core/messagebytes.h"

#include "tests/fuzz/fuzz.h"

using namespace wl;

namespace {

void checkEscapes(const QString &typed)
{
    const auto bytes = bytesFromEscapes(typed);
    if (!bytes)
        return fuzz::requireSentence(bytes.error());
    const QString written = escapesFromBytes(*bytes);
    const auto again = bytesFromEscapes(written);
    fuzz::require(again && *again == *bytes, "bytes survive being written with escapes");
    fuzz::require(fuzz::isClean(written), "written escapes hold no unsafe character");
}

void checkHex(const QString &typed)
{
    const auto bytes = bytesFromHex(typed);
    if (!bytes)
        return fuzz::requireSentence(bytes.error());
    fuzz::require(bytes->size() * 2 <= typed.size(), "a byte takes two digits");
    const auto again = bytesFromHex(QString::fromLatin1(bytes->toHex(' ')));
    fuzz::require(again && *again == *bytes, "bytes survive being written as hexadecimal digits");
}

void checkDump(QByteArrayView bytes)
{
    const QStringList lines = hexDump(bytes);
    fuzz::require(lines.size() == (bytes.size() + 15) / 16, "a dump has a line for each 16 bytes");
    for (const QString &line : lines)
        fuzz::require(fuzz::isClean(line) && line.size() < 90, "a line of a dump is clean and short");
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes = fuzz::view(data, size);
    const QString typed = QString::fromUtf8(bytes);
    checkEscapes(typed);
    checkHex(typed);
    checkDump(bytes);
    return 0;
}
