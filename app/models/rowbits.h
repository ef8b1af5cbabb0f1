// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/event.h"

#include <vector>

namespace wl {

/// A growing row of bits, one for an event, that counts and finds set bits quickly.
class RowBits
{
public:
    static constexpr EventIndex block = 4096;

    void clear() { *this = RowBits(); }
    void append(bool set);
    /// Keeps the first `size` bits.
    void truncate(EventIndex size);

    EventIndex size() const { return m_size; }
    EventIndex count() const { return m_count; } ///< of set bits
    bool at(EventIndex index) const { return (m_words[index / 64] >> (index % 64) & 1) != 0; }
    /// How many bits are set below `index`.
    EventIndex countBelow(EventIndex index) const;
    /// The place of the set bit number `n`, counted from 0; n is below count().
    EventIndex place(EventIndex n) const;
    std::size_t footprint() const
    {
        return (m_words.capacity() + m_before.capacity()) * sizeof(std::uint64_t);
    }

private:
    std::vector<std::uint64_t> m_words;
    std::vector<std::uint64_t> m_before; ///< set bits before each block
    EventIndex m_size = 0;
    EventIndex m_count = 0;
};

} // namespace wl
