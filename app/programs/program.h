// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/journal.h"
#include "app/models/sockettable.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace wl {

/// A language in which steps and sessions are written down.
enum class Language : std::uint8_t { Python, C, Qt };

/// "python", "c", "qt"
QString languageId(Language language);
/// "py", "c", "cpp"
QString languageSuffix(Language language);

/// The event as a line or a few lines of code with its real values; empty when a program would not do
/// anything there (a probe, a note, the kernel's word).
QString stepCode(const EventRef &event, const SocketTable &table, Language language);

/// A whole program, and what it could not take over.
struct SourceProgram {
    QByteArray text; ///< UTF-8
    QStringList remarks; ///< translated sentences; empty when all of the session is in it
};

/// A small complete program that makes the calls which this endpoint made, in their order, with their values.
SourceProgram programOf(
    EndpointId endpoint, const JournalView &view, const SocketTable &table, Language language);

} // namespace wl
