// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace wl {

/// Text for a tool tip that shows exactly these characters: Qt guesses at markup there and cannot be told not
/// to.
QString plainToolTip(const QString &text);

} // namespace wl
