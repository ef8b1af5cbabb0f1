// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/services/fixedreply.h"

namespace wl {

FixedReply::FixedReply(const QString &reply)
    : m_reply(reply.toUtf8())
{
}

ServiceAnswer FixedReply::received(QByteArrayView)
{
    return {.send = m_reply, .complete = true, .note = {}};
}

} // namespace wl
