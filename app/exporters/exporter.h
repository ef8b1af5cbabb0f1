// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/eventtext.h"

#include <QByteArray>

namespace wl {

/// Turns events into the bytes of one format: head once, a line for each event in order, tail once. In
/// English.
class Exporter
{
public:
    virtual ~Exporter() = default;
    virtual QByteArray head() { return {}; }
    virtual QByteArray line(const EventRef &event, const EndpointNames &names) = 0;
    virtual QByteArray tail() { return {}; }
};

} // namespace wl
