// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/views/logcolumns.h"

#include <QHeaderView>

#include <array>

namespace wl {

class GlyphText;

/// The titles over the log, which can be dragged wider and narrower; the detail takes what is left.
class LogHeader final : public QHeaderView
{
    Q_OBJECT

public:
    explicit LogHeader(QWidget *parent);

    /// Widths that suit this font, where the user has not chosen others.
    void setFitting(const GlyphText &text);
    /// Lets the detail fill this width.
    void fill(int width);
    /// Left edge and width in the viewport.
    int left(LogColumn column) const { return sectionViewportPosition(int(column)); }
    int width(LogColumn column) const { return sectionSize(int(column)); }

    QByteArray saveWidths() const;
    bool restoreWidths(const QByteArray &state);

private:
    std::array<int, logColumns> m_fitting = {};
    int m_filled = 0;
    bool m_isChosen = false; ///< widths were restored
};

} // namespace wl
