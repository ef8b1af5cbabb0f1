// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/exporters/exportjob.h"
#include "app/exporters/slicedtext.h"

#include <QList>
#include <QSizeF>

#include <optional>

namespace wl {

/// A file that can be made of a session without a display.
struct ExportName {
    QString name; ///< "sequence.svg", "report.html", "log.csv"
    QString title; ///< translated
};

/// All of them, in the order of a menu.
QList<ExportName> exportNames();

/// What a file name asks for.
struct ExportTarget {
    QString path;
    QString subject; ///< the id of a diagram, "report" or "log"
    QString suffix; ///< "svg", "mmd", "puml", "html", "txt", "csv", "jsonl"
};

/// Reads a path: the name's stem says what (an unknown one the sequence, or with .html the report), its
/// suffix the format. The sentence of a failure lists what is possible.
Result<ExportTarget> exportTargetOf(const QString &path);

/// How the file is to look, and what it takes.
struct ExportLook {
    bool dark = false;
    bool transparent = false;
    bool swapped = false; ///< servers on the right
    std::optional<EventIndex> selected; ///< the event that flowchart and layers are about
    ExportChoice events; ///< of a log
    QSizeF room{1100, 720}; ///< about the size of a picture
    double line = 18;
};

/// Makes one such file of a moment of the journal, in slices, so that it can show how far it is and be
/// stopped. The file appears whole under its name, or not at all (SafeFile).
class PictureExport
{
public:
    PictureExport(JournalView view, qint64 startedAtMs, ExportTarget target, const ExportLook &look = {});
    ~PictureExport();

    Result<Done> begin();
    /// The next slice; true when the file is complete. After a failure nothing is left over.
    Result<bool> step(int maxEvents);
    /// From 0 to 1.
    double progress() const;
    void cancel() { m_file.cancel(); }
    const ExportTarget &target() const { return m_target; }

private:
    Result<bool> fold(int maxEvents);

    const JournalView m_view;
    const ExportTarget m_target;
    std::unique_ptr<SlicedText> m_text;
    SocketTable m_table;
    EventIndex m_folded = 0;
    SafeFile m_file;
    bool m_finished = false;
};

} // namespace wl
