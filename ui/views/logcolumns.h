// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/eventtext.h"

#include <QStringList>

namespace wl {

class SocketTable;

/// The columns of the log, from left to right.
enum class LogColumn { Number, Time, Delta, Endpoint, Kind, Step, State, Detail, Evidence, Count };
constexpr int logColumns = int(LogColumn::Count);

/// What stands over the column.
QString columnTitle(LogColumn column);
/// What the title means, for its tool tip.
QString columnHint(LogColumn column);

/// An event as a row of the log: with what depends on the rows around it.
struct LogRow {
    EventRef event;
    std::int64_t sincePrevious = -1; ///< nanoseconds since the shown row before; -1 for the first
    int depth = 0; ///< how many shown commands and signals it stands inside, at most 4
};

/// The kind as a word: "call".
QString kindWord(Kind kind);
/// What a row must say besides its detail: "failed: ECONNREFUSED", "Qt's own retry", "probe".
QStringList rowMarks(const Event &event);
/// True for a call that failed in a way that a person should look at: not EAGAIN or EINPROGRESS.
bool isTrouble(const Event &event);
/// "Server 1 #2", safe to show.
QString whereText(const Event &event, const SocketTable &table);
/// The bytes as one short safe line in quotes, for the rows that hand bytes over; empty for others.
QString bytesText(const EventRef &event);
/// All of a cell as plain text; the detail comes with its marks and bytes.
QString cellText(const LogRow &row, LogColumn column, const SocketTable &table);
/// How what stands in this cell is known, as a sentence: a call is observed while its state was read.
QString cellHint(const Event &event, LogColumn column);

} // namespace wl
