// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/cli/exportrunner.h"

#include "app/core/safetext.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <cstdio>

#include <unistd.h>

namespace wl {

namespace {

constexpr int eventsPerSlice = 5000;

void say(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), stderr);
    std::fflush(stderr);
}

ExportLook lookOf(const CliOptions &options)
{
    ExportLook look;
    look.dark = options.dark;
    look.transparent = options.transparent;
    look.events.housekeeping = options.housekeeping;
    if (!options.kinds.isEmpty())
        look.events.kinds.reset();
    for (const int kind : options.kinds)
        look.events.kinds.set(std::size_t(kind));
    return look;
}

} // namespace

Result<std::vector<ExportTarget>> exportTargets(const CliOptions &options)
{
    const bool isFolder = options.output.endsWith(QLatin1Char('/')) || QFileInfo(options.output).isDir();
    std::vector<ExportTarget> targets;
    for (const QString &name : options.exports) {
        auto target = exportTargetOf(name);
        if (!target)
            return Failure{target.error()};
        if (isFolder)
            target.value().path = QDir(options.output).filePath(QFileInfo(name).fileName());
        else if (!options.output.isEmpty())
            target.value().path = options.output;
        targets.push_back(*target);
    }
    if (targets.size() > 1 && !options.output.isEmpty() && !isFolder)
        return Failure{QCoreApplication::translate(
            "wl", "--output: several exports need a folder that exists, and “%1” is none.")
                           .arg(safeText(QStringView(options.output), 60))};
    return targets;
}

ExportRunner::ExportRunner(const CliOptions &options)
    : m_options(options)
    , m_journal(Chunk::maxBlob)
    , m_reader(m_journal)
{
    connect(&m_timer, &QTimer::timeout, this, &ExportRunner::slice);
}

ExportRunner::~ExportRunner() = default;

bool ExportRunner::start()
{
    const auto opened = m_reader.open(m_options.openFile);
    if (!opened)
        fail(opened.error());
    else
        m_timer.start(0);
    return bool(opened);
}

void ExportRunner::cancel()
{
    if (m_ended)
        return;
    if (m_export)
        m_export->cancel();
    fail(QCoreApplication::translate("wl", "Cancelled: the file that was being made is not there."));
    end();
}

void ExportRunner::slice()
{
    if (m_read ? !exportSlice() : !readSlice())
        end();
}

bool ExportRunner::readSlice()
{
    const auto done = m_reader.step(eventsPerSlice);
    if (!done) {
        fail(done.error());
        return false;
    }
    showProgress(QFileInfo(m_options.openFile).fileName(), m_reader.progress());
    m_read = *done;
    if (m_read && !m_reader.warning().isEmpty()) {
        clearProgress();
        say(QStringLiteral("wireladder-cli: %1\n").arg(m_reader.warning()));
    }
    return true;
}

bool ExportRunner::exportSlice()
{
    if (!m_export) {
        const auto targets = exportTargets(m_options);
        if (!targets || m_next >= targets->size())
            return false;
        m_export = std::make_unique<PictureExport>(
            m_journal.view(), m_reader.startedAtMs(), targets->at(m_next++), lookOf(m_options));
        if (const auto begun = m_export->begin(); !begun) {
            fail(begun.error());
            m_export.reset();
        }
        return true;
    }
    const auto done = m_export->step(eventsPerSlice);
    showProgress(QFileInfo(m_export->target().path).fileName(), m_export->progress());
    if (!done)
        fail(done.error());
    if (!done || *done)
        m_export.reset();
    return true;
}

void ExportRunner::fail(const QString &sentence)
{
    m_failed = true;
    clearProgress();
    say(QStringLiteral("wireladder-cli: %1\n").arg(sentence));
}

void ExportRunner::end()
{
    m_timer.stop();
    m_ended = true;
    clearProgress();
    Q_EMIT finished();
}

void ExportRunner::showProgress(const QString &what, double share)
{
    const int percent = int(share * 100);
    if (percent == m_shown || ::isatty(STDERR_FILENO) == 0)
        return;
    m_shown = percent;
    say(QStringLiteral("\r\x1b[K%1 %2 %").arg(safeText(QStringView(what), 40)).arg(percent));
}

void ExportRunner::clearProgress()
{
    if (m_shown >= 0)
        say(QStringLiteral("\r\x1b[K"));
    m_shown = -1;
}

} // namespace wl
