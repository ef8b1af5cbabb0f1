// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/services/hello.h"

#include "app/core/safetext.h"

namespace wl {

namespace {

constexpr char word[] = "Hello";
constexpr quint64 wordSize = sizeof word - 1;

bool isWrong(const ServiceAnswer &answer)
{
    return answer.note && answer.note->step == Step::NoteHelloWrong;
}

} // namespace

ServiceAnswer Hello::received(QByteArrayView bytes)
{
    ServiceAnswer answer;
    if (m_skipping) {
        m_skipping = false;
        m_awaits = Awaits::LineEnd; // that of the wrong line may still come
    }
    for (const char byte : bytes)
        take(byte, answer);
    return answer;
}

ServiceAnswer Hello::peerFinished()
{
    ServiceAnswer answer;
    if (m_awaits == Awaits::Word && m_place > 0 && !m_skipping)
        refuse(word[m_place], answer);
    return answer;
}

void Hello::take(char byte, ServiceAnswer &answer)
{
    if (m_skipping) {
        ++m_place;
        if (byte == '\n')
            begin();
        return;
    }
    switch (m_awaits) {
    case Awaits::Word:
        takeWord(byte, answer);
        break;
    case Awaits::LineEnd:
        if (byte == '\n') {
            begin();
        } else if (byte == '\r') {
            m_awaits = Awaits::LineFeed;
            ++m_place;
        } else {
            begin();
            takeWord(byte, answer);
        }
        break;
    case Awaits::LineFeed:
        if (byte == '\n')
            begin();
        else
            refuse('\n', answer);
        break;
    }
}

void Hello::takeWord(char byte, ServiceAnswer &answer)
{
    if (byte != word[m_place]) {
        refuse(word[m_place], answer);
        if (byte == '\n')
            begin();
        return;
    }
    if (++m_place == wordSize)
        complete(answer);
}

void Hello::complete(ServiceAnswer &answer)
{
    m_awaits = Awaits::LineEnd;
    answer.send += "HI";
    answer.complete = true;
    if (!answer.note)
        answer.note = ServiceNote{Step::NoteHelloComplete, 0, {}};
}

void Hello::refuse(char expected, ServiceAnswer &answer)
{
    const quint64 place = m_place++;
    m_skipping = true;
    if (isWrong(answer))
        return; // one remark a recv, or a flood of line feeds would come back thirtyfold
    const QByteArray shown = safeText(QByteArrayView(&expected, 1)).toLatin1();
    // The peer reads it as a person does, who counts from one; the note keeps the offset.
    answer.send += "wrong at byte " + QByteArray::number(place + 1) + ": expected '" + shown + "'\n";
    answer.note = ServiceNote{Step::NoteHelloWrong, place, QString(QLatin1Char(expected))};
}

void Hello::begin()
{
    m_awaits = Awaits::Word;
    m_place = 0;
    m_skipping = false;
}

} // namespace wl
