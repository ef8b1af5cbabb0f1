// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/services/service.h"

namespace wl {

/// Answers each recv with the same text, whatever came.
class FixedReply final : public Service
{
public:
    explicit FixedReply(const QString &reply);
    ServiceAnswer received(QByteArrayView bytes) override;

private:
    const QByteArray m_reply; ///< UTF-8
};

} // namespace wl
