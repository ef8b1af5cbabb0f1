// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/journal.h"

#include <QString>

#include <functional>

namespace wl {

/// The name of an endpoint ("Server 1"); empty for 0.
using EndpointNames = std::function<QString(EndpointId)>;

/// "12", "0.000 041" s as the log shows it: seconds with six places, grouped.
QString timeText(std::int64_t nanoseconds);
/// The word in the log's step column: the family for calls ("recv"), the signal with parentheses
/// ("readyRead()"), the command's or note's name.
QString stepText(const Event &event);
/// "CLOSED → ESTABLISHED", "LISTEN", empty when unknown.
QString stateText(const Event &event);
/// The call as it was made: "as read(15, 19) = 19", "connect(14, 127.0.0.1:12000) = -1 EINPROGRESS"; "as"
/// only where the call is not the family itself. Signals: number and slot. Commands: argument. Notes: their
/// sentence.
QString detailText(const EventRef &event);
/// One plain, translated sentence on what happened, for a person: "The server's kernel gave 19 bytes to the
/// program." Failures say what they mean and what to try (address in use, permission, refused, unreachable,
/// timed out, reset …).
QString sentence(const EventRef &event, const EndpointNames &names);
/// How the event is known: "observed", "read", "polled ±5 ms" ….
QString evidenceText(const Event &event);
/// "ECONNREFUSED"; "E123" style number when unknown. Not translated.
QString errnoName(int error);
/// What this errno means for this call and what to try next, one or two translated sentences; empty when
/// there is nothing to say.
QString errnoAdvice(int error, Step call);
/// The payload as one safe line, cut to `maxChars`, with quotes; empty when there is none.
QString payloadText(const EventRef &event, qsizetype maxChars = 200);

} // namespace wl
