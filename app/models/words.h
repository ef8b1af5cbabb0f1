// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QCoreApplication>
#include <QString>

#include <limits>

namespace wl {

/// The language in which words are made: the user's, or English for files and the command line.
class Words
{
public:
    static Words translated() { return Words(true); }
    static Words english() { return Words(false); }

    /// The text in this language; `n` replaces %n. Named like Qt's function, so that lupdate finds the texts.
    QString translate(const char *context, const char *source, qint64 n = -1) const
    {
        QString text = QString::fromUtf8(source);
        // Qt counts in int and leaves %n alone below 0; numbers from a file may be anything.
        const bool countable = n >= -1 && n <= std::numeric_limits<int>::max();
        if (m_translated)
            text = QCoreApplication::translate(context, source, nullptr, countable ? int(n) : -1);
        return text.replace(QLatin1String("%n"), QString::number(n));
    }

    /// "1 byte", "19 bytes".
    QString bytes(qint64 n) const
    {
        return n == 1 ? translate("wl", "%n byte", n) : translate("wl", "%n bytes", n);
    }

private:
    explicit Words(bool translated)
        : m_translated(translated)
    {
    }

    bool m_translated;
};

} // namespace wl
