// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/exporters/exporter.h"

namespace wl {

/// The log as a person reads it: aligned columns, one line an event.
class TextExporter final : public Exporter
{
public:
    QByteArray head() override;
    QByteArray line(const EventRef &event, const EndpointNames &names) override;
};

} // namespace wl
