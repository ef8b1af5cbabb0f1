// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/diagram.h"
#include "app/diagrams/layerfields.h"

namespace wl {

/// Puts the nested bars of the wrapped message into a drawing, inside this column from its top; returns where
/// they end.
double drawWrapping(
    Drawing &drawing, const StageFrame &frame, const LayerMessage &message, const QRectF &column);

/// Puts the table of the header's fields into a drawing; returns where it ends.
double drawFields(
    Drawing &drawing, const StageFrame &frame, const QList<LayerField> &fields, const QRectF &column);

} // namespace wl
