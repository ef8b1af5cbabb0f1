// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/exporters/sessionreader.h"

#include <QTest>

namespace wl::kit {

/// The first line of a session file.
inline const char *const header =
    "{\"wireladder\":1,\"version\":\"0.1.0\",\"started\":\"2026-09-21T15:33:20.123Z\"}\n";

inline QByteArray fileBytes(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

inline void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

/// Reads a file; the sentence of its failure, empty when there was none.
inline QString readAll(SessionReader &reader, const QString &path)
{
    if (const auto opened = reader.open(path); !opened)
        return opened.error();
    for (;;) {
        const auto done = reader.step(7);
        if (!done)
            return done.error();
        if (*done)
            return {};
    }
}

} // namespace wl::kit
