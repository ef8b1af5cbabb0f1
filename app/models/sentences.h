// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/eventtext.h"
#include "app/models/words.h"

namespace wl {

/// sentence() in English, for files and the command line.
QString englishSentence(const EventRef &event, const EndpointNames &names);
/// detailText() in English, for files and the command line.
QString englishDetail(const EventRef &event);
/// "observed", "kernel event" …: the word that files use; the same in every language.
const char *evidenceName(Evidence evidence);

/// One sentence each, about the endpoint that is called `who`.
QString commandSentence(const EventRef &event, const QString &who, Words words);
QString callSentence(const EventRef &event, const QString &who, Words words);
QString signalSentence(const EventRef &event, const QString &who, Words words);
QString noteSentence(const EventRef &event, const QString &who, Words words);
/// The parts of these that tell of stepping, options and the ways to end; empty for other events.
QString paceCommandSentence(const EventRef &event, const QString &who, Words words);
QString paceNoteSentence(const EventRef &event, const QString &who, Words words);
/// What the kernel says of "this socket"; the caller says whose it is.
QString kernelSentence(const EventRef &event, Words words);

/// The event's text as one harmless line.
QString wordsOf(const EventRef &event, qsizetype maxChars = 400);
/// Qt's name of an enumerator of QAbstractSocket ("SocketState" or "SocketError"); the number when it has
/// none.
QString socketEnumName(const char *enumeration, qint64 value);
/// "127.0.0.1:12000", or "an unknown address".
QString placeText(const PackedAddress &address, Words words);

} // namespace wl
