// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/programs/program.h"

#include "app/programs/stepcode.h"
#include "app/programs/writers.h"

namespace wl {

namespace {

/// Something that a program would do, or in Qt be told.
bool isProgrammed(const Event &event, Language language)
{
    if (event.has(Event::Housekeeping) || event.has(Event::Probe))
        return false;
    return event.kind() == Kind::Call
        || (event.kind() == Kind::Signal && language == Language::Qt && event.socket != 0);
}

} // namespace

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

QString stepCode(const EventRef &event, const SocketTable &table, Language language)
{
    if (!event || !isProgrammed(event.event(), language))
        return {};
    QString code;
    switch (language) {
    case Language::Python:
        code = pythonStep(event, table);
        break;
    case Language::C:
        code = cStep(event, table);
        break;
    case Language::Qt:
        code = qtStep(event, table);
        break;
    }
    return code.isEmpty() ? code
                          : code + failureComment(event.event(), language == Language::Python ? "#" : "//");
}

SourceProgram programOf(
    EndpointId endpoint, const JournalView &view, const SocketTable &table, Language language)
{
    Script script = scriptOf(endpoint, view, table);
    if (script.actions.empty())
        return {{}, script.remarks};
    QByteArray text;
    switch (language) {
    case Language::Python:
        text = pythonProgram(script);
        break;
    case Language::C:
        text = cProgram(script);
        break;
    case Language::Qt:
        text = qtProgram(script);
        break;
    }
    return {text, script.remarks};
}

} // namespace wl
