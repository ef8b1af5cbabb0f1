// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/drawing.h"

#include <QPoint>

class QAbstractScrollArea;

namespace wl {

/// A painted view whose parts can be read aloud.
class PartsHolder
{
public:
    virtual ~PartsHolder() = default;
    virtual const std::vector<Drawing::Item> &parts() const = 0;
    /// Where the parts' zero lies in the viewport.
    virtual QPointF partsOrigin() const = 0;
    /// The part that keys have reached; -1: none.
    virtual int currentPart() const = 0;
    /// As if it had been clicked.
    virtual void usePart(int index) = 0;
};

/// Makes every view that holds parts a list of them for screen readers and tests; once is enough.
void installDrawingAccessible();
/// Tells screen readers which part is the current one.
void announcePart(QAbstractScrollArea *view, int part);

} // namespace wl
