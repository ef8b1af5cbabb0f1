// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/diagram.h"
#include "app/diagrams/layermessage.h"

namespace wl {

/// Puts the two stacks and the way of the message into a drawing, inside this column from its top; returns
/// where they end.
double drawStacks(
    Drawing &drawing, const StageFrame &frame, const LayerMessage &message, const QRectF &column);

/// Ground of the application's bytes, also of the message on its way.
Paint bytesPaint();
/// Ground of the header that a layer adds; 0 is the transport, 1 the network.
Paint headerPaint(int layer);

} // namespace wl
