// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/exporters/exportjob.h"

#include <QCoreApplication>

#include <algorithm>

namespace wl {

ExportJob::ExportJob(
    JournalView view, EndpointNames names, std::unique_ptr<Exporter> exporter, ExportChoice choice)
    : m_view(std::move(view))
    , m_names(std::move(names))
    , m_exporter(std::move(exporter))
    , m_choice(choice)
{
}

Result<Done> ExportJob::begin(const QString &path)
{
    m_next = 0;
    m_written = false;
    m_finished = false;
    if (const auto begun = m_file.begin(path); !begun)
        return begun;
    return m_file.write(m_exporter->head());
}

Result<bool> ExportJob::step(int maxEvents)
{
    if (m_written) {
        const auto finished = m_file.finish();
        m_finished = finished && *finished;
        return finished;
    }
    const EventIndex to = std::min(m_view.size(), m_next + EventIndex(std::max(maxEvents, 1)));
    EventIndex visited = 0;
    QByteArray lines;
    m_view.forEach(m_next, to, [&](const EventRef &event) {
        ++visited;
        if (m_choice.takes(event.event()))
            lines += m_exporter->line(event, m_names);
    });
    if (visited != to - m_next) {
        m_file.cancel();
        return Failure{QCoreApplication::translate("wl",
            "A part of this session could not be read back from the disk, so nothing was written. Try "
            "again.")};
    }
    m_next = to;
    m_written = to == m_view.size();
    if (m_written)
        lines += m_exporter->tail();
    const auto written = m_file.write(lines);
    return written ? Result<bool>(false) : Result<bool>(Failure{written.error()});
}

double ExportJob::progress() const
{
    if (m_finished)
        return 1;
    // Reading back costs little beside the making of the lines.
    const double made = m_view.size() == 0 ? 1 : double(m_next) / double(m_view.size());
    return made * 0.95;
}

} // namespace wl
