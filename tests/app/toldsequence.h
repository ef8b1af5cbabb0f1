// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/sequencediagram.h"
#include "tests/kit/journalbuilder.h"

#include <cmath>

namespace wl::kit {

constexpr double wide = 1200;

inline double narrowText(const QString &text, TextStyle)
{
    return 8 * double(text.size());
}

inline const TextWidth textWidth = narrowText;

inline QString at(double place)
{
    return QString::number(place, 'f', 1);
}

/// A journal from pieces of text, its socket table and its diagram.
class Told
{
public:
    explicit Told(
        std::initializer_list<const char *> pieces, std::size_t keptRows = SequenceDiagram::mostRows)
        : m_diagram(keptRows)
    {
        QString text;
        for (const char *piece : pieces)
            text += QString::fromUtf8(piece);
        m_journal = JournalBuilder::build(text);
        m_table.advance(m_journal->view());
        m_diagram.advance(m_journal->view(), m_table);
    }

    bool swapped = false;

    SequenceDiagram &diagram() { return m_diagram; }
    void show(const SequenceOptions &options) { m_diagram.setOptions(options, m_table); }
    const SocketTable &table() const { return m_table; }
    Picture picture(double width = wide) const
    {
        return m_diagram.picture({0, m_diagram.height() + 4, width, textWidth, swapped, 1}, m_table);
    }

private:
    std::unique_ptr<Journal> m_journal;
    SocketTable m_table;
    SequenceDiagram m_diagram;
};

inline QStringList printTexts(const Picture &picture, TextStyle style)
{
    QStringList lines;
    for (const Picture::Text &text : picture.texts) {
        if (text.style == style)
            lines << QStringLiteral("%1 %2").arg(text.row).arg(text.full);
    }
    lines.sort();
    return lines;
}

inline QStringList printTitles(const Picture &picture)
{
    QStringList titles;
    for (const Picture::Column &column : picture.columns)
        titles << column.fullTitle + QStringLiteral(" | ") + column.detail;
    return titles;
}

inline QStringList printBands(const Picture &picture, SocketId socket)
{
    QStringList lines;
    for (const Picture::Band &band : picture.bands) {
        if (band.socket == socket)
            lines << QStringLiteral("%1-%2 %3")
                         .arg(at(band.top), at(band.bottom), QLatin1String(stateName(band.state)));
    }
    return lines;
}

/// "sent row to received row", by the middles of both ends.
inline QStringList printMessages(const Picture &picture)
{
    QStringList lines;
    for (const Picture::Message &m : picture.messages)
        lines << QStringLiteral("%1 to %2").arg(std::floor(m.top1)).arg(std::floor(m.top2));
    return lines;
}

} // namespace wl::kit
