// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/diagram.h"
#include "app/diagrams/sequencerows.h"
#include "app/exporters/exporter.h"
#include "app/exporters/pictureexport.h"
#include "app/exporters/sequencetext.h"
#include "app/exporters/svg.h"

namespace wl {

/// A diagram at the session's end as an SVG file.
class SvgText final : public SlicedText
{
public:
    SvgText(std::unique_ptr<Diagram> diagram, const ExportLook &look);
    void fold(const JournalView &view, const SocketTable &table) override;
    Result<QByteArray> next(int amount) override;
    bool isDone() const override { return m_done; }
    double share() const override;

private:
    const std::unique_ptr<Diagram> m_diagram;
    const ExportLook m_look;
    JournalView m_view;
    const SocketTable *m_table = nullptr;
    Drawing m_drawing;
    std::optional<SvgWriter> m_writer;
    std::size_t m_written = 0;
    bool m_done = false;
};

/// The sequence in a language that describes it in text.
class SequenceLanguageText final : public SlicedText
{
public:
    using Language = QByteArray (*)(const SequenceText &);

    explicit SequenceLanguageText(Language language);
    void fold(const JournalView &view, const SocketTable &table) override;
    Result<QByteArray> next(int amount) override;
    bool isDone() const override { return m_done; }
    double share() const override { return m_done ? 1 : 0; }

private:
    const Language m_language;
    SequenceRows m_rows;
    JournalView m_view;
    const SocketTable *m_table = nullptr;
    bool m_done = false;
};

/// The log through one of its exporters.
class LogText final : public SlicedText
{
public:
    LogText(std::unique_ptr<Exporter> exporter, const ExportChoice &choice);
    void fold(const JournalView &view, const SocketTable &table) override;
    Result<QByteArray> next(int amount) override;
    bool isDone() const override { return m_done; }
    double share() const override;

private:
    const std::unique_ptr<Exporter> m_exporter;
    const ExportChoice m_choice;
    JournalView m_view;
    const SocketTable *m_table = nullptr;
    EventIndex m_next = 0;
    bool m_begun = false;
    bool m_done = false;
};

/// The failure of a session whose events are no longer all on the disk.
Failure unreadable();
/// What a target asks for; null when there is no such thing.
std::unique_ptr<SlicedText> makeText(const ExportTarget &target, qint64 startedAtMs, const ExportLook &look);

} // namespace wl
