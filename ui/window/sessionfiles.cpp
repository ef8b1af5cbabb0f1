// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/window/sessionfiles.h"

#include "app/exporters/exportercatalogue.h"
#include "app/exporters/exportjob.h"
#include "app/exporters/sessionfile.h"
#include "app/exporters/sessionreader.h"
#include "app/journal/spool.h"

#include <QCoreApplication>

namespace wl {

namespace {

/// About a millisecond of work each: the window stays fluid.
constexpr int sliceEvents = 1000;

} // namespace

SlicedWork::SlicedWork(const QString &title, Parts parts, QWidget *parent)
    : QObject(parent)
    , m_parts(std::move(parts))
    , m_dialog(title, tr("Cancel"), 0, 1000, parent)
{
    m_dialog.setWindowModality(Qt::WindowModal);
    m_dialog.setMinimumDuration(500);
    m_dialog.setAutoReset(false);
    connect(&m_timer, &QTimer::timeout, this, &SlicedWork::slice);
    m_timer.start(0);
}

SlicedWork::~SlicedWork()
{
    if (!m_over)
        m_parts.cancel();
}

void SlicedWork::slice()
{
    if (m_dialog.wasCanceled()) {
        m_timer.stop();
        deleteLater();
        return;
    }
    const auto done = m_parts.step();
    if (done && !*done) {
        m_dialog.setValue(int(m_parts.progress() * 999));
        return;
    }
    m_over = true;
    m_timer.stop();
    m_dialog.reset();
    deleteLater();
    Q_EMIT finished(done.error());
}

SlicedWork *saveSession(const JournalView &view, const EndpointNames &names, qint64 startedAt,
    const QString &path, QWidget *parent)
{
    auto writer = std::make_shared<SessionWriter>(view, names, startedAt);
    auto begun = std::make_shared<bool>(false);
    return new SlicedWork(QCoreApplication::translate("wl", "Saving the session…"),
        {[writer, begun, path]() -> Result<bool> {
             if (!*begun) {
                 *begun = true;
                 if (const auto opened = writer->begin(path); !opened)
                     return Failure{opened.error()};
             }
             return writer->step(sliceEvents);
         },
            [writer] { return writer->progress(); }, [writer] { writer->cancel(); }},
        parent);
}

SlicedWork *exportLog(const JournalView &view, const EndpointNames &names, const QString &exporter,
    bool housekeeping, const QString &path, QWidget *parent)
{
    ExportChoice choice;
    choice.housekeeping = housekeeping;
    auto job = std::make_shared<ExportJob>(view, names, makeExporter(exporter), choice);
    auto begun = std::make_shared<bool>(false);
    return new SlicedWork(QCoreApplication::translate("wl", "Exporting the log…"),
        {[job, begun, path]() -> Result<bool> {
             if (!*begun) {
                 *begun = true;
                 if (const auto opened = job->begin(path); !opened)
                     return Failure{opened.error()};
             }
             return job->step(sliceEvents);
         },
            [job] { return job->progress(); }, [job] { job->cancel(); }},
        parent);
}

void openSession(const QString &path, QWidget *parent,
    const std::function<void(Result<std::shared_ptr<OpenedSession>>)> &done)
{
    auto opened = std::make_shared<OpenedSession>();
    opened->path = path;
    opened->journal = std::make_unique<Journal>(Chunk::maxBlob);
    auto reader = std::make_shared<SessionReader>(*opened->journal);
    if (const auto begun = reader->open(path); !begun) {
        done(Failure{begun.error()});
        return;
    }
    auto *work = new SlicedWork(QCoreApplication::translate("wl", "Opening the session…"),
        {[reader] { return reader->step(sliceEvents); }, [reader] { return reader->progress(); }, [] {}},
        parent);
    QObject::connect(work, &SlicedWork::finished, parent, [opened, reader, done](const QString &error) {
        if (!error.isEmpty()) {
            done(Failure{error});
            return;
        }
        opened->warning = reader->warning();
        opened->startedAt = reader->startedAtMs();
        done(opened);
    });
}

Result<std::shared_ptr<OpenedSession>> openSpool(const QString &path)
{
    SpoolReader reader;
    if (!reader.open(path.toStdString()))
        return Failure{QCoreApplication::translate("wl", "The session cannot be recovered: %1.")
                           .arg(QString::fromStdString(reader.error()))};
    auto opened = std::make_shared<OpenedSession>();
    opened->path = path;
    opened->startedAt = reader.header().startedAt;
    opened->journal = std::make_unique<Journal>(Chunk::maxBlob);
    reader.replayInto(*opened->journal);
    if (reader.isDamaged())
        opened->warning = QCoreApplication::translate(
            "wl", "The end of this session was damaged; what stands before it is shown.");
    return opened;
}

} // namespace wl
