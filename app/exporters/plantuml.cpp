// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/exporters/plantuml.h"

#include "app/core/safetext.h"

namespace wl {

namespace {

using Form = SequenceText::Form;

/// These stand for themselves where they are alone: two slashes, hyphens or underlines in a row are markup.
bool isPlain(char32_t c, char32_t before)
{
    const bool isWord = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    const bool isAlone =
        c < 0x80 && QLatin1String(".,()!?=+:/-_").contains(QLatin1Char(char(c))) && c != before;
    return isWord || c == ' ' || isAlone || c >= 0xA0;
}

QByteArray statementLine(const SequenceText::Statement &s)
{
    const QByteArray from = participantId(s.from);
    const QByteArray to = participantId(s.to);
    const QByteArray text = " : " + plantUmlEscaped(s.text) + '\n';
    switch (s.form) {
    case Form::Message:
        return from + " -> " + to + text;
    case Form::Lost:
        return from + " ->x " + to + text;
    case Form::Accepted:
        return from + " ->> " + to + text;
    case Form::Inferred:
        return from + " --> " + to + text;
    case Form::State:
        return "hnote over " + from + text;
    default:
        return (s.ofServer ? "note left of " : "note right of ") + from + text;
    }
}

QByteArray remarkLine(const SequenceText &sequence, const SequenceText::Statement &s)
{
    const QByteArray first = participantId(sequence.participants.front().id);
    const QByteArray last = participantId(sequence.participants.back().id);
    return "note over " + (first == last ? first : QByteArray(first + ", " + last)) + " : "
        + plantUmlEscaped(s.text) + '\n';
}

} // namespace

QByteArray plantUmlEscaped(QStringView text)
{
    QByteArray out;
    char32_t before = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isPair = text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        const char32_t c = isPair ? QChar::surrogateToUcs4(text[i], text[i + 1]) : text[i].unicode();
        const bool isLone = !isPair && text[i].isSurrogate();
        if (isLone || isUnsafe(c))
            out += ' ';
        else if (!isPlain(c, before))
            out += "<U+" + QByteArray::number(c, 16).rightJustified(4, '0').toUpper() + '>';
        else
            out += text.mid(i, isPair ? 2 : 1).toUtf8();
        before = c;
        i += isPair ? 1 : 0;
    }
    return out;
}

QByteArray plantUmlOf(const SequenceText &sequence)
{
    QByteArray out = "@startuml\ntitle " + plantUmlEscaped(sequence.title) + "\nhide footbox\n";
    for (const SequenceText::Participant &p : sequence.participants)
        out += "participant \"" + plantUmlEscaped(p.name) + "\" as " + participantId(p.id) + '\n';
    for (const SequenceText::Statement &s : sequence.statements) {
        if (s.form != Form::Remark)
            out += statementLine(s);
        else if (!sequence.participants.empty())
            out += remarkLine(sequence, s);
    }
    return out + "@enduml\n";
}

QByteArray plantUmlOf(const JournalView &view)
{
    return plantUmlOf(sequenceTextOf(view));
}

} // namespace wl
