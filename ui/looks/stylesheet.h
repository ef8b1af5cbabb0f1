// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace wl {

class Theme;

/// The style sheet of the whole application in the colours of this theme.
QString styleSheet(const Theme &theme);

} // namespace wl
