// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/exporters/mermaid.h"

#include "app/core/safetext.h"

namespace wl {

namespace {

using Form = SequenceText::Form;

/// These stand for themselves; everything else in ASCII is written as its number.
bool isPlain(char32_t c)
{
    const auto isOneOf = [c](QLatin1String set) { return c < 0x80 && set.contains(QLatin1Char(char(c))); };
    const bool isWord = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    // Mermaid's own marks for its escapes are made of these four.
    const bool isMark = c == 0xDF || c == 0xB0 || c == 0xB6 || c == 0xFB02;
    return isWord || isOneOf(QLatin1String(" .,()!?/+=_-'[]:")) || (c >= 0xA0 && !isMark);
}

/// Words at which Mermaid's reader stumbles even inside a text; their first letter is written as a number.
bool beginsTrouble(QStringView text, qsizetype at)
{
    const QStringView rest = text.mid(at);
    const auto isLetterAt = [&](qsizetype i) {
        return i >= 0 && i < text.size() && text[i].isLetterOrNumber();
    };
    if (rest.startsWith(QLatin1String("end"), Qt::CaseInsensitive))
        return !isLetterAt(at - 1) && !isLetterAt(at + 3);
    return rest.startsWith(QLatin1String("style"), Qt::CaseInsensitive)
        || rest.startsWith(QLatin1String("classdef"), Qt::CaseInsensitive)
        || rest.startsWith(QLatin1String("wrap"), Qt::CaseInsensitive)
        || rest.startsWith(QLatin1String("nowrap"), Qt::CaseInsensitive);
}

QByteArray statementLine(const SequenceText::Statement &s)
{
    const QByteArray from = participantId(s.from);
    const QByteArray to = participantId(s.to);
    const QByteArray text = ": " + mermaidEscaped(s.text) + '\n';
    switch (s.form) {
    case Form::Message:
        return from + "->>" + to + text;
    case Form::Lost:
        return from + "-x" + to + text;
    case Form::Accepted:
        return from + "-)" + to + text;
    case Form::Inferred:
        return from + "-->>" + to + text;
    case Form::State:
        return "Note over " + from + text;
    default:
        return (s.ofServer ? "Note left of " : "Note right of ") + from + text;
    }
}

/// A remark stands over all lifelines.
QByteArray remarkLine(const SequenceText &sequence, const SequenceText::Statement &s)
{
    const QByteArray first = participantId(sequence.participants.front().id);
    const QByteArray last = participantId(sequence.participants.back().id);
    return "Note over " + (first == last ? first : QByteArray(first + ',' + last)) + ": "
        + mermaidEscaped(s.text) + '\n';
}

} // namespace

QByteArray mermaidEscaped(QStringView text)
{
    QByteArray out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isPair = text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        const char32_t c = isPair ? QChar::surrogateToUcs4(text[i], text[i + 1]) : text[i].unicode();
        const bool isLone = !isPair && text[i].isSurrogate();
        if (isLone || isUnsafe(c))
            out += ' ';
        else if (!isPlain(c) || beginsTrouble(text, i))
            out += '#' + QByteArray::number(c) + ';';
        else
            out += text.mid(i, isPair ? 2 : 1).toUtf8();
        i += isPair ? 1 : 0;
    }
    return out;
}

QByteArray mermaidOf(const SequenceText &sequence)
{
    QByteArray out = QByteArrayLiteral("sequenceDiagram\n");
    for (const SequenceText::Participant &p : sequence.participants)
        out += "    participant " + participantId(p.id) + " as " + mermaidEscaped(p.name) + '\n';
    for (const SequenceText::Statement &s : sequence.statements) {
        if (s.form != Form::Remark)
            out += "    " + statementLine(s);
        else if (!sequence.participants.empty())
            out += "    " + remarkLine(sequence, s);
    }
    return out;
}

QByteArray mermaidOf(const JournalView &view)
{
    return mermaidOf(sequenceTextOf(view));
}

} // namespace wl
