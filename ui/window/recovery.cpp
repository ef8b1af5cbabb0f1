// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/window/recovery.h"

#include "app/journal/spool.h"

#include <QDir>
#include <QFile>

namespace wl {

namespace {

constexpr int mostKept = 10;
constexpr int mostDays = 30;

QFileInfoList spools(const QString &folder)
{
    return QDir(folder).entryInfoList(
        {QStringLiteral("*.wlspool")}, QDir::Files | QDir::NoSymLinks, QDir::Time);
}

} // namespace

QList<LeftSession> leftSessions(const QString &folder, int most)
{
    QList<LeftSession> left;
    const auto files = spools(folder);
    for (const QFileInfo &file : files) {
        if (left.size() >= most)
            break;
        const std::string path = file.filePath().toStdString();
        SpoolReader reader;
        if (SpoolReader::isLocked(path) || !reader.open(path))
            continue;
        // The start-up self-test leaves a few rows; a session in which nobody did anything is nothing to
        // offer.
        constexpr EventIndex nothingDone = 16;
        if (reader.size() < nothingDone) {
            QFile::remove(file.filePath());
            continue;
        }
        left.append({file.filePath(), QDateTime::fromMSecsSinceEpoch(reader.header().startedAt),
            reader.size(), reader.isDamaged()});
    }
    return left;
}

void tidySpools(const QString &folder)
{
    const auto files = spools(folder);
    const QDateTime oldest = QDateTime::currentDateTime().addDays(-mostDays);
    for (qsizetype i = 0; i < files.size(); ++i) {
        const bool old = i >= mostKept || files[i].lastModified() < oldest;
        if (old && !SpoolReader::isLocked(files[i].filePath().toStdString()))
            QFile::remove(files[i].filePath());
    }
}

} // namespace wl
