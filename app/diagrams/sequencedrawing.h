// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/diagram.h"
#include "app/diagrams/sequencediagram.h"

namespace wl {

/// The measures of a sequence diagram, by the line of text.
struct SequenceMetrics {
    explicit SequenceMetrics(double line);

    double unit = 1;
    double rowHeight = 0;
    double headHeight = 0;
    double laneWidth = 0;
};

/// Puts the lanes, bands, messages and texts of a picture into a drawing; `top` is where its first kept row
/// lies, and nothing is drawn that lies wholly above `from` or below `to`.
void drawRows(Drawing &drawing, const Picture &picture, const SequenceMetrics &metrics, double top,
    std::pair<double, double> sight);
/// Puts the heads of the lanes into a drawing, over its top.
void drawHeads(Drawing &drawing, const Picture &picture, const SequenceMetrics &metrics);
/// The parts of a picture as items, each with its sentence, from top to bottom.
std::vector<Drawing::Item> itemsOf(const Picture &picture, const SequenceMetrics &metrics, double top,
    const JournalView &view, const SocketTable &table);

/// What a reader of a picture must know: how its lines are meant and what is missing.
QStringList legendOf(const Picture &picture, bool hasEarlier, std::int64_t unit);

/// The whole sequence diagram as one drawing, for files; the window draws only the rows in sight.
class SequenceDrawing final : public Diagram
{
public:
    static constexpr double mostHeight = 1000; ///< rows; of a longer one the end: no viewer takes more

    void advance(const JournalView &view, const SocketTable &table) override;
    void clear() override;
    Drawing draw(const StageFrame &frame) const override;
    void setOptions(const SequenceOptions &options, const SocketTable &table)
    {
        m_diagram.setOptions(options, table);
    }

private:
    SequenceDiagram m_diagram;
};

} // namespace wl
