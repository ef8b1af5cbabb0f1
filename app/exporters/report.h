// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/diagram.h"
#include "app/exporters/html.h"
#include "app/exporters/pictureexport.h"
#include "app/exporters/reportfacts.h"

namespace wl {

/// A session as one web page without scripts that needs nothing else: what there was, the pictures, the
/// explanations of what occurred, and the log. In English, like all files.
class ReportText final : public SlicedText
{
public:
    static constexpr EventIndex mostRows = 20000; ///< of the log
    static constexpr EventIndex mostPictureEvents = 5000;

    ReportText(qint64 startedAtMs, const ExportLook &look);
    ~ReportText() override;
    void fold(const JournalView &view, const SocketTable &table) override;
    Result<QByteArray> next(int amount) override;
    bool isDone() const override { return m_part == Part::End; }
    double share() const override;

private:
    enum class Part { Head, Pictures, Explanations, Log, End };
    struct Picture {
        QString title;
        std::unique_ptr<Diagram> diagram;
        bool onlyBeginning = false;
    };

    QByteArray head() const;
    QByteArray endpoints() const;
    QByteArray picture(std::size_t number) const;
    QByteArray explanations() const;
    Result<QByteArray> log(int amount);
    QByteArray logHead() const;

    const qint64 m_startedAtMs;
    const ExportLook m_look;
    std::vector<Picture> m_pictures;
    ReportFacts m_facts;
    JournalView m_view;
    JournalView m_beginning; ///< what the sequence's picture shows
    SocketTable m_beginningTable;
    const SocketTable *m_table = nullptr;
    HtmlExporter m_rows;
    Part m_part = Part::Head;
    std::size_t m_nextPicture = 0;
    EventIndex m_next = 0;
    EventIndex m_written = 0; ///< rows of the log
    EventIndex m_taken = 0; ///< events that the log would show
};

} // namespace wl
