// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/exporters/exportjob.h"

namespace wl {

/// Saves a session: a moment of the journal, every event of it, as JSON Lines, safely and in slices.
class SessionWriter
{
public:
    SessionWriter(JournalView view, EndpointNames names, qint64 startedAtMs);

    Result<Done> begin(const QString &path) { return m_job.begin(path); }
    /// The next slice; true when the file is complete. On failure what stood there before is whole.
    Result<bool> step(int maxEvents) { return m_job.step(maxEvents); }
    double progress() const { return m_job.progress(); }
    void cancel() { m_job.cancel(); }

private:
    ExportJob m_job;
};

} // namespace wl
