// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/journal.h"
#include "app/models/explanations.h"

#include <array>
#include <vector>

namespace wl {

/// What a report says of a session as a whole: how many events of which kind, and which sorts of them
/// occurred, with what there is to learn about each.
class ReportFacts
{
public:
    /// One sort of event that occurred.
    struct Sort {
        const Explanation *explanation = nullptr;
        Step step = Step::None;
        QString heading;
        std::uint64_t count = 0;
    };

    ReportFacts();
    void add(const EventRef &event);

    std::uint64_t count(Kind kind) const { return m_counts[std::size_t(kind)]; }
    std::uint64_t failures() const { return m_failures; }
    std::int64_t lastTime() const { return m_lastTime; }
    /// In the order in which they occurred first.
    const std::vector<Sort> &sorts() const { return m_sorts; }

private:
    const Result<Explanations> m_explanations;
    std::array<std::uint64_t, std::size_t(Kind::Count)> m_counts{};
    std::uint64_t m_failures = 0;
    std::int64_t m_lastTime = 0;
    std::vector<Sort> m_sorts;
};

} // namespace wl
