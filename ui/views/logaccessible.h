// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

namespace wl {

/// Makes every LogView a table for screen readers and tests; once is enough, more does no harm.
void installLogAccessible();

} // namespace wl
