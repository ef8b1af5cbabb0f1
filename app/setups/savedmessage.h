// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/core/messagebytes.h"

#include <QDateTime>
#include <QList>

#include <random>

namespace wl {

/// A message of a list: what is sent, and how often.
struct SavedMessage {
    QString name;
    QString text; ///< as typed: with C escapes, or hexadecimal; with {{variables}}
    bool hex = false;
    LineEnding ending = LineEnding::None;
    int everyMs = 0; ///< between two of its repetitions
    int times = 1; ///< 0: until it is stopped

    friend bool operator==(const SavedMessage &, const SavedMessage &) = default;
};

constexpr int mostMessages = 500; ///< of a list
constexpr int longestMessage = 64 * 1024; ///< characters, as typed
constexpr int longestWait = 24 * 3600 * 1000; ///< milliseconds between two repetitions

/// Replaces {{counter}} (1, 2, 3 … for each message sent from the list), {{time}} (ISO 8601 in UTC, with
/// milliseconds) and {{random}} (eight hexadecimal digits, anew each time). Anything else in braces stays.
class MessageVariables
{
public:
    explicit MessageVariables(std::uint32_t seed = std::random_device()());
    QString expand(const QString &text, const QDateTime &now);

private:
    quint64 m_counter = 0;
    std::mt19937 m_random;
};

/// The bytes to send; the failure is a sentence.
Result<QByteArray> bytesOf(const SavedMessage &message, MessageVariables &variables, const QDateTime &now);

} // namespace wl
