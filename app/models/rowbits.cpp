// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/rowbits.h"

#include <algorithm>
#include <bit>

namespace wl {

void RowBits::append(bool set)
{
    if (m_size % block == 0)
        m_before.push_back(m_count);
    if (m_size % 64 == 0)
        m_words.push_back(0);
    m_words.back() |= std::uint64_t(set) << (m_size % 64);
    m_count += set ? 1 : 0;
    ++m_size;
}

void RowBits::truncate(EventIndex size)
{
    if (size >= m_size)
        return;
    m_count = countBelow(size);
    m_size = size;
    m_words.resize((size + 63) / 64);
    m_before.resize((size + block - 1) / block);
    // append() only ever sets bits.
    if (size % 64 != 0)
        m_words.back() &= (std::uint64_t(1) << (size % 64)) - 1;
}

EventIndex RowBits::countBelow(EventIndex index) const
{
    if (index >= m_size)
        return m_count;
    EventIndex count = m_before[index / block];
    for (EventIndex word = index / block * (block / 64); word < index / 64; ++word)
        count += EventIndex(std::popcount(m_words[word]));
    const std::uint64_t below = (std::uint64_t(1) << (index % 64)) - 1;
    return count + EventIndex(std::popcount(m_words[index / 64] & below));
}

EventIndex RowBits::place(EventIndex n) const
{
    const auto after = std::upper_bound(m_before.begin(), m_before.end(), n);
    const auto number = EventIndex(after - m_before.begin()) - 1;
    EventIndex left = n - m_before[number];
    EventIndex word = number * (block / 64);
    while (left >= EventIndex(std::popcount(m_words[word])))
        left -= EventIndex(std::popcount(m_words[word++]));
    std::uint64_t bits = m_words[word];
    for (; left > 0; --left)
        bits &= bits - 1;
    return word * 64 + EventIndex(std::countr_zero(bits));
}

} // namespace wl
