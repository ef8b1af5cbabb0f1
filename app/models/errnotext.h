// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/step.h"
#include "app/models/words.h"

#include <QLatin1String>

namespace wl {

/// The number of "ECONNREFUSED" or "E123" on this system; 0 for what is no name of an error.
int errnoFromName(QLatin1String name);
/// errnoAdvice() in a given language.
QString adviceFor(int error, Step call, Words words);

} // namespace wl
