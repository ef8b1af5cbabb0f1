// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/exporters/sequencetext.h"

namespace wl {

/// The sequence as a PlantUML diagram.
QByteArray plantUmlOf(const SequenceText &sequence);
/// The same of a moment of the journal.
QByteArray plantUmlOf(const JournalView &view);
/// The text so that no character of it means anything to PlantUML, neither to its preprocessor nor to its
/// markup.
QByteArray plantUmlEscaped(QStringView text);

} // namespace wl
