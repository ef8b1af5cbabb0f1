// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/ink.h"

#include <iterator>

namespace wl {

namespace {

struct Pair {
    std::uint32_t light;
    std::uint32_t dark;
};

// In the order of Ink.
constexpr Pair colours[] = {
    {0xfff0f2f6, 0xff12161c}, // Window
    {0xffffffff, 0xff1b2129}, // Surface
    {0xffd3d8e0, 0xff343c47}, // Border
    {0xff1a2230, 0xffe8ecf2}, // Text
    {0xff525c6b, 0xffa9b3c1}, // WeakText
    {0xff1a2230, 0xffdfe6f0}, // Accent
    {0xffffffff, 0xff12161c}, // AccentText
    {0xffd6e6f5, 0xff2b4a68}, // Selection
    {0xff101722, 0xffffffff}, // SelectionText
    {0xffdff1ea, 0xff173c31}, // Good
    {0xff00513b, 0xff8fe3c6}, // GoodText
    {0xfffdeabf, 0xff463610}, // Next
    {0xff5e4100, 0xffffd882}, // NextText
    {0xfffbe0d8, 0xff4d2318}, // Bad
    {0xff8a2500, 0xffffb39a}, // BadText
    {0xff85346a, 0xffe6a3cf}, // Signal
    {0xfffff6e3, 0xff2e2817}, // Note
    {0xffa87400, 0xffc99a2e}, // NoteLine
    {0xff808a99, 0xff7b8696}, // Lane
    {0xffc45a0c, 0xffe58a4b}, // BandOut
    {0xff2279b5, 0xff62b1e6}, // BandIn
    {0xff858f9e, 0xff737e8d}, // ControlBorder
    {0xffe8ebf1, 0xff262d37}, // Subtle
};
static_assert(std::size(colours) == std::size_t(Ink::Count));

struct StateColours {
    Pair ground;
    Pair text;
};

constexpr Pair lightAlways{0xffffffff, 0xff0b0f14};
constexpr Pair darkAlways{0xff0b0f14, 0xff0b0f14};

StateColours stateColours(TcpState state)
{
    switch (state) {
    case TcpState::Listen:
        return {{0xff0069a6, 0xff4aa3df}, lightAlways};
    case TcpState::SynSent:
    case TcpState::SynReceived:
        return {{0xff3a95cc, 0xff8fd0f5}, darkAlways};
    case TcpState::Established:
        return {{0xff007a58, 0xff22b389}, lightAlways};
    case TcpState::FinWait1:
    case TcpState::FinWait2:
        return {{0xffc2410c, 0xfff07a4a}, lightAlways};
    case TcpState::CloseWait:
        return {{0xffb98000, 0xffe6a92b}, darkAlways};
    case TcpState::LastAck:
    case TcpState::Closing:
        return {{0xffa84a7d, 0xffdd8fba}, lightAlways};
    case TcpState::TimeWait:
        return {{0xff7455a3, 0xffab90d6}, lightAlways};
    case TcpState::Closed:
        return {{0xff5d6675, 0xff98a2b1}, lightAlways};
    case TcpState::Unknown:
        break;
    }
    return {colours[std::size_t(Ink::Lane)], darkAlways};
}

std::uint32_t shade(const Pair &pair, bool dark)
{
    return dark ? pair.dark : pair.light;
}

} // namespace

std::uint32_t inkColour(Ink ink, bool dark)
{
    return shade(colours[std::size_t(ink < Ink::Count ? ink : Ink::Text)], dark);
}

std::uint32_t stateColour(TcpState state, bool dark)
{
    return shade(stateColours(state).ground, dark);
}

std::uint32_t stateTextColour(TcpState state, bool dark)
{
    return shade(stateColours(state).text, dark);
}

} // namespace wl
