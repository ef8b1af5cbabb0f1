// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/programs/program.h"

namespace wl {

QString languageId(Language language)
{
    static constexpr const char *ids[] = {"python", "c", "qt"};
    return QLatin1String(ids[std::size_t(language)]);
}

QString languageSuffix(Language language)
{
    static constexpr const char *suffixes[] = {"py", "c", "cpp"};
    return QLatin1String(suffixes[std::size_t(language)]);
}

QString stepCode(const EventRef &, const SocketTable &, Language)
{
    return {};
}

SourceProgram programOf(EndpointId, const JournalView &, const SocketTable &, Language)
{
    return {};
}

} // namespace wl
