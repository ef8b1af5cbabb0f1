// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/eventquery.h"

#include <algorithm>
#include <cstring>

namespace wl {

namespace {

constexpr std::size_t rememberedRows = 1024;

/// True when the name is the wanted one or begins with it; "client1" is not the beginning of "Client 10".
bool isNameWanted(const QString &name, const QString &wanted)
{
    qsizetype i = 0;
    qsizetype at = 0;
    for (; at < name.size() && i < wanted.size(); ++at) {
        if (name[at].isSpace())
            continue;
        if (name[at].toCaseFolded() != wanted[i++])
            return false;
    }
    const bool cutsNumber =
        at < name.size() && name[at].isDigit() && !wanted.isEmpty() && wanted.back().isDigit();
    return i == wanted.size() && !cutsNumber;
}

bool isAnyIn(const std::vector<ByteNeedle> &needles, Bytes bytes)
{
    return std::any_of(needles.begin(), needles.end(), [&](const ByteNeedle &n) { return n.isIn(bytes); });
}

std::size_t hashOf(const void *data, std::size_t size)
{
    std::uint64_t hash = 0;
    for (std::size_t i = 0; i + 8 <= size; i += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, static_cast<const char *>(data) + i, 8);
        hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
        hash ^= hash >> 32;
    }
    return hash;
}

} // namespace

bool EventQuery::showsSameKinds(const EventQuery &other) const
{
    return m_kinds == other.m_kinds && m_housekeeping == other.m_housekeeping;
}

bool EventQuery::hasTerms() const
{
    return m_termKinds != allKinds || m_choosesSteps || asksTexts() || usesNames();
}

bool EventQuery::usesNames() const
{
    return !m_endpoints.wanted.isEmpty() || !m_endpoints.unwanted.isEmpty() || !m_words.empty();
}

bool EventQuery::matchesKind(const Event &event) const
{
    return (m_housekeeping || !event.has(Event::Housekeeping)) && (m_kinds & kindBit(event.kind())) != 0;
}

bool EventQuery::matches(const EventRef &event, const EndpointNames &names) const
{
    const Event &facts = event.event();
    const KindSet kind = kindBit(facts.kind());
    if ((m_kinds & m_termKinds & kind) == 0 || (!m_housekeeping && facts.has(Event::Housekeeping)))
        return false;
    const auto step = std::size_t(facts.step);
    if (m_choosesSteps && (step >= m_steps.size() || !m_steps[step]))
        return false;
    if (asksTexts() && !matchesTexts(event))
        return false;
    return !usesNames() || (matchesEndpoint(facts.endpoint, names) && matchesWords(event, names));
}

bool EventQuery::matchesEndpoint(EndpointId endpoint, const EndpointNames &names) const
{
    if (m_endpoints.wanted.isEmpty() && m_endpoints.unwanted.isEmpty())
        return true;
    const QString name = names(endpoint);
    const auto isIt = [&name](const QString &wanted) { return isNameWanted(name, wanted); };
    const QStringList &wanted = m_endpoints.wanted;
    const QStringList &unwanted = m_endpoints.unwanted;
    return (wanted.isEmpty() || std::any_of(wanted.begin(), wanted.end(), isIt))
        && std::none_of(unwanted.begin(), unwanted.end(), isIt);
}

bool EventQuery::matchesTexts(const EventRef &event) const
{
    const Bytes payload = event->blobSize == 0 ? Bytes() : event.payload();
    return (m_texts.wanted.empty() || isAnyIn(m_texts.wanted, payload))
        && !isAnyIn(m_texts.unwanted, payload);
}

bool EventQuery::matchesWords(const EventRef &event, const EndpointNames &names) const
{
    const Bytes payload = m_words.empty() ? Bytes() : event.payload();
    std::uint32_t shown = 0;
    bool isAsked = false;
    for (std::size_t i = 0; i < m_words.size(); ++i) {
        bool found = m_words[i].bytes.isIn(payload);
        if (!found) {
            shown = isAsked ? shown : wordsShown(event, names);
            isAsked = true;
            found = (shown >> i & 1) != 0;
        }
        if (found == m_words[i].isUnwanted)
            return false;
    }
    return true;
}

std::uint32_t EventQuery::wordsShown(const EventRef &event, const EndpointNames &names) const
{
    const auto look = [&] {
        const Event &facts = event.event();
        const QChar next = u'\n';
        return wordsIn(names(facts.endpoint) + next + stepText(facts) + next
            + QLatin1String(stepName(facts.step)) + next + stateText(facts) + next + detailText(event));
    };
    // What commands, signals and notes carry is part of their detail; what a call carries is not.
    if (event->kind() != Kind::Call && !event.payload().empty())
        return look();
    Shown key{event.event(), event.local(), event.peer()};
    key.facts.time = 0;
    key.facts.took = 0;
    key.facts.cause = 0;
    key.facts.offset = 0;
    key.facts.blob = 0;
    key.facts.blobSize = 0;
    key.facts.evidence = Evidence::Observed;
    static_assert(std::has_unique_object_representations_v<Shown>);
    if (m_remembered.empty())
        m_remembered.resize(rememberedRows);
    Remembered &place = m_remembered[hashOf(&key, sizeof key) % rememberedRows];
    if (!place.isUsed || std::memcmp(&place.shown, &key, sizeof key) != 0)
        place = {key, look(), true};
    return place.words;
}

std::uint32_t EventQuery::wordsIn(const QString &text) const
{
    std::uint32_t found = 0;
    for (std::size_t i = 0; i < m_words.size(); ++i) {
        if (text.contains(m_words[i].text, Qt::CaseInsensitive))
            found |= 1u << i;
    }
    return found;
}

} // namespace wl
