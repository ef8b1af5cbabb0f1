// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/exporters/sessionfile.h"

#include "app/exporters/exportercatalogue.h"

namespace wl {

namespace {

ExportChoice everything()
{
    ExportChoice choice;
    choice.housekeeping = true;
    return choice;
}

} // namespace

SessionWriter::SessionWriter(JournalView view, EndpointNames names, qint64 startedAtMs)
    : m_job(
        std::move(view), std::move(names), makeExporter(QStringLiteral("jsonl"), startedAtMs), everything())
{
}

} // namespace wl
