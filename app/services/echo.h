// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/services/service.h"

namespace wl {

/// Sends back what it receives, until the peer ends.
class Echo final : public Service
{
public:
    ServiceAnswer received(QByteArrayView bytes) override;
};

} // namespace wl
