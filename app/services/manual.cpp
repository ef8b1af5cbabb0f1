// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/services/manual.h"

namespace wl {

ServiceAnswer Manual::received(QByteArrayView)
{
    return {};
}

} // namespace wl
