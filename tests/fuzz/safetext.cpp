// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// The escaper of remote bytes: nothing unsafe comes out, nothing is lost, and a limit is kept.
// The first byte is the limit.

#include "app/core/messagebytes.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>
#include <cstring>
#include <limits>

using namespace wl;

namespace {

constexpr qsizetype unlimited = std::numeric_limits<qsizetype>::max();

int longestRunOfMarks(const QString &text)
{
    int longest = 0;
    int now = 0;
    for (const char32_t c : text.toUcs4()) {
        now = QChar::isMark(c) ? now + 1 : 0;
        longest = std::max(longest, now);
    }
    return longest;
}

void checkBytes(QByteArrayView bytes, qsizetype limit)
{
    const QString whole = safeText(bytes, unlimited);
    fuzz::require(fuzz::isClean(whole), "no unsafe character comes out");
    fuzz::require(longestRunOfMarks(whole) <= 8, "no flood of combining marks comes out");
    const auto back = bytesFromEscapes(whole);
    fuzz::require(back && QByteArrayView(*back) == bytes, "the same bytes can be read back");
    const QString cut = safeText(bytes, limit);
    const bool prefix = cut.endsWith(QChar(0x2026)) && whole.startsWith(QStringView(cut).chopped(1));
    fuzz::require(cut.size() <= limit + 1, "the limit holds");
    fuzz::require(cut == whole || prefix, "what is cut is a beginning and says so");
    fuzz::require(fuzz::isClean(cut), "no unsafe character comes out of a cut");
}

void checkText(QByteArrayView bytes)
{
    QString text(bytes.size() / 2, QChar());
    std::memcpy(text.data(), bytes.data(), std::size_t(text.size()) * 2);
    fuzz::require(fuzz::isClean(safeText(QStringView(text), unlimited)), "no unsafe character of a text");
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArrayView bytes = fuzz::view(data + 1, size - 1);
    checkBytes(bytes, data[0]);
    checkText(bytes);
    return 0;
}
