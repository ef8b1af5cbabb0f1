// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/exporters/picturetexts.h"

#include "app/diagrams/diagramcatalogue.h"
#include "app/diagrams/notemarks.h"
#include "app/diagrams/sequencediagram.h"
#include "app/exporters/exportercatalogue.h"
#include "app/exporters/mermaid.h"
#include "app/exporters/plantuml.h"
#include "app/exporters/report.h"

#include <QCoreApplication>

#include <algorithm>

namespace wl {

SvgText::SvgText(std::unique_ptr<Diagram> diagram, const ExportLook &look)
    : m_diagram(std::move(diagram))
    , m_look(look)
{
}

void SvgText::fold(const JournalView &view, const SocketTable &table)
{
    m_view = view;
    m_table = &table;
    m_diagram->advance(view, table);
}

Result<QByteArray> SvgText::next(int amount)
{
    if (!m_writer) {
        const SocketTable nobody;
        EventNotes notes;
        notes.advance(m_view);
        m_drawing = drawWithNotes(*m_diagram,
            {m_view, m_table ? *m_table : nobody, m_look.room, builtInRuler(m_look.line), m_look.selected,
                m_look.swapped, 1},
            notes);
        m_writer.emplace(m_drawing, SvgLook{m_look.dark, m_look.transparent, m_look.line, {}});
        return QByteArray("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + m_writer->head());
    }
    const std::size_t to = std::min(m_writer->size(), m_written + std::size_t(std::max(amount, 1)));
    QByteArray bytes = m_writer->pieces(m_written, to);
    m_written = to;
    m_done = to == m_writer->size();
    return m_done ? QByteArray(bytes + m_writer->tail()) : bytes;
}

double SvgText::share() const
{
    const std::size_t size = m_writer ? m_writer->size() : 0;
    return size > 0 ? double(m_written) / double(size) : m_done ? 1 : 0;
}

SequenceLanguageText::SequenceLanguageText(Language language)
    : m_language(language)
    , m_rows(SequenceDiagram::mostRows)
{
}

void SequenceLanguageText::fold(const JournalView &view, const SocketTable &table)
{
    m_view = view;
    m_table = &table;
    m_rows.advance(view, table);
}

Result<QByteArray> SequenceLanguageText::next(int)
{
    m_done = true;
    const SocketTable nobody;
    return m_language(sequenceTextOf(m_rows, m_view, m_table ? *m_table : nobody));
}

LogText::LogText(std::unique_ptr<Exporter> exporter, const ExportChoice &choice)
    : m_exporter(std::move(exporter))
    , m_choice(choice)
{
}

void LogText::fold(const JournalView &view, const SocketTable &table)
{
    m_view = view;
    m_table = &table;
}

Result<QByteArray> LogText::next(int amount)
{
    QByteArray bytes;
    if (!m_begun)
        bytes += m_exporter->head();
    m_begun = true;
    const EventIndex to = std::min(m_view.size(), m_next + EventIndex(std::max(amount, 1)));
    const auto names = [this](EndpointId id) { return m_table->endpointName(id); };
    EventIndex visited = 0;
    m_view.forEach(m_next, to, [&](const EventRef &event) {
        ++visited;
        if (m_choice.takes(event.event()))
            bytes += m_exporter->line(event, names);
    });
    if (visited != to - m_next)
        return unreadable();
    m_next = to;
    m_done = to == m_view.size();
    if (m_done)
        bytes += m_exporter->tail();
    return bytes;
}

double LogText::share() const
{
    return m_view.size() > 0 ? double(m_next) / double(m_view.size()) : m_done ? 1 : 0;
}

Failure unreadable()
{
    return {QCoreApplication::translate("wl",
        "A part of this session could not be read back from the disk, so nothing was written. Try "
        "again.")};
}

std::unique_ptr<SlicedText> makeText(const ExportTarget &target, qint64 startedAtMs, const ExportLook &look)
{
    if (target.suffix == QLatin1String("mmd"))
        return std::make_unique<SequenceLanguageText>(SequenceLanguageText::Language(mermaidOf));
    if (target.suffix == QLatin1String("puml"))
        return std::make_unique<SequenceLanguageText>(SequenceLanguageText::Language(plantUmlOf));
    if (target.subject == QLatin1String("report"))
        return std::make_unique<ReportText>(startedAtMs, look);
    if (target.suffix == QLatin1String("svg")) {
        auto diagram = makeDiagram(target.subject);
        return diagram ? std::make_unique<SvgText>(std::move(diagram), look) : nullptr;
    }
    const QString id = target.suffix == QLatin1String("txt") ? QStringLiteral("text") : target.suffix;
    auto exporter = makeExporter(id, startedAtMs);
    return exporter ? std::make_unique<LogText>(std::move(exporter), look.events) : nullptr;
}

} // namespace wl
