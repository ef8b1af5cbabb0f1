// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// The filter line: every text is a filter or is refused with a sentence, and a minus turns a term round.

#include "app/models/eventquery.h"

#include "tests/fuzz/events.h"

using namespace wl;

namespace {

const Journal &journal()
{
    static const auto events = [] {
        auto made = std::make_unique<Journal>();
        for (const Step step : {Step::Create, Step::CallRead, Step::CallAccept4, Step::ReadyRead,
                 Step::KernelState, Step::NoteText}) {
            Event event;
            event.step = step;
            event.endpoint = EndpointId(made->size() % 3);
            event.after = TcpState::CloseWait;
            made->append(event, std::string_view("Hello \xC3\x84 world\n"));
        }
        return made;
    }();
    return *events;
}

void checkTurnedRound(const QString &term, const EventQuery &query)
{
    const bool single =
        std::none_of(term.begin(), term.end(), [](QChar c) { return c.isSpace() || c == u'"'; });
    if (!single || !query.hasTerms() || term.startsWith(u'-'))
        return;
    const auto turned = EventQuery::fromText(u'-' + term);
    if (!turned)
        return;
    for (EventIndex i = 0; i < journal().size(); ++i) {
        const EventRef event = journal().view().at(i);
        fuzz::require(query.matches(event, fuzz::names()) != turned->matches(event, fuzz::names()),
            "a minus turns a term round");
    }
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString text = QString::fromUtf8(fuzz::view(data, size));
    const EventQuery phrase = EventQuery::forPhrase(text);
    for (EventIndex i = 0; i < journal().size(); ++i)
        phrase.matches(journal().view().at(i), fuzz::names());
    const auto query = EventQuery::fromText(text);
    if (query)
        checkTurnedRound(text, *query);
    else
        fuzz::requireSentence(query.error());
    return 0;
}
