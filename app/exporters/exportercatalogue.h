// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/exporters/exporter.h"

#include <QList>
#include <QString>

#include <memory>

namespace wl {

/// A format as the save dialog and the command line name it.
struct ExporterKind {
    QString id; ///< "text", "csv", "jsonl", "html"
    QString title; ///< translated
    QString suffix; ///< of file names, without the dot
};

/// All formats in the order of the menu; made anew, so that a change of language shows.
QList<ExporterKind> exporterKinds();
/// A fresh exporter for a session that began at `startedAtMs` (milliseconds since 1970, UTC; 0: not known);
/// null for an unknown id.
std::unique_ptr<Exporter> makeExporter(const QString &id, qint64 startedAtMs = 0);

} // namespace wl
