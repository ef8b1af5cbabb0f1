// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>
#include <utility>
#include <variant>

namespace wl {

/// Why a call failed, in one sentence for the user that says what to do next.
struct Failure {
    QString sentence;
};

/// A value, or the sentence that says why there is none.
template <typename T> class [[nodiscard]] Result
{
public:
    Result(T value)
        : m_content(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Failure failure)
        : m_content(std::in_place_index<1>, std::move(failure))
    {
    }

    explicit operator bool() const { return m_content.index() == 0; }
    const T &value() const { return std::get<0>(m_content); }
    T &value() { return std::get<0>(m_content); }
    const T &operator*() const { return value(); }
    const T *operator->() const { return &value(); }
    QString error() const { return *this ? QString() : std::get<1>(m_content).sentence; }

private:
    std::variant<T, Failure> m_content;
};

/// Success without a value.
struct Done {
};

} // namespace wl
