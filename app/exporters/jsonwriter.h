// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace wl {

/// Writes one JSON object on one line, keys in the order given, in plain ASCII where a character could act on
/// a terminal.
class JsonWriter
{
public:
    JsonWriter()
        : m_line(1, '{')
    {
    }

    /// A number; beyond 2^53 as a string, because most JSON readers would round it.
    void number(const char *key, std::int64_t value);
    void string(const char *key, QStringView value);
    void list(const char *key, const QStringList &values);
    void boolean(const char *key, bool value);
    /// Text that is JSON already (a decimal fraction) or needs no escapes (names of ours, Base64).
    void raw(const char *key, const QByteArray &json);
    void plain(const char *key, const QByteArray &value);

    /// The line with its end; the writer is spent.
    QByteArray finish();

private:
    void key(const char *key);
    void quote(QStringView value);

    QByteArray m_line;
};

/// Nanoseconds as seconds with nine places: "0.000041000".
QByteArray secondsText(std::int64_t nanoseconds);

} // namespace wl
