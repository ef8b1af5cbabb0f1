// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/step.h"

class QColor;
class QPainter;
class QRectF;

namespace wl {

/// Draws the mark of a kind into a square: C in a box for a call, a diamond for a signal, K in a circle for
/// the kernel, a triangle for a command, P in a slanted box for a packet, N on a sheet for a note.
void paintKindMark(QPainter &painter, const QRectF &place, Kind kind, const QColor &ink);

} // namespace wl
