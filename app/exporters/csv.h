// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/exporters/exporter.h"

namespace wl {

/// The log for a spreadsheet (RFC 4180), with no cell that a spreadsheet would compute.
class CsvExporter final : public Exporter
{
public:
    QByteArray head() override;
    QByteArray line(const EventRef &event, const EndpointNames &names) override;
};

/// A cell of text by RFC 4180: quoted, and with a leading ' where a spreadsheet would take it for a formula.
QByteArray csvCell(const QString &text);

} // namespace wl
