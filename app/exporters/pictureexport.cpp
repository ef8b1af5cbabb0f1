// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/exporters/pictureexport.h"

#include "app/core/safetext.h"
#include "app/diagrams/diagramcatalogue.h"
#include "app/exporters/exportercatalogue.h"
#include "app/exporters/picturetexts.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QStringList>

#include <algorithm>

namespace wl {

namespace {

const auto sequenceId = QStringLiteral("sequence");
const auto reportId = QStringLiteral("report");
const auto logId = QStringLiteral("log");

QString words(const char *source)
{
    return QCoreApplication::translate("wl", source);
}

/// What a stem stands for where the catalogue does not have it.
QString subjectOf(const QString &stem, const QString &suffix)
{
    const QList<DiagramKind> kinds = diagramKinds();
    const bool isKnown = stem == logId || stem == reportId
        || std::any_of(kinds.begin(), kinds.end(), [&](const DiagramKind &kind) { return kind.id == stem; });
    if (isKnown)
        return stem;
    if (suffix == QLatin1String("html"))
        return reportId;
    const bool isPicture =
        suffix == QLatin1String("svg") || suffix == QLatin1String("mmd") || suffix == QLatin1String("puml");
    return isPicture ? sequenceId : logId;
}

} // namespace

QList<ExportName> exportNames()
{
    QList<ExportName> names;
    for (const DiagramKind &kind : diagramKinds()) {
        names << ExportName{
            kind.id + QStringLiteral(".svg"), words(QT_TRANSLATE_NOOP("wl", "%1 (SVG)")).arg(kind.title)};
        if (kind.id != sequenceId)
            continue;
        names << ExportName{
            QStringLiteral("sequence.mmd"), words(QT_TRANSLATE_NOOP("wl", "%1 (Mermaid)")).arg(kind.title)};
        names << ExportName{
            QStringLiteral("sequence.puml"), words(QT_TRANSLATE_NOOP("wl", "%1 (PlantUML)")).arg(kind.title)};
    }
    names << ExportName{QStringLiteral("report.html"), words(QT_TRANSLATE_NOOP("wl", "Report (web page)"))};
    for (const ExporterKind &kind : exporterKinds())
        names << ExportName{
            QStringLiteral("log.") + kind.suffix, words(QT_TRANSLATE_NOOP("wl", "Log: %1")).arg(kind.title)};
    return names;
}

Result<ExportTarget> exportTargetOf(const QString &path)
{
    const QFileInfo info(path);
    const QString suffix = info.suffix().toLower();
    const QString subject = subjectOf(info.completeBaseName().toLower(), suffix);
    QStringList possible;
    for (const ExportName &name : exportNames()) {
        possible << name.name;
        if (name.name == QString(subject + QLatin1Char('.') + suffix))
            return ExportTarget{path, subject, suffix};
    }
    return Failure{
        words(QT_TRANSLATE_NOOP("wl", "“%1” is nothing that can be made of a session. Possible are %2."))
            .arg(safeText(QStringView(info.fileName()), 60), possible.join(QLatin1String(", ")))};
}

PictureExport::PictureExport(
    JournalView view, qint64 startedAtMs, ExportTarget target, const ExportLook &look)
    : m_view(std::move(view))
    , m_target(std::move(target))
    , m_text(makeText(m_target, startedAtMs, look))
{
}

PictureExport::~PictureExport() = default;

Result<Done> PictureExport::begin()
{
    if (!m_text) {
        const auto known = exportTargetOf(m_target.path);
        return Failure{
            known ? words(QT_TRANSLATE_NOOP("wl", "This cannot be made of a session.")) : known.error()};
    }
    return m_file.begin(m_target.path);
}

Result<bool> PictureExport::step(int maxEvents)
{
    if (m_folded < m_view.size())
        return fold(maxEvents);
    if (m_text->isDone()) {
        const auto finished = m_file.finish();
        m_finished = finished && *finished;
        return finished;
    }
    const auto bytes = m_text->next(maxEvents);
    if (!bytes) {
        m_file.cancel();
        return Failure{bytes.error()};
    }
    const auto written = m_file.write(*bytes);
    return written ? Result<bool>(false) : Result<bool>(Failure{written.error()});
}

Result<bool> PictureExport::fold(int maxEvents)
{
    const JournalView part =
        m_view.upTo(std::min(m_view.size(), m_folded + EventIndex(std::max(maxEvents, 1))));
    EventIndex visited = m_folded;
    part.forEach(m_folded, part.size(), [&](const EventRef &event) {
        ++visited;
        m_table.add(event);
    });
    if (visited != part.size()) {
        m_file.cancel();
        return unreadable();
    }
    m_folded = visited;
    m_text->fold(part, m_table);
    return false;
}

double PictureExport::progress() const
{
    if (m_finished)
        return 1;
    const double folded = m_view.size() == 0 ? 1 : double(m_folded) / double(m_view.size());
    return folded * 0.4 + (m_text ? m_text->share() : 0) * 0.55;
}

} // namespace wl
