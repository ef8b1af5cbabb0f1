// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/core/result.h"
#include "app/journal/journal.h"
#include "app/models/eventtext.h"

#include <QObject>
#include <QProgressDialog>
#include <QTimer>

#include <functional>
#include <memory>

namespace wl {

/// Work in slices with a progress dialog that can cancel it; the window stays alive between the slices.
class SlicedWork final : public QObject
{
    Q_OBJECT

public:
    /// `step` returns true when all is done; `progress` from 0 to 1; `cancel` is called when the user gives
    /// up.
    struct Parts {
        std::function<Result<bool>()> step;
        std::function<double()> progress;
        std::function<void()> cancel;
    };

    /// Shows the dialog only if the work takes longer than half a second. Deletes itself at the end.
    SlicedWork(const QString &title, Parts parts, QWidget *parent);
    /// Work that is not finished is cancelled.
    ~SlicedWork() override;
    bool isOver() const { return m_over; }

Q_SIGNALS:
    /// An empty sentence: all is well; otherwise why not. Cancelled work says nothing.
    void finished(const QString &error);

private:
    void slice();

    const Parts m_parts;
    QProgressDialog m_dialog;
    QTimer m_timer;
    bool m_over = false;
};

/// Saves a moment of the journal as a session file, with progress.
SlicedWork *saveSession(const JournalView &view, const EndpointNames &names, qint64 startedAt,
    const QString &path, QWidget *parent);
/// Exports the log with the exporter of this id, with or without housekeeping.
SlicedWork *exportLog(const JournalView &view, const EndpointNames &names, const QString &exporter,
    bool housekeeping, const QString &path, QWidget *parent);

/// A session file read whole: its journal and what is to be said about it.
struct OpenedSession {
    std::unique_ptr<Journal> journal;
    QString path;
    qint64 startedAt = 0;
    QString warning;
};

/// Reads a session file into a journal of its own, with progress; `done` gets it, or the sentence why not.
void openSession(const QString &path, QWidget *parent,
    const std::function<void(Result<std::shared_ptr<OpenedSession>>)> &done);
/// Reads a spool that a session left behind.
Result<std::shared_ptr<OpenedSession>> openSpool(const QString &path);

} // namespace wl
