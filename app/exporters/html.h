// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/exporters/exporter.h"

namespace wl {

/// The log as one self-contained web page without scripts, light or dark as its reader likes.
class HtmlExporter final : public Exporter
{
public:
    QByteArray head() override;
    QByteArray line(const EventRef &event, const EndpointNames &names) override;
    QByteArray tail() override;
};

} // namespace wl
