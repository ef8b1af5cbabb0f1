// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/exporters/sequencetext.h"

namespace wl {

/// The sequence as a Mermaid sequenceDiagram, as Markdown pages take it.
QByteArray mermaidOf(const SequenceText &sequence);
/// The same of a moment of the journal.
QByteArray mermaidOf(const JournalView &view);
/// The text so that no character of it means anything to Mermaid.
QByteArray mermaidEscaped(QStringView text);

} // namespace wl
