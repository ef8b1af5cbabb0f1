// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/services/service.h"

namespace wl {

/// Sends back what it receives in capitals. A UTF-8 character cut by the edge of a read is held until its
/// rest has come; bytes that are no UTF-8 go back unchanged.
class Uppercase final : public Service
{
public:
    ServiceAnswer received(QByteArrayView bytes) override;
    ServiceAnswer peerFinished() override;

private:
    QByteArray m_held; ///< the beginning of a character, at most three bytes
};

} // namespace wl
