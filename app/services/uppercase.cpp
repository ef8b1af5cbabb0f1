// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/services/uppercase.h"

#include "app/core/utf8.h"

#include <utility>

namespace wl {

ServiceAnswer Uppercase::received(QByteArrayView bytes)
{
    const QByteArray input = std::exchange(m_held, {}) + bytes.toByteArray();
    ServiceAnswer answer;
    QString text;
    const auto flush = [&answer, &text] {
        answer.send += text.toUpper().toUtf8();
        text.clear();
    };
    for (QByteArrayView rest(input); !rest.isEmpty();) {
        const Utf8Step step = utf8Step(rest);
        if (step.kind == Utf8Step::Kind::Incomplete) {
            m_held = rest.toByteArray();
            break;
        }
        if (step.kind == Utf8Step::Kind::Character) {
            // Not QString::fromUtf8 for the whole: it swallows a byte order mark.
            text += QChar::fromUcs4(step.character);
        } else {
            flush();
            answer.send += rest[0];
        }
        rest = rest.sliced(step.size);
    }
    flush();
    answer.complete =
        m_held.isEmpty() || !answer.send.isEmpty(); // an empty datagram is answered by an empty one
    return answer;
}

ServiceAnswer Uppercase::peerFinished()
{
    const QByteArray rest = std::exchange(m_held, {});
    return {.send = rest, .complete = !rest.isEmpty(), .note = {}};
}

} // namespace wl
