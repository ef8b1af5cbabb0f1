// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/sockets/session.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace wl {

/// A session that ended without being closed: what its spool holds.
struct LeftSession {
    QString path;
    QDateTime startedAt;
    quint64 events = 0;
    bool damaged = false; ///< only what stands before the damage can be opened
};

/// Sessions that can be recovered, newest first; a running instance holds a lock on its own, which is never
/// listed. Empty spools are removed on the way.
/// At most `most` of them: each is read through to count it.
QList<LeftSession> leftSessions(const QString &folder, int most = 10);
/// Removes spools that nobody asked for: older than 30 days, or beyond the 10 newest.
void tidySpools(const QString &folder);

} // namespace wl
