// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/eventquery.h"

namespace wl {

/// Reads the filter line into an EventQuery.
class EventQueryParser
{
public:
    explicit EventQueryParser(const QString &text)
        : m_text(text)
    {
    }

    Result<EventQuery> parse();
    /// Adds the text as one word; does nothing when it is empty.
    void addWord(const QString &text, bool isUnwanted);
    EventQuery take() { return std::move(m_query); }

private:
    struct Term {
        QString key; ///< small letters; empty for a word
        QString value;
        bool isUnwanted = false;
    };

    bool atEnd() const { return m_at >= m_text.size(); }
    Term nextTerm();
    QString nextKey();
    QString nextValue();
    Result<Done> add(const Term &term);
    Result<Done> addKind(const Term &term);
    Result<Done> addStep(const Term &term);

    QString m_text;
    qsizetype m_at = 0;
    KindSet m_wantedKinds = 0;
    KindSet m_unwantedKinds = 0;
    EventQuery::StepSet m_wantedSteps;
    EventQuery::StepSet m_unwantedSteps;
    EventQuery m_query;
};

} // namespace wl
