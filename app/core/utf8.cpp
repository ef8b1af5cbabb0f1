// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/core/utf8.h"

namespace wl {

namespace {

/// How many bytes follow the first one, and the range in which the second must lie.
struct Shape {
    int following = -1;
    uchar low = 0x80;
    uchar high = 0xbf;
};

Shape shapeOf(uchar lead)
{
    if (lead < 0x80)
        return {0};
    if (lead >= 0xc2 && lead <= 0xdf)
        return {1};
    switch (lead) {
    case 0xe0:
        return {2, 0xa0, 0xbf};
    case 0xed:
        return {2, 0x80, 0x9f};
    case 0xf0:
        return {3, 0x90, 0xbf};
    case 0xf4:
        return {3, 0x80, 0x8f};
    default:
        break;
    }
    if (lead >= 0xe1 && lead <= 0xef)
        return {2};
    if (lead >= 0xf1 && lead <= 0xf3)
        return {3};
    return {};
}

} // namespace

Utf8Step utf8Step(QByteArrayView bytes)
{
    using Kind = Utf8Step::Kind;
    const auto at = [bytes](qsizetype i) { return static_cast<uchar>(bytes[i]); };
    Shape shape = shapeOf(at(0));
    if (shape.following < 0)
        return {Kind::Invalid, 1, 0};
    // The first byte holds 7, 5, 4 or 3 bits of the character.
    char32_t character = shape.following == 0 ? at(0) : at(0) & (0x3fu >> shape.following);
    for (int i = 1; i <= shape.following; ++i) {
        if (i == bytes.size())
            return {Kind::Incomplete, i, 0};
        if (at(i) < shape.low || at(i) > shape.high)
            return {Kind::Invalid, 1, 0};
        character = character << 6 | (at(i) & 0x3fu);
        shape = {shape.following};
    }
    return {Kind::Character, shape.following + 1, character};
}

} // namespace wl
