// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/services/service.h"

namespace wl {

/// Sends nothing by itself: a person answers.
class Manual final : public Service
{
public:
    ServiceAnswer received(QByteArrayView bytes) override;
    bool waitsForPerson() const override { return true; }
};

} // namespace wl
