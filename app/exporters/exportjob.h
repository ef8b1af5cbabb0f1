// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/exporters/exporter.h"
#include "app/exporters/safefile.h"

#include <bitset>
#include <memory>

namespace wl {

/// Which events an export takes.
struct ExportChoice {
    std::bitset<std::size_t(Kind::Count)> kinds{(1u << std::size_t(Kind::Count)) - 1};
    bool housekeeping = false;

    bool takes(const Event &event) const
    {
        return kinds.test(std::size_t(event.kind())) && (housekeeping || !event.has(Event::Housekeeping));
    }
};

/// Writes a moment of the journal to a file in slices, so that a window can show how far it is and stop it.
/// The file appears whole under its name, or not at all (SafeFile).
class ExportJob
{
public:
    ExportJob(
        JournalView view, EndpointNames names, std::unique_ptr<Exporter> exporter, ExportChoice choice = {});

    Result<Done> begin(const QString &path);
    /// The next slice of at most `maxEvents`; true when the file is complete. After a failure nothing is left
    /// over.
    Result<bool> step(int maxEvents);
    /// From 0 to 1.
    double progress() const;
    void cancel() { m_file.cancel(); }

private:
    JournalView m_view;
    EndpointNames m_names;
    std::unique_ptr<Exporter> m_exporter;
    ExportChoice m_choice;
    SafeFile m_file;
    EventIndex m_next = 0;
    bool m_written = false;
    bool m_finished = false;
};

} // namespace wl
