// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/eventqueryparser.h"

#include "app/core/safetext.h"

#include <QCoreApplication>

#include <algorithm>

namespace wl {

namespace {

constexpr std::size_t maxTerms = 32;
constexpr qsizetype maxLength = 2000;

QString tr(const char *text)
{
    return QCoreApplication::translate("wl", text);
}

QString shortened(const QString &text)
{
    return safeText(QStringView(text), 40);
}

QString withoutSpaces(const QString &text)
{
    QString out;
    for (const QChar c : text) {
        if (!c.isSpace())
            out += c.toCaseFolded();
    }
    return out;
}

bool isSame(const char *name, const QString &typed)
{
    return typed.compare(QLatin1String(name), Qt::CaseInsensitive) == 0;
}

} // namespace

Result<EventQuery> EventQuery::fromText(const QString &text)
{
    return EventQueryParser(text).parse();
}

EventQuery EventQuery::forPhrase(const QString &phrase)
{
    EventQueryParser parser{QString()};
    parser.addWord(phrase, false);
    return parser.take();
}

Result<EventQuery> EventQueryParser::parse()
{
    if (m_text.size() > maxLength)
        return Failure{tr("The filter is too long: at most %1 characters.").arg(maxLength)};
    for (;;) {
        while (!atEnd() && m_text[m_at].isSpace())
            ++m_at;
        if (atEnd())
            break;
        const Result<Done> added = add(nextTerm());
        if (!added)
            return Failure{added.error()};
    }
    const KindSet wanted = m_wantedKinds == 0 ? allKinds : m_wantedKinds;
    m_query.m_termKinds = KindSet(wanted & ~m_unwantedKinds);
    m_query.m_choosesSteps = m_wantedSteps.any() || m_unwantedSteps.any();
    if (m_wantedSteps.any())
        m_query.m_steps = m_wantedSteps;
    m_query.m_steps &= ~m_unwantedSteps;
    return take();
}

EventQueryParser::Term EventQueryParser::nextTerm()
{
    Term term;
    const bool hasMore = m_at + 1 < m_text.size() && !m_text[m_at + 1].isSpace();
    term.isUnwanted = m_text[m_at] == u'-' && hasMore;
    m_at += term.isUnwanted ? 1 : 0;
    term.key = nextKey();
    term.value = nextValue();
    return term;
}

QString EventQueryParser::nextKey()
{
    qsizetype end = m_at;
    while (end < m_text.size() && m_text[end].isLetter())
        ++end;
    // "StreamSocket::read" is a name, not a key.
    const bool isKey =
        end > m_at && m_text.mid(end, 1) == QLatin1String(":") && m_text.mid(end, 2) != QLatin1String("::");
    if (!isKey)
        return {};
    const QString key = m_text.mid(m_at, end - m_at).toLower();
    m_at = end + 1;
    return key;
}

QString EventQueryParser::nextValue()
{
    if (atEnd() || m_text[m_at] != u'"') {
        const qsizetype start = m_at;
        while (!atEnd() && !m_text[m_at].isSpace())
            ++m_at;
        return m_text.mid(start, m_at - start);
    }
    // A quotation mark that is not closed yet is somebody still typing.
    const qsizetype start = m_at + 1;
    const qsizetype closing = m_text.indexOf(u'"', start);
    const qsizetype end = closing < 0 ? m_text.size() : closing;
    m_at = end + 1;
    return m_text.mid(start, end - start);
}

void EventQueryParser::addWord(const QString &text, bool isUnwanted)
{
    if (!text.isEmpty())
        m_query.m_words.push_back({text, ByteNeedle(text), isUnwanted});
}

Result<Done> EventQueryParser::add(const Term &term)
{
    const std::size_t terms =
        m_query.m_words.size() + m_query.m_texts.wanted.size() + m_query.m_texts.unwanted.size();
    if (terms >= maxTerms)
        return Failure{tr("The filter has too many words: at most %1.").arg(maxTerms)};
    if (term.key.isEmpty()) {
        addWord(term.value, term.isUnwanted);
        return Done{};
    }
    if (term.value.isEmpty())
        return Failure{tr("Nothing stands after “%1:”.").arg(shortened(term.key))};
    if (term.key == QLatin1String("kind"))
        return addKind(term);
    if (term.key == QLatin1String("step"))
        return addStep(term);
    if (term.key == QLatin1String("endpoint")) {
        auto &names = m_query.m_endpoints;
        (term.isUnwanted ? names.unwanted : names.wanted).append(withoutSpaces(term.value));
        return Done{};
    }
    if (term.key == QLatin1String("text")) {
        auto &texts = m_query.m_texts;
        (term.isUnwanted ? texts.unwanted : texts.wanted).emplace_back(term.value);
        return Done{};
    }
    return Failure{
        tr("“%1:” is not something to filter by: use endpoint:, step:, kind: or text:, or put quotation "
           "marks around the words.")
            .arg(shortened(term.key))};
}

Result<Done> EventQueryParser::addKind(const Term &term)
{
    for (unsigned i = 0; i < unsigned(Kind::Count); ++i) {
        const Kind kind = Kind(i);
        if (!isSame(kindName(kind), term.value))
            continue;
        (term.isUnwanted ? m_unwantedKinds : m_wantedKinds) |= kindBit(kind);
        return Done{};
    }
    return Failure{tr("There is no kind “%1”: use command, call, signal, kernel, packet or note.")
                       .arg(shortened(term.value))};
}

Result<Done> EventQueryParser::addStep(const Term &term)
{
    const QString name = term.value.endsWith(QLatin1String("()")) ? term.value.chopped(2) : term.value;
    auto &steps = term.isUnwanted ? m_unwantedSteps : m_wantedSteps;
    bool isKnown = false;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const Step step = Step(i);
        if (*stepName(step) == '\0' || (!isSame(stepName(step), name) && !isSame(stepFamily(step), name)))
            continue;
        steps.set(i);
        isKnown = true;
    }
    if (isKnown)
        return Done{};
    return Failure{tr("There is no step “%1”: use a name as the log shows it, for example recv.")
                       .arg(shortened(term.value))};
}

} // namespace wl
