// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/core/result.h"
#include "app/models/byteneedle.h"
#include "app/models/eventtext.h"

#include <QStringList>

#include <bitset>
#include <vector>

namespace wl {

/// One bit for each Kind.
using KindSet = std::uint8_t;
constexpr KindSet kindBit(Kind kind)
{
    return KindSet(1u << unsigned(kind));
}
constexpr KindSet allKinds = KindSet((1u << unsigned(Kind::Count)) - 1);

/// Which events a person wants to see: kinds switched on, housekeeping or not, and the terms typed into the
/// filter line.
///
/// Terms: endpoint:NAME, step:NAME (as shown or as called), kind:NAME, text:BYTES, words. A minus before a
/// term turns it round. Several values of one key are alternatives; different keys, and every word, must all
/// hold. text: looks only at the bytes that an event carries, without decoding them, so that it stays fast
/// over millions of rows; a word looks there first, and then at the endpoint's name, step, state and detail
/// as they are shown. Case does not matter.
class EventQuery
{
public:
    static Result<EventQuery> fromText(const QString &text);
    /// The whole text as one word, for Find.
    static EventQuery forPhrase(const QString &phrase);

    KindSet kinds() const { return m_kinds; }
    void setKinds(KindSet kinds) { m_kinds = kinds; }
    bool isHousekeepingShown() const { return m_housekeeping; }
    void setHousekeepingShown(bool shown) { m_housekeeping = shown; }

    bool showsAllKinds() const { return m_kinds == allKinds && m_housekeeping; }
    bool showsSameKinds(const EventQuery &other) const;
    bool hasTerms() const;
    bool showsEverything() const { return showsAllKinds() && !hasTerms(); }
    /// True when renaming an endpoint can change what matches.
    bool usesNames() const;

    /// What the switches alone let through.
    bool matchesKind(const Event &event) const;
    bool matches(const EventRef &event, const EndpointNames &names) const;
    /// Endpoints have other names from now on.
    void forgetNames() { m_remembered.clear(); }

private:
    friend class EventQueryParser;

    struct Names {
        QStringList wanted;
        QStringList unwanted;
    };
    struct Texts {
        std::vector<ByteNeedle> wanted;
        std::vector<ByteNeedle> unwanted;
    };
    struct Word {
        QString text;
        ByteNeedle bytes;
        bool isUnwanted = false;
    };
    /// Everything in an event that its shown text is made of.
    struct Shown {
        Event facts;
        PackedAddress local;
        PackedAddress peer;
    };
    struct Remembered {
        Shown shown;
        std::uint32_t words = 0;
        bool isUsed = false;
    };
    using StepSet = std::bitset<1024>;

    bool matchesEndpoint(EndpointId endpoint, const EndpointNames &names) const;
    bool asksTexts() const { return !m_texts.wanted.empty() || !m_texts.unwanted.empty(); }
    bool matchesTexts(const EventRef &event) const;
    bool matchesWords(const EventRef &event, const EndpointNames &names) const;
    std::uint32_t wordsShown(const EventRef &event, const EndpointNames &names) const;
    std::uint32_t wordsIn(const QString &text) const;

    KindSet m_kinds = allKinds;
    bool m_housekeeping = true;
    KindSet m_termKinds = allKinds;
    StepSet m_steps = StepSet().set(); ///< that pass
    bool m_choosesSteps = false; ///< any(), which is too dear to ask for each row
    Names m_endpoints; ///< small letters, no spaces
    Texts m_texts;
    std::vector<Word> m_words; ///< at most 32, a bit each
    mutable std::vector<Remembered> m_remembered; ///< rows alike but for time and bytes are shown alike
};

} // namespace wl
