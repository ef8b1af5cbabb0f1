// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/options.h"
#include "app/exporters/pictureexport.h"
#include "app/exporters/sessionreader.h"

#include <QTimer>

namespace wl {

/// Reads a saved session and makes the files that --export asks for, in slices, so that it can be stopped at
/// any time and leaves no half file.
class ExportRunner final : public QObject
{
    Q_OBJECT

public:
    explicit ExportRunner(const CliOptions &options);
    ~ExportRunner() override;

    /// False when the session cannot be opened (said on stderr).
    bool start();
    /// Throws away the file that is being made.
    void cancel();
    int exitStatus() const { return m_failed ? 1 : 0; }

Q_SIGNALS:
    void finished();

private:
    void slice();
    bool readSlice();
    bool exportSlice();
    void fail(const QString &sentence);
    void end();
    void showProgress(const QString &what, double share);
    void clearProgress();

    const CliOptions m_options;
    Journal m_journal;
    SessionReader m_reader;
    bool m_read = false;
    std::unique_ptr<PictureExport> m_export;
    std::size_t m_next = 0; ///< of the exports
    QTimer m_timer;
    int m_shown = -1; ///< percent on the terminal
    bool m_failed = false;
    bool m_ended = false;
};

/// The files that the options ask for, with --output taken into account.
Result<std::vector<ExportTarget>> exportTargets(const CliOptions &options);

} // namespace wl
