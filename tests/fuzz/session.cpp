// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// A session file: read or refused in peace; what was read is the same after it was written and read again.

#include "app/exporters/sessionreader.h"
#include "tests/fuzz/events.h"

using namespace wl;

namespace {

QString read(Journal &journal, QByteArrayView bytes)
{
    const fuzz::MemoryFile file(bytes);
    SessionReader reader(journal);
    if (const auto opened = reader.open(QString::fromStdString(file.path())); !opened)
        return opened.error();
    for (;;) {
        const auto done = reader.step(64);
        fuzz::require(fuzz::isClean(reader.warning()), "a warning holds no unsafe character");
        if (!done)
            return done.error();
        if (*done)
            return {};
    }
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    Journal journal;
    if (const QString error = read(journal, fuzz::view(data, size)); !error.isEmpty())
        fuzz::requireSentence(error);
    fuzz::requireCleanTexts(journal);
    QByteArray written = jsonHeader(1);
    for (EventIndex i = 0; i < journal.size(); ++i)
        written += jsonLine(journal.view().at(i), fuzz::names());
    Journal again;
    fuzz::require(read(again, written).isEmpty(), "a written session can be read");
    fuzz::require(fuzz::sameEvents(journal, again), "a session survives being written");
    return 0;
}
